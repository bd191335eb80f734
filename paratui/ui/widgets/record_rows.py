"""What a table shows: its columns, its rows, and where the rows come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from rich.text import Text

from paratui.ui.widgets.fitted_text import Align, Marked

if TYPE_CHECKING:
    from collections.abc import Sequence

RecordId = int | str
Spot = tuple[RecordId | None, int]
"""A record, and the line of the screen it stands on, 0 for the first of those shown."""
Cell = str | Marked | Text
GAP = 2
"""Cells between two columns."""


class Column(NamedTuple):
    """One column: a fixed width, or, with `width=0`, a share of the cells that are left.

    When the table is too narrow the columns with the highest `drop` go first; 0 never goes. A flexible
    column goes too when it would get less than `narrowest` cells. Where it is too narrow even then, a column of a
    fixed width takes `narrow` cells and shows the short form of what has one.
    """

    title: str
    width: int = 0
    align: Align = "left"
    narrowest: int = 8
    drop: int = 0
    share: int = 1
    narrow: int = 0


class Row(NamedTuple):
    """What is shown of a record. A heading has one cell, spans the line and cannot be chosen; with a `style` it
    looks like that instead of like the title of a section.

    `style` names a component class without the table's prefix: "late", "done", "muted"; "" for none.
    `mark` is one character shown in the gutter (chosen, new, locked). `goes_on`: it is more of the row above it.
    """

    id: RecordId
    cells: Sequence[Cell]
    heading: bool = False
    style: str = ""
    mark: str = ""
    goes_on: bool = False


class RowSource(Protocol):
    """Where the rows come from; asked only for those in sight, as often as they are drawn."""

    def __len__(self) -> int: ...

    def row(self, index: int) -> Row:
        """The row at `index`, 0 at the top."""
        ...

    def index_of(self, record: RecordId) -> int | None:
        """Where the record stands now, or None when it is not in the list."""
        ...


class ListedRows:
    """Rows that are all there, in a list."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def __len__(self) -> int:
        return len(self.rows)

    def row(self, index: int) -> Row:
        return self.rows[index]

    def index_of(self, record: object) -> int | None:
        return next((place for place, row in enumerate(self.rows) if row.id == record), None)


def set_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows with an empty one before each that is not more of the one above it, nor right below its heading."""
    made: list[Row] = []
    for place, row in enumerate(rows):
        if place and not row.goes_on and not rows[place - 1].heading:
            made.append(Row(f"before {row.id}", ("",), heading=True))
        made.append(row)
    return made


class NoRows:
    """An empty list."""

    def __len__(self) -> int:
        return 0

    def row(self, index: int) -> Row:
        raise IndexError(index)

    def index_of(self, record: RecordId) -> int | None:  # noqa: ARG002 - as RowSource asks
        return None


def column_widths(columns: Sequence[Column], width: int) -> tuple[tuple[Column, int], ...]:
    """Which columns fit into `width` cells, and how wide each is."""
    kept = list(columns)
    while len(kept) > 1 and _least(kept) > width:
        droppable = [column for column in kept if column.drop]
        if not droppable:
            break
        kept.remove(max(droppable, key=lambda column: column.drop))
    wide = _least(kept) <= width
    fixes = {column: column.width if wide else column.narrow or column.width for column in kept if column.width}
    fixed = sum(fixes[column] for column in kept if column.width) + GAP * (len(kept) - 1)
    left = max(0, width - fixed)
    shares = sum(column.share for column in kept if not column.width)
    widths: list[tuple[Column, int]] = []
    for column in kept:
        if column.width:
            widths.append((column, fixes[column]))
            continue
        space = left * column.share // shares
        left -= space
        shares -= column.share
        widths.append((column, space))
    return tuple(widths)


def _least(columns: Sequence[Column]) -> int:
    return sum(column.width or column.narrowest for column in columns) + GAP * (len(columns) - 1)
