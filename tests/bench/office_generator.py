"""A whole invented office on the disk, of any size, as a shut-down program leaves one.

    python tests/bench/office_generator.py FOLDER [--documents 600000] [--seed 7]

Calls, follow-ups, people and matters as TinyDB files, the journal with every commit and every revision, the
chain over it: `paratui verify` is clean. The commits are sealed here one after the other and not through
the store, which would make each of a million durable by itself; what is written is what it would write. The
same seed gives the same office, to the byte.

Open it as on its last evening:

    PARATUI_LOGIN=ana PARATUI_NOW=2030-10-09T18:00 paratui --office FOLDER
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from paratui.cli.process_clock import StartedClock
from paratui.domain.ids import id_week
from paratui.domain.office import Office
from paratui.domain.wall_clock import utc_text
from paratui.store.office_settings import write_office
from paratui.store.tinydb_folder.files.meta import Folded, write_meta
from paratui.store.tinydb_folder.files.shard import CALLS, DEFAULT, tables_bytes
from paratui.store.tinydb_folder.ground.disk import FILE_MODE
from paratui.store.tinydb_folder.ground.folder import HOT, Folder, segment_name, shard_name
from paratui.store.tinydb_folder.ground.refusals import prepare
from paratui.store.tinydb_folder.journal.overlay import is_hot, peek
from paratui.store.tinydb_folder.journal.segment import GENESIS, seal, sealed_doc
from paratui.store.tinydb_folder.store import SEGMENT_BYTES, TinyDBFolder, open_folder
from tests.bench.office_history import NOW, ZONE, Happened, history

# Nothing happens any more to what was begun so many weeks ago; see the history.
_SETTLED_WEEKS = 5


def open_office(path: Path, login: str = "ana") -> TinyDBFolder:
    """Somebody's store over an invented office, on its last evening."""
    return open_folder(path, login, StartedClock(NOW))


def write_invented_office(path: Path, documents: int, seed: int = 7) -> None:
    """Write an office of so many calls and follow-ups together into a new folder."""
    folder = Folder(prepare(path))
    folder.lay_out()
    write_office(path, Office(firm="Lindgren & Okafor", zone=ZONE, state="CA", allow_test_identity=True).checked())
    writer = _Writer(folder)
    for happened in history(documents, seed):
        writer.add(happened)
    writer.finish()
    # What the system has not written yet would slow down whatever is measured next.
    os.sync()


class _Writer:
    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._chain, self._seq, self._last_number = GENESIS, 0, 0
        self._segment, self._lines, self._length = 1, [], 0
        self._shards: dict[str, dict] = {}
        self._hot: dict[str, dict] = {DEFAULT: {}, CALLS: {}}
        self._files: dict[str, str] = {}
        self._week = ""
        self._weeks: list[str] = []

    def add(self, happened: Happened) -> None:
        """One commit: its line, and the newest state of its documents."""
        ops = [sealed_doc(kind, doc) for kind, doc in happened.docs]
        sealed = seal(self._chain, self._seq + 1, utc_text(happened.at), happened.by, ops)
        self._chain, self._seq = sealed.chain, sealed.body.seq
        self._lines.append(sealed.line)
        self._length += len(sealed.line)
        for op, (kind, doc) in zip(ops, happened.docs, strict=True):
            self._shards.setdefault(shard_name(kind, op.id), {})[op.id] = op.doc
            if kind == "follow_up":
                self._last_number = max(self._last_number, doc["number"])
        if self._length > SEGMENT_BYTES:
            self._write_segment(self._folder.audit)
            self._segment, self._lines, self._length = self._segment + 1, [], 0
        if happened.docs[0][0] == "call":
            self._settle(id_week(happened.docs[0][1]["id"]))

    def finish(self) -> None:
        """What is left, and the files that say how far they go."""
        for name in sorted(self._shards):
            self._write_shard(name)
        self._write(HOT, tables_bytes(self._hot))
        self._write_segment(self._folder.journal)
        folded = Folded(
            segment=self._segment,
            offset=self._length,
            chain=self._chain,
            seq=self._seq,
            last_number=self._last_number,
        )
        write_meta(self._folder, folded, self._files)

    def _settle(self, week: str) -> None:
        """Write the weeks that nothing happens to any more: memory holds a few weeks, not ten years."""
        if week <= self._week:
            return
        self._week = week
        self._weeks.append(week)
        if len(self._weeks) > _SETTLED_WEEKS:
            settled = self._weeks.pop(0)
            for name in [name for name in self._shards if name.rpartition("/")[2] <= f"{settled}.json"]:
                self._write_shard(name)

    def _write_shard(self, name: str) -> None:
        if name in self._files:
            raise ValueError(f"Something happened to {name} after it was written")
        table = self._shards.pop(name)
        kind = {"followups": "follow_up", "calls": "call"}.get(name.partition("/")[0], "")
        hot = {record: raw for record, raw in table.items() if kind and is_hot(kind, peek(raw).status)}
        self._hot[CALLS if kind == "call" else DEFAULT] |= hot
        if cold := {record: raw for record, raw in table.items() if record not in hot}:
            self._write(name, tables_bytes({DEFAULT: cold}))

    def _write(self, name: str, data: bytes) -> None:
        self._files[name] = sha256(data).hexdigest()
        _put(self._folder.path / name, data)

    def _write_segment(self, part: Path) -> None:
        _put(part / segment_name(self._segment), b"".join(self._lines))


def _put(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    path.chmod(FILE_MODE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder that is new or empty")
    parser.add_argument("--documents", type=int, default=600_000, help="calls and follow-ups together")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    begun = time.perf_counter()
    write_invented_office(given.folder, given.documents, given.seed)
    print(f"{given.documents:,} calls and follow-ups in {time.perf_counter() - begun:.0f} s")
    for part in ("calls", "followups", "people", "matters", "journal", "audit"):
        sizes = [path.stat().st_size for path in (given.folder / part).iterdir()]
        print(f"{part:>10}: {len(sizes):>5,} files, {sum(sizes) / 1e6:>8,.1f} MB")


if __name__ == "__main__":
    main()
