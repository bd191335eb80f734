"""One call of an invented office: who was on the line, what was noted, what followed and how that ended.

The texts are those of the demo office; the records are the program's own.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call import Call, ChecklistTaken, Consent, Identity, StepAnswer, tenths_of_an_hour
from paratui.domain.follow_up import Attempt, FollowUp, Happening, first_status
from paratui.domain.ids import make_id
from paratui.domain.note_line import FOLLOW_UP_KINDS, Kind, LineVersion, NoteLine
from paratui.domain.wall_clock import utc_text
from paratui.services.demo.content import told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from random import Random

    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.services.demo.content import Story, Template

_LINES = 9
_STEPS = ("explain-role", "explain-their-role", "ask-to-record")


class Texts(NamedTuple):
    """What a story's calls are told with: plain lines, and lines that make a follow-up."""

    plain: tuple[Template, ...]
    tasks: tuple[Template, ...]


class Known(NamedTuple):
    """A matter the office works on: its client, whose desk it lies on, and the words of its story."""

    matter: Matter
    client: Person
    desk: str
    words: dict[str, str]
    texts: Texts


class Ending(NamedTuple):
    """A follow-up as its call made it, and what will come of it."""

    item: FollowUp
    outcome: str


def texts_of(story: Story) -> Texts:
    """The lines of a story's calls with the client."""
    lines = [line for scene in story.scenes if not scene.role for line in scene.lines]
    tasks = tuple(line for line in lines if line.kind in FOLLOW_UP_KINDS)
    return Texts(tuple(line for line in lines if line.kind not in FOLLOW_UP_KINDS), tasks)


def tell(
    known: Known, at: datetime, by: str, numbers: Sequence[int], dues: Sequence[datetime], draw: Random
) -> tuple[Call, list[Ending]]:
    """A call that began at `at`, with one follow-up to each of `numbers`, due at the `dues`."""
    record, seconds = make_id(at, draw.getrandbits(22)), draw.randrange(150, 1500)
    plain = draw.sample(known.texts.plain, max(_LINES - len(numbers), 3))
    tasks = draw.sample(known.texts.tasks, len(numbers))
    chosen = draw.sample([*plain, *tasks], len(plain) + len(tasks))
    given = iter(zip(numbers, dues, strict=True))
    lines, endings = [], []
    for line, template in enumerate(chosen, 1):
        into = seconds * line // (len(chosen) + 1)
        text = told(template.text, known.words, at.date(), draw)
        note = NoteLine(line=line, at=into, kind=template.kind.value, text=text, by=by)
        if template.kind in FOLLOW_UP_KINDS:
            number, due = next(given)
            item = _item(known, note, at + timedelta(seconds=into), due, draw).but(number=number, call=record)
            note = note.but(task=text, due=item.due, clock=item.clock, assignee=item.assignee, follow_up=item.id)
            outcome = told(template.outcome, known.words, at.date(), draw) or "the attorney answered, word for word"
            endings.append(Ending(item, outcome))
        lines.append(note)
    call = _call(known, record, at, seconds, by, draw)
    return call.but(lines=tuple(lines), follow_ups=tuple(ending.item.id for ending in endings)), endings


def _call(known: Known, record: int, at: datetime, seconds: int, by: str, draw: Random) -> Call:
    answers = tuple(StepAnswer(step=step, answer="done", at=25 * turn, by=by) for turn, step in enumerate(_STEPS, 1))
    return Call(
        id=record,
        rev=1,
        status="ended",
        staff=by,
        started=utc_text(at),
        ended=utc_text(at + timedelta(seconds=seconds)),
        seconds=seconds,
        direction=draw.choice(("in", "in", "out")),
        phone=known.client.phones[0],
        person_id=known.client.id,
        person=known.client.name,
        matter_id=known.matter.id,
        matter=known.matter.number,
        matter_title=known.matter.title,
        outcome=draw.choice(("reached",) * 8 + ("left_voicemail", "transferred")),
        checklist=ChecklistTaken(checklist="client-call", version="1", answers=answers),
        consent=Consent(answer=draw.choice(("consented", "consented", "declined", "not_asked")), at=75, by=by),
        identity=Identity(how="two facts", result="confirmed", at=12, by=by),
        tenths=tenths_of_an_hour(seconds),
        billing=f"Telephone conference with client re {known.matter.title.lower()}",
    )


def _item(known: Known, note: NoteLine, at: datetime, due: datetime, draw: Random) -> FollowUp:
    question = note.kind == Kind.QUESTION.value
    return FollowUp(
        id=make_id(at, draw.getrandbits(22)),
        rev=1,
        text=note.text,
        kind=note.kind,
        status=first_status(Kind(note.kind)),
        due=utc_text(due),
        clock="same business day" if due - at < timedelta(hours=10) else "as promised",
        urgent=draw.random() < 0.05,
        assignee=known.matter.attorney if question else note.by,
        created=utc_text(at),
        created_by=note.by,
        person_id=known.client.id,
        person=known.client.name,
        phone=known.client.phones[0],
        matter_id=known.matter.id,
        matter=known.matter.number,
        line=note.line,
        source=note.text,
        waiting_on=known.matter.attorney if question else "",
        history=(Happening(at=utc_text(at), by=note.by, what="promised on the call"),),
    )


def closed(ending: Ending, at: datetime, by: str, draw: Random) -> FollowUp:
    """A follow-up brought to its end at that moment."""
    item, outcome = ending
    status, what = ("cancelled", "canceled") if draw.random() < 0.04 else ("done", "done")
    attempts = item.attempts
    history = item.history
    if draw.random() < 0.15:
        tried = utc_text(at - timedelta(minutes=35))
        attempts = (Attempt(at=tried, by=by, how="no_answer"),)
        history = (*history, Happening(at=tried, by=by, what="tried: no answer"))
    history = (*history, Happening(at=utc_text(at), by=by, what=f"{what}: {outcome}"))
    return item.but(rev=2, status=status, outcome=outcome, attempts=attempts, history=history)


def amended(call: Call, at: datetime, by: str) -> Call:
    """A call whose first line was reworded at that moment."""
    first, *others = call.lines
    version = LineVersion(
        text=first.text, kind=first.kind, replaced_at=utc_text(at), replaced_by=by, why="misheard on the phone"
    )
    reworded = first.but(text=f"{first.text} (said again, slowly)", versions=(version,))
    return call.but(rev=2, lines=(reworded, *others), amended_why="misheard on the phone")
