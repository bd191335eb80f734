"""Bars drawn by plotext, as rows of letters that each have a tone; whoever shows them gives the tones their colours.

Only whole cells and halves of them (█ ▀ ▄ ▌), which nearly every font has, or `#` and `=` where it has not these.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.pulse import InOut

Row = tuple[tuple[str, int], ...]
"""Letters and their tone; 0 is what is no bar."""

UP, DOWN = 1, 2
_PLAIN = {UP: "#", DOWN: "="}
_WIDEST = 6
_TURN = re.compile(r"\x1b\[([0-9;]*)m")
_TONE = "38;5;"
# A bar ends so far before the line where the next cell begins, in cells.
_SHORT = 0.02
# plotext has one figure for the whole process.
_ONE_AT_A_TIME = Lock()


class Beside(NamedTuple):
    """What stands before standing bars: two words at the top of those that rise and of those that hang, of one width.

    So the words too, and not a colour alone, say where those that hang begin.
    """

    up: tuple[str, str]
    down: tuple[str, str]

    @property
    def width(self) -> int:
        return max(map(len, self.up + self.down))


def can_plot() -> bool:
    """Whether plotext is there; it has a part in C++ that a box without its wheel and without a compiler lacks."""
    return _plotext() is not None


@cache
def _plotext() -> Any:
    try:
        import plotext  # noqa: PLC0415 - a tenth of a second and 5 MB that only who looks at pictures needs
    except ImportError:
        return None
    # The room is ours to give; plotext would cut it to the terminal it finds.
    plotext.terminal.limit(False, False)  # noqa: FBT003 - plotext's own order
    return plotext


def lying(bars: Sequence[tuple[int, int]], room: int, *, plain: bool = False) -> list[Row]:
    """A bar that lies for each number and its tone, the greatest `room` cells long; none is shorter than is seen."""
    most = max((number for number, _ in bars), default=0)
    if most <= 0 or room <= 0 or not can_plot():
        return [()] * len(bars)
    plotext, rows = _plotext(), len(bars)
    with _ONE_AT_A_TIME:
        figure = _cleared(room, rows)
        ends = [_end(number, most / room, plain=plain) for number, _ in bars]
        markers = [plotext.marker("#" if plain else "hd").fill(tone) for _, tone in bars]
        figure.draw(figure.bar(list(range(rows)), ends, orientation="horizontal", marker=markers))
        figure.ruler("y").ticks([]).lim(-0.5, rows - 0.5).direction(-1).alignment(lim="edge")
        figure.ruler("x").ticks([]).lim(0, most).alignment(lim="edge")
        return _rows(figure)


def widest_step(room: int, bars: int) -> int:
    """How many cells from one standing bar to the next."""
    return max(1, min(_WIDEST, room // max(1, bars)))


def standing(
    counts: Sequence[InOut],
    labels: Sequence[tuple[int, str]],
    beside: Beside,
    room: int,
    tall: int,
    *,
    plain: bool = False,
) -> list[Row]:
    """Bars on one line: what came rises from it, what went hangs from it, by one measure; under them the labels.

    `tall` rows of bars (at least four) and one of labels; a label names the place of its bar. Of labels that would
    touch one another only every other, third ... is shown.
    """
    if not counts or room <= beside.width or not can_plot():
        return []
    plotext, tall = _plotext(), max(4, tall)
    # plotext draws a bar that stands alone at most one cell wide.
    step = widest_step(room - beside.width, len(counts)) if len(counts) > 1 else 1
    wide = max(1, step - 1)
    came, went = max(one.came for one in counts), max(one.went for one in counts)
    rising = min(range(2, tall - 1), key=lambda rows: (max(came / rows, went / (tall - rows)), abs(2 * rows - tall)))
    unit = max(came / rising, went / (tall - rising)) or 1.0
    with _ONE_AT_A_TIME:
        figure = _cleared(room, tall + bool(labels))
        places = [place * step + wide / 2 for place in range(len(counts))]
        for values, tone, way in (([one.came for one in counts], UP, 1), ([one.went for one in counts], DOWN, -1)):
            begin = unit * _SHORT
            # A bar that ends where it begins is none.
            ends = [way * (_end(value, unit, plain=plain) if value else begin) for value in values]
            marker = plotext.marker(_PLAIN[tone] if plain else "hd").fill(tone)
            part = (wide - 2 * _SHORT) / step
            figure.draw(figure.bar(places, [way * begin] * len(places), ends, width=part, marker=marker))
        ticks = [(place * step + _SHORT, label) for place, label in _apart(labels, step)]
        x, y = figure.ruler("x"), figure.ruler("y")
        x.lim(0, room - beside.width).alignment(lim="edge", tick="left")
        x.ticks([place for place, _ in ticks], [label for _, label in ticks])
        rows = (0, 1, rising, rising + 1)
        y.lim(-unit * (tall - rising), unit * rising).alignment(lim="edge")
        y.ticks([unit * (rising - row - 0.5) for row in rows], [*beside.up, *beside.down])
        return _rows(figure)


def _end(value: int, cell: float, *, plain: bool) -> float:
    """Where a bar ends when `cell` fills one: at the nearest half, or whole, of one; what is there at all is seen."""
    step = cell if plain else cell / 2
    return max(1, round(value / step)) * step - cell * _SHORT if value else 0.0


def _apart(labels: Sequence[tuple[int, str]], step: int) -> Sequence[tuple[int, str]]:
    """As many labels as stand apart, always the same number of them left out."""
    for every in range(1, len(labels)):
        shown = labels[::every]
        if all(len(label) < (after - place) * step for (place, label), (after, _) in pairwise(shown)):
            return shown
    return labels[:1]


def _cleared(width: int, height: int) -> Any:
    """The figure as new: of this size, without colours of its own and without a frame."""
    figure = _plotext().figure.clear()
    figure.theme("colorless").canvas("default")
    figure.axes(False)  # noqa: FBT003 - plotext's own order
    return figure.plot_size(width, height)


def _rows(figure: Any) -> list[Row]:
    """What was drawn; the tone is the number of the colour it was asked to be drawn in."""
    found = []
    for line in figure.build().string().splitlines():
        runs, tone = [], 0
        for place, part in enumerate(_TURN.split(line)):
            if place % 2:
                tone = int(part.removeprefix(_TONE)) if part.startswith(_TONE) else 0
            elif part:
                runs.append((part, tone))
        found.append(tuple(runs))
    figure.clear()
    return found
