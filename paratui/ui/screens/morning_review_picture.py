"""How the morning review is drawn: an item with what speaks for it, and the plan for today at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.due_told import NO_DATE, when_told
from paratui.domain.follow_up import CLOSED
from paratui.domain.queue_order import Scales
from paratui.domain.spoken_size import count_words
from paratui.domain.spoken_time import day_words
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.keys_in_force import key_of
from paratui.ui.look import styled
from paratui.ui.screens.queue_picture import preview
from paratui.ui.widgets.fitted_text import fitted
from paratui.ui.widgets.pane import wrapped

if TYPE_CHECKING:
    from paratui.domain.call import Call
    from paratui.domain.follow_up import FollowUp
    from paratui.services.desk import Desk
    from paratui.services.morning_review import MorningReview
    from paratui.ui.look import Look
    from paratui.ui.seat import Seat

_DUE_CELLS = 17


def state_lines(item: FollowUp, seat: Seat) -> list[Text]:
    """Where it stands and whose it is; that somebody closed it meanwhile stands before all."""
    desk, look, presence = seat.desk, seat.look, seat.presence
    if item.status in CLOSED:
        last = item.history[-1] if item.history else None
        return [styled(f" CLOSED{f' by {presence.told(last)}' if last else ''} - Enter goes on", look.late)]
    section = _scales(seat).section(item) if item.due or item.unread_due else NO_DATE
    held = f"with {presence.name_of(item.assignee)}" if item.assignee else "nobody's yet"
    whose = "yours" if item.assignee == desk.me.login else held
    line = styled(f" {section.upper()}", look.late if section == "overdue" else look.key)
    return [line.append(f"  {item.person or 'nobody named'}", look.strong).append(f" · {whose}", look.plain)]


def item_lines(item: FollowUp, call: Call | None, number: str, spoken: str, seat: Seat, width: int) -> list[Text]:
    """The item and the lines it came from, why it stands here, and who was spoken to last."""
    told = [f"Why now: {_scales(seat).why_words(item)}"]
    if spoken:
        told.append(f"Last spoken to: {spoken}")
    rows = [Text(" ").append_text(row) for words in told for row in wrapped(Text(words), width - 1)]
    return [*preview(item, call, number, seat, width), Text(), *rows]


def _scales(seat: Seat) -> Scales:
    return Scales(seat.desk.now(), seat.desk.office, seat.desk.me, seat.presence.not_here)


def spoken_words(reached: tuple[list[Call], list[Call]], seat: Seat) -> str:
    """When somebody was spoken to last, how and by whom, and the tries since."""
    contacts, tries = reached
    since = f"; tried {count_words(len(tries), 'time')} since" if tries else ""
    if not contacts:
        return f"nobody yet{since}"
    last = contacts[0]
    when = day_words(from_utc_text(last.started), seat.desk.now(), seat.desk.office.tz)
    return f"{when}, {last.channel.replace('_', ' ')}, by {seat.name_of(last.staff)}{since}"


def end_lines(review: MorningReview, desk: Desk, look: Look, width: int, height: int) -> list[Text]:
    """What came of the review, and the plan for today."""
    if not len(review):
        said = "Nothing of yours is late, due today or without a date. Enter goes back."
        return [Text(), *wrapped(Text(f" {said}"), width)]
    plan = review.plan()
    title = f" Today's plan: {count_words(len(plan), 'item')}" if plan else " Nothing is left for today."
    lines = [
        Text(),
        *wrapped(styled(f" {review.summary().capitalize()}.", look.strong), width),
        Text(),
        styled(title, look.key),
    ]
    room = max(1, height - len(lines) - 5)
    lines += [Text(fitted(_row(item, desk), width)) for item in plan[:room]]
    if len(plan) > room:
        lines.append(
            styled(f" and {len(plan) - room} more, in the queue: {key_of('queue.mine')} shows yours", look.quiet)
        )
    return [*lines, Text(), styled(" Enter goes back to the queue.", look.quiet)]


def _row(item: FollowUp, desk: Desk) -> str:
    due = when_told(item, desk.now(), desk.office)
    who = f" ({item.person})" if item.person else ""
    return f" {due:>{_DUE_CELLS}}  {'! ' if item.urgent else ''}#{item.number} {item.text}{who}"
