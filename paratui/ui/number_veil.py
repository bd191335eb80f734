"""Discreet: of what is a phone number in the picture the last two digits are drawn, for the others an x each.

Whatever is written as one is hidden, whether or not it is known: somebody may have rung for the first time. Numbers
of matters, days and times are written otherwise and stay.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from paratui.ui.terminal_picture import Cell

HIDDEN = "x"
_SHOWN = 2
# A line's own number is as long; shorter ends are in too many numbers.
_TAIL, _WITH_AREA = 7, 10
_WRITTEN = re.compile(
    r"""
      \+ \d (?: [ ().\-/\u00a0]{0,2} \d ){6,14}                  # with its country
    | (?<![\d-]) (?: 1 [ .-] )? \( \d{3} \) (?: \ ? \d{1,3} (?: - \d{0,4} )? )?   # area in brackets, or cut off
    | (?<![\d-]) (?: 1 [ .-]? )? \d{3} [ .\-/\u00a0] \d{3} [ .\-\u00a0] \d{4} (?![\d-])
    | (?<![\w-]) \d{3} [.\-] \d{4} (?![\w-])                    # without its area
    | (?<![\w.-]) \d{10,15} (?![\w-])
    """,
    re.VERBOSE,
)
# However it is written, but over no gap between two columns.
_MAYBE = re.compile(r"\d(?:(?:[.\-/\u00a0]|[ ]?\(|\)[ ]?|[ ])?\d){6,}")


class NumberVeil:
    """Knows the numbers of people by their ends; called with a row of cells it gives the row as it may be seen."""

    def __init__(self) -> None:
        self._by_end: dict[str, str] = {}

    def learn(self, numbers: Iterable[str]) -> None:
        """These are people's numbers, E.164."""
        for number in numbers:
            digits = "".join(filter(str.isdigit, number))
            if len(digits) >= _TAIL:
                self._by_end[digits[-_TAIL:]] = digits

    def __call__(self, row: Sequence[Cell]) -> list[Cell]:
        # One letter a cell, so that a place in the text is one in the row.
        text = "".join(letter[:1] or "\0" for letter, _ in row)
        hidden = {place for first, last in self._numbers(text) for place in _all_but_the_last(text, first, last)}
        return [(HIDDEN, style) if place in hidden else (letter, style) for place, (letter, style) in enumerate(row)]

    def _numbers(self, text: str) -> Iterator[tuple[int, int]]:
        """From where to where a number stands."""
        for found in _WRITTEN.finditer(text):
            yield found.span()
        for found in _MAYBE.finditer(text) if self._by_end else ():
            places = [place for place in range(*found.span()) if text[place].isdigit()]
            digits = "".join(text[place] for place in places)
            for last in range(_TAIL, len(digits) + 1):
                known = self._by_end.get(digits[last - _TAIL : last])
                if known:
                    alike = zip(reversed(digits[:last]), reversed(known), strict=False)
                    length = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], alike))
                    yield places[last - length], places[last - 1] + 1


def _all_but_the_last(text: str, first: int, last: int) -> list[int]:
    digits = [place for place in range(first, last) if text[place].isdigit()]
    # Of a number that is cut off nobody sees the last.
    is_whole = len(digits) >= (_WITH_AREA if text[first] == "(" else _TAIL)
    return digits[:-_SHOWN] if is_whole else digits
