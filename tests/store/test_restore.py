"""An office comes back whole into an empty folder, or not at all; nothing in a backup is believed."""

from __future__ import annotations

import fcntl
import gzip
import io
import os
import random
import sys
import tarfile
from pathlib import Path

import pyrage
import pytest

from paratui.domain.errors import BadInput, OfficeError, ParatuiError, StoreBusy, StoreFull
from paratui.store.interface import Put
from paratui.store.tinydb_folder.backup import tar_form
from paratui.store.tinydb_folder.backup.encryption import recipients
from paratui.store.tinydb_folder.backup.manifest import decode, encode
from paratui.store.tinydb_folder.store import open_folder
from tests.store.backup_runs import (
    archive_of,
    backed_up,
    contents,
    entry,
    file_limit,
    killed_at,
    manifest_of,
    restored,
    ssh_key,
)


@pytest.fixture
def worked_in(folder, office):
    """A small office of a day, closed."""
    ana = office.open()
    for _ in range(3):
        ana.commit(
            [Put("call", office.call(status="ended", outcome="x" * 900)), Put("follow_up", office.follow_up())]
        )
    office.close()
    return folder


@pytest.fixture
def backup(worked_in, tmp_path):
    return backed_up(worked_in, tmp_path / "backup.tar.gz").file


@pytest.fixture
def place(tmp_path):
    return tmp_path / "new" / "office"


def refused(file, place, match, **more):
    """It is not restored, in one sentence, and nothing is left of it."""
    with pytest.raises(BadInput, match=match) as error:
        restored(file, place, **more)
    assert "\n" not in str(error.value)
    assert not place.exists()


# Where to


def test_it_has_the_modes_and_the_group_of_an_office_whatever_the_umask_is(backup, place):
    before = os.umask(0o077)
    try:
        restored(backup, place)
    finally:
        os.umask(before)
    for path in [place, *place.rglob("*")]:
        assert path.stat().st_mode & 0o7777 == (0o2770 if path.is_dir() else 0o660), path


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another group")
def test_a_folder_an_admin_made_keeps_its_group(backup, place):
    place.mkdir(parents=True)
    os.chown(place, 0, 48200)
    place.chmod(0o2770)
    (place / "lost+found").mkdir()
    restored(backup, place)
    assert {path.stat().st_gid for path in place.rglob("*") if path.name != "lost+found"} == {48200}


def test_a_folder_that_is_not_empty_is_not_touched(backup, place, worked_in):
    place.mkdir(parents=True)
    (place / "letter.docx").write_text("dear")
    with pytest.raises(OfficeError, match=r"is not empty \(letter.docx\); nothing was touched"):
        restored(backup, place)
    assert [path.name for path in place.iterdir()] == ["letter.docx"]
    before = contents(worked_in)
    with pytest.raises(OfficeError, match="is not empty"):
        restored(backup, worked_in)
    assert contents(worked_in) == before
    with pytest.raises(OfficeError, match="is a file"):
        restored(backup, backup)


def test_a_folder_everybody_can_look_into_is_refused_as_for_any_office(backup, place):
    place.mkdir(parents=True)
    place.chmod(0o755)
    with pytest.raises(OfficeError, match="Everybody on this machine can look into"):
        restored(backup, place)
    assert list(place.iterdir()) == []


# Cut off


def test_killed_at_any_change_of_the_disk_there_is_no_office_or_it_is_brought_to_its_end(
    worked_in, backup, tmp_path, clock
):
    whole, seen = contents(worked_in), set()
    for n in range(1, 2000):
        place = tmp_path / f"office{n}"
        killed = killed_at(n, lambda place=place: restored(backup, place))
        if place.is_dir() and any(place.iterdir()):
            if contents(place) == whole:
                seen.add("whole")
            else:
                with pytest.raises(OfficeError, match="run the same paratui restore again"):
                    open_folder(place, "ana", clock)
                marked = (place / "restore.json").exists()
                seen.add("marked" if marked else "unpacking")
                restored(backup, place)
        else:
            seen.add("nothing")
            restored(backup, place)
        assert contents(place) == whole, n
        if not killed:
            break
    assert n > 90
    assert seen == {"nothing", "unpacking", "marked", "whole"}
    store = open_folder(place, "ana", clock)
    assert store.verify().findings == ()
    store.close()


def test_everything_is_on_the_platter_before_the_mark_is_set_and_in_its_place_before_it_is_taken_away(
    backup, place, monkeypatch
):
    calls = []

    def watch(name, told):
        real = getattr(os, name)

        def watched(*args, **kwargs):
            calls.append((name, told(*args)))
            return real(*args, **kwargs)

        monkeypatch.setattr(os, name, watched)

    watch("fsync", lambda fd: os.path.relpath(str(Path(f"/proc/self/fd/{fd}").readlink()), place))
    watch("rename", lambda _old, new: os.path.relpath(new, place))
    watch("unlink", lambda path, **_: os.path.relpath(path, place))
    restored(backup, place)
    marked, unmarked = calls.index(("rename", "restore.json")), calls.index(("unlink", "restore.json"))
    synced = {name for call, name in calls[:marked] if call == "fsync"}
    unpacked = {f"restoring/{path.relative_to(place)}" for path in place.rglob("*")} | {"restoring"}
    assert unpacked <= synced
    moves = [name for call, name in calls[marked + 1 : unmarked] if call == "rename"]
    assert moves[:2] == ["journal", "audit"]
    assert moves[-1] == "meta.json"
    assert calls[unmarked - 1] == calls[marked + 1] == calls[-1] == ("fsync", ".")


def test_one_that_was_cut_off_is_not_brought_to_its_end_with_another_backup(
    worked_in, backup, place, tmp_path, office
):
    for n in range(60, 2000):
        assert killed_at(n, lambda place=place: restored(backup, place))
        if (place / "restore.json").exists():
            break
        restored(backup, place)
        place = place.with_name(f"office{n}")
    office.open().commit([Put("follow_up", office.follow_up())])
    other = backed_up(worked_in, tmp_path / "other.tar.gz").file
    before = contents(place)
    with pytest.raises(OfficeError, match=r"Restoring another backup into .* was cut off"):
        restored(other, place)
    assert contents(place) == before


def test_two_at_once_do_not_step_on_each_other(backup, place):
    (place / "restoring").mkdir(parents=True)
    place.chmod(0o2770)
    other = os.open(place / "restoring", os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    with pytest.raises(StoreBusy, match="another paratui restore"):
        restored(backup, place)
    os.close(other)
    restored(backup, place)


def test_a_disk_that_fills_up_leaves_nothing(worked_in, place, tmp_path):
    (worked_in / "torn" / "big").write_bytes(bytes(300_000))
    file = backed_up(worked_in, tmp_path / "big.tar.gz").file
    with file_limit(100_000), pytest.raises(StoreFull, match="is full, so the office was not restored"):
        restored(file, place)
    assert not place.exists()
    restored(file, place)


# Drafts


def test_a_call_in_progress_is_offered_again_although_its_process_has_a_number_here(
    folder, office, place, tmp_path, clock
):
    ana = office.open()
    draft = ana.draft(77)
    draft.put({"line": "hearing moved"})
    assert draft.flush()
    restored(backed_up(folder, tmp_path / "b").file, place)
    store = open_folder(place, "ana", clock)
    assert store.living_drafts() == set()
    assert [(one.call, one.events) for one in store.orphaned_drafts()] == [(77, ({"line": "hearing moved"},))]
    assert {path.stat().st_mode & 0o7777 for path in (place / "drafts").iterdir()} == {0o600}
    store.close()


# What is no backup, or a damaged one


def test_a_backup_cut_off_anywhere_is_refused(backup, place, tmp_path):
    data = backup.read_bytes()
    for size in range(0, len(data), max(len(data) // 60, 1)):
        cut = tmp_path / "cut"
        cut.write_bytes(data[:size])
        refused(cut, place, "is cut off" if size >= 2 else "is no backup")


def test_a_flipped_bit_is_never_restored_as_something_else(worked_in, backup, place, tmp_path):
    data, whole, draw, damaged = backup.read_bytes(), contents(worked_in), random.Random(7), 0
    for n in range(150):
        at = draw.randrange(len(data))
        bad = tmp_path / "bad"
        bad.write_bytes(data[:at] + bytes([data[at] ^ 1 << draw.randrange(8)]) + data[at + 1 :])
        here = place.with_name(f"office{n}")
        try:
            restored(bad, here)
        except BadInput:
            damaged += 1
            assert not here.exists()
        else:
            # Some bits of gzip's own header mean nothing.
            assert contents(here) == whole
    assert damaged > 140


def test_files_of_other_kinds_are_no_backups(place, tmp_path):
    file = tmp_path / "file"
    for data in (b"", b"hello", b"PK\x03\x04zip", gzip.compress(b""), gzip.compress(b"hello" * 1000)):
        file.write_bytes(data)
        refused(file, place, "is no backup|is cut off")
    refused(tmp_path / "missing", place, "cannot be opened")
    refused(tmp_path, place, "cannot be opened")
    with tarfile.open(file, "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("manifest.json"), io.BytesIO())
    refused(file, place, "is no backup")


@pytest.mark.parametrize("newer", [{"form": 2}, {"schema": 99}])
def test_a_newer_backup_asks_for_the_newer_version(place, tmp_path, newer):
    file = tmp_path / "newer"
    file.write_bytes(archive_of(manifest_of({}, program="9.0", **newer), []))
    refused(file, place, r"made by a newer paratui \(9.0\)")


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "calls/../../outside",
        "calls/..",
        "torn/..",
        "torn/.",
        "torn/a/b",
        "torn//a",
        "./meta.json",
        "commit.lock",
        "restore.json",
        "calls/2026-W01.json.new",
        "bin/sh",
        ".ssh/authorized_keys",
        "journal/1.jsonl",
        "drafts/1.ana.jsonl",
        "drafts/x.ana.7.jsonl",
        "torn/\x1b[2J",
        "torn/\u202egnp.exe",
        "torn/" + "x" * 256,
        "",
    ],
)
def test_a_name_that_is_no_file_of_an_office_is_refused_before_anything_is_written(place, tmp_path, name):
    file = tmp_path / "hostile"
    file.write_bytes(archive_of(manifest_of({name: b"x"}), [entry(name, b"x")]))
    refused(file, place, "which is no file of an office")
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("name", ["/meta.json", "/calls/2026-W01.json", "//meta.json", "/etc/cron.d/x"])
def test_an_absolute_name_is_refused(name):
    """Looked at without unpacking: were it not refused, root would write there."""
    with pytest.raises(BadInput, match="which is no file of an office"):
        decode(encode(manifest_of({name: b"x"})), "backup.tar.gz")


def special(name, kind, link=""):
    """A link, a device or a folder as it stands in a tar."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info.tobuf(tarfile.USTAR_FORMAT)


@pytest.mark.parametrize(
    ("entries", "end"),
    [
        ([special("hot.json", tarfile.SYMTYPE, "/etc/passwd")], tar_form.END),
        ([special("hot.json", tarfile.LNKTYPE, "/etc/passwd")], tar_form.END),
        ([special("hot.json", tarfile.CHRTYPE)], tar_form.END),
        ([special("hot.json", tarfile.FIFOTYPE)], tar_form.END),
        ([special("hot.json", tarfile.DIRTYPE)], tar_form.END),
        ([entry("meta.json", b"{}")], tar_form.END),
        ([entry("hot.json", b"{} ")], tar_form.END),
        ([entry("hot.json", b"{}"), entry("hot.json", b"{}")], tar_form.END),
        ([entry("hot.json", b"{}"), entry("../x", b"{}")], tar_form.END),
        ([entry("hot.json", b"[]")], tar_form.END),
        ([entry("hot.json", b"{}")[:-1] + b"x"], tar_form.END),
        ([entry("hot.json", b"{}")], tar_form.END + b"more"),
        ([entry("hot.json", b"{}")], b"x" * 1024),
        ([entry("hot.json", b"{}")], b""),
        ([], tar_form.END),
    ],
)
def test_an_archive_that_holds_something_else_than_its_manifest_says_leaves_nothing(place, tmp_path, entries, end):
    file = tmp_path / "hostile"
    manifest = manifest_of({"meta.json": b"{}", "hot.json": b"{}"})
    file.write_bytes(archive_of(manifest, [entry("meta.json", b"{}"), *entries], end=end))
    refused(file, place, "is not as paratui makes a backup|is damaged|is cut off")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("made", "yesterday"),
        ("made", "2026-11-20"),
        ("made", "9999-12-31T23:59:59Z"),
        ("made", ""),
        ("made", 7),
        ("last", "yesterday"),
        ("by", None),
        ("seq", -1),
        ("seq", "3"),
        ("chain", "head"),
        ("drafts_left_out", -1),
        ("left_out", [1]),
        ("left_out", {}),
        ("form", 0),
        ("schema", "1"),
        ("members", {}),
        ("members", [{"name": "meta.json", "size": 10**400, "sha256": "0" * 64}]),
    ],
)
def test_a_manifest_with_a_wrong_field_is_refused_before_anything_is_written(place, tmp_path, name, value):
    file = tmp_path / "hostile"
    files = {"meta.json": b"{}"}
    file.write_bytes(archive_of(manifest_of(files, **{name: value}), [entry("meta.json", b"{}")]))
    refused(file, place, "is no backup made by paratui")


@pytest.mark.parametrize(
    ("names", "seq", "missing"),
    [
        ([], 0, "holds no meta.json,"),
        ([], 3, "holds no meta.json and no journal,"),
        (["meta.json"], 3, "holds no journal,"),
        (["journal/00000001.jsonl"], 3, "holds no meta.json,"),
    ],
)
def test_what_no_office_can_be_made_of_is_refused(place, tmp_path, names, seq, missing):
    file = tmp_path / "hostile"
    manifest = manifest_of(dict.fromkeys(names, b"{}"), seq=seq)
    file.write_bytes(archive_of(manifest, [entry(name, b"{}") for name in names]))
    refused(file, place, missing)


def test_the_backup_of_an_office_without_a_commit_can_be_restored(folder, place, tmp_path, clock):
    open_folder(folder, "ana", clock).close()
    restored(backed_up(folder, tmp_path / "new.tar.gz").file, place)
    assert contents(place) == contents(folder)


def test_a_name_twice_and_a_size_below_nothing_are_refused(place, tmp_path):
    file = tmp_path / "hostile"
    twice = manifest_of({"hot.json": b"{}"})
    twice.members.append(twice.members[0])
    file.write_bytes(archive_of(twice, [entry("hot.json", b"{}")] * 2))
    refused(file, place, "names a file twice")
    less = manifest_of({"hot.json": b"{}"})
    less.members[0] = type(less.members[0])("hot.json", -1, less.members[0].sha256)
    file.write_bytes(archive_of(less, []))
    refused(file, place, "is no backup")


def test_a_bomb_is_not_unpacked(place, tmp_path):
    """A gigabyte of zeros after what the manifest names, one in it, and one that the disk could never hold."""
    file = tmp_path / "bomb"
    packed = archive_of(manifest_of({"meta.json": b"{}"}), [entry("meta.json", b"{}")], end=b"")
    file.write_bytes(packed + b"".join(gzip.compress(bytes(50_000_000)) for _ in range(4)))
    refused(file, place, "goes on after its last file")
    file.write_bytes(gzip.compress(tar_form.header("manifest.json", 8**11 - 1, 0)))
    refused(file, place, "is no backup")
    big = manifest_of({"meta.json": b"{}"})
    big.members[0] = type(big.members[0])("meta.json", 10**15, "0" * 64)
    file.write_bytes(archive_of(big, []))
    with pytest.raises(StoreFull, match="needs 1000 TB"):
        restored(file, place)
    assert not place.exists()


# Encrypted


@pytest.fixture
def keys(tmp_path):
    """An age key and an ssh key: the files of the secret ones, and the texts of the public ones."""
    age = pyrage.x25519.Identity.generate()
    (tmp_path / "age.key").write_text(f"# created: 2026\n# public key: {age.to_public()}\n{age}\n")
    return {
        tmp_path / "age.key": str(age.to_public()),
        tmp_path / "ssh": ssh_key(tmp_path / "ssh"),
    }


@pytest.fixture
def encrypted(worked_in, keys, tmp_path):
    (worked_in / "torn" / "noise").write_bytes(random.Random(1).randbytes(300_000))
    return backed_up(worked_in, tmp_path / "encrypted", to=recipients(list(keys.values()), [])).file


def test_each_of_two_recipients_can_restore_and_nobody_else(worked_in, encrypted, keys, tmp_path):
    assert encrypted.read_bytes().startswith(b"age-encryption.org/")
    for n, key in enumerate(keys):
        restored(encrypted, tmp_path / f"again{n}", key)
        assert contents(tmp_path / f"again{n}") == contents(worked_in)
    stranger = tmp_path / "stranger.key"
    stranger.write_text(str(pyrage.x25519.Identity.generate()))
    refused(encrypted, tmp_path / "again", "is encrypted for other keys", identity=stranger)
    refused(encrypted, tmp_path / "again", "is encrypted; name the file of your secret key with --identity")


def test_one_that_was_cut_off_is_brought_to_its_end_from_an_encrypted_backup_too(worked_in, encrypted, keys, place):
    key = next(iter(keys))
    for n in range(60, 2000):
        assert killed_at(n, lambda place=place: restored(encrypted, place, key))
        if (place / "restore.json").exists():
            break
        place = place.with_name(f"office{n}")
    restored(encrypted, place, key)
    assert contents(place) == contents(worked_in)


def test_recipients_may_stand_in_a_file(worked_in, keys, tmp_path):
    (tmp_path / "out").mkdir()
    listed = tmp_path / "recipients.txt"
    listed.write_text("# the partners\n\n" + "\n".join(keys.values()))
    made = backed_up(worked_in, tmp_path / "out", to=recipients([], [listed]))
    assert made.file.name == "paratui-office-20261120T030000Z.tar.gz.age"
    restored(made.file, tmp_path / "again", next(iter(keys)))
    assert contents(tmp_path / "again") == contents(worked_in)


def test_an_encrypted_backup_that_is_cut_off_or_changed_leaves_nothing(encrypted, keys, place, tmp_path):
    data, key, bad = encrypted.read_bytes(), next(iter(keys)), tmp_path / "bad"
    for size in range(100, len(data), len(data) // 25):
        bad.write_bytes(data[:size])
        refused(bad, place, "damaged or cut off", identity=key)
        bad.write_bytes(data[:size] + bytes([data[size] ^ 4]) + data[size + 1 :])
        refused(bad, place, "damaged or cut off|other keys", identity=key)
    bad.write_bytes(data + b"more")
    refused(bad, place, "damaged or cut off", identity=key)


@pytest.mark.parametrize("given", ["age1nonsense", "ssh-ed25519 AAAA", "ecdsa-sha2-nistp256 AAAA", "dana@firm", ""])
def test_a_recipient_that_is_no_key_is_one_sentence(given):
    with pytest.raises(BadInput, match="is no key to encrypt for"):
        recipients([given], [])


def test_a_secret_key_is_not_taken_for_a_recipient_nor_repeated(tmp_path):
    secret = str(pyrage.x25519.Identity.generate())
    with pytest.raises(BadInput, match="A secret key stands after --to") as error:
        recipients([secret], [])
    assert secret not in str(error.value)
    for text in ("", "# nobody\n"):
        (tmp_path / "none").write_text(text)
        with pytest.raises(BadInput, match="names no key"):
            recipients([], [tmp_path / "none"])
    with pytest.raises(BadInput, match="cannot be read"):
        recipients([], [tmp_path / "missing"])


def test_a_key_with_a_passphrase_is_told_what_to_do_and_none_is_asked_for(encrypted, place, tmp_path):
    locked = tmp_path / "locked"
    ssh_key(locked, "secret")
    refused(encrypted, place, "protected by a passphrase, and paratui asks for none", identity=locked)
    for text in ("hello", "AGE-SECRET-KEY-1XX"):
        (tmp_path / "no.key").write_text(text)
        refused(encrypted, place, "holds no secret key", identity=tmp_path / "no.key")


def test_without_the_library_the_sentence_says_how_to_get_it(encrypted, keys, place, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyrage", None)
    with pytest.raises(BadInput, match=r"pip install 'pyrage>=1.3'"):
        recipients(list(keys.values()), [])
    refused(encrypted, place, "pip install", identity=next(iter(keys)))


def test_what_the_disk_raises_while_it_is_encrypted_is_told_as_it_is(worked_in, keys, tmp_path):
    to = recipients(list(keys.values()), [])
    (worked_in / "torn" / "noise").write_bytes(random.Random(1).randbytes(300_000))
    with file_limit(70_000), pytest.raises(StoreFull, match="so no backup was made"):
        backed_up(worked_in, tmp_path / "encrypted", to=to)

    def interrupt(what, _done, _whole):
        if what == "copying":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backed_up(worked_in, tmp_path / "encrypted", to=to, progress=interrupt)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("encrypted")]


def test_every_error_is_one_of_ours(encrypted, keys, place):
    """A full disk in the middle of decrypting is a full disk, not a damaged backup."""
    with file_limit(100_000), pytest.raises(ParatuiError) as error:
        restored(encrypted, place, next(iter(keys)))
    assert type(error.value) is StoreFull
    assert not place.exists()
