"""A pane of styled lines that repaints only the lines that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from paratui.domain.clean_text import clean_text
from paratui.ui.widgets.as_seen import cut, styled_as_seen, veil_now
from paratui.ui.widgets.fitted_text import ELLIPSIS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style


class Pane(Widget, can_focus=False):
    """Shows lines of text, each on one row; what does not fit in the width is cut with an ellipsis.

    `show` compares with what stands there: an unchanged line costs no byte on the way to the terminal.
    """

    DEFAULT_CSS = "Pane { height: 1fr; width: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._lines: list[Text] = []
        self._under: dict[int, Style] = {}
        # Rows as they were drawn, for the width they were drawn in.
        self._strips: dict[int, Strip] = {}
        self._drawn_width = 0
        # Names that are known by now are to be hidden in rows that were drawn before.
        self._drawn_knowing = -1
        self._base: Style | None = None

    @property
    def shown(self) -> str:
        """The text on the pane, for tests and for copying."""
        return "\n".join(line.plain for line in self._lines)

    def show(self, lines: Sequence[Text | str], under: dict[int, Style] | None = None) -> None:
        """Show these lines; `under` gives some rows a background over their whole width."""
        fresh = [line if isinstance(line, Text) else Text(line) for line in lines]
        width, height = self.size
        if not width:
            self._lines, self._under, self._strips = fresh, under or {}, {}
            return
        rows = range(min(height, max(len(fresh), len(self._lines))))
        stale = [row for row in rows if self._is_other(row, fresh, under or {})]
        before = [self._strip(row) for row in stale]
        self._lines, self._under = fresh, under or {}
        for row in stale:
            self._strips.pop(row, None)
        # What stands beyond the height may be shown by the next one.
        self._strips = {row: strip for row, strip in self._strips.items() if row < height}
        changed = [self._changed_part(row, old, self._strip(row)) for row, old in zip(stale, before, strict=True)]
        regions = [region for region in changed if region]
        if regions:
            self.refresh(*regions)

    def _is_other(self, row: int, fresh: list[Text], under: dict[int, Style]) -> bool:
        """Whether something else is to stand in a row."""
        if (row < len(fresh)) != (row < len(self._lines)) or under.get(row) != self._under.get(row):
            return True
        if row >= len(fresh):
            return False
        new, old = fresh[row], self._lines[row]
        return (new.plain, new.style, new.spans) != (old.plain, old.style, old.spans)

    @staticmethod
    def _changed_part(row: int, before: Strip, after: Strip) -> Region | None:
        """The cells of a row from the first that differs to the last; None when the row stays."""
        if before == after:
            return None
        old, new = _by_cell(before), _by_cell(after)
        if len(old) != len(new):
            return Region(0, row, max(len(old), len(new)), 1)
        differing = [place for place, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
        return Region(differing[0], row, differing[-1] - differing[0] + 1, 1) if differing else None

    def render_line(self, y: int) -> Strip:
        return self._strip(y)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips, self._base = {}, None

    def _strip(self, y: int) -> Strip:
        width = self.size.width
        veil = veil_now()
        knowing = veil.knows if veil else -1
        if width != self._drawn_width or knowing != self._drawn_knowing:
            self._strips, self._drawn_width, self._drawn_knowing = {}, width, knowing
        if y not in self._strips:
            self._strips[y] = self._drawn(y, width)
        return self._strips[y]

    def _drawn(self, y: int, width: int) -> Strip:
        # Textual works it out from all that lies under the widget, anew for everybody who asks.
        self._base = base = self._base or self.rich_style
        if y in self._under:
            base += self._under[y]
        if y >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[y]
        if not line.plain.replace("\u00a0", " ").isprintable():
            # Control characters in a name would be obeyed by the terminal.
            line = Text(clean_text(line.plain))
        line = cut(line, width)
        line.end = ""
        strip = Strip(line.render(self.app.console))
        return strip.adjust_cell_length(width).apply_style(base)


def _by_cell(strip: Strip) -> list[tuple[str, Style | None]]:
    """What stands in each cell: a wide character in both of its own, a mark with the letter it stands on."""
    cells: list[tuple[str, Style | None]] = []
    for text, style, _ in strip:
        for letter in text:
            width = cell_len(letter)
            if width:
                cells += [(letter, style)] * width
            elif cells:
                cells[-1] = (cells[-1][0] + letter, style)
    return cells


def wrapped(text: Text, width: int) -> list[Text]:
    """A long text as lines of at most `width` cells, broken at words where it can be."""
    if width < 4:
        return [styled_as_seen(text)]
    rows: list[Text] = []
    for paragraph in styled_as_seen(text).split("\n"):
        rows.extend(_wrap(paragraph, width))
    return rows


def first_rows(text: Text, width: int, most: int) -> list[Text]:
    """The same, `most` rows of it; where there would be more, the last one ends with an ellipsis."""
    rows = wrapped(text, width)
    if len(rows) > most:
        rows = rows[:most]
        rows[-1].truncate(max(1, width - 1))
        rows[-1].append(ELLIPSIS)
    return rows


def _wrap(text: Text, width: int) -> list[Text]:
    if cell_len(text.plain) <= width:
        return [text]
    breaks: list[int] = []
    start, last_space, used = 0, -1, 0
    plain = text.plain
    place = 0
    while place < len(plain):
        cells = cell_len(plain[place])
        if used + cells > width:
            if last_space < start:
                # Words that should stay together, but are longer than the row, part where they can.
                last_space = plain.rfind("\u00a0", start, place)
            cut = last_space + 1 if last_space >= start else place
            breaks.append(cut)
            start, used, last_space = cut, cell_len(plain[cut:place]), -1
        if plain[place] == " ":
            last_space = place
        used += cells
        place += 1
    rows = list(text.divide(breaks))
    for place, row in enumerate(rows):
        row.rstrip()
        if place:
            rows[place] = row[len(row.plain) - len(row.plain.lstrip(" ")) :]
    # Where two spaces stand at the end of a row, the second is no row of its own.
    return [row for row in rows if row.plain] or rows[:1]
