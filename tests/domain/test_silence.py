"""Silence: what ends it, how its bands are counted, and which bands an office may have."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest

from paratui.domain.errors import OfficeError
from paratui.domain.office import Office
from paratui.domain.silence import days_since, is_contact
from paratui.domain.silence_bands import band_of, limit_of

LOS_ANGELES = ZoneInfo("America/Los_Angeles")


@pytest.mark.parametrize(
    ("channel", "direction", "outcome"),
    [
        ("phone", "in", "reached"),
        ("phone", "out", "reached"),
        ("phone", "in", "transferred"),
        ("video", "out", "reached"),
        ("in_person", "in", "reached"),
        ("email", "out", ""),
        ("letter", "out", "reached"),
        ("text", "out", ""),
    ],
)
def test_a_call_that_reached_somebody_and_mail_of_ours_end_a_silence(channel, direction, outcome):
    assert is_contact(channel, direction, outcome)


@pytest.mark.parametrize(
    ("channel", "direction", "outcome"),
    [
        ("phone", "out", "left_voicemail"),
        ("phone", "out", "no_answer"),
        ("phone", "out", "wrong_number"),
        ("phone", "out", "refused"),
        ("phone", "in", "no_answer"),
        ("voicemail", "in", "left_voicemail"),
        ("voicemail", "out", "reached"),
        ("email", "in", ""),
        ("letter", "in", "reached"),
        ("phone", "in", ""),
        ("carrier pigeon", "out", "?"),
    ],
)
def test_a_try_a_message_and_mail_that_came_in_end_none(channel, direction, outcome):
    assert not is_contact(channel, direction, outcome)


def test_days_are_those_of_the_offices_calendar():
    now = datetime(2026, 10, 8, 7, 30, tzinfo=UTC)  # half past midnight in Los Angeles
    assert days_since(datetime(2026, 10, 8, 6, 50, tzinfo=UTC), now, LOS_ANGELES) == 1
    assert days_since(datetime(2026, 10, 8, 7, 10, tzinfo=UTC), now, LOS_ANGELES) == 0
    assert days_since(datetime(2026, 10, 9, 7, 10, tzinfo=UTC), now, LOS_ANGELES) == 0


@pytest.mark.parametrize(("days", "band"), [(0, 0), (29, 0), (30, 30), (44, 30), (45, 45), (90, 90), (4000, 90)])
def test_a_silence_is_in_the_greatest_band_it_reaches(days, band):
    assert band_of(days, (30, 45, 90)) == band


@pytest.mark.parametrize(
    ("touch_base", "limit"),
    [
        ([30], (30, False)),
        ([14], (14, True)),
        ([60, 14], (14, True)),
        ([60], (30, False)),
        ([0], (30, False)),
        ([], (30, False)),
    ],
)
def test_a_matter_may_ask_for_a_word_more_often_than_the_office_and_never_less(touch_base, limit):
    assert limit_of(touch_base, (30, 45, 90)) == limit


@pytest.mark.parametrize("days", [[1], [30, 45, 90], [1, 2, 3, 4, 3650]])
def test_bands_of_an_office_rise(days):
    assert Office(silence_days=days).checked().silence_days == days


@pytest.mark.parametrize("days", [[], [0, 30], [-1], [30, 30], [45, 30], [30, 3651], [1, 2, 3, 4, 5, 6]])
def test_bands_that_do_not_are_refused_with_what_to_write(days):
    with pytest.raises(OfficeError, match=r"silence_days; write one to 5 rising numbers of days from 1 to 3650"):
        Office(silence_days=days).checked()


def test_an_office_that_names_no_bands_has_the_usual_ones():
    assert msgspec.convert({}, Office).checked().silence_days == [30, 45, 90]
