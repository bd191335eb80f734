"""A short text that changes every second and must cost next to nothing: the call timer, the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from paratui.ui.widgets.fitted_text import Align, fitted

if TYPE_CHECKING:
    from textual.geometry import Size


class TickingText(Widget):
    """`width` cells of text, updated without layout; only the cells that differ are written."""

    DEFAULT_CSS = """
    TickingText { height: 1; }
    """

    def __init__(
        self,
        text: str = "",
        *,
        width: int = 8,
        align: Align = "left",
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._text = fitted(text, width, align)
        self._align = align
        self._width = width
        self.styles.width = width

    @property
    def text(self) -> str:
        return self._text.strip()

    def show(self, text: str) -> None:
        """Say this now; nothing is written when it is what stands there already."""
        shown = fitted(text, self._width, self._align)
        if shown == self._text:
            return
        before, self._text = self._text, shown
        if before.isascii() and shown.isascii():
            differing = [place for place in range(self._width) if before[place] != shown[place]]
            self.refresh(Region(differing[0], 0, differing[-1] - differing[0] + 1, 1))
        else:
            self.refresh(Region(0, 0, self._width, 1))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        return self._width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        return 1

    def render_line(self, y: int) -> Strip:
        style = self.rich_style
        if y:
            return Strip.blank(self.size.width, style)
        return Strip([Segment(self._text, style)], self._width)
