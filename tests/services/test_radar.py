"""The silence radar: who is on it, who is not, and that it follows what happens."""

from __future__ import annotations

from datetime import timedelta

import pytest

from paratui.domain.call import Call
from paratui.domain.follow_up import FollowUp, Happening
from paratui.domain.ids import make_id
from paratui.domain.kept_promises import Kept
from paratui.domain.matter import Matter
from paratui.domain.person import Person
from paratui.domain.wall_clock import utc_text
from paratui.services.people import People
from paratui.services.queue import Queue
from paratui.services.radar import SilenceRadar
from paratui.services.silence import Silence
from paratui.store.interface import Put


class Past:
    """An office with a past: records are made so many days ago."""

    def __init__(self, shared) -> None:
        self.shared = shared
        self.now = shared.clock.now()
        self._turn = 0

    def id(self, days: float) -> int:
        self._turn += 1
        return make_id(self.now - timedelta(days=days), self._turn)

    def client(self, name: str, opened: float = 200, *, touch: int = 30, role: str = "client", **fields):
        person = self.shared.keep("person", Person(id=self.id(opened), name=name, role=role, **fields))
        return person, self.matter([person], opened, touch=touch)

    def matter(self, clients, opened: float = 200, *, touch: int = 30, status: str = "open") -> Matter:
        record = self.id(opened)
        of = tuple(one.id for one in clients)
        number = f"2026-{self._turn:04d}"
        return self.shared.keep(
            "matter", Matter(id=record, number=number, clients=of, touch_base_days=touch, status=status)
        )

    def call(self, with_whom=None, days: float = 1, **fields) -> Call:
        fields = {"outcome": "reached", "status": "ended", "staff": "ana", "phone": "+12125550101"} | fields
        if with_whom:
            fields |= {"person_id": with_whom.id, "person": with_whom.name}
        return self.shared.keep("call", Call(id=self.id(days), started=self.at(days), **fields))

    def at(self, days: float) -> str:
        return utc_text(self.now - timedelta(days=days))

    def item(
        self, person=None, made: float = 1, due: float | None = -1, matter=None, done: float | None = None, **fields
    ):
        """`due` and `done` are days ago, as everything here; -1 is tomorrow."""
        closing = () if done is None else (Happening(at=self.at(done), by="ana", what="done: so it was"),)
        return self.shared.keep(
            "follow_up",
            FollowUp(
                id=self.id(made),
                text="send the notice",
                due="" if due is None else self.at(due),
                status=fields.pop("status", "open" if done is None else "done"),
                person_id=person.id if person else 0,
                person=person.name if person else "",
                matter_id=matter.id if matter else 0,
                history=closing,
                **fields,
            ),
        )


@pytest.fixture
def past(shared) -> Past:
    return Past(shared)


@pytest.fixture
def radar_of():
    return lambda desk: SilenceRadar(desk, People(desk), Silence(desk))


@pytest.fixture
def radar(ana, radar_of) -> SilenceRadar:
    return radar_of(ana)


def told(rows) -> list[tuple]:
    return [(row.person, row.days, row.band) for row in rows]


# Nobody spoke to


def test_the_silent_stand_by_band_then_by_days_and_who_was_spoken_to_is_not_there(past, radar):
    for name, days in (("Ada", 29), ("Ben", 30), ("Cora", 44), ("Dan", 45), ("Eve", 90), ("Fay", 31)):
        client, _ = past.client(name)
        past.call(client, days)
    assert told(radar.radar().silent) == [
        ("Eve", 90, 90), ("Dan", 45, 45), ("Cora", 44, 30), ("Fay", 31, 30), ("Ben", 30, 30),
    ]  # fmt: skip


def test_a_voicemail_left_is_a_try_and_does_not_end_the_silence(past, radar):
    client, _ = past.client("Ada")
    spoken = past.call(client, 50)
    past.call(client, 60, direction="out", outcome="no_answer")
    past.call(client, 10, direction="out", outcome="left_voicemail")
    past.call(client, 2, direction="out", outcome="no_answer")
    [row] = radar.radar().silent
    assert (row.days, row.tries) == (50, 2)
    assert utc_text(row.last) == spoken.started


def test_waiting_on_the_attorney_does_not_stop_it(past, radar):
    client, matter = past.client("Ada")
    past.call(client, 50)
    past.item(client, matter=matter, status="waiting_attorney", due=-5)
    assert [row.open for row in radar.radar().silent] == [1]


def test_who_was_not_met_within_the_greatest_band_is_beyond_it_and_the_last_call_is_looked_up(past, radar):
    client, _ = past.client("Ada", opened=400)
    old = past.call(client, 300)
    past.call(client, 250, direction="out", outcome="no_answer")
    [row] = radar.radar().silent
    assert (row.beyond, row.last, row.days, row.band) == (True, None, 91, 90)
    assert radar.silence.last_call(client.id) == old.id


def test_the_matters_own_days_count_where_they_are_stricter(past, radar):
    client, _ = past.client("Ada", touch=14)
    past.matter([client], touch=60)
    past.call(client, 14)
    past.call(past.client("Ben", touch=60)[0], 31)
    assert [(row.person, row.band, row.touch_base, row.others) for row in radar.radar().silent] == [
        ("Ben", 30, 0, 0), ("Ada", 0, 14, 1),
    ]  # fmt: skip


def test_a_fresh_matter_is_not_silent_yet_and_a_closed_one_no_more(past, radar):
    past.client("Ada", opened=5)
    closed = past.shared.keep("person", Person(id=past.id(300), name="Ben"))
    past.matter([closed], status="closed")
    assert radar.radar().silent == ()


def test_a_prospect_with_an_open_item_counts_and_the_other_side_of_a_matter_does_not(past, radar):
    prospect = past.shared.keep("person", Person(id=past.id(60), name="Ada", role="prospect"))
    past.shared.keep("person", Person(id=past.id(60), name="Ben", role="prospect"))
    past.item(prospect, made=40)
    client, matter = past.client("Cora")
    past.call(client, 1)
    past.shared.keep("person", Person(id=past.id(60), name="Dan", role="adverse_party", matters=(matter.id,)))
    assert told(radar.radar().silent) == [("Ada", 40, 30)]


def test_the_order_of_the_queue_asks_for_the_days_known_so_far(past, radar):
    client, _ = past.client("Ada", opened=400)
    fresh, _ = past.client("Ben", opened=3)
    spoken, _ = past.client("Cora")
    past.call(spoken, 12)
    assert radar.silence.silent_days(client.id) is None
    radar.silence.load()
    assert [radar.silence.silent_days(one.id) for one in (client, fresh, spoken)] == [91, 3, 12]


# Nothing planned


def test_a_matter_is_planned_by_an_item_to_come_for_it_or_for_its_client(past, radar):
    by_matter, own = past.client("Ada")
    by_person, _ = past.client("Ben")
    late, its = past.client("Cora")
    dateless, bare = past.client("Dan")
    nothing, matter = past.client("Eve")
    for client in (by_matter, by_person, late, dateless, nothing):
        past.call(client, 1)
    past.item(matter=own)
    past.item(by_person)
    past.item(late, due=0.01, matter=its)
    past.item(dateless, due=None, matter=bare)
    past.item(nothing, done=0.5, matter=matter)
    assert {row.person for row in radar.radar().no_future_item} == {"Cora", "Dan", "Eve"}


def test_an_item_for_one_matter_plans_nothing_for_the_clients_other_one(past, radar):
    client, first = past.client("Ada")
    second = past.matter([client])
    past.call(client, 1)
    past.item(client, matter=first)
    assert [row.matter for row in radar.radar().no_future_item] == [second.number]


def test_a_next_contact_that_was_named_is_a_plan_while_its_item_is_open(past, radar):
    client, matter = past.client("Ada")
    past.call(client, 3, matter_id=matter.id, next_contact=past.at(-2))
    item = past.item(client, due=-2, matter=matter, clock="next contact")
    assert radar.radar().no_future_item == ()
    Queue(past.shared.desk("ana")).done(item, "she called before")
    assert [row.matter_id for row in radar.radar().no_future_item] == [matter.id]


def test_a_matter_without_a_client_is_shown_all_the_same(past, radar):
    matter = past.matter([], 12)
    [row] = radar.radar().no_future_item
    assert (row.matter, row.person, row.days) == (matter.number, "", 12)


# Called once


def test_who_called_once_and_was_not_called_back_is_found_by_person_number_or_name(past, radar):
    known, _ = past.client("Ada")
    past.call(known, 20)
    past.call(known, 3, outcome="left_voicemail", channel="voicemail", phone="+12125550111")
    past.call(None, 4, outcome="no_answer", phone="+12125550112")
    past.call(None, 5, person="Rosa", phone="", outcome="reached")
    found = radar.radar().called_once
    assert [(row.person, row.phone, row.days) for row in found] == [
        ("Rosa", "", 5), ("", "+12125550112", 4), ("Ada", "+12125550111", 3),
    ]  # fmt: skip
    assert [bool(row.last) for row in found] == [True, False, False]


def test_who_was_called_back_called_twice_has_something_open_or_called_today_is_not_lost(past, radar):
    def missed(number: str, days: float, **fields) -> Call:
        return past.call(None, days, outcome="no_answer", phone=number, **fields)

    missed("+12125550111", 5)
    past.call(None, 4, direction="out", phone="+12125550111")
    missed("+12125550112", 5)
    missed("+12125550112", 4)
    missed("+12125550113", 5)
    past.item(phone="+12125550113")
    promised = missed("+12125550114", 5)
    past.item(call=promised.id)
    missed("+12125550115", 0.01)
    missed("+12125550116", 15)
    past.call(None, 5, outcome="wrong_number", phone="+12125550117")
    assert radar.radar().called_once == ()


def test_a_try_to_call_back_is_counted_and_is_no_answer(past, radar):
    past.call(None, 5, outcome="no_answer", phone="+12125550111")
    for days in (6, 4):
        past.call(None, days, outcome="no_answer", direction="out", phone="+12125550111")
    assert [row.tries for row in radar.radar().called_once] == [1]


def test_a_client_who_called_once_and_was_answered_is_not_lost_a_prospect_may_be(past, radar):
    client, _ = past.client("Ada")
    past.call(client, 5)
    prospect = past.shared.keep("person", Person(id=past.id(5), name="Ben", role="prospect"))
    past.call(prospect, 5, phone="+12125550102")
    assert [row.person for row in radar.radar().called_once] == ["Ben"]


# Promises


def test_promises_are_told_by_client_the_most_broken_first_and_the_kept_not_at_all(past, radar):
    faithful, ada, ben = (past.client(name)[0] for name in ("Cora", "Ada", "Ben"))
    past.item(faithful, made=10, due=5, done=6)
    past.item(ada, made=10, due=6, done=5)
    past.item(ada, made=10, due=5, done=6)
    past.item(ben, made=10, due=5)
    past.item(ben, made=10, due=5, kind="question")
    past.item(ben, made=400, due=395, done=390)
    assert [(row.person, row.promises.words) for row in radar.radar().promises] == [
        ("Ben", "0 of 1"),
        ("Ada", "1 of 2"),
    ]
    assert [(item.kind, became) for item, became in radar.promises.of(ben.id)] == [("promise", Kept.OVERDUE)]


# It goes on


def test_what_i_do_is_on_the_radar_at_once(past, ana, radar):
    client, _ = past.client("Ada")
    past.call(client, 40)
    item = past.item(client, made=10, due=5)
    first = radar.radar()
    assert (len(first.silent), len(first.no_future_item), first.promises[0].promises.overdue) == (1, 1, 1)
    Queue(ana).done(item, "sent")
    known = People(ana).person(client.id)
    made = Queue(ana).add("touch base with Ada", known, clock=radar.clock(first.silent[0]))
    past.shared.keep(
        "call", Call(id=ana.new_id(), status="ended", outcome="reached", person_id=client.id, person="Ada")
    )
    after = radar.radar()
    assert (after.silent, after.no_future_item) == ((), ())
    assert (after.promises[0].promises.late, after.promises[0].promises.open) == (1, 1)
    assert made.matter_id


def test_what_a_colleague_changes_is_taken_in(past, ana, dana, radar):
    client, _ = past.client("Ada")
    call = past.call(client, 40)
    assert [row.days for row in radar.radar().silent] == [40]
    ana.changes()
    amended = past.shared.keep("call", call.but(outcome="no_answer", direction="out", amended_why="nobody was there"))
    radar.silence.changed(ana.changes())
    [row] = radar.radar().silent
    assert (row.beyond, row.tries, row.days) == (True, 1, 91)
    past.shared.keep("call", amended.but(outcome="reached"))
    radar.silence.changed(None)
    assert [row.days for row in radar.radar().silent] == [40]


def test_a_promise_reopened_by_a_colleague_is_no_more_counted_as_closed(past, ana, radar):
    client, _ = past.client("Ada")
    item = past.item(client, made=10, due=5, done=4)
    assert radar.radar().promises[0].promises == (0, 1, 0, 0, 0, 0)
    past.shared.keep("follow_up", item.but(status="open"))
    assert radar.radar().promises[0].promises == (0, 0, 1, 0, 0, 0)


def test_the_clock_of_touching_base_is_the_matters_and_over_it_is_the_same_business_day(past, radar):
    client, _ = past.client("Ada", touch=14)
    past.call(client, 10)
    late, _ = past.client("Ben", touch=14)
    past.call(late, 20)
    rows = {row.person: row for row in radar.radar().no_future_item}
    soon, over = radar.clock(rows["Ada"]), radar.clock(rows["Ben"])
    assert soon.words == "touch base every 14 days"
    assert (soon.due - past.now).days == 4
    assert over.words == "touch base every 14 days, which is over: same business day"
    assert over.due.date() == past.now.date()


def test_a_time_the_line_names_itself_counts_before_the_clock(past, ana, radar):
    client, _ = past.client("Ada", touch=14)
    past.call(client, 20)
    [row] = radar.radar().no_future_item
    clock, known = radar.clock(row), People(ana).person(client.id)
    named = Queue(ana).add("touch base with Ada fri 3pm", known, clock=clock)
    assert (named.clock, named.due) == ("as promised", "2026-10-09T19:00:00Z")
    assert Queue(ana).add("touch base with Ada", known, clock=clock).due == utc_text(clock.due)


def test_reading_rests_and_may_be_given_up(past, radar):
    class LeftError(Exception):
        pass

    def leave() -> None:
        raise LeftError

    client, _ = past.client("Ada")
    past.call(client, 40)
    with pytest.raises(LeftError):
        radar.radar(leave)
    assert not radar.silence.whole
    assert len(radar.radar().silent) == 1
    radar.silence.changed(None)
    radar.silence.load(cancelled=lambda: True)
    assert not radar.silence.whole


def test_a_record_another_tool_spoiled_hides_nothing_else(past, ana, radar):
    client, _ = past.client("Ada")
    past.call(client, 40)

    def spoil(kind: str, doc: dict) -> None:
        ana.store.commit([Put(kind, doc, doc["rev"])])

    docs = past.call(client, 2).doc(), past.item(client).doc()
    spoil("call", docs[0] | {"person_id": "Ada", "phone": 5})
    spoil("follow_up", docs[1] | {"history": 7})
    assert [row.days for row in radar.radar().silent] == [40]
