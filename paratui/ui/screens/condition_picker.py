"""Picking a condition of a search and its value; what is picked is written into the line as if it had been typed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.call import Channel, Outcome
from paratui.domain.call_conditions import CONDITIONS, DAYS, begun, days_offered, written
from paratui.domain.errors import ParatuiError
from paratui.domain.note_line import MARK_OF, MEANINGS
from paratui.domain.search_words import folded, words_of
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paratui.ui.area import Answered
    from paratui.ui.screens.log_search import LogSearch

_MOST = 50


class ConditionPicker:
    """Offers the conditions, and for each the values there are; `then` gets the line with the one that was picked."""

    def __init__(self, area: LogSearch, then: Callable[[str], None]) -> None:
        self._area = area
        self._then = then

    async def ask(self, typed: str) -> None:
        """Offer the values of the condition that stands begun at the end of the line, else the conditions."""
        before, key, value = begun(typed)
        if key:
            await self._ask_value(before, key, value)
            return

        async def taken(picked: str, _typed: str) -> Answered:
            return lambda: self._ask_value(typed, picked, "")

        offered = [(key, f"{key + ':':<9} {words}") for key, words in CONDITIONS.items()]
        await self._area.pick("Only calls ...  typing narrows, Enter takes", _among(offered), taken)

    async def _ask_value(self, before: str, key: str, value: str) -> None:
        async def taken(picked: str, said: str) -> Answered:
            async def write() -> None:
                self._then(written(before, key, picked or said))

            return write

        if key in DAYS:
            find, free = _among(await asyncio.to_thread(self._days)), "{}"
        elif key == "from":
            find, free = self._people, "whoever has {} in a name, a number or a matter"
        else:
            find, free = _among(await asyncio.to_thread(self._values, key)), ""
        await self._area.pick(f"{key}: {CONDITIONS[key]}", find, taken, value=value, free=free)

    def _values(self, key: str) -> list[tuple[str, str]]:
        if key == "by":
            return [(one.login, f"{one.name or one.login}  {one.login}") for one in self._area.desk.staff()]
        if key == "kind":
            return [(MARK_OF[kind].strip() or kind, f"{MARK_OF[kind]} {words}") for kind, words in MEANINGS.items()]
        if key == "matter":
            return self._matters()
        return [(one.value, one.value.replace("_", " ")) for one in (Outcome if key == "outcome" else Channel)]

    def _matters(self) -> list[tuple[str, str]]:
        try:
            matters = list(self._area.paratui.people.matters())
        except ParatuiError:
            return []
        numbered = sorted((one for one in matters if one.number), key=lambda one: one.number, reverse=True)
        return [(one.number, f"{one.number}  {one.title}  {one.status}") for one in numbered]

    def _people(self, typed: str) -> list[tuple[str, str]]:
        people = self._area.paratui.people
        try:
            # Names are not waited for on the loop: until they are read, what is typed is taken as it is.
            found = people.named(typed, _MOST) if people.ready else []
        except ParatuiError:
            return []
        return [(one.person.name, f"{one.person.name}  {one.person.role.replace('_', ' ')}") for one in found]

    def _days(self) -> list[tuple[str, str]]:
        desk = self._area.desk
        try:
            oldest = self._area.windows.oldest()
        except ParatuiError:
            oldest = None
        today = desk.now().astimezone(desk.office.tz).date()
        first = from_utc_text(oldest.started).astimezone(desk.office.tz).date() if oldest else today
        return days_offered(today, min(first, today))


def _among(offered: Iterable[tuple[str, str]]) -> Callable[[str], list[tuple[str, str]]]:
    """The offered some word of which begins with each that is typed; first what is written just so."""
    plain = [([*folded(f"{value} {words}").split(), *words_of(words)], (value, words)) for value, words in offered]

    def find(typed: str) -> list[tuple[str, str]]:
        wanted = folded(typed).split()
        fitting: list[tuple[str, str]] = []
        for words, one in plain:
            if all(any(word.startswith(begun) for word in words) for begun in wanted):
                fitting.insert(0 if one[0] == typed else len(fitting), one)
        return fitting[:_MOST]

    return find
