"""A window with less room than the screens are made for: every one goes on working, and leaves something out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.geometry import Size

COLUMNS, ROWS = 80, 24
_STATUS_LINE = 1  # of tmux or screen, on a terminal as large as that


class SmallWindow:
    """Says it once, each time the window has become too small."""

    def __init__(self) -> None:
        self._is_small = False

    def told(self, size: Size) -> str:
        """What is to be said of a window of this size now, empty for nothing; in 40 columns the time of the last
        saving has room beside it.
        """
        was, self._is_small = self._is_small, size.width < COLUMNS or size.height < ROWS - _STATUS_LINE
        if was or not self._is_small:
            return ""
        return f"Small: {COLUMNS}x{ROWS} shows all"
