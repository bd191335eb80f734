"""What every screen that lies over another one shares."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.screen import ModalScreen

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.screen import Screen


class Over(ModalScreen[None]):
    """A screen over another: opened by a key, so it is laid out and painted once, and keys come in between."""

    def help(self) -> Screen[None] | None:
        """What F1 shows here; None where there is nothing to explain."""
        return None

    async def show_help(self) -> None:
        """Lay the help over this; any key comes back to it as it was."""
        page = self.help()
        if page is not None:
            await self.app.push_screen(page)

    async def on_screen_resume(self) -> None:
        """Called between composing and painting: whatever waits for a turn of the loop has it here."""
        await asyncio.sleep(0)

    def _screen_resized(self, size: Size) -> None:
        # Textual tells a new screen the size it was just painted in, and paints it all once more.
        if self._compositor.size != size:
            super()._screen_resized(size)
