"""A diagnosis as lines of a terminal: what to mend is found by its word, and commands can be copied as they stand."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from paratui.cli.columns import cells
from paratui.domain.clean_text import clean_text
from paratui.domain.diagnosis import Level
from paratui.domain.spoken_size import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paratui.domain.diagnosis import Command, Diagnosis, Line

_WORDS = {Level.OK: "ok", Level.LOOK: "look", Level.MEND: "MEND"}
_INDENT = 15
_DO = "-> "
_ENOUGH = 20


def diagnosis_lines(found: Diagnosis, room: int) -> Iterator[str]:
    """The lines of a diagnosis, none wider than `room` but for a single long word."""
    for group in found.groups:
        for line in group.lines:
            yield from line_text(line, room)
        yield ""
    yield from wrapped(_summary(found), room)
    yield from wrapped("What each record holds was not looked at: paratui verify checks every byte.", room)


def line_text(line: Line, room: int) -> Iterator[str]:
    """One line with what to do under it, in the column of the text."""
    head = f"{_WORDS[line.level]:<4} {line.name:<9} "
    indent = _INDENT if room - _INDENT >= _ENOUGH else 2
    for text in wrapped(line.said, room - max(indent, len(head))):
        yield head + text
        head = " " * indent
    mark = _DO
    for text in wrapped(line.do, room - indent - len(_DO)):
        if text:
            yield f"{head}{mark}{text}"
        mark = " " * len(_DO)
    for command in line.commands:
        yield from (head + mark + text for text in command_text(command, room - indent - len(_DO)))


def _summary(found: Diagnosis) -> str:
    wrong, seen = found.of(Level.MEND), found.of(Level.LOOK)
    looks = f"; {len(seen)} to look at" if seen else ""
    if not wrong:
        return f"Nothing to mend{looks}."
    first = f": {wrong[0].name}" if len(wrong) == 1 else f", beginning with {wrong[0].name}"
    return f"{count_words(len(wrong), 'thing')} to mend{first}{looks}."


def wrapped(text: str, room: int) -> Iterator[str]:
    """A text broken at blanks into lines of at most `room` columns."""
    line = ""
    for word in clean_text(text).split():
        if line and cells(line) + 1 + cells(word) > room:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def command_text(command: Command, room: int) -> Iterator[str]:
    """A command for a shell, broken only where a backslash lets the shell go on reading."""
    line = ""
    for word in map(shlex.quote, map(clean_text, command)):
        if line and cells(line) + 3 + cells(word) > room:
            yield f"{line} \\"
            line = f"  {word}"
        else:
            line = f"{line} {word}" if line else word
    yield line
