"""A call logged afterwards from its note lines: one commit, without a draft."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call import Call, Channel, Outcome
from paratui.domain.errors import BadInput, FactsLockedError
from paratui.domain.facts_lock import locked, refuse_matter, waits
from paratui.domain.given_name import given_name
from paratui.domain.given_number import Sort, take_number
from paratui.domain.ids import EPOCH
from paratui.domain.named_line import too_long_for_a_name
from paratui.domain.note_grammar import read_line
from paratui.domain.note_line import Kind
from paratui.domain.opening_hours import local_day
from paratui.domain.phone import read_phone
from paratui.domain.reported_line import THE_CALLER, reported_in
from paratui.domain.secret_number import secret_number
from paratui.domain.spoken_time import line_time
from paratui.domain.wall_clock import utc_text
from paratui.services.ended_call import Ended, end_call
from paratui.services.given_verdict import last_of, stands
from paratui.services.people import Known, People

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from enum import StrEnum

    from paratui.domain.matter import Matter
    from paratui.domain.note_file import NoteTyped
    from paratui.domain.note_line import NoteLine
    from paratui.domain.reported_date import ReportedDate
    from paratui.services.desk import Desk

LONGEST = 24 * 3600


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
        if read.kind is Kind.NAME and (trouble := too_long_for_a_name(read.text)):
            raise BadInput(f"Line {number}: {trouble}; nothing was logged")
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
        reported=_reported(desk, lines, started, other.person),
    )
    call = _waiting(desk, call, other)
    return Logged(end_call(desk, call, seconds), tuple(notices))


def _waiting(desk: Desk, call: Call, other: Other) -> Call:
    """The call of somebody the office does not represent as the intake it is; the lock holds for each line.

    Raises FactsLockedError, naming the line, for a fact told before the conflict check opened it.
    """
    known, theirs = other.known, other.matter
    if known is None or (theirs and known.person.id in theirs.clients):
        return call
    last = last_of(desk.store, known.person.id)
    if known.person.role != "prospect" and (last is None or last.opens_facts):
        return call
    intake = call.but(intake=True, conflict=stands(last) if last else call.conflict)
    if theirs:
        refuse_matter(intake.but(matter_id=0), theirs)
    for line in intake.lines:
        if secret := secret_number(line.text) if locked(intake) else "":
            raise FactsLockedError(
                f"Line {line.line} holds {secret}, which nobody needs yet; take it out, nothing was logged"
            )
        if waits(intake, Kind(line.kind)):
            raise FactsLockedError(
                f"Line {line.line}: the facts of {known.person.name} wait for the conflict check, "
                "leave all out but + names, @ dates, > < and ?; nothing was logged"
            )
    return intake


def _reported(desk: Desk, lines: Sequence[NoteLine], started: datetime, person: str) -> tuple[ReportedDate, ...]:
    """The reported dates of the lines, each read on the day of the call."""
    day, month_first = local_day(started, desk.office), desk.office.region == "US"
    told = (reported_in(line, day, person or THE_CALLER, month_first=month_first) for line in lines)
    return tuple(one for one in told if one)


def other_end(desk: Desk, told: NotedCall) -> Other:
    """Who was on the line and about what: a known number or name brings the person, a person their matter.

    What is said wins over what is known; where more than one person or open matter fits, none is taken.
    """
    phone = _number(told.phone, desk.office.region)
    people = People(desk)
    name = given_name(told.person)
    with_number = people.with_number(phone) if phone.startswith("+") else []
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


def _number(told: str, region: str) -> str:
    """A number as it is kept: whole, or the words for one that was not shown; raises BadInput for anything else."""
    given = take_number(told, region)
    if given.sort in {Sort.NONE, Sort.WITHHELD}:
        return given.kept
    return read_phone(told, region)


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
    if told < EPOCH:
        raise BadInput(f"A call of {told.year} cannot be logged: the log begins with {EPOCH.year}; check the year")
    if told > now:
        begins, here = (f"{one.astimezone(desk.office.tz):%Y-%m-%d %H:%M}" for one in (told, now))
        raise BadInput(
            f"The call would begin in the future ({begins}; it is {here} at the office); check day and time"
        )
    return told.replace(microsecond=0)
