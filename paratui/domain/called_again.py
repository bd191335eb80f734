"""An item that several messages of one caller are counted in: its words say how many."""

from __future__ import annotations

import re

# What was said stands in the item as far as a row of the queue can show it; the call holds all of it.
_GIST = 80
_CALLED = re.compile(r" \(called (\d+) times\)$")


def times_called(text: str) -> int:
    """How many messages are counted in an item of these words."""
    found = _CALLED.search(text)
    return int(found[1]) if found else 1


def with_times(text: str, times: int) -> str:
    """The words with so many messages counted in them."""
    text = _CALLED.sub("", text)
    return f"{text} (called {times} times)" if times > 1 else text


def gist_of(said: str) -> str:
    """The beginning of what was said, as much as an item shows."""
    words = " ".join(said.split())
    return words if len(words) <= _GIST else f"{words[: _GIST - 3].rsplit(' ', 1)[0]}..."
