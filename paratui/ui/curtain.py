"""A screen that goes blank at once, on a key or after a while without one; everything underneath goes on.

Nothing is drawn but the program's name and the clock. What is typed meanwhile is no note and no command: it is put
aside for whoever typed it. There is no password here: a lock keeps passers-by from reading, and nobody out.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from rich.cells import cell_len
from textual import events

from paratui.ui.key_order import OrderedKeys
from paratui.ui.terminal_cursor import HIDE, TerminalCursor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType
    from textual.screen import Screen
    from textual.timer import Timer
    from textual.widget import Widget

Result = TypeVar("Result")

BURST_SECONDS = 0.3
"""Letters that follow each other within that belong together: whoever types blind goes on for a moment."""
CLOCK_SECONDS = 5.0
UNLOCK = "enter"
MOST_BLIND = 10_000


class Curtain(TerminalCursor[Result], OrderedKeys[Result]):
    """An app that can be blanked. `typed_blind` is what was typed on the blank screen since it was last looked at."""

    blank_keys: frozenset[str] = frozenset()

    def __init__(self) -> None:
        super().__init__()
        self.is_blank = False
        self.is_locked = False
        self.typed_blind = ""
        self._said_on_it: list[str] = []
        self._burst: Timer | None = None
        self._clock: Timer | None = None
        self._idle: Timer | None = None
        self._idle_seconds = 0.0
        self._last_key = time.monotonic()

    @property
    def seconds_without_a_key(self) -> float:
        """How long nobody has typed."""
        return time.monotonic() - self._last_key

    # Down

    def blank(self, *, locked: bool = False) -> None:
        """Draw nothing but the curtain from now on. A lock is not taken back by a key that only blanks."""
        self.is_locked = self.is_locked or locked
        if not self.is_blank:
            self.is_blank = True
            self._clock = self.set_interval(CLOCK_SECONDS, self._draw_curtain)
        self._said_on_it = []
        self._draw_curtain()

    def lock_after(self, minutes: int) -> None:
        """Blank and lock after so many minutes without a key; 0 never."""
        self._idle_seconds = minutes * 60.0
        self._wait_for_idle(self._idle_seconds)

    def _wait_for_idle(self, seconds: float) -> None:
        if self._idle is not None:
            self._idle.stop()
        self._idle = self.set_timer(max(seconds, 0.1), self._idle_over) if self._idle_seconds else None

    def _idle_over(self) -> None:
        # One timer in all that time, not one a key.
        left = self._idle_seconds - self.seconds_without_a_key
        if self.is_locked or not self._idle_seconds:
            return
        if left > 0:
            self._wait_for_idle(left)
        else:
            self.blank(locked=True)

    def on_the_curtain(self) -> Sequence[str]:
        """What stands on the blank screen, row by row."""
        return ()

    def _draw_curtain(self) -> None:
        rows = list(self.on_the_curtain())
        if self._driver is None or not self.is_blank or (rows == self._said_on_it and self.picture.is_known):
            return
        self._said_on_it = rows
        width, height = self.size
        top = max(0, (height - len(rows)) // 2)
        drawn = [
            f"\x1b[{top + place + 1};{max(0, width - cell_len(row)) // 2 + 1}H{row[:width]}"
            for place, row in enumerate(rows[:height])
        ]
        self.picture.stands_apart()
        self._driver.write(f"\x1b[0m{HIDE}\x1b[H\x1b[2J{''.join(drawn)}")
        self._driver.flush()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if not self.is_blank:
            super()._display(screen, renderable)
            return
        # Another size, or the terminal was somebody else's meanwhile.
        self._draw_curtain()
        self.post_display_hook()

    # Up

    def typed(self, event: events.Key | events.Paste) -> None:
        # Looked at before it waits for its turn: whoever comes through the door does not wait either.
        self._last_key = time.monotonic()
        if self.is_blank:
            self._on_blank(event)
        elif isinstance(event, events.Key) and event.key in self.blank_keys:
            self.blank()
        else:
            super().typed(event)

    def _on_blank(self, event: events.Key | events.Paste) -> None:
        """A key on the blank screen: it brings the screen back, a locked one only Enter; nothing else comes of it."""
        key = event.key if isinstance(event, events.Key) else ""
        text = event.text if isinstance(event, events.Paste) else event.character or ""
        if text.isprintable():
            self.typed_blind = (self.typed_blind + text)[-MOST_BLIND:]
        elif key == "backspace":
            self.typed_blind = self.typed_blind[:-1]
        elif self.typed_blind:
            self.typed_blind += " "
        if self.is_locked and key != UNLOCK:
            return
        if self._burst is not None:
            self._burst.stop()
        self._burst = self.set_timer(BURST_SECONDS, self._up) if self.typed_blind else None
        if self._burst is None:
            self._up()

    def _up(self) -> None:
        if self._clock is not None:
            self._clock.stop()
        self.is_blank = self.is_locked = False
        self._burst = None
        self.picture.forget()
        self.refresh(layout=True)
        self.screen.refresh(layout=True)
        self._wait_for_idle(self._idle_seconds)
        self.typed_blind = self.typed_blind.strip()
        self.came_back()

    def came_back(self) -> None:
        """The screen is there again."""

    def paint_now(self, widget: Widget, first: int, last: int) -> bool:
        """As it is; but where more is typed, or the line is behind, one picture of all of it is enough."""
        written = getattr(self._driver, "is_written", True)
        return not self._typed and written and super().paint_now(widget, first, last)

    def place_cursor(self, *, anew: bool = False) -> None:
        """As it is; on the blank screen there is none."""
        if not self.is_blank:
            super().place_cursor(anew=anew)
