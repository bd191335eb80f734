"""What the machine tells of itself: accounts, the size of the terminal, the clock's keeper, what is installed."""

from __future__ import annotations

import ctypes
import grp
import os
import platform
import pwd
import subprocess
import sys
from importlib import metadata
from typing import TYPE_CHECKING

from paratui.cli.arguments import VERSION
from paratui.services.doctor.accounts import AccountGroup, Accounts
from paratui.services.doctor.program import SHOWN, Installed, requirement

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOT_KEPT = 5  # TIME_ERROR, what adjtimex(2) answers
_PATIENCE = 0.5


def accounts() -> Accounts:
    """The account this process runs as; an account without a name is told by its number."""
    umask = os.umask(0o077)
    os.umask(umask)
    user = os.getuid()
    groups = frozenset({os.getgid(), *os.getgroups()})
    return Accounts(user, login_of(user), groups, umask, group_of, login_of)


def login_of(user: int) -> str:
    """The login of a user id, its number where it has none."""
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def group_of(number: int) -> AccountGroup:
    """A group with the logins in it, those whose first group it is among them."""
    try:
        entry = grp.getgrgid(number)
    except KeyError:
        return AccountGroup(number, "")
    first = {one.pw_name for one in pwd.getpwall() if one.pw_gid == number}
    return AccountGroup(number, entry.gr_name, tuple(sorted({*entry.gr_mem, *first})))


def terminal_size() -> tuple[int, int] | None:
    """Columns and rows of the terminal this runs in; None where there is none."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        try:
            size = os.get_terminal_size(stream.fileno())
        except (OSError, ValueError, AttributeError):
            continue
        return size.columns, size.lines
    return None


def escape_time(environ: Mapping[str, str]) -> int | None:
    """How long tmux waits after Esc, in milliseconds; None outside of tmux or where it does not answer."""
    if not environ.get("TMUX"):
        return None
    asked = ["tmux", "show-options", "-sv", "escape-time"]
    try:
        told = subprocess.run(asked, capture_output=True, text=True, timeout=_PATIENCE, check=True)  # noqa: S603 - the user's own tmux, as found in PATH
        return int(told.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def clock_is_kept() -> bool | None:
    """Whether the kernel knows of a time service that keeps the clock right; None where it does not tell."""
    # A struct timex full of zeroes asks and changes nothing; it has 208 bytes at most.
    asked = ctypes.create_string_buffer(512)
    try:
        answer = int(ctypes.CDLL(None).adjtimex(asked))
    except (OSError, AttributeError):
        return None
    return None if answer < 0 else answer != _NOT_KEPT


def installed() -> Installed:
    """The versions that are installed, and what paratui asks for where it was installed itself."""
    try:
        wanted = metadata.requires("paratui") or []
    except metadata.PackageNotFoundError:
        wanted = []
    names = {*SHOWN, *(one.package for text in wanted if (one := requirement(text)))}
    return Installed(VERSION, platform.python_version(), {name: _version(name) for name in names}, wanted)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
