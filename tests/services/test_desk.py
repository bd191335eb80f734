"""The desk: who sits at it, who else works here, and what others have changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from paratui.domain.errors import Conflict, StoreError
from paratui.domain.ids import id_time
from paratui.domain.staff import Staff
from paratui.services.desk import initials_of, seated, staff_id
from paratui.services.queue import Queue
from paratui.services.stale import who_and_when
from paratui.store.memory import MemoryOffice, MemoryStore


@pytest.fixture
def empty(clock) -> MemoryOffice:
    return MemoryOffice(clock)


def test_on_my_first_day_i_am_entered_with_the_name_of_my_account(empty):
    me = seated(MemoryStore(empty, "kim"), "kim", "Kim Nguyen")
    assert (me.login, me.name, me.initials, me.role, me.rev) == ("kim", "Kim Nguyen", "KN", "paralegal", 1)
    assert [doc["login"] for doc in MemoryStore(empty, "ana").records("staff")] == ["kim"]


def test_an_account_without_a_name_goes_by_its_login(empty):
    me = seated(MemoryStore(empty, "kim"), "kim", "")
    assert (me.name, me.initials) == ("kim", "KI")


def test_the_second_day_changes_nothing(empty):
    store = MemoryStore(empty, "kim")
    first = seated(store, "kim", "Kim Nguyen")
    again = seated(store, "kim", "Somebody Else")
    assert again == first
    assert len(empty.log) == 1


def test_two_first_starts_at_once_enter_a_person_once(empty, monkeypatch):
    store = MemoryStore(empty, "kim")
    seated(MemoryStore(empty, "kim"), "kim", "Kim Nguyen")
    monkeypatch.setattr(store, "get", lambda *_: None)
    me = seated(store, "kim", "Kim T. Nguyen")
    assert me.name == "Kim Nguyen"
    assert len(list(store.records("staff"))) == 1


def test_everybody_of_the_office_is_listed_by_login_and_i_am_among_them(shared, empty):
    assert [one.login for one in shared.desk("ana").staff()] == ["ana", "dana", "morgan"]
    desk = shared.desk("ana")
    newcomer = Staff(id=staff_id("zoe"), login="zoe", name="Zoe Hart")
    alone = type(desk)(
        store=MemoryStore(empty, "zoe"), office=desk.office, me=newcomer, clock=desk.clock, random=desk.random
    )
    assert alone.staff() == [newcomer]


def test_an_id_carries_the_moment_its_record_began(shared, ana):
    assert id_time(ana.new_id()) == shared.clock.now()
    shared.clock.go_on(60)
    said = shared.clock.now()
    shared.clock.go_on(3600)
    assert id_time(ana.new_id(said)) == said


def test_a_desk_hears_what_others_changed_and_nothing_of_its_own(shared, ana, dana):
    shared.follow_up()
    assert [change.kind for change in ana.changes()] == ["follow_up"]
    assert ana.changes() == []
    call = shared.begin(ana)
    call.announce()
    assert ana.changes() == []
    heard = dana.changes()
    assert {change.kind for change in heard} == {"follow_up", "call"}
    assert call.call.id in {change.id for change in heard}


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ana Ruiz", "AR"),
        ("Mary Anne O'Neil", "MO"),
        ("Jean-Luc", "JL"),
        ("Dr. A. Cho", "DC"),
        ("Cher", "CH"),
        ("", "KI"),
        ("(temp) 2", "KI"),
    ],
)
def test_initials_stand_for_a_person_in_a_narrow_column(name, initials):
    assert initials_of(name, "kim") == initials


def test_who_was_quicker_is_told_by_name_with_the_time_at_the_office(ana):
    current = {"history": [{"what": "made"}, {"what": "done: reached her"}]}
    conflict = Conflict("follow_up", 5, current, {}, "dana", "2026-10-08T18:07:00Z")
    assert who_and_when(ana, conflict) == (
        "Dana Park changed this at 2:07 PM: done: reached her - shown as it is now, nothing of yours is lost"
    )


def test_who_was_quicker_is_told_by_login_when_the_office_does_not_know_the_name(ana):
    conflict = Conflict("call", 5, None, {}, "guest", "")
    assert who_and_when(ana, conflict).startswith("guest changed this at meanwhile")


def test_who_works_here_is_known_while_the_office_cannot_be_read(ana, monkeypatch):
    def away(_kind):
        raise StoreError("The office folder cannot be read just now")

    known = ana.staff()
    with monkeypatch.context() as patched:
        patched.setattr(ana.store, "records", away)
        assert ana.staff() == known
        with pytest.raises(StoreError):
            replace(ana).staff()
    assert ana.staff() == known


def test_a_clock_set_back_is_told_of_even_when_the_newest_item_is_closed_already(ana):
    queue = Queue(ana)
    queue.done(queue.add("call the clerk"), "reached")
    assert ana.clock_trouble() == ""
    back = replace(ana, clock=Earlier(ana.now() - timedelta(days=3)))
    assert "have it set right" in back.clock_trouble()
    assert replace(ana, clock=Earlier(ana.now() - timedelta(minutes=1))).clock_trouble() == ""


class Earlier:
    """A clock that stands where it was set back to."""

    def __init__(self, moment):
        self._moment = moment

    def now(self):
        return self._moment

    def ticks(self):
        return 0.0
