"""A file of note lines."""

from __future__ import annotations

import re
from typing import NamedTuple

from paratui.domain.clean_text import clean_text
from paratui.domain.errors import BadInput

LINE_LIMIT = 10_000
LINES_LIMIT = 10_000

_ELAPSED = re.compile(r"\s*(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)(?:\s+|$)", re.ASCII)
_LINE_END = re.compile(r"\r\n|\n|\r")


class NoteTyped(NamedTuple):
    """One line as it was typed, with its mark; `at` is seconds into the call, None when not given."""

    at: int | None
    typed: str


def read_notes(raw: bytes) -> list[NoteTyped]:
    """The note lines of a file; blank lines are left out.

    A line may begin with the time into the call, "00:52 " or "1:02:03 ". Raises BadInput, naming the
    line, for a file that is empty, is not UTF-8 text, or has a line or a number of lines past the limits.
    """
    lines = _LINE_END.split(_decoded(raw))
    notes = []
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_LIMIT:
            raise BadInput(
                f"Line {number} of the notes has {len(line):,} characters and {LINE_LIMIT:,} fit;"
                " break it into shorter lines and try again (nothing was logged, the file is as it was)"
            )
        note = _read_line(line)
        if note.typed:
            notes.append(note)
    if not notes:
        raise BadInput("The notes are empty; write at least one line and try again")
    if len(notes) > LINES_LIMIT:
        raise BadInput(f"The notes have {len(notes):,} lines and {LINES_LIMIT:,} fit; log them as two calls")
    return notes


def _decoded(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        nul = raw.find(b"\0", 0, error.start)
        raise _not_text(raw, nul if nul >= 0 else error.start) from None
    if "\0" in text:
        raise _not_text(raw, raw.index(b"\0"))
    return text.removeprefix("\ufeff")


def _not_text(raw: bytes, place: int) -> BadInput:
    line = len(_LINE_END.split(raw[:place].decode("latin-1")))
    return BadInput(f"Line {line} of the notes is not UTF-8 text; save the notes as plain UTF-8 text and try again")


def _read_line(line: str) -> NoteTyped:
    line = clean_text(line).rstrip()
    told = _ELAPSED.match(line)
    if not told:
        return NoteTyped(None, line)
    hours, minutes, seconds = (int(part or 0) for part in told.groups())
    return NoteTyped(hours * 3600 + minutes * 60 + seconds, line[told.end() :])
