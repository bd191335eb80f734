"""The office's own settings: office.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.diagnosis import look, mend, ok
from paratui.domain.errors import OfficeError
from paratui.domain.spoken_size import count_words
from paratui.store.office_settings import FILE, read_office

if TYPE_CHECKING:
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
