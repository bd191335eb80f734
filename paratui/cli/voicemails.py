"""`paratui voicemails`: messages from a list, one line each, by the grammar of the fast pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from paratui.cli.given import notes_bytes, words
from paratui.cli.opened import opened
from paratui.cli.printed import complain, remark, say, say_json_list
from paratui.domain.errors import BadInput, StoreError
from paratui.domain.note_file import LINE_LIMIT
from paratui.domain.phone import shown
from paratui.domain.received import one_received
from paratui.domain.spoken_time import due_words
from paratui.domain.wall_clock import from_utc_text
from paratui.services.contacts import Contacts
from paratui.services.fast_pass import FastPass, Understood
from paratui.services.office_tables import OfficeTables
from paratui.services.people import People

if TYPE_CHECKING:
    from argparse import Namespace

    from paratui.services.desk import Desk
    from paratui.services.fast_pass import Entry

MOST_LINES = 2_000


class _Line(NamedTuple):
    """A line of the list, and its number in it."""

    number: int
    typed: str


def run(given: Namespace) -> int:
    """Read the whole list first; then each line is kept in a commit of its own."""
    received = one_received(words(given.came))
    lines = _lines(notes_bytes(given.file))
    with opened(given) as desk:
        tables = OfficeTables(desk)
        passing = FastPass(desk, People(desk, Contacts(desk)), lambda: tables.known_names)
        passing.received = received
        passing.callers.load()
        for line in lines:
            _read(passing, line)
        rows: list[dict[str, Any]] = []
        for line in lines:
            # Read anew: the line before it may have made the item this one is counted in.
            understood, notices = _taken(_read(passing, line))
            try:
                entry = passing.enter(understood)
            except StoreError as error:
                complain(f"Line {line.number} and what follows are not entered, what is before them is: {error}")
                return error.exit_code
            for notice in notices:
                remark(f"Line {line.number}: {notice}")
            rows.append(_row(line, entry, notices))
            if not given.json:
                say(_told(desk, entry))
    if given.json:
        say_json_list(rows)
    return 0


def _lines(raw: bytes) -> list[_Line]:
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise BadInput("The list is not UTF-8 text; save it as plain UTF-8 text and try again") from None
    if "\0" in text:
        raise BadInput("The list is not a text; save it as plain UTF-8 text and try again")
    typed = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [_Line(number, line.strip()) for number, line in enumerate(typed, 1) if line.strip()]
    if not lines:
        raise BadInput("The list is empty; write one line for each message and try again")
    if len(lines) > MOST_LINES:
        raise BadInput(f"The list has {len(lines):,} lines and {MOST_LINES:,} fit; enter it as two lists")
    return lines


def _read(passing: FastPass, line: _Line) -> Understood:
    if len(line.typed) > LINE_LIMIT:
        raise BadInput(f"Line {line.number} is longer than {LINE_LIMIT:,} characters; break it (nothing was entered)")
    try:
        return passing.read(line.typed)
    except BadInput as error:
        raise BadInput(f"Line {line.number}: {error} (nothing was entered)") from None


def _taken(understood: Understood) -> tuple[Understood, list[str]]:
    """Nobody looks at a proposal here: a name that may be somebody's is kept as it is typed, and said."""
    notices = [one for one in (understood.line.notice, understood.read.notice) if one]
    caller = understood.caller
    if caller.sure or not caller.known:
        return understood, notices
    as_typed = next(place for place, one in enumerate(understood.callers) if one.known is None)
    name = understood.line.name
    notices.append(f"{name or 'it'} may be {caller.name} ({caller.why}); kept as {'typed' if name else 'not named'}")
    return understood._replace(chosen=as_typed), notices


def _row(line: _Line, entry: Entry, notices: list[str]) -> dict[str, Any]:
    call = entry.call
    return {
        "line": line.number,
        "call": call.id,
        "person_id": call.person_id or None,
        "person": call.person,
        "phone": call.phone,
        "came": entry.received.value,
        "follow_ups": [item.number for item in entry.items],
        "counted_in": entry.joined.number if entry.joined else None,
        "notices": notices,
    }


def _told(desk: Desk, entry: Entry) -> str:
    call = entry.call
    who = call.person or (shown(call.phone, desk.office.region) if call.phone else "not named")
    if entry.joined:
        return f"{who}: counted in follow-up {entry.joined.number}, {entry.joined.text}"
    items = [
        f"follow-up {item.number}, {item.text}"
        + (f" ({due_words(from_utc_text(item.due), desk.now(), desk.office)}, {item.assignee})" if item.due else "")
        for item in entry.items
    ]
    return f"{who}: {'; '.join(items)}"
