"""What could not be used and is kept for a person to look at: torn/ and foreign/."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from paratui.store.interface import SetAside
from paratui.store.tinydb_folder.disk import replace

if TYPE_CHECKING:
    from paratui.store.tinydb_folder.folder import Folder

_NOTE = ".why"


def put_aside(folder: Folder, part: str, name: str, data: bytes, why: str) -> str:
    """Keep bytes in torn/ or foreign/ with a sentence; returns their file. Doing it twice keeps one copy."""
    where = folder.path / part / f"{name.replace('/', '-')}.{sha256(data).hexdigest()[:12]}"
    if not where.exists():
        replace(where.with_name(where.name + _NOTE), why.encode())
        replace(where, data)
    return f"{part}/{where.name}"


def pieces(folder: Folder) -> list[SetAside]:
    """Everything set aside, until somebody takes it out of torn/ or foreign/."""
    found = []
    for part in ("torn", "foreign"):
        for path in sorted((folder.path / part).iterdir()):
            if path.name.endswith((_NOTE, ".new")):
                continue
            note = path.with_name(path.name + _NOTE)
            why = note.read_text("utf-8", "replace") if note.exists() else "Nobody noted why this is here"
            found.append(SetAside(f"{part}/{path.name}", why))
    return found
