"""Backing an office up into one file, and putting it back from one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import OfficeError
from paratui.domain.office import Office
from paratui.store.interface import Finding
from paratui.store.office_settings import read_office
from paratui.store.tinydb_folder.backup.backup import Maker, back_up
from paratui.store.tinydb_folder.backup.encryption import recipients
from paratui.store.tinydb_folder.backup.manifest import MANIFEST
from paratui.store.tinydb_folder.backup.restore import restore
from paratui.store.tinydb_folder.files.replay import commits
from paratui.store.tinydb_folder.ground.folder import Folder
from paratui.store.tinydb_folder.journal.segment import GENESIS
from paratui.store.tinydb_folder.store import open_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import Any
    from zoneinfo import ZoneInfo

    from paratui.services.opening import Opening
    from paratui.store.interface import SetAside, Verified
    from paratui.store.tinydb_folder.backup.manifest import Manifest

    Progress = Callable[[str, int, int], Any]


class Contents(NamedTuple):
    """What a backup holds: how many commits, when (UTC) and by whom the last was made, the head of their chain.

    `size` is the bytes of all files, `made` when it was made (UTC), by `made_by`. `drafts_left_out` counts calls in
    progress that its maker could not read, `left_out` names what lay in the office folder and is no part of it.
    """

    commits: int
    last: str
    by: str
    chain: str
    files: int
    size: int
    made: str
    made_by: str
    drafts_left_out: int
    left_out: list[str]


class BackupMade(NamedTuple):
    """A backup that was written and read back. `damage` is a sentence when the office is damaged."""

    file: Path
    size: int
    encrypted: bool
    contents: Contents
    damage: str
    zone: ZoneInfo


class OfficeRestored(NamedTuple):
    """An office put back, and what checking it found: its commits and chain are those that are there.

    `drafts_kept` are the calls in progress that only their owner may have and could not be given: login and file.
    """

    contents: Contents
    drafts_kept: tuple[tuple[str, str], ...]
    verified: Verified
    set_aside: list[SetAside]
    zone: ZoneInfo


def make_backup(
    opening: Opening,
    target: Path,
    *,
    to: Sequence[str],
    recipient_files: Sequence[Path],
    program: str,
    progress: Progress,
) -> BackupMade:
    """Back the office up to a file, or into a folder, encrypted when there are recipients.

    `program` is this version of paratui; `progress(what, bytes done, bytes in all)`. Raises ParatuiError.
    """
    keys = recipients(to, recipient_files)
    office = _settings(opening.folder)
    maker = Maker(opening.account.login, opening.clock(office).now(), program)
    made = back_up(opening.folder, target, maker, keys, progress)
    return BackupMade(made.file, made.size, bool(keys), _contents(made.manifest), made.damage, office.tz)


def restore_office(
    opening: Opening, file: Path, identity: Path | None, uid_of: Callable[[str], int | None], progress: Progress
) -> OfficeRestored:
    """Put the office of a backup into an empty or new folder, and check everything. Raises ParatuiError.

    `uid_of` tells the user id of a login, so that root can give calls in progress back to their owners.
    """
    restored = restore(file, opening.folder, identity, uid_of, progress)
    held = _in_journal(opening.folder, _contents(restored.manifest))
    office = _settings(opening.folder)
    store = open_folder(opening.folder, opening.account.login, opening.clock(office))
    try:
        verified = store.verify(lambda done, whole: progress("checking", done, whole))
        aside = store.set_aside()
    finally:
        store.close()
    verified = verified._replace(findings=(*verified.findings, *_disagreement(restored.manifest, held)))
    return OfficeRestored(held, restored.drafts_kept, verified, aside, office.tz)


def _in_journal(folder: Path, said: Contents) -> Contents:
    """What the backup said it holds, with the newest commit that is really there."""
    held = said._replace(commits=0, last="", by="", chain=GENESIS)
    for sealed, _, _ in commits(Folder(folder)):
        body = sealed.body
        held = held._replace(commits=body.seq, last=body.time, by=body.by, chain=sealed.chain)
    return held


def _disagreement(manifest: Manifest, held: Contents) -> list[Finding]:
    if (manifest.seq, manifest.chain) == (held.commits, held.chain):
        return []
    sentence = (
        f"{MANIFEST} names commit {manifest.seq} with the chain head {manifest.chain}, "
        f"the journal in the backup ends whole at commit {held.commits} with {held.chain}"
    )
    return [Finding(MANIFEST, 0, sentence)]


def _settings(folder: Path) -> Office:
    """The office's settings; the usual ones where they cannot be read, since they only say how times are shown."""
    try:
        return read_office(folder)
    except OfficeError:
        return Office()


def _contents(manifest: Manifest) -> Contents:
    return Contents(
        commits=manifest.seq,
        last=manifest.last,
        by=manifest.last_by,
        chain=manifest.chain,
        files=len(manifest.members),
        size=manifest.bytes,
        made=manifest.made,
        made_by=manifest.by,
        drafts_left_out=manifest.drafts_left_out,
        left_out=manifest.left_out,
    )
