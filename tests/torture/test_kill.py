"""Is anything lost or half there after kill -9? Four writers die anywhere, at a change of the disk, in a write."""

from __future__ import annotations

import random
import re

import pytest

from tests.torture.colleague import Colleague
from tests.torture.kill_points import Moment
from tests.torture.rounds import COMMITS, Kills, Plan, killed_together
from tests.torture.witness import Witness
from tests.torture.writer import work

WAVES_OF_AN_OFFICE = 6


@pytest.fixture(scope="module")
def changes(tmp_path_factory):
    """The name of every change of the disk that a day of work makes."""
    alone = Colleague(work, tmp_path_factory.mktemp("alone") / "office", "ana", 1, COMMITS, None, ())
    return alone.hear_out()[-1][1]


def planned(draw: random.Random, changes: list[str], *, soon: bool) -> Plan:
    """How one person is to die; `soon`: while they put in order what the last ones left."""
    chance = draw.random()
    if soon and chance < 0.7:
        return Plan(Moment(draw.randrange(1, 45))) if chance < 0.5 else Plan(None, 0)
    if chance < 0.3:
        return Plan(None, draw.choice([0, 1, *range(2, 40)]))
    if chance < 0.45:
        return Plan(Moment(draw.randrange(1, 200)))
    if chance < 0.75:
        return Plan(Moment(draw.choice([1, 1, 2, 3, 5]), draw.choice(changes)))
    # Half of a commit's line is what the others meet most often.
    writes = [change for change in changes if change.startswith("write ")] + ["write segment"] * 3
    return Plan(Moment(draw.choice([1, 1, 2, 3, 8]), draw.choice(writes), half=True))


def test_kill_9_of_four_writers_loses_nothing_and_leaves_nothing_half(tmp_path, changes, long):
    """In every other wave the four come upon what the wave before left, and are killed while they mend it."""
    draw, kills = random.Random(5), Kills()
    for office in range(84 if long else 3):
        folder = tmp_path / f"office{office}"
        witness = Witness(folder)
        for wave in range(WAVES_OF_AN_OFFICE):
            mending = wave % 2 == 1
            plans = [planned(draw, changes, soon=mending) for _ in range(4)]
            killed_together(folder, plans, witness, kills, draw)
            if mending:
                witness.check()
            else:
                witness.look()
        assert witness.commits
    print(kills)
    assert kills.kinds.total() == (2016 if long else 72)
    for kind in ("a moment nobody chose", "a chosen change of the disk", "half of a write"):
        assert kills.kinds[f"working: {kind}"] >= (100 if long else 3)
    assert kills.recoveries.total() >= (100 if long else 3)
    if long:
        # Folders and locks are made once in an office; their kills stand in test_kill_in_recovery.
        again_and_again = {change for change in changes if not re.search("^mkdir|^chmod|lock", change)}
        assert again_and_again <= set(kills.changes)
