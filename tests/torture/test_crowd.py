"""Do many people at once step on nobody? One, four and twenty processes on a mixed day, and one who looks on."""

from __future__ import annotations

from collections import Counter

import pytest

from paratui.domain.follow_up import FollowUp
from paratui.domain.ids import id_week
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder
from tests.torture.colleague import Colleague, listen_to_all
from tests.torture.mixed_day import SEGMENT_BYTES, SHARED, look_on, work_a_day
from tests.torture.witness import every_change_is_there, with_tinydb
from tests.torture.writer import MachineClock

LAST_SEEN = 7


def opened(folder, login="ana"):
    return open_folder(folder, login, MachineClock(), lock_seconds=60.0, segment_bytes=SEGMENT_BYTES)


def shared_items(folder) -> list[int]:
    """The follow-ups everybody works on, made by somebody who then left."""
    store = opened(folder)
    puts = [Put("follow_up", FollowUp(id=1000 + n, text="call her back").doc()) for n in range(SHARED)]
    store.commit(puts)
    store.close()
    return [put.doc["id"] for put in puts]


@pytest.mark.parametrize(("people", "actions", "more"), [(1, 150, 3000), (4, 60, 1500), (20, 20, 400)])
def test_every_revision_is_one_acknowledged_change(tmp_path, people, actions, more, long):
    folder = tmp_path / "office"
    shared = shared_items(folder)
    bystander = Colleague(look_on, folder, LAST_SEEN)
    bystander.hear("looking")
    crowd = [
        Colleague(work_a_day, folder, f"person{n}", n + 1, more if long else actions, shared) for n in range(people)
    ]
    while not all(one.gone for one in crowd):
        listen_to_all(crowd)
    stored = [op for one in crowd for word in one.hear_out() if word[0] == "stored" for op in word[1]]
    assert [one.exit_code for one in crowd] == [0] * people
    conflicts = sum(one.heard[-1][1] for one in crowd)

    store = opened(folder)
    store.commit([Put("follow_up", FollowUp(id=LAST_SEEN, text="the day is over").doc())])
    every_change_is_there(store, stored, [*shared, LAST_SEEN])
    assert_the_files_agree(folder, store)
    assert_the_bystander_saw_it(bystander, store, shared)
    assert store.verify().findings == ()
    assert store.set_aside() == []
    store.close()
    segments = len(list((folder / "audit").iterdir()))
    assert segments > 2
    assert conflicts or people < 20
    print(f"{people} people, {len(stored)} documents acknowledged, {conflicts} conflicts, {segments} segments sealed")


def assert_the_files_agree(folder, store) -> None:
    """After a checkpoint stock TinyDB shows what the store says, every record once, in its week."""
    store.checkpoint(force=True)
    files = with_tinydb(folder)
    assert files["hot.json"]["_default"] == store.open_follow_ups()
    for kind, part in (("call", "calls"), ("follow_up", "followups")):
        weeks = {name: tables["_default"] for name, tables in files.items() if name.startswith(part)}
        shown = [doc for docs in weeks.values() for doc in docs]
        open_ones = files["hot.json"]["_default"] if kind == "follow_up" else []
        assert sorted(doc["id"] for doc in shown + open_ones) == sorted(doc["id"] for doc in store.records(kind))
        for name, docs in weeks.items():
            assert {f"{part}/{id_week(doc['id'])}.json" for doc in docs} <= {name}


def assert_the_bystander_saw_it(bystander, store, shared) -> None:
    """Told of each change once and in the order of the chain; or told to read everything anew, and up to date."""
    _, known, told, anew = bystander.hear("seen")
    now = {doc["id"]: doc["rev"] for kind in ("call", "follow_up") for doc in store.records(kind)}
    assert known == now
    if not anew:
        seen = Counter((kind, record) for kind, record, _, _ in told)
        seen.update(("follow_up", record) for record in shared)
        assert {record: number for (_, record), number in seen.items()} == now
    last: dict[int, int] = {}
    for _, record, rev, _ in told:
        assert anew or rev == last.get(record, 1 if record in shared else 0) + 1
        last[record] = rev
    bystander.hear_out()
