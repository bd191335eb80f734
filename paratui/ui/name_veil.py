"""Discreet: what is a client's name in the picture is drawn as its initials wherever it stands, of numbers their end.

It works on texts before they are cut to their place, and on the drawn rows, so no screen can forget it: lists,
previews, notes, questions, the top row. Nothing else changes: what is typed, kept, copied into a file or printed has
the names. The line that is being typed is left alone.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, Self

from paratui.ui.known_names import BOUND, KnownNames
from paratui.ui.number_veil import NumberVeil
from paratui.ui.words_in_row import CUT, letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.text import Text

    from paratui.ui.called import Called
    from paratui.ui.terminal_picture import Cell

_BLANK = " "
_ADDRESS = re.compile(r"[\w.+'%\0-]{2,}(?=@[\w\0])")
_NOT_SAID = "hidden"
_NOT_SAID_SHORT = "x"


class Change(NamedTuple):
    """From one place to another something else is to stand."""

    first: int
    last: int
    put: str


class NameVeil:
    """Knows the words of names, and numbers; called with a row of cells it gives the row as it may be seen."""

    def __init__(self, names: KnownNames | None = None) -> None:
        self._names = KnownNames() if names is None else names
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

    def wait(self) -> None:
        """Who is known comes in a moment; whatever may be a name until then is hidden as one."""
        self._names.is_waiting = True

    def apart(self, called: Called) -> Self:
        """What hides what of this is not known yet, to be taken over; made in a thread where it is much."""
        made = type(self)(self._names.apart())
        made.learn(self._names.news(called.names))
        made.learn_organisations(self._names.news(called.organisations))
        made.learn_sayings(self._names.news(called.sayings))
        made.learn_numbers(called.numbers)
        return made

    def take_over(self, other: Self, *, whole: bool = False) -> None:
        """Know what another one knows as well; `whole` says that these are all for whom it waited."""
        self._names.take_over(other._names)
        self._numbers.take_over(other._numbers)
        if whole:
            self._names.is_waiting = False

    @property
    def knows(self) -> int:
        """How much is known: what was drawn with less is drawn anew."""
        return len(self._names) + len(self._numbers) + (not self._names.is_waiting)

    def __call__(self, cells: Sequence[Cell]) -> list[Cell]:
        row = self._numbers(cells)
        for first, last, put in reversed(self._changes([text for text, _ in row])):
            at_end = last == len(row) or row[last][0] != _BLANK
            style = row[first][1] if first < last or not at_end else row[last - 1][1]
            row[first:last] = [(letter, style) for letter in put]
        return row

    def changes(self, text: str) -> list[Change]:
        """What is to stand otherwise in a text, in code points; its columns keep their places."""
        hidden = self._numbers.hidden(text)
        changes = self._in_text(hidden)
        digits = [place for place, (one, other) in enumerate(zip(text, hidden, strict=True)) if one != other]
        gone = [range(one.first, one.last) for one in changes if one.first < one.last] if digits else []
        numbers = [Change(at, at + 1, hidden[at]) for at in digits if not any(at in one for one in gone)]
        return sorted([*changes, *numbers])

    def of_text(self, text: str) -> str:
        """A text as it may be seen."""
        text = self._numbers.hidden(text)
        for first, last, put in reversed(self._in_text(text)):
            text = text[:first] + put + text[last:]
        return text

    def of_styled(self, text: Text) -> Text:
        """A text as it may be seen, in its styles."""
        hidden = self._numbers.hidden(text.plain)
        if hidden != text.plain:
            # As long as it was: every style stays where it is.
            text = text.copy()
            text.plain = hidden
        changes = self._in_text(hidden)
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

    def _in_text(self, text: str) -> list[Change]:
        """The names in a text, in code points."""
        letters = letters_of(text)
        places = [0, *accumulate(map(len, letters))]
        bound = [Change(place, place + 1, BOUND) for place in self._names.within_colleagues(letters)]
        return [
            Change(places[first], places[last], put)
            for first, last, put in sorted([*self._changes(letters), *bound])
            # Nothing has to be pushed to its place behind the end.
            if first < last or first < len(letters)
        ]

    def _changes(self, letters: Sequence[str]) -> list[Change]:
        """What is to stand otherwise; what follows a name in the same column moves up to it."""
        addresses = _addresses(letters)
        within = {place for one in addresses for place in range(one.first - 1, one.last)}
        found = [
            _not_said(one.first, one.last) if one.said else _initial(letters, *one[:2])
            for one in self._names.found(letters)
            if one.first not in within
        ]
        found = sorted(one for one in [*addresses, *found] if one.first < one.last)
        room: dict[int, int] = {}
        end = -1
        for change in found:
            # The end that was found last is the end of all before it.
            end = _column_end(letters, change.last) if change.last > end else end
            room[end] = room.get(end, 0) + change.last - change.first - len(change.put)
        return sorted([*found, *(Change(end, end, _BLANK * gone) for end, gone in room.items() if gone)])


def _addresses(letters: Sequence[str]) -> list[Change]:
    """Of an e-mail address the first letter is left, and where it is."""
    if "@" not in letters:
        return []
    text = "".join(letter[:1] or "\0" for letter in letters)
    return [Change(one.start() + 1, one.end(), CUT) for one in _ADDRESS.finditer(text)]


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
