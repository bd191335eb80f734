"""The terminal's own cursor stands where one types, and is away in lists: screen readers and magnifiers follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from paratui.ui.painter import Painter
from paratui.ui.widgets.drawn_line import DrawnLine

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

Result = TypeVar("Result")

SHOW, HIDE = "\x1b[?25h", "\x1b[?25l"


class TerminalCursor(Painter[Result]):
    """An app whose lines are edited with the terminal's cursor; with `cursor_is_drawn` it is never shown."""

    def __init__(self) -> None:
        super().__init__()
        self.cursor_is_drawn = False
        self._cursor_shows = False

    @property
    def draws_cursor(self) -> bool:
        """Whether a line draws its cursor itself."""
        return self.cursor_is_drawn or self.is_headless

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        anew = not self.picture.is_known
        line = self._edited_line
        if line is not None:
            self.cursor_position = line.cursor_offset
        self.picture.bare_row = -1 if line is None else line.cursor_offset.y
        super()._display(screen, renderable)
        self.place_cursor(anew=anew)

    def place_cursor(self, *, anew: bool = False) -> None:
        """Put the cursor where it belongs: what is typed may change no cell. `anew` says it even if it is so."""
        driver = self._driver
        if driver is None or self.is_headless or self._batch_count or self._closed or not self._running:
            return
        line = None if self.cursor_is_drawn else self._edited_line
        sent = ""
        if line is not None:
            at = self.cursor_position = self.screen.outer_size.clamp_offset(line.cursor_offset)
            if at != self._previous_cursor_position:
                self._previous_cursor_position = at
                sent = f"\x1b[{at.y + 1};{at.x + 1}H"
        if anew or (line is not None) != self._cursor_shows:
            self._cursor_shows = line is not None
            sent += SHOW if self._cursor_shows else HIDE
        if sent:
            driver.write(sent)
            driver.flush()

    @property
    def _edited_line(self) -> DrawnLine | None:
        focused = self.focused if self._screen_stacks.get(self._current_mode) else None
        return focused if isinstance(focused, DrawnLine) and focused.is_attached else None
