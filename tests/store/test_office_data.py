"""The shipped checklists and cards, and the office's own that stand before them."""

from __future__ import annotations

import pytest

from paratui.domain.checklist import GUIDELINES, fill
from paratui.domain.errors import OfficeError
from paratui.store.office_data import cards, checklist, checklists

CLIENT_CALLS = ("client-call", "short-call")
ASKED = {"", "recording", "identity", "role", "line", "voicemail", "conflict", "read_back"}

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


def test_three_checklists_are_shipped_and_none_is_verified_by_an_attorney_yet() -> None:
    found, problems = (shipped := checklists(None)).found, shipped.problems
    assert set(found) == {"client-call", "prospect-intake", "short-call"}
    assert problems == ()
    assert {one.verified_by for one in found.values()} == {""}
    assert all(one.source and one.version and one.when and one.reviewed for one in found.values())


def test_the_client_call_walks_all_twenty_guidelines_in_twenty_to_twenty_six_steps() -> None:
    steps = checklist(None, "client-call").steps
    assert {number for step in steps for number in step.guideline} == set(GUIDELINES)
    assert 20 <= len(steps) <= 26
    assert {step.stage.value for step in steps} == {"before", "opening", "during", "closing", "after"}


@pytest.mark.parametrize("name", CLIENT_CALLS)
def test_exactly_three_steps_of_a_client_call_are_required(name) -> None:
    required = checklist(None, name).required()
    assert [step.guideline for step in required] == [(3,), (4,), (15,)]
    assert [step.id for step in required] == ["my-role", "client-role", "record"]


@pytest.mark.parametrize("name", [*CLIENT_CALLS, "prospect-intake"])
def test_the_benefit_of_recording_is_said_before_the_question(name) -> None:
    (step,) = (step for step in checklist(None, name).steps if step.asks == "recording")
    benefit, asked, _ = step.say.partition("may I record")
    assert asked
    assert len(benefit.split()) > 5
    assert step.say.endswith("?")


def test_a_prospect_gives_names_and_waits_for_the_conflict_check_before_any_fact() -> None:
    order = [step.id for step in checklist(None, "prospect-intake").steps]
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


def test_every_shipped_sentence_is_whole_without_a_single_fact() -> None:
    for one in checklists(None).found.values():
        assert {step.asks for step in one.steps} <= ASKED
        for step in one.steps:
            said = fill(step.say, {})
            assert "{" not in said
            assert not said or (said[0].isupper() and said[-1] in ".?")
    for card in cards(None):
        assert all("{" not in fill(line, {}) for line in card.say)
        assert all("{" not in line for line in card.avoid + card.do)


def test_eight_cards_are_shipped_and_the_lawyer_only_one_refuses_and_offers_the_attorney() -> None:
    shipped = cards(None)
    assert list(shipped.found) == [
        "lawyer-only", "upset", "silence", "third-person", "promise", "cost", "emergency", "not-verified",
    ]  # fmt: skip
    card = shipped.found["lawyer-only"]
    assert "not allowed to answer" in card.say[0]
    assert "Okafor" in fill(card.say[0], {"attorney": "Okafor"})
    assert card.asks == "question"
    assert all(one.source and one.do and one.avoid for one in shipped)


def test_an_offices_own_checklist_takes_the_place_of_the_shipped_one(tmp_path) -> None:
    written(tmp_path, "client-call.toml", OWN)
    written(tmp_path, "closing.toml", OWN)
    found = checklists(tmp_path).found
    assert set(found) == {"client-call", "prospect-intake", "short-call", "closing"}
    assert found["client-call"].title == "Our own"
    assert checklist(tmp_path, "client-call").version == "2027.1"
    assert checklist(tmp_path, "short-call").version == checklist(None, "short-call").version


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
    with pytest.raises(OfficeError, match="this office has client-call, prospect-intake, short-call"):
        checklist(tmp_path, "../client-call")


def test_a_folder_without_checklists_has_the_shipped_ones(tmp_path) -> None:
    assert checklists(tmp_path / "nowhere") == checklists(None)
    (tmp_path / "checklists").write_text("a file where a folder should be")
    assert checklists(tmp_path) == checklists(None)


def test_an_offices_own_card_takes_the_place_of_the_shipped_one_and_a_broken_file_is_reported(
    tmp_path,
) -> None:
    own = '[[cards]]\nid = "upset"\ntitle = "T"\nwhen = "w"\nsay = ["We hear you."]\nsource = "us"\n'
    (tmp_path / "cards.toml").write_text(own)
    assert cards(tmp_path).found["upset"].say == ("We hear you.",)
    assert len(list(cards(tmp_path))) == 8
    (tmp_path / "cards.toml").write_text(own.replace("say", "says"))
    broken = cards(tmp_path)
    assert 'card "upset", field say: it is missing' in broken.problems[0]
    assert broken.found == cards(None).found
