"""What could not be used and is kept for a person to look at: torn/ and foreign/.

Beside each piece lies a note: a sentence, a line of JSON that says where the piece comes from, and a line for
each time somebody dealt with it. A piece that is dealt with gets a name that ends in `.seen`; it is never deleted.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from paratui.domain.errors import OfficeError
from paratui.store.interface import SetAside
from paratui.store.tinydb_folder.ground.disk import replace, sync_folder

if TYPE_CHECKING:
    from pathlib import Path

    from paratui.store.tinydb_folder.ground.folder import Folder

PLACES = ("torn", "foreign")
_NOTE = ".why"
_SEEN = ".seen"


class Origin(msgspec.Struct, frozen=True):
    """Where a piece comes from: the file, and which records of it (by table) the piece does not have."""

    file: str = ""
    gone: dict[str, list[int]] = {}


def put_aside(folder: Folder, part: str, name: str, data: bytes, why: str, origin: Origin | None = None) -> str:
    """Keep bytes in torn/ or foreign/ with a sentence; returns their file. Doing it twice keeps one copy."""
    where = folder.path / part / f"{name.replace('/', '-')}.{sha256(data).hexdigest()[:12]}"
    if not where.exists():
        note = why.encode() + b"\n" + msgspec.json.encode(origin or Origin(name)) + b"\n"
        replace(_note_of(where), note)
        replace(where, data)
    return f"{part}/{where.name}"


def pieces(folder: Folder) -> list[SetAside]:
    """Everything set aside and not dealt with yet."""
    found = []
    for part in PLACES:
        for path in sorted((folder.path / part).iterdir()):
            if path.name.endswith((_NOTE, _SEEN, ".new")):
                continue
            note = _note_of(path)
            why = note.read_text("utf-8", "replace").partition("\n")[0] if note.exists() else ""
            found.append(SetAside(f"{part}/{path.name}", why or "Nobody noted why this is here"))
    return found


def read_piece(folder: Folder, file: str) -> tuple[bytes, Origin]:
    """The bytes of a piece and where it comes from; raises OfficeError when there is no such piece."""
    path = _place(folder, file)
    lines = _note_of(path).read_bytes().split(b"\n") if _note_of(path).exists() else []
    try:
        origin = msgspec.json.decode(lines[1], type=Origin) if len(lines) > 1 else Origin()
    except msgspec.DecodeError:
        origin = Origin()
    return path.read_bytes(), origin


def note_taken(folder: Folder, file: str, kind: str, record: int) -> None:
    """Note that what a piece says of a record is in the office now; raises OfficeError when there is none."""
    note = _note_of(_place(folder, file))
    replace(note, (note.read_bytes() if note.exists() else b"\n\n") + b"taken %s %d\n" % (kind.encode(), record))


def taken_from(folder: Folder, file: str) -> set[tuple[str, int]]:
    """The records whose wording in a piece was taken over already."""
    note = _note_of(_place(folder, file))
    lines = note.read_text("utf-8", "replace").split("\n")[2:] if note.exists() else []
    words = [line.split(" ") for line in lines if line.startswith("taken ")]
    return {(kind, int(record)) for _, kind, record in words}


def file_away(folder: Folder, file: str, remark: str) -> str:
    """Mark a piece as dealt with, and note the remark beside it; raises OfficeError when there is none."""
    path = _place(folder, file)
    note = _note_of(path)
    replace(note, (note.read_bytes() if note.exists() else b"\n\n") + remark.encode() + b"\n")
    path.rename(path.with_name(path.name + _SEEN))
    sync_folder(path.parent)
    return file + _SEEN


def _note_of(path: Path) -> Path:
    return path.with_name(path.name + _NOTE)


def _place(folder: Folder, file: str) -> Path:
    part, _, name = file.partition("/")
    path = folder.path / part / name
    if part not in PLACES or "/" in name or name.endswith((_NOTE, _SEEN)) or not path.is_file():
        raise OfficeError(f"{file} is not there any more; look again, a colleague may have dealt with it")
    return path
