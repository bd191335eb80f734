"""Text in columns: as wide as the terminal, cut where it must be, aligned whatever the script."""

from __future__ import annotations

import os
import sys
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.clean_text import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GAP = "  "
CUT = "\N{HORIZONTAL ELLIPSIS}"
UNLIMITED = 1_000_000


class Column(NamedTuple):
    """A column: what stands above it, and how narrow it may become (0: as wide as its widest value).

    Where room is short it first shrinks to `enough`. Columns stand by importance: where there is no room
    even then, the last ones are left out.
    """

    title: str
    least: int = 0
    enough: int = UNLIMITED
    right: bool = False


def width(environ: Mapping[str, str]) -> int:
    """The columns there are: COLUMNS, else the terminal's; into a file or a pipe nothing is cut."""
    told = environ.get("COLUMNS", "")
    if told.isascii() and told.isdigit() and int(told) > 0:
        return int(told)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or UNLIMITED
    except (OSError, ValueError, AttributeError):
        return UNLIMITED


def cells(text: str) -> int:
    """How many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(map(_cell, text))


def _cell(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, room: int) -> str:
    """A text in at most `room` columns, with an ellipsis when something was left out."""
    if cells(text) <= room:
        return text
    kept, used = [], 1
    for character in text:
        used += _cell(character)
        if used > room:
            break
        kept.append(character)
    return "".join(kept).rstrip() + CUT if room > 0 else ""


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int, *, titles: bool = True) -> list[str]:
    """The rows as aligned lines of at most `room` columns; a column with no value at all is left out."""
    cleaned = [[clean_text(value) for value in row] for row in rows]
    used = [place for place in range(len(columns)) if any(row[place] for row in cleaned)]
    shown = [columns[place] for place in used]
    body = [[row[place] for place in used] for row in cleaned]
    if titles:
        body.insert(0, [column.title for column in shown])
    wide = [max(cells(row[place]) for row in body) for place in range(len(shown))]
    while len(shown) > 2 and _least(wide, shown) > room:
        del wide[-1], shown[-1]
    _narrow(wide, shown, room - len(GAP) * (len(shown) - 1))
    return [cut(GAP.join(map(_fitted, row, wide, shown)).rstrip(), room) for row in body]


def _least(wide: Sequence[int], columns: Sequence[Column]) -> int:
    narrowest = (
        min(room, column.least) if column.least else room for room, column in zip(wide, columns, strict=True)
    )
    return sum(narrowest) + len(GAP) * (len(columns) - 1)


def _narrow(wide: list[int], columns: Sequence[Column], room: int) -> None:
    """Take what is too much from the columns that are wider than need be, then from the widest."""
    for place, column in enumerate(columns):
        too_much = max(0, sum(wide) - room)
        wide[place] -= min(too_much, max(0, wide[place] - column.enough))
    while sum(wide) > room:
        spare = [place for place, column in enumerate(columns) if column.least and wide[place] > column.least]
        if not spare:
            return
        wide[max(spare, key=lambda place: wide[place])] -= 1


def _fitted(value: str, room: int, column: Column) -> str:
    value = cut(value, room)
    blank = " " * (room - cells(value))
    return blank + value if column.right else value + blank
