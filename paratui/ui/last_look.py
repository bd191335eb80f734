"""Whether a page was looked at before a key was pressed on it."""

from __future__ import annotations

from paratui.ui.typed_word import GLANCE_SECONDS


class LastLook:
    """A key pressed before what it answers stood on the screen, or in the glance after it, was not meant for that.

    Times are those of keys: seconds of the monotonic clock.
    """

    def __init__(self) -> None:
        self._since: float | None = None

    def begin(self, now: float) -> None:
        """It stands on the screen from now on."""
        if self._since is None:
            self._since = now

    def end(self) -> None:
        """It is not shown any more: what comes next is to be looked at anew."""
        self._since = None

    def came_before(self, pressed: float) -> bool:
        """Whether it had been seen when a key was pressed."""
        return self._since is not None and pressed - self._since >= GLANCE_SECONDS
