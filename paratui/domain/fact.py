"""One line of what is told about a person or a number before and during a call."""

from __future__ import annotations

from typing import NamedTuple


class Fact(NamedTuple):
    """What the line is about, and what it says. `grave` marks what must not be overlooked."""

    about: str
    says: str
    grave: bool = False
