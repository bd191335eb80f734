"""How the queue is drawn: its rows, and the preview of an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.note_line import MARK_OF
from paratui.domain.spoken_time import due_words, line_time
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.look import styled
from paratui.ui.widgets.fitted_text import in_style
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
    Column("Due", width=16, align="right", drop=1),
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


def rows_of(placed: list[Placed], desk: Desk) -> list[Row]:
    """The items with a heading over each section."""
    now, office = desk.now(), desk.office
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
        due = due_words(from_utc_text(item.due), now, office) if item.due else "no date"
        if item.snoozed_until and one.section == "later":
            due = f"zz {due_words(from_utc_text(item.snoozed_until), now, office)}"
        who = "you" if item.assignee == desk.me.login else initials.get(item.assignee, item.assignee[:3])
        tried = f" ({len(item.attempts)}x)" if item.attempts else ""
        cells = (
            str(item.number),
            "!" if item.urgent else MARK_OF.get(item.kind, " "),
            item.person or "-",
            item.text + tried,
            item.matter,
            who or "-",
            in_style(due, "late") if section == "overdue" else due,
        )
        rows.append(Row(item.id, cells, style="muted" if section in {"waiting", "later"} else ""))
    return rows


def preview(item: FollowUp | None, call: Call | None, number: str, desk: Desk, look: Look, width: int) -> list[Text]:
    """What an item is, and the lines of the call it came from."""
    if item is None:
        return []
    head = Text(" ")
    head.append(f"#{item.number} {item.text}", look.strong)
    lines = [Text(" ").append_text(one) if place else one for place, one in enumerate(wrapped(head, width)[:2])]
    due = due_words(from_utc_text(item.due), desk.now(), desk.office) if item.due else "no date"
    facts = [f"due {due}", item.clock, item.status.replace("_", " ") if item.status != "open" else ""]
    if item.waiting_on and item.status.startswith("waiting"):
        facts[-1] = f"waiting on {item.waiting_on}"
    facts += [item.matter, number]
    lines.append(styled(" " + " · ".join(fact for fact in facts if fact), look.quiet))
    if call is not None:
        when = due_words(from_utc_text(call.started), desk.now(), desk.office)
        place = next((i for i, line in enumerate(call.lines) if line.line == item.line), 0)
        shown = call.lines[max(0, place - PREVIEW_LINES_BEFORE) : place + PREVIEW_LINES_BEFORE]
        for line in shown:
            text = styled(f" {line_time(line.at):>7} {MARK_OF.get(line.kind, ' ')} ", look.quiet)
            text.append(line.text, look.accent if line.line == item.line else look.plain)
            lines.append(text)
        lines.append(styled(f" said by {call.staff} on the call of {when.replace(' late', ' ago')}", look.quiet))
    else:
        lines += [styled(f" {one.by}: {one.what}", look.quiet) for one in item.history[-3:]]
    return lines
