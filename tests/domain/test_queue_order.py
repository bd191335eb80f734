"""The order of the queue: sections, a total order that does not dance, and a formula that explains itself."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paratui.domain.follow_up import Attempt, FollowUp
from paratui.domain.importance import FLAGS, NOTHING_KNOWN, WEIGHTS, Standing
from paratui.domain.office import Office
from paratui.domain.queue_order import SECTIONS, Scales, Term, placed, section_of
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


def terms(
    one: FollowUp, now: datetime = NOW, office: Office = NEW_YORK, standing: Standing = NOTHING_KNOWN
) -> list[Term]:
    return Scales(now, office).terms(one, standing)


def why(one: FollowUp, standing: Standing = NOTHING_KNOWN) -> str:
    return Scales(NOW, NEW_YORK).why(one, standing)


def numbers(items: list[FollowUp], now: datetime = NOW, office: Office = NEW_YORK, **known) -> list[int]:
    return [place.item.number for place in placed(items, now, office, **known)]


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
    snoozed = item(due=local("2026-10-08T09:00"), snoozed_until=local("2026-10-09T15:00"))
    assert section_of(snoozed, NOW, NEW_YORK) == "later"
    assert section_of(snoozed, NOW + timedelta(hours=29), NEW_YORK) == "overdue"


@pytest.mark.parametrize("due", ["2026-10-05T09:00", "2026-10-08T17:00", "2026-10-12T17:00"])
@pytest.mark.parametrize("status", ["open", "waiting_client"])
def test_what_comes_again_today_stands_under_today_until_its_hour(due, status):
    snoozed = item(status=status, due=local(due), snoozed_until=local("2026-10-08T15:00"))
    assert section_of(snoozed, NOW, NEW_YORK) == "today"
    assert section_of(snoozed.but(snoozed_until=local("2026-10-09T00:00")), NOW, NEW_YORK) == "today"
    assert section_of(snoozed.but(snoozed_until=local("2026-10-09T00:01")), NOW, NEW_YORK) == "later"
    assert section_of(snoozed, NOW - timedelta(days=1), NEW_YORK) == "later"


def test_what_came_again_today_is_still_today_s_whenever_it_is_due():
    snoozed = item(due=local("2026-10-12T17:00"), snoozed_until=local("2026-10-08T09:00"))
    assert section_of(snoozed, NOW, NEW_YORK) == "today"
    assert section_of(snoozed, NOW + timedelta(days=1), NEW_YORK) == "next"
    assert section_of(snoozed.but(status="waiting_client"), NOW, NEW_YORK) == "waiting"
    assert section_of(snoozed.but(due=local("2026-10-07T17:00")), NOW, NEW_YORK) == "overdue"


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
    loud = item(2, due=local("2026-10-08T10:30"), urgent=True, kind="question", attempts=tries(3), flags=FLAGS)
    assert numbers([loud, late]) == [1, 2]


def test_within_a_section_the_score_decides_then_the_due_time_then_the_number():
    items = [
        item(1, due=local("2026-10-08T17:00")),
        item(2, due=local("2026-10-08T17:00"), urgent=True),
        item(3, due=local("2026-10-08T11:00")),
        item(4, due=local("2026-10-08T17:00")),
    ]
    assert numbers(items) == [2, 3, 1, 4]


def test_of_two_that_are_late_alike_the_one_due_first_stands_first():
    assert numbers([item(1, due=local("2026-10-08T09:30")), item(2, due=local("2026-10-07T17:00"))]) == [2, 1]


def test_of_two_due_times_written_in_other_ways_the_earlier_stands_first():
    items = [item(1, due="2026-10-08T12:30:00Z"), item(2, due="2026-10-08T08:00:00-04:00")]
    assert numbers(items) == [2, 1]


def test_an_item_made_at_a_time_nobody_can_read_still_stands_in_the_queue():
    assert numbers([item(1, created="last spring", due=local("2026-10-08T17:00"))]) == [1]


def test_what_is_known_beside_the_item_counts_when_it_is_handed_in():
    items = [item(number, due=local("2026-10-08T17:00")) for number in (1, 2, 3, 4)]
    standing = {2: Standing(silent_days=12), 3: Standing(blocking=True), 4: Standing(instructed=True)}
    assert numbers(items, standing=standing) == [3, 4, 2, 1]
    assert numbers(items) == [1, 2, 3, 4]


def test_an_existing_client_stands_before_a_prospect():
    due = local("2026-10-08T17:00")
    assert numbers([item(1, due=due), item(2, due=due, matter_id=7)]) == [2, 1]
    assert numbers([item(1, due=due), item(2, due=due)], standing={2: Standing(role="client")}) == [2, 1]


def test_the_weights_of_the_office_are_respected():
    due = local("2026-10-08T17:00")
    items = [item(1, due=due, flags=("court",)), item(2, due=due, flags=("money",))]
    assert numbers(items) == [1, 2]
    assert numbers(items, office=Office(zone="America/New_York", weights={"money": 7})) == [2, 1]
    assert numbers(items, office=Office(zone="America/New_York", weights={"court": 1.5})) == [2, 1]


def test_a_weight_of_nothing_leaves_its_term_out():
    office = Office(zone="America/New_York", weights={"court": 0, "due": 0})
    assert terms(item(due=local("2026-10-08T17:00"), flags=("court", "money")), office=office) == [
        Term("money", 2.0, "money held", 2.0)
    ]


due_times = st.integers(min_value=-10 * 86400, max_value=20 * 86400).map(
    lambda s: utc_text(NOW + timedelta(seconds=s))
)
dues = st.one_of(st.just(""), due_times)
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
    flags=st.sets(st.sampled_from(FLAGS), max_size=3).map(lambda there: tuple(sorted(there))),
    matter_id=st.sampled_from([0, 7]),
)
queues = st.lists(items_of_any_kind, max_size=12, unique_by=lambda one: one.number)
standings = st.builds(
    Standing,
    role=st.sampled_from(["", "client", "prospect"]),
    silent_days=st.integers(min_value=0, max_value=200),
    instructed=st.booleans(),
    blocking=st.booleans(),
)
offices = st.dictionaries(st.sampled_from(sorted(WEIGHTS)), st.floats(min_value=0, max_value=100), max_size=4).map(
    lambda weights: Office(zone="America/New_York", weights=weights)
)


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


more_urgent = st.sampled_from(["urgent", "sooner", "tried", "question", "older", "flag", "client"])


def made_more_urgent(one: FollowUp, how: str, flag: str) -> FollowUp:
    if how == "sooner":
        due = datetime.fromisoformat(one.due) if one.due else NOW + timedelta(days=30)
        return one.but(due=utc_text(due - timedelta(hours=7)))
    if how == "older":
        return one.but(created=utc_text(datetime.fromisoformat(one.created) - timedelta(days=3)))
    if how == "tried":
        return one.but(attempts=(*one.attempts, *tries(1)))
    changed = {"urgent": True} if how == "urgent" else {"matter_id": 7} if how == "client" else {"kind": "question"}
    return one.but(flags=(*one.flags, flag)) if how == "flag" else one.but(**changed)


@settings(deadline=None, database=None, max_examples=200)
@given(queues.filter(bool), st.integers(min_value=0), more_urgent, st.sampled_from(FLAGS), offices)
def test_what_becomes_more_urgent_never_moves_down(items, which, how, flag, office):
    chosen = items[which % len(items)]
    louder = made_more_urgent(chosen, how, flag)
    others = [one for one in items if one is not chosen]
    before = numbers(items, office=office).index(chosen.number)
    after = numbers([*others, louder], office=office).index(chosen.number)
    assert after <= before


graver_by = st.sampled_from(["silent_days", "blocking", "instructed"])


@settings(deadline=None, database=None, max_examples=80)
@given(queues.filter(bool), st.integers(min_value=0), standings, graver_by)
def test_what_is_known_to_be_more_important_never_moves_down(items, which, standing, how):
    chosen = items[which % len(items)]
    graver = standing._replace(**{how: standing.silent_days + 3 if how == "silent_days" else True})
    before = numbers(items, standing={chosen.id: standing}).index(chosen.number)
    assert numbers(items, standing={chosen.id: graver}).index(chosen.number) <= before


# From one refresh to the next


def later_moments(seconds: int) -> st.SearchStrategy[list[datetime]]:
    """Some moments within so many seconds from NOW on, in order."""
    drawn = st.lists(st.integers(min_value=0, max_value=seconds), min_size=2, max_size=6, unique=True)
    return drawn.map(lambda found: [NOW + timedelta(seconds=each) for each in sorted(found)])


moments_of_a_day = later_moments(14 * 3600 - 1)
days_ahead = later_moments(90 * 86400)


@settings(deadline=None, database=None, max_examples=150)
@given(items_of_any_kind, due_times, due_times, days_ahead, offices)
def test_of_two_alike_but_for_their_due_times_the_earlier_stays_first_as_time_goes_by(one, due, other, times, office):
    early, late = sorted([due, other])
    first = one.but(due=early, snoozed_until="", number=2, id=2)
    second = first.but(due=late, number=3, id=3)
    for now in times:
        assert numbers([second, first], now, office) == [2, 3]


# Close enough together that one does pass the other now and then.
hours_ahead = st.integers(min_value=0, max_value=60 * 3600)
hours_between = st.integers(min_value=0, max_value=3 * 3600)
days_before = st.integers(min_value=0, max_value=4 * 86400)


@settings(deadline=None, database=None, max_examples=100)
@given(hours_ahead, hours_between, days_before, days_before)
def test_within_a_day_and_a_section_one_item_passes_another_at_most_once(due, between, made, other_made):
    one, other = (
        item(number, due=utc_text(NOW + timedelta(seconds=ahead)), created=utc_text(NOW - timedelta(seconds=before)))
        for number, ahead, before in ((1, due, made), (2, due + between, other_made))
    )
    every_few_minutes = [NOW + timedelta(minutes=each) for each in range(0, 14 * 60, 5)]
    for section in SECTIONS:
        orders = [
            tuple(place.item.number for place in order)
            for now in every_few_minutes
            for order in [placed([one, other], now, NEW_YORK)]
            if {place.section for place in order} == {section}
        ]
        assert sum(before != after for before, after in pairwise(orders)) <= 1


@settings(deadline=None, database=None, max_examples=80)
@given(items_of_any_kind, moments_of_a_day)
def test_within_a_day_nothing_but_the_time_left_changes_a_score(one, times):
    resting = [[term for term in terms(one, now) if term.name != "due"] for now in times]
    assert all(each == resting[0] for each in resting)


def test_days_turn_at_midnight_of_the_office_and_for_all_items_at_once():
    made = [item(created=local(f"2026-10-07T{hour}")) for hour in ("00:30", "12:00", "23:30")]
    before, after = (datetime.fromisoformat(local(text)) for text in ("2026-10-07T23:59:59", "2026-10-08T00:00:01"))
    assert [terms(one, before) for one in made] == [[]] * 3
    assert [terms(one, after)[0].words for one in made] == ["1 day old"] * 3


# Why


def test_why_names_each_term_and_their_sum():
    one = item(due=local("2026-10-08T09:00"), urgent=True, attempts=tries(2), created=local("2026-10-03T10:00"))
    assert why(one) == "overdue 12.0 + urgent 6.0 + tried 2x 2.0 + 5 days old 0.5 = 20.5"


def test_why_of_one_term_needs_no_sum():
    assert why(item(due=local("2026-10-08T18:00"))) == "due today 6.0"
    assert why(item()) == "no due time"
    assert why(item(created=local("2026-10-07T09:00"))) == "1 day old 0.1"


def test_why_names_what_is_important_and_what_is_known_beside_the_item():
    one = item(flags=("court", "in_custody"), matter_id=7)
    standing = Standing(silent_days=12, blocking=True)
    assert why(one, standing) == (
        "court 6.0 + in custody 6.0 + blocking 4.0 + silent 12 days 1.2 + client 1.0 = 18.2"
    )


@pytest.mark.parametrize(("hours", "points"), [(-100, 12.0), (0, 12.0), (8, 6.0), (16, 4.0), (24, 3.0), (88, 1.0)])
def test_the_due_term_halves_for_every_eight_hours_put_to_the_time_left(hours, points):
    [term] = terms(item(due=utc_text(NOW + timedelta(hours=hours))))
    assert term.points == pytest.approx(points)


@pytest.mark.parametrize(
    ("due", "band"),
    [
        ("2026-10-08T10:00", "overdue"),
        ("2026-10-08T12:00", "due within 2 hours"),
        ("2026-10-08T12:01", "due today"),
        ("2026-10-09T00:00", "due today"),
        ("2026-10-09T00:01", "due within 3 business days"),
        ("2026-10-13T17:00", "due within 3 business days"),  # Friday, Monday, Tuesday
        ("2026-10-14T09:00", "due later"),
    ],
)
def test_the_due_term_says_how_near_it_is(due, band):
    assert [term.words for term in terms(item(due=local(due)))] == [band]


def test_tries_age_and_silence_count_only_so_much():
    old = item(attempts=tries(9), created=utc_text(NOW - timedelta(days=400)))
    told = [(term.words, term.points) for term in terms(old, standing=Standing(silent_days=95))]
    assert told == [("silent 95 days", 3.0), ("tried 9x", 3.0), ("400 days old", 2.0)]


def test_a_flag_this_version_does_not_know_weighs_nothing_and_is_kept():
    one = FollowUp.read({"id": 1, "number": 1, "flags": ["court", "from_tomorrow"]})
    assert [term.name for term in terms(one)] == ["court"]
    assert one.doc()["flags"] == ["court", "from_tomorrow"]
    assert "flags" not in item().doc()


@settings(deadline=None, database=None, max_examples=150)
@given(items_of_any_kind, standings, offices)
def test_why_shows_the_terms_that_sum_to_the_score(one, standing, office):
    [place] = placed([one], NOW, office, standing={one.id: standing})
    scales = Scales(NOW, office)
    assert place.score == sum(term.points for term in scales.terms(one, standing))
    shown = [Decimal(number) for number in re.findall(r"\d+\.\d", scales.why(one, standing))]
    words, total = (shown[:-1], shown[-1]) if len(shown) > 1 else (shown, sum(shown))
    assert sum(words) == total
    assert float(total) == pytest.approx(place.score, abs=0.0501)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "no due time: neither urgent nor so important"),
        ({"due": "2026-10-08T18:00"}, "due today 6:00 PM: urgent, not so important"),
        ({"due": "2026-10-06T09:00", "created": "2026-10-04T09:00", "attempts": 1},
         "2 days late; tried once; waiting 4 days: urgent, not so important"),
        ({"due": "2026-10-09T15:00", "created": "2026-10-07T09:00", "urgent": True, "attempts": 2},
         "due tomorrow 3:00 PM; urgent; tried twice; waiting 1 day: urgent, not so important"),
        ({"kind": "question", "attempts": 3},
         "no due time; tried 3 times; a question for the attorney: important, not urgent"),
        ({"due": "2026-10-08T18:00", "flags": ("safety",)},
         "due today 6:00 PM; safety, or the custody of a child: urgent and important"),
    ],
)  # fmt: skip
def test_the_reason_for_a_place_is_told_in_words_without_a_sum(fields, words) -> None:
    times = {name: local(fields[name]) for name in ("due", "created") if name in fields}
    one = item(**fields | times | {"attempts": tries(fields.get("attempts", 0))})
    assert Scales(NOW, NEW_YORK).why_words(one) == words
