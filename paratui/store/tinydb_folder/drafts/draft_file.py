"""The form of a draft's file: its name, its lines, and the lock by which its owner holds it.

The name is `CALL.LOGIN.OWNER.jsonl`, OWNER being the mark of a process, or `left`, and a number for a further copy
of the same. Every line has a checksum of its own.
"""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote
from zlib import crc32

import msgspec

from paratui.store.document import doc_bytes, read_doc
from paratui.store.tinydb_folder.ground.disk import read_at

if TYPE_CHECKING:
    from pathlib import Path

    from paratui.domain.record import Doc

SUFFIX = ".jsonl"
BEGUN = ".new"
"""The suffix of a draft being made: nothing is in it yet."""
_SUM = 8


class DraftName(NamedTuple):
    """What a draft's file name tells."""

    call: int
    login: str
    owner: str


def parse_name(name: str, suffix: str = SUFFIX) -> DraftName | None:
    """The call, login and owner of a draft's file name; None for a file that is no draft."""
    call, _, rest = name.partition(".")
    login, dot, owner = rest.removesuffix(suffix).rpartition(".")
    if not (name.endswith(suffix) and dot and owner and call.isascii() and call.isdigit()):
        return None
    return DraftName(int(call), unquote(login), owner)


def free_path(folder: Path, call: int, login: str, owner: str) -> Path:
    """Where a draft of that name can be put without taking another one's place."""
    stem = f"{call}.{quote(login, safe='')}.{owner}"
    path = folder / f"{stem}{SUFFIX}"
    copies = 1
    while path.exists():
        copies += 1
        path = folder / f"{stem}-{copies}{SUFFIX}"
    return path


def drafts_of(folder: Path, login: str) -> dict[int, list[Path]]:
    """The drafts of a login by call. A call has several when a disk failed and the draft went to a new file."""
    found: dict[int, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        name = parse_name(path.name)
        if name and name.login == login:
            found.setdefault(name.call, []).append(path)
    return found


def draft_line(event: Doc) -> bytes:
    """An event as a line: its CRC-32, a blank, its JSON."""
    text = doc_bytes(event)
    return b"%08x %s\n" % (crc32(text), text)


def events_of(data: bytes) -> tuple[list[Doc], int]:
    """The events in a draft's bytes, without lines that do not hold, and where its last whole line ends."""
    whole = data.rfind(b"\n") + 1
    events = []
    for line in data[:whole].split(b"\n")[:-1]:
        text = line[_SUM + 1 :]
        if line[: _SUM + 1] == b"%08x " % crc32(text):
            try:
                events.append(read_doc(text))
            except msgspec.DecodeError:
                continue
    return events, whole


class FreeDraft(NamedTuple):
    """A draft nobody else holds, held now by `fd`: its events, and where its last whole line ends."""

    fd: int
    path: Path
    events: list[Doc]
    whole: int


def held(path: Path) -> FreeDraft:
    """Hold a draft that lost its owner, and read it; the descriptor is to be closed.

    Raises BlockingIOError when its owner lives, FileNotFoundError when it is gone, another OSError when it cannot
    be read.
    """
    fd = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        facts = os.fstat(fd)
        same = os.path.samestat(facts, path.stat())
        events, whole = events_of(read_at(fd, 0, facts.st_size))
    except BaseException:
        os.close(fd)
        raise
    if not same:
        # Its owner has removed it between the two calls, and made another one.
        os.close(fd)
        raise FileNotFoundError(path)
    return FreeDraft(fd, path, events, whole)


def all_held(paths: list[Path]) -> list[FreeDraft]:
    """The drafts of one call, longest first, held; none when one of them has an owner who lives. Raises OSError.

    Every shorter one is a part of the longest: a kill while everything went to a new file leaves that unfinished.
    """
    free: list[FreeDraft] = []
    for path in paths:
        try:
            free.append(held(path))
        except BlockingIOError:
            let_go(free)
            return []
        except FileNotFoundError:
            continue
        except OSError as error:
            if isinstance(error, PermissionError) and _is_anothers(path):
                continue
            let_go(free)
            raise
    return sorted(free, key=lambda one: len(one.events), reverse=True)


def _is_anothers(path: Path) -> bool:
    try:
        return path.stat().st_uid != os.geteuid()
    except OSError:
        return False


def let_go(drafts: list[FreeDraft]) -> None:
    """Hold these no longer."""
    for draft in drafts:
        os.close(draft.fd)
