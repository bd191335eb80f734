"""Random numbers for one thing the demo office tells: one thing more tells no other story of the rest."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random


def stream(random: Random, name: str) -> Random:
    """Random numbers of their own under a name, the same for the same state of `random`, which stays as it is."""
    own = copy(random)
    own.seed(f"{name} {own.getrandbits(64)}")
    return own
