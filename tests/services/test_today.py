"""The day in a few lines: what waits on me is mine to do, whoever has it."""

from __future__ import annotations

from collections import Counter

from paratui.domain.call import Call
from paratui.domain.follow_up import Happening
from paratui.domain.reported_date import REPORTED, ReportedDate
from paratui.services.queue import Queue
from paratui.services.today import today
from paratui.store.interface import Put


def texts(items) -> list[str]:
    return [item.text for item in items]


def test_what_waits_on_the_attorney_is_due_for_the_attorney(shared):
    late, soon = "2026-10-07T21:00:00Z", "2026-10-08T21:00:00Z"
    waits = {"status": "waiting_attorney", "assignee": "ana"}
    shared.follow_up(text="should I sign?", kind="question", due=soon, **waits, waiting_on="morgan")
    shared.follow_up(text="may she travel?", kind="question", due=late, **waits, waiting_on="attorney")
    shared.follow_up(text="for another attorney", due=soon, **waits, waiting_on="dana")
    shared.follow_up(text="the client sends it", due=soon, status="waiting_client", assignee="ana")
    day = today(shared.desk("morgan"))
    assert (texts(day.overdue), texts(day.today)) == (["may she travel?"], ["should I sign?"])
    assert {item.status for item in (*day.overdue, *day.today)} == {"waiting_attorney"}


def test_what_waits_on_somebody_else_is_not_due_for_me(shared):
    shared.follow_up(text="should I sign?", status="waiting_attorney", waiting_on="morgan", assignee="ana")
    assert texts(today(shared.desk("ana")).today) == []
    assert texts(today(shared.desk("dana")).today) == []


# What came to me, and what was reported for this day


def test_what_somebody_else_gave_me_since_the_last_working_day_is_named(shared):
    given = Happening(at="2026-10-07T15:00:00Z", by="dana", what="assigned to ana")
    before = Happening(at="2026-10-06T15:00:00Z", by="dana", what="assigned to ana")
    noted = Happening(at="2026-10-08T13:00:00Z", by="dana", what="handed over to ana: she calls at 4")
    other = Happening(at="2026-10-08T13:00:00Z", by="dana", what="assigned to anastasia")
    claimed = Happening(at="2026-10-08T13:00:00Z", by="ana", what="claimed")
    shared.follow_up(text="given", history=(given,))
    shared.follow_up(text="given before", history=(before,))
    shared.follow_up(text="handed over", history=(noted,))
    shared.follow_up(text="claimed", history=(other, claimed))
    shared.follow_up(text="made for me", created_by="dana")
    day = today(shared.desk("ana"))
    assert texts(day.given) == ["given", "handed over", "made for me"]
    assert day.given_since.isoformat() == "2026-10-07"


def test_on_a_monday_it_looks_back_to_friday(shared, clock):
    clock.go_on(4 * 86400)
    assert today(shared.desk("ana")).given_since.isoformat() == "2026-10-09"


def test_a_date_reported_for_today_is_marked_as_reported(shared):
    hearing = ReportedDate(what="hearing", said="Oct 8, 2 PM", day="2026-10-08")
    call = Call(id=shared.new_id(), status="ended", staff="dana", started="2026-10-01T14:00:00Z", reported=(hearing,))
    shared.keep("call", call)
    (entry,) = today(shared.desk("ana")).reported
    assert (entry.mark, entry.what) == (REPORTED, "hearing: Oct 8, 2 PM")


def test_the_counts_are_those_of_the_queue_also_of_items_another_tool_wrote(shared):
    shared.follow_up(text="late", due="2026-10-07T21:00:00Z", assignee="dana")
    shared.follow_up(text="snoozed", snoozed_until="2026-10-09T21:00:00Z", assignee="dana")
    shared.follow_up(text="waits", status="waiting_client", assignee="dana")
    strange = shared.follow_up(text="strange", assignee="dana").doc() | {"due": 17, "snoozed_until": None}
    shared._first.commit([Put("follow_up", strange, 1)])
    desk = shared.desk("ana")
    sections = Counter(place.section for place in Queue(desk).items())
    assert {name: count for name, count in today(desk).everyone.items() if count} == dict(sections)
