"""A call logged afterwards from its note lines: one commit, without a draft."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call import Call, Channel, Outcome
from paratui.domain.errors import BadInput
from paratui.domain.note_grammar import read_line
from paratui.domain.phone import read_phone
from paratui.domain.spoken_time import line_time
from paratui.domain.wall_clock import utc_text
from paratui.services.ended_call import Ended, end_call
from paratui.services.people import Known, People

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from enum import StrEnum

    from paratui.domain.matter import Matter
    from paratui.domain.note_file import NoteTyped
    from paratui.services.desk import Desk

LONGEST = 24 * 3600
EARLIEST_YEAR = 1990


class NotedCall(NamedTuple):
    """What is told of a call afterwards; what is empty is not known.

    `started` is aware, None when the call has just ended; `seconds` is None when the last line tells it.
    """

    notes: Sequence[NoteTyped]
    phone: str = ""
    person: str = ""
    matter: str = ""
    channel: str = ""
    outcome: str = ""
    direction: str = "in"
    started: datetime | None = None
    seconds: int | None = None


class Logged(NamedTuple):
    """A call that was logged, and what in its lines needs the eye, a sentence each."""

    ended: Ended
    notices: tuple[str, ...]


class Other(NamedTuple):
    """The other end of a call: what the office knows of it, and the words it was given in."""

    phone: str
    known: Known | None
    person: str
    matter: Matter | None
    matter_number: str


def log_call(desk: Desk, told: NotedCall) -> Logged:
    """Log the call with its follow-ups: all of it or nothing.

    Raises BadInput, before anything is written, for what cannot be used; StoreError when the office cannot
    take it.
    """
    channel = one_of(Channel, told.channel or Channel.PHONE, "channel")
    usual = Outcome.LEFT_VOICEMAIL if channel == Channel.VOICEMAIL else Outcome.REACHED
    outcome = one_of(Outcome, told.outcome or usual, "outcome")
    times = _times(told.notes)
    seconds = _length(told.seconds, times)
    started = _start(desk, told.started, seconds)
    other = other_end(desk, told)
    staff = desk.staff()
    lines, notices = [], []
    for number, (note, at) in enumerate(zip(told.notes, times, strict=True), 1):
        said = started + timedelta(seconds=at)
        read = read_line(note.typed, said, desk.office, staff, desk.me.login)
        if not read.text.strip():
            raise BadInput(f'The note line "{note.typed.strip()}" says nothing; write what was said, or leave it out')
        if read.notice:
            notices.append(f"Line {number}: {read.notice}")
        lines.append(read.line(number, at, desk.me.login))
    call = Call(
        id=desk.new_id(started),
        staff=desk.me.login,
        started=utc_text(started),
        channel=channel,
        direction=told.direction,
        phone=other.phone,
        person_id=other.known.person.id if other.known else 0,
        person=other.person,
        matter_id=other.matter.id if other.matter else 0,
        matter=other.matter_number,
        matter_title=other.matter.title if other.matter else "",
        outcome=outcome,
        lines=tuple(lines),
    )
    return Logged(end_call(desk, call, seconds), tuple(notices))


def other_end(desk: Desk, told: NotedCall) -> Other:
    """Who was on the line and about what: a known number or name brings the person, a person their matter.

    What is said wins over what is known; where more than one person or open matter fits, none is taken.
    """
    phone = read_phone(told.phone, desk.office.region) if told.phone.strip() else ""
    people = People(desk)
    name = " ".join(told.person.split())
    with_number = people.with_number(phone) if phone else []
    if name:
        same = [known for known in with_number if known.person.name.casefold() == name.casefold()]
        known = same[0] if len(same) == 1 else people.exactly(name)
    else:
        known = with_number[0] if len(with_number) == 1 else None
    number = told.matter.strip()
    if number:
        matter = people.matter(number)
    else:
        open_ones = [one for one in known.matters if one.status == "open"] if known else []
        matter = open_ones[0] if len(open_ones) == 1 else None
    return Other(
        phone=phone,
        known=known,
        person=known.person.name if known else name,
        matter=matter,
        matter_number=matter.number if matter else number,
    )


def one_of(choices: type[StrEnum], given: str, what: str) -> str:
    """The value a word names ("in person", "In-Person"); raises BadInput listing the choices."""
    value = "_".join(given.casefold().replace("-", " ").replace("_", " ").split())
    if value not in set(choices):
        raise BadInput(f'"{given}" is no {what} of a call; say one of: {", ".join(choices)}')
    return value


def _times(notes: Sequence[NoteTyped]) -> list[int]:
    """The seconds of each line; a line without a time was said when the line before it was."""
    times: list[int] = []
    for note in notes:
        last = times[-1] if times else 0
        at = last if note.at is None else note.at
        if at < last:
            raise BadInput(
                f"The notes go back from {line_time(last)} to {line_time(at)}; "
                "put the lines in the order they were said"
            )
        times.append(at)
    return times


def _length(told: int | None, times: Sequence[int]) -> int:
    last = times[-1] if times else 0
    seconds = last if told is None else told
    if seconds > LONGEST:
        raise BadInput(f"A call of over {LONGEST // 3600} hours cannot be logged; check its length and times")
    if seconds < last:
        raise BadInput(
            f"The last line was said at {line_time(last)}, after the call had ended at {line_time(seconds)}; "
            "check its length"
        )
    return seconds


def _start(desk: Desk, told: datetime | None, seconds: int) -> datetime:
    now = desk.now()
    if told is None:
        return (now - timedelta(seconds=seconds)).replace(microsecond=0)
    if told.year < EARLIEST_YEAR:
        raise BadInput(f"A call that began in {told.year} cannot be logged; check the year")
    if told > now:
        begins, here = (f"{one.astimezone(desk.office.tz):%Y-%m-%d %H:%M}" for one in (told, now))
        raise BadInput(
            f"The call would begin in the future ({begins}; it is {here} at the office); check day and time"
        )
    return told.replace(microsecond=0)
