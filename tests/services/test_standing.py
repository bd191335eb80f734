"""What is known of an item beside it: who waits on it, its person, the matter's instructions, the silence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from paratui.domain.call import Call
from paratui.domain.ids import make_id
from paratui.domain.importance import Standing
from paratui.domain.person import Person
from paratui.services.asked_standing import asked, read
from paratui.services.callers import Callers
from paratui.services.living_queue import LivingQueue
from paratui.services.people import People
from paratui.services.queue import Queue
from paratui.services.silence import Silence
from paratui.services.standing import Standings, awaited, standing_of_items
from paratui.services.today import today


@pytest.fixture
def standings(ana):
    silence = Silence(ana)
    silence.load()
    return Standings(People(ana), silence)


def old_person(shared, name, days, **fields):
    record = make_id(shared.clock.now() - timedelta(days=days), days)
    return shared.keep("person", Person(id=record, name=name, **fields))


def test_an_item_a_colleagues_item_waits_on_is_blocking(shared):
    first = shared.follow_up(text="get the file")
    shared.follow_up(text="write the letter", assignee="dana", status="waiting_other", waiting_on=f"#{first.number}")
    assert standing_of_items(open_items(shared)) == {first.id: Standing(blocking=True)}


def test_a_part_that_waits_blocks_its_first_part_and_my_own_waiting_does_not(shared):
    first, mine = shared.follow_up(text="one"), shared.follow_up(text="two")
    shared.follow_up(text="part", assignee="dana", status="waiting_client", came_from=first.id)
    shared.follow_up(text="my part", assignee="ana", status="waiting_client", came_from=mine.id)
    shared.follow_up(text="no part", assignee="dana", came_from=mine.id)
    assert standing_of_items(open_items(shared)) == {first.id: Standing(blocking=True)}


def open_items(shared):
    return [place.item for place in Queue(shared.desk("ana")).items()]


def test_the_order_of_the_shell_counts_what_the_items_tell_of_each_other(shared, ana):
    first, second = shared.follow_up(text="one"), shared.follow_up(text="two")
    shared.follow_up(text="waits", assignee="dana", status="waiting_other", waiting_on=f"#{second.number}")
    places = Queue(ana).items()
    assert [place.item.id for place in places[:2]] == [second.id, first.id]
    assert places[0].standing.blocking


def test_silence_instructions_and_the_role_of_the_person_are_told(shared, standings):
    ada = old_person(shared, "Ada", 20, role="client")
    eve = old_person(shared, "Eve", 200, role="prospect")
    matter = shared.matter(instructions=("never leave a message",))
    items = [
        shared.follow_up(person_id=ada.id),
        shared.follow_up(person_id=eve.id),
        shared.follow_up(matter_id=matter.id),
        shared.follow_up(),
    ]
    assert standings.of(items) == {
        items[0].id: Standing("client", 20),
        items[1].id: Standing("prospect", 91),
        items[2].id: Standing("", 0, instructed=True),
    }


def test_the_living_queue_stands_by_it_from_the_next_weighing_on(shared, ana, standings):
    ada, ben = old_person(shared, "Ada", 2, role="client"), old_person(shared, "Ben", 80, role="client")
    first = shared.follow_up(person_id=ada.id, person="Ada")
    second = shared.follow_up(person_id=ben.id, person="Ben")
    living = LivingQueue(ana)
    living.read()
    assert [living.at(place).id for place in range(2)] == [first.id, second.id]
    assert not living.wants_weighing()
    living.stand(standings)
    assert living.wants_weighing()
    living.take_weighed(living.weighing()(lambda: None))
    assert [living.at(place).id for place in range(2)] == [second.id, first.id]
    assert living.standing(second.id).silent_days == 80
    assert not living.wants_weighing()


def test_a_call_ends_the_silence_at_the_next_weighing(shared, ana, standings):
    ada = old_person(shared, "Ada", 80, role="client")
    item = shared.follow_up(person_id=ada.id)
    assert standings.of([item])[item.id].silent_days == 80
    call = Call(id=shared.new_id(), status="ended", outcome="reached", direction="out", person_id=ada.id)
    standings._silence.take_in(shared.keep("call", call).doc())
    assert standings.of([item])[item.id].silent_days == 0


def test_an_item_that_comes_between_two_weighings_is_weighed_with_what_is_known(shared, ana, standings):
    ada, ben = old_person(shared, "Ada", 2, role="client"), old_person(shared, "Ben", 80, role="client")
    standings._people.load()
    first = shared.follow_up(person_id=ada.id, person="Ada")
    living = LivingQueue(ana)
    living.read()
    living.stand(standings)
    living.take_weighed(living.weighing()(lambda: None))
    second = shared.follow_up(person_id=ben.id, person="Ben")
    living.note(ana.changes())
    living.take(living.read_changed(living.wanted()))
    assert [living.at(place).id for place in range(2)] == [second.id, first.id]


def test_an_item_taken_up_again_says_the_same_of_itself_as_before_it_was_done(shared, ana, standings):
    ada = old_person(shared, "Ada", 80, role="client")
    standings._people.load()
    item = shared.follow_up(person_id=ada.id, person="Ada")
    shared.follow_up(text="waits", assignee="dana", status="waiting_other", waiting_on=f"#{item.number}")
    living = LivingQueue(ana)
    living.read()
    living.stand(standings)
    weigh(living)
    before = living.standing(item.id)
    assert before == Standing("client", 80, blocking=True)
    queue = Queue(ana)
    queue.done(item, "sent")
    take_changed(living, ana)
    weigh(living)
    queue.undo()
    take_changed(living, ana)
    assert living.standing(item.id) == before
    # A weighing that was begun before it came knows nothing of it.
    begun = living.weighing()
    Queue(ana).assign(living.item(item.id), "dana")
    late = shared.follow_up(person_id=ada.id, person="Ada")
    take_changed(living, ana)
    living.take_weighed(begun(lambda: None))
    assert living.standing(item.id) == before
    assert living.standing(late.id).silent_days == 80


def test_an_item_that_comes_while_people_have_to_be_read_first_has_the_queue_weighed_again(shared, ana, standings):
    ben = old_person(shared, "Ben", 80, role="client")
    living = LivingQueue(ana)
    living.read()
    living.stand(standings)
    weigh(living)
    standings._people.changed()
    item = shared.follow_up(person_id=ben.id, person="Ben")
    take_changed(living, ana)
    assert living.standing(item.id).silent_days == 0
    assert living.wants_weighing()
    weigh(living)
    assert living.standing(item.id).silent_days == 80
    assert not living.wants_weighing()


def test_an_item_that_is_for_somebody_else_from_now_on_is_weighed_by_them(shared, ana, standings):
    ada, ben = old_person(shared, "Ada", 2, role="client"), old_person(shared, "Ben", 80, role="client")
    standings._people.load()
    item = shared.follow_up(person_id=ada.id, person="Ada")
    living = LivingQueue(ana)
    living.read()
    living.stand(standings)
    weigh(living)
    shared.keep("follow_up", item.but(person_id=ben.id))
    take_changed(living, ana)
    assert living.standing(item.id).silent_days == 80


# For a command that ends before everything is read


def old_offices_items(shared):
    """A client silent for 80 days, one of whom a record was merged and called, a prospect, an instructed matter."""
    ada, dee = old_person(shared, "Ada", 80, role="client"), old_person(shared, "D. Poe", 70, role="client")
    ben = old_person(shared, "Dee Poe", 75, role="client", merged=(dee.id,))
    shared.keep("person", dee.but(merged_into=ben.id))
    eve = old_person(shared, "Eve", 200, role="prospect")
    matter = shared.matter(instructions=("never leave a message",))
    for person, days, outcome in ((dee, 12, "reached"), (ada, 3, "no_answer"), (eve, 40, "reached")):
        at = make_id(shared.clock.now() - timedelta(days=days), days)
        shared.keep("call", Call(id=at, status="ended", outcome=outcome, direction="out", person_id=person.id))
    waited = shared.follow_up(person_id=ada.id, due="2026-10-07T21:00:00Z")
    waits = {"assignee": "dana", "status": "waiting_other", "waiting_on": f"#{waited.number}"}
    shared.follow_up(text="waits", **waits)
    shared.follow_up(person_id=dee.id, person="D. Poe")
    shared.follow_up(person_id=ben.id, person="Dee Poe")
    shared.follow_up(person_id=eve.id, text="ask Eve", matter_id=matter.id)
    shared.follow_up(person_id=404, text="nobody knows them")
    return waited


def on_the_screen(desk, items):
    callers = Callers(desk, None)
    callers.load(lambda: None)
    return Standings(callers.people, callers.silence).of(items)


def test_a_command_sorts_and_explains_as_the_screen_does(shared, ana):
    waited = old_offices_items(shared)
    items = open_items(shared)
    on_screen = on_the_screen(ana, items)
    assert {one.silent_days for one in on_screen.values()} == {80, 12, 40}
    assert on_screen[waited.id].blocking
    assert asked(ana, items, awaited(items)) == read(ana, items) == on_screen
    day = today(ana)
    mine = [item for items in day.lists.values() for item in items]
    assert mine
    assert not day.unasked
    assert {item.id: day.standing.get(item.id) for item in mine} == {item.id: on_screen.get(item.id) for item in mine}


def test_without_an_index_the_queue_is_read_and_the_day_says_what_it_leaves_out(shared, ana, monkeypatch):
    old_offices_items(shared)
    items = open_items(shared)
    on_screen = on_the_screen(ana, items)
    monkeypatch.setattr(ana.store, "ask_register", lambda _question, long=False: None)
    monkeypatch.setattr(ana.store, "has_index", lambda: False)
    assert asked(ana, items, awaited(items)) is None
    assert read(ana, items) == on_screen
    day = today(ana)
    assert day.unasked
    assert day.standing == standing_of_items(items)


def take_changed(living, desk):
    living.note(desk.changes())
    living.note_own()
    living.take(living.read_changed(living.wanted()))


def weigh(living):
    living.take_weighed(living.weighing()(lambda: None))
