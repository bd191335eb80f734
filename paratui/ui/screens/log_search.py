"""Searching the log while typing: the question, its conditions, and the order of what is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.binding import Binding

from paratui.domain.call_filter import CallFilter
from paratui.domain.call_query import read_query
from paratui.domain.search_words import asked
from paratui.ui.screens.ask import Ask
from paratui.ui.screens.condition_picker import ConditionPicker
from paratui.ui.screens.log_reading import LogReading

if TYPE_CHECKING:
    from paratui.services.desk import Desk
    from paratui.ui.area import Answered

_KEYS = "Tab conditions · ^O {other} first · Enter keeps, then [[log.all]] takes away"


class LogSearch(LogReading):
    """A log that is searched. `on_keys` are the conditions on keys, `typed` is what was typed on top of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.on_keys = CallFilter()
        self.typed = ""
        # What of it could not be read, in words.
        self.unread: tuple[str, ...] = ()

    async def ask_words(self) -> None:
        """Find while typing."""
        await self.app.push_screen(SearchCalls(self))

    def search(self, typed: str) -> None:
        """Show what is found by this."""
        self.typed = typed
        found = read_query(typed, self.on_keys, self.desk.now(), self.desk.office, self.desk.staff())
        self.unread = found.notices
        before, self.filter = self.filter, found.wanted
        if not _same(before, found.wanted):
            self.reload(anew=True)
        self.draw_top()

    def turn_order(self) -> None:
        """Best first instead of newest first, or the other way round."""
        self.best = not self.best
        self.reload(anew=True)
        self.draw_top()

    def order_words(self) -> str:
        """The order of the calls, where it could be another."""
        if not self.filter.words:
            return ""
        return "best first" if self.best_shown else "newest first"


def _same(one: CallFilter, other: CallFilter) -> bool:
    """Whether both find the same: what is typed past all that is looked for, or beside it, changes nothing."""
    return replace(one, words=other.words) == other and asked(one.words) == asked(other.words)


class SearchCalls(Ask):
    """The line a search is typed in."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("tab", "conditions", "Conditions", show=False),
        Binding("ctrl+o", "order", "Newest or best first", show=False),
    ]

    def __init__(self, log: LogSearch) -> None:
        async def kept(_words: str) -> Answered:
            return said

        async def said() -> None:
            if log.unread:
                log.say(" · ".join(log.unread), trouble=True)

        super().__init__(log, "Find in the log", kept, value=log.typed, marked=True, preview=self._found)
        self._log = log

    TAKES = (
        'The beginnings of words, "words in a row", numbers in any form; and conditions: from:maria by:ana kind:? '
        "matter:2026-0142 before:2026-11 outcome:voicemail. Tab offers them. Enter keeps what was found."
    )

    def _found(self, typed: str) -> str:
        if typed != self._log.typed:
            self._log.search(typed)
        other = "newest" if self._log.best else "best"
        return " · ".join((*self._log.unread, _KEYS.format(other=other)))

    def action_order(self) -> None:
        self._log.turn_order()
        self._typed(self._input.value)

    async def action_conditions(self) -> None:
        await ConditionPicker(self._log, self._write).ask(self._input.value)

    def _write(self, typed: str) -> None:
        self._input.value = typed
        self._typed(typed)
