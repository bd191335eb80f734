"""`paratui call`: take a call now, or log one from a file of note lines."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from paratui.cli import program
from paratui.cli.given import STANDARD_INPUT, moment, notes_bytes, told, whole_number, words
from paratui.cli.opened import opened
from paratui.cli.plain import is_plain, items_told
from paratui.cli.printed import remark, say, say_json
from paratui.domain.due_told import due_told
from paratui.domain.errors import BadInput
from paratui.domain.note_file import read_notes
from paratui.domain.spoken_time import clock_time, day_words, elapsed
from paratui.domain.wall_clock import from_utc_text
from paratui.services.noted_call import LONGEST, NotedCall, log_call

if TYPE_CHECKING:
    from argparse import Namespace

    from paratui.services.desk import Desk
    from paratui.services.ended_call import Ended

_ONLY_WITH_NOTES = ("phone", "person", "matter", "channel", "outcome", "out", "started", "seconds", "json")


def run(given: Namespace) -> int:
    """Log the notes when there are any, else open the program in a call."""
    number = words(" ".join(given.number))
    if given.notes is None:
        for name in _ONLY_WITH_NOTES:
            if getattr(given, name):
                raise BadInput(f"--{name} goes with --notes FILE; to take a call now, write only the number")
        return program.open_program(given, call=number)
    if number and given.phone:
        raise BadInput(f"There are two numbers, {number} and {words(given.phone)}; give one of them")
    if given.notes == STANDARD_INPUT and STANDARD_INPUT in {given.phone, given.person}:
        raise BadInput("Standard input holds the notes; put them into a file, or write the other in place of -")
    # Read before the office is opened: notes that cannot be used change nothing there.
    notes = read_notes(notes_bytes(given.notes))
    phone, person = told(given.phone, "the number") or number, told(given.person, "the name")
    with opened(given) as desk:
        noted = NotedCall(
            notes=notes,
            phone=phone,
            person=person,
            matter=words(given.matter),
            channel=words(given.channel),
            outcome=words(given.outcome),
            direction="out" if given.out else "in",
            started=None if given.started is None else moment(given.started, "--started", desk.office),
            seconds=None if given.seconds is None else whole_number(given.seconds, "--seconds", LONGEST),
        )
        ended, notices = log_call(desk, noted)
    for notice in notices:
        remark(notice)
    if ended.call.matter and not ended.call.matter_id:
        remark(f"The office has no matter {ended.call.matter} yet; the call keeps the number as written")
    if given.json:
        say_json({"call": ended.call.id, "follow_ups": [item.number for item in ended.follow_ups]})
    else:
        _tell(desk, ended, plain=is_plain(given))
    return 0


def _tell(desk: Desk, ended: Ended, *, plain: bool) -> None:
    call, now = ended.call, desk.now()
    began = from_utc_text(call.started).astimezone(UTC)
    whom = f" with {call.person or call.phone}" if call.person or call.phone else ""
    matter = f" about {call.matter}" if call.matter else ""
    when = f"{day_words(began, now, desk.office.tz)} {clock_time(began, desk.office.tz)}"
    lines = "1 line" if len(call.lines) == 1 else f"{len(call.lines)} lines"
    say(f"Logged the call{whom}{matter}: {when}, {elapsed(call.seconds)}, {lines}.")
    if plain:
        for line in items_told(ended.follow_ups, now, desk.office):
            say(line)
        say(f"To read it: paratui show call {call.id} --plain")
        return
    for item in ended.follow_ups:
        due = due_told(item, now, desk.office, "no due time")
        say(f"  follow-up {item.number}: {item.text} ({due}, {item.assignee})")
    say(f"  paratui show call {call.id}")
