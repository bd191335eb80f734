"""The day in a few lines: what waits on me is mine to do, whoever has it."""

from __future__ import annotations

from paratui.services.today import today


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
