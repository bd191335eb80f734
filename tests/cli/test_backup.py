"""`backup` and `restore` as the office's admin meets them."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

import msgspec
import pytest

from paratui.cli.json_fields import JSON_FIELDS
from paratui.store.tinydb_folder.backup.archive import open_archive
from tests.store.backup_runs import archive_of, entry, ssh_key


@pytest.fixture
def busy(shell):
    """An office in which a call was logged."""
    assert shell.run("call", "--notes", shell.notes(), "--phone", "(415) 555-2671").code == 0
    return shell


@pytest.fixture
def out(tmp_path):
    place = tmp_path / "out"
    place.mkdir()
    return place


def one_sentence(ran, code, said):
    assert ran.code == code
    assert ran.out == ""
    assert re.fullmatch(rf"paratui: [^\n]*{said}[^\n]*\n", ran.err), ran.err


def test_a_backup_says_what_is_in_it_and_a_restore_that_it_is_there(busy, out, tmp_path):
    ran = busy.run("backup", str(out))
    assert (ran.code, ran.err) == (0, "")
    first, file, chain, _note = ran.out.splitlines()
    assert re.match(
        r"Backup good: 2 commits up to 2026-11-20 09:30 EST by dana, [\d.]+ kB in [\d.]+ kB, read back, every", first
    )
    assert file == f"{out}/paratui-office-20261120T143000Z.tar.gz"
    assert re.fullmatch(r"Chain head: [0-9a-f]{64}", chain)
    place = tmp_path / "again"
    ran = busy.run("restore", file, "--office", str(place))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"Restored into {place}: 2 commits up to 2026-11-20 09:30 EST by dana.",
        f"Backed up 2026-11-20 09:30 EST by {ran.out.splitlines()[1].split()[-1]}",
        chain,
        "All good: 5 documents are as they were written.",
    ]
    before = busy.run("log", "--json").json()
    assert busy.run("log", "--json", "--office", str(place)).json() == before
    assert len(before) == 1


def test_programs_get_json_with_the_fields_that_are_promised(busy, out, tmp_path):
    made = busy.run("backup", str(out), "--json").json()
    assert set(made) == set(JSON_FIELDS["backup"])
    assert (made["commits"], made["by"], made["encrypted"], made["damage"]) == (2, "dana", False, "")
    again = busy.run("restore", made["file"], "--office", str(tmp_path / "again"), "--json").json()
    assert set(again) == set(JSON_FIELDS["restore"])
    assert (again["good"], again["findings"], again["chain"]) == (True, [], made["chain"])


def test_an_encrypted_backup_needs_the_key(busy, out, tmp_path):
    key = tmp_path / "key"
    public = ssh_key(key)
    ran = busy.run("backup", str(out), "--to", public, "--recipients", str(tmp_path / "key.pub"))
    assert ran.code == 0
    assert "encrypted, read back as it was written" in ran.out
    file = ran.out.splitlines()[1]
    assert file.endswith(".tar.gz.age")
    place = str(tmp_path / "again")
    one_sentence(busy.run("restore", file, "--office", place), 2, "with --identity")
    assert busy.run("restore", file, "--office", place, "--identity", str(key)).code == 0
    one_sentence(busy.run("backup", str(out), "--to", "dana"), 2, '"dana" is no key to encrypt for')


def test_mistakes_are_one_sentence_and_leave_nothing(busy, fresh, out, tmp_path):
    one_sentence(busy.run("backup", str(busy.office)), 2, "lies in the office folder itself")
    one_sentence(busy.run("backup", str(tmp_path / "no" / "where.tar.gz")), 2, "There is no folder")
    one_sentence(busy.run("backup", " "), 2, "name of the backup is empty")
    one_sentence(busy.run("backup", str(out), "--office", str(tmp_path / "none")), 2, "There is no office in")
    file = busy.run("backup", str(out / "mine.tar.gz")).out.splitlines()[1]
    one_sentence(busy.run("backup", file), 2, "is there already and is not overwritten")
    one_sentence(busy.run("restore", file), 2, "is not empty")
    one_sentence(busy.run("restore", busy.notes(), "--office", str(tmp_path / "none")), 2, "is no backup made by")
    one_sentence(busy.run("restore", str(out / "none"), "--office", str(tmp_path / "none")), 2, "cannot be opened")
    assert not (tmp_path / "none").exists()
    assert [path.name for path in out.iterdir()] == ["mine.tar.gz"]


def test_a_name_that_is_no_folder_and_no_archive_is_refused_and_nothing_made(busy, out, tmp_path):
    key = tmp_path / "key"
    to = ["--to", ssh_key(key)]
    before = sorted(tmp_path.iterdir())
    for name in ("usb/", "usb.tar.gz/", "usb", "usb.age", "usb.zip"):
        one_sentence(busy.run("backup", f"{out}/{name}"), 2, r"make it first, or name a file that ends in \.tar\.gz")
    one_sentence(busy.run("backup", str(out / "b.tar.gz"), *to), 2, r"name a file that ends in \.tar\.gz\.age")
    one_sentence(busy.run("backup", str(out / "b.tgz.age")), 2, "add --to or --recipients")
    assert list(out.iterdir()) == []
    assert sorted(tmp_path.iterdir()) == before
    for name, more in (("a.tar", []), ("a.tgz", []), ("a.tar.gz.age", to), ("a.tgz.age", to)):
        assert busy.run("backup", str(out / name), *more).code == 0


def test_a_disk_that_fills_up_ends_with_4(busy, out):
    command = ["bash", "-c", 'ulimit -f 0; exec "$@"', "bash", *busy.command(), "backup", str(out)]
    ran = subprocess.run(command, env=busy.environ, capture_output=True, text=True, check=False, cwd=busy.home)
    assert ran.returncode == 4
    assert ran.stderr.count("\n") == 1
    assert "is full, so no backup was made" in ran.stderr
    assert list(out.iterdir()) == []


def test_what_is_not_in_it_is_told_beside_the_output(busy, out):
    (busy.office / "letter.docx").write_text("dear")
    ran = busy.run("backup", str(out), "--json")
    assert ran.json()["left_out"] == ["letter.docx"]
    assert ran.err == "Not in this backup, being no part of an office: letter.docx\n"


def test_damage_is_told_and_ends_with_1(busy, out, tmp_path):
    segment = next((busy.office / "audit").glob("*.jsonl"), None) or next((busy.office / "journal").glob("*.jsonl"))
    data = segment.read_bytes()
    segment.write_bytes(data.replace(b"stipulation", b"STIPULATION"))
    made = busy.run("backup", str(out), "--json")
    assert made.code == 1
    assert made.json()["damage"].endswith("; run paratui verify")
    said = busy.run("backup", str(out))
    assert (said.code, said.out.splitlines()[0]) == (1, f"DAMAGED: {made.json()['damage']}")
    assert "Backup good" not in said.out
    assert "Note it" not in said.out
    ran = busy.run("restore", made.json()["file"], "--office", str(tmp_path / "again"))
    assert ran.code == 1
    assert "DAMAGED: " in ran.out
    assert "an older backup may be whole" in ran.out


def test_a_restore_tells_the_head_that_is_there_and_not_the_one_that_was_claimed(busy, out, tmp_path):
    made = busy.run("backup", str(out), "--json").json()
    with open_archive(Path(made["file"]), None) as archive:
        entries = [entry(member.name, b"".join(chunks)) for member, chunks in archive.members()]
        lie = msgspec.structs.replace(archive.manifest, chain="f" * 64, seq=7)
    (out / "lie.tar.gz").write_bytes(archive_of(lie, entries))
    ran = busy.run("restore", str(out / "lie.tar.gz"), "--office", str(tmp_path / "again"))
    assert ran.code == 1
    assert f"Chain head: {made['chain']}" in ran.out
    assert ": 2 commits up to 2026-11-20 09:30 EST by dana." in ran.out
    assert "DAMAGED: manifest.json names commit 7 with the chain head ffff" in ran.out
    assert "All good" not in ran.out


def test_calls_in_progress_that_nobody_here_owns_are_told_with_the_command_to_give_them(busy, out, tmp_path):
    draft = busy.office / "drafts" / "77.nobody-of-here.4711.jsonl"
    draft.write_bytes(b'00000000 {"line":"x"}\n')
    file = busy.run("backup", str(out), "--json").json()["file"]
    ran = busy.run("restore", file, "--office", str(tmp_path / "again"))
    assert ran.code == 0
    kept = tmp_path / "again" / "drafts" / "77.nobody-of-here.left.jsonl"
    assert f"chown nobody-of-here {kept}" in ran.err
    assert kept.stat().st_mode & 0o7777 == 0o600


def test_progress_is_shown_where_somebody_watches_and_nowhere_else(busy, out):
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [*busy.command(), "backup", str(out)],
        env=busy.environ,
        cwd=busy.home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=slave,
    )
    os.close(slave)
    shown = b""
    try:
        while piece := os.read(master, 4096):
            shown += piece
    except OSError:
        pass  # the other end is closed
    os.close(master)
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 0
    assert b"copying: 100 % of" in shown
    assert b"reading back: 100 % of" in shown
    assert b"%" not in said
