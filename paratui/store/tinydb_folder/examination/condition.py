"""How the records of an office stand: what is folded, what waits in the journal, what is damaged or left behind.

Reads only what is not folded yet; `verify` reads everything.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import OfficeError
from paratui.store.tinydb_folder.drafts.draft_file import parse_name
from paratui.store.tinydb_folder.drafts.drafts import living, written
from paratui.store.tinydb_folder.files.aside import pieces
from paratui.store.tinydb_folder.files.meta import NoMetaError, read_meta
from paratui.store.tinydb_folder.files.replay import is_empty
from paratui.store.tinydb_folder.files.shard import UnreadableError, read_tables
from paratui.store.tinydb_folder.ground.folder import HOT
from paratui.store.tinydb_folder.journal.head import noted_head
from paratui.store.tinydb_folder.journal.journal import Journal, RewoundError
from paratui.store.tinydb_folder.journal.segment import BadLineError, parse

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.store.interface import SetAside
    from paratui.store.tinydb_folder.ground.folder import Folder
    from paratui.store.tinydb_folder.journal.journal import Position
    from paratui.store.tinydb_folder.journal.segment import Body

_PIECE = 65536


class Files(NamedTuple):
    """What meta.json says and whether it is so. `refusal` is why no paratui of this version may open the office,
    `unreadable` what is wrong with meta.json, `hot` what is wrong with hot.json.
    """

    refusal: str = ""
    unreadable: str = ""
    hot: str = ""
    schema: int = 0
    missing: tuple[str, ...] = ()


class Waiting(NamedTuple):
    """What is in the journal only: how many commits and bytes, and when the oldest of them was made (UTC text).

    `seq` counts every commit ever made; `newest` is when the last was made, `by` whose it is. `tail` is bytes
    after the last whole commit, `damage` a sentence when a commit before the last is not as it was written.
    """

    seq: int
    commits: int
    size: int
    since: str
    newest: str
    by: str
    tail: int
    damage: str


class DraftFile(NamedTuple):
    """A call that is being taken, or was when its process ended: `alive` tells which."""

    call: int
    login: str
    written: datetime
    alive: bool


def files_of(folder: Folder) -> Files:
    """Whether the files that say where everything is can be read. Raises OSError."""
    hot = _hot_trouble(folder)
    try:
        meta = read_meta(folder)
    except NoMetaError as error:
        return Files(unreadable=str(error), hot=hot)
    except OfficeError as error:
        return Files(refusal=str(error), hot=hot)
    missing = tuple(name for name in meta.files if not (folder.path / name).exists() and name != HOT)
    return Files(hot=hot, schema=meta.folded.schema, missing=missing)


def _hot_trouble(folder: Folder) -> str:
    try:
        read_tables(folder.hot.read_bytes())
    except FileNotFoundError:
        return "is missing"
    except UnreadableError as error:
        return str(error)
    return ""


def waiting_of(folder: Folder) -> Waiting | None:
    """What waits in the journal; None when meta.json does not say where to begin. Raises OSError."""
    # Somebody may fold, or take back a line, while this looks.
    for last in (False, True):
        try:
            return _waiting(folder)
        except (NoMetaError, OfficeError):
            return None
        except (RewoundError, FileNotFoundError):
            if last:
                raise
    return None


def _waiting(folder: Folder) -> Waiting:
    # Before the journal is read: what is acknowledged meanwhile is not missing from it.
    head = noted_head(folder)
    start = read_meta(folder).folded.position
    journal = Journal(folder, start, os.O_RDONLY)
    try:
        sealed = journal.read_on()
        if journal.tail and not journal.damage:
            # One being written at this moment is whole at the second look.
            sealed += journal.read_on()
        if not (journal.tail or journal.damage):
            journal.look_for_its_end(head)
    finally:
        journal.close()
    bodies = [one.body for one in sealed]
    last = bodies[-1] if bodies else _last_folded(folder, start)
    return Waiting(
        seq=journal.position.seq,
        commits=len(bodies),
        size=sum(len(one.line) + 1 for one in sealed),
        since=bodies[0].time if bodies else "",
        newest=last.time if last else "",
        by=last.by if last else "",
        tail=journal.tail,
        damage=journal.damage,
    )


def _last_folded(folder: Folder, end: Position) -> Body | None:
    """The commit before a place in the journal, None when it cannot be read."""
    segments = folder.segments()
    number, offset = end.segment, end.offset
    if offset == 0:
        number -= 1
    if number not in segments:
        return None
    with segments[number].open("rb") as file, suppress(BadLineError):
        return parse(_last_line(file.fileno(), offset or os.fstat(file.fileno()).st_size))
    return None


def _last_line(fd: int, end: int) -> bytes:
    """The last line that ends at byte `end`, without its newline."""
    data, start = b"", end
    while start > 0 and b"\n" not in data[:-1]:
        size = min(_PIECE, start)
        start -= size
        data = os.pread(fd, size, start) + data
    return data.rstrip(b"\n").rpartition(b"\n")[2]


def missing_segments(folder: Folder) -> list[int]:
    """The numbers of segments that are in neither place although later ones are. Raises OSError."""
    there = folder.segments()
    return [number for number in range(1, max(there, default=0)) if number not in there]


def has_commits(folder: Folder) -> bool:
    """Whether the journal holds anything, which then can stand in for a lost meta.json. Raises OSError."""
    return not is_empty(folder)


def drafts_of(folder: Folder, now: datetime) -> list[DraftFile]:
    """Every call that is or was being taken, last written first. Raises OSError."""
    alive = living(folder.drafts, now)
    newest: dict[int, DraftFile] = {}
    for path in folder.drafts.iterdir():
        name = parse_name(path.name)
        if name:
            draft = DraftFile(name.call, name.login, written(path), name.call in alive)
            newest[name.call] = max(draft, newest.get(name.call, draft), key=lambda one: one.written)
    return sorted(newest.values(), key=lambda one: one.written, reverse=True)


def set_aside_in(folder: Folder) -> list[SetAside]:
    """The pieces in torn/ and foreign/. Raises OSError."""
    return pieces(folder)
