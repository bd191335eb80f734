"""The consent to record of one call: the rule for whoever is on the line now, what was answered, and where it stands.

Worked out anew from the call each time it is asked for, so that a place stated or a person joining counts at once.
Each answer is kept the moment it is given, with the words that were read and the rule that was shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call import Consent
from paratui.domain.consent import Party, recording_rule
from paratui.domain.consent_history import (
    CALLER,
    Answer,
    ConsentMoment,
    ConsentStands,
    OnTheLine,
    stands,
    with_moment,
)
from paratui.domain.consent_of_call import on_the_line
from paratui.domain.errors import BadInput
from paratui.domain.number_place import guess
from paratui.domain.spoken import fill
from paratui.domain.wall_clock import utc_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from paratui.domain.call import Call
    from paratui.domain.consent import RecordingRule
    from paratui.domain.consent_rules import ConsentRules
    from paratui.domain.number_place import AreaCodes
    from paratui.domain.person import Person
    from paratui.services.call_session import CallSession
    from paratui.services.desk import Desk

AREA_CODE = "area code"
RECORDS = "our records"
_SAID_AFTER: dict[str, str] = {
    Answer.DECLINED: "declined",
    Answer.SILENT: "silent",
    Answer.STOPPED: "stop",
    Answer.RESUMED: "resume",
}


class Guessed(NamedTuple):
    """Where the caller may be, which nobody has stated on this call, and where that comes from."""

    places: tuple[str, ...] = ()
    source: str = AREA_CODE


def guessed(call: Call, person: Person | None, rules: ConsentRules, area_codes: AreaCodes) -> Guessed:
    """Where the caller may be by the number and by what they stated on an earlier call. Never more than a guess."""
    regions = guess(call.phone, area_codes).regions if call.phone else ()
    by_number = [found.code for region in regions if (found := rules.of_region(region))]
    kept = person.place.strip() if person else ""
    place = rules.read(kept).place
    on_file = [place.code if place else kept] if kept else []
    sources = ([AREA_CODE] if by_number else []) + ([RECORDS] if on_file else [])
    return Guessed(tuple(dict.fromkeys([*on_file, *by_number])), " and ".join(sources) or AREA_CODE)


class Recording:
    """May this call be recorded? `here` is where I am myself, `facts` fill the sentences that are read aloud."""

    def __init__(
        self,
        session: CallSession,
        desk: Desk,
        rules: ConsentRules,
        *,
        here: str = "",
        guesses: Guessed | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> None:
        self._session = session
        self._desk = desk
        self._rules = rules
        self._here = here
        self._guesses = guesses or Guessed()
        self._facts = facts or {}

    @property
    def on_line(self) -> dict[str, str]:
        """The name under each key of those on the line now."""
        return on_the_line(self._session.call)

    def rule(self) -> RecordingRule:
        """The rule for the call as it stands now."""
        call = self._session.call
        caller = Party(CALLER, call.person, call.places, self._guesses.places, self._guesses.source)
        others = [Party(one.key, one.called, one.places) for one in call.participants if one.here]
        return recording_rule(
            self._rules,
            call.channel,
            office=self._desk.office.state,
            staff=self._here,
            caller=caller,
            others=others,
            facts=self._facts,
        )

    def stands(self) -> ConsentStands:
        """Where the consent stands for those on the line now."""
        return stands(self._session.call.consent.history, self.on_line)

    # What was answered. `of` are the keys of those whose answer it is, everyone on the line when not given.

    def ask(self, of: Collection[str] | None = None) -> ConsentStands:
        """The announcement was read to them. Raises BadInput, as all of these do, for what cannot be."""
        return self._keep(Answer.ASKED, of, self.rule().announcement)

    def consented(self, of: Collection[str] | None = None) -> ConsentStands:
        """They agreed to the announcement as it stands."""
        return self._keep(Answer.CONSENTED, of, self.rule().announcement)

    def declined(self, of: Collection[str] | None = None) -> ConsentStands:
        """They said no, or want it stopped."""
        return self._keep(Answer.DECLINED, of, self.rule().announcement)

    def silent(self, of: Collection[str] | None = None) -> ConsentStands:
        """They were asked and said nothing."""
        return self._keep(Answer.SILENT, of, self.rule().announcement)

    def stop(self) -> ConsentStands:
        """We stop the recording; everybody's yes stays, it goes on with `resume`."""
        return self._keep(Answer.STOPPED, (), self._says("stop"))

    def resume(self) -> ConsentStands:
        """The recording goes on; refused until everyone on the line has agreed."""
        return self._keep(Answer.RESUMED, None, self._says("resume"))

    def to_say(self, answer: str) -> str:
        """What to say aloud once an answer was given; empty when there is nothing."""
        if answer == Answer.CONSENTED:
            return self.rule().first_words if self.stands().may_record else ""
        return self._says(_SAID_AFTER[answer]) if answer in _SAID_AFTER else ""

    def _says(self, name: str) -> str:
        return fill(str(getattr(self._rules.says, name)), self._facts)

    def _keep(self, answer: Answer, of: Collection[str] | None, words: str) -> ConsentStands:
        on_line, rule, session = self.on_line, self.rule(), self._session
        keys = list(on_line) if of is None else [key for key in on_line if key in of]
        if of and not keys:
            raise BadInput("Nobody of that name is on the line now; /with says who joins")
        moment = ConsentMoment(
            answer=answer.value,
            at=session.elapsed(),
            said_at=utc_text(self._desk.now()),
            of=tuple(OnTheLine(key=key, name=on_line[key]) for key in keys),
            by=self._desk.me.login,
            words=words,
            rule=rule.words,
            version=rule.version,
        )
        history = with_moment(session.call.consent.history, moment, on_line)
        now = stands(history, on_line)
        session.change(
            consent=Consent(
                answer=str(now.kept_as),
                at=moment.at,
                by=moment.by,
                words=words,
                rule=rule.words,
                version=rule.version,
                history=history,
            )
        )
        return now
