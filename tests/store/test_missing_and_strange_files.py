"""Files that are gone, or that nobody knows of: the office says the same as before, and everything is told of."""

from __future__ import annotations

import pytest
from tinydb import TinyDB

from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import Conflict
from paratui.store.interface import Put

WEEK = "2026-W41.json"


@pytest.fixture
def folded(folder, office):
    """An office with a call and a done follow-up, folded and closed."""
    ana = office.open()
    docs = ana.commit(
        [Put("call", office.call(status="ended")), Put("follow_up", office.follow_up(status="done"))]
    ).docs
    ana.close()
    return docs


def aside(store):
    return {piece.file.rpartition(".")[0] for piece in store.set_aside()}


def test_the_records_of_a_removed_shard_are_in_every_list_before_it_is_made_anew(folder, office, folded):
    call, item = folded
    ana = office.open()
    for part in ("calls", "followups"):
        (folder / part / WEEK).unlink()
    for store in (ana, office.open("dana")):
        assert list(store.records("follow_up")) == [item]
        assert list(store.calls(CallFilter())) == [call]
        assert store.follow_up_number(item["number"]) == item
    assert ana.commit([Put("call", call | {"outcome": "reached"}, 1)]).docs[0]["rev"] == 2


def test_a_removed_shard_whose_last_record_is_opened_again_leaves_nothing_to_find(folder, office, folded):
    _, item = folded
    ana = office.open()
    (folder / "followups" / WEEK).unlink()
    opened = ana.commit([Put("follow_up", item | {"status": "open"}, 1)]).docs[0]
    assert ana.checkpoint(force=True)
    assert ana.open_follow_ups() == [opened]
    assert ana.verify().findings == ()


def test_a_shard_edited_twice_with_commits_between_is_told_as_it_stands_now(folder, office, folded):
    call, _ = folded
    shard = folder / "calls" / WEEK
    ana, dana = office.open("ana"), office.open("dana")
    for outcome in ("reached", "refused", "no_answer"):
        with TinyDB(shard) as calls:
            calls.update({"outcome": "typed in by hand"})
        assert dana.get("call", call["id"]) == call
        (call,) = ana.commit([Put("call", call | {"outcome": outcome, "billing": "x" * 6000}, call["rev"])]).docs
        assert ana.checkpoint(force=True)
        assert dana.changes()
    with TinyDB(shard) as calls:
        calls.update({"outcome": "typed in by hand"})
    assert dana.get("call", call["id"]) == call


def test_a_number_that_was_changed_by_hand_is_found_as_it_was_given(folder, office, folded):
    _, item = folded
    with TinyDB(folder / "followups" / WEEK) as shard:
        shard.update({"number": 77})
    ana = office.open()
    assert ana.follow_up_number(item["number"]) == item
    assert ana.follow_up_number(77) is None


def test_a_number_that_was_given_up_finds_nobody(office, folded):
    _, item = folded
    ana = office.open()
    renumbered = ana.commit([Put("follow_up", item | {"number": 40}, 1)]).docs[0]
    assert ana.follow_up_number(item["number"]) is None
    assert ana.follow_up_number(40) == renumbered


def test_an_edit_is_noticed_though_other_files_were_written_since(folder, office, folded):
    ana = office.open()
    ana.checkpoint(force=True)
    with TinyDB(folder / "calls" / WEEK) as shard:
        shard.update({"outcome": "typed in by hand"})
    edited = (folder / "calls" / WEEK).read_bytes()
    office.clock.go_on(1)
    ana.commit([Put("person", {"id": office.new_id(), "name": "Maria Garcia", "notes": "x" * 6000})])
    assert ana.checkpoint()
    office.clock.go_on(1)
    ana.checkpoint(force=True)
    assert [path.read_bytes() for path in (folder / "foreign").iterdir() if path.suffix != ".why"] == [edited]
    assert ana.verify().findings == ()


def test_a_shard_somebody_put_there_is_read_by_nobody_and_set_aside(folder, office, folded):
    call, _ = folded
    strange = folder / "calls" / "2031-W07.json"
    strange.write_bytes((folder / "calls" / WEEK).read_bytes())
    ana = office.open()
    assert list(ana.records("call")) == [call]
    assert ana.checkpoint(force=True)
    assert aside(ana) == {"foreign/calls-2031-W07.json"}
    with TinyDB(strange, access_mode="r") as shard:
        assert shard.all() == []
    assert ana.verify().findings == ()


def test_a_shard_somebody_put_there_is_set_aside_after_meta_json_was_lost_too(folder, office, folded):
    call, _ = folded
    (folder / "calls" / "2031-W07.json").write_bytes((folder / "calls" / WEEK).read_bytes())
    (folder / "meta.json").unlink()
    ana = office.open()
    assert list(ana.records("call")) == [call]
    ana.checkpoint(force=True)
    assert "foreign/calls-2031-W07.json" in aside(ana)
    assert list(ana.records("call")) == [call]
    assert ana.verify().findings == ()


@pytest.mark.parametrize("how", ["edited", "garbage", "removed"])
def test_what_was_purged_stays_so_whatever_is_done_to_the_file_that_says_it(folder, office, folded, how):
    _, item = folded
    ana = office.open()
    assert ana.purge([("follow_up", item["id"])]) == 1
    ana.close()
    purged = folder / "purged.json"
    if how == "edited":
        with TinyDB(purged) as rows:
            rows.drop_tables()
    elif how == "garbage":
        purged.write_bytes(b"{")
    else:
        purged.unlink()
    dana = office.open("dana")
    with pytest.raises(Conflict, match="ana changed this"):
        dana.commit([Put("follow_up", {"id": item["id"], "text": "send it again"})])
    assert dana.commit([Put("follow_up", office.follow_up())]).docs[0]["number"] == 2
    dana.checkpoint(force=True)
    assert dana.verify().findings == ()
    assert "foreign/purged.json" in aside(dana)


def test_who_purged_a_record_remembers_it_when_the_file_that_says_it_is_removed(folder, office, folded):
    call, _ = folded
    ana = office.open()
    (call,) = ana.commit([Put("call", call | {"outcome": "reached"}, 1)]).docs
    ana.commit([Put("person", {"id": office.new_id()})])
    ana.purge([("call", call["id"])])
    (folder / "purged.json").unlink()
    with pytest.raises(Conflict, match="ana changed this call"):
        ana.commit([Put("call", {"id": call["id"]})])


def test_the_number_of_a_purged_follow_up_outlives_an_edit_and_then_the_loss_of_meta_json(folder, office, folded):
    _, item = folded
    ana = office.open()
    ana.purge([("follow_up", item["id"])])
    with TinyDB(folder / "purged.json") as rows:
        rows.drop_tables()
    ana.close()
    (folder / "meta.json").unlink()
    assert office.open().commit([Put("follow_up", office.follow_up())]).docs[0]["number"] == 2


def test_the_number_of_a_purged_follow_up_outlives_the_loss_of_meta_json_twice(folder, office, folded):
    _, item = folded
    ana = office.open()
    ana.purge([("follow_up", item["id"])])
    ana.close()
    for _ in range(2):
        (folder / "meta.json").unlink()
        office.open().close()
    assert office.open().commit([Put("follow_up", office.follow_up())]).docs[0]["number"] == 2


def test_an_office_in_which_nothing_was_ever_saved_has_its_meta_json_made_anew(folder, office):
    ana = office.open()
    ana.checkpoint(force=True)
    ana.close()
    (folder / "journal" / "00000001.jsonl").write_bytes(b"\0" * 70)
    (folder / "meta.json").unlink()
    dana = office.open("dana")
    assert dana.commit([]).docs == ()
    assert dana.verify().findings == ()
