"""Writing only the cells that changed gives the same picture as writing all that was drawn."""

from __future__ import annotations

import asyncio
import contextlib
import random
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pyte
import pytest
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.driver import Driver
from textual.geometry import Region
from textual.strip import Strip
from wcwidth import wcswidth

import paratui
from paratui.services.demo.office import demo_office, fill_demo
from paratui.services.opening import Account, Opening
from paratui.ui.app import ParatuiApp
from paratui.ui.painter import drawn_by
from paratui.ui.terminal_picture import Picture

WIDTH, HEIGHT = 40, 6
STYLES = [Style(color="red"), Style(bold=True), Style(reverse=True, color="blue"), Style()]
LETTERS = ["a", "b", " ", "\u5f20", "\U0001f600", "\u00e9", "e\u0301", "\u2502"]
WIDE = "\u5f20\U0001f600"


class Shown:
    """A terminal, and how many characters were sent to it."""

    def __init__(self, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.Stream(self.screen)
        self.sent = 0

    def feed(self, written: str) -> None:
        self.sent += len(written)
        self.stream.feed(written)

    def rows(self) -> list[list]:
        """Every cell. Half a wide character whose other half was written over is blank, which pyte leaves out."""
        return [
            [
                row[x] if row[x].data or (x and wide(row[x - 1])) else row[x]._replace(data=" ")
                for x in range(self.screen.columns)
            ]
            for row in (self.screen.buffer[y] for y in range(self.screen.lines))
        ]


def wide(cell) -> bool:
    return wcswidth(cell.data) == 2


def some_cells(random_, count):
    cells = []
    while len(cells) < count:
        letter = random_.choice(LETTERS)
        if letter in WIDE:
            if len(cells) + 2 <= count:
                cells += [(letter, random_.choice(STYLES)), None]
        elif len(letter) == 1 or len(cells) + 1 < count:
            # pyte goes to the next line for a combining mark in the last column.
            cells.append((letter, random_.choice(STYLES)))
    return cells


def chops_of(frame, cuts):
    return [{start: chop_of(row[start:end]) for start, end in pairwise(cuts)} for row in frame]


def chop_of(cells):
    return Strip([Segment(*cell) for cell in cells if cell], len(cells))


def changed(random_, row, cuts):
    """The same row with some cells drawn anew, and from where on."""
    fresh = [cell for start, end in pairwise(cuts) for cell in some_cells(random_, end - start)]
    keep = random_.randrange(WIDTH)
    pieces = [start for start in cuts if start <= keep]
    fresh[: pieces[-1]] = row[: pieces[-1]]
    first = next((x for x in range(WIDTH) if fresh[x] != row[x]), WIDTH - 1)
    return fresh, first


@pytest.mark.parametrize("seed", range(60))
def test_the_picture_is_the_same_cell_for_cell(seed):
    random_ = random.Random(seed)
    cuts = [0, 13, 29, WIDTH]
    console = Console(force_terminal=True, color_system="truecolor", legacy_windows=False)
    stock, painted, picture = Shown(), Shown(), Picture()
    frame = [[cell for a, b in pairwise(cuts) for cell in some_cells(random_, b - a)] for _ in range(HEIGHT)]
    spans = [(y, 0, WIDTH) for y in range(HEIGHT)]
    for _ in range(12):
        update = ChopsUpdate(chops_of(frame, cuts), spans, [cuts[1:]] * HEIGHT)
        stock.feed(update.render_segments(console))
        painted.feed(picture.written(drawn_by(update, ColorSystem.TRUECOLOR), WIDTH, HEIGHT))
        assert painted.rows() == stock.rows()
        spans = []
        for y in sorted(random_.sample(range(HEIGHT), 3)):
            frame[y], first = changed(random_, frame[y], cuts)
            spans.append((y, first, WIDTH))
    assert painted.sent < stock.sent


def test_what_was_drawn_for_a_larger_window_is_left_out_after_it_shrank():
    shown, picture = Shown(), Picture()
    cells = [(letter, "") for letter in "abc"]
    drawn = [(0, WIDTH - 2, cells), (0, WIDTH + 1, cells), (HEIGHT + 3, 0, cells)]
    shown.feed(picture.written(drawn, WIDTH, HEIGHT))
    assert [row.rstrip() for row in shown.screen.display] == [" " * (WIDTH - 2) + "ab", *[""] * (HEIGHT - 1)]


def test_what_stands_there_already_costs_nothing_and_what_is_forgotten_is_written_again():
    cells = [("a", "1"), ("b", ""), ("\u5f20", ""), ("", "")]
    picture = Picture()
    whole = picture.written([(0, 0, cells)], 4, 1)
    assert picture.written([(0, 0, cells)], 4, 1) == ""
    picture.forget()
    assert picture.written([(0, 0, cells)], 4, 1) == whole


class BothWays(ParatuiApp):
    """The program at two terminals: one painted as stock Textual does, one as we do."""

    CSS_PATH = Path(paratui.__file__).with_name("ui") / "paratui.tcss"

    def begin(self, width: int, height: int) -> None:
        self.stock, self.painted = Shown(width, height), Shown(width, height)
        self.kept: list[str] = []
        self.drawn = None
        self.is_at_once, self.painted_at_once = False, 0

    def paint_now(self, widget, first, last):
        """What is painted beside Textual's turn is no proof of itself: stock has these rows from the compositor."""
        self.is_at_once = True
        painted = super().paint_now(widget, first, last)
        self.is_at_once = False
        if painted:
            assert self.drawn is self.screen, "painted over another screen"
            self.painted_at_once += 1
            region = widget.region
            widget._styles_cache.set_dirty(Region(0, first, region.width, last - first + 1))
            strips = self.screen._compositor.render_strips()[region.y + first : region.y + last + 1]
            rows = [[strip.crop(region.x, region.right)] for strip in strips]
            update = LayoutUpdate(rows, Region(region.x, region.y + first, region.width, len(rows)))
            self.stock.feed(update.render_segments(self.console))
        return painted
    def veil_names(self):
        """Initials in place of names are no stock painting."""
        self.picture.veil = None

    def _display(self, screen, renderable):
        drawn = renderable is not None and not self._batch_count and self._running and not self._closed
        if drawn and not self.is_at_once:
            self.drawn = screen
            console = self.console
            self.stock.feed(renderable.render_segments(console))
        super()._display(screen, renderable)
        self.painted.feed("".join(self.kept))
        self.kept.clear()


class Paper(Driver):
    """A terminal's driver that keeps what is written."""

    def write(self, data: str) -> None:
        self._app.kept.append(data)

    def start_application_mode(self) -> None:
        pass

    def disable_input(self) -> None:
        pass

    def stop_application_mode(self) -> None:
        pass


KEYS = [
    *"abcdefghijklmnoprstuvwxyz0123456789?*+<>!@#~ ",
    *(f"f{number}" for number in range(1, 13)),
    *["up", "down"] * 12,
    *["up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "backspace", "delete"] * 3,
    *["enter", "escape"] * 12,
    *(f"ctrl+{letter}" for letter in "fgnorstpwkyl"),
    "slash",
]
WORDS = ["Garc\u00eda", "\u5f20\u4f1f", "\U0001f600 ok", "> call thu 3pm", "\u05d0\u05d1\u05d2", "\u00fcber"]
PLACES = ["f2", "f3", "f4", "f5", "f7", "f12", "f6", "f1", "ctrl+p"]


def an_office(folder, moment):
    class Still:
        def now(self):
            return moment

        def ticks(self):
            return 0.0

    draw = random.Random(5)
    opening = Opening(
        folder,
        Account("ana", ""),
        {"PARATUI_LOGIN": "ana", "HOME": str(folder.parent)},
        lambda _office: Still(),
        lambda: draw.getrandbits(32),
    )
    opening.set_up(demo_office())
    desk = opening.desk()
    fill_demo(desk.store, desk.office, moment, random.Random(2026))
    desk.store.close()
    return opening


async def typed_at(app, width, height, keys, random_):
    """Type at random; after each key both terminals show the same. What was seen: the screens, and what was sent."""
    app.begin(width, height)
    seen = set()
    async with app.run_test(headless=False, size=(width, height)) as pilot:
        app.driver_class = Paper
        for turn in range(keys):
            if turn % 25 == 0:
                pressed = [random_.choice(PLACES)]
            elif turn % 10 == 5:
                pressed = list(random_.choice(WORDS))
            else:
                pressed = [random_.choice(KEYS)]
            with contextlib.suppress(asyncio.CancelledError):
                await pilot.press(*pressed)
            if app._exit:
                break
            seen.add(type(app.screen).__name__)
            assert app.painted.rows() == app.stock.rows(), (turn, pressed, type(app.screen).__name__)
    return seen


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 10), (120, 36)])
def test_every_screen_is_painted_as_stock_textual_paints_it(tmp_path, width, height, long):
    moment = datetime(2026, 11, 24, 17, 12, tzinfo=UTC)
    opening = an_office(tmp_path / "office", moment)
    random_ = random.Random(width)
    seen, sent, at_once = set(), [0, 0], 0
    for _ in range(40 if long else 4):
        app = BothWays(opening, opening.desk())
        app.driver_class = Paper
        seen |= asyncio.run(typed_at(app, width, height, 150, random_))
        at_once += app.painted_at_once
        sent = [sent[0] + app.stock.sent, sent[1] + app.painted.sent]
    assert len(seen) >= 8, seen
    assert at_once
    assert sent[1] * 2 < sent[0], sent


def test_a_cursor_moved_before_its_screen_is_back_is_not_painted_over_the_other(tmp_path):
    opening = an_office(tmp_path / "office", datetime(2026, 11, 24, 17, 12, tzinfo=UTC))
    app = BothWays(opening, opening.desk())
    app.driver_class = Paper
    app.begin(80, 24)

    async def steps():
        async with app.run_test(headless=False, size=(80, 24)) as pilot:
            await pilot.press("f2", "down")
            for turns in range(10):
                for key in ("f7", "escape", "down", "up"):
                    app.hear(events.Key(key, None))
                    for _ in range(turns):
                        await asyncio.sleep(0)
                await app.keys_taken()
                await pilot.press("f2")
                await pilot.pause(0.05)

    asyncio.run(steps())
