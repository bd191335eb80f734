"""The demo office: it is believable, whole, the same each time, and has something in every section."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from time import perf_counter

import phonenumbers
import pytest

from paratui.domain.call import Call
from paratui.domain.follow_up import CLOSED, FollowUp
from paratui.domain.matter import Matter
from paratui.domain.note_grammar import read_line
from paratui.domain.note_line import MARK_OF, Kind
from paratui.domain.opening_hours import open_times
from paratui.domain.person import Person
from paratui.domain.queue_order import SECTIONS, section_of
from paratui.domain.staff import Staff
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.demo.content import read_content
from paratui.services.demo.office import demo_office, fill_demo
from paratui.store.interface import Put
from paratui.store.memory import MemoryOffice, MemoryStore
from paratui.store.office_data import checklists

MONDAY = datetime(2026, 11, 23, 18, 5, tzinfo=UTC)
KINDS = {"call": Call, "follow_up": FollowUp, "person": Person, "matter": Matter, "staff": Staff}


class Standing:
    """A clock that stands still."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def ticks(self) -> float:
        return 0.0


def filled(now: datetime = MONDAY, seed: int = 1, progress=None) -> MemoryStore:
    store = MemoryStore(MemoryOffice(Standing(now)), "ana")
    fill_demo(store, demo_office(), now, Random(seed), progress)
    return store


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    return filled()


@pytest.fixture(scope="module")
def calls(store) -> list[Call]:
    return [Call.read(doc) for doc in store.records("call")]


@pytest.fixture(scope="module")
def items(store) -> list[FollowUp]:
    return [FollowUp.read(doc) for doc in store.records("follow_up")]


def test_every_record_reads_back_as_it_was_stored(store) -> None:
    for kind, record in KINDS.items():
        for doc in store.records(kind):
            read = record.read(doc)
            assert read.doc() == doc
            assert read.unknown == {}


def test_it_has_three_hundred_calls_of_sixty_people_and_forty_open_items(store) -> None:
    count = {kind: sum(1 for _ in store.records(kind)) for kind in KINDS}
    assert count == count | {"staff": 3, "person": 60, "matter": 30, "call": 300}
    assert len(store.open_follow_ups()) == 40
    assert count["follow_up"] > 300
    assert {doc["login"] for doc in store.records("staff")} == {"ana", "dana", "m.okafor"}


@pytest.mark.parametrize(
    "now",
    [
        MONDAY,
        datetime(2026, 11, 24, 2, 30, tzinfo=UTC),  # Monday evening in the office
        datetime(2026, 11, 28, 11, 0, tzinfo=UTC),  # the middle of a Friday's night
        datetime(2026, 11, 28, 21, 0, tzinfo=UTC),  # Saturday
        datetime(2026, 11, 30, 5, 40, tzinfo=UTC),  # Sunday, twenty minutes before ten at night
        datetime(2026, 3, 9, 7, 50, tzinfo=UTC),  # ten minutes before midnight, the day the clocks change
        datetime(2026, 11, 2, 18, 0, tzinfo=UTC),  # the Monday after they change back
        datetime(2026, 12, 31, 20, 0, tzinfo=UTC),
        datetime(2027, 1, 1, 18, 0, tzinfo=UTC),
    ],
)
def test_every_section_of_the_queue_has_something_whenever_it_is_made(now) -> None:
    made = [FollowUp.read(doc) for doc in filled(now).open_follow_ups()]
    found = Counter(section_of(item, now, demo_office()) for item in made)
    assert set(found) == set(SECTIONS)
    assert min(found.values()) >= 4
    assert sum(1 for item in made if item.snoozed_until > utc_text(now)) >= 2
    assert sum(1 for item in made if item.urgent) >= 4
    assert {item.status for item in made} == {"open", "waiting_attorney", "waiting_client", "waiting_other"}


def test_nothing_in_it_lies_ahead_but_what_is_due(store, calls, items) -> None:
    now = utc_text(MONDAY)
    assert all(call.started < call.ended <= now for call in calls)
    for item in items:
        happened = [happening.at for happening in item.history]
        assert happened == sorted(happened)
        assert item.created <= happened[0]
        assert happened[-1] <= now
        assert all(item.created <= attempt.at <= now for attempt in item.attempts)
        assert (item.status in CLOSED) == bool(item.outcome)


def test_calls_lie_in_opening_hours_of_three_months_and_nobody_is_on_two_at_once(calls) -> None:
    office = demo_office()
    busy: dict[str, list[tuple[str, str]]] = {}
    for call in calls:
        started, ended = from_utc_text(call.started), from_utc_text(call.ended)
        day = started.astimezone(office.tz).date()
        assert any(hours.opens <= started and ended <= hours.closes for hours in open_times(day, office))
        assert started > MONDAY - timedelta(days=92)
        assert call.seconds <= 25 * 60
        busy.setdefault(call.staff, []).append((call.started, call.ended))
    for spans in busy.values():
        spans.sort()
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
    weekdays = Counter(from_utc_text(call.started).astimezone(office.tz).weekday() for call in calls)
    assert weekdays[0] > weekdays[4]


def test_outcomes_channels_and_answers_are_of_all_kinds(calls) -> None:
    outcomes = Counter(call.outcome for call in calls)
    assert set(outcomes) == {
        "reached", "left_voicemail", "no_answer", "wrong_number", "refused", "transferred",
    }  # fmt: skip
    assert 180 <= outcomes["reached"] <= 260
    assert {call.channel for call in calls} >= {"phone", "voicemail", "video", "in_person", "email"}
    assert {call.consent.answer for call in calls} == {"not_asked", "consented", "declined"}
    assert {line.kind for call in calls for line in call.lines} == {kind.value for kind in Kind}


def test_every_answer_belongs_to_a_step_and_a_required_one_is_skipped_only_with_a_reason(calls) -> None:
    shipped = checklists(None).found
    taken = [call.checklist for call in calls if call.checklist.checklist]
    assert {one.checklist for one in taken} == set(shipped)
    for one in taken:
        assert one.version == shipped[one.checklist].version
        for answer in one.answers:
            step = shipped[one.checklist].step(answer.step)
            assert step
            assert answer.answer != "skipped" or not step.required or answer.reason


def test_every_item_is_linked_both_ways_to_the_line_it_was_promised_in(store, items) -> None:
    for item in items:
        call = Call.read(store.get("call", item.call))
        (line,) = (line for line in call.lines if line.line == item.line)
        assert line.follow_up == item.id
        assert item.id in call.follow_ups
        assert (item.text, item.source) == (line.task, line.text)
        assert item.person == call.person


def test_what_was_typed_means_what_the_item_says(store, items) -> None:
    staff = [Staff.read(doc) for doc in store.records("staff")]
    for item in items:
        (line,) = (line for line in Call.read(store.get("call", item.call)).lines if line.line == item.line)
        typed = f"{MARK_OF[item.kind]} {item.source}"
        read = read_line(typed, from_utc_text(item.created), demo_office(), staff, item.created_by)
        understood = (read.task, read.due, read.clock, read.assignee, read.urgent)
        assert understood == (line.task, line.due, line.clock, line.assignee, line.urgent)


def test_numbers_rise_with_the_time_of_the_call(items) -> None:
    by_number = sorted(items, key=lambda item: item.number)
    started = [item.call for item in by_number]
    assert started == sorted(started)


def test_the_queue_reads_like_forty_different_things_and_the_log_like_a_real_office(store, calls) -> None:
    waiting = [doc["text"] for doc in store.open_follow_ups()]
    assert len(set(waiting)) == 40
    content = read_content()
    templates = {line.text for story in content.stories.values() for one in story.scenes for line in one.lines}
    assert len(content.stories) >= 10
    assert len(templates) >= 300
    said = [line.text for call in calls for line in call.lines]
    assert len(set(said)) > 600
    assert not any(set("{}[]|") & set(text) for text in said)
    assert not any(set("{}[]|") & set(doc["outcome"]) for doc in store.records("follow_up"))


def test_every_promise_of_a_story_has_an_outcome_of_its_own() -> None:
    for story in read_content().stories.values():
        for one in story.scenes:
            for line in one.lines:
                assert bool(line.outcome) == (line.kind in {Kind.PROMISE, Kind.CLIENT_TASK}), line.text


def test_numbers_are_possible_and_nobody_elses(store) -> None:
    people = [Person.read(doc) for doc in store.records("person")]
    numbers = [number for person in people for number in person.phones]
    assert len(set(numbers)) == len(numbers) == 60
    assert all(phonenumbers.is_possible_number(phonenumbers.parse(number)) for number in numbers)
    assert all(number[5:10] == "55501" for number in numbers if number != "+14155552671")
    assert {person.role for person in people} == {
        "client", "prospect", "adverse_party", "witness", "counsel", "other",
    }  # fmt: skip
    assert {person.voicemail for person in people} == {"yes", "no", "not_asked"}


def test_no_message_was_left_where_none_may_be(store, calls) -> None:
    careful = {doc["id"] for doc in store.records("person") if doc["voicemail"] == "no"}
    left = [call for call in calls if call.direction == "out" and call.outcome == "left_voicemail"]
    assert left
    assert not careful & {call.person_id for call in left}


def test_maria_garcia_has_her_custody_matter_and_a_history(store, calls) -> None:
    (maria,) = (doc for doc in store.records("person") if doc["name"] == "Maria Garcia")
    (matter,) = (doc for doc in store.records("matter") if doc["number"] == "2026-0142")
    assert maria["phones"] == ["+14155552671"]
    assert (matter["title"], matter["clients"]) == ("Custody", [maria["id"]])
    assert matter["instructions"]
    hers = [call for call in calls if call.person_id == maria["id"]]
    assert len(hers) == 10
    assert any(line.kind == "reported_date" for line in hers[0].lines)
    still = {doc["text"] for doc in store.open_follow_ups() if doc["person_id"] == maria["id"]}
    assert still == {
        "send Maria the new hearing notice",
        "should I sign the stipulation his lawyer sent?",
        "call Maria about the exchange at the library",
    }


def test_it_is_the_same_for_the_same_moment_and_random_numbers_and_else_another() -> None:
    def everything(store: MemoryStore) -> list[dict]:
        return [doc for kind in KINDS for doc in store.records(kind)]

    assert everything(filled()) == everything(filled())
    assert everything(filled(seed=8)) != everything(filled())
    assert len(filled(seed=8).open_follow_ups()) == 40


def test_progress_is_told_to_the_end_and_a_seated_user_is_no_obstacle() -> None:
    store = MemoryStore(MemoryOffice(Standing(MONDAY)), "ana")
    seated = next(filled().records("staff"))
    store.commit([Put("staff", seated | {"rev": 0, "name": "somebody"})])
    told: list[tuple[int, int]] = []
    fill_demo(store, demo_office(), MONDAY, Random(1), lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 700
    assert len(told) <= 20
    assert store.get("staff", seated["id"])["name"] == seated["name"]


def test_it_is_made_within_two_seconds() -> None:
    begun = perf_counter()
    filled()
    assert perf_counter() - begun < 2.0
