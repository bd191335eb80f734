"""People told by the office's index, and held in memory only while there is none."""

from __future__ import annotations

from itertools import count

import pytest

from paratui.domain.office import Office
from paratui.domain.person import Person
from paratui.domain.staff import Staff
from paratui.services.desk import Desk
from paratui.services.people import People
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder

MARIA = "+14155552671"


@pytest.fixture
def desk_of(tmp_path, clock):
    """The desk of a login over one office folder, which has an index."""
    stores, numbers = [], count(1)

    def desk(login: str) -> Desk:
        stores.append(open_folder(tmp_path / "office", login, clock))
        me = Staff(id=len(stores), login=login, name=login, initials=login[:2].upper(), role="paralegal")
        office = Office(firm="Garcia & Lowe", zone="America/New_York", state="NY")
        return Desk(store=stores[-1], office=office, me=me, clock=clock, random=lambda: next(numbers))

    yield desk
    for store in stores:
        store.close()


@pytest.fixture
def ana(desk_of) -> Desk:
    desk = desk_of("ana")
    desk.store.commit([Put("person", Person(id=1 << 40, name="Maria Garcia", phones=(MARIA,)).doc())])
    desk.store.make_index()
    return desk


def names(found) -> list[str]:
    return [known.person.name for known in found]


def test_nobody_is_held_where_the_index_tells(ana):
    people = People(ana)
    people.load()
    assert people.ready
    assert names(people.with_number(MARIA)) == ["Maria Garcia"]
    assert not people._held._index.people


def test_an_index_that_goes_away_between_two_questions_loses_nobody_and_one_that_comes_lets_them_go(ana):
    people = People(ana)
    assert names(people.named("mar")) == ["Maria Garcia"]
    index = ana.store.folder / "index.sqlite"
    index.unlink()
    assert names(people.with_number(MARIA)) == ["Maria Garcia"]
    assert people.is_held
    # What changes meanwhile is known too.
    entered = people.enter("Teo Brandt", MARIA)
    assert sorted(names(people.with_number(MARIA))) == ["Maria Garcia", "Teo Brandt"]
    ana.store.make_index()
    assert people.person(entered.id).person == entered
    assert not people.is_held
    assert not people._held._index.people


def test_while_everybody_is_gone_through_the_index_may_go_away(ana):
    ana.store.commit([Put("person", Person(id=at << 40, name=f"Client {at}").doc()) for at in range(2, 301)])
    people = People(ana)
    seen = []
    for person in people.everybody():
        seen.append(person.id >> 40)
        if len(seen) == 50:
            (ana.store.folder / "index.sqlite").unlink()
    assert seen == list(range(300, 0, -1))


def test_what_a_colleague_changes_is_known_at_the_next_question(ana, desk_of):
    people, theirs = People(ana), People(desk_of("dana"))
    assert names(people.with_number(MARIA)) == ["Maria Garcia"]
    theirs.change(theirs.with_number(MARIA)[0].person, name="Maria Lopez")
    assert names(people.with_number(MARIA)) == ["Maria Lopez"]
    before = people.version
    changes = ana.store.changes()
    people.changed(changes)
    assert not people.ready
    assert people.catch_up() > before
    assert people.ready


def test_of_a_record_that_was_merged_the_one_it_is_part_of_is_told(ana):
    people = People(ana)
    other = people.enter("Maria Lopez")
    kept = people.change(people.with_number(MARIA)[0].person, merged=(other.id,))
    people.change(other, merged_into=kept.id)
    people.load()
    assert people.person(other.id).person == kept
    assert people.ids_of(kept.id) == (kept.id, other.id)
    assert people.ids_of(other.id) == (other.id,)
    assert names(people.named("maria")) == ["Maria Garcia"]


def test_somebody_another_tool_has_spoiled_is_said_and_hides_nobody(ana):
    people = People(ana)
    ana.store.commit([Put("person", {"id": 7 << 40, "name": "Teo Brandt", "phones": 5})])
    assert people.named("teo") == []
    [trouble] = people.troubles()
    assert str(7 << 40) in trouble
    assert "phones" in trouble


def test_somebody_of_a_large_import_is_told_by_their_id_before_they_can_be_found(ana, desk_of):
    people, dana = People(ana), desk_of("dana")
    people.leave_much_to(lambda: None)
    dana.store.commit([Put("person", Person(id=at << 40, name=f"Client {at}").doc()) for at in range(2, 600)])
    assert people.named("client 599") == []
    assert people.lags
    assert people.person(599 << 40).person.name == "Client 599"
    assert people.person(700 << 40) is None
    assert people.enter_much(lambda: None)
    assert names(people.named("client 599")) == ["Client 599"]
    assert not people.lags
