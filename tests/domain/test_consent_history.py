"""The consent of one call as it goes along: in doubt it is notes only, and what was said stays on record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratui.domain.consent_history import Answer, ConsentMoment, OnTheLine, stands, with_moment
from paratui.domain.errors import BadInput

MARIA = {"caller": "Maria Garcia"}
BOTH = {"caller": "Maria Garcia", "2": "Leo"}
ASK = "May I record this conversation?"
AGAIN = "The recording is running again."


def moment(answer, on_line=MARIA, words="", at=0, by="ana", **changed):
    of = tuple(OnTheLine(key=key, name=name) for key, name in on_line.items())
    return ConsentMoment(
        answer=answer, of=of, words=words, at=at, by=by, said_at="2026-10-08T16:00:00Z", rule="TX", version="1.0"
    ).but(**changed)


def history(*moments, on_line=MARIA):
    told = ()
    for one in moments:
        told = with_moment(told, one, on_line)
    return told


def agreed(on_line=MARIA):
    return history(moment("asked", on_line, ASK), moment("consented", on_line), on_line=on_line)


# One person


def test_nothing_asked_is_notes_only() -> None:
    found = stands((), MARIA)
    assert (found.answer, found.may_record, found.missing) == (Answer.NOT_ASKED, False, ("Maria Garcia",))
    assert found.says == "notes only: not asked"


@pytest.mark.parametrize(
    ("moments", "answer", "may_record", "says"),
    [
        ([moment("asked", words=ASK)], "asked", False, "notes only: no yes yet from Maria Garcia"),
        ([moment("asked", words=ASK), moment("consented")], "consented", True, "Maria Garcia agreed"),
        ([moment("consented", words=ASK)], "consented", True, "Maria Garcia agreed"),
        ([moment("asked", words=ASK), moment("declined")], "declined", False, "notes only: Maria Garcia said no"),
        ([moment("declined")], "declined", False, "notes only: Maria Garcia said no"),
        ([moment("silent")], "silent", False, "notes only: no answer from Maria Garcia"),
        ([moment("consented", words=ASK), moment("declined")], "declined", False, "notes only: Maria Garcia said no"),
        ([moment("declined"), moment("consented", words=ASK)], "consented", True, "Maria Garcia agreed"),
        ([moment("consented", words=ASK), moment("stopped", {})], "stopped", False, "notes only: stopped"),
        (
            [moment("consented", words=ASK), moment("stopped")],
            "stopped",
            False,
            "notes only: stopped; ask Maria Garcia before it goes on",
        ),
        (
            [moment("consented", words=ASK), moment("stopped", {}), moment("resumed", words=AGAIN)],
            "resumed",
            True,
            "Maria Garcia agreed",
        ),
        (
            [moment("consented", words=ASK), moment("stopped", {}), moment("consented", words=ASK)],
            "stopped",
            False,
            "notes only: stopped",
        ),
        ([moment("consented", words=ASK), moment("asked", words=ASK)], "asked", False, "notes only: no yes yet from"),
    ],
)
def test_where_it_stands_follows_from_what_was_said_in_order(moments, answer, may_record, says) -> None:
    found = stands(history(*moments), MARIA)
    assert (found.answer, found.may_record) == (answer, may_record)
    assert found.says.startswith(says)
    assert found.kept_as == ("consented" if answer == "resumed" else answer)


def test_whoever_stopped_it_must_agree_again_before_it_goes_on() -> None:
    stopped = (*agreed(), moment("stopped"))
    with pytest.raises(BadInput, match="Ask Maria Garcia first"):
        with_moment(stopped, moment("resumed", words=AGAIN), MARIA)
    again = history(moment("consented", words=ASK), moment("stopped"), moment("consented", words=ASK))
    assert stands(again, MARIA).answer is Answer.STOPPED
    assert stands(with_moment(again, moment("resumed", words=AGAIN), MARIA), MARIA).may_record


@pytest.mark.parametrize(
    ("earlier", "refused", "says"),
    [
        ((), moment("consented"), "Read the announcement aloud first"),
        ((), moment("asked", words=" "), "Read the announcement aloud first"),
        ((), moment("asked", words=ASK, by=""), "Say who asked"),
        ((), moment("consented", {}, ASK), "Say whose answer"),
        ((), moment("not_asked"), '"not_asked" is no answer'),
        ((), moment("maybe"), '"maybe" is no answer'),
        ((), moment("resumed", words=AGAIN), "was not stopped"),
        ((moment("stopped", {}),), moment("resumed", words=AGAIN), "Ask Maria Garcia first"),
        ((moment("consented", words=ASK), moment("stopped", {})), moment("resumed"), "Read the announcement aloud"),
        (
            (moment("consented", words=ASK), moment("stopped", {}), moment("declined")),
            moment("resumed", words=AGAIN),
            "Ask Maria Garcia first",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_what_comes_first(earlier, refused, says) -> None:
    with pytest.raises(BadInput, match=says):
        with_moment(history(*earlier), refused, MARIA)


def test_a_yes_keeps_the_words_it_was_said_to() -> None:
    assert agreed()[-1].words == ASK
    later = history(moment("asked", words=ASK), moment("asked", words="Again: may I?"), moment("consented"))
    assert later[-1].words == "Again: may I?"
    heard_different = history(
        moment("asked", {"caller": ""}, ASK), moment("asked", {"2": "Leo"}, "And you, Leo?"), on_line=BOTH
    )
    with pytest.raises(BadInput, match="Read the announcement"):
        with_moment(heard_different, moment("consented", BOTH), BOTH)


# Several people


def test_one_yes_of_two_is_notes_only() -> None:
    told = history(moment("asked", BOTH, ASK), moment("consented", MARIA), on_line=BOTH)
    found = stands(told, BOTH)
    assert (found.answer, found.may_record, found.missing) == (Answer.ASKED, False, ("Leo",))
    assert found.says == "notes only: no yes yet from Leo"
    both = with_moment(told, moment("consented", {"2": "Leo"}), BOTH)
    assert stands(both, BOTH).says == "everyone agreed"


def test_one_no_outweighs_every_yes() -> None:
    found = stands((*agreed(BOTH), moment("declined", {"2": "Leo"})), BOTH)
    assert (found.answer, found.may_record, found.says) == (Answer.DECLINED, False, "notes only: Leo said no")


def test_a_no_is_told_before_a_silence() -> None:
    told = (moment("silent", MARIA), moment("declined", {"2": "Leo"}))
    assert stands(told, BOTH).says == "notes only: Leo said no"


def test_somebody_who_joins_a_recorded_call_makes_it_notes_only_until_they_agree() -> None:
    assert stands(agreed(), MARIA).may_record
    found = stands(agreed(), BOTH)
    assert (found.may_record, found.missing) == (False, ("Leo",))


def test_a_name_learned_later_keeps_the_yes_and_another_person_on_the_phone_does_not() -> None:
    told = agreed({"caller": ""})
    assert stands(told, {"caller": ""}).says == "the caller agreed"
    assert stands(told, MARIA).may_record
    assert not stands(told, {"2": "Leo"}).may_record
    assert stands(told, {"2": ""}).missing == ("somebody not named",)


def test_nobody_on_the_line_is_nobody_who_agreed() -> None:
    assert not stands(agreed(), {}).may_record
    with pytest.raises(BadInput, match="Ask the caller first"):
        with_moment((*agreed(), moment("stopped", {})), moment("resumed", {}, AGAIN), {})


def test_two_hundred_people_must_each_agree_and_the_sentence_stays_short() -> None:
    crowd = {str(number): f"Person {number}" for number in range(200)}
    told = history(moment("asked", crowd, ASK), on_line=crowd)
    for key in list(crowd)[:-1]:
        told = with_moment(told, moment("consented", {key: crowd[key]}), crowd)
    assert stands(told, crowd).missing == ("Person 199",)
    assert not stands(told, crowd).may_record
    assert stands(with_moment(told, moment("consented", {"199": ""}), crowd), crowd).may_record
    assert stands(history(moment("asked", crowd, ASK), on_line=crowd), crowd).says == (
        "notes only: no yes yet from Person 0, Person 1, Person 2 and 197 more"
    )


# The record


def test_a_moment_is_written_and_read_back_with_fields_a_newer_version_added() -> None:
    for one in (*agreed(BOTH), moment("stopped", {}, at=61)):
        doc = one.doc() | {"witness": "dana"}
        doc["of"] = [person | {"line": 2} for person in doc["of"]]
        assert ConsentMoment.read(doc).doc() == doc


def test_an_answer_of_a_newer_version_is_no_yes() -> None:
    told = (*agreed(), moment("consented_in_writing"))
    assert not stands(told, MARIA).may_record


ANSWERS = st.sampled_from([answer.value for answer in Answer if answer is not Answer.NOT_ASKED])
SOME = st.sets(st.sampled_from(sorted(BOTH))).map(lambda keys: {key: BOTH[key] for key in sorted(keys)})
TOLD = st.lists(st.builds(moment, ANSWERS, SOME, st.sampled_from(["", ASK])), max_size=12)


def told_so_far(moments):
    told = ()
    for one in moments:
        try:
            told = with_moment(told, one, BOTH)
        except BadInput:
            continue
    return told


@given(TOLD)
def test_it_is_recorded_only_with_a_standing_yes_of_everyone_and_no_stop_after_it(moments) -> None:
    told = told_so_far(moments)
    if not stands(told, BOTH).may_record:
        return
    for key in BOTH:
        last = [one for one in told if key in {person.key for person in one.of} and one.answer != "resumed"][-1]
        assert last.answer == "consented"
        assert last.words
    course = [one.answer for one in told if one.answer in {"stopped", "resumed"}]
    assert course[-1:] != ["stopped"]


@given(TOLD)
def test_a_person_more_on_the_line_never_allows_a_recording(moments) -> None:
    told = told_so_far(moments)
    assert stands(told, MARIA).may_record or not stands(told, BOTH).may_record
    assert not stands(told, BOTH | {"3": "Ines"}).may_record


@given(TOLD, st.sampled_from(["asked", "declined", "silent", "stopped"]))
def test_anything_but_a_yes_ends_the_recording_at_once(moments, answer) -> None:
    told = told_so_far(moments)
    after = with_moment(told, moment(answer, MARIA, ASK), BOTH)
    assert after[:-1] == told
    assert not stands(after, BOTH).may_record
    assert stands(after, BOTH).answer is not Answer.CONSENTED
    assert stands(after, BOTH).says.startswith(("notes only", "STOP the recording"))
