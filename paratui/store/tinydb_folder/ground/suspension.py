"""When may this process be suspended (^Z)? Only while it holds no lock of an office, or all colleagues would wait."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class _LocksInUse:
    """How many locks the threads of this process hold or wait for, and whether no more may be taken."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0
        self._suspending = False

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Take and hold a lock in this block: a program that leaves ^Z to the system is suspended after it."""
        with self._changed:
            # Whoever holds one lock may need the other one to come to an end.
            while self._suspending and not self._count:
                self._changed.wait()
            self._count += 1
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTSTP})
        try:
            yield
        finally:
            with self._changed:
                self._count -= 1
                if self._suspending:
                    self._changed.notify_all()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    @contextmanager
    def none(self, seconds: float) -> Iterator[bool]:
        """In this block no lock is held or taken; False when that does not come about within `seconds`."""
        with self._changed:
            self._suspending = True
            rests = self._changed.wait_for(lambda: self._count == 0, seconds)
        try:
            yield rests
        finally:
            with self._changed:
                self._suspending = False
                self._changed.notify_all()


LOCKS_IN_USE = _LocksInUse()
