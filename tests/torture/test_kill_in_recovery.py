"""Is anything lost when whoever puts an office in order is killed too, at each of the changes of the disk?"""

from __future__ import annotations

import shutil

import pytest

from tests.torture.colleague import Colleague
from tests.torture.kill_points import Moment, wrecks
from tests.torture.rounds import Kills
from tests.torture.witness import Witness
from tests.torture.writer import work

STEPS_SKIPPED = 7
WRECKS = {
    "a commit cut off": ("torn tail", Moment(9, "write segment", half=True)),
    "a checkpoint cut off before its first file": ("checkpoint cut off", Moment(3, "replace shard")),
    "a checkpoint cut off among its files": ("checkpoint cut off", Moment(12, "replace shard")),
    "a checkpoint cut off before hot.json": ("checkpoint cut off", Moment(2, "replace hot.json")),
    "a checkpoint cut off before meta.json": ("checkpoint cut off", Moment(3, "replace meta.json")),
    "a segment folded and not moved": ("rotation half done", Moment(1, "rename sealed segment")),
    "a segment begun and not folded": ("rotation half done", Moment(2, "make new shard")),
    "meta.json lost": ("lost meta.json", Moment(30, "write segment", half=True)),
    "a new office cut off": ("", Moment(1, "replace meta.json")),
    "a folder cut off": ("", Moment(1, "mkdir folder people")),
}


@pytest.mark.parametrize("name", WRECKS)
def test_kill_9_while_mending_loses_nothing(tmp_path, name, long):
    kind, moment = WRECKS[name]
    wreck = tmp_path / "wreck"
    first = Colleague(work, wreck, "ana", 3, 200, moment, ())
    first.hear_out()
    assert first.exit_code == -9
    if kind == "lost meta.json":
        (wreck / "meta.json").unlink()
    found = wrecks(wreck)
    assert not kind or kind in found
    kills = Kills()
    for number in range(1, 1000, 1 if long else STEPS_SKIPPED):
        folder = tmp_path / f"office{number}"
        shutil.copytree(wreck, folder)
        witness = Witness(folder)
        witness.meta_was_lost = kind == "lost meta.json"
        witness.heard(first.heard)
        second = Colleague(work, folder, "bob", number, 3, Moment(number, half=True), found or ("new office",))
        witness.heard(second.hear_out())
        ended = second.heard[-1]
        witness.check()
        if ended[0] != "dying" or ended[3] != "in recovery":
            break
        assert second.exit_code == -9
        kills.count(second.heard, found)
        shutil.rmtree(folder)
    print(name, kills)
    assert kills.kinds.total() >= (20 if long else 4)
