"""The strictest rule of everybody's place: what decides, in which words, and that nothing ever loosens it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratui.domain.call import Channel
from paratui.domain.consent import Party, can_be_recorded, recording_rule
from paratui.domain.consent_kinds import Rule
from tests.domain.consent_table import shipped

CODES = [place.code for place in shipped().places]
# Places as they may be stated or guessed: with a rule, without one, unclear, contradictory, none.
SAID = st.sampled_from([*CODES, "", " ", "PR", "Georgia", "California, Texas", "Reno, NV", "Atlantis", "\x00"])
GUESSES = st.sampled_from(["", *CODES, "Atlantis"])
CHANNELS = st.sampled_from([*Channel, "hologram"])
PEOPLE = st.builds(
    Party,
    key=st.sampled_from(["caller", "2", "3"]),
    name=st.sampled_from(["", "Maria Garcia", "Leo", "O'Brien {me}"]),
    stated=st.lists(SAID, max_size=3).map(tuple),
    guesses=st.lists(GUESSES, max_size=2).map(tuple),
)


def rule_of(channel="phone", *, office="TX", staff="TX", caller=None, others=(), **facts):
    who = caller or Party(name="Maria Garcia", stated=("TX",))
    return recording_rule(shipped(), channel, office=office, staff=staff, caller=who, others=others, facts=facts)


def in_place(said, channel="phone"):
    """The rule for a call from Texas with somebody who is somewhere else."""
    return rule_of(channel, caller=Party(name="Maria Garcia", stated=(said,)))


# What decides


def test_the_stricter_end_decides_and_the_result_names_place_statute_and_who_brought_it() -> None:
    found = rule_of(office="NV", staff="NV", caller=Party(name="Maria Garcia", stated=("Fresno, CA",)))
    assert found.rule is Rule.ALL_PARTY
    assert found.strip == (
        "CA (stated) + NV (office, you) -> everyone must agree: ask first · Cal. Penal Code §§ 632, 632.7"
    )
    assert found.words == (
        "Everyone must agree before anything is recorded: California (stated by Maria Garcia, Cal. Penal Code §§ 632,"
        " 632.7); Nevada (the office, you, Nev. Rev. Stat. § 200.620)"
    )
    assert "Smith v. LoanMe" in found.decisive[0].why


def test_one_strict_end_is_enough_whichever_it_is() -> None:
    assert rule_of().rule is Rule.ONE_PARTY
    assert rule_of(office="CA").rule is Rule.ALL_PARTY
    assert rule_of(staff="CA").rule is Rule.ALL_PARTY
    assert in_place("CA").rule is Rule.ALL_PARTY
    assert rule_of(others=[Party("2", "Leo", ("CA",))]).rule is Rule.ALL_PARTY


def test_where_one_party_is_enough_the_office_asks_everyone_all_the_same() -> None:
    found = rule_of()
    assert not found.everyone
    assert found.strip == "TX (stated, office, you) -> one party is enough: ask all the same · 18 U.S.C. § 2511(2)(d)"
    assert "we ask everyone all the same" in found.words
    assert found.announcement.endswith("?")


@pytest.mark.parametrize("end", ["office", "staff"])
def test_an_end_of_ours_that_is_not_known_counts_as_everyone(end) -> None:
    found = rule_of(**{end: " "})
    assert found.rule is Rule.ALL_PARTY
    assert "the place is not stated" in found.words
    assert any("until then everyone must agree" in check for check in found.checks)


def test_a_caller_who_has_not_said_where_counts_as_everyone_and_is_to_be_asked() -> None:
    found = rule_of(caller=Party())
    assert found.strip == "? (the caller) + TX (office, you) -> everyone must agree: ask first"
    assert found.checks == ("Ask where the caller is right now",)


def test_a_place_without_a_rule_on_file_counts_as_everyone_and_is_named() -> None:
    found = in_place("Lima, Peru")
    assert found.rule is Rule.ALL_PARTY
    assert 'Maria Garcia: no rule is on file for "Lima, Peru"' in found.words
    assert found.checks == ('No rule is on file for "Lima, Peru"',)


@pytest.mark.parametrize("guess", ["TX", "CA", "WA"])
def test_a_guess_is_shown_as_one_and_does_not_take_the_place_of_being_told(guess) -> None:
    found = rule_of(caller=Party(name="Maria Garcia", guesses=(guess,)))
    assert found.rule is Rule.ALL_PARTY
    name = shipped().read(guess).place.name
    assert found.checks == (f"Ask where Maria Garcia is right now; {name} is only a guess from the area code",)
    assert guess not in found.strip.split(" -> ", maxsplit=1)[0].split("+", maxsplit=1)[0]


def test_a_place_on_file_from_before_is_a_guess_until_it_is_stated_again() -> None:
    found = rule_of(caller=Party(name="Maria Garcia", guesses=("Reno, NV",), guessed_from="file"))
    assert found.checks == ("Ask where Maria Garcia is right now; Nevada is only a guess from the file",)


def test_an_area_code_of_two_states_is_a_guess_of_either() -> None:
    found = rule_of(caller=Party(guesses=("TX", "WA")))
    assert found.checks == (
        "Ask where the caller is right now; Texas or Washington is only a guess from the area code",
    )
    assert rule_of(caller=Party(stated=("TX",), guesses=("TX", "WA"))).checks == ()


def test_a_guess_against_what_was_stated_is_asked_about_and_what_was_stated_counts() -> None:
    found = rule_of(caller=Party(name="Maria Garcia", stated=("TX",), guesses=("CA",)))
    assert found.rule is Rule.ONE_PARTY
    assert found.checks == (
        "Ask Maria Garcia once more: California is only a guess from the area code, and something else was stated",
    )
    assert rule_of(caller=Party(name="Maria Garcia", stated=("TX",), guesses=("TX",))).checks == ()


def test_contradictory_places_all_count() -> None:
    both = Party(name="Maria Garcia", stated=("Texas", "California"))
    assert rule_of(caller=both).rule is Rule.ALL_PARTY
    assert {reason.code for reason in rule_of(caller=both).reasons} == {"TX", "CA"}
    assert in_place("California, Texas").rule is Rule.ALL_PARTY
    assert rule_of(caller=Party(stated=("TX", "no idea"))).rule is Rule.ALL_PARTY


# The nuances, place by place


@pytest.mark.parametrize("code", ["CA", "CT", "DE", "FL", "IL", "MD", "MA", "MT", "NV", "NH", "PA", "WA"])
def test_each_strict_state_decides_a_call_alone(code) -> None:
    found = in_place(code)
    assert found.rule is Rule.ALL_PARTY
    assert [reason.code for reason in found.decisive] == [code]
    assert found.warnings == ()


@pytest.mark.parametrize("code", ["MI", "OR", "VT", "HI", "AK", "KY"])
def test_each_doubtful_state_takes_one_party_by_telephone_and_is_warned_of(code) -> None:
    found = in_place(code)
    assert found.rule is Rule.ONE_PARTY
    assert [line.split(":")[0] for line in found.warnings] == [shipped().read(code).place.name]


def test_oregon_takes_one_by_telephone_and_wants_everyone_told_in_person() -> None:
    assert in_place("OR", "phone").rule is Rule.ONE_PARTY
    found = in_place("OR", "in_person")
    assert found.rule is Rule.NOTICE
    assert found.everyone
    assert "everyone must agree: ask first · Or. Rev. Stat. § 165.540" in found.strip
    assert "Everyone must be told, and we record only when everyone agrees: Oregon" in found.words


def test_nevada_wants_everyone_by_telephone_and_one_in_person() -> None:
    assert in_place("NV", "phone").rule is Rule.ALL_PARTY
    assert in_place("NV", "in_person").rule is Rule.ONE_PARTY


def test_hawaii_wants_everyone_where_a_device_is_in_a_private_place() -> None:
    assert in_place("HI", "phone").rule is Rule.ONE_PARTY
    assert in_place("HI", "in_person").rule is Rule.ALL_PARTY


@pytest.mark.parametrize("code", ["AK", "KY"])
def test_what_is_said_of_alaska_and_kentucky_in_person_counts_though_nobody_confirmed_it(code) -> None:
    assert in_place(code, "in_person").everyone
    assert "not confirmed" in in_place(code).warnings[0]


@pytest.mark.parametrize("code", ["OR", "NV", "HI"])
@pytest.mark.parametrize("channel", ["video", "hologram"])
def test_a_channel_the_table_does_not_speak_of_takes_the_stricter_of_its_two_rules(code, channel) -> None:
    assert in_place(code, channel).everyone


def test_the_united_kingdom_wants_notice_which_is_shown_as_everyone_must_agree() -> None:
    found = in_place("London, UK")
    assert (found.rule, found.everyone) == (Rule.NOTICE, True)
    assert "everyone must agree: ask first" in found.strip


@pytest.mark.parametrize(("code", "word"), [("CAN", "what the recording is for"), ("AUS", "at the start")])
def test_what_the_announcement_has_to_say_abroad_is_told(code, word) -> None:
    assert in_place(code).rule is Rule.ALL_PARTY
    assert any(word in line for line in in_place(code).must_say)


def test_germany_decides_under_its_own_statute_and_australia_under_none_of_ours() -> None:
    assert in_place("DEU").strip.endswith("§ 201 StGB")
    assert in_place("AUS").strip == "AUS (stated) + TX (office, you) -> everyone must agree: ask first"


def test_washington_and_connecticut_tell_what_must_be_on_the_recording_and_a_guess_of_them_does_too() -> None:
    assert len(rule_of().on_recording) == 2
    assert any("the announcement itself" in line for line in in_place("WA").on_recording)
    assert any("about every 15 seconds" in line for line in in_place("CT").on_recording)
    guessed = rule_of(caller=Party(guesses=("WA",)))
    assert any(line.startswith("Washington (a guess): ") for line in guessed.on_recording)
    assert "may" not in guessed.first_words
    assert "being recorded" in guessed.first_words


def test_colorado_tells_of_the_ethics_for_lawyers_without_being_a_warned_state() -> None:
    assert in_place("CO").warnings == ()
    assert in_place("CO").ethics[0].startswith("Colorado: ")


# The words


def test_the_announcement_is_filled_and_speaks_to_each_when_there_are_several() -> None:
    facts = {"attorney": "Ms. Okafor", "firm": "Harlan & Wu"}
    one = rule_of(**facts)
    assert "Ms. Okafor" in one.announcement
    assert "Harlan & Wu" in one.first_words
    several = rule_of(others=[Party("2", "Leo", ("TX",))], **facts)
    assert "one after the other" in several.announcement
    assert "one after the other" in several.first_words


def test_the_rule_names_its_table_and_that_no_attorney_has_verified_it() -> None:
    assert in_place("CA").table == "version 1.0, unverified by your attorney"
    trusted = shipped().but(verified_by="M. Okafor")
    known = recording_rule(trusted, "phone", office="TX", staff="TX", caller=Party(stated=("TX",)))
    assert known.table == "version 1.0"
    unknown = recording_rule(trusted, "phone", office="", staff="", caller=Party())
    assert not unknown.verified


def test_nothing_can_be_recorded_of_a_letter_and_everything_else_might_be() -> None:
    assert {one.value for one in Channel if can_be_recorded(one)} == {"phone", "video", "in_person"}
    assert can_be_recorded("hologram")


def test_two_hundred_people_give_one_line_that_can_be_read() -> None:
    others = [Party(str(number), f"Person {number}", (CODES[number % len(CODES)],)) for number in range(199)]
    others[70] = replace(others[70], stated=())
    found = rule_of(others=others)
    assert found.rule is Rule.ALL_PARTY
    assert len(found.strip) < 140
    assert len(found.words) < 380
    assert len(found.reasons) == len(CODES) + 1
    assert found.checks == ("Ask where Person 70 is right now",)
    crowd = [Party(str(number), f"Person {number}", ("CA",)) for number in range(200)]
    assert "stated by Person 0, Person 1, Person 2 and 197 more" in rule_of(caller=crowd[0], others=crowd[1:]).words


# Nothing loosens


def asks_at_least(looser, stricter) -> bool:
    """Whether the second rule asks for everything the first one does. Added people may be sure of a guess."""

    def sure(lines) -> set[str]:
        return {line.replace(" (a guess): ", ": ", 1) for line in lines}

    return looser.rule.strictness <= stricter.rule.strictness and all(
        sure(getattr(looser, name)) <= sure(getattr(stricter, name))
        for name in ("warnings", "ethics", "must_say", "on_recording")
    )


@given(CHANNELS, SAID, SAID, PEOPLE, st.lists(PEOPLE, max_size=4), PEOPLE)
def test_a_person_more_never_loosens_the_rule(channel, office, staff, caller, others, one_more) -> None:
    before = rule_of(channel, office=office, staff=staff, caller=caller, others=others)
    after = rule_of(channel, office=office, staff=staff, caller=caller, others=[*others, one_more])
    assert asks_at_least(before, after)


@given(CHANNELS, SAID, PEOPLE.filter(lambda one: any(said.strip() for said in one.stated)), SAID)
def test_a_place_more_never_loosens_the_rule(channel, office, caller, one_more) -> None:
    before = rule_of(channel, office=office, caller=caller)
    after = rule_of(channel, office=office, caller=replace(caller, stated=(*caller.stated, one_more)))
    assert asks_at_least(before, after)


@given(CHANNELS, SAID, PEOPLE, st.lists(PEOPLE, max_size=3), st.lists(GUESSES, max_size=3))
def test_a_guess_never_loosens_the_rule(channel, office, caller, others, guesses) -> None:
    told = replace(caller, guesses=())
    before = rule_of(channel, office=office, caller=told, others=others)
    after = rule_of(channel, office=office, caller=replace(told, guesses=tuple(guesses)), others=others)
    assert asks_at_least(before, after)
    assert before.rule is after.rule


@given(CHANNELS, SAID, SAID, PEOPLE, st.lists(PEOPLE, max_size=4))
def test_anybody_whose_place_is_not_known_makes_it_everyone(channel, office, staff, caller, others) -> None:
    found = rule_of(channel, office=office, staff=staff, caller=caller, others=others)
    said = [[office], [staff], *([*one.stated] or [""] for one in (caller, *others))]
    without = [
        one
        for one in said
        if not any(part.strip() for part in one)
        or any(part.strip() and not shipped().read(part).place for part in one)
    ]
    assert not without or found.rule is Rule.ALL_PARTY
    assert found.decisive
    assert "\n" not in found.words + found.strip


@given(CHANNELS, SAID, PEOPLE)
def test_with_a_table_that_cannot_be_used_everyone_must_agree_everywhere(channel, office, caller) -> None:
    bare = shipped().without_places()
    found = recording_rule(bare, channel, office=office, staff=office, caller=caller)
    assert found.rule is Rule.ALL_PARTY
    assert found.announcement
