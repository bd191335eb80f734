"""Discreet: what is a client's name in the picture is drawn as its initials wherever it stands, of numbers their end.

It works on the drawn rows, so no screen can forget it: lists, previews, notes, questions, the top row. Nothing else
changes: what is typed, kept, copied into a file or printed has the names. The line that is being typed is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from paratui.domain.search_words import folded
from paratui.ui.number_veil import NumberVeil
from paratui.ui.ordinary_words import ORDINARY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paratui.ui.terminal_picture import Cell

_BLANK = " "
_INSIDE = "'\u2019"
_CUT = "\N{HORIZONTAL ELLIPSIS}"
_SHORTEST_CUT = 2
_LONGEST_ABBREVIATION = 3
_SHORTEST_SMALL = 4
# Without the comma behind it.
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_NEVER_ALONE = frozenset(
    """
    a an and by for in no not of on or so the to we you she he they it is may will mark grant bill art january
    february march april june july august september october november december jan feb mar apr jun jul aug sep
    oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun today
    tomorrow overdue next waiting later queue call log clients help
    """.split()  # noqa: SIM905 - to be read, not one on a line
)
"""Names only beside another one: alone they are words of a sentence or of this program."""


class NameVeil:
    """Knows the words of names, and numbers; called with a row of cells it gives the row as it may be seen.

    A name in small letters is one from four letters on, and when it is not a word of everyday.
    """

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._known: set[str] = set()
        self._numbers = NumberVeil()
        # So that those with one beginning stand together; None: to be sorted.
        self._in_order: list[str] | None = None

    def learn(self, names: Iterable[str]) -> None:
        """These are names of people."""
        for name in names:
            if name not in self._known:
                self._known.add(name)
                self._in_order = None
                self._words.update(word for word in _WORD.findall(folded(name)) if len(word) > 1)

    def learn_numbers(self, numbers: Iterable[str]) -> None:
        """These are numbers of people, E.164."""
        self._numbers.learn(numbers)

    def __call__(self, cells: Sequence[Cell]) -> list[Cell]:
        row = self._numbers(cells)
        # From the right, so that what was found keeps its place.
        for run in reversed(self._runs(row)):
            for first, last in reversed(run):
                _shorten(row, first, last)
        return row

    def _runs(self, row: list[Cell]) -> list[list[tuple[int, int]]]:
        """The names: words that are a name's, each with the one right after it."""
        runs: list[list[tuple[int, int]]] = []
        alone: list[bool] = []
        for first, last in _words_in(row):
            word = "".join(text for text, _ in row[first:last])
            is_cut = _text(row, last) == _CUT
            if _is_ordinary(word) or _is_abbreviation(word) or not self._is_name(word, cut=is_cut):
                continue
            may_stand_alone = folded(word) not in _NEVER_ALONE
            if runs and first - runs[-1][-1][1] == 1 and _text(row, first - 1) in {_BLANK, "-"}:
                runs[-1].append((first, last))
                alone[-1] = True
            else:
                runs.append([(first, last)])
                alone.append(may_stand_alone)
        return [run for run, counts in zip(runs, alone, strict=True) if counts]

    def _is_name(self, word: str, *, cut: bool) -> bool:
        plain = folded(word).replace("\u2019", "'")
        if plain in self._words or plain.removesuffix("'s") in self._words:
            return True
        return cut and len(plain) >= _SHORTEST_CUT and self._begins_a_name(plain)

    def _begins_a_name(self, plain: str) -> bool:
        if self._in_order is None:
            self._in_order = sorted(self._words)
        place = bisect_left(self._in_order, plain)
        return place < len(self._in_order) and self._in_order[place].startswith(plain)


def _is_ordinary(word: str) -> bool:
    """A word in small letters that is none of a name, or more often not."""
    if not word[0].islower():
        return False
    plain = folded(word)
    word = plain.replace("\u2019", "'").removesuffix("'s")
    return len(word) < _SHORTEST_SMALL or word in ORDINARY or word in _NEVER_ALONE


def _is_abbreviation(word: str) -> bool:
    """Initials of colleagues, states, titles: a name is not written so."""
    return word.isupper() and len(word) <= _LONGEST_ABBREVIATION


def _words_in(row: Sequence[Cell]) -> list[tuple[int, int]]:
    """Where the words of a row begin and end, in cells."""
    found: list[tuple[int, int]] = []
    first = -1
    for place in range(len(row) + 1):
        text = _text(row, place)
        # Nothing stands in the second half of a wide character, which belongs to it.
        goes_on = place < len(row) and (text == "" or text[0].isalpha() or (text in _INSIDE and first >= 0))
        if goes_on and first < 0 and text:
            first = place
        elif not goes_on and first >= 0:
            found.append((first, place))
            first = -1
    return found


def _text(row: Sequence[Cell], place: int) -> str:
    return row[place][0] if 0 <= place < len(row) else _BLANK


def _shorten(row: list[Cell], first: int, last: int) -> None:
    """Leave a word's first letter; what follows in the same column moves up to it."""
    kept = first + 1
    while kept < last and not row[kept][0]:
        kept += 1
    if last - kept < 1:
        return
    if _text(row, last) == _CUT:
        # The name is there as it is meant to be.
        last += 1
    end = last
    while end < len(row) and not _ends_column(row, end):
        end += 1
    style = row[end][1] if end < len(row) and row[end][0] == _BLANK else row[end - 1][1]
    rest = row[last:end]
    # At the end of a sentence there is a point already.
    point = [] if _text(row, last) == "." else [(".", row[first][1])]
    gone = last - kept - len(point)
    row[first:end] = [*row[first:kept], *point, *rest, *[(_BLANK, style)] * gone]


def _ends_column(row: Sequence[Cell], place: int) -> bool:
    text = row[place][0]
    return text == _BLANK == _text(row, place + 1) or "\u2500" <= text <= "\u257f"
