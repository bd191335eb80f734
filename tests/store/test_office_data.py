"""The shipped checklists and cards, and the office's own that stand before them."""

from __future__ import annotations

import pytest

from paratui.domain.checklist import GUIDELINES, fill
from paratui.domain.errors import OfficeError
from paratui.store.office_data import cards, checklist, checklists
from tests.domain.consent_table import shipped as consent_table

WITH_A_CLIENT = ("client-call", "call-back", "status-update", "difficult-call", "in-person", "video")
ALL = {*WITH_A_CLIENT, "prospect-intake", "other-call", "email", "letter", "text", "voicemail"}
ASKED = {
    "", "recording", "identity", "role", "line", "place", "voicemail", "area", "conflict", "read_back",
    "next_contact", "recording_words", "recording_stop",
}  # fmt: skip

OWN = """
title = "Our own"
version = "2027.1"
source = "the office"
reviewed = 2027-01-15
verified_by = "M. Okafor"
[[steps]]
id = "hello"
stage = "opening"
title = "hello"
say = "Hello {client}."
"""


def written(folder, name, text):
    path = folder / "checklists" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_checklist_for_each_kind_of_call_is_shipped_and_none_is_verified_by_an_attorney_yet() -> None:
    found, problems = (shipped := checklists(None)).found, shipped.problems
    assert set(found) == ALL
    assert problems == ()
    assert {one.verified_by for one in found.values()} == {""}
    assert all(one.source and one.version and one.when and one.reviewed for one in found.values())


@pytest.mark.parametrize("name", ["client-call", "in-person", "video"])
def test_a_whole_call_walks_all_twenty_guidelines_in_steps_that_always_stand_there(name) -> None:
    steps = checklist(None, name).steps_now(frozenset())
    assert {number for step in steps for number in step.guideline} == set(GUIDELINES)
    assert 20 <= len(steps) <= 28
    assert {step.stage.value for step in steps} == {"before", "opening", "during", "closing", "after"}


@pytest.mark.parametrize("name", WITH_A_CLIENT)
def test_roles_and_recording_are_required_with_every_client_and_identity_in_a_matter(name) -> None:
    walk = checklist(None, name)
    always = [step.id for step in walk.steps if step.required_now(frozenset())]
    assert {"my-role", "client-role", "record"} <= set(always)
    assert set(always) - {"my-role", "client-role", "record"} <= {"process", "safe", "attorney-offer"}
    in_a_matter = {step.id for step in walk.steps if step.required_now(frozenset({"matter"}))}
    assert in_a_matter - set(always) == {"identity"}


@pytest.mark.parametrize("name", [*WITH_A_CLIENT, "prospect-intake"])
@pytest.mark.parametrize(
    ("circumstance", "step"),
    [
        ("interpreter", "interpreter"),
        ("third-person", "third-person"),
        ("minor", "minor"),
        ("recorded", "recording-on"),
        ("recording-declined", "recording-off"),
        ("question", "question-back"),
        ("date", "date-back"),
    ],
)
def test_what_happens_on_a_call_brings_the_step_that_is_meant_for_it(name, circumstance, step) -> None:
    walk = checklist(None, name)
    assert step not in {one.id for one in walk.steps_now(frozenset())}
    assert step in {one.id for one in walk.steps_now(frozenset({circumstance}))}


@pytest.mark.parametrize("name", [*WITH_A_CLIENT, "prospect-intake"])
def test_the_benefit_of_recording_is_said_before_the_question(name) -> None:
    (step,) = (step for step in checklist(None, name).steps if step.asks == "recording")
    # The table of recording rules says it: what is read out is what is kept with the yes.
    assert not step.say
    says = consent_table().says
    for ask, question in ((says.ask, "Do you agree"), (says.ask_several, "Please tell me")):
        benefit, asked, _ = ask.partition(question)
        assert asked
        assert "so that {attorney} can hear it" in benefit
    assert says.ask.endswith("?")


@pytest.mark.parametrize("name", [*WITH_A_CLIENT, "prospect-intake"])
def test_who_listens_is_known_before_the_recording_and_the_interpreter_is_briefed_before_identity_and_roles(name):
    order = [step.id for step in checklist(None, name).steps]
    assert order.index("on-the-line") < order.index("third-person") < order.index("record")
    assert order[order.index("record") :][:3] == ["record", "recording-on", "recording-off"]
    greeted = order.index("ask-for" if name == "call-back" else "greeting")
    assert order.index("interpreter") == greeted + 1
    assert greeted < min(order.index(one) for one in ("identity", "my-role", "client-role") if one in order)


def test_only_who_is_called_is_asked_whether_it_is_a_good_moment():
    walk = checklist(None, "client-call")

    def asked(*now):
        return {step.id for step in walk.steps_now(frozenset(now))} & {"good-moment", "time"}

    assert asked() == {"time"}
    assert asked("outgoing") == {"good-moment"}
    assert walk.step("time").say == "How much time do you have right now?"


def test_no_sentence_of_a_call_names_a_day_that_nobody_has_promised():
    for one in checklists(None).found.values():
        said = [step.say for step in one.steps if "{same_day}" in step.say]
        assert not said or one.id in {"email", "text"}
    for name in ("client-call", "in-person", "video", "difficult-call"):
        say = checklist(None, name).step("same-day").say
        assert fill(say, {}).startswith("I'll tell you before we hang up when you hear from us")
        assert fill(say, {"next_contact": "By noon"}).startswith("By noon, and")
    assert all("{same_day}" not in line for card in cards(None) for line in (*card.say, *(r.say for r in card.rungs)))


def test_a_prospect_gives_names_and_waits_for_the_conflict_check_before_any_fact() -> None:
    intake = checklist(None, "prospect-intake")
    assert [one.id for one in checklists(None).found.values() if one.intake] == ["prospect-intake"]
    order = [step.id for step in intake.steps]
    walk = [
        "no-relationship",
        "no-details",
        "your-names",
        "other-names",
        "close-date",
        "conflict-check",
        "facts",
    ]
    assert [step for step in order if step in walk] == walk
    not_clear = {step.id for step in intake.steps_now(frozenset({"flagged"}))}
    assert "cannot-say" in not_clear
    assert not {"facts", "one-word", "worry", "next-step"} & not_clear


def test_every_shipped_sentence_is_whole_without_a_single_fact() -> None:
    for one in checklists(None).found.values():
        assert {step.asks for step in one.steps} <= ASKED
        for step in one.steps:
            said = fill(step.say, {})
            assert "{" not in said
            assert not said or (said[0].isupper() and said[-1] in ".?")
    for card in cards(None):
        lines = [*card.say, *(one.say for one in card.rungs), *(one.say for one in card.refusals)]
        assert all("{" not in fill(line, {}) for line in lines)
        assert all("{" not in line for line in card.avoid + card.do)


def test_a_card_for_each_hard_turn_is_shipped_and_the_lawyer_only_one_refuses_and_offers_the_attorney() -> None:
    shipped = cards(None)
    assert set(shipped.found) >= {
        "lawyer-only", "upset", "silence", "third-person", "promise", "cost", "emergency", "not-verified",
        "personal", "informal", "calm", "offer", "bad-line", "not-yet",
    }  # fmt: skip
    card = shipped.found["lawyer-only"]
    assert "not allowed to answer" in card.say[0]
    assert "Okafor" in fill(card.say[0], {"attorney": "Okafor"})
    assert card.asks == "question"
    asked = " ".join(one.asked for one in card.refusals).casefold()
    assert all(word in asked for word in ("sign", "plead", "sue", "worth", "fee", "paragraph", "case", "how long"))
    assert all("{attorney}" in one.say for one in card.refusals)
    assert all(one.source and one.do and one.avoid for one in shipped)


def test_the_cards_for_the_hardest_moments_stand_on_a_digit_of_their_own() -> None:
    """The list gives a digit to ten of them: two keys, whatever has just happened."""
    first = [card.id for card in cards(None)][:10]
    needed = {"lawyer-only", "upset", "silence", "promise", "personal", "informal", "calm", "third-person", "threat"}
    assert needed <= set(first)
    assert first[:2] == ["lawyer-only", "upset"]


def test_the_ladder_of_the_upset_caller_leads_from_the_first_wave_to_the_end_of_the_call() -> None:
    rungs = cards(None).found["upset"].rungs
    moments = " ".join(rung.moment for rung in rungs).casefold()
    order = [moments.index(word) for word in ("first wave", "second", "insult", "threat", "end")]
    assert order == sorted(order)


def test_an_offices_own_checklist_takes_the_place_of_the_shipped_one(tmp_path) -> None:
    written(tmp_path, "client-call.toml", OWN)
    written(tmp_path, "closing.toml", OWN)
    found = checklists(tmp_path).found
    assert set(found) == ALL | {"closing"}
    assert found["client-call"].title == "Our own"
    assert checklist(tmp_path, "client-call").version == "2027.1"
    assert checklist(tmp_path, "video").version == checklist(None, "video").version


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("title = ", "is not valid TOML"),
        (b'title = "\xff"', "is not valid TOML"),
        (OWN.replace("opening", "midway"), 'step "hello", field stage'),
        (f'id = "other"\n{OWN}', 'the id is "other"; make it "client-call" like the file'),
    ],
)
def test_a_broken_checklist_is_reported_and_never_replaced_in_silence(tmp_path, text, sentence) -> None:
    path = written(tmp_path, "client-call.toml", text)
    read = checklists(tmp_path)
    (problem,) = read.problems
    assert problem.startswith(str(path))
    assert sentence in problem
    assert read.found["client-call"] == checklist(None, "client-call")
    with pytest.raises(OfficeError) as refused:
        checklist(tmp_path, "client-call")
    assert str(refused.value) == problem


def test_a_checklist_nobody_has_written_is_refused_with_the_names_of_those_there_are(tmp_path) -> None:
    with pytest.raises(OfficeError, match="this office has call-back, client-call, difficult-call"):
        checklist(tmp_path, "../client-call")


def test_a_folder_without_checklists_has_the_shipped_ones(tmp_path) -> None:
    assert checklists(tmp_path / "nowhere") == checklists(None)
    (tmp_path / "checklists").write_text("a file where a folder should be")
    with pytest.raises(OfficeError, match="checklists is not a folder"):
        checklists(tmp_path)


def test_an_offices_own_card_takes_the_place_of_the_shipped_one_and_a_broken_file_is_reported(
    tmp_path,
) -> None:
    own = '[[cards]]\nid = "upset"\ntitle = "T"\nwhen = "w"\nsay = ["We hear you."]\nsource = "us"\n'
    (tmp_path / "cards.toml").write_text(own)
    assert cards(tmp_path).found["upset"].say == ("We hear you.",)
    assert len(list(cards(tmp_path))) == len(list(cards(None)))
    (tmp_path / "cards.toml").write_text(own.replace("say", "says"))
    broken = cards(tmp_path)
    assert 'card "upset", field says: it is not known; did you mean say?' in broken.problems[0]
    assert broken.found == cards(None).found
