"""How far the journal went when the last commit was acknowledged, noted in the lock file beside it.

The note is written after the commit is durable and is not synced itself: after a power cut it may be older than the
journal or gone, and then it says nothing. It is never ahead of what was acknowledged, so a journal that ends before
it has lost its end.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from paratui.store.tinydb_folder.ground.folder import Folder
    from paratui.store.tinydb_folder.ground.lock import OfficeLock

# Behind the name of the lock's holder.
_AT = 128
_NOTE = re.compile(rb"(\d{20}) ([0-9a-f]{64})\n")
_BYTES = 86


class Head(NamedTuple):
    """The number of the last acknowledged commit, and the chain's value at it."""

    seq: int
    chain: str


def note_head(lock: OfficeLock, head: Head) -> None:
    """Note it in the commit lock, which is held."""
    lock.note(b"%020d %s\n" % (head.seq, head.chain.encode()), _AT)


def noted_head(folder: Folder) -> Head | None:
    """What was noted last; None where nothing is, or nothing that can be read."""
    try:
        fd = os.open(folder.commit_lock, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        return _read(os.pread(fd, _BYTES, _AT))
    except OSError:
        return None
    finally:
        os.close(fd)


def head_in(lock: OfficeLock) -> Head | None:
    """As `noted_head`, through the commit lock, which is held."""
    return _read(lock.noted(_BYTES, _AT))


def _read(note: bytes) -> Head | None:
    found = _NOTE.fullmatch(note)
    return Head(int(found[1]), found[2].decode()) if found else None


def lost_end(head: Head | None, seq: int) -> str:
    """What to say of a journal that ends at commit `seq`; empty when nothing after it is known to be acknowledged."""
    if head is None or head.seq <= seq:
        return ""
    return f"ends at commit {seq} although commit {head.seq} was saved: its end is lost"
