"""How much an item of the queue weighs: a formula an office can read, and change.

The score of an item is the sum of its terms. Each term has a weight, the most it can give:

| term | weight | it gives |
|---|--:|---|
| `due` | 12.0 | all of it when overdue; before that weight x 8 h / (8 h + time left) |
| `urgent` | 6.0 | marked urgent |
| `court` | 6.0 | a court date, or papers were served |
| `safety` | 6.0 | somebody's safety, or the custody of a child |
| `in_custody` | 6.0 | somebody is held |
| `limitation` | 6.0 | a deadline or limitation was reported |
| `blocking` | 4.0 | others wait on it |
| `instruction` | 3.0 | an instruction of the client, or one that stands on the matter |
| `silence` | 3.0 | a thirtieth for each day nobody spoke to the person, all of it from 30 days on |
| `tried` | 3.0 | a third for each try that reached nobody, all of it from three on |
| `question` | 2.0 | a legal question the attorney has not answered |
| `attorney` | 2.0 | the attorney asked for it |
| `money` | 2.0 | money we hold |
| `cleared` | 2.0 | a prospect whose conflict check is clear |
| `age` | 2.0 | a twentieth for each day since it was made, all of it from 20 on |
| `client` | 1.0 | an existing client, before a prospect |

Days change at midnight and nowhere else, so that within a day only the time left moves. No weight is negative:
whatever makes an item more urgent or more important never moves it down. `due` and `urgent` say how urgent it is,
the others how important; it is called important from 4.0 of these on. The weights are an office's own choice and
no rule of practice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import OfficeError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Weight(NamedTuple):
    """The most a term gives, unless the office says otherwise; `short` and `what` say what the term is about."""

    most: float
    short: str
    what: str


WEIGHTS = {
    "due": Weight(12.0, "due", "when it is due"),
    "urgent": Weight(6.0, "urgent", "marked urgent"),
    "court": Weight(6.0, "court", "a court date, or papers served"),
    "safety": Weight(6.0, "safety", "safety, or the custody of a child"),
    "in_custody": Weight(6.0, "in custody", "somebody is held"),
    "limitation": Weight(6.0, "limitation", "a deadline was reported"),
    "blocking": Weight(4.0, "blocking", "others wait on it"),
    "instruction": Weight(3.0, "instruction", "an instruction to be carried out"),
    "silence": Weight(3.0, "silent", "nobody spoke to them"),
    "tried": Weight(3.0, "tried", "tries that reached nobody"),
    "question": Weight(2.0, "legal question", "a question for the attorney"),
    "attorney": Weight(2.0, "attorney asked", "the attorney asked for it"),
    "money": Weight(2.0, "money held", "money we hold"),
    "cleared": Weight(2.0, "cleared prospect", "a prospect whose conflict check is clear"),
    "age": Weight(2.0, "old", "since it was made"),
    "client": Weight(1.0, "client", "an existing client"),
}
URGENCY = frozenset({"due", "urgent"})
# What an item can carry in its `flags`, by the names of their weights.
FLAGS = ("court", "safety", "in_custody", "limitation", "instruction", "attorney", "money", "cleared")
GREATEST = 100.0
IMPORTANT_FROM = 4.0
# From here on a term gives all of its weight.
FULL_SILENCE_DAYS, FULL_TRIES, FULL_AGE_DAYS = 30, 3, 20


class Standing(NamedTuple):
    """What is known about an item beside the item. What nobody has looked up weighs nothing.

    `role` is the person's, `silent_days` how long nobody of the office spoke to them; `instructed` when the matter
    has a standing instruction, `blocking` when others wait on the item.
    """

    role: str = ""
    silent_days: int = 0
    instructed: bool = False
    blocking: bool = False


NOTHING_KNOWN = Standing()


def weights_of(given: Mapping[str, object]) -> dict[str, float]:
    """Every weight by its name, the office's own before the usual ones; they are checked already."""
    return {
        name: float(own) if isinstance(own := given.get(name), int | float) else usual.most
        for name, usual in WEIGHTS.items()
    }


def check_weights(given: Mapping[str, object]) -> None:
    """Raises OfficeError naming the weight of `[weights]` in office.toml that cannot be used."""
    for name, weight in given.items():
        if name not in WEIGHTS:
            raise OfficeError(
                f'office.toml gives a weight to "{name}", which is no term of the queue\'s order;'
                f" those are {', '.join(WEIGHTS)}"
            )
        if isinstance(weight, bool) or not isinstance(weight, int | float):
            raise OfficeError(
                f'office.toml gives "{weight}" as the weight of {name}, which is no number;'
                f" write one such as {WEIGHTS[name].most}"
            )
        if weight < 0:
            raise OfficeError(
                f"office.toml gives {weight} as the weight of {name}, which would turn the order round;"
                " write 0 to leave it out"
            )
        if not weight <= GREATEST:
            raise OfficeError(
                f"office.toml gives {weight} as the weight of {name}; write 0 to {GREATEST:.0f},"
                f" such as {WEIGHTS[name].most}"
            )


def in_tenths(points: list[float]) -> list[float]:
    """Points as they are shown, in tenths, so that what is shown adds up to the sum that is shown."""
    whole = [int(one * 10 + 1e-9) for one in points]
    left = round(sum(points) * 10) - sum(whole)
    most_cut = sorted(range(len(points)), key=lambda place: whole[place] - points[place] * 10)
    for place in most_cut[: max(left, 0)]:
        whole[place] += 1
    return [tenths / 10 for tenths in whole]
