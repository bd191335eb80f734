"""What do people with accounts of their own do in one office, each with another umask and another primary group?"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import pkgutil
import pty
import pwd
import sys
from importlib import import_module
from typing import NamedTuple

from tinydb import TinyDB

import paratui.cli
from paratui.cli.command_line import run
from paratui.domain.errors import OfficeError, StoreError
from paratui.store.tinydb_folder.store import open_folder
from tests.torture.kill_points import Watch
from tests.torture.mixed_day import Person
from tests.torture.stopped import item
from tests.torture.writer import SEGMENT_BYTES, MachineClock

GROUP = 48200
"""The group of the office."""


class Account(NamedTuple):
    """One account: its number, its umask, its primary group, and whether it is in the office's group."""

    login: str
    uid: int
    umask: int
    gid: int
    member: bool = True

    def log_in(self, *, back_door: bool = False) -> None:
        """Become this account. With a back door root's rights can be had again, for one change of groups."""
        os.setgroups([GROUP] if self.member else [])
        os.setresgid(self.gid, self.gid, self.gid)
        os.setresuid(self.uid, self.uid, 0 if back_door else self.uid)
        os.umask(self.umask)

    def lose_the_group(self) -> None:
        """What a login after the admin took this account out of the group begins with."""
        os.setresuid(-1, 0, -1)
        os.setgroups([])
        os.setresuid(-1, self.uid, self.uid)


def known(login: str, umask: int, *, member: bool = True) -> Account:
    """An account that every machine has."""
    entry = pwd.getpwnam(login)
    return Account(login, entry.pw_uid, umask, entry.pw_gid, member)


ANA = known("daemon", 0o022)
BOB = known("bin", 0o077)
CARL = known("mail", 0o002)
OUTSIDER = known("nobody", 0o022, member=False)


def opened(folder, account: Account, **given):
    """The office, with segments so short that everybody folds."""
    return open_folder(
        folder, account.login, MachineClock(), **{"lock_seconds": 60.0, "segment_bytes": SEGMENT_BYTES} | given
    )


def work_a_day_as(say, folder, account, seed, actions, shared) -> None:
    """A mixed day of one account, a call being typed at its end."""
    account.log_in()
    person = Person(say, folder, account.login, seed)
    for _ in range(actions):
        person.act(shared)
        person.store.checkpoint(force=person.chance() < 0.1)
    draft = person.store.draft(seed)
    draft.put({"line": "hearing moved"})
    assert draft.flush(60)
    person.store.close()
    again = opened(folder, account)
    say("left", again.verify().findings, again.set_aside(), [draft.call for draft in again.orphaned_drafts()])
    again.close()


def open_and_add(say, folder, account, number, moment=None) -> None:
    """Open the office, add an open and a closed item, fold; be killed at a moment of it, if one is given."""
    account.log_in()
    Watch(folder, moment, lambda change, _half: say("dying", change))
    store = opened(folder, account)
    store.draft(number).put({"line": "hearing moved"})
    store.commit([item(number, outcome="x" * SEGMENT_BYTES), item(number + 1, status="done")])
    store.checkpoint(force=True)
    say("left", store.verify().findings, store.set_aside(), sorted(doc["id"] for doc in store.records("follow_up")))
    store.close()


def lose_the_group_at_work(say, folder, account) -> None:
    """Work, be taken out of the group, and go on as if nothing had happened."""
    account.log_in(back_door=True)
    store = opened(folder, account)
    draft = store.draft(912)
    store.commit([item(1)])
    draft.put({"line": "hearing moved"})
    assert draft.flush(60)
    account.lose_the_group()
    say("refused", *(sentence_of(work) for work in everyday_work(store)))
    draft.put({"line": "she got a letter"})
    say("typed", draft.flush(60), draft.failed())
    say("folded", store.checkpoint(force=True))
    say("closed", sentence_of(store.close))
    say("again", sentence_of(lambda: opened(folder, account)))


def everyday_work(store):
    """What a screen does with the store."""
    return (
        lambda: store.commit([item(2)]),
        lambda: store.get("follow_up", 1),
        store.open_follow_ups,
        store.changes,
        lambda: list(store.records("call")),
        store.set_aside,
        store.living_drafts,
        store.orphaned_drafts,
        store.verify,
    )


def sentence_of(work) -> str:
    """What a person is told; anything that is not one of the program's own errors goes through."""
    try:
        work()
    except (OfficeError, StoreError) as error:
        return str(error)
    return ""


def look_around(say, folder, paths) -> None:
    """Somebody who is not in the group tries everything there is."""
    # Loaded while this process may still read where Python lies.
    for module in pkgutil.iter_modules(paratui.cli.__path__):
        import_module(f"paratui.cli.{module.name}")
    import_module("paratui.ui.app")
    OUTSIDER.log_in()
    refused = {path: [*map(refusal, tries(path))] for path in [folder, *paths]}
    # To write a folder as a file is refused to everybody.
    say("refused", {path: words for path, words in refused.items() if set(words) - {"EISDIR"} != {"EACCES"}})
    say("opened", sentence_of(lambda: opened(folder, OUTSIDER)))
    os.environ |= {"HOME": "/nonexistent", "TERM": "xterm-256color"}
    for words in ([], ["queue"], ["today"], ["log", "--json"], ["add", "call back"], ["verify"], ["call"]):
        with a_terminal(), contextlib.redirect_stderr(io.StringIO()) as told:
            code = run(["--office", str(folder), *words])
        say("ran", words, code, told.getvalue())


def tries(path):
    """Ways to get at a file or folder."""
    return (
        lambda: os.scandir(path),
        (path / "meta.json").stat,
        lambda: os.open(path, os.O_RDONLY),
        lambda: os.open(path, os.O_WRONLY),
        lambda: os.open(path / "x.json", os.O_WRONLY | os.O_CREAT),
        lambda: TinyDB(path, access_mode="r").all(),
    )


def refusal(work) -> str:
    try:
        work()
    except OSError as error:
        return errno.errorcode[error.errno]
    return "allowed"


@contextlib.contextmanager
def a_terminal():
    """Standard input and output are a terminal, as for somebody at a keyboard."""
    master, slave = pty.openpty()
    before = sys.stdin, sys.stdout
    with open(slave, closefd=False) as sys.stdin, open(slave, "w", closefd=False) as sys.stdout:
        yield
    sys.stdin, sys.stdout = before
    os.close(master)
    os.close(slave)
