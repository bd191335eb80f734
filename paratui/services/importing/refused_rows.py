"""The rows that were refused, by line: for the eye, and as a file that can be mended and taken in again."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.clean_text import clean_text
from paratui.domain.person_columns import REPORT
from paratui.domain.spreadsheet_cell import guarded
from paratui.services.importing.proposal import Fate
from paratui.store.exported_file import write_export

if TYPE_CHECKING:
    from paratui.services.importing.people_file import PeopleFile
    from paratui.services.importing.proposal import Proposal

# A spreadsheet takes a file for UTF-8 when it begins so.
BEGINS = b"\xef\xbb\xbf" + REPORT[0].encode()


class RefusedRow(NamedTuple):
    """One thing that is wrong: the line of the file, the field, and why in a sentence."""

    line: int
    field: str
    why: str


def refused_rows(proposal: Proposal) -> list[RefusedRow]:
    """Everything that is wrong, in the order of the file."""
    return [
        RefusedRow(row.entry.line, trouble.field, trouble.why)
        for row in proposal.having(Fate.REFUSED)
        for trouble in row.troubles
    ]


def refused_file(file: PeopleFile, proposal: Proposal) -> bytes:
    """The refused rows as CSV: where, what and why, then their cells under their own headers.

    Mended there, the file can be given to an import again; a card shows what could be read of it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*REPORT, *(guarded(clean_text(name)) for name in file.columns)])
    for row in proposal.having(Fate.REFUSED):
        fields = "; ".join(dict.fromkeys(one.field for one in row.troubles))
        whys = "; ".join(one.why for one in row.troubles)
        cells = row.entry.cells or tuple(value for _, value in row.entry.values)
        writer.writerow([row.entry.line, *(guarded(clean_text(cell)) for cell in (fields, whys, *cells))])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def write_refused(name: str, file: PeopleFile, proposal: Proposal) -> None:
    """Write them to a file; one of an earlier import gives way to it. Raises BadInput."""
    write_export(Path(name).expanduser(), refused_file(file, proposal), BEGINS)
