"""The checklist model: what an office may write, and what it is told when it cannot be used."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratui.domain.card import read_cards
from paratui.domain.checklist import fill, first_name, fitting, good_time, read_checklist
from paratui.domain.errors import BadInput
from paratui.domain.spoken import PLACES, in_a_sentence


def a_checklist(*steps: dict, **changed) -> dict:
    header = {"id": "mine", "title": "Mine", "version": "3", "source": "us", "reviewed": date(2026, 3, 1)}
    return header | {"steps": list(steps) or [a_step()]} | changed


def a_step(**changed) -> dict:
    return {"id": "hello", "stage": "opening", "title": "hello", "say": "Hello {client}."} | changed


def test_steps_stand_in_the_order_of_their_stages_whatever_the_file_says() -> None:
    steps = [a_step(id=stage, stage=stage) for stage in ("after", "during", "before", "closing", "opening")]
    walked = read_checklist(a_checklist(*steps), "mine.toml")
    assert [step.id for step in walked.steps] == ["before", "opening", "during", "closing", "after"]
    assert [step.id for step in walked.of("during")] == ["during"]
    assert walked.step("closing") == walked.steps[3]
    assert walked.step("gone") is None


def test_a_field_nobody_reads_is_refused_before_it_loosens_a_step() -> None:
    with pytest.raises(BadInput, match='step "hello", field requird: it is not known; did you mean required'):
        read_checklist(a_checklist(a_step(requird=True)), "mine.toml")


@pytest.mark.parametrize(
    ("doc", "sentence"),
    [
        (a_checklist(a_step(title="a" * 35)), 'step "hello", field title: it takes 35'),
        (a_checklist(a_step(title="王" * 13)), "it takes 26 columns; shorten it to 24"),
        (a_checklist(a_step(stage="midway")), 'step "hello", field stage: '),
        (
            a_checklist(a_step(guideline=[21])),
            "field guideline: 21 is no guideline; they are numbered 1 to 20",
        ),
        (
            a_checklist(a_step(say="Hi {cleint}")),
            "field say: nothing can fill {cleint}; the places are {client}",
        ),
        (a_checklist(a_step(say="Hi } there")), "nothing can fill }"),
        (a_checklist(a_step(say="")), 'step "hello": it says nothing'),
        (a_checklist(a_step(say=7)), "field say: it must be text in quotes"),
        (a_checklist(a_step(), a_step()), 'field steps: two steps have the id "hello"'),
        (
            a_checklist({"stage": "opening", "title": "x", "say": "x"}),
            "step number 1, field id: it is missing",
        ),
        (a_checklist(reviewed="soon"), "mine.toml, field reviewed: "),
        (a_checklist(a_step(only_when=["raining"])), '"raining" is never the case; it can be matter, prospect'),
        (a_checklist(a_step(required_when=["not-"])), 'field required_when: "not-" is never the case'),
        (a_checklist(for_roles=["judge"]), 'field for_roles: "judge" is no role; the roles are client'),
        (a_checklist(channels=["fax"]), 'field channels: "fax" is no channel; write phone, voicemail'),
        (a_checklist(direction="both"), 'field direction: "both" is no direction; write "", in or out'),
        (a_checklist(intake="maybe"), "field intake: it must be true or false"),
        ({"id": "mine"}, "mine.toml, field title: it is missing; write it"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_naming_file_step_and_field(doc, sentence) -> None:
    with pytest.raises(BadInput) as refused:
        read_checklist(doc, "mine.toml")
    said = str(refused.value)
    assert said.startswith("mine.toml")
    assert sentence in said
    assert "\n" not in said


def test_a_sentence_is_filled_with_the_names_given() -> None:
    facts = {"client": "Maria", "me": "Ana", "firm": "Harlan", "good_time": "Good morning"}
    say = "{good_time}, {client}. This is {me} at {firm}; {attorney} asks about your {matter} matter."
    assert fill(say, facts) == (
        "Good morning, Maria. This is Ana at Harlan; the attorney asks about your legal matter."
    )


@pytest.mark.parametrize(
    ("say", "said"),
    [
        ("Thank you, {client}.", "Thank you."),
        ("{good_time}, {client}, it's {me}.", "Hello, it's the paralegal."),
        ("{client}, is somebody with you?", "Is somebody with you?"),
        ("Good. {client}, please go on.", "Good. Please go on."),
        ("Hello {client}.", "Hello there."),
        ("May I speak with {the_client}, please?", "May I speak with the client, please?"),
    ],
)
def test_somebody_whose_name_is_not_known_is_called_by_none(say, said) -> None:
    assert fill(say, {"client": " "}) == said


@pytest.mark.parametrize(
    ("title", "within"),
    [
        ("Custody", "custody"),
        ("Rear-end collision", "rear-end collision"),
        ("Estate of R. Lee", "estate of R. Lee"),
        ("LLC formation", "LLC formation"),
        ("Chapter 7", "Chapter 7"),
        ("", ""),
    ],
)
def test_a_matter_s_title_stands_in_a_sentence_as_people_write_it(title, within) -> None:
    assert in_a_sentence(title) == within


# Steps that wait for something


def fits(*, channel: str = "phone", direction: str = "in", role: str = "", usual: str = "usual") -> str:
    walks = [
        read_checklist(a_checklist(id=name, **meant), "x.toml")
        for name, meant in {
            "usual": {},
            "back": {"channels": ["phone"], "direction": "out", "for_roles": ["client"]},
            "intake": {"for_roles": ["prospect"], "intake": True},
            "video": {"channels": ["video"]},
            "film": {"channels": ["video"]},
            "hand": {},
        }.items()
    ]
    return fitting(walks, channel, direction, role, usual)


@pytest.mark.parametrize(
    ("call", "wanted"),
    [
        ({}, "usual"),
        ({"role": "client"}, "usual"),
        ({"usual": "hand"}, "hand"),
        ({"role": "client", "direction": "out"}, "back"),
        ({"direction": "out"}, "usual"),
        ({"role": "prospect"}, "intake"),
        ({"role": "prospect", "channel": "video"}, "intake"),
        ({"role": "client", "channel": "video", "direction": "out"}, "video"),
        ({"role": "counsel"}, "usual"),
        ({"channel": "letter"}, "usual"),
        ({"channel": "video", "usual": "film"}, "film"),
    ],
)
def test_who_it_is_decides_which_checklist_fits_then_the_channel_and_the_direction(call, wanted) -> None:
    assert fits(**call) == wanted


def test_a_step_waits_for_everything_it_names_and_stays_once_it_was_answered() -> None:
    steps = [a_step(), a_step(id="both", only_when=["interpreter", "not-recorded"], required=True)]
    steps.append(a_step(id="verify", required_when=["matter", "unverified"]))
    walked = read_checklist(a_checklist(*steps), "mine.toml")

    def shown(*now: str, answered: tuple[str, ...] = ()) -> list[str]:
        return [step.id for step in walked.steps_now(frozenset(now), answered)]

    assert shown() == ["hello", "verify"]
    assert shown("interpreter") == ["hello", "both", "verify"]
    assert shown("interpreter", "recorded") == ["hello", "verify"]
    assert shown("recorded", answered=("both",)) == ["hello", "both", "verify"]
    assert walked.step("both").required_now(frozenset({"interpreter"}))
    assert not walked.step("both").required_now(frozenset())
    assert walked.step("verify").required_now(frozenset({"matter", "unverified"}))
    assert not walked.step("verify").required_now(frozenset({"matter"}))


@given(
    st.text(),
    st.dictionaries(st.sampled_from(sorted(PLACES)), st.text(st.characters(exclude_characters="{}"))),
)
def test_no_sentence_ever_shows_a_brace_of_its_own(say, facts) -> None:
    assert not set("{}") & set(fill(say, facts))


def test_a_name_with_a_brace_is_put_in_once_and_as_it_is() -> None:
    assert fill("Hi {client}", {"client": "{me}", "me": "Ana"}) == "Hi {me}"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Maria Garcia", "Maria"),
        ("Garcia, Maria", "Maria"),
        ("Dr. Noémie Lefèvre", "Noémie"),
        ("王小明", "王小明"),
        ("Blue Heron Bakery LLC", ""),
        ("Summit Recovery Group, Inc.", ""),
        ("", ""),
    ],
)
def test_people_are_called_by_their_first_name_and_companies_by_none(name, called) -> None:
    assert first_name(name) == called


def test_the_greeting_follows_the_clock_of_who_hears_it() -> None:
    said = [good_time(datetime(2026, 3, 1, hour, tzinfo=UTC)) for hour in (0, 11, 12, 17, 18)]
    assert said == [f"Good {part}" for part in ("morning", "morning", "afternoon", "afternoon", "evening")]


def test_a_card_that_cannot_be_used_is_one_sentence_naming_file_card_and_field() -> None:
    with pytest.raises(BadInput, match=r'^cards.toml, card "upset", field when: it is missing; write it$'):
        read_cards({"cards": [{"id": "upset", "title": "t", "say": ["x"], "source": "us"}]}, "cards.toml")
    card = {"id": "upset", "title": "t", "when": "w", "say": ["x"], "source": "us"}
    with pytest.raises(BadInput, match='two cards have the id "upset"'):
        read_cards({"cards": [card, card]}, "cards.toml")


def test_filling_a_sentence_alone_does_not_load_pydantic() -> None:
    code = "import sys, paratui.domain.spoken; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
