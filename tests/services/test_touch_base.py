"""A status update is due by itself, once a round whoever's program looks, and done by itself when somebody speaks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from paratui.domain.call import Call
from paratui.domain.errors import StoreReadOnly
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.duties import matter_of
from paratui.services.people import People
from paratui.services.queue import Queue
from paratui.services.silence import Silence
from paratui.services.touch_base import Looked, StatusUpdates

if TYPE_CHECKING:
    from paratui.domain.person import Person


def look_after(desk):
    people = People(desk)
    return StatusUpdates(desk, people, Silence(desk)).look_after()


@pytest.fixture
def later(shared):
    """Move the clock on by days, hours aside."""
    return lambda days: shared.clock.go_on(days * 86_400)


@pytest.fixture
def maria(shared) -> Person:
    return shared.person(phones=("+14155552671",))


@pytest.fixture
def matter(shared, maria):
    return shared.matter(clients=(maria.id,))


def called(shared, desk, person, outcome="reached", **fields):
    now = desk.now()
    fields = {"channel": "phone", "direction": "out", "status": "ended", "staff": "dana"} | fields
    return shared.keep(
        "call",
        Call(
            id=desk.new_id(),
            started=utc_text(now),
            person_id=person.id,
            person=person.name,
            outcome=outcome,
            **fields,
        ),
    )


def standing(desk):
    return [place.item for place in Queue(desk).items()]


def test_it_appears_a_week_before_it_is_due_and_not_a_day_earlier(shared, ana, maria, matter, later):
    called(shared, ana, maria)
    later(22)
    assert look_after(ana) == Looked(0, 0)
    later(1)
    assert look_after(ana) == Looked(1, 0)
    [item] = standing(ana)
    assert item.text == "status update due: Maria Garcia, Custody"
    # Thirty days after Oct 8 is a Saturday: the Friday before it.
    assert (item.due, item.clock) == (
        "2026-11-06T22:00:00Z",
        "touch base every 30 days, counted from the last contact",
    )
    assert (item.duty, item.assignee, item.phone, item.matter) == (
        "status_update",
        "dana",
        "+14155552671",
        "2026-0142",
    )
    assert item.history[0].what == "made by itself: nobody spoke with them for 23 days"
    # The contact from which its clock runs does not close it.
    assert look_after(ana) == Looked(0, 0)


@pytest.mark.parametrize(
    ("outcome", "fields"),
    [("left_voicemail", {}), ("no_answer", {}), ("reached", {"channel": "letter", "direction": "in"})],
)
def test_what_reached_nobody_does_not_stop_the_clock(shared, ana, maria, matter, later, outcome, fields):
    called(shared, ana, maria)
    later(20)
    called(shared, ana, maria, outcome, **fields)
    later(4)
    assert look_after(ana) == Looked(1, 0)


def test_waiting_on_the_attorney_does_not_stop_the_clock(shared, ana, maria, matter, later):
    shared.follow_up(status="waiting_attorney", waiting_on="morgan", person_id=maria.id, matter_id=matter.id)
    later(24)
    assert look_after(ana) == Looked(1, 0)


def test_several_programs_make_one_item_a_round(shared, ana, dana, maria, matter, later):
    later(24)
    # Both have looked before either stores: the second finds the id taken.
    first, second = (StatusUpdates(desk, People(desk), Silence(desk)) for desk in (ana, dana))
    puts = {}
    for name, one in (("first", first), ("second", second)):
        one._commit = lambda found, name=name: puts.setdefault(name, []).extend(found) or 0
        one.look_after()
        del one._commit
    assert puts["first"][0].doc["id"] == puts["second"][0].doc["id"]
    assert (first._commit(puts["first"]), second._commit(puts["second"])) == (1, 0)
    assert look_after(dana) == Looked(0, 0)
    assert len(standing(ana)) == 1


def test_closed_by_hand_it_comes_again_with_the_next_round_only(shared, ana, maria, matter, later):
    later(24)
    look_after(ana)
    Queue(ana).done(standing(ana)[0], "sent her a letter")
    assert look_after(ana) == Looked(0, 0)
    later(28)
    assert look_after(ana) == Looked(0, 0)
    later(2)
    assert look_after(ana) == Looked(1, 0)
    [item] = standing(ana)
    assert item.due[:10] == "2026-12-07"


def test_a_call_with_the_client_closes_it_in_its_own_commit(shared, ana, maria, matter, later):
    later(24)
    look_after(ana)
    session = shared.begin(ana)
    session.speak_with(maria, matter_of(ana, matter.id))
    session.change(outcome="reached")
    before = shared.commits()
    session.end()
    assert shared.commits() == before + 1
    assert standing(ana) == []
    assert look_after(ana) == Looked(0, 0)


def test_a_try_that_reached_nobody_leaves_it(shared, ana, maria, matter, later):
    later(24)
    look_after(ana)
    session = shared.begin(ana)
    session.speak_with(maria, matter_of(ana, matter.id))
    session.change(outcome="no_answer")
    session.end()
    assert len(standing(ana)) == 1


def test_a_contact_that_was_written_elsewhere_closes_it_at_the_next_turn(shared, ana, maria, matter, later):
    later(24)
    look_after(ana)
    later(1)
    called(shared, ana, maria)
    item = standing(ana)[0]
    assert look_after(ana) == Looked(0, 1)
    assert Queue(ana).item(item.id).outcome == "spoken with on Nov 2"


def test_a_matter_that_was_closed_owes_no_update_any_more(shared, ana, matter, later):
    later(24)
    look_after(ana)
    shared.keep("matter", matter.but(status="closed"))
    assert look_after(ana) == Looked(0, 1)
    assert standing(ana) == []


def test_each_client_of_a_matter_has_their_turn_the_one_who_waits_longest_first(shared, ana, maria, later):
    mother = shared.person("Rosa Garcia")
    shared.matter(clients=(maria.id, mother.id))
    later(2)
    called(shared, ana, maria)
    later(22)
    look_after(ana)
    assert [item.person for item in standing(ana)] == ["Rosa Garcia"]
    called(shared, ana, mother)
    shared.clock.go_on(3600 * 2)
    later(2)
    look_after(ana)
    assert [item.person for item in standing(ana)] == ["Maria Garcia"]


def test_a_next_contact_that_was_named_on_the_call_is_enough(shared, ana, maria, matter, later):
    shared.follow_up(clock="next contact", person_id=maria.id, matter_id=matter.id, due="2026-11-20T21:00:00Z")
    later(24)
    assert look_after(ana) == Looked(0, 0)


@pytest.mark.parametrize("days", [0, -3, 10**12])
def test_a_clock_nobody_can_keep_makes_nothing(shared, ana, maria, later, days):
    shared.matter(clients=(maria.id,), touch_base_days=days)
    later(400)
    assert look_after(ana) == Looked(0, 0)


def test_a_clock_longer_than_silence_is_read_back_looks_the_last_contact_up(shared, ana, maria, later):
    shared.matter(clients=(maria.id,), touch_base_days=120)
    later(100)
    called(shared, ana, maria)
    later(100)
    assert look_after(ana) == Looked(0, 0)
    later(15)
    assert look_after(ana) == Looked(1, 0)
    assert standing(ana)[0].due[:10] == "2027-05-14"


def test_a_message_left_does_not_stop_a_clock_longer_than_silence_is_read_back(shared, ana, maria, later):
    shared.matter(clients=(maria.id,), touch_base_days=120)
    later(100)
    called(shared, ana, maria, "left_voicemail")
    later(100)
    assert look_after(ana) == Looked(1, 0)
    assert standing(ana)[0].clock == "touch base every 120 days"


def test_nothing_is_made_while_the_office_cannot_be_written(shared, ana, matter, later, monkeypatch):
    later(24)

    def refuse(_puts):
        raise StoreReadOnly("read only")

    monkeypatch.setattr(ana.store, "commit", refuse)
    with pytest.raises(StoreReadOnly):
        look_after(ana)
    assert standing(ana) == []


def test_its_id_is_never_of_the_future(shared, ana, matter, later):
    later(24)
    look_after(ana)
    assert ana.clock_trouble() == ""
    assert from_utc_text(standing(ana)[0].created) - timedelta(days=25) < ana.now()
