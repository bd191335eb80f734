"""A file of note lines, and which characters a line may hold."""

from __future__ import annotations

import re
from typing import NamedTuple

from paratui.domain.errors import BadInput

LINE_LIMIT = 10_000
LINES_LIMIT = 10_000

# Escape sequences go as a whole: a colour or title command pasted from another program leaves no debris.
_ESCAPES = re.compile(
    r"\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)"  # titles, links
    r"|[\x1b]\[[0-?]*[ -/]*[@-~]|\x9b[0-?]*[ -/]*[@-~]"  # colours, cursor
    r"|\x1b[ -/]*[0-~]"
)
_BLANKS = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]")
# What is left of C0 and C1, and the controls that turn the order of a whole line round. The plain
# right-to-left marks and the joiners stay: names in Hebrew, Arabic or Hindi and many emoji need them.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_HALF_PAIRS = re.compile("[\ud800-\udfff]")
_ELAPSED = re.compile(r"\s*(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)(?:\s+|$)", re.ASCII)
_LINE_END = re.compile(r"\r\n|\n|\r")


class NoteTyped(NamedTuple):
    """One line as it was typed, with its mark; `at` is seconds into the call, None when not given."""

    at: int | None
    typed: str


def clean_text(text: str) -> str:
    """The text without control characters and escape sequences; tabs and line ends become spaces.

    Letters of every script, combining marks and emoji stay as they are.
    """
    if text.isprintable():
        return text
    text = _ESCAPES.sub("", text)
    text = _BLANKS.sub(" ", text)
    text = _UNSEEN.sub("", text)
    return _HALF_PAIRS.sub("\ufffd", text)


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
