"""A torn tail costs nothing that was reported as saved; damage before it is named, never skipped."""

from __future__ import annotations

import shutil

import pytest

from paratui.domain.errors import StoreReadOnly
from paratui.store.interface import Put
from paratui.store.tinydb_folder.ground.folder import Folder
from paratui.store.tinydb_folder.ground.lock import OfficeLock
from paratui.store.tinydb_folder.store import open_folder
from paratui.store.tinydb_folder.upkeep.repair import repair

FIRST = "journal/00000001.jsonl"


@pytest.fixture
def three_commits(folder, office, monkeypatch):
    """The bytes of an office of three commits that was not folded when its process died."""
    ana = office.open()
    docs = [ana.commit([Put("follow_up", office.follow_up())]).docs[0] for _ in range(3)]
    return docs, (folder / FIRST).read_bytes()


def opened_copy(folder, tmp_path, clock, journal: bytes):
    copy = tmp_path / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    (copy / FIRST).write_bytes(journal)
    return copy, open_folder(copy, "dana", clock)


def test_a_tail_torn_at_any_byte_is_set_aside_and_the_next_commit_stands(
    folder, tmp_path, clock, office, three_commits
):
    docs, journal = three_commits
    last = journal.rfind(b"\n", 0, -1) + 1
    for cut in range(last + 1, len(journal)):
        copy, store = opened_copy(folder, tmp_path, clock, journal[:cut])
        assert store.open_follow_ups() == docs[:2], cut
        again = store.commit([Put("follow_up", office.follow_up())]).docs[0]
        assert again["number"] == 3
        torn = [piece for piece in store.set_aside() if piece.file.startswith("torn/")]
        assert len(torn) == 1
        assert (copy / torn[0].file).read_bytes() == journal[last:cut]
        assert "cut off by a crash" in torn[0].why
        assert store.verify().findings == ()
        store.close()
        assert open_folder(copy, "ana", clock).open_follow_ups() == [*docs[:2], again]


def lost_ends(journal):
    """A journal that lost acknowledged commits without leaving a trace in itself."""
    lines = journal.splitlines(keepends=True)
    return {"last line": b"".join(lines[:-1]), "all but one": lines[0], "everything": b"", "first lines": lines[-1]}


@pytest.mark.parametrize("what", ["last line", "all but one", "everything", "first lines", "file"])
def test_acknowledged_commits_that_are_gone_are_named_and_nothing_is_written_over_them(
    folder, tmp_path, clock, office, three_commits, what
):
    docs, journal = three_commits
    copy, store = opened_copy(folder, tmp_path, clock, lost_ends(journal).get(what, b""))
    if what == "file":
        (copy / FIRST).unlink()
    assert store.verify().findings
    with pytest.raises(StoreReadOnly, match="run paratui repair"):
        store.commit([Put("follow_up", office.follow_up())])
    assert store.set_aside()
    store.close()
    place = Folder(copy)
    locks = (OfficeLock(place.checkpoint_lock, "root"), OfficeLock(place.commit_lock, "root"))
    assert repair(place, "root", "2026-10-08T14:00:00Z", locks, lambda _done, _whole: None).first
    again = open_folder(copy, "ana", clock)
    kept = [doc for doc in docs if str(doc["id"]).encode() in lost_ends(journal).get(what, b"")]
    assert again.open_follow_ups() == kept
    assert again.commit([Put("follow_up", office.follow_up())])
    assert again.checkpoint(force=True)
    assert again.verify().findings == ()
    again.close()


def test_an_open_program_does_not_write_over_a_journal_that_was_emptied(folder, office):
    ana = office.open()
    ana.commit([Put("follow_up", office.follow_up())])
    ana.checkpoint(force=True)
    ana.commit([Put("follow_up", office.follow_up())])
    (folder / FIRST).write_bytes(b"")
    with pytest.raises(StoreReadOnly):
        ana.commit([Put("follow_up", office.follow_up())])


@pytest.mark.parametrize("garbage", [b"\0" * 700, b"\xff\n\0\n", b"0" * 64 + b" {}\n", b"\n", b"\n\n\n"])
def test_garbage_at_the_end_is_set_aside_too(folder, tmp_path, clock, office, three_commits, garbage):
    docs, journal = three_commits
    copy, store = opened_copy(folder, tmp_path, clock, journal + garbage)
    assert store.open_follow_ups() == docs
    store.commit([Put("follow_up", office.follow_up())])
    assert [(copy / piece.file).read_bytes() for piece in store.set_aside()] == [garbage]
    assert store.verify().findings == ()
    store.close()


def test_any_flipped_bit_before_the_last_line_is_named_and_nothing_more_is_saved(
    folder, tmp_path, clock, office, three_commits, long
):
    docs, journal = three_commits
    last = journal.rfind(b"\n", 0, -1) + 1
    for byte in range(0, last, 1 if long else 13):
        flipped = bytearray(journal)
        flipped[byte] ^= 1 << (byte % 8)
        copy, store = opened_copy(folder, tmp_path, clock, bytes(flipped))
        (finding,) = store.verify().findings
        line = journal.rfind(b"\n", 0, byte) + 1
        assert (finding.file, finding.byte) == (FIRST, line), byte
        with pytest.raises(StoreReadOnly, match=f"{FIRST} is damaged at byte {line}"):
            store.commit([Put("follow_up", office.follow_up())])
        assert store.open_follow_ups() == docs[: journal[:line].count(b"\n")]
        assert [piece.file for piece in store.set_aside()] == [FIRST]
        store.close()
        assert (copy / FIRST).read_bytes() == bytes(flipped)


def test_a_flipped_bit_in_what_was_folded_long_ago_is_found_by_verify(folder, office):
    ana = office.open()
    for _ in range(40):
        ana.commit([Put("call", office.call(status="ended"))])
        ana.checkpoint()
    ana.close()
    old = folder / "audit" / "00000001.jsonl"
    data = bytearray(old.read_bytes())
    at = data.index(b"Maria Garcia", 2000)
    data[at] ^= 1
    old.write_bytes(bytes(data))
    (finding,) = office.open().verify().findings
    assert finding.file == "audit/00000001.jsonl"
    assert finding.byte == data.rfind(b"\n", 0, at) + 1
    assert "the call" in finding.sentence


def test_a_whole_line_cut_out_of_the_middle_is_found(folder, tmp_path, clock, office, three_commits):
    _, journal = three_commits
    lines = journal.splitlines(keepends=True)
    _, store = opened_copy(folder, tmp_path, clock, lines[0] + lines[2])
    assert [piece.file for piece in store.set_aside()] == [FIRST]
    assert store.verify().findings[0].byte == len(lines[0])
    store.close()


@pytest.mark.parametrize(
    ("written", "forged"),
    [(b'"by":"ana"', b'"by": "ana"'), (b'"ops":[', b'"note":"x","ops":['), (b'"seq":1', b'"seq":9,"seq":1')],
)
def test_what_the_fields_do_not_hold_is_sealed_too(folder, tmp_path, clock, office, three_commits, written, forged):
    _, journal = three_commits
    _, store = opened_copy(folder, tmp_path, clock, journal.replace(written, forged, 1))
    (finding,) = store.verify().findings
    assert (finding.file, finding.byte) == (FIRST, 0)
    store.close()


def test_a_purged_document_leaves_the_chain_whole(folder, office):
    """A retention purge puts null for a document; its hash stays in the line and the chain still verifies."""
    ana = office.open()
    doc = ana.commit([Put("person", {"id": office.new_id(), "name": "Maria Garcia"})]).docs[0]
    ana.commit([Put("follow_up", office.follow_up())])
    journal = folder / FIRST
    data = journal.read_bytes()
    at = data.index(b'"doc":{') + 6
    purged = data[:at] + b"null" + data[data.index(b"}", at) + 1 :]
    copy = folder.parent / "purged"
    shutil.copytree(folder, copy)
    (copy / FIRST).write_bytes(purged)
    store = open_folder(copy, "dana", office.clock)
    assert store.verify().findings == ()
    assert store.get("person", doc["id"]) is None
    assert store.revisions("person", doc["id"])[0].doc is None
    assert store.checkpoint(force=True)
    assert list(store.records("person")) == []
    assert store.verify().findings == ()
    store.close()


def test_a_missing_segment_is_named(folder, clock, office):
    ana = office.open()
    for _ in range(20):
        ana.commit([Put("call", office.call(status="ended"))])
    journal = folder / "journal"
    (journal / "00000001.jsonl").rename(journal / "00000002.jsonl")
    dana = open_folder(folder, "dana", clock)
    with pytest.raises(StoreReadOnly, match=r"journal/00000001.jsonl is missing"):
        dana.commit([Put("call", office.call())])
    dana.close()


def test_a_journal_shorter_than_what_was_folded_is_named(folder, clock, office):
    ana = office.open()
    ana.commit([Put("call", office.call(status="ended"))])
    ana.commit([Put("call", office.call(status="ended"))])
    ana.close()
    journal = folder / FIRST
    journal.write_bytes(journal.read_bytes()[:-40])
    dana = open_folder(folder, "dana", clock)
    assert len(list(dana.records("call"))) == 2
    with pytest.raises(StoreReadOnly, match=r"journal/00000001.jsonl is shorter"):
        dana.commit([Put("call", office.call())])
    dana.close()
