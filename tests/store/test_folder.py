"""Which folders become offices, with which modes, and which are refused in which words."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from paratui.domain.errors import OfficeError
from paratui.domain.office import Office
from paratui.store.interface import Put
from paratui.store.office_settings import read_office, write_office
from paratui.store.tinydb_folder.ground.refusals import file_system, prepare
from paratui.store.tinydb_folder.store import open_folder


def modes(folder):
    return {
        str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode)
        for path in [folder, *folder.rglob("*")]
        if "drafts/" not in str(path)
    }


@pytest.mark.parametrize("umask", [0o077, 0o022, 0o000])
def test_modes_are_the_offices_whatever_the_umask(folder, office, umask):
    old = os.umask(umask)
    try:
        ana = office.open()
        for _ in range(12):
            ana.commit([Put("follow_up", office.follow_up()), Put("call", office.call(status="ended"))])
            ana.checkpoint(force=True)
        ana.draft(office.new_id()).put({"line": 1})
        write_office(folder, Office())
        ana.close()
    finally:
        os.umask(old)
    found = modes(folder)
    assert "audit/00000001.jsonl" in found
    assert "office.toml" in found
    assert {mode for name, mode in found.items() if (folder / name).is_dir()} == {0o2770}
    assert {mode for name, mode in found.items() if (folder / name).is_file()} == {0o660}


def test_a_draft_is_for_its_owner_alone(folder, office):
    draft = office.open().draft(office.new_id())
    draft.put({"line": "she is afraid he will move"})
    draft.flush()
    (path,) = (folder / "drafts").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_is_missing_is_made_with_its_parents(tmp_path, clock):
    open_folder(tmp_path / "srv" / "law" / "office", "ana", clock).close()
    assert stat.S_IMODE((tmp_path / "srv/law/office").stat().st_mode) == 0o2770


def test_an_empty_private_folder_becomes_an_office_and_stays_private(folder, clock):
    folder.mkdir(mode=0o700)
    open_folder(folder, "ana", clock).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_an_empty_folder_of_a_group_hands_its_group_on(folder, clock):
    folder.mkdir()
    folder.chmod(0o770)
    open_folder(folder, "ana", clock).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o2770


def test_settings_written_first_do_not_keep_the_folder_from_becoming_an_office(folder, clock):
    prepare(folder)
    write_office(folder, Office(firm='Oakley & "Sons"', zone="America/Chicago"))
    open_folder(folder, "ana", clock).close()
    assert read_office(folder).firm == 'Oakley & "Sons"'


@pytest.mark.parametrize("mode", [0o2775, 0o2771, 0o755])
def test_a_folder_others_can_look_into_is_refused_with_the_command_that_closes_it(folder, clock, mode):
    folder.mkdir()
    folder.chmod(mode)
    with pytest.raises(OfficeError, match=f"chmod 2770 {folder}"):
        open_folder(folder, "ana", clock)


def test_a_sticky_folder_is_refused(folder, clock):
    folder.mkdir()
    folder.chmod(0o3770)
    with pytest.raises(OfficeError, match="sticky bit"):
        open_folder(folder, "ana", clock)


def test_a_folder_this_account_may_not_write_in_is_refused(folder, clock, monkeypatch):
    folder.mkdir(mode=0o700)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OfficeError, match="may not write"):
        open_folder(folder, "ana", clock)


def test_a_file_and_a_folder_with_other_things_are_refused(folder, clock):
    folder.mkdir(mode=0o700)
    (folder / "holiday.jpg").write_bytes(b"\xff\xd8")
    with pytest.raises(OfficeError, match=r"holds other files and no office \(holiday.jpg\)"):
        open_folder(folder, "ana", clock)
    with pytest.raises(OfficeError, match="is a file"):
        open_folder(folder / "holiday.jpg", "ana", clock)
    with pytest.raises(OfficeError, match="cannot be used"):
        open_folder(folder / "holiday.jpg" / "office", "ana", clock)


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs", "9p"])
def test_a_network_file_system_is_refused_and_named(folder, tmp_path, kind):
    mounts = tmp_path / "mountinfo"
    shown = str(tmp_path).replace(" ", "\\040")
    mounts.write_text(
        "21 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw\n"
        f"36 21 0:32 / {shown} rw,relatime shared:1 - {kind} box:/export rw\n"
        "22 21 0:20 / /proc rw - proc proc rw\n"
    )
    with pytest.raises(OfficeError, match=f"network file system \\({kind}\\)"):
        prepare(folder, mounts)
    assert file_system(tmp_path.parent, mounts) == "ext4"


def test_a_mount_point_with_a_blank_in_its_name_is_understood(tmp_path):
    mounts = tmp_path / "mountinfo"
    mounts.write_text("1 0 8:1 / / rw - ext4 a rw\n2 1 0:3 / /srv/our\\040office rw master:3 - nfs4 b rw\n")
    assert file_system(Path("/srv/our office/2026"), mounts) == "nfs4"
    assert file_system(Path("/srv/our"), mounts) == "ext4"
    assert file_system(Path("/srv"), tmp_path / "missing") == ""


def test_a_newer_schema_is_refused_in_one_sentence(folder, office, clock):
    office.open().close()
    meta = folder / "meta.json"
    meta.write_text(meta.read_text().replace('"schema":1', '"schema":7,"shape":"other"'))
    with pytest.raises(OfficeError, match=r"newer paratui \(schema 7, this one knows 1\)"):
        open_folder(folder, "ana", clock)
