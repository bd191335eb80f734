"""A backup holds the office as it was at one moment, made while people work, and is never half there."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from paratui.domain.call import Call
from paratui.domain.errors import BadInput, OfficeError, StoreError, StoreFull
from paratui.domain.follow_up import FollowUp
from paratui.domain.ids import make_id
from paratui.domain.office import Office
from paratui.store.interface import Put
from paratui.store.office_data_file import OWN_FILES, OWN_FOLDERS
from paratui.store.office_settings import write_office
from paratui.store.tinydb_folder.store import open_folder
from tests.store.backup_runs import MAKER, backed_up, contents, file_limit, killed_at, restored

ROOT = Path(__file__).parents[2]
NAME = "paratui-office-20261120T030000Z.tar.gz"
WRITER = """
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
import time
from paratui.domain.ids import make_id
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder

class Clock:
    def now(self):
        return datetime.now(UTC)
    def ticks(self):
        return time.monotonic()

login, seed = sys.argv[2], int(sys.argv[3])
store = open_folder(Path(sys.argv[1]), login, Clock(), lock_seconds=20, segment_bytes=20_000)
for n in count():
    at, number = datetime.now(UTC), seed * 100_000 + n
    call = {"id": make_id(at, number * 3), "status": "ended", "outcome": "x" * 400}
    items = [
        {"id": make_id(at, number * 3 + k), "status": "open", "text": "send it", "call": call["id"]} for k in (1, 2)
    ]
    store.commit([Put("call", call), *(Put("follow_up", one) for one in items)])
    print(call["id"], flush=True)
    store.checkpoint(force=n % 10 == 0)
"""


@pytest.fixture
def out(tmp_path):
    """The disk backups go to."""
    place = tmp_path / "out"
    place.mkdir()
    return place


@pytest.fixture
def worked_in(folder, office):
    """An office with everything an office may hold; closed, as at night."""
    ana = office.open()
    write_office(folder, Office(firm="Garcia & Lowe"))
    for name in OWN_FILES:
        (folder / name).write_text(f"# {name}")
    for name in OWN_FOLDERS:
        (folder / name).mkdir()
        (folder / name / "éviction.toml").write_text(f"# {name}")
    for n in range(20):
        ana.commit(
            [Put("call", office.call(status="ended", outcome="x" * 700)), Put("follow_up", office.follow_up())]
        )
        if n % 3 == 0:
            ana.checkpoint(force=True)
    ana.draft(77).put({"line": "hearing moved"})
    (folder / "torn" / f"00000001-5.{'a' * 120}").write_bytes(b"half")
    (folder / "foreign" / "hot.json.123456789012").write_bytes(b"{}")
    (folder / "foreign" / "hot.json.123456789012.why").write_text("changed by hand")
    office.close()
    return folder


def everything(folder, clock):
    """Each record of an office, by kind and id, once it was found to be sound."""
    store = open_folder(folder, "checker", clock)
    assert store.verify().findings == ()
    found = {(kind, doc["id"]): doc for kind in ("call", "follow_up") for doc in store.records(kind)}
    store.close()
    return found


def test_an_office_comes_back_byte_for_byte(worked_in, out, tmp_path, clock):
    made = backed_up(worked_in, out)
    assert made.file == out / NAME
    assert (made.manifest.seq, made.manifest.last_by, made.damage) == (20, "ana", "")
    assert made.manifest.last == "2026-10-08T14:00:00Z"
    assert made.manifest.left_out == []
    restored(made.file, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(worked_in)
    assert len(everything(tmp_path / "again", clock)) == 40
    assert [path.name for path in out.iterdir()] == [NAME]
    assert made.file.stat().st_mode & 0o7777 == 0o600


def test_a_stock_tar_reads_the_archive(worked_in, out):
    made = backed_up(worked_in, out)
    with tarfile.open(made.file) as archive:
        names = [member.name for member in archive]
        assert names[0] == "manifest.json"
        manifest = json.loads(archive.extractfile("manifest.json").read())
        assert names[1:] == [member["name"] for member in manifest["members"]]
        assert {name: archive.extractfile(name).read() for name in names[1:]} == contents(worked_in)


def test_what_is_no_part_of_an_office_is_named_and_left_out(worked_in, out):
    (worked_in / "letters.docx").write_text("dear")
    (worked_in / "calls" / "notes.txt").write_text("x")
    (worked_in / "scans").mkdir()
    (worked_in / "hot.json.new").write_text("half")
    (worked_in / "torn" / os.fsdecode(b"bad\xff")).write_text("x")
    made = backed_up(worked_in, out)
    assert sorted(made.manifest.left_out) == ["calls/notes.txt", "letters.docx", "scans", "torn/bad?"]


def test_a_backup_while_three_people_write_has_every_commit_acknowledged_before_it(folder, out, tmp_path, clock):
    open_folder(folder, "ana", clock).close()
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, folder, login, str(seed)], stdout=subprocess.PIPE, env=environ, text=True
        )
        for seed, login in enumerate(("ana", "bob", "dana"), 1)
    ]
    said = {writer.pid: [] for writer in writers}

    def listen(writer):
        said[writer.pid].extend(int(line) for line in writer.stdout if line.endswith("\n"))

    listeners = [threading.Thread(target=listen, args=[writer]) for writer in writers]
    for listener in listeners:
        listener.start()
    try:
        for n in range(6):
            count = sum(map(len, said.values()))
            while sum(map(len, said.values())) < count + 40:
                assert all(writer.poll() is None for writer in writers)
            before = {call for calls in said.values() for call in list(calls)}
            made = backed_up(folder, out / f"{n}.tar.gz")
            restored(made.file, tmp_path / f"again{n}")
            found = everything(tmp_path / f"again{n}", clock)
            calls = {record for kind, record in found if kind == "call"}
            assert before <= calls
            made_with = [doc["call"] for (kind, _), doc in found.items() if kind == "follow_up"]
            assert sorted(made_with) == sorted([*calls, *calls]), "a half commit"
            assert made.manifest.seq == len(calls)
    finally:
        for writer in writers:
            writer.kill()
        for listener in listeners:
            listener.join()
        for writer in writers:
            writer.communicate()


def test_commits_go_on_while_files_are_copied_and_the_files_stay_as_they_are(folder, office, out, tmp_path, clock):
    ana = office.open()
    first = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    seen = []

    def commit_too(what, _done, _whole):
        if what == "checking":
            return
        ana.commit([Put("follow_up", office.follow_up())])
        seen.append((what, ana.checkpoint(force=True)))

    made = backed_up(folder, out, progress=commit_too)
    assert {what for what, _ in seen} == {"reading", "copying", "reading back"}
    assert {done for what, done in seen if what != "reading back"} == {False}
    restored(made.file, tmp_path / "again")
    assert list(everything(tmp_path / "again", clock).values()) == [first]


def test_a_commit_torn_by_a_crash_is_not_in_the_backup(folder, office, out, tmp_path, clock):
    ana = office.open()
    ana.commit([Put("follow_up", office.follow_up())])
    segment = folder / "journal" / "00000001.jsonl"
    whole = segment.read_bytes()
    segment.write_bytes(whole + b'0123 {"seq":2,"ti')
    made = backed_up(folder, out)
    restored(made.file, tmp_path / "again")
    assert contents(tmp_path / "again")["journal/00000001.jsonl"] == whole
    assert len(everything(tmp_path / "again", clock)) == 1


def test_a_damaged_office_is_backed_up_as_it_is_and_said_to_be_damaged(folder, office, out, tmp_path, clock):
    ana = office.open()
    for _ in range(3):
        ana.commit([Put("follow_up", office.follow_up())])
    segment = folder / "journal" / "00000001.jsonl"
    data = segment.read_bytes()
    segment.write_bytes(data[:100] + b"#" + data[101:])
    made = backed_up(folder, out)
    assert made.damage.startswith("journal/00000001.jsonl, byte 0: ")
    assert made.damage.endswith("; run paratui verify")
    restored(made.file, tmp_path / "again")
    assert contents(tmp_path / "again")["journal/00000001.jsonl"] == segment.read_bytes()


@pytest.mark.parametrize("gone", [False, True])
def test_damage_in_the_history_folded_long_ago_is_said_and_backed_up(folder, clock, out, tmp_path, gone):
    store = open_folder(folder, "ana", clock, segment_bytes=2000)
    for n in range(9):
        store.commit([Put("call", {"id": make_id(clock.now(), n), "status": "ended", "outcome": "x" * 700})])
        store.checkpoint(force=True)
    store.close()
    head = backed_up(folder, out).manifest.chain
    first = folder / "audit" / "00000001.jsonl"
    data = first.read_bytes()
    first.write_bytes(data.replace(b"xxx", b"xyx", 1))
    if gone:
        shutil.rmtree(folder / "audit")
    made = backed_up(folder, out / "damaged.tar.gz")
    assert made.manifest.chain == head
    assert re.fullmatch(r"audit/00000001.jsonl, byte 0: .*; run paratui verify", made.damage)
    restored(made.file, tmp_path / "again")
    assert (tmp_path / "again" / "audit" / "00000001.jsonl").exists() is not gone


def test_a_second_backup_in_the_same_second_gets_a_free_name(worked_in, out):
    second, third = NAME.replace(".tar", "-2.tar"), NAME.replace(".tar", "-3.tar")
    (out / f"{second}.new").write_text("left by a run that was killed")
    names = [backed_up(worked_in, out).file.name for _ in range(3)]
    assert names == [NAME, second, third]
    assert sorted(path.name for path in out.iterdir()) == sorted(names)


def test_a_hand_edit_while_files_are_copied_ends_the_backup(worked_in, out):
    def edit(what, _done, _whole):
        if what == "copying":
            path = worked_in / "hot.json"
            path.write_bytes(path.read_bytes().replace(b"notice", b"NOTICE"))

    with pytest.raises(StoreError, match=r"hot.json was changed by something else.*run it again"):
        backed_up(worked_in, out, progress=edit)
    assert list(out.iterdir()) == []


def test_an_existing_file_is_never_overwritten(worked_in, out):
    (out / NAME).write_text("mine")
    (out / "link").symlink_to(out / "nowhere")
    for target in (out / NAME, out / "link"):
        with pytest.raises(BadInput, match="is there already and is not overwritten"):
            backed_up(worked_in, target)
    assert (out / NAME).read_text() == "mine"
    other = out / "other.tar.gz"
    with pytest.raises(BadInput, match="is there already"):
        backed_up(worked_in, other, progress=lambda *_: other.write_text("quicker"))
    assert other.read_text() == "quicker"
    assert sorted(path.name for path in out.iterdir()) == ["link", "other.tar.gz", NAME]


def test_a_file_being_written_or_left_under_a_name_of_ones_own_is_let_be(worked_in, out):
    (out / "mine.new").write_text("somebody's")
    with pytest.raises(BadInput, match=r"mine\.new is there"):
        backed_up(worked_in, out / "mine")
    assert (out / "mine.new").read_text() == "somebody's"


def test_the_office_folder_itself_is_no_place_for_its_backup(worked_in, out):
    (out / "door").symlink_to(worked_in / "torn")
    before = contents(worked_in)
    for target in (worked_in, worked_in / "backup.tar.gz", worked_in / "torn", out / "door", out / "door" / "b"):
        with pytest.raises(BadInput, match="lies in the office folder itself"):
            backed_up(worked_in, target)
    assert contents(worked_in) == before


def test_what_is_no_office_is_not_made_one(tmp_path, out):
    with pytest.raises(OfficeError, match="There is no office in"):
        backed_up(tmp_path / "nothing", out)
    assert not (tmp_path / "nothing").exists()
    assert list(out.iterdir()) == []


def test_killed_at_any_change_of_the_disk_it_leaves_no_half_backup_under_its_name(worked_in, out, tmp_path):
    before, whole = contents(worked_in), 0
    for n in range(1, 1000):
        killed = killed_at(n, lambda: backed_up(worked_in, out))
        if (out / NAME).exists():
            restored(out / NAME, tmp_path / f"again{n}")
            assert contents(tmp_path / f"again{n}") == before
            (out / NAME).unlink()
            whole += 1
        if not killed:
            break
    assert n > 20
    assert whole >= 1
    assert contents(worked_in) == before
    backed_up(worked_in, out)
    assert [path.name for path in out.iterdir()] == [NAME], "what killed runs left is removed by the next"


def test_it_is_on_the_platter_before_it_has_its_name_and_the_name_is_too(worked_in, out, monkeypatch):
    calls = []

    def sync(fd, real=os.fsync):
        calls.append(("sync", str(Path(f"/proc/self/fd/{fd}").readlink())))
        real(fd)

    def link(old, new, real=os.link):
        calls.append(("name", str(new)))
        real(old, new)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "link", link)
    backed_up(worked_in, out)
    assert calls == [("sync", str(out / f"{NAME}.new")), ("name", str(out / NAME)), ("sync", str(out))]


def test_a_disk_that_fills_up_is_one_sentence_and_nothing_is_left(worked_in, out):
    (worked_in / "torn" / "big").write_bytes(os.urandom(300_000))
    for limit in (0, 1000, 200_000):
        with file_limit(limit), pytest.raises(StoreFull, match="is full, so no backup was made"):
            backed_up(worked_in, out)
        assert list(out.iterdir()) == []
    backed_up(worked_in, out)


def test_a_real_full_disk(worked_in, tmp_path):
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this account may not mount a small disk")
    try:
        (worked_in / "torn" / "big").write_bytes(os.urandom(600_000))
        with pytest.raises(StoreFull, match="is full"):
            backed_up(worked_in, place)
        assert list(place.iterdir()) == []
        (worked_in / "torn" / "big").unlink()
        file = backed_up(worked_in, place).file
        (worked_in / "torn" / "big").write_bytes(bytes(600_000))
        big = backed_up(worked_in, tmp_path / "big.tar.gz").file
        with pytest.raises(StoreFull, match=r"the disk of .* has"):
            restored(big, place / "again")
        assert list(place.iterdir()) == [file]
    finally:
        subprocess.run(["umount", place], check=True)


def test_a_disk_that_gives_back_something_else_than_was_written_is_found_out(worked_in, out, monkeypatch):
    def rot(*_):
        path = out / f"{NAME}.new"
        data = path.read_bytes()
        path.write_bytes(data[:5000] + bytes([data[5000] ^ 1]) + data[5001:])

    monkeypatch.setattr(os, "posix_fadvise", rot)
    with pytest.raises(StoreError, match="could not be read back"):
        backed_up(worked_in, out)
    assert list(out.iterdir()) == []


def test_an_old_office_of_five_hundred_weeks(folder, office, out, tmp_path, clock):
    ana, now = office.open(), datetime(2026, 10, 8, tzinfo=UTC)
    for week in range(250):
        at = now - timedelta(weeks=week)
        call = Call(id=make_id(at, 2 * week), status="ended", outcome="reached").doc()
        done = FollowUp(id=make_id(at, 2 * week + 1), text="send it", status="done", call=call["id"]).doc()
        ana.commit([Put("call", call), Put("follow_up", done)])
    office.close()
    assert len([*(folder / "calls").iterdir(), *(folder / "followups").iterdir()]) == 500
    made = backed_up(folder, out)
    restored(made.file, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(folder)
    assert len(everything(tmp_path / "again", clock)) == 500


def test_memory_does_not_grow_with_the_office(worked_in, out, tmp_path):
    with (worked_in / "foreign" / "big").open("wb") as big:
        big.truncate(150_000_000)

    def grown():
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        made = backed_up(worked_in, out)
        restored(made.file, tmp_path / "again")
        os._exit(0 if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000 else 1)

    assert not killed_at(0, grown)
    assert (tmp_path / "again" / "foreign" / "big").stat().st_size == 150_000_000


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can work as other accounts")
def test_calls_in_progress_of_others_are_counted_and_root_gives_them_back(clock):
    place = Path(tempfile.mkdtemp(prefix="paratui-backup-"))
    uids = {"ana": 48301, "bob": 48302}
    try:
        place.chmod(0o777)
        office = place / "office"
        office.mkdir()
        os.chown(office, 0, 48300)
        office.chmod(0o2770)

        def as_somebody(uid, work):
            def run():
                os.setgroups([48300])
                os.setgid(uid)
                os.setuid(uid)
                work()

            assert not killed_at(0, run)

        def take_a_call(login, call):
            store = open_folder(office, login, clock)
            store.draft(call).put({"line": "hearing moved"})
            store.close()

        as_somebody(uids["ana"], lambda: take_a_call("ana", 5))
        as_somebody(uids["bob"], lambda: take_a_call("bob", 6))
        as_somebody(uids["bob"], lambda: backed_up(office, place / "bobs.tar.gz"))
        made = backed_up(office, place / "roots.tar.gz", maker=MAKER._replace(login="root"))
        assert made.manifest.drafts_left_out == 0
        os.chown(place / "roots.tar.gz", uids["bob"], -1)
        again = restored(place / "bobs.tar.gz", place / "bobs")
        assert again.manifest.drafts_left_out == 1

        again = restored(place / "roots.tar.gz", place / "roots", uid_of=uids.get)
        drafts = {path.name: path.stat() for path in (place / "roots" / "drafts").iterdir()}
        assert {name: facts.st_uid for name, facts in drafts.items()} == {
            "5.ana.left.jsonl": uids["ana"],
            "6.bob.left.jsonl": uids["bob"],
        }
        assert {facts.st_mode & 0o7777 for facts in drafts.values()} == {0o600}
        assert again.drafts_kept == ()

        def by_bob():
            kept = restored(place / "roots.tar.gz", place / "by-bob", uid_of=uids.get).drafts_kept
            assert kept == (("ana", str(place / "by-bob" / "drafts" / "5.ana.left.jsonl")),)
            store = open_folder(place / "by-bob", "bob", clock)
            assert [draft.call for draft in store.orphaned_drafts()] == [6]
            store.close()

        as_somebody(uids["bob"], by_bob)
    finally:
        shutil.rmtree(place)
