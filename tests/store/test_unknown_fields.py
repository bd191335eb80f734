"""What a newer version or somebody's own tool put into a record stays, whatever way the record goes."""

from __future__ import annotations

from itertools import count

import pytest
from tinydb import TinyDB

from paratui.domain.note_line import Kind, NoteLine
from paratui.domain.office import Office
from paratui.services.call_log import CallLog
from paratui.services.desk import Desk, seated
from paratui.services.queue import Queue
from paratui.services.set_aside import Pieces
from paratui.store.interface import Put
from paratui.store.tinydb_folder.ground.folder import Folder
from paratui.store.tinydb_folder.ground.lock import OfficeLock
from paratui.store.tinydb_folder.store import open_folder
from paratui.store.tinydb_folder.upkeep.repair import repair

FUTURE = {"rank": 7, "from_2031": {"seal": [1, None, "é"], "deep": {"deeper": True}}}


@pytest.fixture
def desk(folder, clock):
    store = open_folder(folder, "ana", clock, segment_bytes=3000)
    draw = count(1)
    yield Desk(store=store, office=Office(), me=seated(store, "ana", "Ana"), clock=clock, random=lambda: next(draw))
    store.close()


@pytest.fixture
def docs(desk, office):
    """A call with a line and an answer of the future, and a follow-up of the future."""
    line = NoteLine(line=1, at=3, kind=Kind.NOTE.value, text="has the notice", by="ana").doc() | {"heard": "twice"}
    call = office.call(status="ended", started="2026-10-08T14:00:00Z") | FUTURE | {"lines": [line]}
    call["checklist"] = call["checklist"] | {"walked_by": "somebody"}
    return desk.store.commit([Put("call", call), Put("follow_up", office.follow_up() | FUTURE)]).docs


def unharmed(doc):
    """What is of the future in a document."""
    found = {name: doc[name] for name in FUTURE}
    assert found == FUTURE, doc
    for line in doc.get("lines", [])[:1]:
        assert line["heard"] == "twice"
    if "checklist" in doc:
        assert doc["checklist"]["walked_by"] == "somebody"
    return True


def both(store, docs):
    return store.get("call", docs[0]["id"]), store.get("follow_up", docs[1]["id"])


def test_working_an_item_and_amending_a_call_keep_them_in_every_file(folder, desk, docs, clock):
    queue, log = Queue(desk), CallLog(desk)
    item = queue.assign(queue.item(docs[1]["id"]), "ana")
    item = queue.edit(item, "send her both notices")
    item = queue.tried(item, "voicemail")
    queue.undo()
    item = queue.done(queue.item(item.id), "sent")
    item = queue.reopen(item)
    queue.done(item, "sent again")
    call = log.amend_line(log.call(docs[0]["id"]), 1, "she has both notices", "misheard")
    call = log.add_line(call, "> send a copy", "forgot it")
    log.amend_outcome(call, "transferred", "was put through")
    assert all(map(unharmed, both(desk.store, docs)))
    desk.store.checkpoint(force=True)
    for kind, doc in zip(("calls", "followups"), both(desk.store, docs), strict=True):
        (shard,) = (folder / kind).iterdir()
        with TinyDB(shard, access_mode="r") as db:
            assert unharmed(db.get(doc_id=doc["id"]))
    again = open_folder(folder, "dana", clock)
    assert all(map(unharmed, both(again, docs)))
    assert all(unharmed(one.doc) for one in again.revisions("call", docs[0]["id"]))
    again.close()


def test_a_lost_meta_a_repair_and_an_edit_by_hand_keep_them(folder, desk, docs, clock):
    desk.store.checkpoint(force=True)
    with TinyDB(folder / "hot.json") as hot:
        hot.update({"text": "send both", "by_hand": {"kept": 1}}, doc_ids=[docs[1]["id"]])
    desk.store.checkpoint(force=True)
    pieces = Pieces(desk)
    (piece,) = pieces.waiting()
    (offer,) = pieces.offers(piece.file)
    pieces.take(offer)
    desk.store.close()
    (folder / "meta.json").unlink()
    (segment, *_) = Folder(folder).segments().values()
    data = bytearray(segment.read_bytes())
    data[data.index(b'"by":"') + 7] ^= 1
    segment.write_bytes(bytes(data))
    place = Folder(folder)
    locks = (OfficeLock(place.checkpoint_lock, "root"), OfficeLock(place.commit_lock, "root"))
    assert repair(place, "root", "2026-10-08T14:00:00Z", locks, lambda _done, _whole: None).first
    again = open_folder(folder, "dana", clock)
    again.checkpoint(force=True)
    call, item = both(again, docs)
    assert unharmed(call)
    assert unharmed(item)
    assert item["by_hand"] == {"kept": 1}
    again.close()
