"""The line a search is typed in, over the list it narrows; the same in every list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.screens.ask import Ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.ui.area import Answered, Area
    from paratui.ui.screens.page import Page


class Find(Ask):
    """What is found stays however the line is left; the command `rid` takes the search away.

    `narrow` shows what is found by the text and says what is to be said of it. A search that held before stands
    marked: typing takes its place, and that is said.
    """

    def __init__(self, area: Area, question: str, narrow: Callable[[str], str], *, value: str, rid: str) -> None:
        async def kept(_words: str) -> Answered:
            return self._left

        super().__init__(area, question, kept, value=value, preview=narrow, marked=True)
        self._rid = area.key_of(rid)

    async def _left(self) -> None:
        """Back in the list."""
        if trouble := self.not_understood():
            self._area.say(trouble, trouble=True)

    def not_understood(self) -> str:
        """What of the search could not be read, in words."""
        return ""

    def _said(self, value: str) -> str:
        found = super()._said(value)
        old = "typing replaces what is marked, Right keeps it" if value and value == self._first else ""
        return " · ".join(part for part in (old, found, f"Esc keeps it, then {self._rid} takes it away") if part)

    def _leaves(self) -> str:
        return "; what is found stays"

    def help(self) -> Page:
        from paratui.ui.screens.help_page import question_help  # noqa: PLC0415 - only when it is asked for

        takes = self.TAKES or "what is looked for; the list is narrowed while you type"
        keys = (
            ("Enter, Esc", "leaves the line; what is found stays, and the first row says so"),
            (self._rid, "in the list takes the search away"),
        )
        return question_help(self._area, self._question, takes, keys)

    async def action_leave(self) -> None:
        await self._take(self._input.value)
