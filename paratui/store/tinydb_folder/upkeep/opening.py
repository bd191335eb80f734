"""The first files of a new office, and meta.json made anew when it is lost."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from paratui.domain.errors import OfficeError
from paratui.store.tinydb_folder.files import replay
from paratui.store.tinydb_folder.files.aside import put_aside
from paratui.store.tinydb_folder.files.meta import Folded, NoMetaError, read_meta, write_meta
from paratui.store.tinydb_folder.files.purges import highest_purged
from paratui.store.tinydb_folder.files.shard import CALLS, DEFAULT, UnreadableError, read_tables, tables_bytes
from paratui.store.tinydb_folder.ground.disk import replace
from paratui.store.tinydb_folder.ground.folder import HOT, META
from paratui.store.tinydb_folder.ground.lock import OfficeLock
from paratui.store.tinydb_folder.journal.journal import Journal

if TYPE_CHECKING:
    from paratui.store.tinydb_folder.ground.folder import Folder

_PATIENCE = 30.0


def make_readable(folder: Folder, login: str) -> None:
    """See to it that meta.json can be read; raises OfficeError when that cannot be done safely."""
    try:
        read_meta(folder)
    except NoMetaError:
        with OfficeLock(folder.checkpoint_lock, login).held(_PATIENCE):
            # Somebody else may have made it while this process waited.
            try:
                read_meta(folder)
            except NoMetaError as error:
                _make_meta(folder, str(error))


def _make_meta(folder: Folder, why: str) -> None:
    where = folder.path
    files: dict[str, str] = {}
    journal = Journal(folder, Folded().position)
    try:
        if not replay.is_empty(folder):
            journal.read_on()
    finally:
        journal.close()
    if journal.damage:
        raise OfficeError(f"In {where} {why}, and it cannot be made anew: {journal.damage}")
    # A commit torn by a crash is none.
    if journal.position.seq:
        data = folder.meta.read_bytes() if folder.meta.exists() else b""
        put_aside(folder, "foreign", META, data, f"{why}; it was made anew from the journal")
    elif folder.shards() or _has_records(folder):
        raise OfficeError(
            f"{where} has records but its journal is gone; "
            "restore journal and audit from the backup, or run paratui repair"
        )
    else:
        hot = tables_bytes({DEFAULT: {}, CALLS: {}})
        replace(folder.hot, hot)
        files[HOT] = sha256(hot).hexdigest()
    write_meta(folder, Folded(last_number=highest_purged(folder)), files)


def _has_records(folder: Folder) -> bool:
    if not folder.hot.exists():
        return False
    try:
        return any(read_tables(folder.hot.read_bytes()).values())
    except UnreadableError as error:
        raise OfficeError(
            f"{folder.path} has a {HOT} that cannot be read ({error}) and no journal; use the backup"
        ) from None
