"""What was found when the office was looked over: lines, each with how pressing it is and what to do."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, TypeAlias

Command: TypeAlias = tuple[str, ...]


class Level(StrEnum):
    """How pressing a line is; only MEND stands in somebody's way."""

    OK = "ok"
    LOOK = "look"
    MEND = "mend"


class Line(NamedTuple):
    """One thing that was looked at: what was found, what to do as a sentence, and the commands that do it.

    A command is its words; whoever shows it sees to the quoting.
    """

    level: Level
    name: str
    said: str
    do: str = ""
    commands: tuple[Command, ...] = ()


class Group(NamedTuple):
    """Lines about one matter."""

    title: str
    lines: tuple[Line, ...]


class Diagnosis(NamedTuple):
    """Everything that was looked at, what stands in the way of the most first."""

    groups: tuple[Group, ...]

    def lines(self) -> list[Line]:
        """Every line, in order."""
        return [line for group in self.groups for line in group.lines]

    def of(self, level: Level) -> list[Line]:
        """The lines of one level, in order."""
        return [line for line in self.lines() if line.level is level]


def ok(name: str, said: str, do: str = "") -> Line:
    """A line about something that is as it should be; `do` may be a hint."""
    return Line(Level.OK, name, said, do)


def look(name: str, said: str, do: str = "", *commands: Command) -> Line:
    """A line about something that works and that somebody should know of."""
    return Line(Level.LOOK, name, said, do, commands)


def mend(name: str, said: str, do: str = "", *commands: Command) -> Line:
    """A line about something that stands in the way until it is mended."""
    return Line(Level.MEND, name, said, do, commands)
