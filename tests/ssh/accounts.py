"""Who logs in: real accounts of this machine, made for the tests and removed behind them."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.terminal.terminal import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("Iris Quill", "Noor Vale")
NOT_NEEDED = {"test", "site-packages", "idlelib", "ensurepip", "tkinter", "lib2to3"}


@dataclass(frozen=True)
class Somebody:
    """An account: `login` for sshd, `home` for its files; `acting` is the PARATUI_LOGIN where accounts are shared."""

    login: str
    home: Path
    uid: int
    gid: int
    initials: str
    acting: str = ""

    def give(self, *paths: Path) -> None:
        """Make files of the tests this account's own."""
        for path in paths:
            os.chown(path, self.uid, self.gid)


@contextlib.contextmanager
def two_people(base: Path) -> Iterator[tuple[Somebody, Somebody]]:
    """Two accounts in one group; without root twice the one that runs the tests, as two people of the demo office."""
    if os.geteuid() != 0:
        me = pwd.getpwuid(os.geteuid())
        homes = [base / "home1", base / "home2"]
        for home in homes:
            home.mkdir(mode=0o700)
        first, second = (
            Somebody(me.pw_name, home, me.pw_uid, me.pw_gid, initials, acting)
            for home, acting, initials in zip(homes, ("ana", "dana"), ("AR", "DW"), strict=True)
        )
        yield first, second
        return
    _clear_away()
    group = f"pt{os.getpid()}"
    _ran("groupadd", group)
    made: list[str] = []
    try:
        people = []
        for name in NAMES:
            login = f"{group}{name[0].lower()}"
            home = base / login
            # "*" is no password, and unlike "!" no lock: keys are taken.
            _ran("useradd", "-M", "-d", str(home), "-g", group, "-c", name, "-s", "/bin/sh", "-p", "*", login)
            made.append(login)
            entry = pwd.getpwnam(login)
            home.mkdir(mode=0o700)
            initials = "".join(word[0] for word in name.split())
            people.append(Somebody(login, home, entry.pw_uid, entry.pw_gid, initials))
            people[-1].give(home)
        yield people[0], people[1]
    finally:
        for login in made:
            # Also when a failed test left something running.
            with contextlib.suppress(subprocess.CalledProcessError):
                _ran("userdel", "-f", login)
        _remove_group(group)


def _clear_away() -> None:
    """Remove the accounts of a run that was killed: theirs is a home that is gone."""
    for entry in pwd.getpwall():
        if entry.pw_gecos in NAMES and not Path(entry.pw_dir).exists():
            _ran("userdel", "-f", entry.pw_name)
            _remove_group(entry.pw_name[:-1])


def _remove_group(name: str) -> None:
    # Once both are gone; userdel may have taken it along.
    with contextlib.suppress(subprocess.CalledProcessError):
        _ran("groupdel", name)


def _ran(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)


def program_for_all(base: Path) -> Path:
    """A `paratui` that every account can run: this checkout, by this interpreter.

    An interpreter in a home nobody else may enter is linked - not copied - to where all can reach it.
    """
    prefix = base / "python"
    libraries = sysconfig.get_path("purelib")
    lines = ["#!/bin/sh", f'export PYTHONPATH="{PROJECT}:{libraries}" PYTHONDONTWRITEBYTECODE=1']
    if os.geteuid() == 0:
        _link(sys.base_prefix, prefix)
        lines.append(f'export LD_LIBRARY_PATH="{prefix}/lib"')
        python = prefix / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    else:
        python = sys.executable
    script = base / "bin" / "paratui"
    script.parent.mkdir(mode=0o755)
    script.write_text("\n".join([*lines, f'exec "{python}" -m paratui "$@"', ""]))
    script.chmod(0o755)
    return script.parent


def _link(source: str, target: Path) -> None:
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    (target / "bin").mkdir(parents=True)
    shutil.copy(f"{source}/bin/{version}", target / "bin" / version)
    (target / "lib").mkdir()
    for library in os.scandir(f"{source}/lib"):
        if library.name.startswith("libpython"):
            shutil.copy(library.path, target / "lib")
    shutil.copytree(
        f"{source}/lib/{version}",
        target / "lib" / version,
        copy_function=_linked,
        ignore=lambda _folder, names: NOT_NEEDED & set(names),
    )


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
