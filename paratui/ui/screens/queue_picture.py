"""How the queue is drawn: its rows, and the preview of an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.note_line import MARK_OF
from paratui.domain.spoken_time import at_words, due_words, line_time
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.look import styled
from paratui.ui.widgets.fitted_text import Marked, in_style
from paratui.ui.widgets.pane import wrapped
from paratui.ui.widgets.record_table import Column, Row

if TYPE_CHECKING:
    from paratui.domain.call import Call
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.queue_order import Placed
    from paratui.services.desk import Desk
    from paratui.ui.look import Look

COLUMNS = (
    Column("No", width=4, align="right"),
    Column("", width=1),
    Column("Person", share=1, narrowest=13, drop=2),
    Column("What", share=2, narrowest=27),
    Column("Matter", width=9, drop=4),
    Column("Who", width=4, drop=3),
    Column("Due", width=17, align="right", drop=1),
)
NARROW_COLUMNS = (
    Column("No", width=4, align="right"),
    Column("", width=1),
    Column("What", narrowest=10),
    Column("Due", width=11, align="right", drop=1),
)
PREVIEW_LINES_BEFORE = 2


class QueueRows:
    """The rows of the queue with a heading over each section."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._places: dict[object, int] = {}

    def fill(self, rows: list[Row]) -> bool:
        """Take other rows; False when they are the same."""
        if rows == self._rows:
            return False
        self._rows = rows
        self._places = {row.id: place for place, row in enumerate(rows)}
        return True

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, index: int) -> Row:
        return self._rows[index]

    def index_of(self, record: object) -> int | None:
        return self._places.get(record)


def rows_of(placed: list[Placed], desk: Desk, *, narrow: bool = False) -> list[Row]:
    """The items with a heading over each section; a narrow screen keeps what is to be done and when."""
    initials = {one.login: one.initials for one in desk.staff()}
    counts: dict[str, int] = {}
    for one in placed:
        counts[one.section] = counts.get(one.section, 0) + 1
    rows: list[Row] = []
    section = ""
    for one in placed:
        if one.section != section:
            section = one.section
            rows.append(Row(f"section {section}", (f" {section.capitalize()} {counts[section]}",), heading=True))
        item = one.item
        due = in_style(_due(one, desk), "late") if section == "overdue" else _due(one, desk)
        mark = "z" if _rests(one) else "!" if item.urgent else MARK_OF.get(item.kind, " ")
        who = "you" if item.assignee == desk.me.login else initials.get(item.assignee, item.assignee[:3])
        what = item.text + _aside(item, section)
        cells: tuple[str | Marked, ...] = (
            str(item.number),
            mark,
            item.person or "-",
            what,
            item.matter,
            who or "-",
            due,
        )
        if narrow:
            cells = (str(item.number), mark, f"{item.person.split(' ')[0]}: {what}" if item.person else what, due)
        rows.append(Row(item.id, cells, style="muted" if section in {"waiting", "later"} else ""))
    return rows


def _rests(placed: Placed) -> bool:
    return bool(placed.item.snoozed_until) and placed.section == "later"


def _due(placed: Placed, desk: Desk) -> str:
    moment = placed.item.snoozed_until if _rests(placed) else placed.item.due
    return due_words(from_utc_text(moment), desk.now(), desk.office) if moment else "no date"


def _aside(item: FollowUp, section: str) -> str:
    """What the row adds to the words of an item: tries made, and who keeps a late one waiting."""
    tried = f" (tried {len(item.attempts)}x)" if item.attempts else ""
    waits = f" (waits on {item.waiting_on})" if section == "overdue" and item.status.startswith("waiting") else ""
    return tried + waits


def preview(item: FollowUp | None, call: Call | None, number: str, desk: Desk, look: Look, width: int) -> list[Text]:
    """What an item is, and the lines of the call it came from."""
    if item is None:
        return []
    head = Text(" ")
    head.append(f"#{item.number} {item.text}", look.strong)
    lines = [Text(" ").append_text(one) if place else one for place, one in enumerate(wrapped(head, width)[:2])]
    facts = [_when(item, desk), item.clock, item.status.replace("_", " ") if item.status != "open" else ""]
    if item.waiting_on and item.status.startswith("waiting"):
        facts[-1] = f"waiting on {item.waiting_on}"
    if item.attempts:
        facts.append(f"tried {len(item.attempts)}x, last: {item.attempts[-1].how.replace('_', ' ')}")
    facts += [item.matter, number]
    lines.append(styled(" " + " · ".join(fact for fact in facts if fact), look.quiet))
    if call is not None:
        when = at_words(from_utc_text(call.started), desk.now(), desk.office.tz)
        place = next((i for i, line in enumerate(call.lines) if line.line == item.line), 0)
        shown = call.lines[max(0, place - PREVIEW_LINES_BEFORE) : place + PREVIEW_LINES_BEFORE]
        for line in shown:
            text = styled(f" {line_time(line.at):>7} {MARK_OF.get(line.kind, ' ')} ", look.quiet)
            text.append(line.text, look.accent if line.line == item.line else look.plain)
            lines.append(text)
        lines.append(styled(f" said by {call.staff} on the call of {when}", look.quiet))
    else:
        lines += [styled(f" {one.by}: {one.what}", look.quiet) for one in item.history[-3:]]
    return lines


def _when(item: FollowUp, desk: Desk) -> str:
    """When it is due; of what is late also when it was."""
    if not item.due:
        return "no date"
    due, now = from_utc_text(item.due), desk.now()
    words = due_words(due, now, desk.office)
    if due < now:
        return f"was due {at_words(due, now, desk.office.tz)}, {words}"
    return f"due {words}"
