"""How alike two words or two names are, and why, as far as a person can follow it."""

from __future__ import annotations

from typing import NamedTuple


class Likeness(NamedTuple):
    """Of two words: `grade` runs from 0 to 1, 1 for the same word; `reason` is empty for the same word."""

    grade: float
    reason: str = ""


class Likened(NamedTuple):
    """Of two names: how alike, from 0 to 1, and the reasons in words."""

    grade: float
    reasons: tuple[str, ...]


SAME = Likeness(1.0)
