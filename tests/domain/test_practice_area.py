"""The question sets: what is shipped, what an office may write, and what it is told when it cannot be used."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from paratui.domain.errors import BadInput
from paratui.domain.guard import read_guards
from paratui.domain.practice_area import AnswerType, read_practice_area
from paratui.domain.spoken import fill

OFFICE = Path(__file__).parents[2] / "paratui" / "office"
PATHS = sorted((OFFICE / "practice_areas").glob("*.toml"))
AREAS = {
    path.stem: read_practice_area({"id": path.stem} | tomllib.loads(path.read_text()), path.name) for path in PATHS
}
EVERY = [(name, question) for name, area in AREAS.items() for question in area.questions]


def an_area(*questions: dict, **changed) -> dict:
    header = {"id": "mine", "title": "Mine", "when": "w", "version": "1", "source": "us", "keep_out": ["money"]}
    header |= {"reviewed": date(2026, 3, 1), "hold": "One moment, {client}."}
    return header | {"questions": list(questions) or [a_question()]} | changed


def a_question(**changed) -> dict:
    return {"id": "safe", "title": "safe", "ask": "Are you safe, {client}?", "type": "yes_no"} | changed


def test_eight_question_sets_are_shipped_and_none_is_verified_by_an_attorney_yet() -> None:
    assert set(AREAS) == {
        "criminal-defense", "debt", "employment", "estates", "family", "immigration", "landlord-tenant",
        "personal-injury",
    }  # fmt: skip
    assert {area.verified_by for area in AREAS.values()} == {""}
    assert all(area.source and area.version and area.reviewed and area.keep_out for area in AREAS.values())


@pytest.mark.parametrize("name", sorted(AREAS))
def test_a_shipped_set_asks_for_a_close_date_first_and_for_names_before_the_check(name) -> None:
    area = AREAS[name]
    early = area.open_questions({}, checked=False)
    assert early[0].urgent
    assert all(each.before_check for each in early)
    assert AnswerType.NAME in {each.type for each in early}
    assert [each.urgent for each in early] == sorted((each.urgent for each in early), reverse=True)
    assert [each for each in area.questions if each.type is AnswerType.DATE and each.before_check and each.urgent]
    assert area.locked_questions({})
    assert area.dates
    assert any(word.urgent for word in area.dates)


@pytest.mark.parametrize(("name", "question"), EVERY, ids=lambda each: getattr(each, "id", each))
def test_a_shipped_question_is_whole_short_and_asks_no_lawyers_question(name, question) -> None:
    said = fill(question.ask, {})
    assert "{" not in said
    assert said[0].isupper()
    assert said.count("?") == 1
    assert len(said.split()) <= 28
    asked = said.lower()
    for never in (
        "do you think",
        "should you",
        "would you accept",
        "how much do you want",
        "at fault",
        "whose fault",
        "tell me what happened",
        "why did",
        "why do",
        "how do you feel about",
        "guilty",
        "do you want to sue",
    ):
        assert never not in asked, (name, question.id)


def test_what_the_gate_keeps_out_is_not_asked_before_the_check() -> None:
    for name, question in EVERY:
        if question.before_check:
            assert question.type not in {AnswerType.MONEY, AnswerType.TEXT, AnswerType.NUMBER}, (name, question.id)


@pytest.mark.parametrize("name", sorted(AREAS))
def test_every_follow_up_can_be_reached_and_is_asked_only_then(name) -> None:
    area = AREAS[name]
    for question in area.questions:
        if question.only_if is None:
            assert question in area.open_questions({}, checked=True)
            continue
        assert question not in area.open_questions({}, checked=True)
        answers, wanted = {}, question
        while wanted.only_if:
            answers[wanted.only_if.question] = wanted.only_if.answers[0]
            wanted = area.question(wanted.only_if.question)
        assert question in area.open_questions(answers, checked=True)
        assert question not in area.open_questions(answers | {question.id: "given"}, checked=True)


def test_an_answer_that_is_taken_back_takes_its_follow_ups_along() -> None:
    area = AREAS["employment"]
    answers = {"agency": "yes", "agency-letter": "yes"}
    day = area.question("agency-day")
    assert day in area.open_questions(answers, checked=False)
    assert day not in area.open_questions(answers | {"agency": "no"}, checked=False)


def test_the_shipped_guards_have_the_cards_they_bring_and_are_unverified() -> None:
    cards = {card["id"] for card in tomllib.loads((OFFICE / "cards.toml").read_text())["cards"]}
    guards = read_guards(tomllib.loads((OFFICE / "guards.toml").read_text()), "guards.toml", cards)
    ours = {"result", "amount", "case", "deadline", "fee", "offer", "advice"}
    assert {guard.id for guard in guards.guards if guard.said_by == "us"} == ours
    assert {guard.id for guard in guards.guards if guard.said_by == "caller"} == {"threat", "fee-asked"}
    assert {guard.card for guard in guards.guards} == {"promise", "lawyer-only", "cost", "threat"}
    assert {guards.verified_by, *(guard.verified_by for guard in guards.guards)} == {""}
    assert all(guard.source for guard in guards.guards)


FOLLOW = {"question": "safe", "answers": ["yes"]}


@pytest.mark.parametrize(
    ("doc", "sentence"),
    [
        ({"id": "mine"}, "mine.toml, field title: it is missing; write it"),
        (an_area(keep_out=[]), "mine.toml, field keep_out: "),
        (an_area(hold="Hi {cleint}"), "field hold: nothing can fill {cleint}"),
        (an_area(reviewed="soon"), "mine.toml, field reviewed: "),
        (an_area(a_question(ask="Tell me.")), 'question "safe", field ask: it is no question'),
        (an_area(a_question(ask="Hi {cleint}?")), 'question "safe", field ask: nothing can fill {cleint}'),
        (an_area(a_question(title="a" * 25)), "field title: it takes 25 columns; shorten it to 24"),
        (an_area(a_question(type="essay")), 'question "safe", field type: '),
        (an_area(a_question(type="choice")), 'question "safe": a choice has two or more choices'),
        (an_area(a_question(choices=["a", "b"])), 'question "safe": a choice has two or more choices'),
        (an_area(a_question(type="choice", choices=["a", "A"])), 'field choices: "a" stands there twice'),
        (an_area(a_question(type="choice", choices=list("abcdefghij"))), "field choices: there are 10"),
        (an_area(a_question(type="date")), "a date says in what which event it is the date of"),
        (an_area(a_question(type="date", what="x", tense="soon")), 'question "safe", field tense: '),
        (an_area(a_question(type="money", before_check=True)), "money is not asked before the conflict check"),
        (an_area(a_question(type="number", least=5, most=2)), "most is below least"),
        (an_area(a_question(), a_question()), 'field questions: two questions have the id "safe"'),
        (an_area(a_question(id="b", only_if=FOLLOW)), 'question "b", only_if: there is no question "safe" before it'),
        (
            an_area(a_question(), a_question(id="b", only_if=FOLLOW | {"answers": ["maybe"]})),
            'question "b", only_if: "maybe" is no answer to "safe"; those are declined, no, not_applicable',
        ),
        (
            an_area(a_question(), a_question(id="b", before_check=True, only_if=FOLLOW)),
            '"safe" is asked after the conflict check, so this cannot be asked before it',
        ),
        (an_area(a_question(), a_question(id="b", only_if={"question": "safe"})), 'question "b", field only_if: '),
        (an_area({"title": "x"}), "question number 1, field id: it is missing"),
        (an_area(dates=[{"id": "d", "what": "x", "ask": "When?"}]), 'date word "d", field words: it is missing'),
        (an_area(dates=[{"id": "d", "what": "x", "ask": "When.", "words": ["w"]}]), "field ask: it is no question"),
        (an_area(dates=[{"id": "d", "what": "x", "ask": "When?", "words": ["* w"]}]), '"* w" begins or ends with *'),
        (an_area(dates=[{"id": "d", "what": "x", "ask": "When?", "words": ["a &&"]}]), "is no word"),
        (an_area(dates=[{"id": "d", "what": "x", "ask": "When?", "words": ["w"]}] * 2), "two date words have the id"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_naming_file_entry_and_field(doc, sentence) -> None:
    with pytest.raises(BadInput) as refused:
        read_practice_area(doc, "mine.toml")
    said = str(refused.value)
    assert said.startswith("mine.toml")
    assert sentence in said
    assert "\n" not in said


def some_guards(**changed) -> dict:
    guard = {"id": "g", "card": "cost", "why": "no", "source": "us", "words": ["our fee is"]} | changed
    return {"version": "1", "source": "us", "reviewed": date(2026, 3, 1), "guards": [guard]}


@pytest.mark.parametrize(
    ("doc", "sentence"),
    [
        (some_guards(card="prize"), 'guards.toml, guard "g", field card: there is no card "prize"'),
        (some_guards(words=[]), 'guards.toml, guard "g", field words: '),
        (some_guards(words=["fee ^ is"]), 'guard "g", field words: "fee ^ is": ^ stands only at the front'),
        (some_guards(words=["  "]), 'field words: "  " has no word in it'),
        (some_guards(unless=["*"]), 'field unless: "*" begins or ends with *'),
        (some_guards(words=["I'm|we fee"]), "each side of | is one word"),
        (some_guards(kinds=["rumour"]), 'guard "g", field kinds: '),
        (some_guards() | {"reviewed": "x"}, "guards.toml, field reviewed: "),
        (some_guards() | {"guards": some_guards()["guards"] * 2}, 'two entries have the id "g"'),
    ],
)
def test_guards_that_cannot_be_used_are_one_sentence_too(doc, sentence) -> None:
    with pytest.raises(BadInput) as refused:
        read_guards(doc, "guards.toml", {"cost"})
    assert str(refused.value).startswith("guards.toml")
    assert sentence in str(refused.value)


def test_a_field_nobody_reads_is_refused_before_it_loosens_a_question() -> None:
    with pytest.raises(BadInput, match="field before_chek: it is not known; did you mean before_check"):
        read_practice_area(an_area(a_question(before_chek=False)), "mine.toml")


def test_watching_a_line_and_reading_a_date_alone_do_not_load_pydantic() -> None:
    code = (
        "import sys, paratui.domain.danger_words, paratui.domain.said_date, paratui.domain.reported_date;"
        "sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
