"""One office, opened by as many people as a test wants, in each of the stores."""

from __future__ import annotations

import atexit
import tempfile
from typing import TYPE_CHECKING

import hypothesis
import pytest

from paratui.store.memory import MemoryOffice, MemoryStore
from paratui.store.tinydb_folder.store import open_folder
from tests.offices import OfficeUnderTest

if TYPE_CHECKING:
    from collections.abc import Iterator


# Hypothesis keeps what it finds out about the code in a folder beside the project otherwise, from its first test on.
_HOME = tempfile.TemporaryDirectory(prefix="hypothesis-")
atexit.register(_HOME.cleanup)
hypothesis.configuration.set_hypothesis_home_dir(_HOME.name)


@pytest.fixture(params=["memory", "folder", "folder_always_folded"])
def office(request, tmp_path, clock) -> Iterator[OfficeUnderTest]:
    """The third kind folds after every commit, so that nothing is answered from the journal alone."""
    if request.param == "memory":
        shared = MemoryOffice(clock)
        under_test = OfficeUnderTest(lambda login: MemoryStore(shared, login), clock)
    else:
        under_test = OfficeUnderTest(lambda login: open_folder(tmp_path / "office", login, clock), clock)
        if request.param == "folder_always_folded":
            under_test = _folding(under_test)
    yield under_test
    under_test.close()


def _folding(office: OfficeUnderTest) -> OfficeUnderTest:
    opened = office._open

    def open_folding(login: str):
        store = opened(login)
        commit = store.commit

        def commit_and_fold(puts):
            stored = commit(puts)
            store.checkpoint(force=True)
            return stored

        store.commit = commit_and_fold
        return store

    office._open = open_folding
    return office
