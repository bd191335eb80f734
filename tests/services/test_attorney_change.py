"""When an attorney leaves every client is owed the word, once; what is cut off leaves a rest for the next run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paratui.domain.errors import BadInput
from paratui.domain.staff import Staff
from paratui.services import attorney_change
from paratui.services.attorney_change import AttorneyChange, Told, told_of
from paratui.services.desk import staff_id
from paratui.services.people import People
from paratui.services.queue import Queue

if TYPE_CHECKING:
    from paratui.domain.matter import Matter
    from paratui.domain.person import Person


class CutOffError(BaseException):
    """As a kill in the middle: nothing after it runs."""


@pytest.fixture
def riley(shared):
    shared.keep("staff", Staff(id=staff_id("riley"), login="riley", name="Riley Lindqvist", role="attorney"))


def change_at(desk) -> AttorneyChange:
    return AttorneyChange(desk, People(desk))


def clients(shared, number: int) -> list[Person]:
    """So many clients of Morgan's, each with one matter."""
    made = []
    for place in range(number):
        person = shared.person(f"Client {place}", phones=(f"+1415555{place:04}",))
        shared.matter(f"2026-{place:04}", clients=(person.id,), attorney="morgan")
        made.append(person)
    return made


def told_items(desk):
    return [place.item for place in Queue(desk).items() if place.item.duty == "attorney_change"]


def test_each_client_gets_one_item_and_the_matters_change_hands(shared, ana, riley):
    maria, rosa = shared.person(phones=("+14155552671",)), shared.person("Rosa Garcia")
    first = shared.matter("2026-0001", clients=(maria.id, rosa.id), attorney="morgan")
    second = shared.matter("2026-0002", clients=(maria.id,), attorney="morgan")
    closed = shared.matter("2026-0003", clients=(maria.id,), attorney="morgan", status="closed")
    others = shared.matter("2026-0004", clients=(rosa.id,), attorney="riley")
    change = change_at(ana)
    plan = change.plan("morgan", "riley")
    assert (plan.matters, plan.clients, plan.nobodys) == (2, 2, 0)
    assert shared.stored("matter", first.id)["attorney"] == "morgan"
    assert change.carry_out(plan) == 2
    items = {item.person: item for item in told_items(ana)}
    assert items["Maria Garcia"].text == "tell Maria Garcia: Morgan Lowe leaves the firm, Riley Lindqvist takes over"
    assert (items["Maria Garcia"].phone, items["Maria Garcia"].assignee) == ("+14155552671", "")
    assert items["Maria Garcia"].clock == "every client is told within two business days"
    assert set(items) == {"Maria Garcia", "Rosa Garcia"}
    stored = [shared.stored("matter", one.id)["attorney"] for one in (first, second, closed, others)]
    assert stored == ["riley", "riley", "morgan", "riley"]


def test_who_takes_over_may_be_named_later(shared, ana, riley):
    [client] = clients(shared, 1)
    change = change_at(ana)
    change.carry_out(change.plan("morgan"))
    assert [item.text for item in told_items(ana)] == [
        "tell Client 0: Morgan Lowe leaves the firm, who takes over is to be named"
    ]
    later = change_at(ana)
    later.carry_out(later.plan("-", "riley"))
    assert {item.text for item in told_items(ana) if item.person_id == client.id} >= {
        "tell Client 0: Riley Lindqvist takes over"
    }


def test_one_matter_may_change_hands_alone(shared, ana, riley):
    clients(shared, 2)
    change = change_at(ana)
    plan = change.plan("morgan", "riley", "2026-0001")
    assert change.carry_out(plan) == 1
    [item] = told_items(ana)
    assert item.text == "tell Client 1: Morgan Lowe no longer has Custody 2026-0001, Riley Lindqvist takes over"


def test_what_is_cut_off_leaves_a_rest_that_the_same_again_does_without_doubling(shared, ana, riley, monkeypatch):
    monkeypatch.setattr(attorney_change, "BATCH", 10)
    people = clients(shared, 23)
    change = change_at(ana)

    def cut_off(done: int, _whole: int) -> None:
        if done >= 10:
            raise CutOffError

    with pytest.raises(CutOffError):
        change.carry_out(change.plan("morgan", "riley"), cut_off)
    assert len(told_items(ana)) == 10
    again = change_at(shared.desk("dana"))
    plan = again.plan("morgan", "riley")
    assert (plan.clients, plan.matters) == (13, 13)
    seen: list[tuple[int, int]] = []
    assert again.carry_out(plan, lambda *one: seen.append(one)) == 13
    assert seen[-1] == (13, 13)
    assert len(seen) == 3
    items = told_items(ana)
    assert sorted(item.person_id for item in items) == sorted(one.id for one in people)
    assert {item.batch for item in items} == {plan.batch}
    assert again.plan("morgan", "riley").parts == ()


def test_a_client_s_matters_and_item_are_never_parted_by_a_cut(shared, ana, riley, monkeypatch):
    monkeypatch.setattr(attorney_change, "BATCH", 1)
    maria = shared.person()
    for number in range(5):
        shared.matter(f"2026-000{number}", clients=(maria.id,), attorney="morgan")
    before = shared.commits()
    change = change_at(ana)
    change.carry_out(change.plan("morgan", "riley"))
    assert shared.commits() == before + 1


def test_a_client_who_was_told_lately_is_not_told_the_same_again_for_a_further_matter(shared, ana, riley):
    [client] = clients(shared, 1)
    change_at(ana).carry_out(change_at(ana).plan("morgan", "riley"))
    late = shared.matter("2026-0099", clients=(client.id,), attorney="morgan")
    change = change_at(ana)
    assert change.carry_out(change.plan("morgan", "riley")) == 0
    assert shared.stored("matter", late.id)["attorney"] == "riley"
    assert len(told_items(ana)) == 1


def test_a_matter_that_somebody_gave_away_meanwhile_stays_so(shared, ana, riley):
    clients(shared, 2)
    change = change_at(ana)
    plan = change.plan("morgan", "riley")
    first: Matter = plan.parts[0].matters[0]
    shared.keep("matter", first.but(attorney="somebody"))
    change.carry_out(plan)
    assert shared.stored("matter", first.id)["attorney"] == "somebody"


def test_how_many_are_told_is_counted(shared, ana, riley):
    clients(shared, 5)
    change = change_at(ana)
    plan = change.plan("morgan", "riley")
    change.carry_out(plan)
    queue = Queue(ana)
    for item in told_items(ana)[:2]:
        queue.done(item, "told her by phone")
    assert told_of(ana, plan.batch) == Told(2, 5)
    assert change.latest("morgan") == plan.batch
    assert change.latest("riley") == 0


def test_a_matter_without_a_client_changes_hands_and_is_counted(shared, ana, riley):
    shared.matter(attorney="morgan")
    change = change_at(ana)
    plan = change.plan("morgan", "riley")
    assert plan.nobodys == 1
    assert change.carry_out(plan) == 0
    assert change.plan("morgan", "riley").parts == ()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("", "riley"), "Say the login of the attorney"),
        (("morgan", "morgan"), "Morgan Lowe cannot take over from themselves"),
        (("morgan", "dana"), '"dana" is no attorney who works here; one of: riley'),
        (("morgan", "nobody"), '"nobody" is no attorney'),
        (("morgan", "riley", "2099-1"), "2099-1 is no open matter of Morgan Lowe"),
        (("-",), "Say who takes over"),
    ],
)
def test_what_cannot_be_is_one_sentence(ana, riley, given, says):
    with pytest.raises(BadInput, match=says):
        change_at(ana).plan(*given)
