"""How the queue is drawn: its rows, and the preview of an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.due_told import NO_DATE, due_told, unread_words, when_told
from paratui.domain.duty import duty_title
from paratui.domain.note_line import MARK_OF
from paratui.domain.said_in_list import said_in_list, weighty_word
from paratui.domain.spoken_time import at_words, due_short, due_words, line_time
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.look import styled
from paratui.ui.screens.item_asides import ItemAsides
from paratui.ui.widgets.fitted_text import Marked, in_style
from paratui.ui.widgets.pane import wrapped
from paratui.ui.widgets.record_table import Column, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from paratui.domain.call import Call
    from paratui.domain.follow_up import FollowUp
    from paratui.services.desk import Desk
    from paratui.services.living_queue import LivingQueue
    from paratui.ui.presence import Presence
    from paratui.ui.seat import Seat

COLUMNS = (
    Column("No", width=4, align="right"),
    Column("", width=1),
    Column("Person", share=1, narrowest=13, drop=2),
    Column("What, most pressing first", share=2, narrowest=27),
    Column("Matter", width=9, drop=4),
    Column("Who", width=4, drop=3),
    Column("Due", width=17, align="right", drop=1),
)
NARROW_COLUMNS = (
    Column("No", width=4, align="right"),
    Column("", width=1),
    Column("What", narrowest=10),
    Column("Due", width=12, align="right", drop=1),
)
PREVIEW_LINES_BEFORE = 2
# More rows than any screen shows.
MOST_MADE = 400


def columns_for(highest: int, *, narrow: bool) -> tuple[Column, ...]:
    """The columns of a list whose highest number is that: people say the numbers, so none is cut off."""
    number, *others = NARROW_COLUMNS if narrow else COLUMNS
    return number._replace(width=max(number.width, len(str(highest)))), *others


class QueueRows:
    """The rows of the queue with a heading over each section, made when they are asked for."""

    def __init__(self, living: LivingQueue, desk: Desk) -> None:
        self._living = living
        self._desk = desk
        self._sections: list[tuple[str, int, int]] = []
        self._who: Mapping[str, str] = {}
        self._name_of: Callable[[str], str] = str
        self._before: Callable[[FollowUp], str] = str
        self._narrow = False
        # What was asked for last, the newest at the end.
        self._made: dict[int, Row] = {}

    def renew(self, there: Presence, before: Callable[[FollowUp], str], *, narrow: bool = False) -> bool:
        """Go by the queue as it stands now; False when it looks as it did.

        `before` is what stands before the words of an item. A narrow screen keeps what is to be done and when.
        """
        made, length = self._made, len(self)
        self._made, self._sections = {}, self._living.sections()
        self._who, self._name_of, self._before, self._narrow = there.initials, there.name_of, before, narrow
        return length != len(self) or any(self.row(index) != row for index, row in made.items())

    def __len__(self) -> int:
        return sum(count + 1 for _, _, count in self._sections)

    def row(self, index: int) -> Row:
        row = self._made.pop(index, None) or self._row(index)
        self._made[index] = row
        if len(self._made) > MOST_MADE:
            del self._made[next(iter(self._made))]
        return row

    def _row(self, index: int) -> Row:
        for headings, (section, begin, count) in enumerate(self._sections, 1):
            if index == begin + headings - 1:
                return Row(f"section {section}", (f" {section.capitalize()} {count}",), heading=True)
            if index < begin + headings + count:
                return self._item_row(self._living.at(index - headings), section)
        raise IndexError(index)

    def index_of(self, record: object) -> int | None:
        place = self._living.place(record)
        return None if place is None else place + sum(begin <= place for _, begin, _ in self._sections)

    def _item_row(self, item: FollowUp, section: str) -> Row:
        due = self._due(item, section)
        late = in_style(due, "late") if section == "overdue" else due
        mark = "z" if self._rests(item) else "!" if item.urgent else MARK_OF.get(item.kind, " ")
        who = "you" if item.assignee == self._desk.me.login else self._who.get(item.assignee, item.assignee[:3])
        weighty = weighty_word(item)
        before = f"{self._before(item)}{f'{weighty}: ' if weighty else ''}"
        what = f"{before}{said_in_list(item)}{self._aside(item, section)}"
        cells: tuple[str | Marked, ...] = (
            str(item.number),
            mark,
            item.person or "-",
            what,
            item.matter,
            who or "-",
            late,
        )
        if self._narrow:
            cells = (str(item.number), mark, f"{item.person.split(' ')[0]}: {what}" if item.person else what, late)
        style = "muted" if section in {"waiting", "later"} else ""
        return Row(item.id, cells, style=style)

    def _aside(self, item: FollowUp, section: str) -> str:
        """What the row adds to the words of an item: tries made, and who keeps a late one waiting."""
        tried = f" (tried {len(item.attempts)}x)" if item.attempts else ""
        late = section == "overdue" and item.status.startswith("waiting")
        return f"{tried} (waits on {self._name_of(item.waiting_on)})" if late else tried

    def _due(self, item: FollowUp, section: str) -> str:
        now, office = self._living.now, self._desk.office
        if self._rests(item) and (self._narrow or section == "later"):
            return (due_short if self._narrow else due_words)(from_utc_text(item.snoozed_until), now, office)
        return due_told(item, now, office, short=True) if self._narrow else when_told(item, now, office)

    def _rests(self, item: FollowUp) -> bool:
        return bool(item.snoozed_until) and from_utc_text(item.snoozed_until) > self._living.now


def preview(
    item: FollowUp | None,
    call: Call | None,
    number: str,
    seat: Seat,
    width: int,
    there: str = "",
) -> list[Text]:
    """What an item is, and the lines of the call it came from; `there` is its due time by the clock of its people."""
    if item is None:
        return []
    desk, look, presence = seat.desk, seat.look, seat.presence
    head = Text(" ")
    head.append(f"#{item.number} {item.text}", look.strong)
    lines = [Text(" ").append_text(one) if place else one for place, one in enumerate(wrapped(head, width)[:2])]
    status = item.status.replace("_", " ") if item.status != "open" else ""
    facts = [duty_title(item.duty), _when(item, desk, there), item.clock, status]
    if item.waiting_on and item.status.startswith("waiting"):
        facts[-1] = f"waiting on {presence.name_of(item.waiting_on)}"
    for words in ItemAsides(seat).sentences(item):
        lines += [Text(" ").append_text(row) for row in wrapped(styled(words, look.accent), width - 1)[:2]]
    if item.attempts:
        facts.append(f"tried {len(item.attempts)}x, last: {item.attempts[-1].how.replace('_', ' ')}")
    facts += [item.matter, f"file {item.document}" if item.document else "", number]
    lines.append(styled(" " + " · ".join(fact for fact in facts if fact), look.quiet))
    if call is not None:
        when = at_words(from_utc_text(call.started), desk.now(), desk.office.tz)
        place = next((i for i, line in enumerate(call.lines) if line.line == item.line), 0)
        shown = call.lines[max(0, place - PREVIEW_LINES_BEFORE) : place + PREVIEW_LINES_BEFORE]
        for line in shown:
            text = styled(f" {line_time(line.at):>7} {MARK_OF.get(line.kind, ' ')} ", look.quiet)
            text.append(line.text, look.accent if line.line == item.line else look.plain)
            lines.append(text)
        lines.append(styled(f" said by {presence.name_of(call.staff)} on the call of {when}", look.quiet))
    else:
        lines += [styled(f" {presence.told(one)}", look.quiet) for one in item.history[-3:]]
    return lines


def _when(item: FollowUp, desk: Desk, there: str) -> str:
    """When it is due; of what is late also when it was."""
    if not item.due:
        return unread_words(item) or NO_DATE
    due, now = from_utc_text(item.due), desk.now()
    words = due_words(due, now, desk.office)
    if due < now:
        return f"was due {at_words(due, now, desk.office.tz)}, {words}"
    return f"due {words} = {there}" if there else f"due {words}"
