"""The public holidays of the office, kept in its folder: asking the library each time takes a tenth of a second.

The file can be thrown away; it is made anew, as it is when the settings change or the library is a newer one.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date  # noqa: TC003 - msgspec reads the types of fields
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from paratui.domain.learnt import learnt
from paratui.domain.public_holidays import HolidayRule, learn, public_holidays
from paratui.store.office_data_file import HOLIDAYS
from paratui.store.tinydb_folder.ground.disk import replace

if TYPE_CHECKING:
    from paratui.domain.office import Office


class _Kept(msgspec.Struct, frozen=True):
    """Whose holidays they are, and each day with its name."""

    country: str
    state: str
    observed: bool
    days: dict[date, str]

    @property
    def rule(self) -> HolidayRule:
        return HolidayRule(self.country, self.state, self.observed)


def learn_holidays(folder: Path, office: Office) -> None:
    """See to it that the office's holidays are known, from the file where it serves.

    Raises OfficeError when there is no such country, state, or holiday to leave out.
    """
    rule = office.holidays.rule(office.holiday_state)
    if rule is None:
        return
    kept = _kept(folder)
    if kept and kept.rule == rule:
        learn(rule, kept.days)
    office.holidays.refuse_left_out(public_holidays(rule))


def keep_holidays(folder: Path, office: Office) -> None:
    """Write the file where it is missing or serves no more. An office that cannot be written goes on without."""
    rule = office.holidays.rule(office.holiday_state)
    if rule is None:
        return
    kept = _kept(folder)
    if kept and kept.rule == rule:
        return
    days = dict(public_holidays(rule))
    with suppress(OSError):
        replace(folder / HOLIDAYS, msgspec.json.format(msgspec.json.encode(_Kept(*rule, days)), indent=1))


def _kept(folder: Path) -> _Kept | None:
    """What the file holds, None when it is missing, older than the library, or cannot be used."""
    path = folder / HOLIDAYS
    try:
        library = find_spec("holidays")
        if library is None or library.origin is None:
            return None
        if path.stat().st_mtime < Path(library.origin).stat().st_mtime:
            return None
        return msgspec.json.decode(path.read_bytes(), type=learnt(_Kept))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
