"""What the folded files hold; of one that is not as paratui wrote it, what the journal says it held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.store.tinydb_folder.files import replay
from paratui.store.tinydb_folder.files.by_hand import MISSING, mark_of
from paratui.store.tinydb_folder.files.places import SingleRecords
from paratui.store.tinydb_folder.files.purges import purges_from_journal
from paratui.store.tinydb_folder.files.shard import (
    CALLS,
    DEFAULT,
    Table,
    Tables,
    UnreadableError,
    genuine_tables,
    read_tables,
)
from paratui.store.tinydb_folder.ground.folder import HOT, PURGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    import msgspec

    from paratui.store.tinydb_folder.files.by_hand import Mark
    from paratui.store.tinydb_folder.files.meta import Meta
    from paratui.store.tinydb_folder.ground.folder import Folder


class SoundFiles:
    """Reads hot.json, the shards and the purges as `meta` knows them. Whoever asks holds the mutex of the records."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._singly = SingleRecords(folder)
        # Files that are not as paratui wrote them, with what is wrong; their records are read from the journal.
        self.unusable: dict[str, str] = {}
        # With the commit up to which that was read.
        self._mended: dict[str, tuple[int, Table]] = {}
        self._buried: tuple[tuple[Mark | None, str | None], Tables] | None = None

    def forget(self, names: Iterable[str]) -> None:
        """These are as they should be again, or were written anew."""
        for name in names:
            self.unusable.pop(name, None)
            self._mended.pop(name, None)

    def hot(self, meta: Meta) -> Tables:
        """The open follow-ups and the calls in progress."""
        try:
            tables = genuine_tables(self._folder, HOT, meta)
            why = "" if tables or self._folder.hot.exists() else MISSING
        except UnreadableError as error:
            why = str(error)
        self.unusable.pop(HOT, None)
        if why:
            self.unusable[HOT] = why
            tables = self._hot_from_journal(meta.folded.seq)
        return {DEFAULT: tables.get(DEFAULT, {}), CALLS: tables.get(CALLS, {})}

    def _hot_from_journal(self, seq: int) -> Tables:
        try:
            return replay.rebuilt_hot(self._folder, seq)
        except replay.DamagedError as error:
            self.unusable[HOT] += f" and cannot be rebuilt because {error}"
            return self._as_it_is(HOT)

    def shard(self, name: str, meta: Meta) -> Table:
        """The records of a shard; when the file is garbage, what the journal says they are."""
        try:
            table = genuine_tables(self._folder, name, meta).get(DEFAULT, {})
        except UnreadableError as error:
            return self._mended_shard(name, meta, str(error))
        self.forget([name])
        return table

    def record(self, name: str, record: int, meta: Meta) -> msgspec.Raw | None:
        """A record of a shard, None when it is not in it; from the journal as above."""
        try:
            raw = self._singly.read(name, record, meta)
        except UnreadableError as error:
            return self._mended_shard(name, meta, str(error)).get(record)
        self.forget([name])
        return raw

    def _mended_shard(self, name: str, meta: Meta, why: str) -> Table:
        seq, table = self._mended.get(name, (-1, {}))
        if seq != meta.folded.seq or self.unusable.get(name) is None:
            self.unusable[name] = why
            table = self._shard_from_journal(name, meta.folded.seq)
            self._mended[name] = (meta.folded.seq, table)
        return table

    def _shard_from_journal(self, name: str, seq: int) -> Table:
        try:
            return replay.rebuilt_shard(self._folder, name, seq)
        except replay.DamagedError as error:
            self.unusable[name] += f" and cannot be rebuilt because {error}"
            return self._as_it_is(name).get(DEFAULT, {})

    def purges(self, meta: Meta) -> Tables:
        """What was purged, by kind."""
        # Gone before it was ever there, and gone although meta.json knows of it, are two things.
        seen = (mark_of(self._folder.purged), meta.sha_of(PURGES))
        if self._buried is None or self._buried[0] != seen:
            try:
                tables = genuine_tables(self._folder, PURGES, meta)
                self.unusable.pop(PURGES, None)
            except UnreadableError as error:
                self.unusable[PURGES] = str(error)
                tables = purges_from_journal(self._folder, meta.folded.seq, {})
            self._buried = (seen, tables)
        return self._buried[1]

    def _as_it_is(self, name: str) -> Tables:
        """A file nobody can vouch for, where the journal cannot either: to be seen rather than nothing."""
        try:
            return read_tables((self._folder.path / name).read_bytes())
        except (FileNotFoundError, UnreadableError):
            return {}
