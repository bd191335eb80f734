"""What lies where in an office folder, and with which modes."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from paratui.domain.ids import id_week
from paratui.store.tinydb_folder.ground.disk import make_folder, sync_folder

if TYPE_CHECKING:
    from pathlib import Path

KIND_FOLDERS = {
    "call": "calls",
    "follow_up": "followups",
    "person": "people",
    "matter": "matters",
    "staff": "staff",
    "conflict_check": "conflict_checks",
    "action": "actions",
}
PARTS = (*KIND_FOLDERS.values(), "journal", "audit", "drafts", "torn", "foreign")
_SHARD = re.compile(r"\d{4}-W\d\d\.json")
HOT = "hot.json"
META = "meta.json"
# Where a backup is unpacked, and what says that all of it is there and takes its places.
RESTORING = "restoring"
RESTORED = "restore.json"
# Derived from the records, and made anew when it is missing.
INDEX = "index.sqlite"
INDEX_LOCK, INDEX_MAKING = "index.lock", "index.making"
INDEX_FILES = (INDEX, f"{INDEX}-wal", f"{INDEX}-shm", f"{INDEX}.new", INDEX_LOCK, INDEX_MAKING)
# What is left of purged records: that they were there.
PURGES = "purged.json"


class Folder:
    """The places of one office. Names of files in messages and in meta.json are relative to it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.meta = path / META
        self.hot = path / HOT
        self.purged = path / PURGES
        self.plan = path / "checkpoint.plan"
        self.purging = path / "purge.unfinished"
        self.commit_lock = path / "commit.lock"
        self.checkpoint_lock = path / "checkpoint.lock"
        self.journal = path / "journal"
        self.audit = path / "audit"
        self.drafts = path / "drafts"

    def lay_out(self) -> None:
        """Make every part that is missing, with the office's modes whatever the umask is."""
        missing = [part for part in PARTS if not (self.path / part).is_dir()]
        for part in PARTS:
            make_folder(self.path / part)
        if missing:
            sync_folder(self.path)

    def segments(self) -> dict[int, Path]:
        """Every segment by number, wherever it lies; while one is being moved it may show in either place."""
        found = {}
        for part in (self.journal, self.audit):
            # Not `glob`, which finds nothing in a folder that is gone and says nothing about it.
            for path in part.iterdir():
                if path.suffix == ".jsonl" and path.stem.isdigit():
                    found[int(path.stem)] = path
        return dict(sorted(found.items()))

    def weeks(self, kind: str) -> list[str]:
        """The weeks a kind has a shard of, newest first."""
        names = os.listdir(self.path / KIND_FOLDERS[kind])  # noqa: PTH208 - hundreds of names; no Paths are made
        return sorted((name[:-5] for name in names if _SHARD.fullmatch(name)), reverse=True)

    def shards(self) -> list[str]:
        """The name of every shard there is."""
        return [f"{KIND_FOLDERS[kind]}/{week}.json" for kind in KIND_FOLDERS for week in self.weeks(kind)]


def kind_of_file(name: str) -> str:
    """The kind of the records in a shard; empty for a file that is no shard."""
    return next((kind for kind, part in KIND_FOLDERS.items() if name.startswith(f"{part}/")), "")


def segment_name(number: int) -> str:
    """The file name of a segment."""
    return f"{number:08d}.jsonl"


def shard_name(kind: str, record: int) -> str:
    """The shard a record belongs to once it is neither open nor in progress."""
    return f"{KIND_FOLDERS[kind]}/{id_week(record)}.json"
