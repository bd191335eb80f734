"""A practice area: the closed questions a paralegal asks on the phone, and the words that ask for a date.

Question sets are data of the office. A question asks for a fact; what the facts are worth, the attorney says.
Before the conflict check is marked only what a set marks `before_check` is asked: names, court and close dates.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads the annotations at run time
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta

from paratui.domain.checklist import TITLE_COLUMNS, spoken
from paratui.domain.danger_words import DangerWords
from paratui.domain.data_file import Filled, Table, UnfitError, fit, read_table
from paratui.domain.given_answer import Unanswered
from paratui.domain.guard import DateWords, Tense, asked, first_twice
from paratui.domain.named_line import NamedAs  # noqa: TC001 - msgspec reads the annotations at run time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from paratui.domain.guard import Guards

MOST_CHOICES = 9  # each has a digit of its own


class AnswerType(StrEnum):
    """What an answer is."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    DATE = "date"
    MONEY = "money"
    NAME = "name"
    PHONE = "phone"
    TEXT = "text"
    NUMBER = "number"


# What anybody may be asked before the conflict check; money and the story never.
_BEFORE_CHECK = frozenset({AnswerType.YES_NO, AnswerType.CHOICE, AnswerType.DATE, AnswerType.NAME, AnswerType.PHONE})


class OnlyIf(Table, frozen=True, kw_only=True):
    """The answer to an earlier question that a follow-up needs: any of `answers`."""

    question: Filled
    answers: Annotated[tuple[str, ...], Meta(min_length=1)]


class Question(Table, frozen=True, kw_only=True):
    """One closed question. `ask` is said aloud, `title` fits a list, `note` is a word to the paralegal.

    `urgent` is asked before what is not. `before_check` may be asked while the conflict check is open.
    `choices` belong to a choice, `tense` and `what` (the event, for the reported date) to a date, `least` and
    `most` bound a number, or an amount in whole units of money. What the call knows already is proposed: the name
    told as `role`, the day reported with one of the words `told_by`, yes where one of the `steps` is done.
    """

    id: Filled
    title: Filled
    ask: Filled
    type: AnswerType
    note: str = ""
    choices: tuple[str, ...] = ()
    what: Annotated[str, Meta(max_length=48)] = ""
    tense: Tense = "past"
    least: Decimal = Decimal(0)
    most: Decimal | None = None
    role: NamedAs | None = None
    told_by: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    urgent: bool = False
    before_check: bool = False
    only_if: OnlyIf | None = None

    def __post_init__(self) -> None:
        fit(self, "title", _fits_the_list)
        fit(self, "ask", lambda ask: asked(spoken(ask)))
        fit(self, "choices", _can_be_told_apart)
        wrong = _wrong_for_its_type(self)
        if wrong:
            raise UnfitError("", wrong)

    @property
    def possible(self) -> frozenset[str]:
        """The answers a follow-up may depend on."""
        given = {"yes", "no"} if self.type is AnswerType.YES_NO else set(self.choices)
        return frozenset(given | {each.value for each in Unanswered})


class PracticeArea(Table, frozen=True, kw_only=True):
    """A question set with where it comes from; `verified_by` names the attorney of the office who approved it.

    `when` says for which matter it is meant. `keep_out` is what nobody asks or writes down before the conflict
    check is marked, `hold` the sentence that stops a caller who begins to tell it.
    """

    id: Filled
    title: Filled
    when: Filled
    version: Filled
    source: Filled
    reviewed: date
    verified_by: str = ""
    keep_out: Annotated[tuple[str, ...], Meta(min_length=1)]
    hold: Filled
    questions: Annotated[tuple[Question, ...], Meta(min_length=1)]
    dates: tuple[DateWords, ...] = ()

    def __post_init__(self) -> None:
        fit(self, "hold", spoken)
        fit(self, "questions", _follow_each_other)
        twice = first_twice([each.id for each in self.dates])
        if twice:
            raise UnfitError("dates", f'two date words have the id "{twice}"; give one of them another')

    def question(self, wanted: str) -> Question | None:
        """The question of an id, None when this version has no such question."""
        return next((each for each in self.questions if each.id == wanted), None)

    def open_questions(self, answers: Mapping[str, str], *, checked: bool) -> tuple[Question, ...]:
        """What is still to be asked, urgent first; `answers` are the values given, by question id.

        While the conflict check is not marked (`checked`) only what may be asked before it.
        """
        still = [
            each
            for each in self.questions
            if each.id not in answers and (checked or each.before_check) and self.asked_now(each, answers)
        ]
        return tuple(sorted(still, key=lambda each: not each.urgent))

    def locked_questions(self, answers: Mapping[str, str]) -> tuple[Question, ...]:
        """What waits for the conflict check to be marked."""
        return tuple(
            each
            for each in self.questions
            if each.id not in answers and not each.before_check and self.asked_now(each, answers)
        )

    def asked_now(self, question: Question, answers: Mapping[str, str]) -> bool:
        """Whether the answers so far lead to a question, and to the one it depends on."""
        needed = question.only_if
        if needed is None:
            return True
        parent = self.question(needed.question)
        return (
            answers.get(needed.question) in needed.answers and parent is not None and self.asked_now(parent, answers)
        )


def _fits_the_list(title: str) -> None:
    if len(title) > TITLE_COLUMNS:
        raise ValueError(f"it takes {len(title)} columns; shorten it to {TITLE_COLUMNS}")


def _can_be_told_apart(choices: tuple[str, ...]) -> None:
    twice = first_twice([choice.casefold().strip() for choice in choices])
    if twice:
        raise ValueError(f'"{twice}" stands there twice; take one out')
    if len(choices) > MOST_CHOICES:
        raise ValueError(f"there are {len(choices)}; leave at most {MOST_CHOICES}, each has a digit as its key")
    if not all(choice.strip() for choice in choices):
        raise ValueError("one of them is empty; write it or take it out")


def _wrong_for_its_type(question: Question) -> str:
    """What does not go with the type of a question, empty when everything does."""
    if (question.type is AnswerType.CHOICE) != (len(question.choices) > 1):
        return "a choice has two or more choices, and nothing else has any; mend type or choices"
    if question.type is AnswerType.DATE and not question.what:
        return "a date says in what which event it is the date of; write it"
    if question.before_check and question.type not in _BEFORE_CHECK:
        return f"{question.type.value} is not asked before the conflict check; take before_check out"
    if question.most is not None and question.most < question.least:
        return "most is below least; change one of them"
    return ""


def _follow_each_other(questions: tuple[Question, ...]) -> None:
    earlier: dict[str, Question] = {}
    for question in questions:
        if question.id in earlier:
            raise ValueError(f'two questions have the id "{question.id}"; give one of them another')
        wrong = _wrong_condition(question, earlier)
        if wrong:
            raise ValueError(f'question "{question.id}", only_if: {wrong}')
        earlier[question.id] = question


def _wrong_condition(question: Question, earlier: Mapping[str, Question]) -> str:
    """What is wrong with the condition of a question, empty when nothing is."""
    needed = question.only_if
    if needed is None:
        return ""
    parent = earlier.get(needed.question)
    if parent is None:
        return f'there is no question "{needed.question}" before it'
    impossible = next((each for each in needed.answers if each not in parent.possible), None)
    if impossible is not None:
        return f'"{impossible}" is no answer to "{parent.id}"; those are {", ".join(sorted(parent.possible))}'
    if question.before_check and not parent.before_check:
        return f'"{parent.id}" is asked after the conflict check, so this cannot be asked before it'
    return ""


def watched_words(guards: Guards, areas: Iterable[PracticeArea], area: str = "") -> DangerWords:
    """The words to watch for in a call of a practice area (its id, empty while it is not known).

    Its own date words stand first, then those of the other areas, then those of every matter. Once the area is
    known, of the others only what is watched for everywhere: a sister's arrest is told in a divorce too.
    """
    ordered = sorted(areas, key=lambda each: each.id != area)
    known = any(each.id == area for each in ordered)
    dates = (
        *(word for each in ordered for word in each.dates if not known or each.id == area or word.everywhere),
        *guards.dates,
    )
    return DangerWords((word.ready for word in dates), (guard.ready for guard in guards.guards))


def read_practice_area(doc: dict[str, Any], file: str) -> PracticeArea:
    """The question set a data file describes; raises BadInput naming file, entry and field to mend."""
    return read_table(PracticeArea, doc, file, {"questions": "question", "dates": "date word"})
