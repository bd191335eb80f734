"""Searching the log while typing: the question, its conditions, and the order of what is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.binding import Binding

from paratui.domain.call_filter import CallFilter
from paratui.domain.call_order import CallOrder
from paratui.domain.call_query import read_query
from paratui.domain.search_words import asked
from paratui.domain.searched_day import searched_day
from paratui.ui.screens.condition_picker import ConditionPicker
from paratui.ui.screens.find import Find
from paratui.ui.screens.log_reading import LogReading

if TYPE_CHECKING:
    from paratui.domain.searched_day import SearchedDay
    from paratui.services.desk import Desk

_LETTERS = {
    CallOrder.NEWEST: "n",
    CallOrder.OLDEST: "o",
    CallOrder.LONGEST: "l",
    CallOrder.CALLER: "c",
    CallOrder.BEST: "b",
}


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
        desk = self.desk
        found = read_query(typed, self.on_keys, desk.now(), desk.office, desk.staff(), desk.me.login)
        self.unread = found.notices
        before, self.filter = self.filter, found.wanted
        if not _same(before, found.wanted):
            self.reload(anew=True)
        self.draw_top()

    async def ask_order(self) -> None:
        """In which order the calls stand; best first where words are looked for."""

        async def chosen(order: str) -> None:
            # Who stands on a call goes with it; who has not moved wants to see what comes first now.
            self.put_in_order(CallOrder(order), from_top=not self.table.cursor_index)

        orders = [one for one in CallOrder if self.filter.words or one is not CallOrder.BEST]
        await self.choose("In which order?", [(_LETTERS[one], one, one) for one in orders], chosen)

    def put_in_order(self, order: CallOrder, *, from_top: bool = True) -> None:
        """Show the calls in this order from now on."""
        self.order = order
        if from_top:
            self.to_the_top()
        else:
            self.reload()
        self.draw_top()

    def turn_order(self) -> None:
        """Best first, or newest first again."""
        self.put_in_order(self.other_order)

    @property
    def other_order(self) -> CallOrder:
        """The one of the two orders of a search that is not chosen."""
        return CallOrder.NEWEST if self.order is CallOrder.BEST else CallOrder.BEST

    def order_words(self) -> str:
        """The order of the calls, where somebody chose it or could expect another."""
        shown, asked = self.order_shown, self.order_asked
        if shown is not asked and (self.filter.words or asked is not CallOrder.BEST):
            return f"{shown}: {asked} needs the index"
        return shown if self.filter.words or shown is not CallOrder.NEWEST else ""


def _same(one: CallFilter, other: CallFilter) -> bool:
    """Whether both find the same: what is typed past all that is looked for, or beside it, changes nothing."""
    return replace(one, words=other.words) == other and asked(one.words) == asked(other.words)


class SearchCalls(Find):
    """The line a search of the log is typed in."""

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]  # a list of Binding is what Textual reads
        Binding("tab", "conditions", "Conditions", show=False),
        Binding("ctrl+o", "order", "Newest or best first", show=False),
    ]
    TAKES = (
        'The beginnings of words, "words in a row", numbers in any form; and conditions: from:maria by:ana kind:? '
        "matter:2026-0142 before:2026-11 outcome:voicemail. Tab offers them, or writes a day such as nov 19 as the "
        "condition that finds it; ^O shows the best or the newest first."
    )

    def __init__(self, log: LogSearch) -> None:
        super().__init__(log, "Find in the log", self._found, value=log.typed, rid="log.all")
        self._log = log

    def _found(self, typed: str) -> str:
        if typed != self._log.typed:
            self._log.search(typed)
        tab = "writes it" if self._day() else "conditions"
        return " · ".join((*self._log.unread, f"Tab {tab} · ^O {self._log.other_order}"))

    def _day(self) -> SearchedDay | None:
        """A day among the words, which Tab writes as the condition it is."""
        return searched_day(self._log.typed, self._log.desk.now(), self._log.desk.office)

    def not_understood(self) -> str:
        return " · ".join(self._log.unread)

    def action_order(self) -> None:
        self._log.turn_order()
        self._typed(self._input.value)

    async def action_conditions(self) -> None:
        if day := self._day():
            self._write(day.line)
        else:
            await ConditionPicker(self._log, self._write).ask(self._input.value)

    def _write(self, typed: str) -> None:
        self._input.value = typed
        self._typed(typed)
