"""A file somebody names, outside the office: read whole, or refused by its size before a byte of it is read."""

from __future__ import annotations

import stat
from pathlib import Path

from paratui.domain.errors import BadInput
from paratui.domain.spoken_size import size_words


def read_given(name: str, most: int) -> bytes:
    """What a file holds. Raises BadInput when there is no such file, or it is larger than `most` bytes."""
    try:
        path = Path(name).expanduser()
        facts = path.stat()
        size = facts.st_size
        if stat.S_ISDIR(facts.st_mode):
            raise BadInput(f"{name} is a folder; name a file in it")
        if not stat.S_ISREG(facts.st_mode):
            # A pipe that nobody writes would hang, a device never end.
            raise BadInput(f"{name} is no ordinary file; save the contacts to one and name that")
        if size > most:
            raise BadInput(
                f"{name} has {size_words(size)} and {size_words(most)} fit; divide it into smaller files"
            )
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except FileNotFoundError:
        raise BadInput(f"There is no file {name}; check its name") from None
    except (OSError, ValueError, RuntimeError) as error:
        why = error.strerror if isinstance(error, OSError) else "there can be no file of this name"
        raise BadInput(f"{name} cannot be read ({why}); check the file and try again") from None
    if len(raw) > most:
        raise BadInput(f"{name} has more than {size_words(most)}; divide it into smaller files")
    return raw
