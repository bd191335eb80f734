"""The office's own settings: office.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.diagnosis import look, mend, ok
from paratui.domain.errors import OfficeError
from paratui.domain.opening_hours import local_day
from paratui.domain.spoken_size import count_words
from paratui.services.office_hours import next_closed_day
from paratui.store.office_settings import FILE, read_office

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from paratui.domain.diagnosis import Line
    from paratui.domain.office import Office


def settings_of(folder: Path) -> tuple[Office | None, Line]:
    """The settings, None when they cannot be used, and the line about them."""
    try:
        office = read_office(folder)
    except OfficeError as error:
        said, _, do = str(error).rpartition("; ")
        return None, mend("settings", said or str(error), do if said else "")
    return office, _settings_line(office)


def _settings_line(office: Office) -> Line:
    if office.allow_test_identity and not office.demo:
        return look(
            "settings",
            f"{office.firm}: anybody may work under another name here (allow_test_identity)",
            f"take that out of {FILE} unless this office is for tests",
        )
    if not any(office.hours.values()):
        return look("settings", f"{office.firm}: no opening hours on any day", f"write them into {FILE}")
    days = sum(bool(ranges) for ranges in office.hours.values())
    state = f"state {office.state}" if office.state else "no state, so the strict recording rule"
    return ok("settings", f"{office.firm}: {state}, open {count_words(days, 'day')} a week")


def calendar_line(office: Office, now: datetime) -> Line:
    """Whose holidays close the office, and the next day they or a special day do."""
    today = local_day(now, office)
    rule = office.holidays.rule(office.holiday_state)
    closed = next_closed_day(today, office)
    when = f"next closed {closed[0]:%a %b} {closed[0].day}, {closed[1]}" if closed else "no closed day within a year"
    if rule is None and not closed:
        return look(
            "calendar",
            "no holidays: what comes in on one counts as on any working day",
            f'write country = "US" under [holidays] in {FILE}; paratui hours shows what comes of it',
        )
    whose = f"holidays of {' '.join(filter(None, rule[:2]))}" if rule else "no public holidays"
    return ok("calendar", f"{whose}, {when}")
