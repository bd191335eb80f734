"""Whether two short texts say the same thing: their words are nearly the same, in whatever order."""

from __future__ import annotations

import re

ALIKE = 85
"""How alike the words must be, in percent: a slip of the pen or another order still is the same thing."""
_WORD = re.compile(r"[^\W_]+")


def alike(text: str, other: str) -> bool:
    """Whether two texts are the same but for a slip; with other numbers in them they are not."""
    words, others = sorted(_WORD.findall(text.casefold())), sorted(_WORD.findall(other.casefold()))
    # "exhibit 1" is not "exhibit 2", however alike the rest is.
    if not words or not others or _numbers(words) != _numbers(others):
        return False
    from rapidfuzz import fuzz  # noqa: PLC0415 - only a call that ends with a known person needs it

    return bool(fuzz.ratio(" ".join(words), " ".join(others)) >= ALIKE)


def _numbers(words: list[str]) -> list[str]:
    return [word for word in words if word[0].isdigit()]
