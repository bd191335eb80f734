"""Which calls of the log are wanted."""

from __future__ import annotations

from typing import Any

import msgspec

LEAST_DIGITS = 3


class CallFilter(msgspec.Struct, frozen=True, kw_only=True):
    """All given conditions must hold. `since` and `until` are UTC texts, `until` exclusive.

    `words` is free text: each word must occur, in any letter case, somewhere in the lines, names,
    number, matter or outcome of the call.
    """

    staff: str = ""
    person_id: int = 0
    matter_id: int = 0
    channel: str = ""
    outcome: str = ""
    since: str = ""
    until: str = ""
    words: str = ""
    statuses: tuple[str, ...] = ("ended",)

    def keeps(self, call: dict[str, Any]) -> bool:
        """Whether a call document is wanted."""
        if call.get("status", "ended") not in self.statuses:
            return False
        for name in ("staff", "person_id", "matter_id", "channel", "outcome"):
            wanted = getattr(self, name)
            if wanted and call.get(name) != wanted:
                return False
        started = call.get("started", "")
        if not isinstance(started, str):
            started = ""
        if self.since and started < self.since:
            return False
        if self.until and started >= self.until:
            return False
        return not self.words or matches(call, self.words)


def searchable(call: dict[str, Any]) -> str:
    """Everything of a call that free text is looked for in, in one string."""
    lines = call.get("lines")
    said = [line.get("text") for line in lines if isinstance(line, dict)] if isinstance(lines, list) else []
    names = [call.get(name) for name in ("person", "phone", "matter", "matter_title", "outcome", "channel")]
    # One call that another version or tool wrote in its own way must not end the search of all the others.
    return "\n".join(text for text in [*names, *said] if isinstance(text, str)).casefold()


def matches(call: dict[str, Any], words: str) -> bool:
    """Whether each word occurs in the call; a word of digits also finds a number written with gaps."""
    text = searchable(call)
    return all(word in text or _part_of_number(word, text) for word in words.casefold().split())


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _part_of_number(word: str, text: str) -> bool:
    """Whether a word such as `555-2671` is a part of a number that is written otherwise in a line of the text."""
    digits = _digits(word)
    if len(digits) < LEAST_DIGITS or any(letter.isalpha() for letter in word):
        return False
    return any(digits in _digits(line) for line in text.split("\n"))
