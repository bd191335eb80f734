"""Many people changed at once by a colleague, who imports or purges: the screens go on, and show them once they are
found again.
"""

from __future__ import annotations

import threading
from itertools import count

import pytest

from paratui.domain.office import Office
from paratui.domain.person import Person
from paratui.domain.staff import Staff
from paratui.services.desk import Desk
from paratui.store.interface import Put
from paratui.store.tinydb_folder.index import index
from paratui.store.tinydb_folder.store import open_folder
from tests.ui.test_questions import seated

MANY = 600


@pytest.fixture
def stores(tmp_path, clock):
    """Ana's and Dana's over one office with an index."""
    both = [open_folder(tmp_path / "office", login, clock) for login in ("ana", "dana")]
    both[0].commit([Put("person", Person(id=1 << 40, name="Maria Garcia").doc())])
    both[0].make_index()
    yield both
    for store in both:
        store.close()


@pytest.fixture
def desk(stores, clock) -> Desk:
    numbers = count(1)
    me = Staff(id=1, login="ana", name="Ana", initials="AN", role="paralegal")
    office = Office(firm="Garcia & Lowe", zone="America/New_York", state="NY")
    return Desk(store=stores[0], office=office, me=me, clock=clock, random=lambda: next(numbers))


def test_an_import_by_a_colleague_is_entered_by_nobody_who_asks_and_the_list_shows_it(stores, desk, monkeypatch):
    entered, told = [], threading.Event()
    enter_new = index.enter_new

    def watched(connection, folder, goal, rest=None):
        entered.append((rest is not None, threading.current_thread() is threading.main_thread()))
        assert told.wait(20)
        enter_new(connection, folder, goal, rest)

    monkeypatch.setattr(index, "enter_new", watched)

    async def steps(seat):
        await seat.type("", "f5")
        await seat.until(lambda: "1 person" in seat.sees())
        was_read, reads = seat.screen.was_read, []
        seat.screen.was_read = lambda: reads.append(was_read())
        stores[1].commit([Put("person", Person(id=at << 40, name=f"Client {at}").doc()) for at in range(2, MANY + 1)])
        await seat.until(lambda: reads and "1 person, entering more ..." in seat.sees())
        told.set()
        await seat.until(lambda: f"{MANY} people" in seat.sees() and "entering" not in seat.sees())
        assert entered == [(True, False)]

    seated(steps, desk)


def test_after_a_purge_the_index_is_made_again_at_once_and_nobody_is_held_in_memory(stores, desk):
    stores[0].commit([Put("person", Person(id=at << 40, name=f"Client {at}").doc()) for at in range(2, 9)])

    async def steps(seat):
        people = seat.app.people
        await seat.until(lambda: people.ready and seat.app.callers.silence.whole)
        stores[1].purge([("person", 5 << 40)])
        assert not stores[1].has_index()
        await seat.until(stores[1].has_index)
        await seat.type("", "f5")
        await seat.until(lambda: "7 people" in seat.sees())
        assert not people.holds

    seated(steps, desk)


def test_without_an_index_at_the_start_one_is_made_before_everybody_would_be_read(stores, desk):
    (stores[0].folder / "index.sqlite").unlink()

    async def steps(seat):
        await seat.until(lambda: seat.app.people.ready and seat.app.callers.silence.whole)
        assert not seat.app.people.holds
        assert stores[0].has_index()

    seated(steps, desk)


def test_who_asks_for_people_while_the_index_is_made_is_answered_at_once(stores, desk, monkeypatch):
    (stores[0].folder / "index.sqlite").unlink()
    go_on = threading.Event()
    monkeypatch.setattr(stores[0]._index, "make_anew", lambda _progress=None: go_on.wait(20))

    async def steps(seat):
        await seat.until(lambda: seat.app.indexing._under_way)
        try:
            await seat.type("", "f5")
            await seat.until(lambda: "1 person" in seat.sees())
            assert seat.app.people.holds
        finally:
            go_on.set()

    seated(steps, desk)


def test_what_was_missed_while_the_records_were_busy_is_shown_though_it_was_not_much(stores, desk, monkeypatch):
    goal, enter_much, free = stores[0]._index._goal, stores[0].enter_much, threading.Event()

    def waited(rest):
        assert free.wait(20)
        return enter_much(rest)

    async def steps(seat):
        await seat.type("", "f5")
        await seat.until(lambda: "1 person" in seat.sees())
        was_read, reads = seat.screen.was_read, []
        seat.screen.was_read = lambda: reads.append(was_read())
        monkeypatch.setattr(stores[0]._index, "_goal", lambda: goal() if free.is_set() else None)
        monkeypatch.setattr(stores[0], "enter_much", waited)
        stores[1].commit([Put("person", Person(id=2 << 40, name="Teo Garcia").doc())])
        try:
            await seat.until(lambda: reads and "1 person, entering more ..." in seat.sees())
        finally:
            free.set()
        await seat.until(lambda: "2 people" in seat.sees() and "entering" not in seat.sees())

    seated(steps, desk)
