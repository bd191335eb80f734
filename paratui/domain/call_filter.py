"""Which calls of the log are wanted."""

from __future__ import annotations

from typing import Any

import msgspec

from paratui.domain.call_row import skipped_in
from paratui.domain.call_words import call_words, kinds_in
from paratui.domain.search_words import answers, asked

_SAME = ("staff", "matter_id", "channel", "outcome")


class CallFilter(msgspec.Struct, frozen=True, kw_only=True):
    """All given conditions must hold. `since` and `until` are UTC texts, `until` exclusive.

    `words` is what somebody types to find a call (see `search_words`): looked for in the lines, names, numbers,
    matter and outcome of the call; `who` only in its names, numbers and matter. `kind` is a kind of which it has a
    note line; `incomplete` are those with a skipped step or without an outcome. `merged` are other ids that mean the
    same person as `person_id`.
    """

    staff: str = ""
    person_id: int = 0
    matter_id: int = 0
    channel: str = ""
    outcome: str = ""
    since: str = ""
    until: str = ""
    words: str = ""
    who: str = ""
    kind: str = ""
    incomplete: bool = False
    statuses: tuple[str, ...] = ("ended",)
    merged: tuple[int, ...] = ()

    def keeps(self, call: dict[str, Any]) -> bool:
        """Whether a call document is wanted."""
        if call.get("status", "ended") not in self.statuses:
            return False
        not_theirs = self.person_id and call.get("person_id") not in (self.person_id, *self.merged)
        if not_theirs or any(call.get(name) != wanted for name in _SAME if (wanted := getattr(self, name))):
            return False
        started = call.get("started", "")
        if not isinstance(started, str):
            started = ""
        if (self.since and started < self.since) or (self.until and started >= self.until):
            return False
        if self.incomplete and not (skipped_in(call) or not call.get("outcome")):
            return False
        if self.kind and self.kind not in kinds_in(call):
            return False
        return not (self.words or self.who) or matches(call, self.words, self.who)


def matches(call: dict[str, Any], words: str, who: str = "") -> bool:
    """Whether a call has all that somebody typed to find it, and in its names and numbers what they typed there."""
    wanted, of_whom = asked(words), asked(who)
    if not wanted and not of_whom:
        return True
    # One call that another version or tool wrote in its own way must not end the search of all the others.
    found = call_words(call)
    return answers(wanted, [*found.said, "", *found.who], found.ends) and answers(of_whom, found.who, found.ends)
