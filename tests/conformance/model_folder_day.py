"""A day of an office folder: its processes are killed in the middle of an operation, its files edited by hand."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from tinydb import TinyDB

from paratui.domain.wall_clock import utc_text
from paratui.store.interface import KINDS
from paratui.store.tinydb_folder.ground.folder import KIND_FOLDERS
from tests.conformance import model_documents as given
from tests.conformance.model import Stored, exact
from tests.conformance.model_day import LOGINS, Day, Seat, seats
from tests.conformance.model_kill import Kill, Killed
from tests.conformance.model_offices import FolderForm

operations = st.integers(1, 25)
IN_TINYDB = ("update", "insert", "remove", "truncate")
parts = st.sampled_from((0.0, 0.3, 0.99, 1.0))


class FolderDay(Day):
    """What only a folder has: files, and operations on them in the middle of which a process dies."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="office-"))
        # What somebody or a crash left behind and nobody may lose, and what hands did to files since a forced fold.
        self.kept: list[bytes] = []
        self.purge_ran = False
        self.by_hand: dict[Path, bytes] = {}
        # Everything that hands ever made of a file, and whether nobody knew for a while which files are paratui's.
        self.ever: set[bytes] = {b""}
        self.lost = False
        # The numbers of purged follow-ups stand in two files; who ruins both between two folds ruins them.
        self.numbers_edited = False

    @initialize(segment_bytes=st.sampled_from((1, 2000, 400_000)))
    def lay_out(self, segment_bytes):
        self.form = FolderForm(self.home / "office", self.clock, segment_bytes)

    # --- killed in the middle

    def kill(self, seat: Seat, operation: int, written: float):
        """Kill the process at that seat at an operation; whatever it did not come to is not done."""
        return Kill(operation, written, lambda: self.died(seat))

    def died(self, seat: Seat) -> None:
        self.form.crash(seat.store)
        self.left(seat)
        if torn := self.form.torn():
            self.kept.append(torn)

    @rule(
        number=seats,
        others=seats,
        puts=st.lists(given.new_puts(), min_size=1, max_size=3),
        pick=given.picks,
        operation=operations,
        written=parts,
    )
    def killed_in_a_commit(self, number, others, puts, pick, operation, written):
        step = self.changed(pick, {"status": "done"})
        puts = [put for put in puts if (put.kind, put.doc["id"]) not in self.model.history]
        puts = [*{(put.kind, put.doc["id"]): put for put in puts}.values(), *([step] if step else [])]
        expected = self.model.judged(puts)
        if not puts or not isinstance(expected, Stored):
            return
        seat = self.at(number)
        try:
            with self.kill(seat, operation, written):
                seat.store.commit(puts)
        except Killed:
            there_before = self.sitting()
            other = self.at(others)
            key = (puts[0].kind, puts[0].doc["id"])
            if exact(other.store.get(*key)) != exact(self.model.current(key)):
                # It was saved and nobody had the time to say so. All of it, as the next look will show.
                changes = self.model.store(puts, expected, seat.login, utc_text(self.clock.now()))
                self.tell(there_before, seat, changes)
            # Who types it again is told that it is there, or saves it.
            self.commit(other, puts)
            return
        self.stored(seat, puts, expected)

    @rule(number=seats, operation=operations, written=parts, force=st.booleans())
    def killed_in_a_checkpoint(self, number, operation, written, force):
        seat = self.at(number)
        with suppress(Killed), self.kill(seat, operation, written):
            seat.store.checkpoint(force=force)

    @rule(number=seats, operation=operations, written=parts)
    def killed_at_the_door(self, number, operation, written):
        if self.seats[number] is None:
            with suppress(Killed), Kill(operation, written, lambda: None):
                self.form.open(LOGINS[number]).close()

    @rule(number=seats, others=seats, picks=given.some_picks(), operation=operations, written=parts)
    def killed_in_a_purge(self, number, others, picks, operation, written):
        seat, keys = self.at(number), self.purged_keys(picks)
        time = utc_text(self.clock.now())
        self.purge_ran = True
        try:
            with self.kill(seat, operation, written):
                count = seat.store.purge(keys)
        except Killed:
            there_before = self.sitting()
            for one in there_before:
                one.may_reset = True
            other = self.at(others)
            known = [key for key in keys if self.model.current(key) is not None]
            if known and other.store.get(*known[0]) is None:
                self.purged(there_before, seat, self.model.purge(keys, seat.login, time))
            # Who asks for it again has it finished.
            self.purge_again(other, keys)
            return
        changes = self.model.purge(keys, seat.login, time)
        assert count == len(changes)
        self.purged(self.sitting(), seat, changes)

    def purge_again(self, seat: Seat, keys) -> None:
        changes = self.model.purge(keys, seat.login, utc_text(self.clock.now()))
        assert seat.store.purge(keys) == len(changes)
        self.purged(self.sitting(), seat, changes)

    def purged(self, seats: list[Seat], author: Seat, changes) -> None:
        super().purged(seats, author, changes)
        self.purge_ran |= bool(changes)
        for seat in self.sitting():
            seat.may_reset = True

    @rule(garbage=st.sampled_from((b"\0" * 70, b"0" * 64 + b' {"seq":', b"\xff", b"typed into the journal")))
    def torn_tail(self, garbage):
        """What a crash of the machine may leave at the end of the journal."""
        for seat in self.sitting():
            seat.store.get("call", 1)
        if path := self.form.last_segment():
            with path.open("ab") as segment:
                segment.write(garbage)
            self.kept.append(garbage)

    # --- hands

    @rule(pick=given.picks, what=st.sampled_from((*IN_TINYDB, "garbage", "delete", "copy")), look=st.booleans())
    def edit_by_hand(self, pick, what, look):
        self.edit(pick, what)
        if look and (self.home / "office").exists():
            # Who comes now reads the files as they are, and is told what was committed all the same.
            store = self.form.open("lee")
            self.says_what_the_dictionary_says(store)
            self.form.crash(store)

    def edit(self, pick, what) -> None:
        files = [path for path in [*self.form.tinydb_files(), self.home / "office" / "purged.json"] if path.exists()]
        if not files:
            return
        path = files[pick % len(files)]
        before = path.read_bytes()
        self.numbers_edited |= path.name == "purged.json"
        if what == "delete":
            path.unlink()
            self.by_hand.pop(path, None)
            return
        if what == "copy":
            # A week of its own, as the file manager of somebody makes it.
            path = path.with_name("2031-W07.json")
            if path.parent.name == "office" or path.exists() or before == b'{"_default":{}}':
                return
            path.write_bytes(before)
            before = b""
        elif what == "garbage":
            path.write_bytes(before[: len(before) // 2])
        else:
            try:
                self.with_tinydb(path, what)
            except ValueError:
                # It is garbage already, and TinyDB says so.
                return
        if path.read_bytes() != before:
            self.by_hand[path] = path.read_bytes()
            self.ever.add(self.by_hand[path])

    @rule(garbage=st.sampled_from((None, b"", b"{}", b'{"_default"')), crashed=st.booleans())
    def meta_is_lost(self, garbage, crashed):
        """Nobody is in; who comes next makes meta.json anew, from the journal if there is one."""
        if not self.model.history or self.numbers_edited:
            return
        self.lost = True
        for seat in self.sitting():
            if crashed:
                self.form.crash(seat.store)
            else:
                seat.store.close()
            self.left(seat)
        path = self.home / "office" / "meta.json"
        if path.exists():
            path.unlink()
            if garbage is not None:
                path.write_bytes(garbage)

    def with_tinydb(self, path, what) -> None:
        with TinyDB(path) as db:
            for table in [db.table(name) for name in db.tables()]:
                if what == "update":
                    table.update({"text": "typed in by hand", "rev": 7, "status": "done"})
                elif what == "insert":
                    table.insert({"id": len(table), "text": "put in by hand"})
                elif what == "remove" and len(table):
                    table.remove(doc_ids=[next(iter(table)).doc_id])
                elif what == "truncate":
                    table.truncate()

    # --- what the disk must hold

    def tidy(self, store) -> None:
        edited, self.by_hand = self.by_hand, {}
        store.checkpoint(force=True)
        self.numbers_edited = False
        kept = self.form.kept_aside()
        # A purge takes what it purges out of the pieces, too, and then they are no more what was set aside.
        for path, data in edited.items() if not self.purge_ran else ():
            assert data in kept, f"what was done to {path.name} by hand is lost"
            self.kept.append(data)
        if not self.purge_ran:
            assert all(any(data in one for one in kept) for data in self.kept)
            assert self.lost or self.ever.issuperset(self.form.kept_aside("foreign")), "nobody edited that"
        self.files_are_what_they_must_be()

    def files_are_what_they_must_be(self) -> None:
        """Each opens with TinyDB, and together they hold every record once, where it belongs."""
        kinds = {part: kind for kind, part in KIND_FOLDERS.items()}
        found = {}
        for path in self.form.tinydb_files():
            with TinyDB(path, access_mode="r") as db:
                for name in db.tables():
                    hot = path.name == "hot.json"
                    its_kind = ("call" if name == "calls" else "follow_up") if hot else kinds[path.parent.name]
                    for doc in db.table(name):
                        assert (its_kind, doc["id"]) not in found
                        assert doc.doc_id == doc["id"]
                        found[its_kind, doc["id"]] = (exact(doc), hot)
        hot = self.model.open_follow_ups() + self.model.calls_in_progress()
        assert found == {
            (kind, doc["id"]): (exact(doc), doc in hot) for kind in KINDS for doc in self.model.docs(kind)
        }

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            shutil.rmtree(self.home)
