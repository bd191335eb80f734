"""What `paratui doctor` tells other accounts: a member of the group, an outsider, one without a name."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from paratui.cli.doctor import _passed_over
from paratui.domain.diagnosis import Level
from tests.examined import fill

ROOT = Path(__file__).parents[2]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can work as other accounts")
# Accounts every Debian and most others have.
GAMES, GAMES_GROUP, MAIL = 5, 60, 8


@pytest.fixture
def box():
    """A machine's shared office, in a place every account can reach."""
    place = Path(tempfile.mkdtemp(prefix="paratui-doctor-"))
    place.chmod(0o755)
    office = place / "office"
    office.mkdir()
    os.chown(office, 0, MAIL)
    office.chmod(0o2770)
    yield office
    shutil.rmtree(place)


def looked_by(folder, user, group, groups, *, environ=None):
    """What another account is told. Python is loaded first: it may lie where that account cannot read."""
    code = (
        "import os, sys, json\n"
        "import paratui.cli.doctor, paratui.__main__, ctypes, zoneinfo, encodings.idna, email.parser, csv\n"
        "import importlib.metadata, paratui.store.office_data, anyascii, pydantic\n"
        "anyascii.anyascii('\u00e9')\n"
        "paratui.store.office_data.checklists(None)\n"
        "kept = {name: importlib.metadata.version(name) for name in ('textual', 'tinydb', 'msgspec')}\n"
        "importlib.metadata.version = lambda name: kept.get(name, '')\n"
        "importlib.metadata.requires = lambda name: []\n"
        f"os.setgroups({groups!r}); os.setgid({group}); os.setuid({user})\n"
        f"sys.exit(paratui.__main__.main(['--office', {str(folder)!r}, 'doctor', '--json']))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "HOME": "/"} | (environ or {}),
        capture_output=True, text=True, check=False, cwd="/", timeout=60,
    )  # fmt: skip
    assert "Traceback" not in ran.stderr
    told = json.loads(ran.stdout)
    return ran.returncode, {line["name"]: SimpleNamespace(**line) for line in told["lines"]}


@as_root
def test_an_outsider_is_told_which_group_to_join_and_sees_nothing(box, clock):
    fill(box, clock)
    code, lines = looked_by(box, GAMES, GAMES_GROUP, [])
    assert code == 1
    assert "games may not work in" in lines["folder"].said
    assert lines["folder"].commands == ["sudo usermod -aG mail games"]
    assert "journal" not in lines


@as_root
def test_nobody_is_told_to_join_the_group_of_root(box, clock):
    fill(box, clock)
    os.chown(box, 0, 0)
    box.chmod(0o2770)
    _, lines = looked_by(box, GAMES, GAMES_GROUP, [])
    assert lines["folder"].commands == [
        "sudo groupadd -f paratui", f"sudo chgrp -R paratui {box}", "sudo usermod -aG paratui games",
    ]  # fmt: skip


@as_root
def test_a_member_is_told_that_all_is_well_and_who_else_is_there(box, clock):
    fill(box, clock)
    code, lines = looked_by(box, GAMES, GAMES_GROUP, [MAIL])
    assert {name for name, line in lines.items() if line.level == "mend"} == {"settings"}  # none was written
    assert code == 1
    assert "games, in group mail" in lines["account"].said
    assert lines["group"].said == "mail: mail"
    assert lines["journal"].level == "ok"


@as_root
def test_a_member_is_told_with_sudo_what_only_the_owner_may_mend(box, clock):
    fill(box, clock)
    (box / "hot.json").chmod(0o640)
    _, lines = looked_by(box, GAMES, GAMES_GROUP, [MAIL])
    assert lines["modes"].commands == [f"sudo chmod 0660 {box}/hot.json"]


@as_root
def test_a_member_who_may_only_look_is_told_and_sees_no_records(box, clock):
    fill(box, clock)
    box.chmod(0o2750)
    code, lines = looked_by(box, GAMES, GAMES_GROUP, [MAIL])
    assert code == 1
    assert lines["folder"].commands == [f"sudo chmod 2770 {box}"]
    assert {"journal", "settings"}.isdisjoint(lines)


@as_root
def test_files_that_are_closed_to_this_account_are_named_and_there_is_no_traceback(box, clock):
    fill(box, clock)
    for path in [box / "meta.json", box / "torn", *(box / "journal").iterdir()]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    code, lines = looked_by(box, GAMES, GAMES_GROUP, [MAIL])
    assert code == 1
    assert lines["modes"].level == "mend"
    for name in ("files", "journal", "aside"):
        assert "cannot be read (Permission denied)" in lines[name].said, name


@as_root
def test_a_home_that_bars_colleagues_from_an_office_in_it_is_named(box, clock):
    fill(box, clock)
    os.chown(box.parent, GAMES, GAMES_GROUP)
    box.parent.chmod(0o700)
    _, lines = looked_by(box, GAMES, GAMES_GROUP, [MAIL])
    assert lines["group"].commands == [f"sudo chmod o+x {box.parent}"]
    box.parent.chmod(0o711)
    assert looked_by(box, GAMES, GAMES_GROUP, [MAIL])[1]["group"].level == "ok"


@as_root
def test_an_account_that_cannot_get_to_the_folder_is_told_where_the_way_ends(box):
    box.parent.chmod(0o700)
    code, lines = looked_by(box, GAMES, GAMES_GROUP, [MAIL])
    assert code == 1
    assert f"{box.parent} is closed to games" in lines["folder"].said


@as_root
def test_an_account_without_a_name_gets_an_answer_too(box):
    _, lines = looked_by(box, 48299, 48299, [MAIL])
    assert "48299, in group mail" in lines["account"].said


def test_a_shared_office_this_account_may_not_write_in_is_not_passed_over_in_silence(tmp_path, monkeypatch):
    monkeypatch.delenv("PARATUI_OFFICE", raising=False)
    own = tmp_path / "own"
    passed = _passed_over(None, own, tmp_path)
    assert passed.lines[0].level is Level.MEND
    assert f"shared office {tmp_path}" in passed.lines[0].said
    assert "usermod" in passed.lines[0].commands[0]
    assert _passed_over("named", own, tmp_path) is None
    assert _passed_over(None, own, tmp_path / "none") is None
    assert _passed_over(None, tmp_path, tmp_path) is None
