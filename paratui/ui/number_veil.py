"""Discreet: of what is a phone number in the picture the last two digits are drawn, for the others an x each.

Whatever is written as one is hidden, whether or not it is known: somebody may have rung for the first time. Numbers
of matters, days and times are written otherwise and stay.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from paratui.ui.words_in_row import CUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from paratui.ui.terminal_picture import Cell

HIDDEN = "x"
_SHOWN = 2
# A line's own number is as long; shorter ends are in too many numbers.
_TAIL, _WITH_AREA = 7, 10
# What stands between two digits of a number, over no gap between two columns.
_DASH = r"[.\-/_\u00a0\u2010-\u2015\u2212]"
_GAP = rf"(?:[ ]?{_DASH}[ ]?|[ ])"
_ANY_GAP = rf"(?:[ ]?{_DASH}[ ]?|[ ]?\(|\)[ ]?{_DASH}?[ ]?|[ ])?"
_WRITTEN = re.compile(
    rf"""
      \+ \d (?: {_ANY_GAP} \d ){{6,14}}                        # with its country
    | \+ \d (?: {_ANY_GAP} \d ){{2,}} [ ().\-]* (?={CUT})     # cut off
    | (?<!\d) 00 [1-9] (?: {_ANY_GAP} \d ){{7,13}} (?!\d)
    | (?<![\d-]) (?: 1 {_GAP} )? \( \d{{3}} \)                # area in brackets, or cut off
      (?: [ ]? {_DASH}? [ ]? \d{{3}} {_GAP}? \d{{4}} (?!\d) | [ ]? {_DASH}? \d{{1,3}} (?: {_DASH} \d{{0,4}} )? )?
    | (?<![\d-]) (?: 1 {_GAP}? )? \d{{3}} {_GAP} \d{{3}} {_GAP}? \d{{4}} (?! \d | {_DASH}\d )
    | (?<![\d-]) \d{{3}} {_GAP} \d{{3}} {_DASH}? \d{{0,3}} (?={CUT})
    | (?<![\w-]) \d{{3}} [.\-\u2010-\u2015] \d{{4}} (?! \w | {_DASH}\d )    # without its area
    | (?<![\w.,-]) 0 \d{{2,4}} {_GAP} \d{{3,4}} {_GAP} \d{{3,4}} (?! \d | {_DASH}\d )   # as within most countries
    | (?<![\w.,-]) 0 \d{{2,4}} [ ] \d{{5,7}} (?! \d | {_DASH}\d )
    | (?<![\w.-]) \d{{10,15}} (?![\w-])
    """,
    re.VERBOSE,
)
# However it is written.
_MAYBE = re.compile(rf"\d(?:{_ANY_GAP}\d){{6,}}")


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

    def __len__(self) -> int:
        return len(self._by_end)

    def take_over(self, other: NumberVeil) -> None:
        """Know what another one knows as well."""
        self._by_end |= other._by_end

    def __call__(self, row: Sequence[Cell]) -> list[Cell]:
        # One letter a cell, so that a place in the text is one in the row.
        text = "".join(letter[:1] or "\0" for letter, _ in row)
        hidden = self.hidden(text)
        if hidden == text:
            return [*row]
        return [cell if new == old else (new, cell[1]) for cell, old, new in zip(row, text, hidden, strict=True)]

    def hidden(self, text: str) -> str:
        """A text as it may be seen, as long as it is."""
        hidden = {place for first, last in self._numbers(text) for place in _all_but_the_last(text, first, last)}
        return "".join(HIDDEN if at in hidden else sign for at, sign in enumerate(text)) if hidden else text

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
    is_whole = len(digits) >= (_WITH_AREA if text[first] == "(" else _TAIL) and text[last : last + 1] != CUT
    return digits[:-_SHOWN] if is_whole else digits
