"""purged.json: that a record was purged, by whom and when, and a follow-up's number; nothing of what it said."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from paratui.store.tinydb_folder.files import replay
from paratui.store.tinydb_folder.files.shard import UnreadableError, read_tables
from paratui.store.tinydb_folder.journal.segment import PURGED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paratui.store.tinydb_folder.files.shard import Tables
    from paratui.store.tinydb_folder.ground.folder import Folder


class Buried(msgspec.Struct, frozen=True):
    """What is kept of a purged record: `rev` is the revision that purged it; `number` is a follow-up's, or 0."""

    id: int
    rev: int
    by: str
    time: str
    number: int = 0


def purges_from_journal(folder: Folder, last_seq: int, numbers: Mapping[int, int], highest: int = 0) -> Tables:
    """purged.json as the commits up to `last_seq` left it; the journal does not tell the `numbers` of follow-ups.

    One whose number is not known gets the `highest` that was ever given, so that none is given again.
    Raises replay.DamagedError.
    """
    tables: Tables = {}
    for (kind, record), entry in replay.rebuilt(folder, last_seq, lambda _kind, _record: True).items():
        if entry.raw == PURGED:
            number = numbers.get(record, highest) if kind == "follow_up" else 0
            row = Buried(record, entry.rev, entry.by, entry.time, number)
            tables.setdefault(kind, {})[record] = msgspec.Raw(msgspec.json.encode(row))
    return tables


def numbers_in(tables: Tables) -> dict[int, int]:
    """The numbers of purged follow-ups, by their ids, as far as a purged.json tells."""
    found = {}
    for record, raw in tables.get("follow_up", {}).items():
        with suppress(msgspec.DecodeError):
            found[record] = msgspec.json.decode(raw, type=Buried).number
    return found


def highest_purged(folder: Folder) -> int:
    """The highest number of a purged follow-up, which the journal does not tell any more."""
    try:
        return max(numbers_in(read_tables(folder.purged.read_bytes())).values(), default=0)
    except (FileNotFoundError, UnreadableError):
        return 0
