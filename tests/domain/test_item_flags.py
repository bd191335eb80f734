"""What makes an item important is read from its own words and from the call it came from."""

from __future__ import annotations

import pytest

from paratui.domain.call import Call, ConflictStands
from paratui.domain.given_answer import TypedAnswer
from paratui.domain.importance import FLAGS, WEIGHTS
from paratui.domain.item_flags import flags_of_call, flags_of_item, flags_of_words
from paratui.domain.note_line import NoteLine
from paratui.domain.reported_date import ReportedDate


def call(*lines: tuple[str, str], **fields) -> Call:
    noted = tuple(NoteLine(line=at, at=at, kind=kind, text=text) for at, (kind, text) in enumerate(lines, 1))
    return Call(id=1, lines=noted, **fields)


@pytest.mark.parametrize(
    ("words", "flags"),
    [
        ("send Maria the new hearing notice", ("court",)),
        ("put the summons in front of Daniel before noon", ("court",)),
        ("she was served on Friday, tell Daniel", ("court",)),
        ("call the jail about the bond hearing", ("court", "in_custody")),
        ("her son got arrested last night", ("in_custody",)),
        ("get the protective order to the sheriff", ("safety",)),
        ("she is afraid he will take the kids", ("safety",)),
        ("she is not safe at home", ("safety",)),
        ("temporary custody order to Daniel", ("safety",)),
        ("ask about the statute of limitations", ("limitation",)),
        ("the answer has a deadline, look at the letter", ("limitation",)),
        ("do as instructed in her letter", ("instruction",)),
        ("the attorney wants the file by noon", ("attorney",)),
        ("send back the retainer", ("money",)),
        ("release the settlement money", ("money",)),
    ],
)
def test_the_words_of_an_item_raise_its_flags(words, flags):
    assert flags_of_words(words) == flags


@pytest.mark.parametrize(
    "words",
    [
        "ring the clinic",
        "ask the shop about her hearing aids",
        "she was never served",
        "no hearing yet, tell her",
        "send the retainer agreement",
        "ask her whether she was arrested",
        "opposing counsel wants the list",
        "check on the file",
        "write down the day the trial period ends",
        "",
    ],
)
def test_ordinary_words_and_what_is_denied_raise_nothing(words):
    assert flags_of_words(words) == ()


def test_an_item_takes_the_dangers_of_its_call_and_not_the_rest():
    told = call(("note", "served last Tuesday"), ("note", "the retainer is paid"), ("concern", "afraid of him"))
    assert flags_of_item("send her the form", told) == ("court", "safety")
    assert flags_of_item("send back the retainer", told) == ("court", "safety", "money")


def test_what_only_the_attorney_may_read_raises_nothing():
    assert flags_of_call(call(("attorney_only", "he was arrested in 2019"))) == ()


def test_reported_dates_and_answers_of_the_intake_count_too():
    reported = call(reported=(ReportedDate(what="deadline the caller was told of", said="Friday"),))
    assert flags_of_call(reported) == ("limitation",)
    held = TypedAnswer(question="jail", type="yes_no", said="y", value="yes", shown="yes")
    assert flags_of_call(call(facts=(held,))) == ("in_custody",)
    assert flags_of_call(call(facts=(held.but(value="no"),))) == ()


@pytest.mark.parametrize(("verdict", "flags"), [("clear", ("cleared",)), ("waived", ("cleared",)), ("flagged", ())])
def test_an_intake_whose_conflict_check_is_clear_is_flagged(verdict, flags):
    assert flags_of_call(call(intake=True, conflict=ConflictStands(verdict=verdict))) == flags
    assert flags_of_call(call(conflict=ConflictStands(verdict=verdict))) == ()


def test_every_flag_has_a_weight():
    assert set(FLAGS) <= set(WEIGHTS)
