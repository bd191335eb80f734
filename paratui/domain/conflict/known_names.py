"""What the office's file of names knows: short forms, other spellings, and names that are names of their own."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads the annotations at run time
from typing import TYPE_CHECKING, Any

from paratui.domain.conflict.likeness import Likeness
from paratui.domain.conflict.spelling import words
from paratui.domain.data_file import Filled, Table, read_table
from paratui.domain.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORT = 0.94
_SPELLING = 0.96
_SURNAME = 0.94
_ABROAD = 0.88
_BOTH_SHORT = 0.88


class _Given(Table, frozen=True, kw_only=True):
    name: Filled
    short: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    abroad: tuple[str, ...] = ()


class _File(Table, frozen=True, kw_only=True):
    version: int
    source: Filled
    reviewed: date
    verified_by: str = ""
    given: tuple[_Given, ...] = ()
    surnames: tuple[tuple[str, ...], ...] = ()
    given_apart: tuple[str, ...] = ()
    surnames_apart: tuple[str, ...] = ()


class KnownNames:
    """Which words are forms of one name, and which are known to be different names.

    `version`, `source` and `verified_by` are the file's own.
    """

    def __init__(self, file: _File) -> None:
        self.version = file.version
        self.source = file.source
        self.verified_by = file.verified_by
        self._relatives: dict[str, dict[str, Likeness]] = {}
        for one in file.given:
            self._learn(one)
        for names in file.surnames:
            self._learn_spellings([_word(name) for name in names], _SURNAME, "other spelling of the family name")
        self._given = {_word(name) for one in file.given for name in (one.name, *one.short, *one.also, *one.abroad)}
        self._given |= {_word(name) for name in file.given_apart}
        self._known = self._given | {_word(name) for names in file.surnames for name in names}
        self._known |= {_word(name) for name in file.surnames_apart}

    def relatives(self, word: str) -> dict[str, Likeness]:
        """The other forms of a word's name, each with how near it is."""
        return self._relatives.get(word, {})

    def both_known(self, one: str, other: str) -> bool:
        """Whether both are names of their own, so that one is hardly a slip in the other."""
        return one in self._known and other in self._known

    def both_given(self, one: str, other: str) -> bool:
        """Whether both are given names of their own: "Mario" and "Maria" sound alike and are two people."""
        return one in self._given and other in self._given

    def _learn(self, one: _Given) -> None:
        full = _word(one.name)
        spellings = [full, *map(_word, one.also)]
        self._learn_spellings(spellings, _SPELLING, "other spelling")
        short = [word for word in map(_word, one.short) if word not in spellings]
        for nickname in short:
            for spelling in spellings:
                self._relate(nickname, spelling, _SHORT, f"{nickname.title()} is short for {spelling.title()}")
            for other in short:
                reason = f"{nickname.title()} and {other.title()} are both short for {full.title()}"
                self._relate(nickname, other, _BOTH_SHORT, reason)
        for foreign in map(_word, one.abroad):
            for spelling in spellings:
                reason = f"{foreign.title()} and {spelling.title()} are one name in two languages"
                self._relate(foreign, spelling, _ABROAD, reason)

    def _learn_spellings(self, names: Iterable[str], grade: float, what: str) -> None:
        names = list(names)
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                self._relate(one, other, grade, f"{what} ({one.title()}, {other.title()})")

    def _relate(self, one: str, other: str, grade: float, reason: str) -> None:
        if one == other:
            return
        for left, right in ((one, other), (other, one)):
            known = self._relatives.setdefault(left, {})
            if right not in known or known[right].grade < grade:
                known[right] = Likeness(grade, reason)


def read_known_names(doc: dict[str, Any], file: str) -> KnownNames:
    """The names a data file describes; raises BadInput naming file, entry and field to mend."""
    read = read_table(_File, doc, file, {"given": "name", "surnames": "list of surnames"})
    for one in read.given:
        for name in (one.name, *one.short, *one.also, *one.abroad):
            if not _word(name):
                raise BadInput(f'{file}: "{name}" under {one.name} holds no letters; write a name or take it out')
    return KnownNames(read)


def _word(name: str) -> str:
    said = words(name)
    if said and said[0] in {"st", "ste"}:
        said[0] = "saint"
    return "".join(said)
