"""What waits until the keys have paused: a held key costs only what moves with it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LULL_SECONDS = 0.08
"""Longer than the pause between two keys of one that is held, shorter than a look from the list to what stands beside
it."""


class Lull:
    """Does something once no key has come for a while; each key makes it wait anew."""

    def __init__(self, then: Callable[[], object], seconds: float = LULL_SECONDS) -> None:
        self._then = then
        self._seconds = seconds
        self._waiting: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """A key came."""
        self.end()
        self._waiting = asyncio.get_running_loop().call_later(self._seconds, self._done)

    def end(self) -> None:
        """Nothing is waited for any more."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _done(self) -> None:
        self._waiting = None
        self._then()
