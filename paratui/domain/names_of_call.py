"""Whom a call names, whether or not anybody is entered under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.named_line import NamedAs, read_named
from paratui.domain.note_line import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paratui.domain.call import Call
    from paratui.domain.call_row import CallRow
    from paratui.domain.note_line import LineVersion

# As `AnswerType` has it, which is loaded with the questions.
_A_NAME = "name"


def names_of_call(call: Call) -> list[str]:
    """The caller, who else was on the line, who was named for the conflict check, and names that were answers."""
    told = [text for line in call.lines if line.kind == Kind.NAME for text in _wordings(line.text, line.versions)]
    asked = [one for one in call.facts if one.type == _A_NAME and one.given]
    names = (call.person, *(one.name for one in call.participants), *_named(told), *(one.value for one in asked))
    return [name for name in names if name]


def names_of_row(row: CallRow) -> list[str]:
    """The caller, and who was named for the conflict check."""
    told = [text for _, kind, text in row.lines if kind == Kind.NAME]
    return [name for name in (row.person, *_named(told)) if name]


def _wordings(text: str, versions: Iterable[LineVersion]) -> Iterator[str]:
    yield text
    yield from (one.text for one in versions)


def _named(told: Iterable[str]) -> Iterator[str]:
    for line in map(read_named, told):
        # A court is known to everybody, and so are the words it is called by.
        if line.role is not NamedAs.COURT:
            yield line.name
