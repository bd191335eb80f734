"""Running paratui as a shell does, in a clean environment, on an office of the test's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from paratui.domain.office import Office
from paratui.store.office_settings import write_office

ROOT = Path(__file__).parents[2]
# A Friday morning at the office, with 2026-11-20 being an ordinary working day.
NOW = "2026-11-20T09:30:00-05:00"
NOTES = """\
00:07 my role explained
00:31 hearing moved, she got a letter yesterday
00:52 > send her the new notice today 5pm
01:10 ? should I sign the stipulation?
01:22 @ hearing Dec 3
01:40 ~ afraid he will move with the kids
01:55 < send the pay stubs mon
12:14 * sounded very upset
"""


class Ran(NamedTuple):
    """How a run of paratui ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


class Shell:
    """A shell whose account has this office, or none yet."""

    def __init__(self, home: Path, office: Path) -> None:
        self.home = home
        self.office = office
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "error",
            "PARATUI_OFFICE": str(office),
            "PARATUI_NOW": f"{NOW}!",
        }

    def set_up(self) -> Shell:
        """Make an office in New York whose clock and login the tests set; who works here is Dana."""
        self.office.mkdir(mode=0o700)
        office = Office(firm="Garcia & Lowe", zone="America/New_York", allow_test_identity=True)
        write_office(self.office, office)
        self.environ["PARATUI_LOGIN"] = "dana"
        return self

    def command(self) -> list[str]:
        return [sys.executable, "-m", "paratui"]

    def start(self, *words: str, **more: Any) -> subprocess.Popen[bytes]:
        environ = self.environ | more.pop("environ", {})
        return subprocess.Popen(
            [*self.command(), *words],
            env=environ,
            cwd=self.home,
            stdin=more.pop("stdin", subprocess.DEVNULL),
            stdout=more.pop("stdout", subprocess.PIPE),
            stderr=more.pop("stderr", subprocess.PIPE),
            **more,
        )

    def run(self, *words: str, typed: bytes | None = None, **more: Any) -> Ran:
        if typed is not None:
            more["stdin"] = subprocess.PIPE
        process = self.start(*words, **more)
        out, err = process.communicate(typed, timeout=60)
        return Ran(process.returncode, (out or b"").decode(), err.decode())

    def notes(self, text: str | bytes = NOTES, name: str = "notes.txt") -> str:
        path = self.home / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return str(path)


@pytest.fixture(scope="session")
def new_shell() -> type[Shell]:
    """How a test makes a shell of its own."""
    return Shell


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    return home


@pytest.fixture
def fresh(home: Path, tmp_path: Path) -> Shell:
    """A shell before anybody opened the office."""
    return Shell(home, tmp_path / "office")


@pytest.fixture
def shell(fresh: Shell) -> Shell:
    """A shell with an office that was set up."""
    return fresh.set_up()
