"""`paratui restore`: an office put back from a backup."""

from __future__ import annotations

import pwd
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from paratui.cli.backup_words import contents_object, contents_words, moment_words, show_progress
from paratui.cli.opened import opening_of
from paratui.cli.printed import progress, remark, say, say_json
from paratui.domain.spoken_size import count_words
from paratui.services.backups import restore_office

if TYPE_CHECKING:
    from argparse import Namespace

    from paratui.services.backups import OfficeRestored

DAMAGED = 1


def run(given: Namespace) -> int:
    """Restore, check everything and say what is there; 1 when what was in the backup is damaged."""
    opening = opening_of(given)
    identity = Path(given.identity).expanduser() if given.identity else None
    try:
        restored = restore_office(opening, Path(given.file).expanduser(), identity, _uid_of, show_progress)
    finally:
        progress("")
    if given.json:
        say_json(_object(restored, str(opening.folder)))
    else:
        _tell(restored, str(opening.folder))
    if restored.drafts_kept:
        remark(_drafts_words(restored))
    return DAMAGED if restored.verified.findings else 0


def _uid_of(login: str) -> int | None:
    try:
        return pwd.getpwnam(login).pw_uid
    except (KeyError, ValueError):
        return None


def _object(restored: OfficeRestored, folder: str) -> dict[str, object]:
    found = restored.verified
    return contents_object(restored.contents) | {
        "office": folder,
        "good": not found.findings,
        "documents": found.documents,
        "findings": [one._asdict() for one in found.findings],
        "set_aside": [piece._asdict() for piece in restored.set_aside],
        "drafts_kept": [{"login": login, "file": file} for login, file in restored.drafts_kept],
    }


def _tell(restored: OfficeRestored, folder: str) -> None:
    held, found = restored.contents, restored.verified
    say(f"Restored into {folder}: {contents_words(held, restored.zone)}.")
    say(f"Backed up {moment_words(held.made, restored.zone)} by {held.made_by}.")
    say(f"Chain head: {held.chain}")
    if found.findings:
        for finding in found.findings:
            say(f"DAMAGED: {finding.sentence}")
        say("It is so in the backup itself; an older backup may be whole.")
    else:
        say(f"All good: {count_words(found.documents, 'document')} are as they were written.")
    for piece in restored.set_aside:
        say(f"Set aside: {piece.file}: {piece.why}")


def _drafts_words(restored: OfficeRestored) -> str:
    kept = restored.drafts_kept
    commands = " && ".join(f"chown {shlex.quote(login)} {shlex.quote(file)}" for login, file in kept)
    return (
        f"{count_words(len(kept), 'call')} in progress could not be given back to whoever was on it; "
        f"as root, once they have an account here: {commands}"
    )
