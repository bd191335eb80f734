"""What every test may use: the long form by `--long`, and a clock that stands still until it is moved."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import UTC, datetime, timedelta

import pytest


class FixedClock:
    """A wall clock a test moves by hand."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._ticks = 0.0

    def now(self) -> datetime:
        return self._now

    def ticks(self) -> float:
        return self._ticks

    def go_on(self, seconds: float) -> None:
        """Let time pass."""
        self._now += timedelta(seconds=seconds)
        self._ticks += seconds

    def set(self, moment: datetime) -> None:
        """Set the clock, as an admin does; `ticks` is not touched by that."""
        self._now = moment


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long form of torture and scale tests")


def pytest_configure() -> None:
    """What a person keeps of their own lies in a home of the tests', never in that of whoever runs them."""
    os.environ["HOME"] = tempfile.mkdtemp(prefix="paratui-home-")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        os.environ.pop(name, None)


def pytest_unconfigure() -> None:
    shutil.rmtree(os.environ["HOME"], ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        # What is made once for a file is made in one process; what makes accounts of the machine, for all its files.
        item.add_marker(pytest.mark.xdist_group("ssh" if item.path.parent.name == "ssh" else str(item.path)))
    if not config.getoption("--long"):
        skipped = pytest.mark.skip(reason="needs --long")
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(skipped)


@pytest.fixture
def long(request) -> bool:
    """Whether the long form was asked for: for tests that have a short form too."""
    return bool(request.config.getoption("--long"))


@pytest.fixture
def clock() -> FixedClock:
    """Thursday 8 October 2026, 14:00 UTC."""
    return FixedClock(datetime(2026, 10, 8, 14, 0, tzinfo=UTC))
