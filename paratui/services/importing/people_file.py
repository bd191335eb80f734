"""A file of people as it stands: its columns and rows, or its cards, before anything is made of them."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from paratui.domain.errors import BadInput
from paratui.domain.imported_row import Entry, Trouble
from paratui.domain.person_columns import REPORT, distinct, field_of, guessed, is_header
from paratui.domain.spreadsheet_cell import unguarded
from paratui.services.importing.cards import cards_in, is_cards
from paratui.services.importing.encoding import decoded
from paratui.store.given_file import read_given

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_BYTES: Final = 64_000_000
MOST_ROWS: Final = 50_000
# Lines that are empty, or stand inside a cell, are no rows.
MOST_LINES: Final = 1_000_000
MOST_COLUMNS: Final = 500
MOST_CELL: Final = 100_000
# Of cells that hold something: with each row's people and mistakes they are kept until the import is done.
MOST_CELLS: Final = 3_000_000
_GUESSED_FROM = 20
# Excel writes it, and fills the row up with the sign when it writes the file anew.
_SAID_DELIMITER = re.compile(r' *"?sep=([,;|:\t])"?\1* *(?=\r|\n|\Z)', re.IGNORECASE)


class Row(NamedTuple):
    """The cells of a record, and the line of the file it begins on."""

    line: int
    cells: tuple[str, ...]


class PeopleFile(NamedTuple):
    """`columns` and `rows` of a CSV file, with the `fields` its headers or rows suggest; the `cards` of a vCard file.

    `headed` is whether its first row named the columns.
    """

    kind: str
    encoding: str
    columns: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    cards: tuple[Entry, ...] = ()
    headed: bool = True

    @property
    def size(self) -> int:
        """How many rows or cards there are."""
        return len(self.rows) or len(self.cards)

    def entries(self, fields: Sequence[str]) -> Iterator[Entry]:
        """Each row under the fields its columns go to; a card as it is."""
        yield from self.cards
        for line, cells in self.rows:
            values = tuple(
                (field, unguarded(cell)) for field, cell in zip(fields, cells, strict=False) if field
            )
            extra = any(cell.strip() for cell in cells[len(fields) :])
            trouble = Trouble("row", f"It has {len(cells)} cells under {len(fields)} columns; a comma too many?")
            yield Entry(line, values, cells, (trouble,) if extra else ())


def open_people_file(name: str) -> PeopleFile:
    """What the file of a name holds. Raises BadInput as `read_people_file`; one too large is not read at all."""
    return read_people_file(read_given(name, MOST_BYTES))


def read_people_file(raw: bytes) -> PeopleFile:
    """What a file holds. Raises BadInput, naming the line where it can, for what is no file of people."""
    text, encoding = decoded(raw)
    if is_cards(text):
        cards = tuple(cards_in(text, MOST_ROWS))
        return PeopleFile("vCard", encoding, cards=cards)
    rows = _rows(text)
    if not rows:
        raise BadInput("The file is empty; export the contacts once more")
    headed = is_header(rows[0].cells)
    width = len(rows[0].cells) if headed else max(len(row.cells) for row in rows[:_GUESSED_FROM])
    headers = rows[0].cells if headed else [""] * width
    body = rows[1:] if headed else rows
    if not body:
        raise BadInput("The file has a row of headers and nobody under it; export the contacts once more")
    fields = (
        tuple("" if header in REPORT else field_of(header) for header in headers)
        if headed
        else guessed(headers, [row.cells for row in body[:_GUESSED_FROM]])
    )
    return PeopleFile("CSV", encoding, distinct(headers), fields, tuple(body), headed=headed)


def without_header(file: PeopleFile) -> PeopleFile:
    """The same file, whose first row is somebody after all."""
    if file.kind != "CSV" or not file.headed:
        return file
    rows = (Row(1, file.columns), *file.rows)
    names = distinct([""] * len(file.columns))
    fields = guessed(names, [row.cells for row in rows[:_GUESSED_FROM]])
    return file._replace(columns=names, fields=fields, rows=rows, headed=False)


def _rows(text: str) -> list[Row]:
    # The limit is the whole process's; one line of a hundred megabytes is no row of anybody's.
    csv.field_size_limit(MOST_CELL)
    text, delimiter = _said_delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text), strict=True)
    rows: list[Row] = []
    before = filled = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if len(cells) > MOST_COLUMNS:
                many = f"Line {line} has {len(cells):,} columns and {MOST_COLUMNS} fit"
                raise BadInput(f"{many}; is this a contact list?")
            if any(cell.strip() for cell in cells):
                rows.append(Row(line, tuple(cells)))
                filled += sum(map(bool, cells))
            if filled > MOST_CELLS:
                raise BadInput(f"The file has more than {MOST_CELLS:,} cells; divide it into smaller files")
            if len(rows) > MOST_ROWS + 1 or line > MOST_LINES:
                raise BadInput(f"The file has more than {MOST_ROWS:,} rows; divide it into smaller files")
    except csv.Error as error:
        raise BadInput(f"Line {before + 1}: {_csv_words(str(error))}; nothing was taken in") from None
    return rows


def _csv_words(error: str) -> str:
    if "field larger" in error:
        return f'a cell has more than {MOST_CELL:,} letters; is a quotation mark (") in it never closed?'
    if "unexpected end of data" in error:
        return 'a quotation mark (") that opens here is never closed'
    if "expected after" in error:
        return 'a quotation mark (") stands in the middle of a cell; write it twice ("") or take it out'
    return f"it is no row of a CSV file ({error})"


def _said_delimiter(text: str) -> tuple[str, str]:
    """The text without a first line such as `sep=;`, an empty one in its place, and the sign it names or ""."""
    said = _SAID_DELIMITER.match(text)
    return (text[said.end() :], said[1]) if said else (text, "")


def _delimiter(text: str) -> str:
    """What stands between the cells: the sign the first line has most of."""
    first = text.lstrip().split("\n", 1)[0][:MOST_CELL]
    return max(",;\t|", key=first.count)
