"""What the tour looks at: how the program stands, never which keys were pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.domain.note_line import MARK_OF
from paratui.ui.screens.queue import QueueScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paratui.domain.call import Call
    from paratui.domain.note_line import NoteLine
    from paratui.ui.app import ParatuiApp
    from paratui.ui.tour.lessons import Lesson


class Scene:
    """The program as one lesson sees it."""

    def __init__(self, app: ParatuiApp) -> None:
        self._app = app
        self._cut: set[int] = set()
        self._cut_before: set[int] = set()
        self._items_at_first: set[int] | None = None
        self._items_seen: set[int] = set()
        self._cursor: object = None
        self.moved_down: bool = False

    def begin(self) -> None:
        """A lesson begins."""
        self._items_at_first, self._items_seen = None, set()
        self.moved_down = False
        self._cut_before = set(self._cut)
        self.look()

    def look(self) -> None:
        """Remember what a lesson is measured by."""
        living = self.queue.living
        self._cut.update(one.state.call.id for one in self._app.open_calls.kept)
        if living.is_read:
            self._items_seen |= self._items
            self._items_at_first = self._items if self._items_at_first is None else self._items_at_first
        if self.queue.is_mounted:
            table = self.queue.table
            # Until the order lasts the cursor goes with it; from then on it stays on its item unless it is moved.
            self.moved_down |= self._cursor not in {None, table.cursor} and bool(table.cursor_index)
            self._cursor = table.cursor if self.queue.settled else None

    @property
    def area(self) -> str:
        """The area that is looked at, or lies below the pages."""
        return self._app.area_shown

    @property
    def pages(self) -> list[str]:
        """What lies over the area, by the titles of pages and the names of the others."""
        over: list[Any] = self._app.screen_stack[1:]
        return [getattr(one, "title_shown", "") or getattr(one, "NAME", "") for one in over]

    @property
    def queue(self) -> QueueScreen:
        queue = self._app.get_screen("queue")
        assert isinstance(queue, QueueScreen)
        return queue

    @property
    def closed_one(self) -> bool:
        """Whether an item of the queue has gone since the lesson began."""
        return bool(self._items_seen - self._items)

    @property
    def back_again(self) -> bool:
        """Whether an item stands in the queue that did not when the lesson began."""
        return self._items_at_first is not None and bool(self._items - self._items_at_first)

    @property
    def _items(self) -> set[int]:
        return {one.id for one in self.queue.living.items()}

    @property
    def call(self) -> Call | None:
        """The call one speaks on."""
        return next((one.call for one in self._app.open_calls.sessions if not one.parked), None)

    @property
    def lines(self) -> tuple[NoteLine, ...]:
        """Its notes."""
        return self.call.lines if self.call else ()

    def has(self, kind: str) -> bool:
        """Whether a line of a kind was kept."""
        return any(line.kind == kind for line in self.lines)

    def marks_left(self, kinds: Iterable[str]) -> str:
        """The marks of those kinds no line was kept of yet."""
        return " ".join(MARK_OF[kind] for kind in kinds if not self.has(kind))

    @property
    def words_looked_for(self) -> str:
        """What the log is narrowed by."""
        if not self._app.is_screen_installed("log"):
            return ""
        log: Any = self._app.get_screen("log")
        return str(log.filter.words)

    @property
    def cut(self) -> bool:
        """Whether a call was left, or cut, since the lesson began."""
        return bool(self._cut - self._cut_before)

    def has_what_it_needs(self, lesson: Lesson) -> bool:
        """Whether a lesson can be done as the program stands."""
        if lesson.needs == "left call":
            return bool(self._app.open_calls.kept) or self.taken_up
        return lesson.needs != "call" or self.call is not None

    @property
    def taken_up(self) -> bool:
        """Whether a call of an earlier session goes on in this one."""
        return any(one.call.id in self._cut for one in self._app.open_calls.sessions)
