"""The questions that a line asks by itself: something happened, and nobody has said on which day.

Each is a question like those of a practice area, with an id that begins with `when:`, and is answered the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.checklist import TITLE_COLUMNS
from paratui.domain.note_line import Kind
from paratui.domain.practice_area import AnswerType, Question
from paratui.domain.told_day import told_day
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paratui.domain.call import Call
    from paratui.domain.danger_words import DangerWords, DateWord, Raised
    from paratui.domain.given_answer import TypedAnswer
    from paratui.domain.reported_date import ReportedDate

WHEN = "when:"
# What we promise and what the client will do has not happened yet; a name is only a name.
TOLD_IN = frozenset(Kind) - {Kind.PROMISE, Kind.CLIENT_TASK, Kind.NAME}


class Undated(NamedTuple):
    """A line (its number) that tells of something whose day is not noted yet, and the question for it.

    `proposed` is the day in the words of the line that tells it, empty when no line does.
    """

    line: int
    question: Question
    proposed: str = ""


def when_question(raised: Raised | DateWord) -> Question:
    """The question a date word asks."""
    return Question(
        id=f"{WHEN}{raised.id}",
        title=f"when: {raised.what}"[:TITLE_COLUMNS].rstrip(),
        ask=raised.ask,
        type=AnswerType.DATE,
        what=raised.what,
        tense=raised.tense,  # type: ignore[arg-type]  # the office's table has read it as one of the three
        urgent=raised.urgent,
        before_check=True,
    )


def undated(call: Call, watched: DangerWords) -> tuple[Undated, ...]:
    """What the lines of a call tell without a day that is noted, urgent first, each thing once.

    A day noted anywhere in the call for the same thing is enough, and so is "does not know". A day that a plain
    line tells is proposed, the last one told for the same thing.
    """
    found: dict[str, Undated] = {}
    told = _told(call.facts, call.reported)
    today = from_utc_text(call.started).date()
    for line in call.lines:
        if line.kind not in TOLD_IN:
            continue
        # Read as a note, a reported date says of itself whether it names the day.
        for raised in watched.raised_by(line.text, Kind.NOTE.value):
            if raised.dated and line.kind == Kind.REPORTED_DATE.value:
                told.add(raised.what)
            elif raised.ask:
                day = told_day(line.text, raised.start, raised.end, raised.tense, today) if raised.dated else ""
                if day or raised.id not in found:
                    found[raised.id] = Undated(line.line, when_question(raised), day)
    still = [one for one in found.values() if not _is_told(one.question, told)]
    return tuple(sorted(still, key=lambda one: not one.question.urgent))


def _told(facts: Iterable[TypedAnswer], reported: Iterable[ReportedDate]) -> set[str]:
    """What a day was told for, or was asked for: events, and ids of questions."""
    asked: Iterator[str] = (one.question for one in facts)
    return {*asked, *(one.what for one in reported if one.day)}


def _is_told(question: Question, told: set[str]) -> bool:
    # "family court papers served" of a question set tells the day of "papers served" too.
    return question.id in told or any(question.what in what for what in told)
