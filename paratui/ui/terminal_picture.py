"""What stands on the terminal, cell by cell, and what to send so that something else does."""

from __future__ import annotations

import re
from itertools import groupby
from operator import eq, itemgetter
from typing import TYPE_CHECKING, Protocol, Self

from paratui.ui.widgets.as_seen import Hiding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paratui.ui.called import Called

Cell = tuple[str, str]
"""What stands in one cell - "" in the second half of a wide character - and the SGR codes it is drawn with."""

UNKNOWN: Cell = ("\0", "")

_WORTH_A_MOVE = 4
_RESET = "\x1b[m"
_DOUBTFUL = re.compile(
    "[^\0-\x7f\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2319\u231c-\u2328"
    "\u232b-\u23e8\u23ed-\u23ef\u23f1\u23f2\u23f4-\u25fc\u25ff✓✗]"
)
"""Of what terminals may not agree how many cells it takes; lines, marks and Latin letters take one everywhere."""

_text_of, _codes_of = itemgetter(0), itemgetter(1)


def is_sure(text: str) -> bool:
    """Whether every letter of a text takes one cell on every terminal."""
    return text.isascii() or not _DOUBTFUL.search(text)


class Veil(Hiding, Protocol):
    """Gives a row of cells back as it may be seen."""

    def wait(self) -> None: ...

    def apart(self, called: Called) -> Self: ...

    def take_over(self, other: Self, *, whole: bool = False) -> None: ...

    def leave(self, name: str) -> None: ...

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
            sure = is_sure("".join(map(_text_of, cells)))
            if not (sure and is_sure("".join(map(_text_of, held)))):
                # Terminals do not agree how wide these are: what stands beside them is written again too.
                held = [UNKNOWN] * len(cells)
            # A row of which nothing is known, or nothing stays, is one run and need not be looked through for more.
            runs = _runs(held, cells) if any(map(eq, held, cells)) else ((0, len(cells)),)
            for first, last in runs:
                pen.write(y, x + first, cells[first:last], sure=sure)
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

    def write(self, y: int, x: int, cells: list[Cell], *, sure: bool) -> None:
        """Write a run; `sure` says that every cell of it is as wide everywhere."""
        if self._place is not None and self._place[0] == y and self._place[1] < x:
            self._sent.append(f"\x1b[{x - self._place[1]}C")
        elif self._place != (y, x):
            self._sent.append(_move(y, x))
        if sure:
            for codes, alike in groupby(cells, _codes_of):
                self._take_up(codes)
                self._sent.append("".join(map(_text_of, alike)))
        else:
            sure = self._write_with_doubt(y, x, cells)
        self._place = (y, x + len(cells)) if sure else None

    def _write_with_doubt(self, y: int, x: int, cells: list[Cell]) -> bool:
        """Write cell by cell, finding the place again where it is not sure; whether it is at the end."""
        sure = True
        for place, (text, codes) in enumerate(cells):
            if not text:
                continue
            if not sure:
                self._sent.append(_move(y, x + place))
            self._take_up(codes)
            self._sent.append(text)
            sure = is_sure(text)
        return sure

    def _take_up(self, codes: str) -> None:
        if codes != self._codes:
            clean = not self._codes
            self._sent.append((f"\x1b[{codes}m" if clean else f"\x1b[0;{codes}m") if codes else _RESET)
            self._codes = codes

    def done(self) -> str:
        if self._codes:
            self._sent.append(_RESET)
        return "".join(self._sent)


def _move(y: int, x: int) -> str:
    """To a cell. The first row is understood without its number: a timer up there pays for each byte every second."""
    return f"\x1b[{y + 1 if y else ''};{x + 1}H"


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
