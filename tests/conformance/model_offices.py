"""The forms of a store the model is played against, and how each is killed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from paratui.store.memory import MemoryOffice, MemoryStore
from paratui.store.tinydb_folder.store import open_folder

if TYPE_CHECKING:
    from pathlib import Path

# No process ever gets this number: the kernel's highest is 4194304.
_DEAD = "4194999"


class MemoryForm:
    """An office that is gone with its test."""

    def __init__(self, clock) -> None:
        self._office = MemoryOffice(clock)

    def open(self, login: str) -> MemoryStore:
        return MemoryStore(self._office, login)

    def crash(self, store: MemoryStore) -> None:
        self._office.held -= {draft._key for draft in store._drafts.values()}

    def date(self, draft: Any, written: int) -> None:
        """A draft in memory knows itself which was written last."""


class FolderForm:
    """An office folder, with segments of a given length."""

    def __init__(self, folder: Path, clock, segment_bytes: int) -> None:
        self.folder = folder
        self._clock = clock
        self._segment_bytes = segment_bytes

    def open(self, login: str):
        return open_folder(self.folder, login, self._clock, lock_seconds=0.2, segment_bytes=self._segment_bytes)

    def crash(self, store) -> None:
        """Let go of everything as the kernel does, and of nothing else."""
        for draft in list(store._drafts.values()):
            with draft._state:
                # What no thread has written yet is lost.
                del draft._lines[draft._durable :]
            draft._stop()
            for fd, path in draft._files():
                stem, _, _ = path.name.rsplit(".", 2)
                path.rename(path.with_name(f"{stem}.{_DEAD}.jsonl"))
                os.close(fd)
        store._records.journal.close()
        store._commit_lock.close()

    def date(self, draft: Any, written: int) -> None:
        """Clocks of file systems are too coarse to tell which of two drafts was written last."""
        os.utime(draft._path, (written, written))

    def last_segment(self) -> Path | None:
        return max((self.folder / "journal").glob("*.jsonl"), default=None)

    def torn(self) -> bytes:
        """What follows the last whole line of the journal."""
        segment = self.last_segment()
        data = segment.read_bytes() if segment else b""
        return data[data.rfind(b"\n") + 1 :]

    def kept_aside(self, *parts: str) -> list[bytes]:
        """The contents of everything in torn/ and foreign/."""
        return [
            path.read_bytes()
            for part in parts or ("torn", "foreign")
            for path in (self.folder / part).iterdir()
            if path.suffix not in {".why", ".new"}
        ]

    def tinydb_files(self) -> list[Path]:
        """Every file that people open with TinyDB, but meta.json."""
        return [self.folder / "hot.json", *sorted(self.folder.glob("*/????-W??.json"))]
