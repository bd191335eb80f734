"""The rows of a search: beside who it was with stands the line in which it was found, the place marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.found_text import found_line, places
from paratui.domain.note_line import MARK_OF
from paratui.ui.widgets.fitted_text import Mark, Marked
from paratui.ui.widgets.record_rows import Column, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.call_row import CallRow
    from paratui.domain.search_words import Asked
    from paratui.ui.widgets.record_rows import Cell

COLUMNS = (
    Column("When", width=20, drop=1),
    Column("Person", share=1, narrowest=14),
    Column("Found in", share=2, narrowest=20),
    Column("Outcome", width=14, drop=3),
    Column("Who", width=4, drop=2),
)
# So much stands before the place where it was found, when that is far in a line.
_BEFORE = 12


def found_row(row: Row, call: CallRow, found: Asked, number: str) -> Row:
    """A row of the log as a row of the search; `number` is the caller's as people write it."""
    when, _, person, matter, outcome, who, *_ = row.cells
    line = found_line(found, call)
    if line:
        where = _marked(f"{MARK_OF.get(line[0], '')} {line[1]}".strip(), found, from_there=True)
    else:
        where = _marked(number if found.numbers and places(found, number) else str(matter), found)
    cells: Sequence[Cell] = (when, _marked(str(person), found), where, outcome, who)
    return Row(row.id, cells, style=row.style, mark=row.mark)


def _marked(text: str, found: Asked, *, from_there: bool = False) -> Marked:
    where = places(found, text)
    if from_there and where and where[0][0] > 2 * _BEFORE:
        cut = text.rfind(" ", 0, where[0][0] - _BEFORE) + 1
        text = f"… {text[cut:]}"
        where = [(begins - cut + 2, ends - cut + 2) for begins, ends in where if begins >= cut]
    return Marked(text, tuple(Mark(begins, ends) for begins, ends in where))
