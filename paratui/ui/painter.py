"""Only the cells that differ from what stands on the terminal are written to it.

Textual sends whatever was drawn anew, also where it is the same as before: a switch of screens is a whole screen, and
a list that moves by one row is the whole list. Over a slow line that is what a person waits for. Here the picture on
the terminal is remembered, and a letter, a row or a screen costs what it changes.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol, TypeVar

from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.strip import Strip

from paratui.ui.widgets.edited_line import graphemes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, RenderableType
    from rich.segment import Segment
    from textual import events
    from textual.screen import Screen

Result = TypeVar("Result")

Cell = tuple[str, str]
"""What stands in one cell - "" in the second half of a wide character - and the SGR codes it is drawn with."""

UNKNOWN: Cell = ("\0", "")
WHOLE = "PARATUI_PAINT"
"""The environment variable that, set to "all", has everything drawn written as Textual does."""

_WORTH_A_MOVE = 4
_RESET = "\x1b[m"


class Veil(Protocol):
    """Gives a row of cells back as it may be seen."""

    def learn(self, names: Iterable[str]) -> None: ...

    def learn_numbers(self, numbers: Iterable[str]) -> None: ...

    def __call__(self, cells: list[Cell]) -> list[Cell]: ...


class Picture:
    """What stands on the terminal, cell by cell.

    With a `veil` a row is written as that gives it back, but for `bare_row`. Whoever changes it forgets the picture.
    """

    def __init__(self) -> None:
        self._rows: list[list[Cell]] = []
        self._width = 0
        self._apart = False
        self._behind: list[list[Cell]] = []
        self.veil: Veil | None = None
        self.bare_row = -1

    def forget(self) -> None:
        """Nothing is known of the terminal any more: whatever is painted next is written whole."""
        self._rows = []
        self._apart = False

    def stands_apart(self) -> None:
        """Something else was drawn, by whoever does so until the picture is forgotten."""
        self._rows = []
        self._apart = True

    @property
    def is_known(self) -> bool:
        """Whether what stands on the terminal is known, or somebody else's to know."""
        return bool(self._rows) or self._apart

    def written(self, drawn: Iterable[tuple[int, int, list[Cell]]], width: int, height: int) -> str:
        """What to send so that these cells (row, first column, cells) stand on a terminal of that size."""
        if len(self._rows) != height or self._width != width:
            self._rows = [[UNKNOWN] * width for _ in range(height)]
            self._behind = []
            self._width = width
        if self.veil is not None:
            drawn = self._veiled(drawn, self.veil)
        pen = _Pen()
        for y, x, fresh in drawn:
            if y >= height or x >= width:
                # Drawn for the window as it was before it shrank; it is laid out anew right after.
                continue
            row, cells = self._rows[y], fresh[: width - x]
            held = row[x : x + len(cells)]
            if held == cells:
                continue
            if any(not cell[0].isascii() and _doubtful(cell[0]) for cell in (*held, *cells)):
                # Terminals do not agree how wide these are: what stands beside them is written again too.
                held = [UNKNOWN] * len(cells)
            # A row of which nothing is known is one run: the first picture need not be looked through for more.
            runs = ((0, len(cells)),) if held[0] is UNKNOWN is held[-1] else _runs(held, cells)
            for first, last in runs:
                pen.write(y, x + first, cells[first:last])
            row[x : x + len(cells)] = cells
        return pen.done()


    def _veiled(
        self, drawn: Iterable[tuple[int, int, list[Cell]]], veil: Veil
    ) -> list[tuple[int, int, list[Cell]]]:
        """Whole rows as they may be seen: what is hidden of a row hangs on all that stands in it."""
        if not self._behind:
            self._behind = [[UNKNOWN] * self._width for _ in self._rows]
        touched = []
        for y, x, fresh in drawn:
            if y < len(self._behind) and x < self._width:
                cells = fresh[: self._width - x]
                self._behind[y][x : x + len(cells)] = cells
                touched.append(y)
        rows = ((y, self._behind[y]) for y in dict.fromkeys(touched))
        return [(y, 0, [*row] if y == self.bare_row else veil(row)) for y, row in rows if UNKNOWN not in row]


class _Pen:
    """Writes runs of cells with as few moves and changes of style as can be."""

    def __init__(self) -> None:
        self._sent: list[str] = []
        self._codes = ""
        self._place: tuple[int, int] | None = None

    def write(self, y: int, x: int, cells: list[Cell]) -> None:
        if self._place is not None and self._place[0] == y and self._place[1] < x:
            self._sent.append(f"\x1b[{x - self._place[1]}C")
        elif self._place != (y, x):
            self._sent.append(_move(y, x))
        sure = True
        for place, (text, codes) in enumerate(cells):
            if not text:
                continue
            if not sure:
                self._sent.append(_move(y, x + place))
            if codes != self._codes:
                clean = not self._codes
                self._sent.append((f"\x1b[{codes}m" if clean else f"\x1b[0;{codes}m") if codes else _RESET)
                self._codes = codes
            self._sent.append(text)
            sure = text.isascii() or not _doubtful(text)
        self._place = (y, x + len(cells)) if sure else None

    def done(self) -> str:
        if self._codes:
            self._sent.append(_RESET)
        return "".join(self._sent)


def _move(y: int, x: int) -> str:
    """To a cell. The first row is understood without its number: a timer up there pays for each byte every second."""
    return f"\x1b[{y + 1 if y else ''};{x + 1}H"


def _doubtful(text: str) -> bool:
    """Whether terminals may not agree how many cells it takes; lines, marks and Latin letters take one everywhere."""
    return len(text) != 1 or not ("\u00a0" <= text <= "\u024f" or "\u2010" <= text <= "\u25ff" or text in "✓✗")


def _runs(held: list[Cell], cells: list[Cell]) -> Iterator[tuple[int, int]]:
    """The stretches that differ; two with a few cells of the same style between them are one."""
    first = last = -1
    for place, (old, new) in enumerate(zip(held, cells, strict=True)):
        if old == new:
            continue
        if first >= 0 and place - last <= _WORTH_A_MOVE and all(
            cell[1] == new[1] == cells[last - 1][1] for cell in cells[last:place]
        ):
            last = place + 1
            continue
        if first >= 0 and place > last:
            yield first, last
            first = -1
        if first < 0:
            first = place
        last = place + 1
    if first >= 0:
        yield first, last


def _cells_of(segments: Iterable[Segment], system: ColorSystem) -> list[Cell]:
    cells: list[Cell] = []
    for text, style, _ in segments:
        codes = "" if style is None else Strip.render_ansi(style, system) if style._ansi is None else style._ansi  # noqa: SLF001 - Textual keeps there what it has worked out once
        if text.isascii():
            cells += [(letter, codes) for letter in text]
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

    def on_resize(self, _: events.Resize) -> None:
        """The terminal may have moved what stood on it, also where it is as large as it was by the time we look."""
        self.picture.forget()
        if self.screen_stack:
            self.screen.refresh()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        unseen = self.is_headless or self._batch_count or self._closed or not self._running
        everything = self._everything and self.picture.veil is None
        if unseen or everything or not isinstance(renderable, (ChopsUpdate, LayoutUpdate)):
            super()._display(screen, renderable)
            return
        system = self.console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001 - as Textual's own updates ask
        changes = self.picture.written(drawn_by(renderable, system), *self.size)
        if changes:
            super()._display(screen, Painted(changes))  # type: ignore[arg-type]  # an update, as Textual's own are
