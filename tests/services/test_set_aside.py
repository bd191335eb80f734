"""An edit made by hand in a file is offered, taken over as a new version or filed away; nothing happens silently."""

from __future__ import annotations

from itertools import count

import pytest
from tinydb import TinyDB

from paratui.domain.errors import BadInput, OfficeError
from paratui.domain.office import Office
from paratui.services.call_log import CallLog
from paratui.services.desk import Desk, seated
from paratui.services.queue import Queue
from paratui.services.set_aside import Pieces
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder
from tests.offices import OfficeUnderTest


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "office"


@pytest.fixture
def desk(folder, clock):
    store = open_folder(folder, "ana", clock)
    draw = count(100)
    yield Desk(store=store, office=Office(), me=seated(store, "ana", "Ana"), clock=clock, random=lambda: next(draw))
    store.close()


@pytest.fixture
def items(folder, desk, clock):
    """Two open follow-ups and an ended call, folded into the files."""
    office = OfficeUnderTest(lambda _login: desk.store, clock)
    stored = desk.store.commit(
        [
            Put("follow_up", office.follow_up(assignee="ana") | {"unknown_to_us": {"kept": [1, None]}}),
            Put("follow_up", office.follow_up() | {"text": "ask the clerk"}),
            Put("call", office.call(status="ended", started="2026-10-08T14:00:00Z", outcome="reached")),
        ]
    )
    desk.store.checkpoint(force=True)
    return stored.docs


def by_hand(folder, change, name="hot.json"):
    with TinyDB(folder / name) as db:
        change(db)


def noticed(desk):
    """The piece the edit was set aside as, and what it offers."""
    desk.store.checkpoint(force=True)
    pieces = Pieces(desk)
    (piece,) = pieces.waiting()
    return pieces, piece, pieces.offers(piece.file)


def test_a_changed_field_becomes_a_version_with_who_took_it_over(folder, desk, items):
    by_hand(folder, lambda db: db.update({"due": "2026-10-12T22:00:00Z", "rank": 2}, doc_ids=[items[0]["id"]]))
    assert desk.store.open_follow_ups() == [items[0], items[1]]
    pieces, piece, (offer,) = noticed(desk)
    assert offer.title == "follow-up 1: send her the new notice"
    assert [one.field for one in offer.differences] == ["due", "rank"]
    assert offer.differences[0].piece == "Mon Oct 12, 2026 6:00 PM"
    assert pieces.take(offer) == "Taken over: follow-up 1: send her the new notice"
    now = desk.store.get("follow_up", items[0]["id"])
    assert (now["due"], now["rank"], now["rev"], now["unknown_to_us"]) == (
        "2026-10-12T22:00:00Z",
        2,
        2,
        {"kept": [1, None]},
    )
    assert now["history"][-1]["what"].startswith("changed by hand in foreign/hot.json")
    assert pieces.offers(piece.file) == []
    kept = pieces.file_away(piece.file, "took it over")
    assert pieces.waiting() == []
    assert (folder / kept).read_bytes()
    assert "ana: took it over" in (folder / f"{piece.file}.why").read_text()
    assert desk.store.verify().findings == ()


def test_what_the_office_changed_meanwhile_is_told_and_other_fields_stay(folder, desk, items):
    by_hand(folder, lambda db: db.update({"assignee": "dana"}, doc_ids=[items[0]["id"]]))
    desk.store.commit([Put("follow_up", items[0] | {"assignee": "bob", "text": "send it today"}, 1)])
    pieces, _, (offer,) = noticed(desk)
    (difference,) = offer.differences
    assert difference == ("assignee", "bob", "dana", True)
    pieces.take(offer)
    now = desk.store.get("follow_up", items[0]["id"])
    assert (now["assignee"], now["text"], now["rev"]) == ("dana", "send it today", 3)


def test_a_record_put_in_by_hand_is_entered_under_an_id_and_a_number_of_its_own(folder, desk, items):
    by_hand(folder, lambda db: db.insert({"text": "order the transcript", "number": 2, "extra": "x"}))
    pieces, _, (offer,) = noticed(desk)
    assert offer.is_new
    pieces.take(offer)
    newest = Queue(desk).numbered(3)
    assert (newest.text, newest.created_by, newest.unknown) == ("order the transcript", "ana", {"extra": "x"})
    assert len(desk.store.open_follow_ups()) == 3
    # It is not offered a second time, however often the key is pressed.
    assert pieces.offers(offer.file) == []


def test_a_follow_up_taken_out_by_hand_can_be_cancelled_and_never_vanishes(folder, desk, items):
    by_hand(folder, lambda db: db.remove(doc_ids=[items[1]["id"]]))
    pieces, _, (offer,) = noticed(desk)
    assert offer.is_removal
    assert len(desk.store.open_follow_ups()) == 2
    assert pieces.take(offer) == "Cancelled: follow-up 2: ask the clerk"
    assert desk.store.get("follow_up", items[1]["id"])["status"] == "cancelled"
    with pytest.raises(BadInput, match="closed already"):
        pieces.take(pieces._offer(offer.file, offer.edit))


def test_a_call_keeps_that_it_was_changed_by_hand_as_its_reason(folder, desk, items):
    name = f"calls/{next((folder / 'calls').iterdir()).name}"
    by_hand(folder, lambda db: db.update({"outcome": "left_voicemail"}, doc_ids=[items[2]["id"]]), name)
    pieces, _, (offer,) = noticed(desk)
    pieces.take(offer)
    call = CallLog(desk).call(items[2]["id"])
    assert (call.outcome, call.rev) == ("left_voicemail", 2)
    assert "by hand" in call.amended_why


def test_a_call_taken_out_by_hand_stays(folder, desk, items):
    name = f"calls/{next((folder / 'calls').iterdir()).name}"
    by_hand(folder, lambda db: db.truncate(), name)
    desk.store.checkpoint(force=True)
    assert desk.store.get("call", items[2]["id"]) == items[2]


@pytest.mark.parametrize(
    ("change", "says"),
    [({"due": "tomorrow"}, "is no time"), ({"urgent": "yes"}, "field that cannot be used"), ({"text": " "}, "text")],
)
def test_an_edit_that_cannot_be_read_is_shown_and_not_taken(folder, desk, items, change, says):
    by_hand(folder, lambda db: db.update(change, doc_ids=[items[0]["id"]]))
    pieces, _, (offer,) = noticed(desk)
    assert says in offer.obstacle
    with pytest.raises(BadInput, match=says):
        pieces.take(offer)
    assert desk.store.get("follow_up", items[0]["id"]) == items[0]


def test_an_old_copy_put_back_offers_nothing_that_was_said_before(folder, desk, items):
    """Every document of it is a version the office has: putting a file back from yesterday undoes nothing."""
    old = (folder / "hot.json").read_bytes()
    desk.store.commit([Put("follow_up", items[0] | {"status": "done"}, 1)])
    desk.store.checkpoint(force=True)
    (folder / "hot.json").write_bytes(old)
    pieces, piece, offers = noticed(desk)
    assert offers == []
    assert [doc["id"] for doc in desk.store.open_follow_ups()] == [items[1]["id"]]
    pieces.file_away(piece.file, "an old copy")
    with pytest.raises(OfficeError, match="not there any more"):
        pieces.text(piece.file)


def test_a_line_whose_last_byte_flipped_is_offered_from_torn(folder, desk, items, clock):
    """It cannot be told from the torn end of a commit, so it is set aside; what it says is not lost."""
    doc = desk.store.commit([Put("follow_up", items[0] | {"text": "send her both notices"}, 1)]).docs[0]
    journal = folder / "journal" / "00000001.jsonl"
    data = bytearray(journal.read_bytes())
    data[data.rfind(b"both") + 1] ^= 2
    journal.write_bytes(bytes(data))
    again = open_folder(folder, "dana", clock)
    again.commit([Put("follow_up", {"id": 5, "text": "call the clerk", "status": "open"})])
    there = Desk(store=again, office=Office(), me=seated(again, "dana", "Dana"), clock=clock, random=lambda: 7)
    pieces = Pieces(there)
    (piece,) = pieces.waiting()
    assert piece.file.startswith("torn/")
    (offer,) = pieces.offers(piece.file)
    assert offer.differences[0].piece == doc["text"].replace("both", "bmth")
    pieces.take(offer)
    assert again.get("follow_up", items[0]["id"])["text"] == "send her bmth notices"
    again.close()
