"""What a command finds around it: the folder, the account, the clock, the zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from paratui.cli.account import account_of
from paratui.cli.office_folder import office_folder
from paratui.cli.process_clock import StartedClock, SystemClock, clock_of
from paratui.cli.system_zone import system_zone
from paratui.domain.errors import BadInput, OfficeError
from paratui.domain.office import Office
from paratui.services.opening import Account, Opening

ALLOWED = Office(zone="America/New_York", allow_test_identity=True)


@pytest.fixture
def shared(tmp_path):
    folder = tmp_path / "srv"
    folder.mkdir()
    return folder


def test_the_folder_named_wins_then_the_variable_then_the_shared_one_then_ones_own(tmp_path, shared):
    environ = {"PARATUI_OFFICE": "/var", "HOME": str(tmp_path), "XDG_DATA_HOME": "/data"}
    assert str(office_folder("/named", environ, shared)) == "/named"
    assert str(office_folder(None, environ, shared)) == "/var"
    del environ["PARATUI_OFFICE"]
    assert office_folder(None, environ, shared) == shared
    assert str(office_folder(None, environ, shared / "missing")) == "/data/paratui"


def test_a_relative_data_folder_is_void(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    own = office_folder(None, {"XDG_DATA_HOME": "data"}, tmp_path / "missing")
    assert own == tmp_path / ".local/share/paratui"


def test_a_home_is_understood_and_an_empty_name_is_not(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert office_folder("~/firm", {}) == tmp_path / "firm"
    with pytest.raises(BadInput):
        office_folder(" ", {})


def test_a_user_id_without_an_account_is_told_so():
    with pytest.raises(OfficeError, match="user id 3999999999, which has no account"):
        account_of(3_999_999_999)


def test_the_account_has_its_login_and_the_name_before_the_first_comma(monkeypatch):
    class Entry:
        pw_name = "dana"
        pw_gecos = "& Whitfield,Room 3,,"

    monkeypatch.setattr("pwd.getpwuid", lambda _: Entry)
    assert account_of(1000) == ("dana", "Dana Whitfield")


def test_the_clock_is_the_machines_unless_the_office_allows_another():
    assert isinstance(clock_of({"PARATUI_NOW": "2026-11-20T09:30"}, Office()), SystemClock)
    assert isinstance(clock_of({}, ALLOWED), SystemClock)
    assert abs(SystemClock().now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_given_moment_goes_on_and_a_marked_one_stands():
    moment = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
    going = clock_of({"PARATUI_NOW": "2026-11-20T09:30"}, ALLOWED)
    assert isinstance(going, StartedClock)
    first, ticks = going.now(), going.ticks()
    while going.ticks() == ticks:
        pass
    assert moment <= first < going.now() < moment + timedelta(seconds=30)
    standing = clock_of({"PARATUI_NOW": "2026-11-20T14:30Z!"}, ALLOWED)
    assert (standing.now(), standing.now(), standing.ticks()) == (moment, moment, 0.0)


@pytest.mark.parametrize("given", ["noon", "!", "2026-13-01", "2026-11-20T09:30!!"])
def test_what_is_no_moment_is_refused(given):
    with pytest.raises(BadInput, match="PARATUI_NOW"):
        clock_of({"PARATUI_NOW": given}, ALLOWED)


@pytest.mark.parametrize(
    ("told", "zone"),
    [
        ("America/Denver", "America/Denver"),
        (":America/Denver", "America/Denver"),
        ("UTC", "UTC"),
        ("EST5EDT,M3.2.0,M11.1.0", "Europe/Berlin"),
        ("Nowhere/Town", "Europe/Berlin"),
        ("../../etc/passwd", "Europe/Berlin"),
        ("", "Europe/Berlin"),
    ],
)
def test_the_zone_is_the_one_told_when_it_is_a_name_else_the_machines(tmp_path, told, zone):
    localtime = tmp_path / "localtime"
    localtime.symlink_to("../usr/share/zoneinfo/Europe/Berlin")
    assert system_zone({"TZ": told}, localtime) == zone


def test_a_machine_whose_zone_has_no_name_tells_none(tmp_path):
    (tmp_path / "localtime").write_bytes(b"TZif2")
    assert system_zone({}, tmp_path / "localtime") == ""
    assert system_zone({}, tmp_path / "missing") == ""


def test_the_settings_of_a_colleague_who_was_quicker_stand(tmp_path):
    opening = Opening(tmp_path / "office", Account("dana", ""), {}, lambda _: SystemClock(), lambda: 1)
    assert opening.is_new()
    opening.set_up(Office(firm="Garcia & Lowe"))
    opening.set_up(opening.usual())
    assert not opening.is_new()
    desk = opening.desk()
    desk.leave()
    assert desk.office.firm == "Garcia & Lowe"
