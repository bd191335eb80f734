"""A call being taken: what is typed, answered and chosen, each change saved as it is made."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from paratui.domain.call import Call, CallStatus, Channel, StepAnswer
from paratui.domain.call_draft import CallDraft, applied
from paratui.domain.errors import BadInput
from paratui.domain.facts_lock import refuse
from paratui.domain.named_line import read_named
from paratui.domain.note_grammar import LineRead, read_line
from paratui.domain.note_line import MARK_OF, MARKS, Kind, LineVersion, NoteLine, Settled
from paratui.domain.record import Part
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.ended_call import Ended, end_call
from paratui.store.interface import Put

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.services.desk import Desk
    from paratui.store.interface import Draft

TYPING_PAUSE = 0.3
STRUCK = "(struck out)"


class Saved(NamedTuple):
    """What is on the platter: whether everything is, since when (UTC), or why it is not."""

    all: bool
    at: datetime
    trouble: str


class CallSession:
    """One call in progress. What is typed and answered returns at once; saving goes on in a thread of the store.

    `announce`, `end` and `discard` commit to the office and may take as long as the disk does: call them from
    a thread of their own.
    """

    def __init__(self, desk: Desk, state: CallDraft, draft: Draft) -> None:
        self._desk = desk
        self._draft = draft
        self._state = state
        self._staff = desk.staff()
        self._changing = Lock()
        self._committing = Lock()
        self._put = draft.durable()
        self._put_at = desk.now()
        self._unsaved_typing: tuple[str, int] | None = None
        self._hung_up: int | None = None
        self._over = False
        self._typed_at = 0.0
        self._start_counting(self._on_the_wall())

    @classmethod
    def begin(
        cls, desk: Desk, *, channel: str = Channel.PHONE.value, direction: str = "in", checklist: str, version: str
    ) -> CallSession:
        """A call that starts now."""
        now = desk.now()
        fresh = Call(
            id=desk.new_id(now),
            staff=desk.me.login,
            started=utc_text(now),
            channel=channel,
            direction=direction,
        )
        fresh = fresh.but(checklist=fresh.checklist.but(checklist=checklist, version=version))
        session = cls(desk, CallDraft(call=fresh, last=utc_text(now)), desk.store.draft(fresh.id))
        session._record({"e": "begun", "call": fresh.doc()})
        return session

    # What it is now

    @property
    def call(self) -> Call:
        """The record so far."""
        return self._state.call

    @property
    def typing(self) -> str:
        """The line that was being typed."""
        return self._state.typing if self._unsaved_typing is None else self._unsaved_typing[0]

    @property
    def typing_line(self) -> int:
        """The earlier line that was being edited, 0 for a new one."""
        return self._state.typing_line if self._unsaved_typing is None else self._unsaved_typing[1]

    @property
    def aside(self) -> str:
        """The new line that waits while an earlier one is edited."""
        if self._unsaved_typing is None:
            return self._state.aside
        if not self._unsaved_typing[1]:
            return ""
        return self._state.aside if self._state.typing_line else self._state.typing

    @property
    def unanswered(self) -> tuple[str, str]:
        """A question of the screen and what was typed of its answer; both empty when there is none."""
        return self._state.question, self._state.answering

    @property
    def parked(self) -> bool:
        """Whether the call is put aside; its timer goes on, the line is on hold."""
        return self._state.parked

    def elapsed(self) -> int:
        """Whole seconds of the call so far; a wall clock set back does not take any away."""
        if self._hung_up is not None:
            return self._hung_up
        return int(self._counted + self._desk.clock.ticks() - self._ticks)

    def saved(self) -> Saved:
        """Whether everything put so far is on the platter."""
        # Read together: the office's answer to `announce` is put by another thread.
        with self._changing:
            put, at = self._put, self._put_at
        return Saved(self._draft.durable() >= put and self._unsaved_typing is None, at, self._draft.failed())

    def answer_of(self, step: str) -> StepAnswer | None:
        """The answer a step was given."""
        return next((one for one in self.call.checklist.answers if one.step == step), None)

    # Lines

    def read(self, typed: str) -> LineRead:
        """What would be understood of a line as it stands."""
        return read_line(typed, self._desk.now(), self._desk.office, self._staff, self._desk.me.login)

    def type(self, text: str, line: int = 0) -> bool:
        """Keep the line being typed, or the earlier `line` being edited; True when `settle` is still to save it."""
        if self._unsaved_typing is not None and self._unsaved_typing[1] != line:
            self.settle()
        self._unsaved_typing = (text, line)
        if self._desk.clock.ticks() - self._typed_at >= TYPING_PAUSE:
            self.settle()
        return self._unsaved_typing is not None

    def settle(self) -> None:
        """Save the line being typed now."""
        if self._unsaved_typing is not None:
            (text, line), self._unsaved_typing = self._unsaved_typing, None
            self._typed_at = self._desk.clock.ticks()
            if (text, line) != (self._state.typing, self._state.typing_line):
                self._record({"e": "typing", "text": text, "line": line})

    def answering(self, question: str, text: str) -> None:
        """Keep the half-typed answer to a question of the screen; without text there is none any more."""
        asked = (question, text) if text else ("", "")
        if asked != self.unanswered:
            self._record({"e": "answering", "question": asked[0], "text": asked[1]})

    def add_line(self, typed: str) -> NoteLine:
        """Commit a line with its elapsed time.

        Raises BadInput for one that says nothing, FactsLockedError for one that waits for the conflict check.
        """
        number = max((line.line for line in self.call.lines), default=0) + 1
        return self._keep(self._line(number, self.elapsed(), typed, ()), typed_at=0)

    def reword(self, number: int, typed: str) -> NoteLine:
        """Replace the wording of an earlier line; the old one is kept as a version."""
        old = self.line(number)
        if typed.strip() == typed_form(old):
            return old
        now = utc_text(self._desk.now())
        before = self.read(typed_form(old))
        version = LineVersion(text=old.text, kind=old.kind, replaced_at=now, replaced_by=self._desk.me.login)
        line = self._line(number, old.at, typed, (*old.versions, version))
        if (line.kind, line.urgent, self.read(typed).phrase) == (old.kind, old.urgent, before.phrase):
            # A slip corrected later does not make the promise any later: its time counts from when it was said.
            line = line.but(due=old.due, clock=old.clock)
        return self._keep(line, typed_at=number)

    def strike(self, number: int) -> NoteLine:
        """Strike an earlier line out: it says so from now on, its wording is kept as a version."""
        return self.reword(number, STRUCK)

    def settle_line(self, number: int, settled: Settled) -> None:
        """Say what became of a question, a concern or an instruction."""
        line = self.line(number).but(settled=settled.value)
        self._record({"e": "line", "line": line.doc()})

    def line(self, number: int) -> NoteLine:
        """The line of a number; raises BadInput when there is none."""
        found = next((line for line in self.call.lines if line.line == number), None)
        if found is None:
            raise BadInput("This call has no such line")
        return found

    def _line(self, number: int, at: int, typed: str, versions: tuple[LineVersion, ...]) -> NoteLine:
        read = self.read(typed)
        if not read.text.strip() or (read.kind is Kind.NAME and not read_named(read.text).name):
            raise BadInput("This line says nothing yet")
        if read.phrase and read.task == read.phrase:
            raise BadInput("This line names a time, but not what is to be done by then")
        if read.text != STRUCK:
            refuse(self.call, read.kind)
        return read.line(number, at, self._desk.me.login).but(versions=versions)

    def _keep(self, line: NoteLine, typed_at: int) -> NoteLine:
        """Record a line. What was being typed at another place, 0 being a new line, is still being typed."""
        if self._unsaved_typing is not None and self._unsaved_typing[1] == typed_at:
            self._unsaved_typing = None
        self._record({"e": "line", "line": line.doc()})
        return line

    # The checklist, the caller, the recording

    def answer(self, step: str, answer: str, reason: str = "") -> None:
        """Answer a step: done, declined, not_applicable or skipped."""
        given = StepAnswer(step=step, answer=answer, at=self.elapsed(), by=self._desk.me.login, reason=reason)
        self._record({"e": "answer", "step": step, "answer": given.doc()})

    def unanswer(self, step: str) -> None:
        """Take an answer back."""
        self._record({"e": "answer", "step": step, "answer": None})

    def walk(self, checklist: str, version: str, *, intake: bool = False) -> None:
        """Go on under another checklist; answers to steps that both have carry over.

        With an intake the facts wait for its conflict check from now on; another checklist does not open them.
        """
        taken = self.call.checklist.but(checklist=checklist, version=version)
        self.change(checklist=taken, intake=intake or self.call.intake)

    def speak_with(self, person: Person, matter: Matter | None) -> None:
        """Who is on the line, and about which matter."""
        self._set(person_id=person.id, person=person.name)
        self.about(matter)

    def about(self, matter: Matter | None) -> None:
        """The matter of the call."""
        if matter:
            self._set(matter_id=matter.id, matter=matter.number, matter_title=matter.title)
        else:
            self._set(matter_id=0, matter="", matter_title="")

    def caller_named(self, name: str) -> None:
        """A caller nobody has entered yet, by name."""
        self._set(person_id=0, person=name, matter_id=0, matter="", matter_title="")

    def change(self, **fields: Part | tuple[Part | str, ...] | str | int) -> None:
        """Change fields of the call, such as its channel, its outcome, its participants."""
        self._set(**{name: _stored(value) for name, value in fields.items()})

    def _set(self, **fields: Any) -> None:
        self._record({"e": "set", "fields": fields})

    # Its course

    def count_from_the_drop(self) -> None:
        """The call stood still since its line was cut: the time until now does not count."""
        dropped = int((self._desk.now() - from_utc_text(self._state.last)).total_seconds())
        self._record({"e": "away", "seconds": max(0, dropped)})
        self._start_counting(self._on_the_wall())

    def hang_up(self) -> None:
        """The line is closed: what comes now, such as looking over the wrap-up page, takes no time of the call."""
        self._hung_up = self.elapsed()

    def go_on(self) -> None:
        """The call goes on after all, and has gone on meanwhile."""
        self._hung_up = None

    def park(self, *, parked: bool) -> None:
        """Put the call aside or take it back; the timer goes on, the line is on hold."""
        self.settle()
        self._record({"e": "parked", "parked": parked})

    def announce(self) -> None:
        """Let the office see that this call is being taken, and with whom. Raises StoreError."""
        with self._committing:
            if self._over:
                return
            call = self.call
            seen = Call(
                id=call.id,
                rev=call.rev,
                staff=call.staff,
                started=call.started,
                channel=call.channel,
                direction=call.direction,
                person_id=call.person_id,
                person=call.person,
                matter_id=call.matter_id,
                matter=call.matter,
            )
            stored = self._desk.store.commit([Put("call", seen.doc(), call.rev)]).docs[0]
            self._set(rev=stored["rev"])

    def end(self, answered: FollowUp | None = None) -> Ended:
        """Write the call, its follow-ups and its time in one commit, then fold the draft away.

        `answered` is the item this call was made for, as it stands now that the call is over.

        Raises StoreError when the office cannot take it now: the draft stays and it can be tried again.
        """
        with self._committing:
            self.settle()
            self._draft.flush()
            ended = end_call(self._desk, self.call, self.elapsed(), answered=answered)
            self._over = True
            self._draft.discard()
            return ended

    def discard(self) -> None:
        """Throw the call away on purpose. What the office saw of it is marked discarded."""
        with self._committing:
            if self.call.rev:
                gone = self.call.but(status=CallStatus.DISCARDED.value)
                self._desk.store.commit([Put("call", gone.doc(), self.call.rev)])
            self._over = True
            self._draft.discard()

    def let_go(self) -> None:
        """Leave the program with the call open: it is offered at the next start."""
        self.settle()
        self._draft.close()

    def _record(self, event: dict[str, Any]) -> None:
        with self._changing:
            self._put_at = self._desk.now()
            event["at"] = utc_text(self._put_at)
            self._state = applied(self._state, event)
            self._put = self._draft.put(event)

    def _on_the_wall(self) -> float:
        wall = (self._desk.now() - from_utc_text(self.call.started)).total_seconds() - self._state.away
        last = max((line.at for line in self.call.lines), default=0)
        return max(0.0, wall, float(last))

    def _start_counting(self, counted: float) -> None:
        self._counted = counted
        self._ticks = self._desk.clock.ticks()


def _stored(value: Part | tuple[Part | str, ...] | str | int) -> Any:
    """A value as it stands in a document."""
    if isinstance(value, Part):
        return value.doc()
    if isinstance(value, tuple):
        return [one.doc() if isinstance(one, Part) else one for one in value]
    return value


def typed_form(line: NoteLine) -> str:
    """A line as it would be typed: its mark, then its words; a note that looks marked keeps its backslash."""
    if line.kind == Kind.NOTE.value:
        return f"\\{line.text}" if line.text.startswith((*MARKS, "\\", "-", "/")) else line.text
    return f"{MARK_OF[line.kind]} {line.text}"
