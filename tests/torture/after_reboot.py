"""What must be there when an office is opened after the power came back, and what a user then does with it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from tinydb import TinyDB

from paratui.domain.follow_up import FollowUp
from paratui.domain.ids import make_id
from paratui.store.interface import Put
from paratui.store.tinydb_folder.drafts.drafts import orphans
from paratui.store.tinydb_folder.store import open_folder
from tests.torture.day import OFFICE, SEGMENT_BYTES, Clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.torture.disk_operations import Note

_FILE, _FOLDER, _DRAFT = 0o660, 0o2770, 0o600


class Expected:
    """What the people of the day were told up to a place in the trace."""

    def __init__(self) -> None:
        self.stored: dict[tuple[str, int, int], Any] = {}
        self.begun: list[frozenset[tuple[str, int, int]]] = []
        self.commits: list[frozenset[tuple[str, int, int]]] = []
        self.typed: dict[tuple[str, int], list[Any]] = {}
        self.noted: dict[tuple[str, int], int] = {}
        self.discarding: set[int] = set()
        self.discarded: set[int] = set()
        self.pieces: set[str] = set()
        self.torn: list[bytes] = []
        self.edited: list[bytes] = []
        self.is_editing = False

    def take(self, note: Note) -> None:  # noqa: C901 - one case for each kind of note
        """Go past one note of the trace."""
        match note.what, note.value:
            case "begins", keys:
                self.begun.append(frozenset(map(tuple, keys)))
            case "stored", docs:
                keys = {(kind, doc["id"], doc["rev"]): doc for kind, doc in docs}
                self.stored |= keys
                self.commits.append(frozenset(keys))
                self.begun.remove(frozenset(keys))
            case "refused", keys:
                self.begun.remove(frozenset(map(tuple, keys)))
            case "types", (call, line):
                self.typed.setdefault((note.by, call), []).append(line)
            case "noted", (call, _):
                key = (note.by, call)
                self.noted[key] = len(self.typed[key])
            case "took_up", (call, durable):
                key = (note.by, call)
                self.noted[key] = max(durable, self.noted[key])
                del self.typed[key][durable:]
            case "discards", call:
                self.discarding.add(call)
            case "discarded", call:
                self.discarded.add(call)
            case "pieces", files:
                self.pieces.update(files)
            case "edits", _:
                self.is_editing = True
            case "edited", data:
                self.is_editing = False
                self.edited.append(data)
            case "torn", data:
                self.torn.append(data)


def troubles(root: Path, expected: Expected) -> list[str]:
    """Open the office below `root` as its user would, go on working, and tell all that is not as it must be."""
    found = []
    for check in (_before(root / OFFICE, expected), _after(root / OFFICE, expected)):
        try:
            found += check
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is what is looked for
            found.append(f"{type(error).__name__}: {error}")
    return found


def _before(office: Path, expected: Expected) -> Iterator[str]:
    """As the power cut left it, before anything mends it."""
    for path in _json_files(office):
        try:
            with TinyDB(path, access_mode="r") as db:
                db.all()
        except (ValueError, TypeError, AttributeError) as error:
            # Nobody keeps a person's editor from leaving half a file.
            if not (expected.is_editing and path.name == "hot.json"):
                yield f"stock TinyDB does not open {path.name}: {error}"
    lines = _journal(office)
    yield from (f"lost: {key}" for key, doc in expected.stored.items() if lines.get(key) != doc)
    kept = [path.read_bytes() for part in ("torn", "journal") for path in office.glob(f"{part}/*")]
    if not all(any(torn in data for data in kept) for torn in expected.torn):
        yield "lost: the end of a commit that was cut off"
    kept = [path.read_bytes() for path in (office / "hot.json", *office.glob("foreign/*")) if expected.edited]
    if not all(edited in kept for edited in expected.edited):
        yield "lost: an edit made by hand"
    for file in expected.pieces:
        if not (office / file).exists() or _seal(office / file) != file.rpartition(".")[2]:
            yield f"lost: {file}, which was set aside"


def _after(office: Path, expected: Expected) -> Iterator[str]:
    """What the program shows, and that work goes on."""
    store = open_folder(office, "ana", Clock(), lock_seconds=5.0, segment_bytes=SEGMENT_BYTES)
    try:
        edited = "hot.json" if expected.is_editing or expected.edited else ""
        for finding in store.verify().findings:
            if "torn/" not in finding.sentence and finding.file != edited:
                yield f"verify: {finding.sentence}"
        newest = {(kind, record): rev for kind, record, rev in sorted(expected.stored)}
        for (kind, record), rev in newest.items():
            if (store.get(kind, record) or {"rev": 0})["rev"] < rev:
                yield f"the store does not have {kind} {record} in revision {rev}"
        yield from _half_commits(office, expected)
        yield from _drafts(office, expected)
        items = list(store.records("follow_up"))
        numbers = sorted(doc["number"] for doc in items)
        if numbers != list(range(1, len(items) + 1)):
            yield f"numbers of follow-ups: {numbers}"
        yield from _new_commit(store, len(items) + 1)
        yield from _files(office, store, expected)
    finally:
        store.close()
    store = open_folder(office, "dana", Clock(), lock_seconds=5.0, segment_bytes=SEGMENT_BYTES)
    if len(list(store.records("follow_up"))) != len(items) + 1:
        yield "what was stored after the power cut is not there at the next start"
    store.close()


def _half_commits(office: Path, expected: Expected) -> Iterator[str]:
    there = set(_journal(office))
    for keys in expected.begun:
        if keys & there and not keys <= there:
            yield f"half a commit: {sorted(keys & there)} of {sorted(keys)}"
    known = set(expected.stored).union(*expected.begun)
    if there - known:
        yield f"nobody stored {sorted(there - known)}"


def _drafts(office: Path, expected: Expected) -> Iterator[str]:
    for login in ("ana", "dana"):
        offered = {one.call: list(one.events) for one in orphans(office / "drafts", login)}
        for (owner, call), typed in expected.typed.items():
            if owner != login or call in expected.discarding:
                continue
            events = offered.get(call, [])
            if len(events) < expected.noted.get((owner, call), 0) or events != typed[: len(events)]:
                yield f"the draft of {call} holds {len(events)} of {len(typed)} lines"
        if offered.keys() & expected.discarded:
            yield f"a discarded draft is back: {offered.keys() & expected.discarded}"


def _new_commit(store: Any, number: int) -> Iterator[str]:
    item = FollowUp(id=make_id(Clock().now(), 77), text="call the clerk", created_by="ana").doc()
    stored = store.commit([Put("follow_up", item)]).docs[0]
    if stored["number"] != number:
        yield f"the new follow-up got the number {stored['number']} instead of {number}"
    store.checkpoint(force=True)
    yield from (f"verify after a checkpoint: {one.sentence}" for one in store.verify().findings)


def _files(office: Path, store: Any, expected: Expected) -> Iterator[str]:
    for path in _json_files(office):
        with TinyDB(path, access_mode="r") as db:
            if path.name == "hot.json" and sorted(map(_id, db.all())) != sorted(map(_id, store.open_follow_ups())):
                yield "stock TinyDB shows other open follow-ups than the store"
    for piece in store.set_aside():
        edit = expected.is_editing and piece.file.startswith("foreign/hot.json.")
        seals = {sha256(data).hexdigest()[:12] for data in expected.edited}
        if not piece.file.startswith("torn/") and piece.file.rpartition(".")[2] not in seals and not edit:
            yield f"set aside for no reason: {piece.file} {piece.why}"
    for path in office.rglob("*"):
        if path.name.endswith(".new"):
            continue
        right = _FOLDER if path.is_dir() else _DRAFT if path.parent.name == "drafts" else _FILE
        if path.stat().st_mode & 0o7777 != right:
            yield f"{path.relative_to(office)} has the mode {path.stat().st_mode & 0o7777:o}"


def _json_files(office: Path) -> list[Path]:
    return sorted(path for path in office.rglob("*.json"))


def _journal(office: Path) -> dict[tuple[str, int, int], Any]:
    """Every document in the whole lines of the journal, read as a person's script would."""
    lines = {}
    for path in sorted([*office.glob("audit/*.jsonl"), *office.glob("journal/*.jsonl")]):
        for line in path.read_bytes().split(b"\n")[:-1]:
            try:
                body = json.loads(line[65:])
            except ValueError:
                continue
            for op in body["ops"]:
                lines[op["kind"], op["id"], op["rev"]] = op["doc"]
    return lines


def _seal(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]


def _id(doc: Any) -> int:
    return doc["id"]
