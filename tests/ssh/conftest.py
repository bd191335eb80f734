"""An office box with a real sshd, two accounts and the demo office.

What a machine lacks is skipped aloud; in CI it fails.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.ssh.accounts import two_people
from tests.ssh.box import Box, Office, copied, first_office

NEEDED = {"sshd": "openssh-server", "ssh": "openssh-client", "ssh-keygen": "openssh-client"}


def need(*programs: str) -> None:
    """Skip where a program is not installed; in CI that is a failure."""
    missing = [name for name in programs if not shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")]
    if missing:
        packages = " ".join(sorted({NEEDED.get(name, name) for name in missing}))
        sentence = f"{', '.join(missing)} is not installed: apt-get install {packages}"
        pytest.fail(sentence) if os.environ.get("CI") == "true" else pytest.skip(sentence)


@pytest.fixture(scope="session")
def place():
    """A folder that every account can enter, which pytest's own are not."""
    with tempfile.TemporaryDirectory(prefix="paratui-ssh-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture(scope="session")
def people(place):
    with two_people(place) as both:
        yield both


@pytest.fixture(scope="session")
def box(place, people):
    need("sshd", "ssh", "ssh-keygen")
    box = Box(place)
    yield box
    box.close()


@pytest.fixture(scope="session")
def pristine(box, people):
    """The demo office; nobody works in this one."""
    return first_office(box, people)


TURNS = map(str, itertools.count(1))


@pytest.fixture
def office(pristine, box, people):
    """A demo office of one's own; at the end nothing of it runs and no unforeseen trouble was reported."""
    office = Office(box, copied(pristine, next(TURNS)), people)
    yield office
    office.end_all()
    found = [path for somebody in people for path in somebody.home.rglob("report-*.txt")]
    reports = [path.read_text() for path in found]
    for path in found:
        path.unlink()
    assert reports == []
