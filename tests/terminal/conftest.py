"""Offices and goldens for the tests in a real terminal."""

from __future__ import annotations

import itertools

import pytest

from tests.terminal.office import copied, demo_office


def pytest_addoption(parser):
    parser.addoption(
        "--update-goldens", action="store_true", help="write the pictures of the screens anew; look at each of them"
    )


@pytest.fixture
def update_goldens(request) -> bool:
    """Whether the pictures are to be written anew (only known when tests/terminal was named)."""
    return bool(request.config.getoption("--update-goldens", default=False))


@pytest.fixture(scope="session")
def pristine_demo(tmp_path_factory):
    """The demo office as it was made; nobody works in this one."""
    where = tmp_path_factory.mktemp("demo")
    home = where / "home"
    home.mkdir(mode=0o700)
    return demo_office(where / "office", home)


@pytest.fixture
def new_demo(pristine_demo, tmp_path):
    """Copies of the demo office for tests that want several."""
    turns = itertools.count(1)

    def made():
        turn = next(turns)
        return copied(pristine_demo, tmp_path / f"office{turn}", tmp_path / f"home{turn}")

    return made


@pytest.fixture
def demo(new_demo):
    """A demo office of one's own; at the end no unforeseen trouble may have been reported."""
    office = new_demo()
    yield office
    assert office.reports() == []
