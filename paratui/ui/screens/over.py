"""What every screen that lies over another one shares."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.renderables.background_screen import BackgroundScreen
from textual.renderables.blank import Blank
from textual.screen import ModalScreen
from textual.visual import Visual

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual import events
    from textual.css.styles import RulesMap
    from textual.geometry import Size
    from textual.screen import Screen
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

    from paratui.ui.painter import Painter


class Over(ModalScreen[None]):
    """A screen over another: opened by a key, so it is laid out and painted once, and keys come in between."""

    # Nothing here hangs on the width of the window: with these each would be styled once more as it opens.
    HORIZONTAL_BREAKPOINTS = []  # noqa: RUF012 - annotated, it would be another thing than Textual's own

    app: Painter[None]

    def __init__(self) -> None:
        super().__init__()
        # What lies below stands on the terminal: the first time only what lies over it is painted.
        self._opening = True

    def help(self) -> Screen[None] | None:
        """What F1 shows here; None where there is nothing to explain."""
        return None

    async def show_help(self) -> None:
        """Lay the help over this; any key comes back to it as it was."""
        page = self.help()
        if page is not None:
            await self.app.push_screen(page)

    def render(self) -> RenderableType:
        """What lies below, as it stands there."""
        drawn = super().render()
        if not isinstance(drawn, BackgroundScreen):
            return drawn
        return Blank() if self._opening else Below(drawn.screen)  # type: ignore[return-value]  # Textual draws these too

    async def on_screen_resume(self) -> None:
        """Called between composing and painting: whatever waits for a turn of the loop has it here."""
        await asyncio.sleep(0)

    async def _on_resize(self, event: events.Resize) -> None:
        # Textual tells a new screen the size it was just painted in, and lays out what lies below once more.
        if self._compositor.size == event.size:
            event.prevent_default()

    def _screen_resized(self, size: Size) -> None:
        # Told in the same size by the screen that was laid over this one.
        if self._compositor.size != size:
            super()._screen_resized(size)

    def _compositor_refresh(self) -> None:
        self._opening = self._opening and self.app.picture.is_known and not self.styles.background.a
        if self._opening:
            # Textual paints all of it once more a turn later: whatever changed below meanwhile comes with that.
            self._compositor._dirty_regions = {child.region for child in self.children}  # noqa: SLF001 - told by no other way
        super()._compositor_refresh()
        self._opening = False


class Below(Visual):
    """A screen as another one lies over it: its rows as they are, without taking them apart and together again."""

    def __init__(self, screen: Screen[object]) -> None:
        self._screen = screen

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:  # noqa: ARG002 - Textual's signature
        """Its rows."""
        return self._screen._compositor.render_strips()[:height]  # noqa: SLF001 - drawn by nothing else

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002 - Textual's signature
        """All there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As high as it is."""
        return self._screen.size.height
