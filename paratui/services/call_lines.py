"""The lines of a call: read, kept, reworded, struck out, and made by the program itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.domain.duty import duty_named
from paratui.domain.duty_words import line_words
from paratui.domain.errors import BadInput
from paratui.domain.facts_lock import refuse
from paratui.domain.named_line import read_named, too_long_for_a_name
from paratui.domain.note_grammar import LineRead, read_line
from paratui.domain.note_line import MARK_OF, MARKS, Kind, LineVersion, NoteLine, Settled
from paratui.domain.opening_hours import local_day
from paratui.domain.reported_line import THE_CALLER, facts_in_step, kept_in_step, reported_in
from paratui.domain.wall_clock import utc_text
from paratui.services.duties import clock_of, says_nothing
from paratui.services.kept_call import KeptCall, stored

if TYPE_CHECKING:
    from paratui.domain.call_draft import CallDraft
    from paratui.domain.clocks import Clock
    from paratui.domain.duty import Duty
    from paratui.domain.record import Part
    from paratui.domain.reported_date import ReportedDate
    from paratui.services.desk import Desk
    from paratui.store.interface import Draft

STRUCK = "(struck out)"


class CallLines(KeptCall):
    """A kept call whose lines are understood as they are typed: their kind, their time, their reported date."""

    def __init__(self, desk: Desk, state: CallDraft, draft: Draft) -> None:
        super().__init__(desk, state, draft)
        self._staff = desk.staff()
        self._here = desk.here()
        # The zone the other end has stated, "" while it is not known: a guess reads no promise.
        self.zone_there = ""

    # Typed lines

    def read(self, typed: str) -> LineRead:
        """What would be understood of a line as it stands."""
        desk = self._desk
        return read_line(typed, desk.now(), desk.office, self._staff, desk.me.login, there=self.zone_there)

    def logins_like(self, beginning: str) -> list[str]:
        """The logins that begin so, attorneys first."""
        wanted = beginning.casefold()
        fitting = [one for one in self._here if one.login.casefold().startswith(wanted)]
        return [one.login for one in sorted(fitting, key=lambda one: one.role != "attorney")]

    def reported(self, read: LineRead) -> ReportedDate | None:
        """The reported date a line would be, None when it is of another kind."""
        return self._reported(read.line(0, 0, self._desk.me.login))

    def next_line(self) -> int:
        """The number of the next new line."""
        return max((line.line for line in self.call.lines), default=0) + 1

    def line(self, number: int) -> NoteLine:
        """The line of a number; raises BadInput when there is none."""
        found = next((line for line in self.call.lines if line.line == number), None)
        if found is None:
            raise BadInput("This call has no such line; choose one of those it has")
        return found

    def add_line(self, typed: str) -> NoteLine:
        """Commit a line with its elapsed time.

        Raises BadInput for one that says nothing, FactsLockedError for one that waits for the conflict check.
        """
        return self._keep(self._line(self.next_line(), self.elapsed(), typed, ()), typed_at=0)

    def reword(self, number: int, typed: str) -> NoteLine:
        """Replace the wording of an earlier line; the old one is kept as a version."""
        old = self.line(number)
        if typed.strip() == typed_form(old):
            return old
        now = utc_text(self._desk.now())
        before = self.read(typed_form(old))
        version = LineVersion(text=old.text, kind=old.kind, replaced_at=now, replaced_by=self._desk.me.login)
        line = self._line(number, old.at, typed, (*old.versions, version))
        if old.duty and line.kind == old.kind:
            line = line.but(duty=old.duty, settled=old.settled)
        duty = duty_named(line.duty)
        untimed = duty is not None and duty.verbatim
        if untimed or (line.kind, line.urgent, self.read(typed).phrase) == (old.kind, old.urgent, before.phrase):
            # A slip corrected later does not make the promise any later: its time counts from when it was said.
            line = line.but(due=old.due, clock=old.clock)
        return self._keep(line, typed_at=number)

    def strike(self, number: int) -> NoteLine:
        """Strike an earlier line out: it says so from now on, its wording is kept as a version."""
        return self.reword(number, STRUCK)

    def _line(self, number: int, at: int, typed: str, versions: tuple[LineVersion, ...]) -> NoteLine:
        read = self.read(typed)
        if not read.text.strip() or (read.kind is Kind.NAME and not read_named(read.text).name):
            raise BadInput("This line says nothing yet; type what was said after its mark")
        if read.phrase and read.task == read.phrase:
            raise BadInput("This line names a time, but not what is to be done by then; write that as well")
        if read.kind is Kind.NAME and (trouble := too_long_for_a_name(read.text)):
            raise BadInput(trouble)
        if read.text != STRUCK:
            refuse(self.call, read.kind, read.text)
        return read.line(number, at, self._desk.me.login).but(versions=versions)

    def _keep(self, line: NoteLine, typed_at: int) -> NoteLine:
        """Record a line. What was being typed at another place, 0 being a new line, is still being typed."""
        if self._unsaved_typing is not None and self._unsaved_typing[1] == typed_at:
            self._unsaved_typing = None
        self._record({"e": "line", "line": line.doc()} | self._reported_by(line))
        return line

    def owe(self, duty: Duty, said: str) -> NoteLine:
        """Commit a line that tells of a duty towards the client; a time, a name and urgency may stand in it.

        Raises BadInput for one that says nothing, FactsLockedError as `add_line` does.
        """
        read = self.read(f"> {said}")
        if says_nothing(read):
            raise BadInput(f"Say what it is about: {duty.terms.owed}")
        clock = clock_of(self._desk, duty, read, self._desk.now())
        line = self._line(self.next_line(), self.elapsed(), f"> {line_words(duty, said)}", ())
        if not read.urgent or duty.pressing:
            line = line.but(due=utc_text(clock.due), clock=clock.words)
        # No word of the caller: nobody reads it back.
        return self._keep(line.but(duty=duty.value, settled=Settled.FOLLOW_UP.value), typed_at=0)

    # What becomes of a line, and lines nobody typed

    def settle_line(self, number: int, settled: Settled) -> None:
        """Say what became of a question, a concern or an instruction."""
        line = self.line(number).but(settled=settled.value)
        self._record({"e": "line", "line": line.doc()})

    def hand_over(self, number: int, login: str, clock: Clock | None = None) -> None:
        """Give a follow-up line to somebody of the staff, with the clock it is due by when it has none."""
        line = self.line(number).but(assignee=login)
        self.keep_line(line.but(due=utc_text(clock.due), clock=clock.words) if clock else line)

    def follow_up(
        self,
        task: str,
        clock: Clock,
        *,
        kind: Kind = Kind.PROMISE,
        pressing: bool = False,
        assignee: str = "",
        duty: str = "",
    ) -> NoteLine:
        """Add a follow-up the program words itself: nothing is read out of `task`, the clock says when it is due.

        Without an `assignee` a question is the attorney's, everything else mine.
        """
        me = self._desk.me.login
        attorney = next((one.login for one in self._here if one.role == "attorney"), "")
        line = NoteLine(
            line=self.next_line(),
            at=self.elapsed(),
            kind=kind.value,
            text=task,
            by=me,
            task=task,
            due=utc_text(clock.due),
            clock=clock.words,
            assignee=assignee or (attorney if kind is Kind.QUESTION else me),
            urgent=pressing,
            # It settles something else and is no word of the caller: nobody reads it back.
            settled=Settled.FOLLOW_UP.value,
            duty=duty,
        )
        return self.keep_line(line)

    def keep_line(self, line: NoteLine, **fields: Part | tuple[Part | str, ...] | str | int) -> NoteLine:
        """Record a line made from an answer, and fields of the call with it; what is being typed stays."""
        changed = {name: stored(value) for name, value in fields.items()}
        self._record({"e": "line", "line": line.doc(), "fields": changed, "beside": True})
        return line

    # The dates a line reports

    def _reported_by(self, line: NoteLine) -> dict[str, Any]:
        """The reported dates and answers that change with a line, as a part of its event."""
        reported = self.call.reported
        before = next((one for one in reported if one.line == line.line), None)
        if line.kind != Kind.REPORTED_DATE.value and before is None:
            return {}
        fresh = self._reported(line)
        changed = {"reported": stored(kept_in_step(reported, line, fresh))}
        if before and before.question:
            changed["facts"] = stored(facts_in_step(self.call.facts, before, fresh))
        return {"fields": changed}

    def _reported(self, line: NoteLine) -> ReportedDate | None:
        office = self._desk.office
        today = local_day(self._desk.now(), office)
        return reported_in(line, today, self.call.person or THE_CALLER, month_first=office.region == "US")


def typed_form(line: NoteLine) -> str:
    """A line as it would be typed: its mark, then its words; a note that looks marked keeps its backslash."""
    if line.kind == Kind.NOTE.value:
        return f"\\{line.text}" if line.text.startswith((*MARKS, "\\", "-", "/")) else line.text
    return f"{MARK_OF[line.kind]} {line.text}"
