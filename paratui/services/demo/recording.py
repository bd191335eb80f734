"""The recording question on the demo office's calls: what was asked under which rule, and what was answered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from paratui.domain.call import Consent
from paratui.domain.consent import Party, recording_rule
from paratui.domain.consent_history import CALLER, Answer, ConsentMoment, OnTheLine, stands, with_moment
from paratui.domain.consent_of_call import on_the_line
from paratui.domain.spoken import fill, first_name
from paratui.domain.wall_clock import from_utc_text, utc_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from paratui.domain.call import Call
    from paratui.domain.consent import RecordingRule
    from paratui.domain.office import Office
    from paratui.domain.on_the_line import Participant
    from paratui.services.demo.tables import DemoTables

_ASKED, _YES = Answer.ASKED, Answer.CONSENTED
# How a question answered so in the checklist went on, and how often.
_COURSES: dict[str, dict[tuple[Answer, ...], int]] = {
    "done": {
        (_ASKED, _YES): 16,
        (_ASKED, _YES, Answer.STOPPED): 2,
        (_ASKED, _YES, Answer.STOPPED, Answer.RESUMED): 2,
    },
    "declined": {(_ASKED, Answer.DECLINED): 3, (_ASKED, Answer.SILENT): 2},
    "skipped": {(): 2, (_ASKED,): 3},
}


class DemoRecording:
    """Makes the consent of one office's calls, as its table of rules would have it."""

    def __init__(self, office: Office, tables: DemoTables, attorney: str, random: Random) -> None:
        self._office = office
        self._rules = tables.consent
        self._asking = {
            name: {step.id for step in one.steps if step.asks == "recording"}
            for name, one in tables.checklists.items()
        }
        self._attorney = attorney
        self._random = random
        self._known: dict[tuple[object, ...], RecordingRule] = {}

    def answered(self, call: Call) -> Call:
        """The call with what became of the recording question its checklist asked."""
        asking = self._asking.get(call.checklist.checklist, set())
        given = next((one for one in call.checklist.answers if one.step in asking), None)
        courses = _COURSES.get(given.answer, {}) if given else {}
        if given is None or not courses:
            return call
        (course,) = self._random.choices(list(courses), list(courses.values()))
        at = given.at
        for answer in course:
            call = self._kept(call, answer, at)
            later = max(call.seconds - at, 1)
            at += min(self._random.randrange(4, 12) if answer is _ASKED else self._random.randrange(later), later)
        return call

    def _kept(self, call: Call, answer: Answer, at: int) -> Call:
        """The call with one moment more, as it is kept while a call is taken."""
        here = tuple(one for one in call.participants if one.joined <= at and (one.here or one.left > at))
        on_line = {CALLER: call.person} | {one.key: one.called for one in here}
        facts = {"client": first_name(call.person), "firm": self._office.firm, "attorney": self._attorney}
        rule = self._rule(call, here, facts)
        says = {Answer.STOPPED: self._rules.says.stop, Answer.RESUMED: self._rules.says.resume}
        of = () if answer is Answer.STOPPED else tuple(OnTheLine(key=key, name=name) for key, name in on_line.items())
        moment = ConsentMoment(
            answer=answer.value,
            at=at,
            said_at=utc_text(from_utc_text(call.started) + timedelta(seconds=at)),
            of=of,
            by=call.staff,
            words=fill(str(says[answer]), facts) if answer in says else rule.announcement,
            rule=rule.words,
            version=rule.version,
        )
        history = with_moment(call.consent.history, moment, on_line)
        consent = Consent(
            answer=str(stands(history, on_the_line(call)).kept_as),
            at=at,
            by=call.staff,
            words=moment.words,
            rule=rule.words,
            version=rule.version,
            history=history,
        )
        return call.but(consent=consent)

    def _rule(self, call: Call, here: tuple[Participant, ...], facts: Mapping[str, str]) -> RecordingRule:
        """The rule for those on the line; worked out once for the same people at the same places."""
        others = tuple(Party(one.key, one.called, one.places) for one in here)
        line = (call.channel, call.person, call.places, others)
        if line not in self._known:
            self._known[line] = recording_rule(
                self._rules,
                call.channel,
                office=self._office.state,
                staff=self._office.state,
                caller=Party(CALLER, call.person, call.places),
                others=others,
                facts=facts,
            )
        return self._known[line]
