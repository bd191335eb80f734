"""An office folder on the disk, and what lies in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paratui.store.tinydb_folder.store import open_folder
from tests.offices import OfficeUnderTest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "office"


@pytest.fixture
def office(folder, clock) -> Iterator[OfficeUnderTest]:
    """Short segments and little patience, so that a test meets both."""
    under_test = OfficeUnderTest(
        lambda login: open_folder(folder, login, clock, lock_seconds=0.2, segment_bytes=5000), clock
    )
    yield under_test
    under_test.close()
