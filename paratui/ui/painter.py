"""Only the cells that differ from what stands on the terminal are written to it.

Textual sends whatever was drawn anew, also where it is the same as before: a switch of screens is a whole screen, and
a list that moves by one row is the whole list. Over a slow line that is what a person waits for. Here the picture on
the terminal is remembered, and a letter, a row or a screen costs what it changes.
"""

from __future__ import annotations

import os
from itertools import repeat
from typing import TYPE_CHECKING, TypeVar

from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip

from paratui.ui.terminal_picture import Cell, Picture, Veil, is_sure
from paratui.ui.widgets.edited_line import graphemes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, RenderableType
    from rich.segment import Segment
    from textual import events
    from textual.screen import Screen
    from textual.widget import Widget

Result = TypeVar("Result")

WHOLE = "PARATUI_PAINT"
"""The environment variable that, set to "all", has everything drawn written as Textual does."""

_divide = Strip.divide


def _divided(strip: Strip, cuts: Iterable[int]) -> Sequence[Strip]:
    """As Textual divides; but a whole row is not kept as a part of itself, which only the collector could let go."""
    cuts = [*cuts]
    return [strip] if cuts == [strip.cell_length] else _divide(strip, cuts)


Strip.divide = _divided  # type: ignore[assignment, method-assign]  # rows are made by Textual alone


def _cells_of(segments: Iterable[Segment], system: ColorSystem) -> list[Cell]:
    cells: list[Cell] = []
    for text, style, _ in segments:
        codes = "" if style is None else Strip.render_ansi(style, system) if style._ansi is None else style._ansi  # noqa: SLF001 - Textual keeps there what it has worked out once
        if is_sure(text):
            cells.extend(zip(text, repeat(codes)))
            continue
        for start, end, width in graphemes(text):
            if width:
                cells.append((text[start:end], codes))
                cells += [("", codes)] * (width - 1)
            elif cells:
                cells[-1] = (cells[-1][0] + text[start:end], codes)
    return cells


class Painted(CompositorUpdate):
    """An update of Textual's as what it changes on the terminal."""

    def __init__(self, changes: str) -> None:
        self._changes = changes

    def render_segments(self, console: Console) -> str:  # noqa: ARG002 - Textual's signature
        return self._changes


def drawn_by(update: LayoutUpdate | ChopsUpdate, system: ColorSystem) -> Iterator[tuple[int, int, list[Cell]]]:
    """What an update draws: row, first column, cells."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            yield y, update.region.x, [cell for strip in strips for cell in _cells_of(strip, system)]
        return
    for y, first, last in update.spans:
        for end, (start, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or start >= last or end <= first:
                continue
            cells = _cells_of(strip, system)
            begin, close = max(first, start), min(last, end, start + len(cells))
            # A wide character is drawn whole or not at all.
            if begin > start and not cells[begin - start][0]:
                begin -= 1
            if close < start + len(cells) and not cells[close - start][0]:
                close += 1
            yield y, begin, cells[begin - start : close - start]


class Painter(App[Result]):
    """An app that writes only what changes on the terminal."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = Picture()
        self._everything = os.environ.get(WHOLE) == "all"

    @property
    def veil(self) -> Veil | None:
        """What hides names in what is drawn from now on."""
        return self.picture.veil

    @property
    def _writes_all(self) -> bool:
        """Whether what is drawn is Textual's to write, or nobody's."""
        unseen = self.is_headless or bool(self._batch_count) or self._closed or not self._running
        return unseen or (self._everything and self.picture.veil is None)

    def on_resize(self, _: events.Resize) -> None:
        """The terminal may have moved what stood on it, also where it is as large as it was by the time we look."""
        self.picture.forget()
        if self.screen_stack:
            self.screen.refresh()

    def paint_now(self, widget: Widget, first: int, last: int) -> bool:
        """Draw these lines of a widget anew and write them before anything else is drawn.

        False when Textual is to draw them in its turn: more of the widget waits to be drawn, or it does not stand in
        sight as it was laid out. Nothing of a screen lies over another part of it here.
        """
        screen = self.screen
        waits = bool(widget._repaint_required or widget._repaint_regions)  # noqa: SLF001 - there is no public way to ask
        # A screen that came back stands on the terminal only when it has been drawn whole.
        waits = waits or screen._layout_required or screen._repaint_required  # noqa: SLF001 - the same
        if waits or self._writes_all or not self.picture.is_known or widget.screen is not screen:
            return False
        placed, clip = screen._compositor.visible_widgets.get(widget, (Region(), Region()))  # noqa: SLF001 - the same
        part = Region(0, first, placed.width, last - first + 1)
        there = part.translate(placed.offset)
        if not clip.contains_region(there):
            return False
        widget._styles_cache.set_dirty(part)  # noqa: SLF001 - what `refresh` does, without having it drawn later
        self._display(screen, LayoutUpdate([[strip] for strip in widget.render_lines(part)], there))
        return True

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if self._writes_all or not isinstance(renderable, (ChopsUpdate, LayoutUpdate)):
            super()._display(screen, renderable)
            return
        system = self.console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001 - as Textual's own updates ask
        changes = self.picture.written(drawn_by(renderable, system), *self.size)
        if changes:
            super()._display(screen, Painted(changes))  # type: ignore[arg-type]  # an update, as Textual's own are
