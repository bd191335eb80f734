"""The newest state of every record in the commits that are not folded into the TinyDB files yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from paratui.domain.follow_up import CLOSED
from paratui.store.interface import KINDS
from paratui.store.tinydb_folder.journal.segment import PURGED

if TYPE_CHECKING:
    from paratui.store.tinydb_folder.journal.segment import Sealed


class Entry(NamedTuple):
    """A record as one commit left it; `raw` is its document's bytes."""

    seq: int
    rev: int
    raw: msgspec.Raw
    by: str
    time: str


class Peek(msgspec.Struct, frozen=True):
    """The few fields by which the store finds a place for a document, whatever their type."""

    rev: Any = 0
    status: Any = None
    number: Any = None


peek = msgspec.json.Decoder(Peek).decode


def is_hot(kind: str, status: object) -> bool:
    """Whether a record lives in hot.json: an open follow-up, a call in progress."""
    if kind == "follow_up":
        return status not in CLOSED
    return kind == "call" and status == "in_progress"


class Overlay:
    """Records by kind and id."""

    def __init__(self) -> None:
        self.kinds: dict[str, dict[int, Entry]] = {kind: {} for kind in KINDS}
        self.last_number = 0

    def add(self, sealed: Sealed) -> None:
        """Apply one commit."""
        body = sealed.body
        for op in body.ops:
            self.kinds.setdefault(op.kind, {})[op.id] = Entry(body.seq, op.rev, op.doc, body.by, body.time)
            if op.kind == "follow_up" and op.doc != PURGED:
                number = peek(op.doc).number
                if isinstance(number, int):
                    self.last_number = max(self.last_number, number)

    def drop(self, seq: int) -> None:
        """Forget what commits up to `seq` left, since the files hold it."""
        for records in self.kinds.values():
            for record in [record for record, entry in records.items() if entry.seq <= seq]:
                del records[record]
