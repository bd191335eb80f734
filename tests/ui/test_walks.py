"""Which checklist stands in when the one a cut call began with is gone or cannot be read, and what is said of it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from paratui.domain.call import Call, ChecklistTaken
from paratui.services.office_tables import OfficeTables
from paratui.ui.walks import Walks

ROOM = 77  # what a sentence may take of the last row at 80 columns
LONG = "our-own-walk-for-a-very-long-matter"


def taken_up(folder, checklist, version="1"):
    """The sentence when a call of this checklist is taken up in an office of this folder."""
    tables = OfficeTables(SimpleNamespace(folder=folder))
    found = tables.checklists_now()
    session = SimpleNamespace(call=Call(id=1, checklist=ChecklistTaken(checklist=checklist, version=version)))
    return Walks().take_up(session, found, "status-update", broken=tables.cannot_read(checklist))


def spoilt(folder, name):
    (folder / "checklists").mkdir()
    (folder / "checklists" / f"{name}.toml").write_text("title = ")


@pytest.mark.parametrize("name", ["closing", LONG, "client-call"])
def test_a_checklist_that_cannot_be_read_is_not_called_gone_and_the_sentence_fits_the_row(tmp_path, name):
    spoilt(tmp_path, name)
    said = taken_up(tmp_path, name)
    assert "cannot be read" in said
    assert "stands in, answers kept" in said
    assert len(said) <= ROOM


def test_a_checklist_nobody_has_any_more_is_gone_even_beside_a_broken_one(tmp_path):
    spoilt(tmp_path, "closing")
    assert taken_up(tmp_path, LONG).startswith('"our-own-walk-...')
    assert '" is gone; "Status update" stands in' in taken_up(tmp_path, "other")


def test_a_file_in_the_place_of_the_folder_is_told_as_a_checklist_that_cannot_be_read(tmp_path):
    (tmp_path / "checklists").write_text("")
    assert '"closing" cannot be read' in taken_up(tmp_path, "closing")
