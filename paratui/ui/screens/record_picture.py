"""How the page of a person or a matter is drawn: rows of a label and words, and what is laid over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.received import way_words
from paratui.domain.spoken_time import clock_time, day_words, due_words
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.keys_in_force import key_of
from paratui.ui.look import styled
from paratui.ui.widgets.fitted_text import in_style
from paratui.ui.widgets.pane import wrapped
from paratui.ui.widgets.record_rows import Column, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from paratui.domain.call_row import CallRow
    from paratui.domain.follow_up import FollowUp
    from paratui.services.desk import Desk
    from paratui.ui.screens.record_page import RecordPage

COLUMNS = (Column("", width=16), Column("", narrowest=20))
_WHEN = 20
_MOST_ITEMS = 12


def heading(words: str) -> Row:
    """The title of a section."""
    return Row(f"head {words}", (f" {words}",), heading=True)


def told(record: str, label: str, words: str, width: int, style: str = "", cell: str = "") -> Iterator[Row]:
    """A label and words of any length; `cell` is a style for the words alone."""
    for place, row in enumerate(wrapped(Text(words or "-"), width)):
        shown = in_style(row.plain, cell) if cell else row.plain
        name = record if place == 0 else f"{record}|{place}"
        cells = (label if place == 0 else "", shown)
        yield Row(name, cells, style=style or ("" if words else "muted"), goes_on=place > 0)


def item_rows(items: Sequence[FollowUp], desk: Desk, name_of: Callable[[str], str], width: int) -> Iterator[Row]:
    """The open items, the soonest first."""
    if items:
        yield heading(f"Open items {len(items)}")
    now = desk.now()
    for item in sorted(items, key=lambda one: (not one.due, one.due))[:_MOST_ITEMS]:
        due = due_words(from_utc_text(item.due), now, desk.office) if item.due else "no date"
        late = bool(item.due) and from_utc_text(item.due) < now
        waits = f" (waits on {name_of(item.waiting_on) or item.status.removeprefix('waiting_')})"
        words = f"#{item.number} {item.text}{waits if item.status.startswith('waiting') else ''}"
        yield from told(f"item {item.id}", due, words, width, cell="late" if late else "")
    if len(items) > _MOST_ITEMS:
        yield Row("more items", ("", f"{len(items) - _MOST_ITEMS} more in the queue"), style="muted")


def call_rows(calls: Sequence[CallRow], desk: Desk, width: int) -> Iterator[Row]:
    """The newest calls; the log has them all."""
    if calls:
        yield heading(f"Last calls ({key_of('go.calls')} shows all)")
    for call in calls:
        way = {"in": "in", "out": "out"}.get(call.direction, "")
        words = " · ".join(filter(None, (way, way_words(call), call.person, call.matter)))
        yield from told(f"call {call.id} last", when(call.started, desk), words, width)


def when(at: str, desk: Desk) -> str:
    """The day and time of something."""
    moment = from_utc_text(at)
    return f"{day_words(moment, desk.now(), desk.office.tz)} {clock_time(moment, desk.office.tz)}"


def contradiction_lines(page: RecordPage, width: int) -> list[Text]:
    """What was told differently, side by side; under each other where the screen is narrow."""
    look, lines = page.look, [styled("Nothing here says which is right: ask, or show the attorney.", page.look.quiet)]
    for one in page.differing:
        lines += [Text(), styled(one.about, look.key)]
        beside = len(one.told) if len(one.told) * 24 <= width else 1
        column = width // beside
        for start in range(0, len(one.told), beside):
            group = one.told[start : start + beside]
            blocks = [
                [
                    *wrapped(styled(told_.words, look.strong), column - 2),
                    *wrapped(styled(f"{told_.said_by}, {when(told_.started, page.desk)}", look.quiet), column - 2),
                ]
                for told_ in group
            ]
            lines += _side_by_side(blocks, column)
    return lines


def _side_by_side(blocks: Sequence[Sequence[Text]], column: int) -> Iterator[Text]:
    for place in range(max(map(len, blocks))):
        line = Text()
        for block in blocks:
            cell = block[place].copy() if place < len(block) else Text()
            cell.truncate(column - 1)
            line.append_text(cell).append(" " * max(1, column - cell.cell_len))
        line.rstrip()
        yield line


def version_lines(page: RecordPage, changes: Iterable[tuple[str, str, str]], width: int) -> list[Text]:
    """Every version, the last first: when, who, and what it changed."""
    look, lines = page.look, []
    for at, by, what in reversed(list(changes)):
        first, *rest = wrapped(styled(f"{by}: {what}", look.plain), max(10, width - _WHEN))
        lines.append(styled(f"{when(at, page.desk):<{_WHEN}}", look.quiet).append_text(first))
        lines += [Text(" " * _WHEN).append_text(row) for row in rest]
    return lines
