"""The files of an office: whether each has the mode and the group that lets colleagues work with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.diagnosis import look, mend, ok
from paratui.domain.spoken_size import count_words, size_words
from paratui.services.doctor.folder import is_shared
from paratui.store.tinydb_folder.examination.examination import UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.diagnosis import Command, Line
    from paratui.services.doctor.accounts import Accounts
    from paratui.store.tinydb_folder.examination.examination import Entry, Place

# One being written is gone in a moment; after an hour nobody writes it any more.
_UNFINISHED_SECONDS = 3600
_NAMED = 3


class _Wish(NamedTuple):
    """Files that should get one mode."""

    mode: int
    is_folder: bool
    entries: list[Entry]


def modes_line(place: Place, entries: Sequence[Entry], locked: Sequence[str], accounts: Accounts) -> Line:
    """Whether every file and subfolder has the office's modes."""
    strays = [one for one in entries if one.wanted_mode() != one.mode and not one.name.endswith(UNFINISHED)]
    if locked and not strays:
        part = str(place.path / locked[0])
        return mend(
            "modes",
            f"{part} cannot be looked into",
            "open it to the group:",
            accounts.command(["chmod", "2770", part]),
        )
    if not strays:
        size = size_words(sum(one.size for one in entries if not one.is_folder))
        return ok(
            "modes",
            f"{count_words(sum(not one.is_folder for one in entries), 'file')}, {size}, all as they should be",
        )
    first = strays[0]
    is_are = f"{_counted(strays)} {'has' if len(strays) == 1 else 'have'} the wrong mode"
    said = f"{is_are}: {first.name} is {first.mode:04o}, not {first.wanted_mode():04o}"
    commands = [_chmod(place, wish, accounts) for wish in _wishes(strays)]
    return mend("modes", said, "colleagues may be locked out; set them right:", *commands)


def _counted(entries: Sequence[Entry]) -> str:
    folders = sum(one.is_folder for one in entries)
    files = len(entries) - folders
    counts = [count_words(files, "file")] if files else []
    return " and ".join([*counts, *([count_words(folders, "subfolder")] if folders else [])])


def _wishes(strays: Sequence[Entry]) -> list[_Wish]:
    """The strays by what they should be; folders first, or what is in them cannot be reached."""
    wishes: dict[tuple[bool, int], _Wish] = {}
    for one in strays:
        key = (not one.is_folder, one.wanted_mode())
        wishes.setdefault(key, _Wish(one.wanted_mode(), one.is_folder, [])).entries.append(one)
    return [wishes[key] for key in sorted(wishes)]


def _chmod(place: Place, wish: _Wish, accounts: Accounts) -> Command:
    mode = f"{wish.mode:04o}"
    owners = [one.owner for one in wish.entries]
    if wish.is_folder or len(wish.entries) <= _NAMED:
        return accounts.command(["chmod", mode, *(str(place.path / one.name) for one in wish.entries)], owners)
    parts = sorted({str(place.path / one.part) for one in wish.entries})
    names = _common_ending(wish.entries)
    found = ["find", *parts, "-maxdepth", "1", "-type", "f", *names, "-exec", "chmod", mode, "{}", "+"]
    return accounts.command(found, owners)


def _common_ending(entries: Sequence[Entry]) -> list[str]:
    """What keeps `find` to files of the office, where they end alike."""
    endings = {one.name.rpartition(".")[2] for one in entries}
    return ["-name", f"*.{endings.pop()}"] if len(endings) == 1 else []


def owners_line(place: Place, entries: Sequence[Entry], accounts: Accounts) -> Line | None:
    """Files and subfolders of another group than the folder's; None when there are none, or nobody shares them."""
    if not is_shared(place):
        return None
    # Only their owner reads a draft.
    strays = [one for one in entries if one.group != place.group and one.part != "drafts"]
    if not strays:
        return None
    group, first = accounts.group_of(place.group), strays[0]
    others = accounts.group_of(first.group).shown
    belong = "belongs" if len(strays) == 1 else "belong"
    said = f"{_counted(strays)} {belong} to another group: {first.name} to {others}, not {group.shown}"
    paths = [str(place.path / one.name) for one in strays]
    chgrp = ["chgrp", group.shown, *paths] if len(paths) <= _NAMED else ["chgrp", "-R", group.shown, str(place.path)]
    return mend(
        "owners",
        said,
        "colleagues are locked out; give them back:",
        accounts.command(chgrp, [one.owner for one in strays] if place.group in accounts.groups else []),
    )


def unfinished_line(entries: Sequence[Entry], machine_now: float) -> Line | None:
    """What a write that was cut off left lying; None when there is nothing."""
    left = [
        one for one in entries if one.name.endswith(UNFINISHED) and machine_now - one.written > _UNFINISHED_SECONDS
    ]
    if not left:
        return None
    size = size_words(sum(one.size for one in left))
    return look(
        "leftovers",
        f"{count_words(len(left), 'file')} of writes that were cut off ({size}), first {left[0].name}",
        "they are in nobody's way, and the next write of the same file takes each away",
    )
