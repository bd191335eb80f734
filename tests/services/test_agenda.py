"""The agenda: follow-ups by the day they are due, and what people reported, as they reported it."""

from __future__ import annotations

from datetime import date

import pytest

from paratui.domain.agenda import AGAIN, FOLLOW_UP
from paratui.domain.call import Call
from paratui.domain.due_told import again_told
from paratui.domain.errors import BadInput
from paratui.domain.reported_date import REPORTED, ReportedDate
from paratui.services.agenda import agenda, reported
from paratui.services.queue import Queue
from paratui.services.today import today
from paratui.store.interface import Put

STARTED = "2026-10-06T14:00:00Z"


@pytest.fixture
def told(shared):
    """A call on which dates were reported, as it is kept."""

    def kept(*dates: ReportedDate, started: str = STARTED, **fields) -> Call:
        fields = {"person": "Maria Garcia", "person_id": 7, "matter": "2026-0142", "matter_id": 9} | fields
        call = Call(id=shared.new_id(), status="ended", staff="ana", started=started, reported=dates, **fields)
        return shared.keep("call", call)

    return kept


def hearing(day: str = "2026-10-14", said: str = "Oct 14, 9 AM", **fields) -> ReportedDate:
    return ReportedDate(what="hearing", said=said, day=day, **fields)


def on(found, day: str):
    return next(one for one in found.days if one.day == date.fromisoformat(day))


def texts(found, day: str) -> list[str]:
    return [entry.what for entry in on(found, day).entries]


def test_a_follow_up_stands_on_the_offices_day_it_is_due(shared, ana):
    shared.follow_up(text="late in the evening", due="2026-10-09T03:30:00Z")  # Thursday 11:30 PM in New York
    shared.follow_up(text="by midnight", due="2026-10-09T04:00:00Z")
    shared.follow_up(text="friday", due="2026-10-09T21:00:00Z")
    found = agenda(ana)
    assert texts(found, "2026-10-08") == ["late in the evening", "by midnight"]
    assert texts(found, "2026-10-09") == ["friday"]


def test_an_appointment_is_told_apart_from_what_is_due_by_then(shared, ana):
    Queue(ana).add("meeting with Maria fri 3pm")
    Queue(ana).add("call the clerk fri 3pm")
    shared.follow_up(text="touch base", due="2026-10-09T18:00:00Z", clock="next contact")
    shared.follow_up(text="touch base", due="2026-10-09T21:00:00Z", clock="next contact")
    kinds = [entry.kind for entry in on(agenda(ana), "2026-10-09").entries]
    assert kinds == ["appointment", "appointment", "follow_up", "next_contact"]


def test_what_is_late_is_counted_and_stays_in_the_queue(shared, ana):
    shared.follow_up(text="late", due="2026-10-08T13:00:00Z")
    shared.follow_up(text="no date", due="")
    found = agenda(ana)
    assert found.late == 1
    assert [entry for day in found.days for entry in day.entries] == []


def test_closed_days_say_so(ana):
    found = agenda(ana)
    assert [day.note for day in found.days[:5]] == ["", "", "closed", "closed", ""]
    assert [day.ahead for day in found.days] == list(range(14))


def test_a_reported_date_is_marked_and_says_what_was_said(told, ana):
    told(hearing())
    entry = on(agenda(ana), "2026-10-14").entries[0]
    assert (entry.what, entry.mark, entry.at) == ("hearing: Oct 14, 9 AM", REPORTED, None)
    assert entry.person == "Maria Garcia"


def test_a_verified_date_stands_on_the_day_of_the_papers(told, ana):
    told(hearing(verified="2026-10-15", verified_by="Morgan Lowe"))
    found = agenda(ana)
    assert texts(found, "2026-10-14") == []
    entry = on(found, "2026-10-15").entries[0]
    assert (entry.what, entry.mark) == ("hearing: 2026-10-15 (said: Oct 14, 9 AM)", "verified by Morgan Lowe")


def test_a_date_that_the_papers_have_within_the_days_is_shown_whatever_was_said(told, ana):
    told(hearing(day="2026-12-14", verified="2026-10-15", verified_by="Morgan Lowe"))
    assert len(texts(agenda(ana), "2026-10-15")) == 1


def test_a_date_told_on_two_calls_stands_there_once_the_verified_one_before_the_other(told, ana):
    told(hearing(verified="2026-10-14", verified_by="Morgan Lowe"))
    told(hearing(said="the fourteenth"), started="2026-10-07T14:00:00Z")
    entries = on(agenda(ana), "2026-10-14").entries
    assert [entry.mark for entry in entries] == ["verified by Morgan Lowe"]


def test_words_that_name_no_day_are_on_no_day(told, ana):
    told(hearing(day="2026-10", said="sometime in October"), hearing(day="", said="soon"))
    assert [entry for day in agenda(ana).days for entry in day.entries] == []


def test_a_date_that_only_a_line_tells_is_read_from_the_line(shared, ana):
    line = {"line": 1, "at": 60, "kind": "reported_date", "text": "hearing Oct 14", "by": "ana"}
    call = Call(id=shared.new_id(), status="ended", staff="ana", started=STARTED)
    shared.keep("call", Call.read(call.doc() | {"lines": [line]}))
    assert texts(agenda(ana), "2026-10-14") == ["hearing: Oct 14"]
    today = date(2026, 10, 14)
    assert list(reported(ana, today, today, kept_only=True)) == []


def test_a_call_another_tool_wrote_in_its_own_way_hides_nobody_elses_dates(told, shared, ana):
    told(hearing())
    strange = Call(id=shared.new_id(), status="ended", staff="ana", started=STARTED).doc()
    shared._first.commit([Put("call", strange | {"reported": ["soon"], "lines": [{}]})])
    assert texts(agenda(ana), "2026-10-14") == ["hearing: Oct 14, 9 AM"]


def test_calls_older_than_half_a_year_are_not_looked_through(told, ana):
    told(hearing(), started="2026-04-01T14:00:00Z")
    found = agenda(ana)
    assert texts(found, "2026-10-14") == []
    assert found.since == date(2026, 4, 8)


def test_mine_leaves_out_what_is_a_colleagues(shared, told, ana):
    shared.follow_up(text="hers", assignee="dana")
    shared.follow_up(text="nobody's", assignee="")
    told(hearing(day="2026-10-08"))
    assert texts(agenda(ana, mine=True), "2026-10-08") == ["hearing: Oct 14, 9 AM", "nobody's"]


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_number_of_days_that_cannot_be_is_refused(ana, days):
    with pytest.raises(BadInput, match="1 to 366 days"):
        agenda(ana, days)


def test_what_is_late_and_comes_again_today_stands_at_its_hour_and_is_late_no_more_than_in_the_queue(shared, ana):
    shared.follow_up(text="late", due="2026-10-05T13:00:00Z")
    tried = shared.follow_up(text="call her", due="2026-10-05T13:00:00Z", snoozed_until="2026-10-08T19:00:00Z")
    shared.follow_up(text="to come", due="2026-10-12T21:00:00Z", snoozed_until="2026-10-09T13:00:00Z")
    found, day = agenda(ana), today(ana)
    assert found.late == day.everyone["overdue"] == 1
    assert day.today == (tried,)
    told = [(day.day.day, entry.kind, entry.what) for day in found.days for entry in day.entries]
    assert told == [(8, AGAIN, "call her"), (9, AGAIN, "to come"), (12, FOLLOW_UP, "to come")]
    assert again_told(tried, ana.now(), ana.office) == "again 3:00 PM"
    shared.clock.go_on(5 * 3600 + 60)
    assert agenda(ana).late == today(ana).everyone["overdue"] == 2
    assert again_told(tried, ana.now(), ana.office) == ""
