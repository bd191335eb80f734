"""The living queue: whatever changes, in whatever order it is read, it stands as one read anew would."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paratui.domain.follow_up import FollowUp
from paratui.domain.queue_filter import QueueFilter
from paratui.domain.wall_clock import utc_text
from paratui.services.living_queue import WEIGH_AGAIN, LivingQueue
from paratui.services.queue import Queue
from paratui.store.interface import Put
from tests.conftest import FixedClock
from tests.services.conftest import SharedOffice

TEN_O_CLOCK = datetime(2026, 10, 8, 14, 0, tzinfo=UTC)
MARIA = QueueFilter(words="maria")
FILTERS = (QueueFilter(), QueueFilter(assignee="ana"), MARIA, QueueFilter(kind="question"), QueueFilter(person_id=7))


@pytest.fixture
def living(ana) -> LivingQueue:
    queue = LivingQueue(ana)
    queue.read()
    return queue


def shown(queue: LivingQueue) -> list[int]:
    """The ids as they are shown; each is found where it stands."""
    ids = [queue.at(place).id for place in range(len(queue))]
    assert [queue.place(record) for record in ids] == list(range(len(ids)))
    assert sum(count for _, _, count in queue.sections()) == len(ids)
    return ids


def catch_up(queue: LivingQueue, desk) -> None:
    """What the screen does when others, or oneself, changed something."""
    queue.note(desk.changes())
    queue.note_own()
    if not queue.is_read:
        queue.read()
    queue.take(queue.read_changed(queue.wanted()))
    queue.pass_time()


def weigh(queue: LivingQueue) -> None:
    queue.take_weighed(queue.weighing()(lambda: None))


def by_section(queue: LivingQueue) -> dict[str, set[int]]:
    return {name: {queue.at(begin + n).id for n in range(count)} for name, begin, count in queue.sections()}


def anew(desk, wanted: QueueFilter | None = None) -> list[int]:
    return [place.item.id for place in Queue(desk).items(wanted)]


# What changes


def test_my_own_action_and_a_colleague_s_stand_at_once_in_their_places(shared, ana, dana, living):
    first = shared.follow_up(due="2026-10-08T21:00:00Z")
    second = shared.follow_up(due="2026-10-08T22:00:00Z")
    catch_up(living, ana)
    assert shown(living) == [first.id, second.id]
    Queue(ana).done(first, "sent")
    catch_up(living, ana)
    assert shown(living) == [second.id]
    Queue(dana).assign(second, "dana")
    catch_up(living, ana)
    assert living.item(second.id).assignee == "dana"
    assert living.item(first.id) is None


def test_what_was_read_before_a_newer_state_was_taken_is_left_out(shared, ana, dana, living):
    item = shared.follow_up()
    living.note(ana.changes())
    old = living.read_changed(living.wanted())
    newer = Queue(dana).assign(item, "dana")
    catch_up(living, ana)
    living.take(old)
    assert living.item(item.id) == newer
    assert living.wanted() == []


def test_a_change_noted_while_an_older_state_was_read_is_read_still(shared, ana, dana, living):
    item = shared.follow_up()
    living.note(ana.changes())
    old = living.read_changed(living.wanted())
    Queue(dana).assign(item, "dana")
    living.note(ana.changes())
    living.take(old)
    assert living.wanted() == [item.id]


def test_a_purged_item_is_gone(shared, ana, living):
    item = shared.follow_up()
    catch_up(living, ana)
    shared._first.purge([("follow_up", item.id)])
    catch_up(living, ana)
    assert shown(living) == []


def test_too_many_changes_are_not_told_one_by_one_and_all_is_read_anew(shared, ana, living):
    living.note(None)
    assert not living.is_read
    item = shared.follow_up()
    living.read()
    assert living.is_read
    assert shown(living) == [item.id]


def test_everything_wanted_anew_while_it_is_being_read_is_wanted_still(shared, ana, living):
    living.note(None)
    read = living.read_all()
    living.note(None)
    living.take_all(read)
    assert not living.is_read


# What time changes


def test_an_item_moves_to_overdue_the_moment_its_due_time_has_passed_and_rests_until_then(clock, shared, living):
    late = shared.follow_up(due="2026-10-08T14:10:00Z")
    asleep = shared.follow_up(due="2026-10-08T13:00:00Z", snoozed_until="2026-10-08T14:20:00Z")
    living.read()
    assert by_section(living) == {"today": {late.id, asleep.id}}
    clock.go_on(10 * 60)
    living.pass_time()
    assert by_section(living) == {"today": {late.id, asleep.id}}, "due to the second is not late yet"
    clock.go_on(1)
    living.pass_time()
    assert by_section(living) == {"overdue": {late.id}, "today": {asleep.id}}
    clock.go_on(10 * 60)
    living.pass_time()
    assert by_section(living) == {"overdue": {late.id, asleep.id}}


def test_points_are_counted_anew_after_minutes_at_midnight_and_when_the_clock_was_set_back(clock, living):
    living.read()
    assert not living.wants_weighing()
    clock.go_on(WEIGH_AGAIN.total_seconds())
    living.pass_time()
    assert living.wants_weighing()
    weigh(living)
    assert not living.wants_weighing()
    clock.go_on(-7200)
    living.pass_time()
    assert living.wants_weighing()


def test_tomorrow_is_today_after_midnight(clock, shared, living):
    item = shared.follow_up(due="2026-10-09T21:00:00Z")
    living.read()
    assert living.section(item.id) == "next"
    clock.go_on(14 * 3600)
    living.pass_time()
    assert living.wants_weighing()
    weigh(living)
    assert living.section(item.id) == "today"


def test_what_changes_while_the_points_are_counted_keeps_its_change(shared, ana, dana, living):
    stays, goes = shared.follow_up(), shared.follow_up()
    catch_up(living, ana)
    work = living.weighing()
    Queue(dana).done(goes, "sent")
    made = Queue(dana).add("call her back today 11am @ana")
    catch_up(living, ana)
    living.take_weighed(work(lambda: None))
    assert shown(living) == [made.id, stays.id]


# The first picture


def test_at_a_glance_places_and_counts_are_those_of_the_whole_and_the_item_is_whole_when_it_is_worked_with(
    shared, ana, living
):
    for due in ("2026-10-08T21:00:00Z", "2026-10-07T21:00:00Z", "2026-10-12T21:00:00Z"):
        shared.follow_up(due=due, person="Maria")
    known = shared.keep("follow_up", FollowUp(id=shared.new_id(), text="call", unknown={"colour": "red"}))
    living.glance()
    assert not living.is_read
    assert shown(living) == anew(ana)
    assert living.counts() == {"overdue": 1, "today": 1, "next": 1, "waiting": 0, "later": 1}
    living.only(MARIA)
    assert len(living) == 3
    assert living.item(known.id).unknown == {"colour": "red"}


def test_an_item_whose_time_nobody_can_read_makes_the_first_look_a_whole_one(shared, ana, living):
    item = shared.keep("follow_up", FollowUp(id=shared.new_id(), text="call", due="2026-10-08T21:00:00Z"))
    ana.store.commit([Put("follow_up", item.doc() | {"due": "soon"}, item.rev)])
    living.glance()
    assert living.is_read
    assert living.at(0).due == ""


def test_what_moves_after_a_glance_is_still_read_whole(clock, shared, living):
    item = shared.follow_up(due="2026-10-08T14:10:00Z", unknown={"colour": "red"})
    living.glance()
    clock.go_on(700)
    living.pass_time()
    assert living.section(item.id) == "overdue"
    assert living.item(item.id).unknown == {"colour": "red"}


# What is shown


def test_a_filter_counts_what_it_keeps_and_the_office_s_counts_stay(shared, living):
    shared.follow_up(person="Maria Garcia")
    shared.follow_up(person="Dean Oakley")
    living.read()
    living.only(MARIA)
    assert (len(living), living.sections(), living.counts()["today"]) == (1, [("today", 0, 1)], 2)


def test_digits_typed_on_find_a_phone_number_that_fewer_of_them_did_not(shared, living):
    item = shared.follow_up(phone="+14155550123")
    living.read()
    found = []
    for words in ("4", "41", "415", "415 5", "maria"):
        living.only(QueueFilter(words=words))
        found.append(len(living))
    assert found == [0, 0, 1, 1, 0]
    living.only(QueueFilter())
    assert shown(living) == [item.id]


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(("make", "make", "change", "done", "purge", "time", "filter")),
        st.integers(0, 30),
        st.integers(-3000, 20000),
        st.sampled_from(("at once", "weigh", "late")),
    ),
    max_size=30,
)


class OneDay:
    """Somebody changes the office, and the living queue of another hears of it now or later."""

    def __init__(self) -> None:
        self.clock = FixedClock(TEN_O_CLOCK)
        self.office = SharedOffice(self.clock)
        self.ana, self._dana = self.office.desk("ana"), self.office.desk("dana")
        self.living, self.wanted = LivingQueue(self.ana), QueueFilter()
        self.living.read()
        self._made: list[int] = []
        self._read: list = []

    def happens(self, what: str, which: int, minutes: int) -> None:
        due = utc_text(self.clock.now() + timedelta(minutes=minutes))
        picked = Queue(self._dana).item(self._made[which % len(self._made)]) if self._made else None
        if what == "make":
            self._make(which, due)
        elif what == "time":
            self.clock.go_on(6 * abs(minutes))
        elif what == "filter":
            self.wanted = FILTERS[which % len(FILTERS)]
            self.living.only(self.wanted)
        elif picked:
            self._change(what, picked, due)
        self.living.take(self._read)
        self._read = []

    def _make(self, which: int, due: str) -> None:
        fields = {"kind": "question" if which % 3 else "promise", "person": "Maria" if which % 2 else "Dean"}
        if which % 5 == 0:
            fields["snoozed_until"] = due
        item = self.office.follow_up(due=due, person_id=which % 9, urgent=which % 4 == 0, **fields)
        self._made.append(item.id)

    def _change(self, what: str, picked: FollowUp, due: str) -> None:
        if what == "purge":
            self._made.remove(picked.id)
            self.office._first.purge([("follow_up", picked.id)])
        elif what == "done":
            self.office.keep("follow_up", picked.but(status="done" if picked.status == "open" else "open"))
        else:
            self.office.keep("follow_up", picked.but(due=due, urgent=not picked.urgent))

    def is_heard_of(self, how: str) -> None:
        """What changed is taken at once, while the points are counted, or only after what happens next."""
        if how == "late":
            self.living.note(self.ana.changes())
            self._read = self.living.read_changed(self.living.wanted())
            self.living.pass_time()
            return
        work = self.living.weighing() if how == "weigh" else None
        catch_up(self.living, self.ana)
        if work:
            self.living.take_weighed(work(lambda: None))

    def compare(self) -> None:
        if not self._read and not self.living.wants_weighing():
            fresh = {place.item.id: place.section for place in Queue(self.ana).items(self.wanted)}
            assert {record: self.living.section(record) for record in shown(self.living)} == fresh


@settings(max_examples=60, deadline=None)
@given(CHANGES)
def test_whatever_happens_it_stands_as_one_read_anew(changes):
    day = OneDay()
    for what, which, minutes, how in changes:
        day.happens(what, which, minutes)
        day.is_heard_of(how)
        day.compare()
    catch_up(day.living, day.ana)
    weigh(day.living)
    assert shown(day.living) == anew(day.ana, day.wanted)
    day.living.only(QueueFilter())
    assert shown(day.living) == anew(day.ana)


@given(st.text("4159 mari-()", max_size=8), st.text("4159 mari-()", max_size=3))
def test_a_filter_that_narrows_another_keeps_nothing_the_other_does_not(words, more):
    item = FollowUp(id=1, number=415, person="Maria", phone="+14155550199")
    less, other = QueueFilter(words=words), QueueFilter(words=words + more)
    if other.narrows(less) and other.keeps(item):
        assert less.keeps(item)


def test_what_differs_in_more_than_the_words_does_not_narrow():
    assert not QueueFilter(kind="question", words="ma").narrows(QueueFilter(words="m"))
    assert QueueFilter(words="Ma").narrows(QueueFilter(words="m"))
    assert not QueueFilter(words="41").narrows(QueueFilter(words="4"))


def test_what_many_items_tell_is_held_but_once_and_what_each_tells_stays_its_own(ana):
    told = [
        {"id": n, "number": n, "text": f"item {n}", "person": "Maria Garcia", "phone": "+14155552671", "line": 1}
        | {"urgent": n == 1, "history": [{"at": "2026-10-08T13:00:00Z", "by": "ana", "what": "promised"}]}
        for n in (1, 2)
    ]
    ana.store.commit([Put("follow_up", doc) for doc in told])
    queue = LivingQueue(ana)
    queue.read()
    one, other = (queue.item(record) for record in (1, 2))
    assert (one.person, one.history) == ("Maria Garcia", other.history)
    assert one.person is other.person
    assert one.history[0].what is other.history[0].what
    assert (one.text, one.urgent, other.text, other.urgent) == ("item 1", True, "item 2", False)
