"""Checking an office: the chain from the first commit, each document's hash, each file against both."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from tinydb import TinyDB

from paratui.store.document import doc_bytes
from paratui.store.interface import Finding, Verified
from paratui.store.tinydb_folder.files.meta import NoMetaError, read_meta
from paratui.store.tinydb_folder.files.replay import read_segment
from paratui.store.tinydb_folder.files.shard import CALLS, DEFAULT, Tables, UnreadableError, read_tables
from paratui.store.tinydb_folder.ground.folder import HOT, META, PURGES, kind_of_file, segment_name, shard_name
from paratui.store.tinydb_folder.journal.head import Head, lost_end, noted_head
from paratui.store.tinydb_folder.journal.overlay import is_hot, peek
from paratui.store.tinydb_folder.journal.segment import GENESIS, PURGED, BadLineError, Body, decoded, follow, is_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    import msgspec

    from paratui.store.tinydb_folder.ground.folder import Folder
    from paratui.store.tinydb_folder.ground.lock import OfficeLock

# A checkpoint takes well under a second; verify waits for one to end and keeps others out.
_PATIENCE = 10.0
# Nobody writes a commit that long; whoever holds this lock hangs, and is named at once.
_COMMIT_PATIENCE = 2.0
_RESTORE = "restore it from the backup, or run paratui repair"
# In hot.json. In purged.json a table has the name of its kind.
_KIND_OF_TABLE = {DEFAULT: "follow_up", CALLS: "call"}


class _Newest(NamedTuple):
    """The newest revision of a record: what its document hashes to, and the file and table it belongs in."""

    hash: str
    file: str
    table: str


def verify(
    folder: Folder,
    checkpoint_lock: OfficeLock,
    commit_lock: OfficeLock,
    progress: Callable[[int, int], Any] | None,
) -> Verified:
    """Walk everything once, while commits go on; raises StoreBusy when a lock is never let go."""
    with checkpoint_lock.held(_PATIENCE):
        # Where the journal ends is read while nobody is in the middle of a line.
        with commit_lock.held(_COMMIT_PATIENCE):
            sizes = {number: path.stat().st_size for number, path in folder.segments().items()}
            head = noted_head(folder)
        return _Check(folder, sizes, head, progress or (lambda _done, _total: None)).run()


class _Check:
    def __init__(
        self, folder: Folder, sizes: dict[int, int], head: Head | None, progress: Callable[[int, int], Any]
    ) -> None:
        self._folder = folder
        self._sizes = sizes
        self._head = head
        self._progress = progress
        self._findings: list[Finding] = []
        self._newest: dict[tuple[str, int], _Newest] = {}
        self._revs: dict[tuple[str, int], int] = {}
        # Whether the chain tells what every file must hold; past a break in it nobody knows.
        self._known = True
        self._commits = 0
        self._documents = 0
        self._done = 0
        self._total = 0

    def run(self) -> Verified:
        try:
            meta = read_meta(self._folder)
        except NoMetaError as error:
            self._find(META, 0, f"{error}; open the office once and it is made anew")
            return self._result()
        files = meta.files
        names = sorted({*files, *self._folder.shards(), HOT})
        paths = [self._folder.path / name for name in names]
        self._total = sum(self._sizes.values()) + sum(path.stat().st_size for path in paths if path.exists())
        self._walk_chain(meta.folded.seq, meta.folded.chain)
        for name in names:
            self._check_file(name, files.get(name, ""))
        for (kind, record), newest in self._newest.items() if self._known else ():
            what = f"the {kind.replace('_', '-')} {record} is missing from it; it is in the journal"
            self._find(newest.file, 0, what)
        return self._result()

    def _result(self) -> Verified:
        return Verified(self._commits, self._documents, tuple(self._findings))

    def _find(self, file: str, byte: int, what: str) -> None:
        self._findings.append(Finding(file, byte, f"{file}, byte {byte}: {what}"))

    def _walk_chain(self, folded_seq: int, folded_chain: str) -> None:
        chain, last = GENESIS, max(self._sizes, default=0)
        for number in range(1, last + 1):
            name = segment_name(number)
            data = read_segment(self._folder, number)
            if data is None:
                self._find(f"audit/{name}", 0, f"the segment is missing; {_RESTORE}")
                self._known = False
                return
            data = data[: self._sizes.get(number)]
            where = f"{'audit' if (self._folder.audit / name).exists() else 'journal'}/{name}"
            start = 0
            while start < len(data):
                end = data.find(b"\n", start)
                line = data[start:end] if end >= 0 else data[start:]
                try:
                    # A line is a commit once it is whole, with its newline.
                    sealed = follow(chain, self._commits + 1, line if end >= 0 else b"")
                except BadLineError as error:
                    is_last = number == last and (end < 0 or end + 1 == len(data))
                    what_next = "the next commit sets it aside in torn/" if is_last else _RESTORE
                    self._find(where, start, f"{error}; {what_next}")
                    self._known = self._commits >= folded_seq
                    return
                self._take(sealed.body, where, start, folded_seq)
                chain, start = sealed.chain, end + 1
                if self._commits == folded_seq and chain != folded_chain:
                    self._find(META, 0, f"it names another chain than {where} has at commit {folded_seq}")
            self._done += len(data)
            self._progress(self._done, self._total)
        lost = lost_end(self._head, self._commits)
        if lost:
            self._find("journal", 0, f"it {lost}; {_RESTORE}")
        if self._commits < folded_seq:
            self._find(META, 0, f"it names commit {folded_seq}, the journal ends at commit {self._commits}")

    def _take(self, body: Body, where: str, start: int, folded_seq: int) -> None:
        self._commits = body.seq
        for op in body.ops:
            self._documents += is_whole(op)
            key = (op.kind, op.id)
            name = f"{op.kind.replace('_', '-')} {op.id}"
            if not is_whole(op):
                self._find(where, start, f"the {name} in it was changed; {_RESTORE}")
            before, self._revs[key] = self._revs.get(key, 0), op.rev
            if op.rev != before + 1:
                self._find(where, start, f"the {name} steps from revision {before} to {op.rev}")
            if body.seq > folded_seq:
                continue
            if op.doc == PURGED:
                self._newest[key] = _Newest(op.hash, PURGES, op.kind)
            elif is_hot(op.kind, peek(op.doc).status):
                self._newest[key] = _Newest(op.hash, HOT, CALLS if op.kind == "call" else DEFAULT)
            else:
                self._newest[key] = _Newest(op.hash, shard_name(op.kind, op.id), DEFAULT)

    def _check_file(self, name: str, sha: str) -> None:
        path = self._folder.path / name
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            self._find(name, 0, "the file is missing; it is made anew at the next checkpoint that needs it")
            return
        self._done += len(data)
        self._progress(self._done, self._total)
        same = sha256(data).hexdigest() == sha
        try:
            tables = read_tables(data)
        except UnreadableError as error:
            self._find(name, error.byte, f"it {error}; nothing to do: the next checkpoint makes it anew")
            self._forget(name)
            return
        before = len(self._findings)
        if self._known:
            self._check_records(name, data, tables)
        if not same and len(self._findings) == before:
            self._find(name, 0, "it was written by something else than paratui")
        if name == HOT and same:
            self._check_with_tinydb(name, len(tables.get(DEFAULT, {})))

    def _check_records(self, name: str, data: bytes, tables: Tables) -> None:
        kind = kind_of_file(name)
        for table, records in tables.items():
            for record, raw in records.items():
                key = (kind or _KIND_OF_TABLE.get(table, table), record)
                newest = self._newest.pop(key, None)
                if name == PURGES and newest and (newest.file, newest.table) == (name, table):
                    continue
                if newest is None or (newest.file, newest.table) != (name, table):
                    self._find(name, max(data.find(raw), 0), f"no commit put the record {record} here")
                elif not _says_the_same(raw, newest.hash):
                    self._find(name, max(data.find(raw), 0), f"the record {record} is not as it was committed")

    def _check_with_tinydb(self, name: str, records: int) -> None:
        """That people's own tools read the queue is a promise, so it is kept to with the tool itself."""
        with TinyDB(self._folder.path / name, access_mode="r") as db:
            if len(db) != records:
                self._find(name, 0, f"TinyDB sees {len(db)} open follow-ups where there are {records}")

    def _forget(self, name: str) -> None:
        for key in [key for key, newest in self._newest.items() if newest.file == name]:
            del self._newest[key]


def _says_the_same(raw: msgspec.Raw, sealed: str) -> bool:
    """Whether a document is the one of that hash, however a tool that rewrote the file has spaced it."""
    return sealed in {sha256(raw).hexdigest(), sha256(doc_bytes(decoded(raw) or {})).hexdigest()}
