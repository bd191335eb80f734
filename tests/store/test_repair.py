"""A journal that is damaged in the middle is made whole, with all that can be saved; nothing is thrown away."""

from __future__ import annotations

import pytest

from paratui.domain.errors import OfficeError, StoreReadOnly
from paratui.store.interface import Put
from paratui.store.tinydb_folder.ground.folder import Folder
from paratui.store.tinydb_folder.ground.lock import OfficeLock
from paratui.store.tinydb_folder.store import open_folder
from paratui.store.tinydb_folder.upkeep.repair import repair
from tests.store.dying import dying_at


class Long:
    """An office with a history of several segments; `docs` is what it must say, newest revisions."""

    def __init__(self, folder, office, clock):
        self.folder, self.clock = folder, clock
        ana = open_folder(folder, "ana", clock, segment_bytes=2500)
        self.docs = {}
        for n in range(16):
            call = office.call(status="ended", outcome=f"said {n}")
            puts = [Put("call", call), Put("follow_up", office.follow_up())]
            self._take(puts, ana.commit(puts))
            for key, doc in list(self.docs.items())[-6::3]:
                self._take([key], ana.commit([Put(key[0], doc | {"outcome": f"again {n}"}, doc["rev"])]))
            if n in {3, 7, 11}:
                ana.checkpoint(force=True)
        ana._records.journal.close()
        self.segments = Folder(folder).segments()
        assert len(self.segments) > 3

    def _take(self, puts, stored):
        for put, doc in zip(puts, stored.docs, strict=True):
            self.docs[(put[0], doc["id"])] = doc

    def repair(self):
        place = Folder(self.folder)
        locks = (OfficeLock(place.checkpoint_lock, "root"), OfficeLock(place.commit_lock, "root"))
        return repair(place, "root", "2026-10-08T14:00:00Z", locks, lambda _done, _whole: None)

    def opened(self):
        return open_folder(self.folder, "dana", self.clock)

    def found(self, store):
        return {(kind, doc["id"]): doc for kind in ("call", "follow_up") for doc in store.records(kind)}


@pytest.fixture
def long_office(folder, office, clock):
    return Long(folder, office, clock)


def flip(path, needle, *, last=False):
    """Change one byte after a needle."""
    data = bytearray(path.read_bytes())
    at = (data.rfind if last else data.find)(needle) + len(needle)
    assert at >= len(needle)
    data[at] ^= 1
    path.write_bytes(bytes(data))
    return at


def test_a_whole_journal_is_left_as_it_is(long_office):
    before = {path: path.read_bytes() for path in long_office.segments.values()}
    assert long_office.repair().first == ""
    assert {path: path.read_bytes() for path in long_office.segments.values()} == before


def test_a_damaged_document_is_put_back_from_the_files_and_the_chain_stays(long_office):
    path = long_office.segments[3]
    whole = path.read_bytes()
    flip(path, b'"outcome":"again 1', last=True)
    assert "was changed" in long_office.opened().verify().findings[0].sentence
    done = long_office.repair()
    assert (done.segments, done.lines, done.documents) == ((path.name,), 0, 0)
    assert path.read_bytes() == whole
    store = long_office.opened()
    assert long_office.found(store) == long_office.docs
    store.checkpoint(force=True)
    assert store.verify().findings == ()


@pytest.mark.parametrize("needle", [b'"ops":', b'{"seq":', b'"hash":"', b'"rev":', b'"by":"'])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_damaged_line_costs_at_most_what_stood_in_it(long_office, number, needle):
    """What the files hold in its newest state comes back; every other record is untouched."""
    path = long_office.segments[number]
    damaged_at = flip(path, needle)
    damaged = path.read_bytes()
    done = long_office.repair()
    assert done.first
    store = long_office.opened()
    assert long_office.found(store) == long_office.docs, damaged_at
    store.checkpoint(force=True)
    assert store.verify().findings == ()
    new = store.commit([Put("follow_up", {"id": 77, "text": "call the clerk", "status": "open"})]).docs[0]
    assert new["number"] == 17
    for kind, record in long_office.docs:
        revisions = store.revisions(kind, record)
        assert [one.rev for one in revisions] == list(range(1, revisions[-1].rev + 1))
    kept = [piece for piece in store.set_aside() if piece.file.startswith(f"foreign/{path.name}")]
    assert [store.piece(piece.file) for piece in kept] == [damaged]
    store.close()


def test_a_missing_segment_costs_its_history_and_no_record_the_files_hold(long_office):
    long_office.segments[2].unlink()
    (long_office.folder / "meta.json").unlink()
    with pytest.raises(OfficeError, match="run paratui repair"):
        long_office.opened()
    assert long_office.repair().first == "00000002.jsonl is missing"
    store = long_office.opened()
    assert long_office.found(store) == long_office.docs
    store.checkpoint(force=True)
    assert store.verify().findings == ()


def test_where_the_whole_journal_is_gone_the_files_become_its_beginning(long_office):
    store = long_office.opened()
    store.checkpoint(force=True)
    store.close()
    for path in Folder(long_office.folder).segments().values():
        path.unlink()
    (long_office.folder / "meta.json").unlink()
    with pytest.raises(OfficeError, match="its journal is gone"):
        long_office.opened()
    assert long_office.repair().first == "the whole journal is missing"
    store = long_office.opened()
    assert long_office.found(store) == long_office.docs
    new = store.commit([Put("follow_up", {"id": 77, "text": "call the clerk", "status": "open"})]).docs[0]
    assert new["number"] == 17
    assert store.checkpoint(force=True)
    assert store.verify().findings == ()
    store.close()


def test_a_commit_only_the_journal_had_is_saved_document_by_document(folder, office, clock):
    ana = office.open()
    docs = ana.commit([Put("call", office.call(status="ended")), Put("follow_up", office.follow_up())]).docs
    later = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    path = folder / "journal" / "00000001.jsonl"
    flip(path, b'"person":"')
    dana = open_folder(folder, "dana", clock)
    with pytest.raises(StoreReadOnly, match="run paratui repair"):
        dana.commit([Put("follow_up", office.follow_up())])
    damaged = path.read_bytes()
    place = Folder(folder)
    locks = (OfficeLock(place.checkpoint_lock, "root"), OfficeLock(place.commit_lock, "root"))
    done = repair(place, "root", "2026-10-08T14:00:00Z", locks, lambda _done, _whole: None)
    assert (done.documents, done.from_files) == (1, 0)
    again = open_folder(folder, "dana", clock)
    assert again.open_follow_ups() == [docs[1], later]
    assert again.get("call", docs[0]["id"]) is None
    (piece,) = again.set_aside()
    assert again.piece(piece.file) == damaged
    (edit,) = again.edits(piece.file)
    assert edit.theirs == docs[0] | {"person": "Laria Garcia"}
    # Processes that were open all the time go on.
    assert dana.open_follow_ups() == [docs[1], later]
    again.close()
    dana.close()


def test_a_repair_that_is_cut_off_is_done_again_without_loss(long_office):
    flip(long_office.segments[1], b'"ops":')
    flip(long_office.segments[2], b'"hash":"')
    for n in range(1, 100):
        with dying_at(n):
            long_office.repair()
            break
    assert n > 10
    store = long_office.opened()
    assert long_office.found(store) == long_office.docs
    store.checkpoint(force=True)
    assert store.verify().findings == ()
