"""A backup: one file that holds a whole office as it was at one moment, made while people work in it.

The checkpoint lock is held while files are read, so none of them changes; commits go on meanwhile. The commit
lock is held only for the moment in which the end of the journal is noted.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import BadInput, OfficeError, StoreError
from paratui.domain.wall_clock import utc_text
from paratui.store.tinydb_folder.backup import encryption
from paratui.store.tinydb_folder.backup.archive import CHUNK, open_archive, packed
from paratui.store.tinydb_folder.backup.backup_file import BackupFile
from paratui.store.tinydb_folder.backup.manifest import LOOSE, SINGLE, Manifest, Member, belongs, is_moment
from paratui.store.tinydb_folder.files.meta import NoMetaError, read_meta
from paratui.store.tinydb_folder.files.replay import read_segment
from paratui.store.tinydb_folder.ground.folder import INDEX_FILES, PARTS, Folder
from paratui.store.tinydb_folder.ground.lock import OfficeLock
from paratui.store.tinydb_folder.journal.journal import Journal
from paratui.store.tinydb_folder.journal.segment import BadLineError, parse
from paratui.store.tinydb_folder.upkeep.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path
    from typing import Any

    from paratui.store.tinydb_folder.journal.journal import Position

    Progress = Callable[[str, int, int], Any]

# A checkpoint takes well under a second; this waits for one to end and keeps others out.
_PATIENCE = 10.0


class Backup(NamedTuple):
    """What was made: the file, its bytes, what is in it, and a sentence when the office is damaged."""

    file: Path
    size: int
    manifest: Manifest
    damage: str


class Maker(NamedTuple):
    """Who makes a backup, when, and with which version of paratui."""

    login: str
    moment: datetime
    program: str


class _Noted(NamedTuple):
    """What was noted under the commit lock: where the journal ends, and the drafts that can be read."""

    end: Position
    ends: dict[str, int]
    drafts: dict[str, int]
    hidden: int
    damage: str


class _Source(NamedTuple):
    """A file to be copied: its first `size` bytes. A draft is held open, for its call may end meanwhile."""

    name: str
    path: Path
    size: int
    fd: int = -1

    def chunks(self) -> Iterator[bytes]:
        """The bytes; raises StoreError when they cannot be read or are fewer than there were."""
        done = 0
        try:
            fd = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC) if self.fd < 0 else self.fd
            try:
                while done < self.size:
                    chunk = os.pread(fd, min(CHUNK, self.size - done), done)
                    if not chunk:
                        raise _changed(self.name)
                    yield chunk
                    done += len(chunk)
            finally:
                if self.fd < 0:
                    os.close(fd)
        except OSError as error:
            raise StoreError(
                f"{self.path} cannot be read ({error.strerror}), so no backup was made; "
                "run it as an account that may read the whole office, such as root"
            ) from None


def back_up(place: Path, target: Path, maker: Maker, to: Sequence[Any], progress: Progress) -> Backup:
    """Write a backup of the office in `place` to `target`: a file to make, or a folder to make one in.

    `to` are the recipients to encrypt for, none for a plain file; `progress(what, bytes done, bytes in all)`.
    Raises BadInput for a target that cannot be used, OfficeError, StoreBusy, StoreFull, StoreError; then nothing
    is left behind.
    """
    folder = Folder(place)
    _see_an_office(folder)
    stamp = f"{maker.moment:%Y%m%dT%H%M%SZ}"
    name = f"paratui-{place.resolve().name}-{stamp}.tar.gz{'.age' if to else ''}"
    with BackupFile(place, target, name) as file:
        damage = _damage(folder, maker.login, progress)
        with _at_rest(folder, maker.login) as noted:
            sources = {source.name: source for source in _sources(folder, noted)}
            manifest = _manifest(folder, noted, list(sources.values()), maker, progress)
            archive = packed(manifest, int(maker.moment.timestamp()), _Copying(sources, manifest, progress).contents)
            if to:
                encryption.encrypt(archive, file.write, to)
            else:
                for chunk in archive:
                    file.write(chunk)
        file.sync()
        _read_back(file, manifest, progress, encrypted=bool(to))
        file.take_place()
    return Backup(file.path, file.size, manifest, damage or noted.damage)


def _see_an_office(folder: Folder) -> None:
    try:
        if folder.meta.exists() or folder.journal.is_dir():
            return
    except OSError as error:
        raise OfficeError(
            f"The office folder {folder.path} cannot be read ({error.strerror}); "
            "run this as somebody of its group, or as root"
        ) from None
    raise OfficeError(f"There is no office in {folder.path} to back up; name its folder with --office")


def _damage(folder: Folder, login: str, progress: Progress) -> str:
    """The first thing `verify` finds in the office; empty when it is whole."""
    checkpoint, commit = OfficeLock(folder.checkpoint_lock, login), OfficeLock(folder.commit_lock, login)
    try:
        if not all((folder.path / part).is_dir() for part in PARTS):
            # As opening it does: what was in a part that is gone is then found missing.
            folder.lay_out()
        found = verify(folder, checkpoint, commit, lambda done, whole: progress("checking", done, whole)).findings
    except OSError as error:
        raise _unreadable(folder, error) from None
    return f"{found[0].sentence}; run paratui verify" if found else ""


def _unreadable(folder: Folder, error: OSError) -> StoreError:
    return StoreError(
        f"The office folder {folder.path} cannot be read ({error.strerror}), so no backup was made; "
        "run it as an account that may read the whole office"
    )


@contextmanager
def _at_rest(folder: Folder, login: str) -> Iterator[_Noted]:
    """Keep the files as they are for the length of a block, and tell how far the journal went at its beginning."""
    with ExitStack() as held:
        try:
            held.enter_context(OfficeLock(folder.checkpoint_lock, login).held(_PATIENCE))
            start = read_meta(folder).folded.position
            with OfficeLock(folder.commit_lock, login).held(_PATIENCE):
                noted = _note(folder, start)
            for fd in noted.drafts.values():
                held.callback(os.close, fd)
        except NoMetaError as error:
            raise OfficeError(f"In {folder.path} {error}; open the office once, then it is made anew") from None
        except OSError as error:
            raise _unreadable(folder, error) from None
        yield noted


def _note(folder: Folder, start: Position) -> _Noted:
    journal = Journal(folder, start)
    journal.read_on()
    journal.close()
    ends = {}
    for number, path in folder.segments().items():
        # What follows the last whole commit was never reported as saved, and the next commit sets it aside. A
        # damaged journal is copied as it is.
        whole = number < journal.position.segment or journal.damage
        ends[f"{path.parent.name}/{path.name}"] = path.stat().st_size if whole else journal.position.offset
    drafts, hidden = {}, 0
    # Here, because a draft is removed once its call is committed: it is in one place or the other, or in both.
    for path in folder.drafts.iterdir():
        if belongs(f"drafts/{path.name}"):
            try:
                drafts[path.name] = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            except PermissionError:
                hidden += 1
            except FileNotFoundError:
                continue
    return _Noted(journal.position, ends, drafts, hidden, journal.damage)


def _sources(folder: Folder, noted: _Noted) -> Iterator[_Source]:
    for name, size in sorted(noted.ends.items()):
        yield _Source(name, folder.path / name, size)
    for name in folder.shards():
        yield _Source(name, folder.path / name, (folder.path / name).stat().st_size)
    for name, fd in sorted(noted.drafts.items()):
        yield _Source(f"drafts/{name}", folder.drafts / name, _whole_lines(fd), fd)
    loose = sorted(f"{part}/{path.name}" for part in LOOSE for path in _files_in(folder.path / part))
    for name in (*loose, *SINGLE):
        path = folder.path / name
        if belongs(name) and path.is_file():
            yield _Source(name, path, path.stat().st_size)


def _whole_lines(fd: int) -> int:
    """Where the last whole line of a draft ends."""
    end = os.fstat(fd).st_size
    while end:
        size = min(CHUNK, end)
        found = os.pread(fd, size, end - size).rfind(b"\n")
        if found >= 0:
            return end - size + found + 1
        end -= size
    return 0


def _files_in(part: Path) -> list[Path]:
    return [path for path in part.iterdir() if path.is_file()] if part.is_dir() else []


def _manifest(
    folder: Folder, noted: _Noted, sources: Sequence[_Source], maker: Maker, progress: Progress
) -> Manifest:
    whole, done, members = sum(source.size for source in sources), 0, []
    for source in sources:
        digest = sha256()
        for chunk in source.chunks():
            digest.update(chunk)
        members.append(Member(source.name, source.size, digest.hexdigest()))
        done += source.size
        progress("reading", done, whole)
    last, by = _last_commit(folder, noted.end)
    return Manifest(
        office=str(folder.path),
        made=utc_text(maker.moment),
        by=maker.login,
        program=maker.program,
        seq=noted.end.seq,
        chain=noted.end.chain,
        last=last,
        last_by=by,
        members=members,
        drafts_left_out=noted.hidden,
        left_out=_left_out(folder),
    )


def _last_commit(folder: Folder, end: Position) -> tuple[str, str]:
    """When (UTC) and by whom the newest commit was made; empty when there is none or it is damaged."""
    number, offset = (end.segment, end.offset) if end.offset else (end.segment - 1, None)
    data = (read_segment(folder, number) or b"")[:offset]
    try:
        body = parse(data[data.rfind(b"\n", 0, -1) + 1 : -1])
    except BadLineError:
        return "", ""
    return body.time if is_moment(body.time) else "", body.by


def _left_out(folder: Folder) -> list[str]:
    """What lies in the office folder and is no part of an office, so that nobody believes it is in the backup."""
    parts = {*PARTS, *LOOSE}
    own = {*parts, folder.commit_lock.name, folder.checkpoint_lock.name, *INDEX_FILES, "lost+found"}
    places = {"": folder.path} | {f"{part}/": folder.path / part for part in sorted(parts)}
    names = [before + path.name for before, at in places.items() if at.is_dir() for path in sorted(at.iterdir())]
    strange = [name for name in names if name not in own and not belongs(name) and not name.endswith(".new")]
    return [name.encode("utf-8", "replace").decode() for name in strange]


class _Copying:
    """The second reading of the files, which must give what the first one did."""

    def __init__(self, sources: dict[str, _Source], manifest: Manifest, progress: Progress) -> None:
        self._sources = sources
        self._whole = manifest.bytes
        self._progress = progress
        self._done = 0

    def contents(self, member: Member) -> Iterator[bytes]:
        digest = sha256()
        for chunk in self._sources[member.name].chunks():
            digest.update(chunk)
            yield chunk
            self._done += len(chunk)
            self._progress("copying", self._done, self._whole)
        if digest.hexdigest() != member.sha256:
            raise _changed(member.name)


def _changed(name: str) -> StoreError:
    return StoreError(
        f"{name} was changed by something else than paratui while it was copied, so no backup was made; run it again"
    )


def _read_back(file: BackupFile, manifest: Manifest, progress: Progress, *, encrypted: bool) -> None:
    """See that what was written can be read: a disk that lies is found out today, not on the day it is needed."""
    try:
        if encrypted:
            file.compare(lambda done: progress("reading back", done, file.size))
            return
        done = 0
        with open_archive(file.beside, None) as archive:
            for _, chunks in archive.members():
                for chunk in chunks:
                    done += len(chunk)
                progress("reading back", done, manifest.bytes)
            same = archive.manifest == manifest
    except (BadInput, OSError) as error:
        raise file.lost(str(error)) from None
    if not same:
        raise file.lost("it reads otherwise than it was written")
