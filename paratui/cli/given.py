"""Values given on the command line, read; each that cannot be used gets one sentence."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from paratui.cli.printed import ask
from paratui.domain.errors import BadInput
from paratui.domain.note_file import LINE_LIMIT

if TYPE_CHECKING:
    from paratui.domain.office import Office

MOST_BYTES = 64_000_000
STANDARD_INPUT = "-"


def words(text: str | None) -> str:
    """A text as it was typed, UTF-8 whatever the locale is; raises BadInput for bytes that would be lost."""
    if text is None:
        return ""
    try:
        text = os.fsencode(text).decode("utf-8")
    except UnicodeError:
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise BadInput("What was typed is not UTF-8 text; set the terminal to UTF-8 and type it again") from None
    if len(text) > LINE_LIMIT:
        raise BadInput(f"What was given has {len(text):,} characters and {LINE_LIMIT:,} fit; say it in fewer words")
    return text


def told(text: str | None, what: str) -> str:
    """The same; `-` has it read as a line of standard input, where the shell's history and `ps` do not see it."""
    if text != STANDARD_INPUT:
        return words(text)
    if sys.stdin is None:
        raise BadInput(f"There is no standard input here; write {what} in place of -")
    if sys.stdin.isatty():
        ask(f"{what[:1].upper()}{what[1:]}: ")
    line = sys.stdin.buffer.readline(LINE_LIMIT)
    return words(os.fsdecode(line).strip())


def whole_number(text: str, what: str, most: int, least: int = 0) -> int:
    """A number from `least` to `most`."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit()) or len(plain) > 20 or not least <= int(plain) <= most:
        raise BadInput(f'{what} is "{words(text)}", which is no whole number from {least} to {most}')
    return int(plain)


def moment(text: str, what: str, office: Office, *, day_is_enough: bool = False) -> datetime:
    """A moment (UTC) from ISO 8601; without a zone it is the office's. A day alone is its midnight there."""
    plain = words(text).strip()
    try:
        read = datetime.fromisoformat(plain)
        if not day_is_enough and len(plain) <= len("2026-11-20"):
            raise BadInput(f"{what} has no time of day; write it such as 2026-11-20T09:30")
        return (read if read.tzinfo else read.replace(tzinfo=office.tz)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadInput(f'{what} is "{plain}", which cannot be read; write it such as 2026-11-20T09:30') from None


def notes_bytes(name: str) -> bytes:
    """What a file of notes holds, or standard input for "-"."""
    if name == STANDARD_INPUT and sys.stdin is None:
        raise BadInput("There is no standard input here; name the file that holds the notes")
    try:
        if name == STANDARD_INPUT:
            raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise BadInput(f"There is no file {name}; check its name, or use - for standard input") from None
    except IsADirectoryError:
        raise BadInput(f"{name} is a folder; name the file that holds the notes") from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "its name has a character no file can have"
        raise BadInput(f"The notes in {name} cannot be read ({why}); check the file and try again") from None
    if len(raw) > MOST_BYTES:
        raise BadInput(f"The notes are longer than {MOST_BYTES // 1_000_000} MB; log them as several calls")
    return raw
