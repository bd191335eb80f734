"""May this call be recorded? Whoever joins and wherever they are, only the stricter answer comes by itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paratui.domain.call import Consent
from paratui.domain.call_draft import replayed
from paratui.domain.consent_kinds import Rule
from paratui.domain.errors import BadInput
from paratui.domain.number_place import Area, AreaCodes
from paratui.domain.person import Person
from paratui.services.line_parties import LineParties
from paratui.services.recording import Guessed, Recording, guessed, on_the_line
from tests.conftest import FixedClock
from tests.domain.consent_table import shipped
from tests.services.conftest import SharedOffice

PLACES = ("NY", "Texas", "Reno, NV", "CA", "Seattle, Washington", "UK", "Atlantis", "Oregon", "")
FACTS = {"firm": "Garcia & Lowe", "attorney": "Morgan Lowe"}


class OnACall:
    """A call of Ana's in New York, with what she has in front of her."""

    def __init__(self, office: SharedOffice, here: str = "NY", guesses: Guessed | None = None, **fields) -> None:
        self.office = office
        self.desk = office.desk("ana")
        self.session = office.begin(self.desk, **fields)
        self.recording = Recording(
            self.session, self.desk, shipped(), here=here, guesses=guesses or Guessed(), facts=FACTS
        )
        self.parties = LineParties(self.session, self.desk)

    @property
    def consent(self):
        return self.session.call.consent

    @property
    def rule(self) -> Rule:
        return self.recording.rule().rule

    @property
    def events(self):
        """What the draft of this call holds."""
        [draft] = self.office.kept.drafts.values()
        return draft

    def replayed(self):
        """The call as a restart reads it from the draft."""
        self.session.settle()
        return replayed(self.events).call


@pytest.fixture
def line(shared) -> OnACall:
    on = OnACall(shared)
    on.session.caller_named("Maria Garcia")
    return on


# The rule


def test_a_place_stated_counts_at_once_and_is_named_with_its_statute(line):
    line.parties.stated("caller", "NY")
    assert line.rule is Rule.ONE_PARTY
    line.parties.stated("caller", "Reno, NV")
    rule = line.recording.rule()
    assert rule.rule is Rule.ALL_PARTY
    assert "NV (stated)" in rule.strip
    assert "Nev. Rev. Stat. § 200.620" in rule.strip


def test_nothing_stated_is_the_strict_rule_whatever_the_number_and_our_records_say(shared):
    codes = AreaCodes(areas={"212": Area("New York", ("US-NY",), ("America/New_York",))})
    on = OnACall(shared)
    on.session.change(phone="+12125550100")
    person = Person(id=1, name="Maria Garcia", place="Austin, TX")
    guesses = guessed(on.session.call, person, shipped(), codes)
    assert guesses == (("TX", "NY"), "area code and our records")
    on.recording = Recording(on.session, on.desk, shipped(), here="NY", guesses=guesses, facts=FACTS)
    rule = on.recording.rule()
    assert rule.rule is Rule.ALL_PARTY
    assert any("only a guess" in check for check in rule.checks)


def test_a_number_from_abroad_guesses_its_country_and_a_number_that_says_nothing_guesses_nothing(shared):
    codes = AreaCodes(areas={"416": Area("Toronto", ("CA-ON",), ()), "800": Area(kind="toll-free")})
    on = OnACall(shared)
    for phone, places in (("+14165550100", ("CAN",)), ("+18005550100", ()), ("", ()), ("+442079460958", ("GBR",))):
        on.session.change(phone=phone)
        assert guessed(on.session.call, None, shipped(), codes).places == places


def test_my_own_place_counts_and_not_having_said_it_is_the_strict_rule(shared):
    for here, rule in (("NY", Rule.ONE_PARTY), ("CA", Rule.ALL_PARTY), ("", Rule.ALL_PARTY)):
        on = OnACall(shared, here=here)
        on.parties.stated("caller", "NY")
        assert on.rule is rule


@pytest.mark.parametrize("joins", ["Leo, friend, Reno, NV", "Leo, friend"])
def test_who_joins_brings_their_place_at_once_and_one_not_stated_is_the_strict_rule(line, joins):
    line.parties.stated("caller", "NY")
    assert line.rule is Rule.ONE_PARTY
    line.parties.join(joins)
    assert line.rule is Rule.ALL_PARTY
    assert "one after the other" in line.recording.rule().announcement
    line.parties.leave("p1")
    assert line.rule is Rule.ONE_PARTY


def test_the_channel_counts_a_call_to_nevada_is_stricter_than_a_talk_there(line):
    line.parties.stated("caller", "Nevada")
    assert line.rule is Rule.ALL_PARTY
    line.session.change(channel="in_person")
    assert line.rule is Rule.ONE_PARTY


def test_places_that_contradict_each_other_all_count(line):
    line.parties.stated("caller", "Texas")
    line.parties.stated("caller", "Germany")
    line.parties.stated("caller", "Texas")
    assert line.session.call.places == ("Germany", "Texas")
    assert line.rule is Rule.ALL_PARTY


def test_a_place_written_by_mistake_is_taken_back_and_one_that_is_not_there_is_named(line):
    line.parties.stated("caller", "Reno, NV")
    assert line.parties.take_back("caller", "reno") == "Reno, NV"
    assert line.session.call.places == ()
    with pytest.raises(BadInput, match="not among the places stated"):
        line.parties.take_back("caller", "Reno, NV")


# The answers


def test_a_yes_is_kept_with_the_words_the_rule_the_table_who_when_and_by_whom(line):
    line.office.clock.go_on(70)
    now = line.recording.consented()
    assert now.may_record
    consent = line.consent
    assert (consent.answer, consent.at, consent.by, consent.version) == ("consented", 70, "ana", shipped().version)
    assert "so that Morgan Lowe can hear it" in consent.words
    assert consent.rule.startswith("Everyone must agree")
    [moment] = consent.history
    assert (moment.said_at, [one.name for one in moment.of]) == ("2026-10-08T14:01:10Z", ["Maria Garcia"])
    assert line.replayed().consent == consent


@pytest.mark.parametrize("answer", ["declined", "silent"])
def test_a_no_or_silence_is_notes_only_until_a_yes(line, answer):
    now = getattr(line.recording, answer)()
    assert (line.consent.answer, now.may_record) == (answer, False)
    assert now.says.startswith("notes only")
    assert line.recording.to_say(answer)
    assert line.recording.consented().may_record


def test_what_is_stopped_goes_on_only_when_everyone_still_agrees(line):
    line.recording.consented()
    assert not line.recording.stop().may_record
    assert line.consent.answer == "stopped"
    line.parties.join("Leo, friend")
    with pytest.raises(BadInput, match="Ask Leo first"):
        line.recording.resume()
    line.recording.consented(["p1"])
    assert line.recording.resume().may_record
    assert line.consent.answer == "consented"


def test_somebody_who_joins_after_the_yes_takes_it_back_to_notes_until_they_agree(line):
    line.recording.consented()
    line.parties.join("Rosa Diaz, interpreter Spanish, NY")
    now = line.recording.stands()
    assert (now.may_record, now.missing) == (False, ("Rosa Diaz",))
    assert line.consent.answer == "asked"
    assert line.recording.consented(["p1"]).may_record
    assert line.consent.answer == "consented"


def test_who_leaves_and_comes_back_is_asked_again(line):
    line.parties.join("Rosa Diaz, interpreter")
    line.recording.consented()
    line.parties.leave("p1")
    assert line.recording.stands().may_record
    line.parties.join("Rosa Diaz, interpreter")
    assert not line.recording.stands().may_record
    assert on_the_line(line.session.call) == {"caller": "Maria Garcia", "p2": "Rosa Diaz"}


def test_another_caller_has_not_agreed_and_may_be_elsewhere(line):
    line.parties.stated("caller", "NY")
    line.recording.consented()
    line.session.caller_named("maria garcia")
    assert line.recording.stands().may_record
    line.session.caller_named("Roberto Diaz")
    assert not line.recording.stands().may_record
    assert line.rule is Rule.ALL_PARTY
    line.recording.consented()
    assert line.recording.stands().may_record


def test_a_yes_given_before_the_name_is_known_stays_theirs(shared):
    on = OnACall(shared)
    on.recording.consented()
    on.session.caller_named("Maria Garcia")
    assert on.recording.stands().may_record


def test_one_no_among_several_is_a_no_and_the_answer_of_nobody_is_refused(line):
    line.parties.join("Leo")
    line.recording.consented()
    assert not line.recording.declined(["p1"]).may_record
    with pytest.raises(BadInput, match="Nobody of that name"):
        line.recording.consented(["p9"])


def test_a_consent_of_an_older_version_without_a_history_is_read_and_stays_as_it_is(line):
    line.session.change(consent=Consent(answer="consented", at=12, by="dana"))
    assert not line.recording.stands().may_record
    line.parties.join("Leo")
    assert (line.consent.answer, line.consent.by) == ("consented", "dana")


def test_one_change_of_the_line_is_one_event_with_the_consent_it_leaves(line):
    line.recording.consented()
    before = len(line.events)
    line.parties.join("Leo")
    assert len(line.events) == before + 1
    assert line.replayed().consent.answer == "asked"


def test_what_must_be_said_on_a_recording_in_washington_is_told(line):
    line.parties.stated("caller", "Seattle, WA")
    told = " ".join(line.recording.rule().on_recording)
    assert "announcement" in told
    assert "Washington" in told


# Bad input


def test_two_hundred_hostile_names_are_on_the_line_and_each_is_asked(line):
    for number in range(200):
        line.parties.join(f"[bold]Ünï\u202e{number}[/] {'x' * 90}, friend, Reno; NV")
    rule, now = line.recording.rule(), line.recording.stands()
    assert len(now.missing) == 201
    assert max(map(len, (rule.strip, now.says))) < 300
    assert len(rule.words) < 600
    assert line.recording.consented().may_record
    line.parties.leave("p200")
    with pytest.raises(BadInput):
        line.parties.leave("p200")


@pytest.mark.parametrize("place", ["", "  ", "\x00", "\t"])
def test_an_empty_place_is_refused_with_what_to_write(line, place):
    with pytest.raises(BadInput, match="such as: Reno, NV"):
        line.parties.stated("caller", place)


# Whatever happens

PLACE = st.sampled_from(PLACES)
WHO = st.sampled_from(["caller", "p1", "p2", "p3"])
JOINS_OR_STATES = st.sampled_from(["join", "stated"])
HAPPENS = st.lists(
    st.one_of(
        st.tuples(st.just("join"), PLACE),
        st.tuples(st.just("leave"), WHO),
        st.tuples(st.sampled_from(["ask", "consented", "declined", "silent"]), st.none() | st.sets(WHO, min_size=1)),
        st.tuples(st.sampled_from(["stop", "resume"]), st.none()),
        st.tuples(st.just("stated"), PLACE),
    ),
    max_size=14,
)


def fresh(here: str = "NY") -> OnACall:
    return OnACall(SharedOffice(FixedClock(datetime(2026, 10, 8, 14, tzinfo=UTC))), here=here)


def happen(on: OnACall, what: str, with_: object) -> bool:
    """Let it happen; False when it is refused, which changes nothing."""
    before = on.session.call
    try:
        if what == "join":
            on.parties.join(f"Leo, friend, {with_}")
        elif what == "leave":
            on.parties.leave(with_)
        elif what == "stated":
            on.parties.stated("caller", with_)
        elif with_ is None:
            getattr(on.recording, what)()
        else:
            getattr(on.recording, what)(with_)
    except BadInput:
        assert on.session.call == before
        return False
    return True


@settings(max_examples=150, deadline=None)
@given(PLACE, st.lists(PLACE, max_size=3), st.lists(st.tuples(JOINS_OR_STATES, PLACE), max_size=6))
def test_a_place_or_a_person_more_never_loosens_the_rule(here, first, more):
    on = fresh(here)
    for place in first:
        happen(on, "stated", place)
    for what, place in more:
        # The first place somebody states is an answer to "unknown"; from then on each one only adds.
        known = bool(on.session.call.places) or what == "join"
        before = on.rule.strictness
        happen(on, what, place)
        assert not known or on.rule.strictness >= before


@settings(max_examples=300, deadline=None)
@given(HAPPENS)
def test_only_everyone_s_own_yes_since_they_joined_and_no_stop_since_lets_a_call_be_recorded(happens):
    on = fresh()
    agreed: set[str] = set()
    stopped = False
    for what, with_ in happens:
        if not happen(on, what, with_):
            continue
        here = set(on.recording.on_line)
        of = here if with_ is None else here & set(with_) if isinstance(with_, set | frozenset) else set()
        if what == "consented":
            agreed |= of
        elif what in {"ask", "declined", "silent"}:
            agreed -= of
        elif what in {"stop", "resume"}:
            stopped = what == "stop"
        now = on.recording.stands()
        assert now.may_record == (here <= agreed and not stopped)
        if on.consent.history:
            assert on.consent.answer == now.kept_as
    again = on.replayed()
    assert again.consent == on.consent
    assert again.participants == on.session.call.participants
    assert again.places == on.session.call.places


# Consent that is taken away while it stood


def test_who_joins_while_everyone_agreed_breaks_the_consent_and_the_history_says_when(line):
    line.recording.consented()
    line.office.clock.go_on(180)
    line.parties.join("Rosa, her sister")
    now = line.recording.stands()
    assert (now.broken, now.may_record, now.says) == (True, False, "STOP the recording until Rosa agrees")
    broken = line.consent.history[-1]
    assert (broken.answer, broken.at, broken.by, [one.name for one in broken.of]) == ("broken", 180, "ana", ["Rosa"])
    assert line.replayed() == line.session.call
    line.recording.consented(["p1"])
    assert line.recording.stands().may_record
    assert line.consent.answer == "consented"


@pytest.mark.parametrize("ended", ["stop", "declined", "silent"])
def test_once_it_is_stopped_nothing_is_to_be_stopped_any_more(line, ended):
    line.recording.consented()
    line.parties.join("Rosa")
    getattr(line.recording, ended)()
    assert not line.recording.stands().broken


def test_who_joins_before_a_yes_or_after_a_stop_breaks_nothing(line):
    line.recording.ask()
    line.parties.join("Rosa")
    line.recording.consented()
    line.recording.stop()
    line.parties.join("Leo")
    assert [moment.answer for moment in line.consent.history] == ["asked", "consented", "stopped"]
    assert not line.recording.stands().broken


def test_another_caller_on_the_same_line_breaks_the_consent(line):
    line.recording.consented()
    line.session.caller_named("Rosa Diaz")
    assert line.recording.stands().broken
    assert line.consent.history[-1].of[0].name == "Rosa Diaz"


def test_who_leaves_again_without_having_agreed_gives_the_consent_back(line):
    line.recording.consented()
    line.parties.join("Rosa")
    line.parties.leave("p1")
    assert line.recording.stands().may_record
