"""Many records of one commit, as an import makes: nobody waits until the index has them, and none is missing then."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing

import pytest

from paratui.domain.call_filter import CallFilter
from paratui.domain.person import Person
from paratui.store.interface import Put
from paratui.store.tinydb_folder.files import replay
from paratui.store.tinydb_folder.index import entries, index, index_files
from paratui.store.tinydb_folder.store import open_folder

MARIA, LAST = "+14155552671", "+14155559999"
MANY = 1000


class CutOffError(Exception):
    pass


@pytest.fixture
def ana(tmp_path, clock):
    """The store of somebody who leaves much to a thread, over an office of one person with an index."""
    store = open_folder(tmp_path / "office", "ana", clock)
    store.commit([person(1, "Maria Garcia", MARIA)])
    store.make_index()
    store.heard = []
    store.leave_much_to(lambda: store.heard.append(True))
    yield store
    store.close()


@pytest.fixture
def dana(ana, clock):
    store = open_folder(ana.folder, "dana", clock)
    yield store
    store.close()


def person(at: int, name: str, phone: str = "") -> Put:
    return Put("person", Person(id=at << 40, name=name, phones=(phone,) if phone else ()).doc())


def an_import(store) -> None:
    """One commit of many people; Maria's brother is the last of them."""
    many = [person(at, f"Client {at}") for at in range(2, MANY)]
    store.commit([*many, person(MANY, "Teo Garcia", LAST)])


def found(store, phone: str) -> list[str]:
    return store.ask_register(lambda register: [one.name for one in register.with_number(phone)])


def cut_off_after(rests: int):
    """A rest at which the work ends when it is taken so often."""
    taken = iter(range(rests))

    def rest() -> None:
        if next(taken, None) is None:
            raise CutOffError

    return rest


def test_who_asks_hears_what_was_known_before_and_what_came_once_it_is_entered(ana, dana):
    an_import(dana)
    assert (found(ana, MARIA), found(ana, LAST)) == (["Maria Garcia"], [])
    assert ana.lags()
    assert ana.heard
    assert ana.has_index()
    seen = []
    assert ana.enter_much(lambda: seen.append(found(ana, MARIA)))
    assert len(seen) > MANY // 40
    assert set(map(tuple, seen)) == {("Maria Garcia",)}
    assert found(ana, LAST) == ["Teo Garcia"]
    assert not ana.lags()
    assert not ana.enter_much(lambda: None)


def test_nobody_waits_for_the_one_who_reads_a_large_commit_in(ana, dana):
    an_import(dana)
    with ana._records.mutex:
        told = []
        asking = threading.Thread(target=lambda: told.append(found(ana, MARIA)))
        asking.start()
        asking.join(10)
        assert told == [["Maria Garcia"]]


def test_where_nobody_sees_to_it_whoever_asks_next_finds_all(ana, dana, clock):
    an_import(ana)
    carl = open_folder(ana.folder, "carl", clock)
    assert found(carl, LAST) == ["Teo Garcia"]
    assert not carl.lags()
    carl.close()
    # It is entered for everybody.
    assert found(ana, LAST) == ["Teo Garcia"]


def test_little_that_is_new_is_found_at_once_and_nobody_hears_of_it(ana, dana):
    dana.commit([person(3, "Teo Garcia", LAST)])
    assert found(ana, LAST) == ["Teo Garcia"]
    assert not ana.heard


@pytest.mark.parametrize("rests", [0, 1, 25, 40])
def test_what_was_cut_off_goes_on_where_it_was_and_enters_nobody_twice(ana, dana, rests):
    an_import(dana)
    with pytest.raises(CutOffError):
        ana.enter_much(cut_off_after(rests))
    assert found(ana, LAST) == []
    # Whoever was entered is changed meanwhile.
    dana.commit([Put("person", Person(id=2 << 40, name="Client 2b").doc() | {"rev": 1}, 1)])
    assert ana.enter_much(lambda: None)
    names = ana.ask_register(lambda register: [one.name for one in register.people_before(1 << 62, 2 * MANY)])
    assert sorted(names) == sorted(
        ["Maria Garcia", "Teo Garcia", "Client 2b", *(f"Client {at}" for at in range(3, MANY))]
    )


def test_a_part_of_a_commit_that_was_taken_back_lets_the_index_be_made_anew(ana, dana, clock):
    (segment,) = (ana.folder / "journal").iterdir()
    before = segment.stat().st_size
    an_import(dana)
    with pytest.raises(CutOffError):
        ana.enter_much(cut_off_after(30))
    # As after a power cut: the line is gone, and another stands in its place.
    os.truncate(segment, before)
    os.truncate(ana.folder / "commit.lock", 0)
    carl = open_folder(ana.folder, "carl", clock)
    assert not carl.has_index()
    carl.commit([person(at, f"Prospect {at}") for at in range(2 * MANY, 3 * MANY)])
    carl.leave_much_to(lambda: None)
    carl.enter_much(lambda: None)
    assert not carl.has_index()
    assert carl.make_index()
    names = carl.ask_register(lambda register: [one.name for one in register.people_before(1 << 62, 3 * MANY)])
    assert {name.split()[0] for name in names} == {"Maria", "Prospect"}
    carl.close()


def test_what_somebody_else_entered_meanwhile_is_not_entered_again(ana, dana, clock, monkeypatch):
    carl = open_folder(ana.folder, "carl", clock)
    an_import(dana)
    put, commits, entered = entries.put, replay.commits, []

    def meanwhile(*given):
        for one in commits(*given):
            monkeypatch.setattr(replay, "commits", commits)
            assert carl.has_index()
            yield one

    def counted(connection, kind, doc):
        entered.append(doc["id"])
        put(connection, kind, doc)

    monkeypatch.setattr(replay, "commits", meanwhile)
    monkeypatch.setattr(entries, "put", counted)
    ana.enter_much(lambda: None)
    assert len(entered) == len(set(entered)) == MANY - 1
    carl.close()


def test_one_process_enters_it_and_the_others_wait_for_that(ana, dana, clock):
    carl = open_folder(ana.folder, "carl", clock)
    carl.leave_much_to(lambda: None)
    an_import(dana)
    begun, go_on, rested = threading.Event(), threading.Event(), []

    def first_rest() -> None:
        begun.set()
        assert go_on.wait(20)

    def second_rest() -> None:
        rested.append(True)
        go_on.set()

    first = threading.Thread(target=ana.enter_much, args=(first_rest,))
    first.start()
    assert begun.wait(20)
    assert carl.enter_much(second_rest)
    first.join(20)
    assert rested
    assert found(carl, LAST) == ["Teo Garcia"]
    carl.close()


def test_where_whoever_enters_it_was_stopped_the_others_go_on_without_waiting_for_ever(ana, dana, monkeypatch):
    an_import(dana)
    monkeypatch.setattr(index, "_LOOKS", 2)
    rested = []
    with index_files.one_at_a_time(ana._folder):
        assert ana.enter_much(lambda: rested.append(True))
    assert rested
    # It is entered by whoever asks, as where nobody sees to it.
    assert found(ana, LAST) == ["Teo Garcia"]
    assert not ana.lags()


def test_calls_are_counted_as_they_are_found_while_a_commit_is_entered_in_part(ana, dana):
    dana.commit([Put("call", {"id": at << 40, "status": "ended"}) for at in range(2, MANY)])
    for rests in (0, 30, 30):
        with pytest.raises(CutOffError):
            ana.enter_much(cut_off_after(rests))
        assert ana.count_calls(CallFilter()) == len(ana.call_rows(CallFilter(), 2 * MANY))


def test_an_index_that_is_ahead_of_the_journal_tells_nothing_and_nobody_is_to_enter_more(ana, dana):
    an_import(dana)
    ana.enter_much(lambda: None)
    with closing(sqlite3.connect(ana.folder / "index.sqlite")) as connection:
        connection.execute("UPDATE reached SET segment = segment + 1, offset = 9, seq = seq + 1")
        connection.commit()
    ana.heard.clear()
    assert found(ana, LAST) is None
    assert not ana.heard


def test_who_waits_for_a_held_file_can_be_told_to_leave(ana, dana):
    an_import(dana)
    with closing(sqlite3.connect(ana.folder / "index.sqlite", isolation_level=None)) as held:
        held.execute("BEGIN IMMEDIATE")
        with pytest.raises(CutOffError):
            ana.enter_much(cut_off_after(3))
    assert ana.enter_much(lambda: None)
    assert found(ana, LAST) == ["Teo Garcia"]


def test_an_index_in_which_a_commit_is_begun_between_two_looks_is_still_one(ana, dana, monkeypatch):
    dana.leave_much_to(lambda: None)
    goal = ana._index._goal

    def looked():
        told = goal()
        monkeypatch.undo()
        an_import(dana)
        with pytest.raises(CutOffError):
            dana.enter_much(cut_off_after(25))
        return told

    monkeypatch.setattr(ana._index, "_goal", looked)
    assert ana.has_index()
