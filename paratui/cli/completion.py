"""`paratui completion`: the script with which a shell completes commands and options on Tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.cli.arguments import parser
from paratui.cli.printed import say_file
from paratui.cli.sub_commands import actions, sub_commands

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

FILES = frozenset({"FILE", "KEYFILE", "DEST"})
FOLDERS = frozenset({"DIR"})


def run(given: Namespace) -> int:
    """Print the script of one shell."""
    import shtab  # noqa: PLC0415 - no other command needs it

    whole = parser()
    _name_files(whole, shtab.FILE, shtab.DIRECTORY)
    say_file(f"{shtab.complete(whole, given.shell)}\n".encode())
    return 0


def _name_files(one: ArgumentParser, file: object, folder: object) -> None:
    """What takes a file or a folder completes the names of those: shtab reads it from `complete`."""
    for action in actions(one):
        if action.metavar in FILES:
            action.complete = file  # type: ignore[attr-defined]  # the attribute is shtab's own
        elif action.metavar in FOLDERS:
            action.complete = folder  # type: ignore[attr-defined]  # as above
    for below in sub_commands(one).values():
        _name_files(below, file, folder)
