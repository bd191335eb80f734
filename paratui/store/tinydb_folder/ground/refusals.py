"""Which folders cannot hold an office, and the sentence that says what to do about it."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from paratui.domain.errors import OfficeError
from paratui.store.office_data_file import OWN_FILES, OWN_FOLDERS
from paratui.store.tinydb_folder.ground.disk import FOLDER_MODE, sync_folder
from paratui.store.tinydb_folder.ground.folder import INDEX_FILES, PARTS, RESTORED, RESTORING

MOUNTS = Path("/proc/self/mountinfo")
# Locks and appends of these do not hold what the journal is built on.
NETWORK = ("nfs", "cifs", "smb", "fuse.", "9p", "afs", "ceph", "gluster", "lustre", "gpfs", "ncpfs", "ocfs2")
# What may already lie in a folder that becomes an office.
WELCOME = frozenset({*PARTS, *OWN_FILES, *OWN_FOLDERS, "office.toml", "office.toml.new", "lost+found"}) | {
    "commit.lock",
    "checkpoint.lock",
    *INDEX_FILES,
}
# How the kernel writes a blank in a mount point: \\040.
_OCTAL = re.compile(r"\\([0-7]{3})")
RECORDS = frozenset({"meta.json", "hot.json", "journal", "audit"})


def prepare(path: Path, mounts: Path = MOUNTS) -> Path:
    """The folder, made if it was missing, fit to hold an office; else OfficeError saying what to do."""
    try:
        path = path.expanduser().resolve()
        made = not path.exists()
        if made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.mkdir(mode=0o700, exist_ok=True)
            path.chmod(FOLDER_MODE)
        facts = path.stat()
        inside = {child.name for child in path.iterdir()} if stat.S_ISDIR(facts.st_mode) else set()
        if not inside & RECORDS:
            _make_name_durable(path)
    except OSError as error:
        raise _unusable(path, error) from None
    if not stat.S_ISDIR(facts.st_mode):
        raise OfficeError(f"{path} is a file; name a folder with --office")
    _refuse_modes(path, facts)
    _refuse_network(path, mounts)
    if inside & {RESTORING, RESTORED}:
        raise OfficeError(
            f"A backup is being restored into {path}, or that was cut off; "
            "wait for it, or run the same paratui restore again and it is brought to its end"
        )
    strange = strangers(inside)
    if not inside & RECORDS and strange:
        raise OfficeError(f"{path} holds other files and no office ({min(strange)}); name an empty or new folder")
    if not inside and not made and facts.st_uid == os.geteuid() and facts.st_mode & stat.S_IRWXG:
        try:
            path.chmod(stat.S_IMODE(facts.st_mode) | stat.S_ISGID)
        except OSError as error:
            raise _unusable(path, error) from None
    return path


def strangers(inside: set[str]) -> set[str]:
    """Which of the names in a folder do not belong to an office."""
    # What a crash in the first moments of an office leaves is no stranger to it.
    return {name for name in inside - WELCOME if not name.endswith(".new")}


def _unusable(path: Path, error: OSError) -> OfficeError:
    return OfficeError(
        f"The office folder {path} cannot be used ({error.strerror}); "
        "ask its owner for access or name another with --office"
    )


def _make_name_durable(path: Path) -> None:
    """Also of a folder somebody else has made: they may have died before it was, or may not have come to it yet."""
    for above in path.parents:
        # One that cannot be read was made by somebody else, long ago.
        with suppress(PermissionError):
            sync_folder(above)


def _refuse_modes(path: Path, facts: os.stat_result) -> None:
    if facts.st_mode & stat.S_IRWXO:
        raise OfficeError(f"Everybody on this machine can look into {path}; close it with: chmod 2770 {_typed(path)}")
    if facts.st_mode & stat.S_ISVTX:
        raise OfficeError(
            f"The sticky bit of {path} keeps colleagues from saving each other's records; "
            f"take it off with: chmod -t {_typed(path)}"
        )
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise OfficeError(
            f"This account may not write in {path}; ask the office's admin to add it to the folder's group, "
            "or name another folder with --office"
        )


def _typed(path: Path) -> str:
    """A path as it is typed in a shell."""
    from shlex import quote  # noqa: PLC0415 - a folder is refused once in its life, and opened every day

    return quote(str(path))


def _refuse_network(path: Path, mounts: Path) -> None:
    kind = file_system(path, mounts)
    if kind.startswith(NETWORK):
        raise OfficeError(
            f"{path} lies on a network file system ({kind}), where saved records cannot be kept safe; "
            "put the office on a local disk and come to it over ssh"
        )


def file_system(path: Path, mounts: Path = MOUNTS) -> str:
    """The kind of file system a path lies on, as the kernel names it; empty where that is not told."""
    try:
        lines = mounts.read_text(errors="surrogateescape").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        before, _, after = line.partition(" - ")
        point = Path(_OCTAL.sub(lambda code: chr(int(code[1], 8)), before.split()[4]))
        # Of several mounts on one point the last is the one seen.
        if (path == point or point in path.parents) and len(point.parts) >= best:
            best, kind = len(point.parts), after.split()[0]
    return kind
