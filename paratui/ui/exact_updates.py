"""Only the cells that changed are written to the terminal.

Textual sends a changed span of a line from the left edge of its widget on; for one letter at the end of
the composer that is the whole line. Here the span begins where the change begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rich.control import Control
from textual._compositor import ChopsUpdate
from textual.app import App

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from textual.screen import Screen
    from textual.strip import Strip

Result = TypeVar("Result")


class ExactUpdate(ChopsUpdate):
    """The changed spans, each written from its first to its last changed cell."""

    def render_segments(self, console: Console) -> str:
        written: list[str] = []
        for y, first, last in self.spans:
            for end, (start, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is None or start >= last or end <= first:
                    continue
                begin = _first_cell(strip, max(0, first - start))
                written.append(Control.move_to(start + begin, y).segment.text)
                written.append(strip.crop(begin, min(end, last) - start).render(console))
        return "".join(written)


class ExactUpdates(App[Result]):
    """An app that writes exact updates."""

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if type(renderable) is ChopsUpdate:
            renderable = ExactUpdate(renderable.chops, renderable.spans, renderable.chop_ends)
        super()._display(screen, renderable)


def _first_cell(strip: Strip, cell: int) -> int:
    """`cell`, or the one before it when it is the right half of a wide character."""
    if cell and strip.crop(0, cell).text != strip.text[: len(strip.crop(0, cell).text)]:
        return cell - 1
    return cell
