"""How the fast pass is drawn: a row for each line, and what is understood of the one being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.given_number import Sort
from paratui.domain.names_of_call import names_of_call
from paratui.domain.note_line import Kind
from paratui.domain.received import WAYS, Received
from paratui.domain.spoken_time import clock_time, day_words, due_words
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.keys_in_force import key_of
from paratui.ui.look import styled
from paratui.ui.widgets.as_seen import cut
from paratui.ui.widgets.fitted_text import fitted
from paratui.ui.widgets.record_rows import GAP, Column, column_widths

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.services.desk import Desk
    from paratui.services.fast_pass import Entry, Understood
    from paratui.ui.app import ParatuiApp
    from paratui.ui.look import Look

COLUMNS = (
    Column("Came", width=11),
    Column("Number", width=14, drop=2),
    Column("Who", narrowest=12),
    Column("What", narrowest=10, drop=1),
    Column("Owed", width=17, align="right"),
)
_GUTTER = 3

EXAMPLES = {
    Received.VOICEMAIL: "9:12 415 555 2671 maria garcia: wants the hearing date",
    Received.MISSED: "9:12 415 555 2671 maria garcia",
    Received.EMAIL: "maria garcia: asks for a copy of the order",
    Received.LETTER: "county court: hearing moved",
    Received.TEXT: "415 555 2671 maria garcia: running late",
    Received.WALK_IN: "maria garcia: brought the pay stubs",
}


def titles(width: int, look: Look) -> Text:
    """The row above the rows."""
    return styled(_in_columns(tuple(column.title for column in COLUMNS), width, " "), look.quiet)


def entry_row(entry: Entry, app: ParatuiApp, width: int, *, chosen: bool) -> Text:
    """A line that was entered."""
    desk, call = app.desk, entry.call
    app.hide_names(names_of_call(call))
    said = call.lines[0].text if call.lines and not call.lines[0].text.startswith("name as typed: ") else ""
    item = entry.joined or next((one for one in reversed(entry.items)), None)
    owed = "taken back" if entry.withdrawn else ""
    if item and not owed:
        owed = f"in #{item.number}" if entry.joined else _due(from_utc_text(item.due), desk) if item.due else ""
    cells = (
        came_words(from_utc_text(call.started), desk),
        app.shown_number(call.phone),
        call.person or "not named",
        _what(entry.received, said),
        owed,
    )
    style = app.look.quiet if entry.withdrawn else app.look.plain
    return styled(_in_columns(cells, width, "▸" if chosen else " "), style)


def waiting_row(line: Understood | str, typed: str, app: ParatuiApp, width: int, *, chosen: bool) -> Text:
    """A pasted line that is not entered yet."""
    mark = "▸" if chosen else "+"
    if isinstance(line, str):
        return styled(f" {'▸' if chosen else '?'} ", app.look.late).append(fitted(typed, width - _GUTTER - 1))
    caller = line.caller
    owed = "counted in" if line.joins else _due(line.clock.due, app.desk) if line.owed else "promised"
    cells = (
        came_words(line.heard, app.desk),
        app.shown_number(line.line.given.kept),
        f"{caller.name or 'not named'}{'' if line.sure else '?'}",
        _what(line.received, line.read.text),
        owed,
    )
    return styled(_in_columns(cells, width, mark), app.look.accent)


def understood_rows(line: Understood, app: ParatuiApp, width: int) -> list[Text]:
    """Who it is and what becomes of it, in two rows."""
    look, caller = app.look, line.caller
    number = app.shown_number(line.line.given.kept)
    who = Text(" ")
    if number:
        who.append(f"{number}  ", look.plain if line.line.given.sort is Sort.NUMBER else look.late)
    who.append(caller.name or "not named", look.strong)
    who.append(f"  {caller.why}", look.quiet if line.sure else look.late)
    theirs = next((one for one in caller.known.matters if one.status == "open"), None) if caller.known else None
    matter = line.matter or theirs
    if matter:
        who.append(f"  {matter.title} {matter.number}", look.quiet)
    others = len(line.callers) - 1
    if others:
        following = line.callers[(line.chosen + 1) % len(line.callers)]
        who.append(f"  {key_of('messages.who')} ", look.key)
        as_typed = "as typed" if following.name else "not named"
        who.append(f"{following.name}: {following.why}" if following.known else as_typed, look.quiet)
    what = Text(" ")
    joins = line.joins
    if joins:
        what.append(f"counted in #{joins.number} {joins.text}", look.accent)
        what.append(f"  {key_of('messages.own')} ", look.key).append("an item of its own", look.quiet)
    else:
        what.append(_owed_words(line, app.desk), look.accent)
        what.append(f"  {_by_whom(line, app.desk)}", look.plain)
        what.append("  urgent" if line.line.urgent else "", look.late)
        what.append(f"  came {came_words(line.heard, app.desk)}", look.quiet)
    if line.read.kind is Kind.REPORTED_DATE:
        what.append("  REPORTED - attorney verifies", look.late)
    if line.line.notice or line.read.notice:
        what.append(f"  {line.line.notice or line.read.notice}", look.late)
    return [cut(who, width), cut(what, width)]


def came_words(moment: datetime, desk: Desk) -> str:
    """When it came: the time today, else the day with it."""
    now, tz = desk.now(), desk.office.tz
    day = day_words(moment, now, tz)
    clock = clock_time(moment, tz)
    if day == "today":
        return clock
    return f"{moment.astimezone(tz):%a} {clock.replace(' ', '')}" if day == "yesterday" or len(day) == 3 else day


def _owed_words(line: Understood, desk: Desk) -> str:
    if not line.owed:
        due = f" {_due(from_utc_text(line.read.due), desk)}" if line.read.due else ""
        return f"{line.read.task}{due}"
    words = WAYS[line.received].owed.removesuffix(" of").removesuffix(" to")
    return f"{words} {_due(line.clock.due, desk)}"


def _by_whom(line: Understood, desk: Desk) -> str:
    login = line.assignee if line.owed else line.read.assignee or line.assignee
    return "you" if login == desk.me.login else desk.name_of(login)


def _due(moment: datetime, desk: Desk) -> str:
    return due_words(moment, desk.now(), desk.office)


def _what(received: Received, said: str) -> str:
    if received is Received.VOICEMAIL:
        return said or "voicemail"
    return f"{WAYS[received].words}: {said}" if said else WAYS[received].words


def _in_columns(cells: tuple[str, ...], width: int, mark: str) -> str:
    widths = dict(column_widths(COLUMNS, max(20, width - _GUTTER - 1)))
    shown = [
        fitted(cell, widths[column], column.align)
        for column, cell in zip(COLUMNS, cells, strict=True)
        if column in widths
    ]
    return f" {mark} {(' ' * GAP).join(shown)}"
