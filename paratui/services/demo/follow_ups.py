"""The follow-ups of the demo office: those long done, with what came of them, and those still open."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.clocks import AS_PROMISED, next_opening, same_business_day
from paratui.domain.follow_up import Attempt, FollowUp, Happening, Status, first_status
from paratui.domain.ids import make_id
from paratui.domain.note_grammar import read_line
from paratui.domain.note_line import MARK_OF, Kind
from paratui.domain.spoken_time import dated_words
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.demo.content import told
from paratui.services.item_actions import TRIED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from random import Random

    from paratui.domain.call import Call
    from paratui.domain.note_line import NoteLine
    from paratui.domain.office import Office
    from paratui.domain.staff import Staff
    from paratui.services.demo.calendar import DemoCalendar
    from paratui.services.demo.content import Around, OpenItem

ATTORNEY = "m.okafor"
_COLLEAGUE = {"ana": "dana", "dana": "ana"}
_MINUTE = timedelta(minutes=1)


class Promise(NamedTuple):
    """A line of a call that makes a follow-up: when it was said, what, and what came of it."""

    call: Call
    line: NoteLine
    said: datetime
    task: str
    outcome: str = ""


class DemoFollowUps:
    """Makes follow-ups of the lines they were promised in."""

    def __init__(
        self,
        office: Office,
        staff: Sequence[Staff],
        *,
        calendar: DemoCalendar,
        around: Around,
        now: datetime,
        random: Random,
    ) -> None:
        self._office = office
        self._staff = staff
        self._calendar = calendar
        self._around = around
        self._now = now
        self._random = random
        self._turn = 0

    def closed(self, made: Promise, words: dict[str, str], *, plain: bool) -> tuple[NoteLine, FollowUp]:
        """A follow-up that is done before now; `plain` means in time and as its text says."""
        varied = made.line.kind == Kind.PROMISE.value and not plain
        tail = f" {self._day_named(made.said)}" if varied and self._random.random() < 0.25 else ""
        tail += f" @{_COLLEAGUE[made.call.staff]}" if varied and self._random.random() < 0.12 else ""
        line = self._line(made, tail)
        item = self._item(made, line)
        login = made.call.staff if line.assignee == ATTORNEY else line.assignee
        due = from_utc_text(line.due)
        closed_at = self._closing(made.said, due, plain=plain)
        attempts = self._attempts(made.said, closed_at, login) if made.task.startswith(("call ", "return ")) else ()
        outcome, status, what = made.outcome, Status.DONE, "done"
        if not outcome:
            outcome = self._told(self._random.choice(self._around.question_outcomes), words)
        elif varied and self._random.random() < 0.05:
            outcome = self._told(self._random.choice(self._around.cancelled), words)
            status, what = Status.CANCELLED, "canceled"
        elif closed_at > due:
            outcome += f" (late: {self._random.choice(self._around.late_reasons)})"
        end = Happening(at=utc_text(closed_at), by=login, what=f"{what}: {outcome}")
        history = (*item.history, *map(_tried, attempts), end)
        return line, item.but(status=status.value, outcome=outcome, attempts=attempts, history=history)

    def open(self, made: Promise, still: OpenItem) -> tuple[NoteLine, FollowUp]:
        """A follow-up that stands in the section its data names."""
        due = self._standing(still)
        named = f" {self._phrase(due, made.said)}" if due and still.due != "waiting" else ""
        line = self._line(made, named + (f" @{still.who}" if still.who else "") + (" !" if still.urgent else ""))
        item = self._item(made, line)
        if due and still.due == "waiting":
            item = self._waiting(item, still, due)
        item = self._tried(item, still)
        return line, self._snoozed(item) if still.snoozed else item

    def _standing(self, still: OpenItem) -> datetime | None:
        """When an open item is due; None leaves it to the clock of its line, which has run out."""
        turn, self._turn = self._turn, self._turn + 1
        if still.due == "overdue":
            return None
        if still.due == "today":
            return self._calendar.later_today(still.at)
        if still.due == "later":
            return self._calendar.days_on(still.days, still.at)
        return self._calendar.next_day(turn, still.at or (14, 11, 16)[turn % 3])

    def _day_named(self, said: datetime) -> str:
        """The words for a working day soon after, at some hour."""
        day = same_business_day(said + timedelta(days=self._random.randint(1, 3)), self._office).due
        hour = self._random.choice((10, 11, 14, 15, 16))
        return self._phrase(self._calendar.at(day.astimezone(self._office.tz).date(), hour), said)

    def _line(self, made: Promise, tail: str) -> NoteLine:
        """The line as it was typed, and what the program understood of it."""
        typed = f"{MARK_OF[made.line.kind]} {made.task}{tail}"
        read = read_line(typed, made.said, self._office, self._staff, made.call.staff)
        return made.line.but(
            text=read.text,
            task=read.task,
            due=read.due,
            clock=read.clock,
            assignee=read.assignee,
            urgent=read.urgent,
            follow_up=make_id(made.said, self._random.getrandbits(22)),
        )

    def _item(self, made: Promise, line: NoteLine) -> FollowUp:
        call, kind = made.call, Kind(line.kind)
        return FollowUp(
            id=line.follow_up,
            text=line.task,
            kind=line.kind,
            status=first_status(kind),
            due=line.due,
            clock=line.clock,
            urgent=line.urgent,
            assignee=line.assignee,
            created=utc_text(made.said),
            created_by=call.staff,
            person_id=call.person_id,
            person=call.person,
            phone=call.phone,
            matter_id=call.matter_id,
            matter=call.matter,
            call=call.id,
            line=line.line,
            source=line.text,
            waiting_on=ATTORNEY if kind is Kind.QUESTION else "",
            history=(Happening(at=utc_text(made.said), by=call.staff, what="promised on the call"),),
        )

    def _waiting(self, item: FollowUp, still: OpenItem, due: datetime) -> FollowUp:
        """An item that waits: somebody asked again meanwhile, and looks at it on another day."""
        said = from_utc_text(item.created)
        asked = self._in_hours(said + timedelta(hours=2), said)
        if still.wait:
            item = item.but(status=Status.WAITING_OTHER.value, waiting_on=still.wait)
            what = f"waiting on {still.wait}"
        else:
            whom = "the attorney" if item.kind == Kind.QUESTION.value else item.person
            what = f"asked {whom} again, due {self._phrase(due, self._now)}"
        happening = Happening(at=utc_text(asked), by=item.created_by, what=what)
        return item.but(due=utc_text(due), clock=AS_PROMISED, history=(*item.history, happening))

    def _tried(self, item: FollowUp, still: OpenItem) -> FollowUp:
        made = from_utc_text(item.created)
        step = (self._now - made) / (len(still.tried) + 1)
        at = made
        attempts: tuple[Attempt, ...] = ()
        for turn, how in enumerate(still.tried, 1):
            at = self._in_hours(made + step * turn, at)
            attempts += (Attempt(at=utc_text(at), by=item.assignee, how=how),)
        return item.but(attempts=attempts, history=(*item.history, *map(_tried, attempts)))

    def _snoozed(self, item: FollowUp) -> FollowUp:
        back = self._calendar.days_on(2, 9)
        at = max(from_utc_text(item.created) + _MINUTE, self._now - timedelta(hours=3))
        what = f"snoozed until {dated_words(back, at, self._office.tz)}"
        happening = Happening(at=utc_text(at), by=item.assignee, what=what)
        return item.but(snoozed_until=utc_text(back), history=(*item.history, happening))

    def _closing(self, said: datetime, due: datetime, *, plain: bool) -> datetime:
        """When an item was done: mostly before it was due, always before now."""
        late = not plain and self._random.random() < 0.08
        end = due + timedelta(hours=self._random.uniform(1, 20)) if late else due
        part = 1.0 if late else self._random.uniform(0.1, 0.95)
        return self._in_hours(said + (end - said) * part, said)

    def _in_hours(self, moment: datetime, after: datetime) -> datetime:
        """A moment moved into opening hours, but after another and before now."""
        opened = next_opening(moment, self._office)
        if opened > moment:
            moment = opened + timedelta(minutes=self._random.uniform(2, 40))
        return max(min(moment, self._now - _MINUTE), after + _MINUTE)

    def _attempts(self, said: datetime, closed_at: datetime, login: str) -> tuple[Attempt, ...]:
        if self._random.random() < 0.5:
            return ()
        at = min(self._in_hours(said + (closed_at - said) / 2, said), closed_at)
        return (Attempt(at=utc_text(at), by=login, how=self._random.choice(("voicemail", "no_answer"))),)

    def _told(self, text: str, words: dict[str, str]) -> str:
        return told(text, words, self._calendar.today, self._random)

    def _phrase(self, due: datetime, said: datetime) -> str:
        """A due time as it is typed at the end of a line, such as `thu 3pm` or `Dec 3 10am`."""
        local, spoken = due.astimezone(self._office.tz), said.astimezone(self._office.tz)
        days = (local.date() - spoken.date()).days
        day = "today" if days == 0 else f"{local:%a}".lower() if days < 7 else f"{local:%b} {local.day}"
        minute = f":{local.minute:02d}" if local.minute else ""
        return f"{day} {local.hour % 12 or 12}{minute}{'am' if local.hour < 12 else 'pm'}"


def _tried(attempt: Attempt) -> Happening:
    return Happening(at=attempt.at, by=attempt.by, what=f"tried: {TRIED[attempt.how]}")
