"""The folder: where it is, who may do what in it, and the disk under it."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from paratui.domain.diagnosis import look, mend, ok
from paratui.services.doctor.accounts import ROOT
from paratui.store.tinydb_folder.examination.examination import (
    A_FILE,
    CLOSED,
    EMPTY,
    HALF_RESTORED,
    MISSING,
    OTHER,
    closed_above,
)
from paratui.store.tinydb_folder.ground.disk import FOLDER_MODE

if TYPE_CHECKING:
    from paratui.domain.diagnosis import Command, Line
    from paratui.services.doctor.accounts import Accounts
    from paratui.store.tinydb_folder.examination.examination import Place

_PRIVATE_MODE = 0o700
_GROUP = "paratui"
_NAME_ANOTHER = "name the right one with --office DIR"


def folder_line(place: Place, accounts: Accounts) -> Line:
    """Whether there is a folder this account can work in."""
    path = str(place.path)
    if place.standing in {MISSING, A_FILE, OTHER, HALF_RESTORED}:
        return _no_office_line(place, accounts)
    if place.standing == CLOSED or not place.writable:
        return _closed(place, accounts)
    wrong = _wrong_mode(place)
    if wrong:
        wanted = FOLDER_MODE if place.mode & stat.S_IRWXG else _PRIVATE_MODE
        chmod = accounts.command(["chmod", f"{wanted:o}", path], [place.owner])
        return mend("folder", f"{path} is {place.mode:04o}: {wrong}", "set its mode:", chmod)
    if place.standing == EMPTY:
        return look("folder", f"{path} is empty", "the first paratui in a terminal makes the office in it")
    return ok("folder", f"{path}, {place.mode:04o}")


def _no_office_line(place: Place, accounts: Accounts) -> Line:
    path = str(place.path)
    if place.standing == MISSING:
        install = accounts.command(["install", "-d", "-m", "2770", "-g", _GROUP, path])
        return mend(
            "folder",
            f"{path} is not there; the nearest that is, is {place.found}",
            f"{_NAME_ANOTHER}, run paratui to make an office of your own there, or make a shared one:",
            install,
        )
    if place.standing == A_FILE:
        return mend("folder", f"{path} is a file", _NAME_ANOTHER)
    if place.standing == HALF_RESTORED:
        again = "wait for it, or run the same paratui restore again and it is brought to its end"
        return mend("folder", f"a backup is being restored into {path}, or that was cut off", again)
    return mend("folder", f"{path} holds other files and no office ({place.found})", "name an empty or new folder")


def _wrong_mode(place: Place) -> str:
    """What is wrong with the mode of the folder itself; the store refuses the first two."""
    mode = place.mode
    if mode & stat.S_IRWXO:
        return "everybody on this machine can look into it"
    if mode & stat.S_ISVTX:
        return "the sticky bit keeps colleagues from saving each other's records"
    if not is_shared(place):
        return ""
    if mode & stat.S_IRWXG != stat.S_IRWXG:
        return "the group may not do everything in it"
    if not mode & stat.S_ISGID:
        return "without the setgid bit what one saves is closed to the others"
    return ""


def is_shared(place: Place) -> bool:
    """Whether a group works in this folder, rather than its owner alone."""
    return bool(place.mode & stat.S_IRWXG)


def _closed(place: Place, accounts: Accounts) -> Line:
    path, me = str(place.path), accounts.login
    if place.group < 0:
        return mend(
            "folder",
            f"{path} cannot be reached: {place.found} is closed to {me}",
            f"an admin opens the way (chmod o+x), or {_NAME_ANOTHER}",
        )
    group = accounts.group_of(place.group)
    seen = f"{me} may not work in {path} ({accounts.login_of(place.owner)}, group {group.shown}, {place.mode:04o})"
    if not is_shared(place) or place.group in accounts.groups:
        chmod = accounts.command(["chmod", f"{FOLDER_MODE:o}", path], [place.owner])
        return mend("folder", seen, f"{_NAME_ANOTHER}, or open it to its group:", chmod)
    if me in group.members:
        return mend("folder", f"{seen}; {me} joined the group after logging in", "log out and in again")
    return mend("folder", seen, "an admin lets the account in, and then it logs in anew:", *_joining(place, accounts))


def _joining(place: Place, accounts: Accounts) -> list[Command]:
    """What lets an account into the folder's group; nobody is to join the group of root for that."""
    group, me = accounts.group_of(place.group).shown, accounts.login
    if place.group != ROOT:
        return [accounts.command(["usermod", "-aG", group, me])]
    given = [["groupadd", "-f", _GROUP], ["chgrp", "-R", _GROUP, str(place.path)], ["usermod", "-aG", _GROUP, me]]
    return [accounts.command(words) for words in given]


def group_line(place: Place, accounts: Accounts) -> Line:
    """Who works here, and whether they all get as far as the folder."""
    if not is_shared(place):
        return ok("group", f"nobody but {accounts.login_of(place.owner)}: the folder is private")
    group = accounts.group_of(place.group)
    if not group.name:
        return look(
            "group",
            f"the folder's group has the number {group.number} and no name on this machine",
            "an admin gives the folder a group that is there: chgrp -R GROUP on the folder",
        )
    others = [login for login in group.members if login != accounts.login]
    barred = closed_above(place.path, place.group) if others else []
    if barred:
        above, mode = barred[-1]
        return mend(
            "group",
            f"colleagues cannot pass {above} ({mode:04o}), so only {accounts.login_of(place.owner)} gets here",
            "let them through, or move the office to /srv/paratui:",
            accounts.command(["chmod", "o+x", str(above)]),
        )
    if not others:
        return ok("group", f"{group.name}: nobody but you")
    return ok("group", f"{group.name}: {', '.join(group.members)}")


def account_line(place: Place, accounts: Accounts) -> Line:
    """Who looks; what an admin sees may not be what a colleague gets."""
    umask = f"umask {accounts.umask:03o} (any will do)"
    if accounts.user == ROOT:
        return look("account", "root, who may do everything", "run doctor as the person who has trouble")
    if is_shared(place) and place.group not in accounts.groups:
        group = accounts.group_of(place.group)
        said = (
            f"{accounts.login} is not in the folder's group {group.shown}, so colleagues cannot work with its files"
        )
        return mend("account", said, "join it, then log in anew:", *_joining(place, accounts))
    inside = f", in group {accounts.group_of(place.group).shown}" if is_shared(place) else ""
    return ok("account", f"{accounts.login}{inside}, {umask}")
