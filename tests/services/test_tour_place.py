"""The place in the tour is somebody's own: kept in their home, readable to them alone, and never missed."""

from __future__ import annotations

import stat

import pytest

from paratui.services.tour_place import TourPlace


@pytest.fixture
def environ(tmp_path):
    return {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}


def test_the_place_is_there_again_in_the_next_session(environ, tmp_path):
    TourPlace(environ).keep(lesson="note", office="/tmp/somewhere", offered=True)
    place = TourPlace(environ)
    assert (place.lesson, place.offered, place.under_way) == ("note", True, True)
    [path] = (tmp_path / "state/paratui").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "{", "[]", '{"lesson": 3, "office": null}', "\x00"])
def test_a_place_that_cannot_be_read_begins_the_tour(environ, tmp_path, text):
    folder = tmp_path / "state/paratui"
    folder.mkdir(parents=True)
    (folder / "tour.json").write_text(text)
    place = TourPlace(environ)
    assert (place.lesson, place.under_way, place.finished) == ("", False, False)


def test_a_home_that_takes_no_file_stops_no_tour(tmp_path):
    (tmp_path / "file").write_text("")
    place = TourPlace({"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "file")})
    place.keep(lesson="note")
    assert place.under_way


def test_an_office_whose_folder_has_a_name_of_another_charset_stops_no_tour(environ, tmp_path):
    place = TourPlace(environ)
    place.keep(lesson="note", office="/home/J\udcfcrgen/office")
    assert place.under_way
    assert not list((tmp_path / "state").rglob("*.new"))
