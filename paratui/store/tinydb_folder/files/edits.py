"""What a piece set aside says about records: the documents in it that the office does not have like that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from paratui.store.document import read_doc
from paratui.store.interface import Edit
from paratui.store.tinydb_folder.files import replay
from paratui.store.tinydb_folder.files.aside import read_piece, taken_from
from paratui.store.tinydb_folder.files.shard import CALLS, UnreadableError, read_tables
from paratui.store.tinydb_folder.ground.folder import HOT, kind_of_file
from paratui.store.tinydb_folder.journal.overlay import is_hot
from paratui.store.tinydb_folder.journal.segment import BadLineError, decoded, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from paratui.domain.record import Doc
    from paratui.store.tinydb_folder.ground.folder import Folder

    Get = Callable[[str, int], Doc | None]


def edits(folder: Folder, file: str, get: Get) -> list[Edit]:
    """The records in a piece that say something else than the office does or did; raises OfficeError.

    A document that is one of the record's stored revisions says nothing new, however old it is.
    """
    data, origin = read_piece(folder, file)
    offered = _from_tables(data, origin.file) if origin.file.endswith(".json") else _from_lines(data)
    done = taken_from(folder, file)
    other = [one for one in offered if one[:2] not in done and get(one[0], one[1]) != one[2]]
    stored = replay.histories(folder, {(kind, record) for kind, record, _ in other})
    # What was purged is not offered back.
    found = [_edit(*one, stored[one[0], one[1]]) for one in other if (one[0], one[1]) in stored]
    found = [edit for edit in found if edit.theirs not in stored[edit.kind, edit.id].values()]
    for table, records in origin.gone.items():
        kind = kind_of_file(origin.file) or ("call" if table == CALLS else "follow_up")
        for record in records:
            now = get(kind, record)
            if now is not None and (origin.file != HOT or is_hot(kind, now.get("status"))):
                found.append(Edit(kind, record, now, None))
    return found


def _from_tables(data: bytes, name: str) -> Iterator[tuple[str, int, Doc]]:
    try:
        tables = read_tables(data)
    except UnreadableError:
        return
    for table, records in tables.items():
        kind = kind_of_file(name) or ("call" if table == CALLS else "follow_up")
        for record, raw in records.items():
            try:
                yield kind, record, read_doc(raw)
            except msgspec.DecodeError:
                continue


def _from_lines(data: bytes) -> Iterator[tuple[str, int, Doc]]:
    """The documents of the lines that can be read, such as one whose seal does not hold."""
    for line in data.split(b"\n"):
        try:
            body = parse(line)
        except BadLineError:
            continue
        for op in body.ops:
            doc = decoded(op.doc)
            if doc is not None:
                yield op.kind, op.id, doc


def _edit(kind: str, record: int, doc: Doc, stored: dict[int, Doc]) -> Edit:
    """What a document changes, against the version it was made from: that of its own revision, or the newest."""
    rev = doc.get("rev")
    newest = stored[max(stored)] if stored else None
    return Edit(kind, record, stored.get(rev if type(rev) is int else 0) or newest, doc)
