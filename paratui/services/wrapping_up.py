"""How each open end of a call is settled before it is written.

An open end is settled by what happened (it was met, read back), by a follow-up, or by a reason; each leaves its
trace in the call, so that nothing is dropped silently and a cut line resumes with what was settled so far.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from paratui.domain.call import ReadBack
from paratui.domain.clocks import same_business_day, touch_base
from paratui.domain.duty import Duty
from paratui.domain.duty_words import duty_words
from paratui.domain.heard_since import heard, said_again, since_read
from paratui.domain.instructed import instructed
from paratui.domain.note_line import Kind, Settled
from paratui.domain.open_end import EndKind, EndSettled, OpenEnd
from paratui.domain.opening_hours import closing, local_day, open_day
from paratui.domain.read_back import Told, ToSay, spoken_lines, thanks
from paratui.domain.spoken import first_name
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.line_duties import instruction_clock
from paratui.services.open_ends import OpenEnds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from paratui.domain.call import Call
    from paratui.domain.checklist import Step
    from paratui.domain.clocks import Clock
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.note_line import NoteLine
    from paratui.domain.read_back import Spoken
    from paratui.domain.when_question import Undated

NOTHING_UNCLEAR = "nothing"
CUT_OFF = "the line was cut off"
ONLY_READ_BACK = "nothing to do, it is read back"
BOTH_KEPT = "both are kept"


class WrappingUp(OpenEnds):
    """Settling the open ends of one call."""

    # What is read back

    def to_say(self) -> ToSay:
        """What to read back: as it was edited or read, with what is new since, else put together from the lines."""
        return self._to_say(self._spoken())

    def _to_say(self, spoken: Mapping[int, Spoken]) -> ToSay:
        back = self.call.read_back
        if back.text or back.to_do or back.by:
            return said_again(back, since_read(self.call), spoken)
        closing = (thanks(self.call),) if self.call.person else ()
        sentences = (one.said for one in spoken.values())
        return ToSay((*sentences, *closing), tuple(one.listed for one in spoken.values() if one.listed))

    def _spoken(self) -> Mapping[int, Spoken]:
        return spoken_lines(self.call, self._told(), leaving_out=self._not_to_promise(self.call))

    def _told(self) -> Told:
        attorneys = (one.name for one in self._desk.attorneys() if one.name)
        attorney = next(attorneys, "The attorney")
        return Told(self._desk.now(), self._desk.office, self._names, self._desk.me.login, attorney)

    def reword(self, end: OpenEnd, typed: str) -> None:
        """Say a promise in words that can be kept. Raises BadInput for a line that says nothing."""
        self._session.reword(end.line, typed)

    def word(self, said: ToSay) -> None:
        """Keep the wording of what is to be read back; it is not read back by that."""
        self._session.change(read_back=self._read_back(said, self._spoken()))

    def read_to_client(self, unclear: str = NOTHING_UNCLEAR) -> None:
        """It was read back, and this was unclear; the instructions are read back with it."""
        spoken = self._spoken()
        back = self._read_back(self._to_say(spoken), spoken)
        self._session.change(read_back=back.but(by=self._desk.me.login, unclear=unclear))
        for line in self.call.lines:
            if line.kind == Kind.INSTRUCTION.value and not line.settled:
                self._session.settle_line(line.line, Settled.READ_BACK)

    def _read_back(self, said: ToSay, spoken: Mapping[int, Spoken]) -> ReadBack:
        return ReadBack(
            text="\n".join(said.sentences),
            to_do="\n".join(said.to_do),
            at=self._session.elapsed(),
            heard=heard(self.call, spoken, said),
        )

    # Settling

    def reason(self, end: OpenEnd, words: str, missing: Iterable[Step] = ()) -> None:
        """Leave an end open on purpose, with the reason. Required steps are skipped with it."""
        if end.kind is EndKind.REQUIRED:
            steps = list(missing)
            if self.unchecked() and not self.identity_told(steps):
                self._ended("identity", "reason", words)
            for step in steps:
                self._session.answer(step.id, "skipped", words)
        else:
            self._ended(end.id, "reason", words)
            if end.line and end.kind is not EndKind.INSTRUCTION:
                self._session.settle_line(end.line, Settled.MET)

    def leave_out(self, missing: Sequence[Step], unasked: Sequence[Undated]) -> None:
        """The line was cut off: what was not reached is left out, with that reason."""
        for end in self.not_reached(missing, unasked):
            self.reason(end, CUT_OFF, missing)

    def met(self, end: OpenEnd) -> None:
        """A concern was answered on the call."""
        self._session.settle_line(end.line, Settled.MET)

    def only_read_back(self, end: OpenEnd) -> None:
        """An instruction that asks nobody to do anything: it is read back, that is all."""
        self._ended(end.id, "said", ONLY_READ_BACK)

    def keep_both(self, end: OpenEnd) -> None:
        """A promise like one that is open already is another one."""
        self._ended(end.id, "said", BOTH_KEPT)

    def join(self, end: OpenEnd) -> FollowUp | None:
        """A promise counts for the item that is open already: no new one is made. None when that is none any more."""
        line = self._session.line(end.line)
        same = self._already.same_as(line, self.call)
        if same:
            self._session.keep_line(line.but(follow_up=same.id))
            self._ended(end.id, "said", f"counts for #{same.number}")
        return same

    def follow_up(self, end: OpenEnd) -> NoteLine:
        """Settle an end by a follow-up under the usual clock; a question of privilege goes to the attorney."""
        name = first_name(self.call.person) or "the caller"
        about, kind, assignee, duty = end.about, Kind.PROMISE, "", ""
        if end.kind is EndKind.CONCERN:
            about = f"come back to {name}'s concern: {end.about}"
        elif end.kind is EndKind.INSTRUCTION:
            about, duty = duty_words(Duty.INSTRUCTION, end.about), Duty.INSTRUCTION.value
            assignee = instructed(end.about, self._desk.here(), self._desk.me.login)
        elif end.kind is EndKind.DAY:
            about = f"ask {name} which day: {end.about}"
        elif end.kind is EndKind.UNASKED:
            about = f"ask {name}: {end.about}"
        elif end.kind is EndKind.CALL_BACK:
            about = f"call {self.call.person or 'the caller'} back: the line was cut off"
        elif end.kind is EndKind.CONFLICT:
            about = f"run the conflict check for {end.key or self.call.person or 'the caller'}"
        elif end.kind is EndKind.THIRD_PERSON:
            about, kind = f"{end.about} could hear this call: does what was said stay privileged?", Kind.QUESTION
        line = self._session.follow_up(about, self._clock(end), kind=kind, assignee=assignee, duty=duty)
        if end.kind is EndKind.INSTRUCTION:
            self._ended(end.id, "follow_up", about)
        elif end.line:
            self._session.settle_line(end.line, Settled.FOLLOW_UP)
        else:
            self._ended(end.id, "follow_up", about)
        return line

    def due_of_follow_up(self, end: OpenEnd) -> datetime:
        """When the follow-up that settles an end is due."""
        return self._clock(end).due

    def _clock(self, end: OpenEnd | None = None) -> Clock:
        now = self._desk.now()
        if end and end.kind is EndKind.INSTRUCTION:
            return instruction_clock(self._desk, end.about, now)
        return same_business_day(now, self._desk.office)

    def take_over(self, end: OpenEnd, login: str) -> None:
        """Somebody of the staff has a follow-up that nobody had; one without a due time gets today's clock."""
        dated = bool(self._session.line(end.line).due)
        clock = None if dated else self._clock()
        self._session.hand_over(end.line, login, clock)

    def day_said(self, end: OpenEnd, words: str) -> None:
        """The day of a reported date, in the words it was said in."""
        self._session.reword(end.line, f"@ {self._session.line(end.line).text}: {words}")
        self._session.settle_line(end.line, Settled.MET)

    def _ended(self, end: str, how: str, words: str) -> None:
        settled = EndSettled(end=end, how=how, words=words, at=self._session.elapsed(), by=self._desk.me.login)
        others = tuple(one for one in self.call.ends if one.end != end)
        self._session.change(ends=(*others, settled))

    # The next contact

    def proposed_contact(self, touch_base_days: int) -> datetime:
        """When the client hears from us next: at the first promise to them, else when the matter's clock says.

        The clock gives way to a day they reported: they hear from us on an open day before it.
        """
        now = self._desk.now()
        promised = first_promise(self.call, now)
        if promised:
            return promised
        due = touch_base(now, touch_base_days, self._desk.office).due
        return min([due, *self._before_reported(now)])

    def _before_reported(self, now: datetime) -> Iterator[datetime]:
        """The close of the last open day before each day that was reported and is to come."""
        office = self._desk.office
        for one in self.call.reported:
            told = date.fromisoformat(one.day) if len(one.day) == len("2026-12-10") else None
            eve = open_day(told, office, step=-1) if told and told > local_day(now, office) else None
            due = closing(eve, office) if eve else None
            if due and due > now:
                yield due

    def contact_at(self, moment: datetime) -> None:
        """The client hears from us then."""
        self._session.change(next_contact=utc_text(moment))


def first_promise(call: Call, now: datetime) -> datetime | None:
    """The earliest promise of a call that is still to come."""
    dues = [from_utc_text(line.due) for line in call.lines if line.kind == Kind.PROMISE.value and line.due]
    return min((due for due in dues if due > now), default=None)
