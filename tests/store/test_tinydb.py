"""The data is people's own: stock TinyDB opens every file."""

from __future__ import annotations

from tinydb import TinyDB, where

from paratui.domain.ids import id_week
from paratui.store.interface import Put


def test_stock_tinydb_lists_the_open_follow_ups_after_a_short_lived_command(folder, office):
    ana = office.open()
    ana.commit([Put("follow_up", office.follow_up()), Put("follow_up", office.follow_up(status="done"))])
    in_progress = ana.commit([Put("call", office.call())]).docs[0]
    listed = ana.open_follow_ups()
    ana.close()
    with TinyDB(folder / "hot.json") as hot:
        assert [dict(doc) for doc in hot.all()] == listed
        assert hot.get(doc_id=listed[0]["id"]) == listed[0]
        assert hot.search(where("status") == "open") == listed
        assert hot.table("calls").all() == [in_progress]


def test_stock_tinydb_opens_the_shard_of_a_week(folder, office):
    ana = office.open()
    call = ana.commit([Put("call", office.call(status="ended", person="Zoë Núñez"))]).docs[0]
    ana.close()
    with TinyDB(folder / "calls" / f"{id_week(call['id'])}.json", access_mode="r") as shard:
        assert shard.get(doc_id=call["id"]) == call
        assert shard.get(where("person") == "Zoë Núñez").doc_id == call["id"]


def test_stock_tinydb_opens_meta_json(folder, office):
    ana = office.open()
    ana.commit([Put("person", {"id": office.new_id(), "name": "Maria Garcia"})])
    ana.close()
    with TinyDB(folder / "meta.json", access_mode="r") as meta:
        assert meta.get(doc_id=1)["seq"] == 1
        assert set(meta.table("files").get(doc_id=1)) == {"hot.json", "people/2026-W41.json"}


def test_a_record_lies_in_exactly_one_file(folder, office):
    ana = office.open()
    doc = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    for status in ("done", "open", "cancelled", "waiting_other"):
        doc = ana.commit([Put("follow_up", doc | {"status": status}, doc["rev"])]).docs[0]
        ana.checkpoint(force=True)
        found = []
        for name in ("hot.json", f"followups/{id_week(doc['id'])}.json"):
            if (folder / name).exists():
                with TinyDB(folder / name, access_mode="r") as db:
                    found += [(name, one) for one in db.all()]
        assert found == [("hot.json" if status == "waiting_other" else "followups/2026-W41.json", doc)] or (
            status == "open" and found == [("hot.json", doc)]
        )
