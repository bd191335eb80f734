"""Do people with accounts of their own share an office, whatever their umask and group? Does nobody else get in?"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.torture.accounts import (
    ANA,
    BOB,
    CARL,
    GROUP,
    look_around,
    lose_the_group_at_work,
    open_and_add,
    opened,
    work_a_day_as,
)
from tests.torture.colleague import Colleague, listen_to_all
from tests.torture.kill_points import Moment
from tests.torture.stopped import item
from tests.torture.witness import every_change_is_there, with_tinydb

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can work as other accounts: run it as root")
MEMBERS = (ANA, BOB, CARL)


@pytest.fixture
def places():
    """Make folders an admin has made for the group, in a place every account can reach."""
    place = Path(tempfile.mkdtemp(prefix="paratui-accounts-"))
    place.chmod(0o755)

    def made(name="office"):
        office = place / name
        office.mkdir()
        os.chown(office, 0, GROUP)
        office.chmod(0o2770)
        return office

    yield made
    shutil.rmtree(place)


@pytest.fixture
def office(places):
    return places()


def shared_items(office) -> list[int]:
    """The follow-ups everybody works on, made by Bob, whose umask lets nobody in."""
    Colleague(open_and_add, office, BOB, 1000).hear_out()
    for path in (office / "drafts").iterdir():
        path.unlink()
    return [1000, 1001]


def assert_the_group_has_everything(office) -> None:
    """Each file is the group's, with the modes of the office; a draft is its owner's alone."""
    for path in office.rglob("*"):
        facts = path.stat()
        assert facts.st_gid == GROUP, path
        if path.suffix == ".new":
            # Left by a kill, read by nobody.
            continue
        if path.parent.name == "drafts":
            assert facts.st_mode & 0o7777 == 0o600, path
        else:
            assert facts.st_mode & 0o7777 == (0o2770 if path.is_dir() else 0o660), path


def assert_the_day_was_good(office, people, shared) -> None:
    for one in people:
        word, findings, aside, drafts = one.hear_out()[-1]
        assert (word, findings, aside) == ("left", (), [])
        assert len(drafts) == 1, "one's own draft is offered, nobody else's"
    stored = [op for one in people for word in one.heard if word[0] == "stored" for op in word[1]]
    store = opened(office, ANA)
    every_change_is_there(store, stored, shared)
    assert store.verify().findings == ()
    store.close()
    with_tinydb(office)
    assert_the_group_has_everything(office)


def test_three_accounts_share_an_office_one_after_the_other(office):
    shared = shared_items(office)
    people = []
    for turn, account in enumerate((ANA, BOB, CARL, ANA, BOB)):
        one = Colleague(work_a_day_as, office, account, turn + 1, 25, shared)
        one.hear_out()
        people.append(one)
        shutil.rmtree(office / "drafts")
    assert_the_day_was_good(office, people, shared)


def test_three_accounts_work_at_the_same_time(office, long):
    shared = shared_items(office)
    people = [
        Colleague(work_a_day_as, office, account, seed + 1, 1000 if long else 60, shared)
        for seed, account in enumerate(MEMBERS)
    ]
    while not all(one.gone for one in people):
        listen_to_all(people)
    assert_the_day_was_good(office, people, shared)


def test_three_accounts_may_open_a_new_office_in_the_same_moment(places, long):
    for turn in range(100 if long else 6):
        office = places(f"office{turn}")
        people = [Colleague(open_and_add, office, account, 10 * n + 10) for n, account in enumerate(MEMBERS)]
        for one in people:
            assert one.hear("left")[1:3] == ((), [])
            one.hear_out()
        assert_the_group_has_everything(office)
        store = opened(office, ANA)
        assert len(list(store.records("follow_up"))) == 6
        store.close()


def test_what_a_killed_colleague_left_stands_in_nobodys_way(places, long):
    """Bob's umask lets nobody in; he is killed at each of his changes of the disk, from the first folder on."""
    for number in range(1, 1000, 1 if long else 9):
        office = places(f"office{number}")
        killed = Colleague(open_and_add, office, BOB, 10, Moment(number, half=True))
        change = killed.hear_out()[-1]
        for turn, account in enumerate((ANA, CARL)):
            left = Colleague(open_and_add, office, account, 20 + 10 * turn)
            word, findings, _, ids = left.hear_out()[-1]
            assert (word, findings) == ("left", ()), f"{account.login} after {change}"
            assert {20 + 10 * turn, 21 + 10 * turn} <= set(ids)
        back = Colleague(open_and_add, office, BOB, 50)
        assert back.hear_out()[-1][:2] == ("left", ())
        assert_the_group_has_everything(office)
        shutil.rmtree(office)
        if change[0] == "left":
            break
    assert number > 60


def test_somebody_who_is_not_in_the_group_gets_nothing(office):
    shared_items(office)
    paths = sorted(office.rglob("*"))
    assert len(paths) > 15
    outsider = Colleague(look_around, office, paths)
    outsider.hear_out()
    words = {word[0]: word[1:] for word in outsider.heard}
    assert words["refused"] == ({},)
    assert "ask the office's admin" in words["opened"][0] or "ask its owner for access" in words["opened"][0]
    ran = [word for word in outsider.heard if word[0] == "ran"]
    assert len(ran) == 7
    for _, command, code, told in ran:
        assert code == 2, command
        assert told.count("\n") == 1, command
        assert f"{office} cannot be used (Permission denied); ask its owner for access" in told, command
    assert_the_group_has_everything(office)


def test_somebody_taken_out_of_the_group_is_told_so_and_loses_nothing(office):
    carl = opened(office, CARL)
    carl.commit([item(4)])
    ana = Colleague(lose_the_group_at_work, office, ANA)
    ana.hear_out()
    said = {word[0]: word[1:] for word in ana.heard}
    for sentence in said["refused"]:
        assert "this account" in sentence.lower(), said["refused"]
        assert "group" in sentence
        assert "\n" not in sentence
    assert said["typed"] == (True, ""), "the call that is being typed goes on into the open draft"
    assert said["folded"] == (False,)
    assert said["closed"] == ("",)
    assert "group" in said["again"][0] or "ask its owner for access" in said["again"][0]
    assert [doc["id"] for doc in carl.open_follow_ups()] == [1, 4]
    carl.commit([item(5)])
    assert carl.verify().findings == ()
    carl.close()
    ana_again = Colleague(open_and_add, office, ANA, 20)
    assert ana_again.hear("left")[1] == ()
    ana_again.hear_out()
    store = opened(office, ANA)
    (kept,) = [draft for draft in store.orphaned_drafts() if draft.call == 912]
    assert [event["line"] for event in kept.events] == ["hearing moved", "she got a letter"]
    store.close()
