"""When an attorney leaves every client is owed the word, once; what is cut off leaves a rest for the next run."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from paratui.domain.errors import BadInput, Conflict
from paratui.domain.staff import Staff
from paratui.services import attorney_change
from paratui.services.attorney_change import AttorneyChange
from paratui.services.desk import staff_id
from paratui.services.occasions import Telling, told_of
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
    # The first is what undo will say of it.
    assert shared.commits() == before + 2


def test_a_client_who_was_told_lately_is_not_told_the_same_again_for_a_further_matter(shared, ana, riley):
    [client] = clients(shared, 1)
    change_at(ana).carry_out(change_at(ana).plan("morgan", "riley"))
    late = shared.matter("2026-0099", clients=(client.id,), attorney="morgan")
    change = change_at(ana)
    assert change.carry_out(change.plan("morgan", "riley")) == 0
    assert shared.stored("matter", late.id)["attorney"] == "riley"
    [item] = told_items(ana)
    assert item.history[-1].what == "also for Custody 2026-0099"


def test_a_matter_that_somebody_gave_away_meanwhile_stays_so_and_who_did_is_named(shared, ana, riley):
    clients(shared, 2)
    change = change_at(ana)
    plan = change.plan("morgan", "riley")
    first: Matter = plan.parts[0].matters[0]
    shared.keep("matter", first.but(attorney="somebody"))
    with pytest.raises(Conflict, match="2026-0000 was given to somebody by Morgan Lowe meanwhile") as refused:
        change.carry_out(plan)
    assert refused.value.exit_code == 3
    assert shared.stored("matter", first.id)["attorney"] == "somebody"
    assert told_items(ana) == []
    again = change_at(ana)
    assert again.carry_out(again.plan("morgan", "riley")) == 1


@pytest.mark.parametrize("batch", [300, 10])
def test_the_same_change_in_two_programs_at_once_tells_each_client_once(shared, ana, dana, riley, monkeypatch, batch):
    monkeypatch.setattr(attorney_change, "BATCH", batch)
    people = clients(shared, 45)
    one, other = change_at(ana), change_at(dana)
    first, second = one.plan("morgan", "riley"), other.plan("morgan", "riley")
    assert first.batch == second.batch
    made = []

    def meanwhile(done: int, _whole: int) -> None:
        if not made:
            made.append(other.carry_out(second))

    made.append(one.carry_out(first, meanwhile))
    if batch == 300:
        assert sorted(made) == [0, 45]
    assert sum(made) == 45
    assert sorted(item.person_id for item in told_items(ana)) == sorted(one.id for one in people)
    assert told_of(ana, first.batch) == Telling(0, 45)
    assert {len(item.history) for item in told_items(ana)} == {1}


def test_two_programs_that_take_turns_finish_together_also_when_one_is_killed(shared, ana, dana, riley, monkeypatch):
    monkeypatch.setattr(attorney_change, "BATCH", 2)
    people = clients(shared, 30)
    hers = change_at(dana)
    second = hers.plan("morgan", "riley")
    mine = change_at(ana)
    turns = []

    def killed(_done: int, _whole: int) -> None:
        turns.append("dana")
        if len(turns) % 5 == 0:
            raise CutOffError

    def turn(_done: int, _whole: int) -> None:
        with suppress(CutOffError):
            hers.carry_out(second, killed)

    mine.carry_out(mine.plan("morgan", "riley"), turn)
    assert "dana" in turns
    assert sorted(item.person_id for item in told_items(ana)) == sorted(one.id for one in people)


def test_two_programs_that_looked_before_either_stored_make_one_item(shared, ana, dana, riley, monkeypatch):
    clients(shared, 3)
    one, other = change_at(ana), change_at(dana)
    plan = other.plan("morgan", "riley")
    commit = dana.store.commit

    def after_the_other(puts):
        monkeypatch.setattr(dana.store, "commit", commit)
        one.carry_out(one.plan("morgan", "riley"))
        return commit(puts)

    other._actions.cannot_be_taken_back = lambda _words: monkeypatch.setattr(dana.store, "commit", after_the_other)
    assert other.carry_out(plan) == 0
    assert len(told_items(ana)) == 3
    assert {len(item.history) for item in told_items(ana)} == {1}


def test_another_successor_planned_before_is_refused_and_nobody_is_told_the_opposite(
    shared, ana, dana, riley, monkeypatch
):
    monkeypatch.setattr(attorney_change, "BATCH", 10)
    shared.keep("staff", Staff(id=staff_id("sam"), login="sam", name="Sam Exley", role="attorney"))
    clients(shared, 30)
    late = change_at(dana)
    stale = late.plan("morgan", "sam")
    mine = change_at(ana)
    mine.carry_out(mine.plan("morgan", "riley"))
    with pytest.raises(Conflict, match="was given to Riley Lindqvist by Ana Ruiz meanwhile"):
        late.carry_out(stale)
    assert {item.source for item in told_items(ana)} == {"Morgan Lowe leaves the firm, Riley Lindqvist takes over"}
    assert len(told_items(ana)) == 30


def test_a_client_who_came_to_a_matter_since_it_was_planned_is_told_too(shared, ana, riley):
    clients(shared, 1)
    change = change_at(ana)
    plan = change.plan("morgan", "riley")
    [matter] = plan.parts[0].matters
    rosa = shared.person("Rosa Garcia")
    shared.keep("matter", matter.but(clients=(*matter.clients, rosa.id)))
    assert change.carry_out(plan) == 2
    assert {item.person for item in told_items(ana)} == {"Client 0", "Rosa Garcia"}
    assert shared.stored("matter", matter.id)["attorney"] == "riley"


def test_a_matter_closed_since_it_was_planned_is_left_and_its_client_not_told(shared, ana, riley):
    clients(shared, 1)
    change = change_at(ana)
    plan = change.plan("morgan", "riley")
    shared.keep("matter", plan.parts[0].matters[0].but(status="closed"))
    assert change.carry_out(plan) == 0
    assert told_items(ana) == []


def test_a_second_takeover_is_an_occasion_of_its_own_for_a_client_who_was_told_of_the_first(shared, ana, riley):
    maria = shared.person()
    shared.matter("2026-0001", clients=(maria.id,))
    change = change_at(ana)
    first = change.plan("-", "riley")
    change.carry_out(first)
    Queue(ana).done(told_items(ana)[0], "told her by phone")
    shared.clock.go_on(5 * 86_400)
    shared.matter("2026-0002", clients=(maria.id,))
    change = change_at(ana)
    second = change.plan("-", "riley")
    assert second.clients == 1
    assert second.batch != first.batch
    assert change.carry_out(second) == 1
    [item] = told_items(ana)
    assert (item.matter, item.person) == ("2026-0002", "Maria Garcia")
    assert told_of(ana, second.batch) == Telling(0, 1)
    assert told_of(ana, first.batch) == Telling(1, 1)


def test_what_was_told_before_a_run_was_cut_off_counts_after_it_is_gone_on_with(shared, ana, riley, monkeypatch):
    monkeypatch.setattr(attorney_change, "BATCH", 4)
    clients(shared, 6)
    change = change_at(ana)

    def cut_off(_done: int, _whole: int) -> None:
        raise CutOffError

    with pytest.raises(CutOffError):
        change.carry_out(change.plan("morgan", "riley"), cut_off)
    for item in told_items(ana):
        Queue(ana).done(item, "told them")
    told = 6 - change_at(ana).plan("morgan", "riley").clients
    assert told
    shared.clock.go_on(2 * 86_400)
    again = change_at(shared.desk("dana"))
    plan = again.plan("morgan", "riley")
    again.carry_out(plan)
    assert told_of(ana, plan.batch) == Telling(told, 6)


def test_an_item_that_was_split_is_one_client_told_when_all_of_it_is_done(shared, ana, riley):
    clients(shared, 2)
    change = change_at(ana)
    plan = change.plan("morgan", "riley")
    change.carry_out(plan)
    queue = Queue(ana)
    first, second = queue.split(told_items(ana)[0], "tell them by phone; send the letter")
    assert told_of(ana, plan.batch) == Telling(0, 2)
    queue.done(first, "told")
    assert told_of(ana, plan.batch) == Telling(0, 2)
    queue.done(second, "sent")
    assert told_of(ana, plan.batch) == Telling(1, 2)


def question(shared, **fields):
    asked = {"text": "may she sign?", "kind": "question", "status": "waiting_attorney", "waiting_on": "morgan"}
    return shared.follow_up(**(asked | fields))


def test_the_questions_of_an_attorney_who_leaves_wait_on_the_successor_in_the_same_commit(shared, ana, riley):
    maria = shared.person()
    matter = shared.matter(clients=(maria.id,), attorney="morgan")
    of_matter = question(shared, matter_id=matter.id)
    of_nobody, asked = question(shared), question(shared, assignee="morgan")
    others = question(shared, waiting_on="somebody", assignee="ana")
    seen = []

    def look(_done: int, _whole: int) -> None:
        seen.append(shared.stored("follow_up", of_matter.id)["waiting_on"])

    change = change_at(ana)
    change.carry_out(change.plan("morgan", "riley"), look)
    assert seen == ["riley"]
    stored = [shared.stored("follow_up", one.id) for one in (of_matter, of_nobody, asked, others)]
    assert [one["waiting_on"] for one in stored] == ["riley", "riley", "riley", "somebody"]
    assert [one["assignee"] for one in stored] == ["ana", "ana", "riley", "ana"]
    assert stored[0]["history"][-1]["what"] == (
        "waits on riley now: Morgan Lowe leaves the firm, Riley Lindqvist takes over"
    )


def test_without_a_successor_they_wait_on_any_attorney(shared, ana, riley):
    asked = question(shared)
    change = change_at(ana)
    change.carry_out(change.plan("morgan"))
    assert shared.stored("follow_up", asked.id)["waiting_on"] == "attorney"


def test_who_gives_up_one_matter_keeps_the_questions_of_the_others(shared, ana, riley):
    maria = shared.person()
    one, other = (shared.matter(f"2026-000{n}", clients=(maria.id,), attorney="morgan") for n in (1, 2))
    asked, kept = question(shared, matter_id=one.id), question(shared, matter_id=other.id)
    change = change_at(ana)
    change.carry_out(change.plan("morgan", "riley", "2026-0001"))
    assert [shared.stored("follow_up", item.id)["waiting_on"] for item in (asked, kept)] == ["riley", "morgan"]


def test_how_many_are_told_is_counted(shared, ana, riley):
    clients(shared, 5)
    change = change_at(ana)
    plan = change.plan("morgan", "riley")
    change.carry_out(plan)
    queue = Queue(ana)
    for item in told_items(ana)[:2]:
        queue.done(item, "told her by phone")
    assert told_of(ana, plan.batch) == Telling(2, 5)
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
