"""Writing only the changed cells gives the same picture as writing whole lines."""

from __future__ import annotations

import random
from itertools import pairwise

import pyte
import pytest
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate
from textual.strip import Strip

from paratui.ui.exact_updates import ExactUpdate

WIDTH, HEIGHT = 40, 6
STYLES = [Style(color="red"), Style(bold=True), Style(reverse=True, color="blue"), Style()]
LETTERS = ["a", "b", " ", "\u5f20", "\U0001f600", "\u00e9"]


def some_cells(random_, count):
    cells = []
    while len(cells) < count:
        letter = random_.choice(LETTERS)
        if letter in "\u5f20\U0001f600":
            if len(cells) + 2 <= count:
                cells += [(letter, random_.choice(STYLES)), None]
        else:
            cells.append((letter, random_.choice(STYLES)))
    return cells


def chop_of(cells):
    return Strip([Segment(*cell) for cell in cells if cell], len(cells))


def chops_of(frame, cuts):
    return [{start: chop_of(row[start:end]) for start, end in pairwise(cuts)} for row in frame]


def shown(writings):
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    for writing in writings:
        stream.feed(writing)
    return [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]


@pytest.mark.parametrize("seed", range(40))
def test_the_picture_is_the_same_cell_for_cell(seed):
    random_ = random.Random(seed)
    cuts = [0, 13, 29, WIDTH]
    console = Console(force_terminal=True, color_system="truecolor", legacy_windows=False)

    def row():
        pieces = [some_cells(random_, end - start) for start, end in pairwise(cuts)]
        return [cell for piece in pieces for cell in piece]

    before = [row() for _ in range(HEIGHT)]
    after, spans = [list(old) for old in before], []
    for y in random_.sample(range(HEIGHT), 3):
        fresh = row()
        first = next(x for x in range(WIDTH) if fresh[x] != before[y][x] or x == WIDTH - 1)
        after[y] = fresh
        spans.append((y, first, WIDTH))
    spans.sort()
    ends = [cuts[1:]] * HEIGHT
    whole = ChopsUpdate(chops_of(before, cuts), [(y, 0, WIDTH) for y in range(HEIGHT)], ends)
    update = ChopsUpdate(chops_of(after, cuts), spans, ends)
    exact = ExactUpdate(update.chops, update.spans, update.chop_ends)
    start = whole.render_segments(console)
    assert shown([start, exact.render_segments(console)]) == shown([start, update.render_segments(console)])
    assert len(exact.render_segments(console)) <= len(update.render_segments(console))
