"""The first calls of the demo office's prospects: names, the conflict check, and the facts once it allowed them."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.facts_lock import BEFORE_THE_CHECK
from paratui.domain.note_line import Kind, NoteLine
from paratui.domain.open_end import EndKind, EndSettled
from paratui.domain.opening_hours import local_day
from paratui.domain.typed_answer import Heard, read_answer, reported
from paratui.domain.wall_clock import from_utc_text
from paratui.services.conflict_checks import ConflictChecks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paratui.domain.call import Call, ConflictStands
    from paratui.domain.given_answer import TypedAnswer
    from paratui.domain.office import Office
    from paratui.domain.practice_area import PracticeArea
    from paratui.domain.reported_date import ReportedDate
    from paratui.services.demo.calls import ToldCall
    from paratui.services.demo.conflicts import Checked, DemoConflicts
    from paratui.services.demo.content import DemoIntake

# A scene that begins so ends with a no.
_NOT_CLEAR = "check came back not clear"
_NAMES_FROM = 18
_NOT_RUN = EndSettled(end=EndKind.CONFLICT.value, how="reason", words="was called away before giving any names")


class _Line(NamedTuple):
    """A line that is not numbered yet, with its number so far and the date it shows."""

    line: NoteLine
    date: ReportedDate | None = None


class Intakes(NamedTuple):
    """The calls as they were taken, by id, and the checks that were run on them."""

    calls: dict[int, ToldCall]
    checks: tuple[Checked, ...]


class DemoIntakes:
    """Takes the intakes of one office."""

    def __init__(self, office: Office, areas: Mapping[str, PracticeArea], conflicts: DemoConflicts) -> None:
        self._office = office
        self._areas = areas
        self._conflicts = conflicts

    def taken(self, told: Sequence[ToldCall], intakes: Sequence[DemoIntake]) -> Intakes:
        """The calls of the prospects; whoever called last waits for the attorney's verdict."""
        by_person: dict[int, list[ToldCall]] = {}
        for one in told:
            if one.plan.scene.role == "prospect" and one.call.person_id:
                by_person.setdefault(one.call.person_id, []).append(one)
        theirs = _given_out(by_person, intakes)
        looking = {person: _looked_at(theirs[person], calls) for person, calls in by_person.items()}
        stands: dict[int, Checked] = {}
        calls: dict[int, ToldCall] = {}
        for one in (one for one in told if one.call.person_id in by_person and one.plan.scene.role == "prospect"):
            person = one.call.person_id
            if one.call.id == looking[person]:
                taken, stands[person] = self._first(one, theirs[person])
            else:
                taken = self._again(one, stands.get(person))
            calls[one.call.id] = taken
        return Intakes(calls, tuple(stands.values()))

    def _first(self, told: ToldCall, intake: DemoIntake) -> tuple[ToldCall, Checked]:
        """The call on which the names were taken and the check was run."""
        call, person = told.call.but(intake=True), told.plan.person
        if person is None:
            raise ValueError("A prospect of the demo office has no record")
        step = max(6, min(25, call.seconds // 12))
        names = [
            NoteLine(line=0, at=_NAMES_FROM + step * turn, kind=Kind.NAME.value, text=text, by=call.staff)
            for turn, text in enumerate(intake.names)
        ]
        looked = _NAMES_FROM + step * len(names)
        named = call.but(lines=(*names, *call.lines))
        found = self._conflicts.checked(named, person, told.plan.started + timedelta(seconds=looked), intake)
        call = call.but(conflict=_stands(found))
        facts, dates = self._facts(call, intake, looked, opened=found.check.opens_facts)
        if facts:
            call = call.but(practice_area=intake.area, area_version=self._areas[intake.area].version, facts=facts)
        kept = _kept(call.lines, found, looked + step, call.seconds)
        return _numbered(told._replace(call=call), [*map(_Line, names), *map(_Line, kept), *dates]), found

    def _again(self, told: ToldCall, found: Checked | None) -> ToldCall:
        """Another call of theirs: the verdict holds, and where there is none yet the facts still wait."""
        call = told.call.but(intake=True)
        if found:
            call = call.but(conflict=_stands(found))
        else:
            call = call.but(ends=(*call.ends, _NOT_RUN.but(at=call.seconds, by=call.staff)))
        return _numbered(told._replace(call=call), [*map(_Line, _kept(call.lines, found, 0, call.seconds))])

    def _facts(
        self, call: Call, intake: DemoIntake, looked: int, *, opened: bool
    ) -> tuple[tuple[TypedAnswer, ...], list[_Line]]:
        """What was answered, and the dates among it; before the check is marked only what may be asked then."""
        area = self._areas[intake.area]
        step = max(1, (call.seconds - looked) // (len(intake.answers) + 1))
        day = local_day(from_utc_text(call.started), self._office)
        facts: list[TypedAnswer] = []
        lines: list[_Line] = []
        for turn, (asked, typed) in enumerate(intake.answers, 1):
            question = area.question(asked)
            if question is None:
                raise ValueError(f'{area.id} has no question "{asked}" for the demo office')
            if not (opened or question.before_check):
                continue
            at = min(looked + step * turn, call.seconds)
            answer = read_answer(question, typed, Heard(day, self._office.region)).answer.but(at=at, by=call.staff)
            facts.append(answer)
            date = reported(answer, question, call.person, call.staff, at)
            if date:
                lines.append(_Line(date.note_line(0, at, call.staff), date.but(question=question.id)))
        return tuple(facts), lines


def _given_out(by_person: Mapping[int, Sequence[ToldCall]], intakes: Sequence[DemoIntake]) -> dict[int, DemoIntake]:
    """What each prospect told: who called last is flagged, who was told no is denied."""
    of = {verdict: cycle([one for one in intakes if one.verdict == verdict]) for verdict in ("flagged", "denied")}
    others = cycle([one for one in intakes if one.verdict not in of])
    last = max(by_person, key=lambda person: by_person[person][-1].call.started, default=0)
    given: dict[int, DemoIntake] = {}
    for person, calls in by_person.items():
        refused = any(line.text.startswith(_NOT_CLEAR) for one in calls for line in one.plan.scene.lines)
        given[person] = next(of["flagged"] if person == last else of["denied"] if refused else others)
    return given


def _looked_at(intake: DemoIntake, calls: Sequence[ToldCall]) -> int:
    """The call on which the check was run: the first, or the last where its verdict is still waited for."""
    return calls[-1 if intake.verdict == "flagged" else 0].call.id


def _stands(found: Checked) -> ConflictStands:
    return ConflictChecks.stands(found.check)


def _kept(lines: Sequence[NoteLine], found: Checked | None, after: int, seconds: int) -> list[NoteLine]:
    """The lines that may be kept; what is told about the matter comes after the check."""
    if not (found and found.check.opens_facts):
        return [line for line in lines if line.kind in BEFORE_THE_CHECK]
    return [
        line if line.kind in BEFORE_THE_CHECK or line.at > after else line.but(at=min(after + line.at // 4, seconds))
        for line in lines
    ]


def _numbered(told: ToldCall, lines: Sequence[_Line]) -> ToldCall:
    """The call with its lines in the order they were typed, and its items and dates by the new numbers."""
    ordered = sorted(lines, key=lambda one: one.line.at)
    numbers = {one.line.follow_up: number for number, one in enumerate(ordered, 1) if one.line.follow_up}
    dates = tuple(one.date.but(line=number) for number, one in enumerate(ordered, 1) if one.date)
    numbered = tuple(one.line.but(line=number) for number, one in enumerate(ordered, 1))
    return told._replace(
        call=told.call.but(lines=numbered, reported=dates),
        items=tuple(one.but(line=numbers[one.id]) for one in told.items),
    )
