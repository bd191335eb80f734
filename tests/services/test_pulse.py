"""The pulse as a person sees it: their own figures, sums of the office, and a name to nobody who may not see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from paratui.domain.call import Call
from paratui.domain.follow_up import FollowUp, Happening
from paratui.domain.ids import make_id
from paratui.domain.kept_promises import Tally
from paratui.domain.matter import Matter
from paratui.domain.person import Person
from paratui.domain.pulse import InOut, Returns
from paratui.domain.pulse_rules import PulseRules
from paratui.domain.pulse_time import PulseTime
from paratui.domain.wall_clock import utc_text
from paratui.services import pulse as service
from paratui.services.people import People
from paratui.services.pulse import Pulse, Questions
from paratui.services.silence import Silence
from paratui.store.interface import GivenUpError, Put


class Past:
    """Records made so many hours ago; it is ten in the morning of a Thursday."""

    def __init__(self, shared) -> None:
        self.shared = shared
        self._turn = 0

    def id(self, hours: float) -> int:
        self._turn += 1
        return make_id(self.shared.clock.now() - timedelta(hours=hours), self._turn)

    def at(self, hours: float) -> str:
        return utc_text(self.shared.clock.now() - timedelta(hours=hours))

    def call(self, hours: float, staff: str = "ana", **fields) -> Call:
        fields = {"outcome": "reached", "status": "ended", "phone": "+12125550101"} | fields
        return self.shared.keep("call", Call(id=self.id(hours), started=self.at(hours), staff=staff, **fields))

    def item(self, hours: float, done: float | None = None, **fields) -> FollowUp:
        closing = () if done is None else (Happening(at=self.at(done), by="ana", what="done: so it was"),)
        fields = {"assignee": "ana", "created_by": "ana", "status": "open" if done is None else "done"} | fields
        return self.shared.keep("follow_up", FollowUp(id=self.id(hours), text="send it", history=closing, **fields))


@pytest.fixture
def past(shared) -> Past:
    return Past(shared)


@pytest.fixture
def returned(past) -> Past:
    """Dana returned a call after an hour of open time, Ana none of hers."""
    past.call(24.5, "ana", outcome="no_answer", direction="in")
    past.call(23.5, "dana", direction="out")
    return past


def last(pulse: Pulse, days: int = 30) -> PulseTime:
    return PulseTime.last(days, pulse.today)


def by_person(desk, *, shown: bool):
    """The desk in an office that shows attorneys names, or does not."""
    office = msgspec.structs.replace(desk.office, pulse=PulseRules(by_person=shown))
    return Pulse(replace(desk, office=office))


def test_my_own_figures_are_mine_alone_and_everyone_s_are_sums(returned, ana, dana):
    mine, hers = Pulse(ana), Pulse(dana)
    assert mine.calls(last(mine), everyone=False).total == InOut(1, 0)
    assert hers.calls(last(hers), everyone=False).total == InOut(0, 1)
    assert hers.calls(last(hers), everyone=False).returns == Returns((3600,), 0)
    everyone = mine.calls(last(mine), everyone=True)
    assert (everyone.total, everyone.returns, everyone.by_person) == (InOut(1, 1), Returns((3600,), 0), {})


def test_names_are_told_to_an_attorney_of_an_office_that_says_so_and_only_of_everyone(returned, shared):
    for login, shown, names in (
        ("morgan", True, {"dana"}),
        ("morgan", False, set()),
        ("ana", True, set()),
        ("ana", False, set()),
    ):
        pulse = by_person(shared.desk(login), shown=shown)
        assert set(pulse.calls(last(pulse), everyone=True).by_person) == names, (login, shown)
        assert not pulse.calls(last(pulse), everyone=False).by_person


def test_whoever_may_be_seen_by_name_is_told_so(ana, shared):
    assert Pulse(ana).shown_to(everyone=False).startswith("Your own figures. Others see only sums")
    assert "Attorneys see" in by_person(ana, shown=True).shown_to(everyone=False)
    assert "Attorneys see" in by_person(ana, shown=True).shown_to(everyone=True)
    assert "by name" in by_person(shared.desk("morgan"), shown=True).shown_to(everyone=True)
    for desk in (ana, shared.desk("morgan")):
        for shown in (True, False):
            for everyone in (True, False):
                assert len(by_person(desk, shown=shown).shown_to(everyone=everyone)) <= 78


def test_promises_are_whose_they_are_to_keep_and_questions_whose_who_took_them_down(past, ana):
    past.item(30, done=20, due=past.at(10))
    past.item(30, done=5, due=past.at(10), assignee="dana")
    past.item(30, due=past.at(10), assignee="", created_by="ana")
    past.item(9_000, due=past.at(10))
    past.item(20, kind="question", status="waiting_attorney", assignee="dana")
    past.item(20, kind="question", done=3, answer="no", created_by="dana")
    past.item(20, kind="question", status="cancelled")
    past.item(20, kind="client_task")
    pulse = Pulse(ana)
    mine, everyone = (pulse.items(last(pulse), everyone=one) for one in (False, True))
    assert mine.promises == Tally(kept=1, overdue=1)
    assert everyone.promises == Tally(kept=1, late=1, overdue=1)
    assert (mine.questions, everyone.questions) == (Questions(2, 0, 1), Questions(3, 1, 1))


def test_an_item_another_tool_made_unreadable_is_left_out(past, ana):
    past.item(31, due=past.at(-10))
    ana.store.commit([Put("follow_up", FollowUp(id=past.id(30)).doc() | {"text": 7})])
    pulse = Pulse(ana)
    assert pulse.items(last(pulse), everyone=True).promises == Tally(open=1)


def test_clients_of_open_matters_stand_in_the_band_of_their_silence(past, ana):
    for days, status in ((1, "open"), (40, "open"), (200, "open"), (200, "closed")):
        person = past.shared.keep("person", Person(id=past.id(24 * 300), name=f"Client {days} {status}"))
        past.shared.keep(
            "matter", Matter(id=past.id(24 * 300), number=f"{days}{status}", clients=(person.id,), status=status)
        )
        past.call(24 * days, person_id=person.id)
    found = Pulse(ana).silence(People(ana), Silence(ana))
    assert found.bands == ((0, 1), (30, 1), (45, 0), (90, 1))
    assert found.names == ("under 30 days", "30 to 44 days", "45 to 89 days", "90 days and more")
    assert found.clients == 3


def test_what_was_read_is_kept_until_something_changed(past, ana):
    past.call(2)
    pulse = Pulse(ana)
    assert pulse.calls(last(pulse), everyone=True).total == InOut(1, 0)
    past.call(1)
    assert pulse.calls(last(pulse, 7), everyone=True).total == InOut(1, 0)
    pulse.forget()
    assert pulse.calls(last(pulse, 7), everyone=True).total == InOut(2, 0)


def test_more_calls_than_a_page_are_read_and_a_question_given_up_by_another_is_asked_again(
    past, ana, monkeypatch
):
    monkeypatch.setattr(service, "_PAGE", 2)
    for hours in range(1, 6):
        past.call(hours)
    read, given_up = ana.store.call_rows, []

    def call_rows(*given, **named):
        if len(given_up) < 2:
            given_up.append(named)
            raise GivenUpError
        return read(*given, **named)

    monkeypatch.setattr(ana.store, "call_rows", call_rows)
    pulse = Pulse(ana)
    assert pulse.calls(last(pulse), everyone=True).total == InOut(5, 0)


def test_steps_have_the_titles_of_the_office_s_checklists(ana):
    titles = Pulse(ana).step_titles()
    assert len(titles) > 20
    assert all(titles.values())
