"""How the silence radar is drawn: its rows, made as they come into sight, and the words on the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.kept_promises import Kept
from paratui.domain.phone import shown
from paratui.domain.silence import CALLED_ONCE_DAYS
from paratui.domain.spoken_time import at_words, day_words
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.keys_in_force import key_of
from paratui.ui.look import styled
from paratui.ui.widgets.fitted_text import in_style
from paratui.ui.widgets.pane import wrapped
from paratui.ui.widgets.record_rows import Column, Row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rich.text import Text

    from paratui.domain.follow_up import FollowUp
    from paratui.services.desk import Desk
    from paratui.services.radar import Radar, RadarRow
    from paratui.ui.look import Look
    from paratui.ui.widgets.record_rows import Cell

COLUMNS = (
    Column("Person", narrowest=10),
    Column("Matter", width=9, drop=3),
    Column("Last spoken", width=13),
    Column("Tried", width=5, align="right", drop=5),
    Column("Why", width=15, drop=1),
    Column("Open", width=4, align="right", drop=4),
    Column("Kept", width=5, align="right", drop=2),
)
HEADINGS = {
    "silent": "Nobody spoke to",
    "no_future_item": "Nothing planned",
    "called_once": "Called once, then silent",
    "promises": "Promises broken",
}
NAMES = {
    "silent": "nobody spoke to",
    "no_future_item": "nothing planned",
    "called_once": "called once",
    "promises": "broken promises",
}


class LaidOut(NamedTuple):
    """The rows with the headings between them, and where each stands by its key."""

    rows: list[RadarRow | Row]
    places: dict[str, int]


class RadarRows:
    """The sections with their counts; one with nothing in it says what that means."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rows: list[RadarRow | Row] = []
        self._places: dict[str, int] = {}

    def laid_out(self, radar: Radar) -> LaidOut:
        """What the radar shows with its headings; in a big office that takes a while."""
        rows: list[RadarRow | Row] = []
        for section, found in radar._asdict().items():
            words = f" {HEADINGS[section]} {len(found):,}" if found else f" {HEADINGS[section]}"
            rows.append(Row(f"head {section}", (words,), heading=True))
            if not found:
                rows.append(Row(f"none {section}", (f"   {self._none(section)}",), heading=True, style="muted"))
            rows += found
        return LaidOut(rows, {row.key: place for place, row in enumerate(rows) if not isinstance(row, Row)})

    def take(self, laid: LaidOut) -> None:
        """Show these from now on."""
        self._rows, self._places = laid

    def _none(self, section: str) -> str:
        days = self._desk.office.silence_days[0]
        return {
            "silent": f"Everybody with an open matter was spoken with in the last {days} days.",
            "no_future_item": "Each open matter has an item with a time to come, or its next contact is named.",
            "called_once": f"Whoever called once in the last {CALLED_ONCE_DAYS} days was answered.",
            "promises": "Each promise of the last twelve months was kept so far.",
        }[section]

    def __len__(self) -> int:
        return len(self._rows)

    def at(self, record: object) -> RadarRow | None:
        """The row of a key."""
        place = self._places.get(record) if isinstance(record, str) else None
        row = None if place is None else self._rows[place]
        return None if isinstance(row, Row) else row

    def row(self, index: int) -> Row:
        row = self._rows[index]
        return row if isinstance(row, Row) else self._drawn(row)

    def index_of(self, record: object) -> int | None:
        return self._places.get(record) if isinstance(record, str) else None

    def _drawn(self, row: RadarRow) -> Row:
        cells: tuple[Cell, ...] = (
            row.person or (shown(row.phone, self._desk.office.region) if row.phone else "no client named"),
            row.matter,
            row.last_words(self._desk.now(), self._desk.office.tz),
            f"{row.tries}x" if row.tries else "",
            in_style(row.why_words, "late") if self._is_grave(row) else row.why_words,
            str(row.open) if row.open else "none",
            row.promises.words.replace(" of ", "/"),
        )
        return Row(row.key, cells, mark="!" if row.section == "no_future_item" else "")

    def _is_grave(self, row: RadarRow) -> bool:
        if row.section == "silent":
            return row.band == self._desk.office.silence_days[-1]
        if row.section == "called_once":
            return row.last is None
        return row.section == "no_future_item" or row.promises.overdue > 0


def explained(row: RadarRow | None, desk: Desk, look: Look, width: int) -> list[Text]:
    """Why a row stands on the radar, in a sentence or two."""
    if row is None:
        return []
    now, tz = desk.now(), desk.office.tz
    who, days = row.person or "this number", f"{row.days} day{'' if row.days == 1 else 's'}"
    if row.section == "called_once":
        called = at_words(row.called, now, tz) if row.called else ""
        spoken = "was spoken with, but nobody has" if row.last else "nobody has spoken with them since, nobody has"
        said = f"{who} called {called}; {spoken} got back to them and nothing is open for them."
    elif row.section == "promises":
        tally = row.promises
        said = (
            f"Of what was promised to {who} in twelve months: {tally.kept} kept, {tally.late} done late,"
            f" {tally.overdue} open and late, {tally.open} open, {tally.cancelled} cancelled"
            f"{f', {tally.not_carried_out} not carried out' if tally.not_carried_out else ''}. "
            f"{key_of('radar.promises')} shows each."
        )
    else:
        if row.last:
            said = f"Somebody last spoke with {who} {at_words(row.last, now, tz)}, {days} ago."
        elif row.beyond:
            said = f"Nobody has spoken with {who} for more than {row.days - 1} days; "
            said += f"{key_of('radar.last')} looks up the last call."
        else:
            said = f"Nobody has spoken with {who} yet, in {days}."
        if row.section == "no_future_item":
            said += f" {_open_words(row.open)}, and no next contact is named: {key_of('radar.touch')} makes one."
        elif row.touch_base:
            said += f" Their matter asks for a word every {row.touch_base} days, whoever it waits on."
        else:
            said += " Waiting on the attorney does not stop this clock."
    if row.tries:
        said += f" Tried {row.tries}x since."
    if row.others:
        said += f" {row.others} more open {'matter' if row.others == 1 else 'matters'} of theirs."
    return wrapped(styled(said, look.plain), width)


def _open_words(count: int) -> str:
    """What stands beside "Open 1" where nothing is planned."""
    return f"{count} open, none of it with a time to come" if count else "Nothing is open"


def promise_lines(promises: Sequence[tuple[FollowUp, Kept]], desk: Desk, look: Look, width: int) -> list[Text]:
    """Each promise with what became of it."""
    lines: list[Text] = []
    for item, kept in promises:
        grave = kept in {Kept.LATE, Kept.OVERDUE, Kept.NOT_CARRIED_OUT}
        head = styled(f"{kept.value:<16}", look.late if grave else look.quiet)
        head.append(f"{_due(item, desk.now(), desk):<12}", look.plain)
        first, *rest = wrapped(styled(f"#{item.number} {item.text}", look.plain), max(10, width - head.cell_len))
        indent = " " * head.cell_len
        lines += [head.append_text(first), *(styled(indent, look.plain).append_text(row) for row in rest)]
        if item.outcome:
            lines += [
                styled(indent, look.plain).append_text(row)
                for row in wrapped(styled(item.outcome, look.quiet), max(10, width - len(indent)))
            ]
    return lines


def _due(item: FollowUp, now: datetime, desk: Desk) -> str:
    return day_words(from_utc_text(item.due), now, desk.office.tz) if item.due else "no date"
