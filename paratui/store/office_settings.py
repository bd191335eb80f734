"""The office's own settings: `office.toml` in the office folder."""

from __future__ import annotations

import re
import tomllib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec

from paratui.domain.errors import OfficeError, StoreFull
from paratui.domain.learnt import learnt
from paratui.domain.office import Office
from paratui.store.holiday_file import learn_holidays
from paratui.store.tinydb_folder.ground.disk import is_full, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "office.toml"
_HEAD = """\
# The office's settings. Edit with any editor; paratui reads them when it starts.
# Opening hours: a list of "HH:MM-HH:MM" per weekday, an empty list for a day that is closed.
# A day with other hours:  [[special_days]]  day = "2026-12-24"  hours = ["09:00-12:00"]  name = "Christmas Eve"
#                          (until = "2026-12-31" for a range, hours = [] for closed)
# Public holidays: [holidays] country = "US" (or "" for none), state = "CA" (left out: the office's, "": federal
# only), observed, leave_out = ["Columbus Day"], own = [{ day = "12-24", name = "Christmas Eve" }].
# `paratui hours` shows what comes of it.
"""
_TABLES = frozenset({"hours", "special_days", "holidays", "weights", "pulse"})
_WEIGHTS = "# The order of the queue: a line such as court = 8.0 where a term weighs more or less here than usual."
_PULSE = "# Pulse shows everybody their own figures and sums of the office. With true, attorneys see returns by name."
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_DAY_FIELDS = (".day`", ".until`")


def read_office(folder: Path) -> Office:
    """The settings of an office folder; raises OfficeError naming file and field when they cannot be used."""
    path = folder / FILE
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise OfficeError(f"{path} is missing; run paratui in a terminal to set the office up") from None
    except OSError as error:
        raise OfficeError(f"{path} cannot be read ({error.strerror}); ask the office's admin for access") from None
    try:
        office = msgspec.convert(tomllib.loads(raw.decode("utf-8")), learnt(Office)).checked()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OfficeError(f"{path} is not valid TOML ({error}); mend that line and start again") from None
    except msgspec.ValidationError as error:
        how = ' as "2026-12-24"' if str(error).endswith(_DAY_FIELDS) else ""
        raise OfficeError(
            f"{path} has a setting that cannot be used: {error}; mend it{how} and start again"
        ) from None
    learn_holidays(folder, office)
    return office


def write_office(folder: Path, office: Office) -> None:
    """Write `office.toml`, whole or not at all; raises OfficeError, StoreFull when the folder cannot be written."""
    with setting_up(folder):
        replace(folder / FILE, office_text(office).encode())


@contextmanager
def setting_up(folder: Path) -> Iterator[None]:
    """A block that sees to the settings; what the disk refuses in it is raised as OfficeError or StoreFull."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise StoreFull(f"The disk of {folder} is full, so nothing was set up; make room and try again") from None
        raise OfficeError(
            f"{folder / FILE} cannot be written ({error.strerror}); ask the office's admin for access"
        ) from None


def office_text(office: Office) -> str:
    """The settings as the text of `office.toml`."""
    plain = [name for name in office.__struct_fields__ if name not in _TABLES]
    lines = [f"{name} = {_value(getattr(office, name))}" for name in plain]
    hours = [f"{day} = {_value(ranges)}" for day, ranges in office.hours.items()]
    holidays = _fields(msgspec.to_builtins(office.holidays))
    special = [
        line for one in office.special_days for line in ("", "[[special_days]]", *_fields(msgspec.to_builtins(one)))
    ]
    weights = ["", _WEIGHTS, "[weights]", *_fields(office.weights)]
    pulse = ["", _PULSE, "[pulse]", *_fields(msgspec.to_builtins(office.pulse))]
    tables = ["", "[hours]", *hours, "", "[holidays]", *holidays, *weights, *pulse, *special, ""]
    return "\n".join([_HEAD, *lines, *tables])


def _fields(table: dict[str, Any]) -> list[str]:
    named = {name if _BARE.fullmatch(name) else _value(name): value for name, value in table.items()}
    return [f"{name} = {_value(value)}" for name, value in named.items() if value is not None]


def _value(value: Any) -> str:
    """A value as TOML: JSON but for tables, which are written in one line."""
    if isinstance(value, dict):
        return f"{{ {', '.join(_fields(value))} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return msgspec.json.encode(value).decode()
