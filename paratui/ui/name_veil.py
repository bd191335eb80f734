"""Discreet: what is a client's name in the picture is drawn as its initials wherever it stands, of numbers their end.

It works on texts before they are cut to their place, and on the drawn rows, so no screen can forget it: lists,
previews, notes, questions, the top row. Nothing else changes: what is typed, kept, copied into a file or printed has
the names. The line that is being typed is left alone.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from paratui.ui.known_names import BOUND, KnownNames
from paratui.ui.number_veil import NumberVeil
from paratui.ui.words_in_row import CUT, letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.text import Text

    from paratui.ui.terminal_picture import Cell

_BLANK = " "
_NOT_SAID = "hidden"
_NOT_SAID_SHORT = "x"


class Change(NamedTuple):
    """From one place to another something else is to stand."""

    first: int
    last: int
    put: str


class NameVeil:
    """Knows the words of names, and numbers; called with a row of cells it gives the row as it may be seen."""

    def __init__(self) -> None:
        self._names = KnownNames()
        self._numbers = NumberVeil()

    def learn(self, names: Iterable[str]) -> None:
        """These are names of people."""
        self._names.learn(names)

    def learn_organisations(self, names: Iterable[str]) -> None:
        """These are names of organisations."""
        self._names.learn(names, organisations=True)

    def learn_sayings(self, sayings: Iterable[str]) -> None:
        """So names are said."""
        self._names.learn_sayings(sayings)

    def learn_numbers(self, numbers: Iterable[str]) -> None:
        """These are numbers of people, E.164."""
        self._numbers.learn(numbers)

    def leave(self, name: str) -> None:
        """The office's own name may be read by anybody."""
        self._names.leave(name)

    def leave_colleagues(self, names: Iterable[str]) -> None:
        """Nor are the names of who works here, which stand in the sentences that are read aloud."""
        self._names.leave_colleagues(names)

    @property
    def knows(self) -> int:
        """How many names are known: what was drawn with fewer is drawn anew."""
        return len(self._names)

    def __call__(self, cells: Sequence[Cell]) -> list[Cell]:
        row = self._numbers(cells)
        for first, last, put in reversed(self._changes([text for text, _ in row])):
            at_end = last == len(row) or row[last][0] != _BLANK
            style = row[first][1] if first < last or not at_end else row[last - 1][1]
            row[first:last] = [(letter, style) for letter in put]
        return row

    def changes(self, text: str) -> list[Change]:
        """What is to stand otherwise in a text, in code points; its columns keep their places."""
        letters = letters_of(text)
        places = [0, *accumulate(map(len, letters))]
        bound = [Change(place, place + 1, BOUND) for place in self._names.within_colleagues(letters)]
        changes = sorted([*self._changes(letters), *bound])
        return [
            Change(places[first], places[last], put)
            for first, last, put in changes
            # Nothing has to be pushed to its place behind the end.
            if first < last or first < len(letters)
        ]

    def of_text(self, text: str) -> str:
        """A text as it may be seen."""
        for first, last, put in reversed(self.changes(text)):
            text = text[:first] + put + text[last:]
        return text

    def of_styled(self, text: Text) -> Text:
        """A text as it may be seen, in its styles."""
        changes = self.changes(text.plain)
        if not changes:
            return text
        seen, at = text.blank_copy(), 0
        for first, last, put in changes:
            # What is put there looks as what stood there.
            piece = text[first : first + len(put)] if first < last else text.blank_copy()
            piece.plain = put
            seen = seen.append_text(text[at:first]).append_text(piece)
            at = last
        return seen.append_text(text[at:])

    def _changes(self, letters: Sequence[str]) -> list[Change]:
        """What is to stand otherwise; what follows a name in the same column moves up to it."""
        found: list[Change] = []
        room: dict[int, int] = {}
        for hidden in self._names.found(letters):
            change = _not_said(hidden.first, hidden.last) if hidden.said else _initial(letters, *hidden[:2])
            gone = change.last - change.first - len(change.put)
            if change.last > change.first:
                found.append(change)
                end = _column_end(letters, change.last)
                room[end] = room.get(end, 0) + gone
        return sorted([*found, *(Change(end, end, _BLANK * gone) for end, gone in room.items() if gone)])


def _initial(letters: Sequence[str], first: int, last: int) -> Change:
    """Leave a word's first letter."""
    kept = first + 1
    while kept < last and not letters[kept]:
        kept += 1
    # At the end of a sentence there is a point already; what is cut off says so.
    follows = letters[last] if last < len(letters) else _BLANK
    return Change(kept, last, "" if follows in {".", CUT} or kept == last else ".")


def _not_said(first: int, last: int) -> Change:
    return Change(first, last, _NOT_SAID if last - first >= len(_NOT_SAID) else _NOT_SAID_SHORT)


def _column_end(letters: Sequence[str], place: int) -> int:
    while place < len(letters) and not (
        letters[place] == _BLANK and (place + 1 == len(letters) or letters[place + 1] == _BLANK)
    ):
        if "\u2500" <= letters[place] <= "\u257f":
            break
        place += 1
    return place
