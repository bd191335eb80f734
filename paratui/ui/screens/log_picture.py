"""How the log is drawn: its rows, and the preview of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from paratui.domain.found_text import places
from paratui.domain.received import way_words
from paratui.domain.search_words import asked
from paratui.domain.spoken_time import clock_time, day_words
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.look import styled
from paratui.ui.screens.call_picture import note_rows
from paratui.ui.widgets.fitted_text import OrShort
from paratui.ui.widgets.pane import wrapped
from paratui.ui.widgets.record_table import Column, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paratui.domain.call import Call
    from paratui.domain.call_row import CallRow
    from paratui.services.desk import Desk
    from paratui.ui.look import Look

COLUMNS = (
    Column("When", width=20, narrow=11),
    Column("", width=3, drop=1),
    Column("Person", share=3, narrowest=18),
    Column("Matter", share=3, narrowest=20, drop=4),
    Column("Outcome", width=14, drop=3),
    Column("Who", width=4, drop=5),
    Column("Min", width=5, align="right", drop=2),
)
# Marked by more than a colour.
_FOUND = Style(underline=True)
RECORDING = {
    "asked": "asked, no yes",
    "consented": "agreed",
    "declined": "declined",
    "silent": "no answer",
    "stopped": "stopped",
}


def row_of(call: CallRow, number: str, initials: Mapping[str, str], desk: Desk) -> Row:
    """One call of the list; `number` as people write it stands for a caller nobody named."""
    now, tz = desk.now(), desk.office.tz
    started = from_utc_text(call.started)
    day, at = day_words(started, now, tz), clock_time(started, tz)
    cells = (
        OrShort.of(f"{day} {at}", at if day == "today" else day),
        {"in": "in", "out": "out"}.get(call.direction, ""),
        call.person or number or "not named",
        f"{call.matter} {call.matter_title}".strip(),
        way_words(call),
        "you" if call.staff == desk.me.login else initials.get(call.staff, call.staff[:3]),
        f"{call.seconds / 60:.0f}" if call.seconds >= 60 else "<1",
    )
    return Row(call.id, cells, style="" if call.outcome == "reached" else "muted")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def missing(call: Call, titles: Mapping[str, str], look: Look, width: int) -> list[Text]:
    """What makes a call incomplete: the steps that were skipped, with why, and an outcome nobody named."""
    last = {one.step: one for one in call.checklist.answers}
    skipped = [
        f"{titles.get(one.step) or one.step.replace('-', ' ')}{f' ({one.reason})' if one.reason else ''}"
        for one in last.values()
        if one.answer == "skipped"
    ]
    said = [f"skipped: {', '.join(skipped)}"] if skipped else []
    said += [] if call.outcome else ["nobody said how it ended"]
    return [styled(f" {row.plain}", look.late) for row in wrapped(Text(" · ".join(said)), max(10, width - 2))]


def preview(call: Call | None, searched: str, desk: Desk, look: Look, width: int) -> list[Text]:
    """What a call was, and its lines; of a search only those that were found, with their words marked."""
    if call is None:
        return []
    head = styled(f" {call.person or 'not named'}", look.strong)
    head.append(f" · {call.matter_title} {call.matter}".rstrip(" ·"), look.plain)
    head.append(f" · {_count(len(call.lines), 'line')} · {_count(len(call.follow_ups), 'follow-up')}", look.quiet)
    head.append(f" · recording {RECORDING.get(call.consent.answer, 'not asked for')}", look.quiet)
    rows: list[Text] = []
    found = asked(searched)
    lines = [one for one in call.lines if places(found, one.text)] if found else []
    verified = {date.line: date.mark for date in call.reported if date.verified_by}
    for line in lines or call.lines:
        mark = verified.get(line.line, "")
        rows += note_rows(line, width, desk, look, with_due=False, verified=mark)
    for row in [head, *rows] if found else ():
        for begins, ends in places(found, row.plain):
            row.stylize(look.key + _FOUND, begins, ends)
    return [head, *rows]
