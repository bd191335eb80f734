"""The questions of a practice area on one call: which are open, which wait, and what becomes of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.conflict.asked import asked_about
from paratui.domain.errors import BadInput, FactsLockedError
from paratui.domain.facts_lock import REASON, locked, refuse
from paratui.domain.given_answer import EarlierAnswer
from paratui.domain.note_line import Kind, LineVersion
from paratui.domain.opening_hours import local_day
from paratui.domain.reported_line import THE_CALLER
from paratui.domain.spoken import fill, first_name
from paratui.domain.typed_answer import Heard, read_answer, reported
from paratui.domain.wall_clock import utc_text
from paratui.domain.when_question import WHEN, undated, when_question
from paratui.services.call_lines import STRUCK

if TYPE_CHECKING:
    from paratui.domain.call import Call
    from paratui.domain.given_answer import TypedAnswer
    from paratui.domain.note_line import NoteLine
    from paratui.domain.practice_area import PracticeArea, Question
    from paratui.domain.reported_date import ReportedDate
    from paratui.domain.typed_answer import Read
    from paratui.domain.when_question import Undated
    from paratui.services.call_session import CallSession
    from paratui.services.desk import Desk
    from paratui.services.office_tables import OfficeTables

DENIED, FLAGGED = "denied", "flagged"


class Interview:
    """Asking the caller of one call. The tables are those of the office, read already."""

    def __init__(self, session: CallSession, desk: Desk, tables: OfficeTables) -> None:
        self._session = session
        self._desk = desk
        self._tables = tables

    @property
    def area(self) -> PracticeArea | None:
        """The practice area chosen for this call, None while none is, or when the office has it no longer."""
        chosen = self._session.call.practice_area
        return self._tables.areas.get(chosen) if chosen else None

    @property
    def waiting(self) -> bool:
        """Whether the facts wait for the conflict check."""
        return locked(self._session.call)

    def choose_area(self, wanted: str) -> None:
        """Ask the questions of a practice area from now on, or of none; what was answered stays.

        Raises BadInput for an area the office does not have.
        """
        area = self._tables.areas.get(wanted)
        if wanted and area is None:
            known = ", ".join(sorted(self._tables.areas))
            raise BadInput(f'There is no practice area "{wanted}"; this office has {known}')
        self._session.change(practice_area=wanted, area_version=area.version if area else "")

    def proposed_area(self) -> str:
        """The practice area the matter's title names, empty when it names none or several."""
        words = {word.casefold().strip(",.:;()") for word in self._session.call.matter_title.split()}
        fitting = [
            area.id for area in self._tables.areas.values() if words & _words(f"{area.id} {area.title} {area.when}")
        ]
        return fitting[0] if len(fitting) == 1 else ""

    # What is asked

    def open_questions(self) -> tuple[Question, ...]:
        """What is to be asked now, urgent first: the days of what was told, then the area's questions."""
        call, area = self._session.call, self.area
        if self._denied(call):
            return ()
        days = tuple(one.question for one in unasked_dates(call, self._tables))
        rest = area.open_questions(self._answers(), checked=not locked(call)) if area else ()
        told = {one.what for one in days}
        # The set's own question for the same day is the better one: its wording knows the matter.
        asked = {day for day in told for one in rest if one.what and (day in one.what or one.what in day)}
        return tuple(sorted((*(one for one in days if one.what not in asked), *rest), key=lambda one: not one.urgent))

    def _day_in_a_line(self, question: Question) -> str:
        """The day a line of the call tells for what a question asks, in its words; empty when none does."""
        if not question.what:
            return ""
        days = unasked_dates(self._session.call, self._tables)
        fitting = (one.proposed for one in days if one.question.what in question.what)
        return next((words for words in fitting if words), "")

    def locked_questions(self) -> tuple[Question, ...]:
        """What waits for the conflict check."""
        call, area = self._session.call, self.area
        if area is None or self._denied(call) or not locked(call):
            return ()
        return area.locked_questions(self._answers())

    def answered(self) -> tuple[tuple[Question, TypedAnswer], ...]:
        """The questions answered so far with their answers, in the order of the set."""
        given = {one.question: one for one in self._session.call.facts}
        questions = self.area.questions if self.area else ()
        return tuple((one, given[one.id]) for one in questions if one.id in given)

    def question(self, wanted: str) -> Question | None:
        """The question an answer was given to, None when the office asks it no longer."""
        own = self.area.question(wanted) if self.area else None
        if own or not wanted.startswith(WHEN):
            return own
        words = (*(one for area in self._tables.areas.values() for one in area.dates), *self._tables.guards.dates)
        return next((when_question(one.ready) for one in words if f"{WHEN}{one.id}" == wanted), None)

    def proposed(self, question: Question) -> str:
        """What the call tells already of what is asked, to be kept with Enter; empty when it tells nothing."""
        call = self._session.call
        if question.role:
            names = [one.name for one in asked_about(call) if one.role is question.role]
            return names[0] if len(names) == 1 else ""
        if question.what:
            told = self._told(question)
            return (told.day or told.said) if told else self._day_in_a_line(question)
        done = {one.step for one in call.checklist.answers if one.answer == "done"}
        followed = (one for one in (self.area.questions if self.area else ()) if one.only_if and one.told_by)
        if done & set(question.steps) or any(
            one.only_if and one.only_if.question == question.id and "yes" in one.only_if.answers and self._told(one)
            for one in followed
        ):
            return "yes"
        return ""

    def _told(self, question: Question) -> ReportedDate | None:
        """The one reported date of what a question asks the day of that answers no other question yet."""
        told = [
            one
            for one in self._session.call.reported
            if (not one.question or one.question.startswith(WHEN))
            and set(question.told_by) & {word.strip(",.:;") for word in one.what.casefold().split()}
        ]
        return told[0] if len(told) == 1 else None

    # What is answered

    def read(self, question: Question, typed: str) -> Read:
        """How an answer would be read; raises BadInput with the sentence to show."""
        today = local_day(self._desk.now(), self._desk.office)
        return read_answer(question, typed, Heard(today, self._desk.office.region))

    def answer(self, question: Question, typed: str) -> Read:
        """Keep an answer; a date becomes a reported date with a line that shows it.

        Raises BadInput for an answer that cannot be read, FactsLockedError for one that may not be heard yet.
        """
        self._refuse(question, typed)
        session, me = self._session, self._desk.me.login
        read = self.read(question, typed)
        before = next((one for one in session.call.facts if one.question == question.id), None)
        answer = read.answer.but(at=session.elapsed(), by=me, earlier=_earlier(before))
        facts = (*(one for one in session.call.facts if one.question != question.id), answer)
        fresh = reported(answer, question, session.call.person or THE_CALLER, me, answer.at)
        shown = next((one for one in session.call.reported if one.question == question.id), None)
        told = None if shown else self._told(question)
        if fresh and told and not told.question and told.day == fresh.day:
            # The line she typed it in shows the answer: the same day does not stand there twice.
            shown, fresh = told, fresh.but(said=told.said)
        if fresh:
            self._report(fresh.but(question=question.id, line=shown.line if shown else session.next_line()), facts)
        elif shown:
            self._take_back(shown, facts)
        else:
            session.change(facts=facts)
        return read

    def _refuse(self, question: Question, typed: str) -> None:
        call = self._session.call
        if self._denied(call):
            raise FactsLockedError("The conflict check was denied: nothing more is kept of this matter; end the call")
        if locked(call) and not question.before_check:
            hold = f'; say: "{self.hold}"' if self.hold else ""
            waits = "the attorney decides about the conflict check" if call.conflict.verdict == FLAGGED else REASON
            raise FactsLockedError(f"Not asked yet: {waits}{hold}")
        refuse(call, Kind.NAME, typed)

    @property
    def hold(self) -> str:
        """The sentence that stops a caller who begins to tell what is not to be heard yet."""
        facts = {
            "client": first_name(self._session.call.person),
            "me": self._desk.me.name,
            "my_title": self._desk.me.title.lower(),
            "firm": self._desk.office.firm,
        }
        return fill(self.area.hold, facts) if self.area else ""

    @property
    def keep_out(self) -> tuple[str, ...]:
        """What nobody asks or writes down before the conflict check is marked."""
        return self.area.keep_out if self.area else ()

    def _report(self, fresh: ReportedDate, facts: tuple[TypedAnswer, ...]) -> None:
        """Keep a reported date, with its line: a new one, or the one that showed the earlier answer."""
        call, me = self._session.call, self._desk.me.login
        line = fresh.note_line(fresh.line, fresh.at, me)
        old = next((one for one in call.lines if one.line == fresh.line), None)
        if old:
            line = line.but(at=old.at, by=old.by, versions=self._versions(old))
        others = tuple(one for one in call.reported if one.line != fresh.line)
        self._session.keep_line(line, facts=facts, reported=(*others, fresh))

    def _take_back(self, shown: ReportedDate, facts: tuple[TypedAnswer, ...]) -> None:
        """The day given before is none any more: its line is struck out, its words stay as a version."""
        call = self._session.call
        old = self._session.line(shown.line)
        struck = old.but(kind=Kind.NOTE.value, text=STRUCK, versions=self._versions(old))
        self._session.keep_line(struck, facts=facts, reported=tuple(one for one in call.reported if one is not shown))

    def _versions(self, old: NoteLine) -> tuple[LineVersion, ...]:
        now = utc_text(self._desk.now())
        version = LineVersion(text=old.text, kind=old.kind, replaced_at=now, replaced_by=self._desk.me.login)
        return (*old.versions, version)

    def _answers(self) -> dict[str, str]:
        return {one.question: one.value for one in self._session.call.facts}

    @staticmethod
    def _denied(call: Call) -> bool:
        return locked(call) and call.conflict.verdict == DENIED


def unasked_dates(call: Call, tables: OfficeTables) -> tuple[Undated, ...]:
    """What the lines of a call tell without its day, urgent first: to be asked before the call ends."""
    return undated(call, tables.watched(call.practice_area))


def not_to_be_promised(call: Call, tables: OfficeTables) -> dict[int, str]:
    """The promises of a call that nobody may make, by the number of their line, each with why."""
    watched = tables.watched(call.practice_area)
    promises = [line for line in call.lines if line.kind == Kind.PROMISE.value]
    return {line.line: why for line in promises if (why := watched.must_not_be_said(line.text, line.kind))}


def legal_questions(call: Call) -> int:
    """How many questions of this call go to the attorney."""
    return sum(1 for line in call.lines if line.kind == Kind.QUESTION.value)


def _earlier(before: TypedAnswer | None) -> tuple[EarlierAnswer, ...]:
    if before is None:
        return ()
    replaced = EarlierAnswer(said=before.said, shown=before.shown, at=before.at, by=before.by)
    return (*before.earlier, replaced)


def _words(text: str) -> set[str]:
    return {word.strip(",.:;()") for word in text.casefold().replace("-", " ").split() if len(word) > 3}
