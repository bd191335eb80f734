"""`paratui backup`: the whole office in one file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from paratui.cli.arguments import VERSION
from paratui.cli.backup_words import contents_object, contents_words, show_progress
from paratui.cli.opened import opening_of
from paratui.cli.printed import complain, progress, remark, say, say_json
from paratui.domain.errors import BadInput
from paratui.domain.spoken_size import count_words, size_words
from paratui.services.backups import make_backup

if TYPE_CHECKING:
    from argparse import Namespace

    from paratui.services.backups import BackupMade

DAMAGED = 1
_NAMED = 5
_ENDINGS = (".tar", ".tar.gz", ".tgz")


def run(given: Namespace) -> int:
    """Write the backup, read it back and say what is in it; 1 when the office it was made of is damaged."""
    if not given.dest.strip():
        raise BadInput("The name of the backup is empty; name a folder or a file for it")
    try:
        made = make_backup(
            opening_of(given),
            _target(given.dest, encrypted=bool(given.to or given.recipients)),
            to=given.to,
            recipient_files=[Path(name).expanduser() for name in given.recipients],
            program=VERSION,
            progress=show_progress,
        )
    finally:
        progress("")
    if given.json:
        say_json(_object(made))
    else:
        _tell(made)
    if made.damage and given.json:
        complain(made.damage)
    _warn(made)
    return DAMAGED if made.damage else 0


def _target(dest: str, *, encrypted: bool) -> Path:
    """The folder that is there, or the file to make; raises BadInput for what looks like neither."""
    target = Path(dest).expanduser()
    # What is there already is a folder, or refused where it is looked at.
    if os.path.lexists(target):
        return target
    ending = ".tar.gz.age" if encrypted else ".tar.gz"
    name = target.name.lower()
    if dest.endswith("/") or not name.removesuffix(".age").endswith(_ENDINGS):
        raise BadInput(f"There is no folder {dest}; make it first, or name a file that ends in {ending}")
    if encrypted and not name.endswith(".age"):
        raise BadInput(f"The backup is encrypted and {dest} does not say so; name a file that ends in {ending}")
    if not encrypted and name.endswith(".age"):
        raise BadInput(
            f"{dest} is the name of an encrypted backup; add --to or --recipients, or name one that ends in {ending}"
        )
    return target


def _object(made: BackupMade) -> dict[str, object]:
    return contents_object(made.contents) | {
        "file": str(made.file),
        "file_bytes": made.size,
        "encrypted": made.encrypted,
        "damage": made.damage,
    }


def _tell(made: BackupMade) -> None:
    held = made.contents
    sizes = f"{size_words(held.size)} in {size_words(made.size)}"
    read = "encrypted, read back as it was written" if made.encrypted else "read back, every file compared"
    if made.damage:
        say(f"DAMAGED: {made.damage}")
    good = "Backed up as it is" if made.damage else "Backup good"
    say(f"{good}: {contents_words(held, made.zone)}, {sizes}, {read}.")
    say(str(made.file))
    say(f"Chain head: {held.chain}")
    if not made.damage:
        say("Note it somewhere else: an office restored with the same head has the same history, unchanged.")


def _warn(made: BackupMade) -> None:
    held = made.contents
    if held.drafts_left_out:
        calls = count_words(held.drafts_left_out, "call in progress of others is", "calls in progress of others are")
        remark(f"{calls} not in this backup; run it as root or when nobody is on a call")
    if held.left_out:
        more = f" and {len(held.left_out) - _NAMED} more" if len(held.left_out) > _NAMED else ""
        remark(f"Not in this backup, being no part of an office: {', '.join(held.left_out[:_NAMED])}{more}")
