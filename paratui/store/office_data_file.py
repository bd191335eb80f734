"""One data file of the office: where it lies, how it is read, and what is said of one that cannot be.

The office's own lie in its folder under the same names as the shipped ones, and stand before them.
"""

from __future__ import annotations

import tomllib
from codecs import BOM_UTF8
from pathlib import Path
from sys import intern
from typing import Any, TypeAlias

from paratui.domain.errors import BadInput, OfficeError

CHECKLISTS = "checklists"
KEYS = "keys"
PRACTICE_AREAS = "practice_areas"
CARDS = "cards.toml"
CONSENT = "consent.toml"
NICKNAMES = "nicknames.toml"
GUARDS = "guards.toml"
AREA_CODES = "area_codes.toml"
PROCESS_MAPS = "process_maps.toml"
# Made by the program, and made anew when it is thrown away.
HOLIDAYS = "holidays.json"

# What an office may write of its own beside office.toml.
OWN_FILES = (CARDS, CONSENT, NICKNAMES, GUARDS, AREA_CODES, PROCESS_MAPS, HOLIDAYS)
OWN_FOLDERS = (CHECKLISTS, PRACTICE_AREAS)

# Far more than a law office can write; reading on would keep a call waiting.
MOST_BYTES = 2_000_000

_SHIPPED = Path(__file__).parents[1] / "office"

# By path: when a file was last written (ns), its bytes, and which file it is.
Marks: TypeAlias = dict[str, tuple[int, int, int]]


def shipped(name: str) -> Path:
    """A file or folder the program comes with."""
    return _SHIPPED / name


def shipped_keys(name: str) -> str:
    """The text of a set of keys the program comes with."""
    return (shipped(KEYS) / f"{name}.toml").read_text(encoding="utf-8")


def own_file(folder: Path | None, name: str) -> Path | None:
    """The office's own file of a name, None when it has none; raises OfficeError when nobody can tell."""
    return named(folder, name) if folder else None


def read_toml(path: Path) -> dict[str, Any]:
    """The contents of a data file; raises BadInput naming the file and the line to mend."""
    try:
        if not path.is_file():
            raise BadInput(f"{path} is not a file; write the file there, or take away what stands in its place")
        with path.open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput(cannot_be_read(path, error)) from None
    if len(raw) > MOST_BYTES:
        raise BadInput(f"{path} is larger than {MOST_BYTES // 1_000_000} MB; shorten it to what the office needs")
    try:
        # Editors on Windows put a mark before the first letter.
        read = tomllib.loads(raw.removeprefix(BOM_UTF8).decode())
        return {name: _shared(each) for name, each in read.items()}
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput(f"{path} is not valid TOML (line {line} is not UTF-8); save the file as UTF-8") from None
    except RecursionError:
        raise BadInput(f"{path} is not valid TOML (lists within lists without end); mend it") from None
    except ValueError as error:
        raise BadInput(f"{path} is not valid TOML ({error}); mend that line") from None


def _shared(read: Any) -> Any:
    """The same with equal texts held once: checklists repeat each other's sentences."""
    if isinstance(read, dict):
        return {name: _shared(each) for name, each in read.items()}
    if isinstance(read, list):
        return [_shared(each) for each in read]
    return intern(read) if isinstance(read, str) else read


def toml_files(folder: Path) -> list[Path]:
    """The data files of a folder by name, none when nothing of that name is there. Raises OfficeError."""
    return sorted(
        (path for path in _entries(folder) if path.name.endswith(".toml") and not path.name.startswith(".")),
        key=lambda path: path.name,
    )


def named(folder: Path, name: str) -> Path | None:
    """The file of that name in a folder; a name that leads elsewhere names no file. Raises OfficeError."""
    return next((path for path in _entries(folder) if path.name == name), None)


def marks(folder: Path | None, name: str) -> Marks:
    """By what a change of the office's own file or folder of a name is noticed; empty when there is none."""
    if folder is None:
        return {}
    place = folder / name
    found: Marks = {}
    try:
        folded = name in OWN_FOLDERS and place.is_dir()
        paths = [place / path.name for path in toml_files(place)] if folded else [place]
        for path in paths:
            facts = path.stat()
            found[path.name] = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
    except (OSError, OfficeError):
        # What cannot be looked at now is looked at again; whoever reads it says why.
        return found
    return found


def cannot_be_read(path: Path, error: OSError) -> str:
    """What to say of a file or folder the system does not give."""
    return f"{path} cannot be read ({error.strerror}); ask the office's admin for access"


def _entries(folder: Path) -> list[Path]:
    """What lies in a folder, nothing when there is none. Raises OfficeError when it cannot be read."""
    try:
        return list(folder.iterdir())
    except FileNotFoundError:
        return []
    except NotADirectoryError:
        raise OfficeError(
            f"{folder} is not a folder; make a folder there for the files, or take away what stands in its place"
        ) from None
    except OSError as error:
        raise OfficeError(cannot_be_read(folder, error)) from None
