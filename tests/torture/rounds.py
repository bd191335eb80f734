"""How are four people killed at once, and how often did it hit what?"""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tests.torture.colleague import Colleague, listen_to_all
from tests.torture.kill_points import Moment, wrecks
from tests.torture.writer import work

if TYPE_CHECKING:
    import random

    from tests.torture.witness import Witness

LOGINS = ("ana", "bob", "carl", "dana")
COMMITS = 200


class Plan(NamedTuple):
    """When one of the four dies: at a moment of its own, or after so many words by a kill from outside."""

    moment: Moment | None
    words: int = 60


class Kills:
    """The kills so far, by what they hit."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()
        self.changes: Counter[str] = Counter()
        self.recoveries: Counter[str] = Counter()

    def count(self, heard: list, wrecked: tuple[str, ...]) -> None:
        """Take in what one of the killed said last."""
        last = heard[-1] if heard and heard[-1][0] == "dying" else None
        if last:
            _, change, half, at = last
            self.changes[change] += 1
            kind = "half of a write" if half else "a chosen change of the disk"
        else:
            at = "working" if ("ready",) in heard else "in recovery" if wrecked else "opening"
            kind = "a moment nobody chose"
        self.kinds[f"{at}: {kind}"] += 1
        if at == "in recovery":
            self.recoveries.update(wrecked)

    def __str__(self) -> str:
        lines = [f"{self.kinds.total()} kills"]
        for counted in (self.kinds, self.recoveries, self.changes):
            lines += [f"  {number:5} {name}" for name, number in counted.most_common()] + ["  -"]
        return "\n".join(lines)


def killed_together(folder, plans: list[Plan], witness: Witness, kills: Kills, draw: random.Random) -> None:
    """Let four people work until each is dead, and tell the witness what they were told."""
    wrecked = wrecks(folder)
    people = {
        Colleague(work, folder, login, draw.getrandbits(32), COMMITS, plan.moment, wrecked): plan
        for login, plan in zip(LOGINS, plans, strict=True)
    }
    for one, plan in people.items():
        if plan.words == 0:
            _some_moment_later(draw)
            one.kill()
    while not all(one.gone for one in people):
        for one in listen_to_all(list(people)):
            if len(one.heard) == people[one].words:
                _some_moment_later(draw)
                one.kill()
    for one in people:
        witness.heard(one.hear_out())
        assert one.exit_code == -9, one.heard[-3:]
        kills.count(one.heard, wrecked)


def _some_moment_later(draw: random.Random) -> None:
    """Anywhere in what a commit takes: the moment itself is what is tried."""
    until = time.perf_counter() + draw.random() * 0.006
    while time.perf_counter() < until:
        pass
