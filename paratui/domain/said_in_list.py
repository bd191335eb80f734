"""The words of an item in a list: what its other columns do not say already, and what gives it its weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp

# As `duty` names it, which loads every clock: too much for a login script.
_STATUS_UPDATE = "status_update"
# The flags that weigh most, the weightiest first, as one word.
_WORDS = {"safety": "safety", "in_custody": "held", "court": "court", "limitation": "deadline"}


def said_in_list(item: FollowUp) -> str:
    """What is to be done, beside a column with the person: a status update does not name them once more."""
    lead, colon, rest = item.text.partition(": ")
    if item.duty == _STATUS_UPDATE and item.person and rest.startswith(f"{item.person}, "):
        return f"{lead}{colon}{rest.removeprefix(f'{item.person}, ')}"
    return item.text


def weighty_word(item: FollowUp) -> str:
    """The weightiest of what makes an item important, in one word; empty where its words say so already."""
    word = next((word for flag, word in _WORDS.items() if flag in item.flags), "")
    return "" if word in item.text.casefold() else word
