"""An answer as a paralegal types it, made the value its question asks for, or one sentence that says what to type.

What the caller said is always kept beside the value. "?" is *does not know*, "-" *would rather not say*, "n/a"
*does not apply*: three answers like any other, since nobody on the phone can be made to know.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import BadInput
from paratui.domain.given_answer import TypedAnswer
from paratui.domain.number_words import leading_number
from paratui.domain.phone import read_phone
from paratui.domain.practice_area import AnswerType, Question
from paratui.domain.reported_date import ReportedDate
from paratui.domain.said_date import read_said_date
from paratui.domain.yes_no import no_answer, read_choice, read_yes_no

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

LONGEST_TEXT = 500
_LONGEST_NAME = 120
_MOST_MONEY = Decimal(1_000_000_000)
_ABOUT = re.compile(
    r"^(?:(?:it|that|she|he|they|i|we)(?:'s| is| was| has| have| had| owes?| pays?| paid| earns?| makes?)\s+)?"
    r"(?P<about>about|around|roughly|approx(?:imately)?\.?|maybe|almost|nearly|over|under|more than|less than"
    r"|at least|at most|up to|some|~|i think|ca\.?)?\s*",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"^(?:us\$|ca\$|a\$|[$£€]|usd|cad|eur|gbp)\s*", re.IGNORECASE)
_PER = re.compile(
    r"^(?:dollars?|bucks|euros?|pounds|usd|cad)?\s*"
    r"(?:(?:per|an?|each|every|/)\s*(?P<unit>hour|hr|day|week|wk|month|mo|year|yr)"
    r"|(?P<ly>hourly|daily|weekly|monthly|yearly|annually))?\b",
    re.IGNORECASE,
)
_UNITS = {"hr": "hour", "wk": "week", "mo": "month", "yr": "year"}
_UNITS |= {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month"}
_UNITS |= {"yearly": "year", "annually": "year"}
_ANOTHER = re.compile(
    r"^\s*(?:-|\u2013|to|or|and)\s*\$?\s*(?:\d|one|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE
)
_RANGE = re.compile(r"\d\s*(?:-|\u2013|to|or)\s*\$?\d|^between\b", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"^(?:(?:my|his|her|their|the|its) name(?:'s| is)|(?:he|she|it)(?:'s| is)(?: called)?|called|name:)\s+",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(r"[@<>{}\[\]=]|https?:|www\.", re.IGNORECASE)


class Read(NamedTuple):
    """An answer with a word for the eye: `notice` is what to read back or to ask again, empty when nothing."""

    answer: TypedAnswer
    notice: str = ""


class Heard(NamedTuple):
    """Where and when answers are typed: the date on the office's calendar, and the office's region ("US")."""

    today: date
    region: str = "US"


class _Value(NamedTuple):
    value: str
    shown: str
    approximate: bool = False
    per: str = ""
    notice: str = ""


def read_answer(question: Question, typed: str, heard: Heard) -> Read:
    """The answer to a question as it was typed; raises BadInput with the one sentence to show."""
    said = " ".join(typed.split())
    if not said:
        raise BadInput("Nothing was typed; type the answer, or ? when the caller does not know")
    if any(not letter.isprintable() for letter in said):
        raise BadInput("There is a character in it that cannot be shown; type the answer again")
    missing = no_answer(said)
    read = _READERS[question.type]
    value = _Value(missing, missing.replace("_", " ")) if missing else read(question, said, heard)
    answer = TypedAnswer(
        question=question.id,
        type=question.type.value,
        said=said,
        value=value.value,
        shown=value.shown,
        approximate=value.approximate,
        per=value.per,
    )
    return Read(answer, value.notice)


def reported(answer: TypedAnswer, question: Question, said_by: str, taken_by: str, at: int) -> ReportedDate | None:
    """The reported date an answer is, None when it is no date or none was given."""
    if question.type is not AnswerType.DATE or not answer.given:
        return None
    return ReportedDate(
        what=question.what,
        said=answer.said,
        day=answer.value,
        approximate=answer.approximate,
        said_by=said_by,
        taken_by=taken_by,
        at=at,
    )


def _yes_no(_: Question, said: str, __: Heard) -> _Value:
    read = read_yes_no(said)
    return _Value(read.value, read.value, read.unsure)


def _choice(question: Question, said: str, _: Heard) -> _Value:
    chosen = read_choice(said, question.choices)
    return _Value(chosen, chosen)


def _date(question: Question, said: str, heard: Heard) -> _Value:
    read = read_said_date(said, heard.today, question.tense, month_first=heard.region == "US")
    return _Value(read.read, read.said, read.approximate, notice=read.notice)


def _money(question: Question, said: str, _: Heard) -> _Value:
    about, text = _about(said)
    text = _CURRENCY.sub("", text)
    if _RANGE.search(text):
        raise BadInput(f'"{said}" is two amounts; type one of them with "about" in front')
    if said.lstrip().startswith(("-", "(")):
        raise BadInput(f'"{said}" is less than nothing; type what it is without the sign')
    number = leading_number(text)
    if number is None:
        raise BadInput(f'"{said}" is no amount; type one such as 1,200 or 1.2k, or ? when the caller does not know')
    if _ANOTHER.match(number.rest) or re.search(r"\d", number.rest):
        raise BadInput(f'"{said}" has more than one number in it; type the amount alone')
    per = _PER.match(number.rest.lstrip())
    unit = ((per["unit"] or per["ly"] or "") if per else "").lower()
    amount = _within(question, number.number, said, most=question.most or _MOST_MONEY)
    cents = (amount * 100).quantize(Decimal(1), ROUND_HALF_UP)
    unit = _UNITS.get(unit, unit)
    shown = f"{'about ' if about else ''}{cents / 100:,.2f}{f' a {unit}' if unit else ''}"
    return _Value(f"{cents}", shown, about, unit)


def _number(question: Question, said: str, _: Heard) -> _Value:
    about, text = _about(said)
    if said.startswith("-"):
        raise BadInput(f'"{said}" is less than nothing; type what it is without the sign')
    if _RANGE.search(text):
        raise BadInput(f'"{said}" is two numbers; type one of them with "about" in front')
    read = leading_number("0" if text.lower() in {"no", "none", "nobody", "nothing"} else text)
    if read is None:
        raise BadInput(f'"{said}" is no number; type one such as 2, or ? when the caller does not know')
    if _ANOTHER.match(read.rest) or re.search(r"\d", read.rest):
        raise BadInput(f'"{said}" has more than one number in it; type one of them, and the rest as a note')
    number = _within(question, read.number, said, most=question.most)
    shown = f"{number.normalize():f}"
    return _Value(shown, f"{'about ' if about else ''}{shown}", about)


def _about(said: str) -> tuple[bool, str]:
    found = _ABOUT.match(said)
    if found is None:
        return False, said
    return bool(found["about"]) or said.endswith("or so"), said[found.end() :]


def _name(_: Question, said: str, __: Heard) -> _Value:
    name = _INTRODUCED.sub("", said).strip(" ,;")
    if _NOT_A_NAME.search(name) or not any(letter.isalpha() for letter in name):
        raise BadInput(f'"{said}" is no name; type it as it is spelled, or ? when the caller does not know')
    if len(name) > _LONGEST_NAME:
        raise BadInput(f"A name is at most {_LONGEST_NAME} characters long; type the name alone")
    return _Value(name, name)


def _phone(_: Question, said: str, heard: Heard) -> _Value:
    number = read_phone(said, heard.region)
    return _Value(number, said)


def _text(_: Question, said: str, __: Heard) -> _Value:
    if len(said) > LONGEST_TEXT:
        raise BadInput(f"That is more than {LONGEST_TEXT} characters; keep it short, the rest is a note")
    return _Value(said, said)


def _within(question: Question, number: Decimal, said: str, *, most: Decimal | None) -> Decimal:
    if number < question.least:
        raise BadInput(f'"{said}" is below {question.least:,}; check it with the caller')
    if most is not None and number > most:
        raise BadInput(f'"{said}" is above {most:,}; check it with the caller')
    return number


_READERS: dict[AnswerType, Callable[[Question, str, Heard], _Value]] = {
    AnswerType.YES_NO: _yes_no,
    AnswerType.CHOICE: _choice,
    AnswerType.DATE: _date,
    AnswerType.MONEY: _money,
    AnswerType.NAME: _name,
    AnswerType.PHONE: _phone,
    AnswerType.TEXT: _text,
    AnswerType.NUMBER: _number,
}
