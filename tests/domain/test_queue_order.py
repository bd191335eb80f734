"""The order of the queue: sections, a total order, and a formula that explains itself."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paratui.domain.follow_up import Attempt, FollowUp
from paratui.domain.office import Office
from paratui.domain.queue_order import SECTIONS, placed, section_of, terms, why, why_words
from paratui.domain.wall_clock import utc_text

NEW_YORK = Office(zone="America/New_York")
# Thursday 8 October 2026, 10 in the morning in New York.
NOW = datetime(2026, 10, 8, 14, 0, tzinfo=UTC)


def local(text: str, office: Office = NEW_YORK) -> str:
    """A local time of the office as a document writes it."""
    return utc_text(datetime.fromisoformat(text).replace(tzinfo=office.tz))


def item(number: int = 1, **fields) -> FollowUp:
    return FollowUp(id=number, number=number, text="call back Maria", **fields)


def tries(count: int) -> tuple[Attempt, ...]:
    return (Attempt(at=utc_text(NOW), by="ana", how="no_answer"),) * count


# Sections


@pytest.mark.parametrize(
    ("due", "section"),
    [
        ("2026-10-01T17:00", "overdue"),
        ("2026-10-08T09:59:59", "overdue"),
        ("2026-10-08T10:00", "today"),
        ("2026-10-08T17:00", "today"),
        ("2026-10-08T23:59:59", "today"),
        ("2026-10-09T00:00:01", "next"),
        ("2026-10-15T23:59", "next"),
        ("2026-10-16T00:00:01", "later"),
        ("2027-01-04T09:00", "later"),
    ],
)
def test_the_section_follows_the_office_s_calendar(due, section):
    assert section_of(item(due=local(due)), NOW, NEW_YORK) == section


def test_what_is_due_by_midnight_tonight_stands_in_today():
    assert section_of(item(due=local("2026-10-09T00:00")), NOW, NEW_YORK) == "today"
    assert section_of(item(due=local("2026-10-10T00:00")), NOW, NEW_YORK) == "next"


def test_an_item_without_a_due_time_is_for_later():
    assert section_of(item(), NOW, NEW_YORK) == "later"


def test_a_snoozed_item_is_hidden_until_its_time_even_when_it_is_late():
    snoozed = item(due=local("2026-10-08T09:00"), snoozed_until=local("2026-10-08T15:00"))
    assert section_of(snoozed, NOW, NEW_YORK) == "later"
    assert section_of(snoozed, NOW + timedelta(hours=5), NEW_YORK) == "overdue"


def test_a_snoozed_item_that_returns_stands_where_its_due_time_puts_it():
    snoozed = item(due=local("2026-10-08T17:00"), snoozed_until=local("2026-10-08T10:00"))
    assert section_of(snoozed, NOW, NEW_YORK) == "today"


@pytest.mark.parametrize("status", ["waiting_attorney", "waiting_client", "waiting_other"])
def test_what_waits_on_somebody_waits_until_it_is_late(status):
    waiting = item(status=status, due=local("2026-10-08T17:00"))
    assert section_of(waiting, NOW, NEW_YORK) == "waiting"
    assert section_of(waiting, NOW + timedelta(hours=8), NEW_YORK) == "overdue"
    assert section_of(item(status=status), NOW, NEW_YORK) == "waiting"


def test_midnight_is_the_office_s_and_not_the_world_s():
    due = "2026-10-09T03:30:00Z"  # half past eleven at night in New York, half past four in Berlin
    berlin = Office(zone="Europe/Berlin")
    assert section_of(item(due=due), NOW, NEW_YORK) == "today"
    assert section_of(item(due=due), NOW, berlin) == "next"


def test_a_day_of_25_hours_ends_at_its_own_midnight():
    # Clocks go back in the night to Sunday 1 November 2026.
    morning = datetime(2026, 11, 1, 4, 30, tzinfo=UTC)  # 00:30 in New York
    assert section_of(item(due=local("2026-11-01T23:30")), morning, NEW_YORK) == "today"
    assert section_of(item(due="2026-11-02T04:59:59Z"), morning, NEW_YORK) == "today"
    assert section_of(item(due="2026-11-02T05:00:01Z"), morning, NEW_YORK) == "next"


def test_a_day_of_23_hours_ends_at_its_own_midnight():
    # Clocks go forward in the night to Sunday 8 March 2026.
    morning = datetime(2026, 3, 8, 5, 30, tzinfo=UTC)  # 00:30 in New York
    assert section_of(item(due="2026-03-09T03:59:59Z"), morning, NEW_YORK) == "today"
    assert section_of(item(due="2026-03-09T04:00:01Z"), morning, NEW_YORK) == "next"


def test_the_week_ahead_is_counted_in_days_of_the_calendar_across_the_change_of_clocks():
    thursday = datetime(2026, 10, 29, 14, 0, tzinfo=UTC)
    assert section_of(item(due=local("2026-11-05T23:59")), thursday, NEW_YORK) == "next"
    assert section_of(item(due=local("2026-11-06T00:01")), thursday, NEW_YORK) == "later"


# The order


def test_sections_come_before_scores():
    late = item(1, due=local("2026-10-08T09:00"))
    loud = item(2, due=local("2026-10-08T10:30"), urgent=True, kind="question", attempts=tries(3))
    assert [place.item for place in placed([loud, late], NOW, NEW_YORK)] == [late, loud]


def test_within_a_section_the_score_decides_then_the_due_time_then_the_number():
    items = [
        item(1, due=local("2026-10-08T17:00")),
        item(2, due=local("2026-10-08T17:00"), urgent=True),
        item(3, due=local("2026-10-08T11:00")),
        item(4, due=local("2026-10-08T17:00")),
    ]
    assert [place.item.number for place in placed(items, NOW, NEW_YORK)] == [2, 3, 1, 4]


def test_of_two_that_are_late_alike_the_one_due_first_stands_first():
    items = [item(1, due=local("2026-10-08T09:30")), item(2, due=local("2026-10-07T17:00"))]
    assert [place.item.number for place in placed(items, NOW, NEW_YORK)] == [2, 1]


dues = st.one_of(
    st.just(""),
    st.integers(min_value=-10 * 86400, max_value=20 * 86400).map(lambda s: utc_text(NOW + timedelta(seconds=s))),
)
items_of_any_kind = st.builds(
    item,
    number=st.integers(min_value=1, max_value=10_000),
    due=dues,
    snoozed_until=dues,
    urgent=st.booleans(),
    kind=st.sampled_from(["promise", "client_task", "question"]),
    status=st.sampled_from(["open", "waiting_attorney", "waiting_client", "waiting_other"]),
    attempts=st.integers(min_value=0, max_value=5).map(tries),
    created=st.integers(min_value=0, max_value=60 * 86400).map(lambda s: utc_text(NOW - timedelta(seconds=s))),
)
queues = st.lists(items_of_any_kind, max_size=12, unique_by=lambda one: one.number)


@settings(deadline=None, database=None, max_examples=80)
@given(queues, st.integers())
def test_the_order_is_the_same_whatever_order_the_items_come_in(items, seed):
    shuffled = items[:]
    Random(seed).shuffle(shuffled)
    assert placed(items, NOW, NEW_YORK) == placed(shuffled, NOW, NEW_YORK)


@settings(deadline=None, database=None, max_examples=80)
@given(queues)
def test_every_item_stands_in_the_queue_once_and_sections_do_not_mix(items):
    order = placed(items, NOW, NEW_YORK)
    assert sorted(place.item.number for place in order) == sorted(one.number for one in items)
    sections = [SECTIONS.index(place.section) for place in order]
    assert sections == sorted(sections)


more_urgent = st.sampled_from(["urgent", "sooner", "tried", "question", "older"])


def made_more_urgent(one: FollowUp, how: str) -> FollowUp:
    if how == "sooner":
        due = datetime.fromisoformat(one.due) if one.due else NOW + timedelta(days=30)
        return one.but(due=utc_text(due - timedelta(hours=7)))
    if how == "older":
        return one.but(created=utc_text(datetime.fromisoformat(one.created) - timedelta(days=3)))
    if how == "tried":
        return one.but(attempts=(*one.attempts, *tries(1)))
    return one.but(urgent=True) if how == "urgent" else one.but(kind="question")


@settings(deadline=None, database=None, max_examples=200)
@given(queues.filter(bool), st.integers(min_value=0), more_urgent)
def test_what_becomes_more_urgent_never_moves_down(items, which, how):
    chosen = items[which % len(items)]
    louder = made_more_urgent(chosen, how)
    others = [one for one in items if one is not chosen]
    before = [place.item.number for place in placed(items, NOW, NEW_YORK)].index(chosen.number)
    after = [place.item.number for place in placed([*others, louder], NOW, NEW_YORK)].index(chosen.number)
    assert after <= before


# Why


def test_why_names_each_term_and_their_sum():
    one = item(due=local("2026-10-08T09:00"), urgent=True, attempts=tries(2), created=local("2026-10-03T10:00"))
    assert why(one, NOW) == "overdue 12.0 + urgent 6.0 + tried 2x 2.0 + 5 days old 0.5 = 20.5"


def test_why_of_one_term_needs_no_sum():
    assert why(item(due=local("2026-10-08T18:00")), NOW) == "due 6.0"
    assert why(item(), NOW) == "no due time"
    assert why(item(created=local("2026-10-07T09:00")), NOW) == "1 day old 0.1"


@pytest.mark.parametrize(("hours", "weight"), [(-100, 12.0), (0, 12.0), (8, 6.0), (16, 4.0), (24, 3.0), (88, 1.0)])
def test_the_due_term_halves_for_every_eight_hours_put_to_the_time_left(hours, weight):
    [(_, given_weight)] = terms(item(due=utc_text(NOW + timedelta(hours=hours))), NOW)
    assert given_weight == pytest.approx(weight)


def test_tries_and_age_count_only_so_much():
    old = item(attempts=tries(9), created=utc_text(NOW - timedelta(days=400)))
    assert terms(old, NOW) == [("tried 9x", 3.0), ("400 days old", 2.0)]


def test_a_question_for_the_attorney_weighs_two():
    assert terms(item(kind="question"), NOW) == [("legal question", 2.0)]


@settings(deadline=None, database=None, max_examples=100)
@given(items_of_any_kind)
def test_why_shows_the_terms_that_sum_to_the_score(one):
    [place] = placed([one], NOW, NEW_YORK)
    assert place.score == pytest.approx(sum(weight for _, weight in terms(one, NOW)))
    # Each number is shown to a tenth, so their sum may be a tenth off.
    shown = [float(number) for number in re.findall(r"\d+\.\d", why(one, NOW))]
    words, total = (shown[:-1], shown[-1]) if len(shown) > 1 else (shown, sum(shown))
    assert sum(words) == pytest.approx(total, abs=0.11)
    assert total == pytest.approx(place.score, abs=0.051)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "no due time"),
        ({"due": "2026-10-08T18:00"}, "due today 6:00 PM"),
        ({"due": "2026-10-06T09:00", "created": "2026-10-04T09:00", "attempts": 1},
         "2 days late; tried once; waiting 4 days"),
        ({"due": "2026-10-09T15:00", "created": "2026-10-07T09:00", "urgent": True, "attempts": 2},
         "due tomorrow 3:00 PM; urgent; tried twice; waiting 1 day"),
        ({"kind": "question", "attempts": 3}, "no due time; a question for the attorney; tried 3 times"),
    ],
)  # fmt: skip
def test_the_reason_for_a_place_is_told_in_words_without_a_sum(fields, words) -> None:
    times = {name: local(fields[name]) for name in ("due", "created") if name in fields}
    one = item(**fields | times | {"attempts": tries(fields.get("attempts", 0))})
    assert why_words(one, NOW, NEW_YORK) == words
