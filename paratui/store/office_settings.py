"""The office's own settings: `office.toml` in the office folder."""

from __future__ import annotations

import tomllib
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from paratui.domain.errors import OfficeError, StoreFull
from paratui.domain.office import Office
from paratui.store.tinydb_folder.ground.disk import is_full, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "office.toml"
_HEAD = """\
# The office's settings. Edit with any editor; paratui reads them when it starts.
# Opening hours: a list of "HH:MM-HH:MM" per weekday, an empty list for a day that is closed.
"""


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
        return msgspec.convert(tomllib.loads(raw.decode("utf-8")), Office).checked()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OfficeError(f"{path} is not valid TOML ({error}); mend that line and start again") from None
    except msgspec.ValidationError as error:
        raise OfficeError(f"{path} has a setting that cannot be used: {error}; mend it and start again") from None


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
    quoted = {name: msgspec.json.encode(value).decode() for name, value in msgspec.structs.asdict(office).items()}
    plain = [name for name in office.__struct_fields__ if name != "hours"]
    lines = [f"{name} = {quoted[name]}" for name in plain]
    hours = [f"{day} = {msgspec.json.encode(ranges).decode()}" for day, ranges in office.hours.items()]
    return "\n".join([_HEAD, *lines, "", "[hours]", *hours, ""])
