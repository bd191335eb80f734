"""A purge leaves no byte of what was said, and everything else as it was."""

from __future__ import annotations

import shutil

import pytest
from tinydb import TinyDB

from paratui.domain.errors import Conflict
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder
from tests.store.dying import dying_at

SECRET = "her new address is 12 Elm Street"


@pytest.fixture
def said(folder, office, clock):
    """An office with a long history: a call and two follow-ups that hold the secret in many revisions."""
    ana = open_folder(folder, "ana", clock, segment_bytes=4000)
    call, item, kept = ana.commit(
        [
            Put("call", office.call(status="ended", outcome=SECRET)),
            Put("follow_up", office.follow_up(person=SECRET)),
            Put("follow_up", office.follow_up()),
        ]
    ).docs
    for n in range(12):
        (call,) = ana.commit([Put("call", call | {"amended_why": f"{SECRET} {n}"}, call["rev"])]).docs
        (item,) = ana.commit([Put("follow_up", item | {"status": "done" if n % 2 else "open"}, item["rev"])]).docs
        (kept,) = ana.commit([Put("follow_up", kept | {"outcome": f"tried {n}"}, kept["rev"])]).docs
        ana.checkpoint(force=n % 3 == 0)
    ana.close()
    assert len(list((folder / "audit").iterdir())) > 1
    return call, item, kept


def holding(folder):
    """The files that still hold the secret."""
    return [path.name for path in folder.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]


def test_no_byte_of_a_purged_record_is_left_and_the_chain_still_holds(folder, office, said):
    call, item, kept = said
    ana, dana = office.open("ana"), office.open("dana")
    assert holding(folder)
    assert ana.purge([("call", call["id"]), ("follow_up", item["id"]), ("call", 5)]) == 2
    assert holding(folder) == []
    for store in (ana, dana, office.open("carl")):
        assert list(store.records("call")) == []
        assert store.open_follow_ups() == [kept]
        assert [one.doc for one in store.revisions("call", call["id"])] == [None] * (call["rev"] + 1)
        assert store.verify().findings == ()
        assert store.set_aside() == []
    with TinyDB(folder / "purged.json", access_mode="r") as purged:
        (row,) = purged.table("follow_up").all()
    assert row == {"id": item["id"], "rev": item["rev"] + 1, "by": "ana", "time": row["time"], "number": 1}


def test_neither_the_index_nor_what_could_be_taken_back_keeps_a_purged_record(folder, office, said):
    call, item, kept = said
    ana = office.open("ana")
    was = {"items": [{"item": item["id"], "rev": 2, "was": {"text": SECRET}}], "login": "ana", "what": SECRET}
    other = {"items": [{"item": kept["id"], "rev": 2, "was": {}}], "login": "ana", "what": "claimed"}
    ana.commit([Put("action", {"id": 7 << 40, **was}), Put("action", {"id": 8 << 40, **other})])
    ana.make_index()
    assert {"index.sqlite", "2020-W50.json"} & set(holding(folder))
    assert ana.purge([("call", call["id"]), ("follow_up", item["id"])]) == 2
    ana.checkpoint(force=True)
    assert holding(folder) == []
    assert [doc["what"] for doc in ana.records("action")] == ["claimed"]
    assert not ana.has_index()
    ana.make_index()
    assert holding(folder) == []
    assert ana.verify().findings == ()


def test_the_id_and_the_number_of_a_purged_follow_up_are_not_given_again(folder, office, said):
    ana = office.open()
    last = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    ana.purge([("follow_up", last["id"])])
    for store in (ana, office.open("dana")):
        with pytest.raises(Conflict) as conflict:
            store.commit([Put("follow_up", last, 0)])
        assert (conflict.value.current, conflict.value.changed_by) == (None, "ana")
    ana.close()
    (folder / "meta.json").unlink()
    again = office.open()
    assert again.commit([Put("follow_up", office.follow_up())]).docs[0]["number"] == last["number"] + 1


def test_a_purge_that_is_cut_off_anywhere_is_finished_by_the_next_checkpoint(folder, office, said, clock, tmp_path):
    """Killed at its n-th change of the disk, for every n."""
    n = ended = 0
    while not ended:
        n += 1
        copy = tmp_path / f"office{n}"
        shutil.copytree(folder, copy)
        ana = open_folder(copy, "ana", clock)
        with dying_at(n):
            ended = ana.purge([("call", said[0]["id"]), ("follow_up", said[1]["id"])])
        again = open_folder(copy, "dana", clock)
        again.checkpoint(force=True)
        if again.get("call", said[0]["id"]) is None:
            assert holding(copy) == [], n
            assert list(again.records("call")) == []
        else:
            # It never began: nothing of it is to be seen.
            assert again.get("call", said[0]["id"]) == said[0]
        assert again.verify().findings == (), n
        assert again.open_follow_ups() == [said[2]]
        again.close()
    assert n > 20


def test_no_piece_set_aside_keeps_or_offers_what_was_purged(folder, office, said, clock):
    """An old copy put back, and a segment that was damaged and repaired, held it too."""
    ana = office.open()
    item = ana.commit([Put("follow_up", office.follow_up(person=SECRET))]).docs[0]
    ana.checkpoint(force=True)
    old = (folder / "hot.json").read_bytes()
    ana.commit([Put("follow_up", item | {"status": "done"}, 1)])
    ana.checkpoint(force=True)
    (folder / "hot.json").write_bytes(old.replace(SECRET.encode(), SECRET.encode() + b", 2nd floor"))
    ana.checkpoint(force=True)
    (folder / "torn" / "cut").write_bytes(b'{"id":%d,"person":"%s' % (item["id"], SECRET.encode()))
    (piece,) = [one.file for one in ana.set_aside() if one.file.startswith("foreign/")]
    assert [edit.id for edit in ana.edits(piece)] == [item["id"]]
    assert ana.purge([("follow_up", item["id"]), ("call", said[0]["id"]), ("follow_up", said[1]["id"])]) == 3
    assert holding(folder) == []
    assert ana.edits(piece) == []
    assert ana.verify().findings == ()
