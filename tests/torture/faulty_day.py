"""A day in an office on a disk that fails: two people, every kind of work, and the day after."""

from __future__ import annotations

import fcntl
import json
import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from paratui.store.interface import Put
from tests.torture.faults import SYNCS
from tests.torture.watched_office import SECRET, TORN, Colleague, WatchedOffice, little_patience

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paratui.store.interface import Store


class FaultyDay(WatchedOffice):
    """The day. Its first part is lived under the fault."""

    def live(self) -> None:
        """Work through the day under the fault; then the disk is well, and everything goes on by itself."""
        before = set(threading.enumerate())
        died: list[object] = []
        with pytest.MonkeyPatch.context() as patch, little_patience(), self.disk.at_work():
            patch.setattr(threading, "excepthook", lambda gone: died.append(gone.exc_value))
            self._work()
            self.reach = len(self.disk.operations)
            self.disk.mend()
            self._go_on()
            for person in (self.ana, self.dana):
                self._leave(person)
            self._look_afresh()
        assert died == []
        assert set(threading.enumerate()) <= before
        assert self.disk.left_open == []
        self._never_synced_again()

    def _work(self) -> None:
        made, ana, dana = self.made, self.ana, self.dana
        call, person = made.call(status="ended", outcome="hearing moved " * 30), self._person("Maria Garcia")
        promised = [made.follow_up(call=call["id"]) for _ in range(2)]
        self._type(ana, call["id"], ["hearing moved", "she got a letter yesterday"])
        if self.commit(ana, Put("call", call), *(Put("follow_up", one) for one in promised), Put("person", person)):
            self._discard(ana, call["id"])
        self._read(dana)
        self._change(dana, promised[0]["id"], assignee="dana")
        self.commit(ana, Put("follow_up", promised[0] | {"text": "call her at noon"}, 1))
        self._type(ana, call["id"] + 1, ["afraid he moves", "with the kids"])
        self._tear()
        running = made.call(status="in_progress")
        self.commit(ana, Put("call", running))
        self._type(ana, call["id"] + 1, ["read back"])
        with self._somebody_saving():
            self._change(ana, promised[1]["id"], status="done")
        self.commit(dana, Put("call", made.call(status="ended", outcome=SECRET + "x" * 3000)))
        self._checkpoint(ana)
        self._read(dana)
        self._edit_by_hand(person["id"])
        self._change(dana, person["id"], name="Maria G. Lopez")
        self._change(ana, promised[1]["id"], status="open")
        self.clock.go_on(61)
        self._checkpoint(dana, force=False)
        self._purge(dana)
        self._change(ana, running["id"], status="ended")
        self._read(ana)
        self._leave(ana)
        self._type(ana, call["id"] + 1, ["one more"])
        self._change(ana, promised[0]["id"], status="done")
        self._checkpoint(ana)
        self._verify(ana)
        self._read(ana)

    def _go_on(self) -> None:
        """The disk is well: nobody does anything special, and all goes on."""
        fired = self.disk.fired
        for person in (self.ana, self.dana):
            for puts in self.unanswered:
                self._retry(person, puts)
            saved = self.commit(person, Put("follow_up", self.made.follow_up()))
            assert saved or person.read_only
            assert self._type(person, 7 + len(person.login), ["back again"])
            if person.read_only:
                assert self._at(person).set_aside()[-1].why.endswith("start paratui again when the disk is well")
            else:
                self._checkpoint(person)
                assert [piece for piece in self._at(person).set_aside() if not piece.file] == []
            self._read(person)
        assert self.disk.fired == fired

    def _look_afresh(self) -> None:
        """Somebody opens the office the next day."""
        fresh = Colleague("ana")
        store = self._at(fresh)
        for puts in self.unanswered:
            self._retry(fresh, puts)
        self._read(fresh)
        self._checkpoint(fresh)
        assert store.verify().findings == ()
        numbers = sorted(versions[-1].doc["number"] for versions in self._living("follow_up"))
        assert numbers == list(range(1, len(numbers) + 1))
        self._look_at_drafts(store, self._at(Colleague("dana")))
        foreign = [store.piece(piece.file) for piece in store.set_aside() if piece.file.startswith("foreign/")]
        assert foreign == [self.edited] * bool(self.edited)
        torn = [store.piece(piece.file) for piece in store.set_aside() if piece.file.startswith("torn/")]
        assert any(TORN in piece for piece in torn) == self.torn
        assert "Nobody noted" not in str(store.set_aside())
        if self.purged:
            files = [path for path in self.folder.rglob("*") if path.is_file()]
            assert [path for path in files if SECRET.encode() in path.read_bytes()] == []
        for one in self.made.stores:
            one.close()
        for path in self.folder.rglob("*.json"):
            json.loads(path.read_bytes())

    def _look_at_drafts(self, *stores: Store) -> None:
        """Everything a screen called saved is offered to whom it belongs, and nothing nobody typed."""
        offered = {one.call: list(one.events) for store in stores for one in store.orphaned_drafts()}
        for call, events in self.typed.items():
            found = offered.pop(call, [])
            assert found == events[: len(found)]
            assert len(found) >= self.saved.get(call, 0)
        assert offered == {}

    def _never_synced_again(self) -> None:
        """After a failed sync the kernel forgets what it could not write: a second one would say all is well."""
        failed: dict[int, str] = {}
        for one in self.disk.operations:
            if one.file in failed:
                assert one.name not in SYNCS or failed[one.file] == "ftruncate", one
                failed[one.file] = one.name
            elif one.refused and one.name in SYNCS:
                failed[one.file] = one.name

    # --- what happens to the folder from outside

    def _person(self, name: str) -> dict:
        return {"id": self.made.new_id(), "name": name, "phones": ["+14155552671"]}

    def _tear(self) -> None:
        """Another process is killed in the middle of a line."""
        with self.disk.resting():
            segments = sorted((self.folder / "journal").glob("*.jsonl"))
            if segments:
                with segments[-1].open("ab") as segment:
                    segment.write(TORN)
                self.torn = True

    @contextmanager
    def _somebody_saving(self) -> Iterator[None]:
        """A colleague holds the commit lock when somebody else comes, and lets go a little later."""
        try:
            with self.disk.resting():
                fd = os.open(self.folder / "commit.lock", os.O_RDWR)
                fcntl.flock(fd, fcntl.LOCK_EX)
        except FileNotFoundError:
            yield
            return
        done = threading.Timer(0.005, os.close, [fd])
        done.start()
        yield
        done.join()

    def _edit_by_hand(self, record: int) -> None:
        """Somebody opens the file of a person in an editor."""
        with self.disk.resting():
            for path in (self.folder / "people").glob("*.json"):
                tables = json.loads(path.read_bytes())
                tables["_default"][str(record)]["phones"].append("+14155550000")
                self.edited = json.dumps(tables).encode()
                path.write_bytes(self.edited)
