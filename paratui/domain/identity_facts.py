"""What a caller may be asked to show who they are: what only they know, their numbers, their matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paratui.domain.call import Call
    from paratui.domain.person import Person

MOST_FACTS = 4
MOST_NUMBERS = 2
SHOWN = 32
BETWEEN = " · "


def to_ask_about(person: Person | None, call: Call) -> tuple[str, ...]:
    """What the office has on file that the person on the line can be asked about."""
    facts = [_short(fact) for fact in person.identity_facts[:MOST_FACTS]] if person else []
    numbers = [phone.partition(";")[0][-4:] for phone in person.phones[:MOST_NUMBERS]] if person else []
    ends = [f"number ending {' or '.join(numbers)}"] if numbers else []
    return (*facts, *ends, *([f"matter {call.matter}"] if call.matter else []))


def as_facts(words: str) -> tuple[str, ...]:
    """The facts of a line, each once: a dot or a semicolon stands between two of them."""
    return tuple(dict.fromkeys(" ".join(one.split()) for one in re.split("[·;]", words) if one.strip()))


def _short(fact: str) -> str:
    return fact if len(fact) <= SHOWN else f"{fact[: SHOWN - 3]}..."
