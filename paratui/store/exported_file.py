"""A file somebody asked for, outside the office: whole or not at all, readable to nobody else."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput
from paratui.store.tinydb_folder.ground.disk import beside, replace

if TYPE_CHECKING:
    from pathlib import Path

_MODE = 0o600


def write_export(path: Path, data: bytes, begins: bytes) -> None:
    """Write an export to a file of this name. An export of before, which `begins` so, gives way to it.

    Raises BadInput when the name belongs to something else, or nothing can be written there. A link is never
    followed, and what is no file never opened: a pipe that nobody reads would hang.
    """
    try:
        for one in (path, beside(path)):
            _refuse_another(one, begins)
        replace(path, data, _MODE)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "its name has a character no file can have"
        raise BadInput(f"{path} cannot be written ({why}); name another file") from None


def _refuse_another(path: Path, begins: bytes) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISLNK(mode):
        raise BadInput(f"{path} is a link to another place; name the file itself")
    if stat.S_ISDIR(mode):
        raise BadInput(f"{path} is a folder; name a file in it")
    if not stat.S_ISREG(mode):
        raise BadInput(f"{path} is no ordinary file; name one")
    with path.open("rb") as file:
        if file.read(len(begins)) not in {begins, b""}:
            raise BadInput(f"{path} is another file, which was left as it is; name a new one")
