"""Whom an instruction of the client is for: it becomes a follow-up of that person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paratui.domain.note_grammar import named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.staff import Staff

_MENTION = re.compile(r"(?<!\S)@(\w[\w.'-]*)")
# "his lawyer" and "the other side's attorney" are somebody else's.
_OUR_ATTORNEY = re.compile(
    r"(?:^|\b(?:the|my|our|your|tell|ask|inform|remind)\s+)(?:attorney|lawyer)\b(?!\s+(?:of|for)\b)", re.IGNORECASE
)


def instructed(words: str, staff: Sequence[Staff], me: str) -> str:
    """The login an instruction is for: whom it names by "@", else the attorney it speaks of, else `me`."""
    for mention in _MENTION.finditer(words):
        logins = named(mention[1], staff, me)
        if len(logins) == 1:
            return logins[0]
    attorneys = [one for one in staff if one.role == "attorney"]
    spoken = {word.strip(".,;:'\"") for word in words.casefold().split()}
    by_name = [one.login for one in attorneys if one.name and one.name.casefold().split()[-1] in spoken]
    if by_name:
        return by_name[0]
    return attorneys[0].login if attorneys and _OUR_ATTORNEY.search(words) else me
