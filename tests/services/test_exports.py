"""An export takes the place of nothing but an export of its own kind."""

from __future__ import annotations

import pytest

from paratui.domain.errors import BadInput
from paratui.domain.person import Person
from paratui.services.calendar_export import calendar_file, write_calendar
from paratui.services.people_export import people_export, write_people
from paratui.store.interface import Put

SOMEBODYS = {
    "csv": b"Name,Phone\r\nJo Reed,4155550101\r\n",
    "vcard": b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jo Reed\r\nN:Reed;Jo;;;\r\nEND:VCARD\r\n",
    "ical": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Another//EN\r\nEND:VCALENDAR\r\n",
}


@pytest.fixture
def written(ana):
    """What writes an export of a form to a path."""
    ana.store.commit([Put("person", Person(id=ana.new_id(), name="Maria Garcia").doc())])

    def write(path, form):
        if form == "ical":
            write_calendar(path, calendar_file(ana))
        else:
            write_people(path, people_export(ana, form))

    return write


@pytest.mark.parametrize("form", SOMEBODYS)
def test_a_file_of_another_program_is_left_as_it_is_and_an_earlier_export_gives_way(written, tmp_path, form):
    path = tmp_path / "a file"
    path.write_bytes(SOMEBODYS[form])
    with pytest.raises(BadInput, match="another file, which was left as it is; name a new one"):
        written(path, form)
    assert path.read_bytes() == SOMEBODYS[form]
    path.unlink()
    written(path, form)
    before = path.read_bytes()
    written(path, form)
    assert path.read_bytes() == before
