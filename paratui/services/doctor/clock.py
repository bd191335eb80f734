"""The clock and the time zones."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from paratui.domain.diagnosis import look, mend, ok
from paratui.domain.spoken_time import clock_time
from paratui.domain.us_places import keeps_time_of, state_zone
from paratui.store.office_settings import FILE

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from paratui.domain.diagnosis import Line
    from paratui.domain.office import Office
    from paratui.services.doctor.accounts import Accounts

SLACK = timedelta(minutes=5)
_KEEP = ("timedatectl", "set-ntp", "true")


def clock_line(now: datetime, newest: datetime | None, tz: tzinfo, accounts: Accounts, *, kept: bool | None) -> Line:
    """Whether the clock can be right: not before the newest commit, and `kept` by a time service.

    `kept` is None where the machine does not tell.
    """
    shown = f"{now.astimezone(tz):%a %b %-d}, {clock_time(now, tz)}"
    if newest and newest - now >= SLACK:
        saved = f"{newest.astimezone(tz):%a %b %-d}, {clock_time(newest, tz)}"
        return mend(
            "clock",
            f"it says {shown}, but something was saved at {saved}",
            "set it right, or what is entered now stands under the wrong time (nothing is lost):",
            accounts.command(_KEEP),
        )
    if kept is False:
        return look("clock", f"{shown}; no time service keeps it right", "let one do it:", accounts.command(_KEEP))
    return ok("clock", f"{shown}{', kept right by a time service' if kept else ''}")


def zone_line(machine_zone: str, office: Office | None, now: datetime) -> Line:
    """In which zone times are shown, and whether it is one of the office's state."""
    machine = machine_zone or "one without a name"
    if office is None:
        return ok("zone", f"{machine}, the machine's; no office's can be read")
    if not keeps_time_of(office.state, office.zone, now):
        fits = state_zone(office.state, office.zone)
        here, there = (clock_time(now, ZoneInfo(zone)) for zone in (office.zone, fits))
        return look(
            "zone",
            f"the office is in {office.state} but counts by {office.zone}: its {here} is {there} there",
            f'write zone = "{fits}" in {FILE}, or the state that is meant',
        )
    if machine_zone == office.zone:
        return ok("zone", f"{office.zone}, the office's and the machine's")
    return ok("zone", f"{office.zone}, the office's; the machine's is {machine}")
