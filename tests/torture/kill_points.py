"""Where does a process of these tests die? At a chosen change of the disk, or with half of a write done."""

from __future__ import annotations

import os
import re
import signal
import threading
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

ON_PATHS = ("rename", "replace", "link", "unlink", "mkdir", "chmod")
LOCK = re.compile(r"(\w+\.lock)\..*")
ON_FILES = ("write", "pwrite", "fsync", "fdatasync", "ftruncate", "fchmod")


class Moment(NamedTuple):
    """Before the `number`-th change of the disk, or of the one named; `half`: in the middle of that write."""

    number: int
    change: str = ""
    half: bool = False


class Watch:
    """Sees every change this process makes in an office folder, and stops it for good at a moment.

    `reached(change, half)` is told first; what the process then gets is `last`, kill -9 if nothing else is named.
    A change is named by what is done to what: `write segment`, `replace meta.json`, `fsync folder calls`.
    """

    def __init__(self, folder: Path, moment: Moment | None, reached, last: signal.Signals = signal.SIGKILL) -> None:
        self._folder = os.path.realpath(folder)
        self._moment = moment
        self._reached = reached
        self._last = last
        self._seen = 0
        self._mutex = threading.Lock()
        self.changes: set[str] = set()
        for name in (*ON_PATHS, *ON_FILES):
            self._put_before(name)
        self._put_before_open()

    def _put_before(self, name: str) -> None:
        real = getattr(os, name)

        def watched(*args, **kwargs):
            # Of a rename its goal tells what happens.
            place = args[1] if name in {"rename", "replace", "link"} else args[0]
            change = self._change(name, place)
            if change and self._is_now(change):
                if self._moment.half and name == "write":
                    done = args[1][: len(args[1]) // 2]
                    real(args[0], done)
                    self._die(change, done)
                    return len(done)
                self._die(change)
            return real(*args, **kwargs)

        setattr(os, name, watched)

    def _put_before_open(self) -> None:
        real = os.open

        def watched(path, flags, *args, **kwargs):
            change = self._change("make", path) if flags & os.O_CREAT else ""
            if change and self._is_now(change):
                self._die(change)
            return real(path, flags, *args, **kwargs)

        os.open = watched

    def _change(self, name: str, place) -> str:
        if isinstance(place, int):
            place = str(Path(f"/proc/self/fd/{place}").readlink()).removesuffix(" (deleted)")
        inside = os.path.relpath(place, self._folder)
        return "" if inside.startswith("..") else f"{name} {what_it_is(Path(inside))}"

    def _is_now(self, change: str) -> bool:
        with self._mutex:
            self.changes.add(change)
            if self._moment is None or (self._moment.change and self._moment.change != change):
                return False
            self._seen += 1
            return self._seen == self._moment.number

    def _die(self, change: str, half: bytes = b"") -> None:
        self._reached(change, sha256(half).hexdigest()[:12] if half else "")
        os.kill(os.getpid(), self._last)


def what_it_is(inside: Path) -> str:
    """What a path within an office is: `segment`, `shard`, `torn piece`, `folder calls`, or its own name."""
    if not inside.parts:
        return "the office folder"
    name = inside.name.removesuffix(".new")
    fresh = "new " if inside.suffix == ".new" else ""
    if len(inside.parts) == 1:
        # A lock file is made under a name of its maker's own.
        name = LOCK.sub(r"\1", name)
        return f"{fresh}{name}" if "." in name else f"folder {name}"
    kinds = {"journal": "segment", "audit": "sealed segment", "drafts": "draft", "torn": "torn piece"}
    kind = kinds.get(inside.parts[0], "foreign piece" if inside.parts[0] == "foreign" else "shard")
    return f"{fresh}note of a {kind}" if name.endswith(".why") else f"{fresh}{kind}"


def wrecks(folder: Path) -> tuple[str, ...]:
    """What earlier kills left in a folder, for the next process to put in order."""
    journal = sorted((folder / "journal").glob("*.jsonl")) if (folder / "journal").is_dir() else []
    found = {
        "lost meta.json": any(path.stat().st_size for path in journal) and not (folder / "meta.json").exists(),
        "torn tail": bool(journal) and journal[-1].read_bytes()[-1:] not in {b"", b"\n"},
        "checkpoint cut off": (folder / "checkpoint.plan").exists(),
        "rotation half done": len(journal) > 1,
    }
    return tuple(name for name, is_there in found.items() if is_there)
