"""What people and accidents do to the files: noticed, set aside, never lost and never in the way."""

from __future__ import annotations

import pytest
from tinydb import TinyDB

from paratui.domain.errors import OfficeError
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder

WEEK = "2026-W41.json"


@pytest.fixture
def folded(folder, office):
    """An office with a call, an open and a done follow-up, folded and closed."""
    ana = office.open()
    docs = ana.commit(
        [
            Put("call", office.call(status="ended")),
            Put("follow_up", office.follow_up()),
            Put("follow_up", office.follow_up(status="done")),
        ]
    ).docs
    ana.close()
    return docs


def aside(store):
    return {piece.file.rpartition(".")[0]: piece for piece in store.set_aside()}


def test_an_edit_of_hot_json_with_stock_tinydb_is_set_aside_and_never_overwritten_silently(folder, office, folded):
    with TinyDB(folder / "hot.json") as hot:
        hot.update({"assignee": "dana"}, doc_ids=[folded[1]["id"]])
    edited = (folder / "hot.json").read_bytes()
    ana = office.open()
    fresh = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    assert ana.checkpoint(force=True)
    piece = aside(ana)["foreign/hot.json"]
    assert "changed by something else than paratui" in piece.why
    assert (folder / piece.file).read_bytes() == edited
    assert ana.open_follow_ups() == [folded[1], fresh]
    with TinyDB(folder / "hot.json", access_mode="r") as hot:
        assert hot.all() == [folded[1], fresh]
    assert ana.verify().findings == ()


def test_an_edit_of_a_shard_is_set_aside_when_the_shard_is_written_next(folder, office, folded):
    with TinyDB(folder / "calls" / WEEK) as shard:
        shard.insert({"person": "put in by hand"})
    ana = office.open()
    assert [finding.file for finding in ana.verify().findings] == [f"calls/{WEEK}"]
    amended = ana.commit([Put("call", folded[0] | {"person": "Mario Garcia"}, 1)]).docs[0]
    assert ana.checkpoint(force=True)
    assert "foreign/calls-2026-W41.json" in aside(ana)
    assert list(ana.records("call")) == [amended]
    assert ana.verify().findings == ()


@pytest.mark.parametrize("garbage", [b"", b"{", b"[]", b"\0" * 500, b'{"_default": {"a": {}}}', b'{"_default": 5}'])
def test_a_shard_that_is_no_json_is_named_set_aside_and_made_anew_while_the_rest_works(
    folder, office, folded, garbage
):
    path = folder / "followups" / WEEK
    path.write_bytes(garbage)
    ana = office.open()
    assert ana.open_follow_ups() == [folded[1]]
    assert list(ana.records("call")) == [folded[0]]
    assert ana.get("follow_up", folded[2]["id"]) == folded[2]
    assert ana.follow_up_number(2) == folded[2]
    (piece,) = ana.set_aside()
    assert piece.file == f"followups/{WEEK}"
    assert "is no TinyDB file" in piece.why
    assert ana.verify().findings[0].file == f"followups/{WEEK}"
    assert ana.checkpoint()
    assert (folder / aside(ana)["foreign/followups-2026-W41.json"].file).read_bytes() == garbage
    assert ana.verify().findings == ()
    ana.close()
    assert office.open().get("follow_up", folded[2]["id"]) == folded[2]


@pytest.mark.parametrize("garbage", [None, b"", b"}{", b"[1]"])
def test_hot_json_that_is_gone_or_garbage_is_made_anew(folder, office, folded, garbage):
    (folder / "hot.json").unlink()
    if garbage is not None:
        (folder / "hot.json").write_bytes(garbage)
    ana = office.open()
    assert ana.open_follow_ups() == [folded[1]]
    ana.close()
    with TinyDB(folder / "hot.json", access_mode="r") as hot:
        assert hot.all() == [folded[1]]
    again = office.open()
    assert "foreign/hot.json" in aside(again)
    assert again.verify().findings == ()


def test_a_shard_that_was_removed_comes_back_when_it_is_written_next(folder, office, folded):
    (folder / "calls" / WEEK).unlink()
    ana = office.open()
    assert ana.verify().findings[0].file == f"calls/{WEEK}"
    new = ana.commit([Put("call", office.call(status="ended"))]).docs[0]
    ana.checkpoint(force=True)
    assert list(ana.records("call")) == [new, folded[0]]
    assert ana.verify().findings == ()


@pytest.mark.parametrize("garbage", [None, b"", b"{}", b'{"_default": {"1": {"schema": "one"}}}', b"\0\0\0"])
def test_meta_json_that_is_gone_or_garbage_is_made_anew_from_the_journal(folder, office, folded, garbage):
    ana = office.open()
    for _ in range(30):
        ana.commit([Put("call", office.call(status="ended"))])
        ana.checkpoint()
    ana.close()
    (folder / "meta.json").unlink()
    if garbage is not None:
        (folder / "meta.json").write_bytes(garbage)
    again = office.open("dana")
    assert again.open_follow_ups() == [folded[1]]
    assert len(list(again.records("call"))) == 31
    assert again.commit([Put("follow_up", office.follow_up())]).docs[0]["number"] == 3
    assert "foreign/meta.json" in aside(again)
    again.close()
    final = office.open()
    assert final.verify().findings == ()
    assert len(list(final.records("call"))) == 31


def test_an_office_without_its_journal_is_refused_never_opened_empty(folder, office, folded, clock):
    (folder / "meta.json").unlink()
    for path in (folder / "journal").iterdir():
        path.unlink()
    with pytest.raises(OfficeError, match="has records but its journal is gone"):
        open_folder(folder, "ana", clock)


def test_an_office_whose_meta_and_journal_are_both_hurt_is_refused(folder, office, folded, clock):
    ana = office.open()
    ana.commit([Put("call", office.call(status="ended"))])
    ana.close()
    (folder / "meta.json").unlink()
    journal = folder / "journal" / "00000001.jsonl"
    data = bytearray(journal.read_bytes())
    data[100] ^= 4
    journal.write_bytes(bytes(data))
    with pytest.raises(OfficeError, match="damaged at byte 0"):
        open_folder(folder, "ana", clock)


def test_a_record_nobody_committed_is_found(folder, office, folded):
    with TinyDB(folder / "hot.json") as hot:
        hot.remove(doc_ids=[folded[1]["id"]])
        hot.insert({"text": "sneaked in"})
    found = [finding.sentence for finding in office.open().verify().findings]
    assert len(found) == 2
    assert any("no commit put the record 1 here" in sentence for sentence in found)
    assert any(f"the follow-up {folded[1]['id']} is missing" in sentence for sentence in found)


def test_where_neither_file_nor_journal_can_be_vouched_for_what_is_there_is_shown(folder, office, folded, clock):
    with TinyDB(folder / "hot.json") as hot:
        hot.update({"assignee": "dana"}, doc_ids=[folded[1]["id"]])
    journal = folder / "journal" / "00000001.jsonl"
    data = bytearray(journal.read_bytes())
    data[200] ^= 1
    journal.write_bytes(bytes(data))
    ana = open_folder(folder, "ana", clock)
    assert [doc["assignee"] for doc in ana.open_follow_ups()] == ["dana"]
    assert "cannot be rebuilt" in ana.set_aside()[0].why
    assert ana.checkpoint(force=True) is False
    ana.close()
