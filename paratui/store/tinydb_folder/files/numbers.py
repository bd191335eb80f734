"""Where among the weeks a follow-up's number most likely lies."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from paratui.store.tinydb_folder.ground.folder import KIND_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.store.tinydb_folder.ground.folder import Folder

_NUMBER = re.compile(rb'"number": ?(\d+)')
# The first record of a shard names its number within so many bytes.
_HEAD = 4096


def likeliest_first(folder: Folder, weeks: Sequence[str], number: int) -> list[str]:
    """All of `weeks` (newest first), beginning with the one a number was most likely given in.

    Numbers grow with time and a shard's records are in the order of their ids, so ten years take nine looks.
    What was entered late, or came from elsewhere, lies in another week: that is why all are named.
    """
    oldest_first = weeks[::-1]
    place = bisect_right(oldest_first, number, key=lambda week: _first_number(folder, week)) - 1
    return [oldest_first[at] for at in sorted(range(len(oldest_first)), key=lambda at: abs(at - place))]


def _first_number(folder: Folder, week: str) -> int:
    """The number of the first record of a week; 0 when none can be seen."""
    try:
        with (folder.path / KIND_FOLDERS["follow_up"] / f"{week}.json").open("rb") as file:
            found = _NUMBER.search(file.read(_HEAD))
    except FileNotFoundError:
        return 0
    return int(found[1]) if found else 0
