"""Taking back what I did last: at once on the screen it belongs to, elsewhere only after it was named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.spoken_size import count_words
from paratui.services.actions import Actions
from paratui.ui.area import Area

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from paratui.services.actions import Latest, Undone


class TakingBack(Area):
    """A screen with an undo. My actions have one order, whichever screen they were done on."""

    def is_of_here(self, last: Latest) -> bool:
        """Whether what would be taken back is what this screen is about."""
        raise NotImplementedError

    def undo_last(self) -> Undone:
        """Take back my last action, in a thread. Raises BadInput, Conflict, StoreError."""
        raise NotImplementedError

    async def show_taken_back(self, undone: Undone) -> None:
        """Show what stands again, before the next key is taken."""
        raise NotImplementedError

    async def undo(self) -> None:
        """Take back my last action; one of another screen is named first."""
        last = await self.attempt(Actions(self.desk).latest)
        if last is None or last.stays or self.is_of_here(last):
            await self._take_back()
            return

        async def chosen(_undo: str) -> None:
            await self._take_back()

        await self.ask_take_back(f"Take back: {self.paratui.presence.words(last.words)}?", chosen)

    async def ask_take_back(self, question: str, then: Callable[[str], Awaitable[None]]) -> None:
        """Ask before something is taken back that is not seen here: one key too many takes nothing back."""
        await self.choose(question, [("u", "undo", "takes it back")], then, sure=True)

    async def _take_back(self) -> None:
        undone = await self.attempt(self.undo_last)
        if undone is None:
            return
        self.paratui.stand_again(undone)
        await self.show_taken_back(undone)
        number = f"#{undone.items[0].number}" if len(undone.items) == 1 else count_words(len(undone.items), "item")
        told = "Taken back" if undone.others or not undone.items else f"{number}: taken back"
        left = f"; {undone.left} were changed by others since and stay" if undone.left else ""
        self.say(f"{told} - {self.paratui.presence.words(undone.what)}{left}")
