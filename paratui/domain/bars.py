"""Bars made of characters: an eighth of a cell fine where the terminal has the blocks, of `.:#` where it has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_RISING = " ▁▂▃▄▅▆▇█"
_LYING = " ▏▎▍▌▋▊▉█"
# For rising and lying bars: what is in every font.
_PLAIN = " .:#"


def _cell(filled: float, letters: str) -> str:
    """The letter of a cell that is filled so far; what is there at all is seen."""
    most = len(letters) - 1
    return letters[0] if filled <= 0 else letters[min(most, max(1, round(filled * most)))]


def rising(
    values: Sequence[int], most: int, height: int, *, wide: int = 1, gap: int = 0, plain: bool = False
) -> list[str]:
    """A bar standing for each value, as `height` rows from the top; one of `most` fills them all."""
    letters = _PLAIN if plain else _RISING
    filled = [value * height / most if most else 0.0 for value in values]
    # What is there at all is seen in the lowest row.
    return [
        (" " * gap).join(_cell(one - below, letters) * wide for one in filled)
        for below in range(height - 1, -1, -1)
    ]


def lying(value: int, most: int, room: int, *, plain: bool = False) -> str:
    """A bar that lies, at most `room` cells long; one of `most` has that length."""
    filled = value * room / most if most else 0.0
    whole = int(filled)
    if plain:
        return "#" * (max(1, round(filled)) if value else 0)
    rest = _cell(filled - whole, _LYING).strip() if filled - whole > 1 / 16 or not whole else ""
    return _LYING[-1] * whole + rest
