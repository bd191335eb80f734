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
from paratui.domain.conflict.verdict import ConflictCheck
from paratui.domain.consent_history import stands
from paratui.domain.consent_of_call import on_the_line
from paratui.domain.facts_lock import BEFORE_THE_CHECK, locked
from paratui.domain.follow_up import CLOSED, FollowUp
from paratui.domain.matter import Matter
from paratui.domain.note_grammar import read_line
from paratui.domain.note_line import MARK_OF, Kind
from paratui.domain.opening_hours import open_times
from paratui.domain.person import Person
from paratui.domain.queue_order import SECTIONS, section_of
from paratui.domain.spoken import first_name
from paratui.domain.staff import Staff
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.demo.content import read_content
from paratui.services.demo.office import demo_office, fill_demo
from paratui.store.interface import Put
from paratui.store.memory import MemoryOffice, MemoryStore
from paratui.store.office_data import checklists
from paratui.store.office_data_tables import consent_rules, practice_areas, process_maps

MONDAY = datetime(2026, 11, 23, 18, 5, tzinfo=UTC)
# Of clients nobody has spoken with for as long as their matter says.
UPDATES = 5
KINDS = {
    "call": Call,
    "follow_up": FollowUp,
    "person": Person,
    "matter": Matter,
    "staff": Staff,
    "conflict_check": ConflictCheck,
}


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
    return [FollowUp.read(doc) for doc in store.records("follow_up") if not doc.get("duty")]


def test_every_record_reads_back_as_it_was_stored(store) -> None:
    for kind, record in KINDS.items():
        for doc in store.records(kind):
            read = record.read(doc)
            assert read.doc() == doc
            assert read.unknown == {}


@pytest.fixture(scope="module")
def promised(items) -> list[FollowUp]:
    """The items that were promised in a line of a call; the others came of a conflict check."""
    return [item for item in items if not item.conflict_check]


@pytest.fixture(scope="module")
def checks(store) -> list[ConflictCheck]:
    return [ConflictCheck.read(doc) for doc in store.records("conflict_check")]


@pytest.fixture(scope="module")
def people(store) -> list[Person]:
    return [Person.read(doc) for doc in store.records("person")]


def test_it_has_its_calls_people_matters_and_forty_one_open_items(store) -> None:
    count = {kind: sum(1 for _ in store.records(kind)) for kind in KINDS}
    assert count == count | {"staff": 3, "person": 63, "matter": 33, "call": 304}
    assert len(store.open_follow_ups()) == 41 + UPDATES
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
    assert {call.consent.answer for call in calls} == {
        "not_asked", "asked", "consented", "declined", "silent", "stopped",
    }  # fmt: skip
    assert {line.kind for call in calls for line in call.lines} == {kind.value for kind in Kind}


def test_every_answer_belongs_to_a_step_and_a_required_one_is_skipped_only_with_a_reason(calls) -> None:
    shipped = checklists(None).found
    taken = [call.checklist for call in calls if call.checklist.checklist]
    assert {one.checklist for one in taken} == {
        "client-call", "call-back", "status-update", "prospect-intake", "video", "in-person",
    }  # fmt: skip
    for one in taken:
        assert one.version == shipped[one.checklist].version
        for answer in one.answers:
            step = shipped[one.checklist].step(answer.step)
            assert step
            assert answer.answer != "skipped" or not step.required or answer.reason


def test_every_item_is_linked_both_ways_to_the_line_it_was_promised_in(store, promised) -> None:
    for item in promised:
        call = Call.read(store.get("call", item.call))
        (line,) = (line for line in call.lines if line.line == item.line)
        assert line.follow_up == item.id
        assert item.id in call.follow_ups
        assert (item.text, item.source) == (line.task, line.text)
        assert item.person == call.person


def test_what_was_typed_means_what_the_item_says(store, promised) -> None:
    staff = [Staff.read(doc) for doc in store.records("staff")]
    for item in promised:
        (line,) = (line for line in Call.read(store.get("call", item.call)).lines if line.line == item.line)
        if item.text.startswith("Identity of "):
            continue  # the program's own words, urgent without being typed so
        typed = f"{MARK_OF[item.kind]} {item.source}"
        read = read_line(typed, from_utc_text(item.created), demo_office(), staff, item.created_by)
        understood = (read.task, read.due, read.clock, read.assignee, read.urgent)
        assert understood == (line.task, line.due, line.clock, line.assignee, line.urgent)


def test_numbers_rise_with_the_time_of_the_call_and_what_came_of_checks_stands_behind(items) -> None:
    checked = [item for item in items if item.conflict_check or item.text.startswith("Identity of ")]
    told = [item for item in items if item not in checked]
    assert min(item.number for item in checked) > max(item.number for item in told)
    by_number = sorted(told, key=lambda item: item.number)
    started = [item.call for item in by_number]
    assert started == sorted(started)


def test_the_queue_reads_like_forty_one_different_things_and_the_log_like_a_real_office(store, calls) -> None:
    waiting = [doc["text"] for doc in store.open_follow_ups() if not doc.get("duty")]
    assert len(set(waiting)) == 41
    content = read_content()
    templates = {line.text for story in content.stories.values() for one in story.scenes for line in one.lines}
    assert len(content.stories) >= 10
    assert len(templates) >= 300
    said = [line.text for call in calls for line in call.lines]
    assert len(set(said)) > 600
    assert not any(set("{}[]|") & set(text) for text in said)
    assert not any(set("{}[]|") & set(doc["outcome"]) for doc in store.records("follow_up"))


def test_the_status_updates_that_are_due_stand_behind_everything_else(store, items) -> None:
    due = [FollowUp.read(doc) for doc in store.open_follow_ups() if doc.get("duty") == "status_update"]
    assert len(due) == UPDATES
    assert min(one.number for one in due) > max(item.number for item in items)


def test_every_promise_of_a_story_has_an_outcome_of_its_own() -> None:
    for story in read_content().stories.values():
        for one in story.scenes:
            for line in one.lines:
                assert bool(line.outcome) == (line.kind in {Kind.PROMISE, Kind.CLIENT_TASK}), line.text


def test_numbers_are_possible_and_nobody_elses(people) -> None:
    numbers = [number for person in people for number in person.phones]
    assert len(set(numbers)) == len(numbers) > 60
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


def test_every_matter_says_where_it_stands_and_most_are_at_a_step_of_their_map(store) -> None:
    matters = [Matter.read(doc) for doc in store.records("matter")]
    assert all(one.stage for one in matters)
    maps = process_maps(None).table
    placed = [one for one in matters if one.area]
    assert len(placed) > len(matters) / 2
    for one in placed:
        found = maps.of(one.area)
        assert found is not None
        assert found.step(one.step), f"{one.title}: {one.step}"


def test_it_is_the_same_for_the_same_moment_and_random_numbers_and_else_another() -> None:
    def everything(store: MemoryStore) -> list[dict]:
        return [doc for kind in KINDS for doc in store.records(kind)]

    assert everything(filled()) == everything(filled())
    assert everything(filled(seed=8)) != everything(filled())
    assert len(filled(seed=8).open_follow_ups()) == 41 + UPDATES


def test_progress_is_told_to_the_end_and_a_seated_user_is_no_obstacle() -> None:
    store = MemoryStore(MemoryOffice(Standing(MONDAY)), "ana")
    seated = next(filled().records("staff"))
    store.commit([Put("staff", seated | {"rev": 0, "name": "somebody"})])
    told: list[tuple[int, int]] = []
    fill_demo(store, demo_office(), MONDAY, Random(1), lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 700
    assert len(told) <= 20
    assert store.get("staff", seated["id"])["name"] == seated["name"]


def test_the_consent_of_a_call_is_what_its_history_comes_to_under_the_shipped_rules(calls) -> None:
    asked = [call for call in calls if call.consent.history]
    assert len(asked) > 100
    for call in asked:
        last = call.consent.history[-1]
        assert call.consent.answer == stands(call.consent.history, on_the_line(call)).kept_as
        assert (call.consent.at, call.consent.words, call.consent.rule) == (last.at, last.words, last.rule)
        times = [moment.at for moment in call.consent.history]
        assert times == sorted(times)
        assert times[-1] <= call.seconds
        for moment in call.consent.history:
            assert moment.version == consent_rules(None).table.version
            assert moment.rule
            assert "{" not in moment.words
    assert {moment.answer for call in asked for moment in call.consent.history} == {
        "asked", "consented", "declined", "silent", "stopped", "resumed",
    }  # fmt: skip
    assert any("not stated" in call.consent.rule for call in asked if not call.places)
    assert not any("stated by" in call.consent.rule for call in asked if not call.places and not call.participants)


def test_interpreters_third_persons_and_a_parent_were_on_the_line_and_asked_as_well(calls, people) -> None:
    others = [(call, other) for call in calls for other in call.participants]
    assert {other.capacity for _, other in others} == {"interpreter", "third_person", "parent"}
    assert all(other.language for _, other in others if other.capacity == "interpreter")
    minor = {person.id for person in people if person.minor}
    assert {call.person_id for call, other in others if other.capacity == "parent"} == minor
    assert any(len(moment.of) > 1 for call, _ in others for moment in call.consent.history)
    for call, other in others:
        assert other.left <= call.seconds
        settled = {end.end for end in call.ends}
        assert not other.costs_privilege or f"third_person:{other.key}" in settled


def test_identity_says_how_and_who_and_once_it_failed_so_often_that_the_attorney_was_asked(calls, items) -> None:
    known = [call for call in calls if call.identity.result == "confirmed"]
    assert all(call.identity.how and call.identity.who == call.person for call in known)
    assert any(call.identity.failed == 1 for call in known)
    (failed,) = (call for call in calls if call.identity.result == "failed")
    (item,) = (item for item in items if item.text == f"Identity of {failed.person} failed twice on the phone")
    assert failed.identity.failed == 2
    assert (item.kind, item.urgent, item.assignee, item.call) == ("question", True, "m.okafor", failed.id)


def test_every_prospect_was_checked_and_the_verdicts_are_of_all_kinds(checks, calls, items, people) -> None:
    prospects = {person.id for person in people if person.role == "prospect"}
    assert {check.person for check in checks} == prospects
    verdicts = Counter(check.verdict for check in checks)
    assert (verdicts["flagged"], verdicts["waived"]) == (1, 1)
    assert verdicts["denied"] >= 1
    assert verdicts["clear"] >= 2
    for check in checks:
        assert check.searched > 60
        assert len(check.terms) == len(check.named_as) > 1
        assert bool(check.hits) or check.verdict == "clear"
        found = [item for item in items if item.conflict_check == check.id]
        assert len(found) == bool(check.hits)
        assert all((item.status in CLOSED) == (check.verdict != "flagged") for item in found)
        (call,) = (call for call in calls if call.id == check.call)
        assert (call.conflict.check, call.conflict.verdict) == (check.id, check.verdict)
        assert check.verdict == "flagged" or check.decided_by == ("m.okafor" if check.hits else call.staff)


def test_before_the_check_allowed_it_nothing_of_a_matter_was_kept(calls) -> None:
    intakes = [call for call in calls if call.intake]
    assert len(intakes) >= 7
    for call in intakes:
        if locked(call):
            assert {line.kind for line in call.lines} <= BEFORE_THE_CHECK
        names = [line.at for line in call.lines if line.kind == "name"]
        assert all(line.at > max(names, default=0) for line in call.lines if line.kind not in BEFORE_THE_CHECK)
    assert not any(call.facts for call in intakes if call.conflict.verdict == "denied")


def test_the_questions_of_a_practice_area_are_answered_as_its_set_leads_to_them(calls) -> None:
    areas = practice_areas(None).table
    asked = [call for call in calls if call.facts]
    assert len({call.practice_area for call in asked}) >= 3
    assert {answer.type for call in asked for answer in call.facts} >= {
        "yes_no", "choice", "date", "money", "name", "number",
    }  # fmt: skip
    for call in asked:
        area = areas[call.practice_area]
        assert call.area_version == area.version
        given = {answer.question: answer.value for answer in call.facts}
        for answer in call.facts:
            question = area.question(answer.question)
            assert question
            assert area.asked_now(question, given)
            assert question.before_check or not locked(call)


def test_every_reported_date_belongs_to_its_line_and_some_are_verified_by_the_attorney(calls) -> None:
    dates = [(call, date) for call in calls for date in call.reported]
    for call, date in dates:
        (line,) = (line for line in call.lines if line.line == date.line)
        assert (line.kind, line.at) == ("reported_date", date.at)
        assert date.said_by == (call.person or "the caller")
        assert date.taken_by == call.staff
        assert date.verified_at <= utc_text(MONDAY)
    shown = sum(1 for call in calls for line in call.lines if line.kind == "reported_date")
    assert len(dates) == shown
    verified = [date for _, date in dates if date.verified_by]
    assert 0 < len(verified) < len(dates)
    assert {date.verified_by for date in verified} == {"Michael Okafor"}
    assert any(date.question for _, date in dates)


def test_calls_with_clients_end_with_a_read_back_and_a_next_contact_or_a_reason(calls) -> None:
    clients = [call for call in calls if call.matter_id and call.checklist.checklist]
    back = [call for call in clients if call.read_back.by]
    assert len(back) > len(clients) * 0.8
    assert any(call.read_back.to_do for call in back)
    assert len({call.read_back.unclear for call in back}) > 1
    for call in back:
        kinds = {"concern": "met", "instruction": "read_back"}
        assert all(line.settled == kinds.get(line.kind, "") for line in call.lines)
        assert "Thank you" in call.read_back.text
    for call in clients:
        assert bool(call.next_contact) != any(end.end == "next_contact" for end in call.ends)
        assert call.next_contact in {"", *(line.due for line in call.lines if line.kind == "promise")}


def test_what_is_known_of_people_is_of_all_kinds(people) -> None:
    assert any(person.other_names for person in people)
    clients = [person for person in people if person.role == "client" and first_name(person.name)]
    assert {len(person.identity_facts) for person in clients} == {2}
    assert any(person.related for person in people)
    assert any(person.accommodations for person in people)
    assert any(person.language for person in people)
    assert any(person.say_only for person in people)
    assert sum(person.minor for person in people) == 1
    known = [number for person in people for number in person.numbers]
    assert {number.line for number in known} >= {"fax", "tty"}
    assert {number.safe for number in known} == {"yes", "no"}
    assert all(number.number in person.phones for person in people for number in person.numbers)


def test_nobody_was_called_on_a_number_that_is_not_safe(calls, people) -> None:
    unsafe = {number.number for person in people for number in person.numbers if number.safe == "no"}
    assert unsafe
    assert not unsafe & {call.phone for call in calls}


def test_it_is_made_within_two_seconds() -> None:
    begun = perf_counter()
    filled()
    assert perf_counter() - begun < 2.0
