"""The folder of drafts: which calls somebody is on, which lost their owner, and what a kill left lying there."""

from __future__ import annotations

import os
import pwd
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from paratui.domain.wall_clock import utc_text
from paratui.store.interface import OrphanedDraft, SetAside
from paratui.store.tinydb_folder.drafts.draft_file import BEGUN, all_held, drafts_of, events_of, let_go, parse_name
from paratui.store.tinydb_folder.drafts.draft_owner import is_there, own_process

if TYPE_CHECKING:
    from pathlib import Path

UNSEEN = timedelta(hours=1)
"""How long a call counts as being taken whose process cannot be seen from here, after its last key."""


def living(folder: Path, now: datetime) -> set[int]:
    """The calls whose draft's process is there. Others' drafts cannot be opened, but their names tell enough."""
    found, own = set(), own_process()
    for path in folder.iterdir():
        name = parse_name(path.name)
        if name and name.call not in found:
            there = is_there(name.owner, own)
            if there is None:
                there = now - written(path) < UNSEEN
            if there:
                found.add(name.call)
    return found


def written(path: Path) -> datetime:
    """When a draft was last written, UTC; long ago when it is gone."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return datetime.fromtimestamp(0, UTC)


def orphans(folder: Path, login: str) -> list[OrphanedDraft]:
    """The drafts of a login whose process is gone, one for each call, last written first."""
    found = []
    for call, paths in drafts_of(folder, login).items():
        try:
            when = max(map(written, paths))
            free = all_held(paths)
        except OSError:
            # One that cannot be read just now keeps nobody from the others; it is looked for every time.
            continue
        try:
            if free and free[0].events:
                found.append((when, OrphanedDraft(call, tuple(free[0].events), utc_text(when))))
            for draft in free:
                # A whole line that does not hold is damage, and damage is kept.
                if not draft.whole:
                    with suppress(OSError):
                        draft.path.unlink()
        finally:
            let_go(free)
    return [draft for _, draft in sorted(found, key=lambda item: item[0], reverse=True)]


def sweep(folder: Path) -> None:
    """Remove what a kill left between the making of a draft and its first name; nothing was typed into it yet."""
    own = own_process()
    for path in folder.glob(f"*{BEGUN}"):
        name = parse_name(path.name, BEGUN)
        if name and is_there(name.owner, own) is False:
            with suppress(OSError):
                path.unlink()


def stranded(folder: Path, login: str) -> list[SetAside]:
    """The drafts that are offered to nobody, or not whole to their owner `login`, a sentence each."""
    found, own = [], own_process()
    for path in sorted(folder.iterdir()):
        name = parse_name(path.name)
        if name and is_there(name.owner, own) is False:
            try:
                trouble = _trouble(path, mine=name.login == login)
            except FileNotFoundError:
                continue
            if trouble:
                found.append(SetAside("", f"A call {name.login} was taking is kept in drafts/{path.name}, {trouble}"))
    return found


def _trouble(path: Path, *, mine: bool) -> str:
    facts = path.stat()
    if not facts.st_size:
        return ""
    if facts.st_uid != os.geteuid() and not _has_account(facts.st_uid):
        return (
            "but that account is gone: an admin gives the file to a colleague with chown, "
            "and puts the colleague's login in its name; then the colleague is offered the call"
        )
    if not mine:
        return ""
    if not os.access(path, os.R_OK | os.W_OK):
        return "but it belongs to another account; an admin gives it back with chown, then it is offered"
    data = path.read_bytes()
    events, whole = events_of(data)
    damaged = data.count(b"\n", 0, whole) - len(events)
    if damaged:
        return f"with {damaged} of its {damaged + len(events)} entries damaged; what can be read is offered"
    return ""


def _has_account(uid: int) -> bool:
    try:
        return bool(pwd.getpwuid(uid))
    except KeyError:
        return False
