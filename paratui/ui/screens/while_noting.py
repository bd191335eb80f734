"""A question of a call in progress: it is answered as one of weight is, and who types on is taking notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.screens.sure import Sure

if TYPE_CHECKING:
    from textual import events


class WhileNoting(Sure):
    """The caller talks on while it stands there: what is no answer is the note it was meant to be, to the letter.

    A step of the checklist opens it under the fingers of whoever writes; of what they write nothing may be lost.
    """

    TAKES = "one of these: its letter or its word, then Enter; what you type otherwise goes on as your note"
    ELSE = ("other words are a note",)

    async def _pressed(self, event: events.Key) -> None:
        await super()._pressed(event)
        await self._go_on_noting()

    async def _pasted(self, text: str) -> None:
        await super()._pasted(text)
        await self._go_on_noting()

    async def _go_on_noting(self) -> None:
        if self._typed and not any(self._fitting()):
            await self.app.pop_screen()
            self._area.type_on(self._typed)
