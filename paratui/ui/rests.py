"""The rests of long work in a thread: keys come to their turn in them, and it ends there when nobody waits for it."""

from __future__ import annotations

from threading import Event

# So long each, about every millisecond's work.
REST_SECONDS = 0.001


class LeavingError(Exception):
    """The page or the program is being left: what is read is of no use any more."""


class Rests:
    """Called by the work about every millisecond; raises LeavingError once it was left."""

    def __init__(self) -> None:
        self._left = Event()

    def leave(self) -> None:
        """Let the work end at its next rest; may be called from a signal."""
        self._left.set()

    @property
    def left(self) -> bool:
        """Whether nobody waits for the work any more."""
        return self._left.is_set()

    def __call__(self) -> None:
        if self._left.wait(REST_SECONDS):
            raise LeavingError
