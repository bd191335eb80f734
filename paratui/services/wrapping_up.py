"""What is still open when a call is about to be written, and how each open end is settled.

An open end is settled by what happened (it was met, read back), by a follow-up, or by a reason; each leaves its
trace in the call, so that nothing is dropped silently and a cut line resumes with what was settled so far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.call import Channel, Outcome, ReadBack
from paratui.domain.clocks import same_business_day, touch_base
from paratui.domain.duty import Duty
from paratui.domain.duty_words import duty_words
from paratui.domain.facts_lock import locked
from paratui.domain.instructed import instructed
from paratui.domain.note_line import FOLLOW_UP_KINDS, Kind, Settled
from paratui.domain.open_end import EndKind, EndSettled, OpenEnd
from paratui.domain.read_back import Told, ToSay, read_back, thanks, worth_reading
from paratui.domain.spoken import first_name
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.already_open import AlreadyOpen
from paratui.services.line_duties import instruction_clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from paratui.domain.call import Call
    from paratui.domain.checklist import Step
    from paratui.domain.clocks import Clock
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.note_line import NoteLine
    from paratui.domain.when_question import Undated
    from paratui.services.call_session import CallSession
    from paratui.services.desk import Desk

SPOKEN = frozenset({Outcome.REACHED.value, Outcome.TRANSFERRED.value})
LIVE = frozenset({Channel.PHONE.value, Channel.VIDEO.value, Channel.IN_PERSON.value})
NOTHING_UNCLEAR = "nothing"
ONLY_READ_BACK = "nothing to do, it is read back"
BOTH_KEPT = "both are kept"
UNCHECKED_NAMES = 3
ORDER = {kind: place for place, kind in enumerate(EndKind)}


class WrappingUp:
    """The open ends of one call. `not_to_promise` gives the lines that promise what nobody may, each with why."""

    def __init__(
        self, desk: Desk, session: CallSession, not_to_promise: Callable[[Call], Mapping[int, str]] | None = None
    ) -> None:
        self._desk = desk
        self._not_to_promise = not_to_promise or (lambda _call: {})
        self._session = session
        self._already = AlreadyOpen(desk)
        self._names = {one.login: one.name or one.login for one in desk.staff()}

    @property
    def call(self) -> Call:
        """The call as it stands."""
        return self._session.call

    def open_ends(
        self, missing: Sequence[Step], unasked: Sequence[Undated] = (), unchecked: Sequence[str] = ()
    ) -> list[OpenEnd]:
        """What is still open, the weightiest first.

        `missing` are the required steps without an answer, `unasked` the urgent questions nobody has asked,
        `unchecked` the names of the call that its conflict check has not seen.
        """
        asked_by_themselves = {one.line for one in unasked}
        found = [
            end for end in self._line_ends() if not (end.kind is EndKind.DAY and end.line in asked_by_themselves)
        ]
        if self.call.outcome in SPOKEN:
            found += [*self._spoken_ends(missing, unasked, unchecked)]
        settled = {one.end for one in self.call.ends}
        return sorted((end for end in found if end.id not in settled or end.line), key=lambda end: ORDER[end.kind])

    def unchecked(self) -> bool:
        """Whether a matter was talked about with somebody whose identity nobody has checked."""
        call = self.call
        talked = call.channel in LIVE and call.lines
        return bool(call.matter_id and talked and call.identity.result == "not_checked")

    def _line_ends(self) -> Iterator[OpenEnd]:
        said = {one.line for one in self.call.reported if one.day}
        for number, why in self._not_to_promise(self.call).items():
            text = self._session.line(number).text
            yield from self._still(OpenEnd(EndKind.REWORD, f'"{text}" {why}', number, str(number)))
        for line in self.call.lines:
            if line.kind == Kind.INSTRUCTION.value:
                # Read back it is heard, and nobody has it yet.
                yield from self._still(OpenEnd(EndKind.INSTRUCTION, line.text, line.line, str(line.line)))
            if line.settled:
                continue
            if line.kind in FOLLOW_UP_KINDS and not line.follow_up:
                same = self._already.same_as(line, self.call)
                if same:
                    about = f"{line.task or line.text} - already open as {self._already.words(same)}"
                    yield from self._still(OpenEnd(EndKind.SAME, about, line.line, str(line.line)))
            if line.kind in FOLLOW_UP_KINDS and not (line.due and line.assignee in {"", *self._names}):
                yield OpenEnd(EndKind.OWNER, line.task or line.text, line.line, str(line.line))
            elif line.kind == Kind.CONCERN.value:
                yield OpenEnd(EndKind.CONCERN, line.text, line.line, str(line.line))
            elif line.kind == Kind.REPORTED_DATE.value and line.line not in said:
                yield OpenEnd(EndKind.DAY, line.text, line.line, str(line.line))

    def _still(self, end: OpenEnd) -> Iterator[OpenEnd]:
        """An end of a line that is settled by what is kept of it, and not in the line itself."""
        if all(one.end != end.id for one in self.call.ends):
            yield end

    def _conflict_end(self, unchecked: Sequence[str]) -> OpenEnd | None:
        call = self.call
        if locked(call) and call.conflict.verdict == "not_run" and call.lines:
            return OpenEnd(EndKind.CONFLICT, "The conflict check has not been run, the facts wait for it")
        if unchecked:
            more = len(unchecked) - UNCHECKED_NAMES
            names = ", ".join([*unchecked[:UNCHECKED_NAMES], *([f"{more} more"] if more > 0 else [])])
            return OpenEnd(EndKind.CONFLICT, f"not checked yet: {names}", key=", ".join(unchecked))
        return None

    def _spoken_ends(
        self, missing: Sequence[Step], unasked: Sequence[Undated], unchecked: Sequence[str]
    ) -> Iterator[OpenEnd]:
        call = self.call
        conflict = self._conflict_end(unchecked)
        if conflict:
            yield conflict
        closing = self._to_close()
        # What is read back and what is checked for conflicts is asked for by itself, with its words.
        alone = {"read_back"} if closing else set()
        if conflict or any(one.end.startswith(EndKind.CONFLICT.value) for one in call.ends):
            alone.add("conflict")
        titles = [step.title for step in missing if step.asks not in alone]
        if self.unchecked() and not self._identity_told(missing):
            titles.append("check who is calling")
        if titles:
            yield OpenEnd(EndKind.REQUIRED, ", ".join(titles))
        for one in unasked:
            yield OpenEnd(EndKind.UNASKED, one.question.ask, key=one.question.id)
        for other in call.participants:
            if other.costs_privilege:
                yield OpenEnd(EndKind.THIRD_PERSON, f"{other.called} ({other.words})", key=other.key)
        if closing:
            yield OpenEnd(EndKind.CLOSING, f"Read back to {first_name(call.person) or 'the caller'}")
        if call.matter_id and call.channel in LIVE and not call.next_contact:
            yield OpenEnd(EndKind.NEXT_CONTACT, "When does the client hear from us next?")

    def _identity_told(self, missing: Sequence[Step]) -> bool:
        """Whether the checklist or an earlier reason says why identity was not checked."""
        given = {one.step for one in self.call.checklist.answers if one.reason}
        return (
            any(step.asks == "identity" for step in missing)
            or "identity" in given
            or any(one.end == "identity" for one in self.call.ends)
        )

    def _to_close(self) -> bool:
        call = self.call
        if call.channel not in LIVE or not (call.matter_id or worth_reading(call.lines)):
            return False
        return not call.read_back.by or self.read_since()

    def read_since(self) -> bool:
        """Whether something was typed after the read-back that belongs into it."""
        back = self.call.read_back
        return bool(back.by) and any(line.at > back.at for line in worth_reading(self.call.lines))

    # What is read back

    def to_say(self) -> ToSay:
        """What to read back: as it was edited, else put together from the lines, with thanks at the end."""
        back, not_said = self.call.read_back, self._not_to_promise(self.call)
        if not (back.text or back.to_do):
            said = read_back(self.call, self._told(), leaving_out=not_said)
            closing = (thanks(self.call),) if self.call.person else ()
            return ToSay((*said.sentences, *closing), said.to_do)
        edited = ToSay(tuple(back.text.splitlines()), tuple(back.to_do.splitlines()))
        more = read_back(self.call, self._told(), after=back.at, leaving_out=not_said)
        return ToSay((*edited.sentences, *more.sentences), (*edited.to_do, *more.to_do))

    def _told(self) -> Told:
        attorneys = (one.name for one in self._desk.here() if one.role == "attorney" and one.name)
        attorney = next(attorneys, "The attorney")
        return Told(self._desk.now(), self._desk.office, self._names, self._desk.me.login, attorney)

    def reword(self, end: OpenEnd, typed: str) -> None:
        """Say a promise in words that can be kept. Raises BadInput for a line that says nothing."""
        self._session.reword(end.line, typed)

    def word(self, said: ToSay) -> None:
        """Keep the wording of what is to be read back; it is not read back by that."""
        self._session.change(
            read_back=ReadBack(
                text="\n".join(said.sentences), to_do="\n".join(said.to_do), at=self._session.elapsed()
            )
        )

    def read_to_client(self, unclear: str = NOTHING_UNCLEAR) -> None:
        """It was read back, and this was unclear; the instructions are read back with it."""
        said = self.to_say()
        self._session.change(
            read_back=ReadBack(
                text="\n".join(said.sentences),
                to_do="\n".join(said.to_do),
                at=self._session.elapsed(),
                by=self._desk.me.login,
                unclear=unclear,
            )
        )
        for line in self.call.lines:
            if line.kind == Kind.INSTRUCTION.value and not line.settled:
                self._session.settle_line(line.line, Settled.READ_BACK)

    # Settling

    def reason(self, end: OpenEnd, words: str, missing: Iterable[Step] = ()) -> None:
        """Leave an end open on purpose, with the reason. Required steps are skipped with it."""
        if end.kind is EndKind.REQUIRED:
            steps = list(missing)
            if self.unchecked() and not self._identity_told(steps):
                self._ended("identity", "reason", words)
            for step in steps:
                self._session.answer(step.id, "skipped", words)
        else:
            self._ended(end.id, "reason", words)
            if end.line and end.kind is not EndKind.INSTRUCTION:
                self._session.settle_line(end.line, Settled.MET)

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
        """When the client hears from us next: at the first promise to them, else when the matter's clock says."""
        now = self._desk.now()
        promised = first_promise(self.call, now)
        return promised or touch_base(now, touch_base_days, self._desk.office).due

    def contact_at(self, moment: datetime) -> None:
        """The client hears from us then."""
        self._session.change(next_contact=utc_text(moment))


def first_promise(call: Call, now: datetime) -> datetime | None:
    """The earliest promise of a call that is still to come."""
    dues = [from_utc_text(line.due) for line in call.lines if line.kind == Kind.PROMISE.value and line.due]
    return min((due for due in dues if due > now), default=None)
