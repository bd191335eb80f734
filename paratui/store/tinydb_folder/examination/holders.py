"""Who has the open follow-ups, and what is kept of each login, read without opening the office."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from paratui.domain.errors import OfficeError
from paratui.domain.follow_up import CLOSED, Status
from paratui.store.tinydb_folder.files.meta import NoMetaError, read_meta
from paratui.store.tinydb_folder.files.shard import DEFAULT, UnreadableError, read_tables
from paratui.store.tinydb_folder.ground.folder import kind_of_file
from paratui.store.tinydb_folder.journal.journal import Journal, RewoundError
from paratui.store.tinydb_folder.journal.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paratui.domain.record import Doc
    from paratui.store.tinydb_folder.ground.folder import Folder


class Holders(NamedTuple):
    """`staff` is every staff record; `of_items` names who has each open follow-up, and whom it waits on."""

    staff: tuple[Doc, ...] = ()
    of_items: tuple[object, ...] = ()


def holders_in(folder: Folder) -> Holders:
    """As it stands in the plain files and the journal; nobody where they cannot be read. Raises OSError."""
    try:
        overlay = _not_folded(folder)
        items = _newest(read_tables(folder.hot.read_bytes()).get(DEFAULT, {}), overlay, "follow_up")
        folded: dict[int, msgspec.Raw] = {}
        for name in folder.shards():
            if kind_of_file(name) == "staff":
                folded |= read_tables((folder.path / name).read_bytes()).get(DEFAULT, {})
        staff = _newest(folded, overlay, "staff")
    except (NoMetaError, OfficeError, UnreadableError, RewoundError, FileNotFoundError, msgspec.DecodeError):
        # What is wrong with them is told where each of them is looked at.
        return Holders()
    held = tuple(holder for doc in items if doc.get("status") not in CLOSED for holder in _holding(doc))
    return Holders(tuple(staff), held)


def _holding(doc: Doc) -> set[str]:
    waits = doc.get("status") in {Status.WAITING_ATTORNEY.value, Status.WAITING_OTHER.value}
    return {one for one in (doc.get("assignee"), doc.get("waiting_on") if waits else "") if isinstance(one, str)}


def _not_folded(folder: Folder) -> Overlay:
    overlay = Overlay()
    journal = Journal(folder, read_meta(folder).folded.position, os.O_RDONLY)
    try:
        for sealed in journal.read_on():
            overlay.add(sealed)
    finally:
        journal.close()
    return overlay


def _newest(folded: Mapping[int, msgspec.Raw], overlay: Overlay, kind: str) -> list[Doc]:
    raw = {**folded, **{record: entry.raw for record, entry in overlay.kinds[kind].items()}}
    docs = (msgspec.json.decode(one) for one in raw.values())
    return [doc for doc in docs if isinstance(doc, dict)]
