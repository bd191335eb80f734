"""The doctor's round: everything that is looked at, in the order in which it must be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.diagnosis import Diagnosis, Group
from paratui.services.doctor.accounts import Accounts  # noqa: TC001 - fields of a record
from paratui.services.doctor.clock import clock_line, zone_line
from paratui.services.doctor.disk import disk_line, room_line
from paratui.services.doctor.entries import modes_line, owners_line, unfinished_line
from paratui.services.doctor.folder import account_line, folder_line, group_line
from paratui.services.doctor.people import left_lines
from paratui.services.doctor.program import Installed, program_lines
from paratui.services.doctor.records import Moment, newest_commit, record_lines
from paratui.services.doctor.settings import calendar_line, settings_of
from paratui.services.doctor.terminal import Terminal, terminal_lines
from paratui.services.doctor.words import word_lines
from paratui.store.office_settings import FILE
from paratui.store.tinydb_folder.examination.examination import (
    EMPTY,
    OFFICE,
    Place,
    Room,
    entries,
    examine_place,
    room_of,
)
from paratui.store.tinydb_folder.ground.folder import Folder
from paratui.store.tinydb_folder.ground.refusals import MOUNTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime, tzinfo
    from pathlib import Path

    from paratui.domain.diagnosis import Line
    from paratui.domain.office import Office
    from paratui.domain.wall_clock import WallClock


class Surroundings(NamedTuple):
    """What the doctor is handed: the folder, who looks, the terminal, and the time by the machine and the office.

    `zone` is the machine's, whose times are used where the office has none; `kept` is whether a time service
    keeps the clock right, None where the machine does not tell.
    """

    folder: Path
    accounts: Accounts
    terminal: Terminal
    installed: Installed
    clock: Callable[[Office], WallClock]
    machine: datetime
    local: tzinfo
    zone: str
    kept: bool | None
    mounts: Path = MOUNTS


def look_over(around: Surroundings) -> Diagnosis:
    """Look at everything once. Opens no office, makes nothing, changes nothing, and keeps nobody waiting."""
    place = examine_place(around.folder)
    room = room_of(place.path, around.mounts)
    if room and room.read_only:
        # Nobody may write there, whatever the modes are: that is told of the disk.
        place = place._replace(writable=True)
    folder = Folder(place.path)
    there = place.writable and place.standing in {OFFICE, EMPTY}
    has_settings = there and (place.standing == OFFICE or (place.path / FILE).exists())
    office, settings = settings_of(place.path) if has_settings else (None, None)
    tz = office.tz if office else around.local
    now = around.clock(office).now() if office else around.machine
    moment = Moment(now, around.machine, tz)
    groups = [Group("folder", tuple(_folder_lines(place, room, around)))]
    newest = None
    if place.standing == OFFICE and place.writable:
        records = (*record_lines(folder, around.accounts, moment), *left_lines(folder, now.astimezone(tz).date()))
        groups.append(Group("records", records))
        newest = newest_commit(folder)
    if settings:
        calendar = (calendar_line(office, now),) if office else ()
        groups.append(Group("office", (settings, *calendar, *word_lines(place.path, office))))
    times = (
        clock_line(now, newest, tz, around.accounts, kept=around.kept),
        zone_line(around.zone, office, now),
    )
    groups += [
        Group("time", times),
        Group("terminal", tuple(terminal_lines(around.terminal))),
        Group("program", tuple(program_lines(around.installed))),
    ]
    return Diagnosis(tuple(groups))


def _folder_lines(place: Place, room: Room | None, around: Surroundings) -> Iterator[Line]:
    yield folder_line(place, around.accounts)
    if place.standing in {OFFICE, EMPTY} and place.writable:
        yield account_line(place, around.accounts)
        yield group_line(place, around.accounts)
    if place.standing == OFFICE and place.writable:
        found, locked = entries(place.path)
        owners = owners_line(place, found, around.accounts)
        if owners:
            yield owners
        yield modes_line(place, found, locked, around.accounts)
        left = unfinished_line(found, around.machine.timestamp())
        if left:
            yield left
    if room:
        yield disk_line(place.path, room)
        yield room_line(room)
