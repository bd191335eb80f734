"""What is still open when a call is about to be written: found in its lines, and in what was not said or asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.call import Channel, Outcome
from paratui.domain.facts_lock import locked
from paratui.domain.heard_since import read_back_holds, since_read
from paratui.domain.note_line import FOLLOW_UP_KINDS, Kind
from paratui.domain.open_end import EndKind, OpenEnd
from paratui.domain.read_back import worth_reading
from paratui.domain.spoken import first_name
from paratui.domain.spoken_time import line_time
from paratui.services.already_open import AlreadyOpen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from paratui.domain.call import Call
    from paratui.domain.checklist import Step
    from paratui.domain.when_question import Undated
    from paratui.services.call_session import CallSession
    from paratui.services.desk import Desk

SPOKEN = frozenset({Outcome.REACHED.value, Outcome.TRANSFERRED.value})
LIVE = frozenset({Channel.PHONE.value, Channel.VIDEO.value, Channel.IN_PERSON.value})
NOT_REACHED = frozenset({EndKind.REQUIRED, EndKind.UNASKED, EndKind.CLOSING, EndKind.NEXT_CONTACT})
"""What is done with somebody on the line: a line that was cut off leaves it out."""
UNCHECKED_NAMES = 3
ORDER = {kind: place for place, kind in enumerate(EndKind)}


class OpenEnds:
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
        elif self.call.outcome == Outcome.CUT_OFF.value:
            found += [one for one in self._spoken_ends((), (), unchecked) if one.kind not in NOT_REACHED]
            if not self.call.about_follow_up:
                found.append(OpenEnd(EndKind.CALL_BACK, f"The line was cut off: call {self._caller()} back"))
        settled = {one.end for one in self.call.ends}
        return sorted((end for end in found if end.id not in settled or end.line), key=lambda end: ORDER[end.kind])

    def not_reached(self, missing: Sequence[Step], unasked: Sequence[Undated]) -> list[OpenEnd]:
        """What was still to be done on a call whose line was cut off: all of it is left out for that one reason."""
        if self.call.outcome != Outcome.CUT_OFF.value:
            return []
        settled = {one.end for one in self.call.ends}
        ends = self._spoken_ends(missing, unasked, ())
        return [one for one in ends if one.kind in NOT_REACHED and one.id not in settled]

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
        if self.unchecked() and not self.identity_told(missing):
            titles.append("check who is calling")
        if titles:
            yield OpenEnd(EndKind.REQUIRED, ", ".join(titles))
        for one in unasked:
            yield OpenEnd(EndKind.UNASKED, one.question.ask, key=one.question.id)
        for other in call.participants:
            if other.costs_privilege:
                yield OpenEnd(EndKind.THIRD_PERSON, f"{other.called} ({other.words})", key=other.key)
        if closing:
            yield OpenEnd(EndKind.CLOSING, self._closing_words())
        if call.matter_id and call.channel in LIVE and not call.next_contact:
            yield OpenEnd(EndKind.NEXT_CONTACT, "When does the client hear from us next?")

    def identity_told(self, missing: Sequence[Step]) -> bool:
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
        return not read_back_holds(call)

    def _closing_words(self) -> str:
        """Whom to read back to, and what is new since it was done."""
        words, back = f"Read back to {self._caller()}", self.call.read_back
        return f"{words} again, since {line_time(back.at)} {since_read(self.call).words()}" if back.by else words

    def _caller(self) -> str:
        return first_name(self.call.person) or "the caller"
