"""Whether two names written down on one call are one person's: another spelling, or more of the same name."""

from __future__ import annotations

from difflib import SequenceMatcher

_ALIKE = 0.85


def same_name(one: str, other: str) -> bool:
    """Whether a name is the other one mended or completed, such as Jamal and Jamal Reed."""
    first, second = one.casefold().split(), other.casefold().split()
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    return SequenceMatcher(None, " ".join(first), " ".join(second)).ratio() >= _ALIKE
