"""One line of short texts, left and right: the header, the footer with its keys, the state of things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from paratui.ui.widgets.edited_line import cells
from paratui.ui.widgets.fitted_text import clean, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events
    from textual.geometry import Size


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the line. `style`: "" | "strong" | "muted" | "late" | "key" | "off".

    When the line is too narrow the parts with the highest `drop` go first; those with 0 stay, and the
    last of them is cut. `short` is shown instead before the part goes.
    """

    text: str
    style: str = ""
    drop: int = 0
    short: str = ""


class StatusLine(Widget):
    """A line of fixed height that is drawn without layout, and only when it says something else."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "status-line--strong",
        "status-line--muted",
        "status-line--late",
        "status-line--key",
        "status-line--off",
    }
    DEFAULT_CSS = """
    StatusLine { height: 1; width: 1fr; color: $text-muted; }
    StatusLine > .status-line--strong { color: $foreground; text-style: bold; }
    StatusLine > .status-line--muted { color: $text-muted; }
    StatusLine > .status-line--late { color: $warning; text-style: bold; }
    StatusLine > .status-line--key { color: $accent; text-style: bold; }
    StatusLine > .status-line--off { color: $text-disabled; }
    """

    def __init__(
        self,
        left: Sequence[Part] = (),
        right: Sequence[Part] = (),
        *,
        separator: str = " · ",
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._left = tuple(left)
        self._right = tuple(right)
        self._separator = separator
        self._styles_by_name: dict[str, Style] = {}

    def show(self, left: Sequence[Part] | None = None, right: Sequence[Part] | None = None) -> None:
        """Say this now; None leaves that side as it is. Nothing is written when nothing changed."""
        parts = (
            self._left if left is None else tuple(left),
            self._right if right is None else tuple(right),
        )
        if parts != (self._left, self._right):
            self._left, self._right = parts
            self.refresh(self.size.region)

    @property
    def text(self) -> str:
        """The line as it is shown."""
        return self.render_line(0).text

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        return 1

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_by_name.clear()

    def _on_resize(self, _event: events.Resize) -> None:
        self._styles_by_name.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y or not width:
            return Strip.blank(width, self._style(""))
        left, right = fitting_parts(self._left, self._right, self._separator, width)
        right_width = _width(right, self._separator)
        room = width - right_width - (1 if right and left else 0)
        segments = self._segments(left, room)
        used = sum(cells(segment.text) for segment in segments)
        segments.append(Segment(" " * (width - right_width - used), self._style("")))
        segments.extend(self._segments(right, right_width))
        return Strip(Segment.simplify(segments)).adjust_cell_length(width, self._style(""))

    def _segments(self, parts: Sequence[Part], room: int) -> list[Segment]:
        segments: list[Segment] = []
        for place, part in enumerate(parts):
            if place and room > 0:
                between = self._separator if cells(self._separator) < room else " "
                segments.append(Segment(between, self._style("")))
                room -= cells(between)
            if room <= 0:
                break
            text = clean(part.text)
            if cells(text) > room:
                text = shortened(text, room)
            segments.append(Segment(text, self._style(part.style)))
            room -= cells(text)
        return segments

    def _style(self, name: str) -> Style:
        if name not in self._styles_by_name:
            self._styles_by_name[name] = (
                self.get_component_rich_style(f"status-line--{name}") if name else self.rich_style
            )
        return self._styles_by_name[name]


def fitting_parts(
    left: Sequence[Part], right: Sequence[Part], separator: str, width: int
) -> tuple[list[Part], list[Part]]:
    """The parts that fit into `width` cells: first shorter ones, then fewer, by their `drop`."""
    sides = ([part for part in left if part.text], [part for part in right if part.text])

    def too_wide() -> bool:
        both = 1 if sides[0] and sides[1] else 0
        return _width(sides[0], separator) + _width(sides[1], separator) + both > width

    while too_wide():
        candidates = [
            (part.drop, bool(part.short), side, place)
            for side in (0, 1)
            for place, part in enumerate(sides[side])
            if part.short or part.drop
        ]
        if not candidates:
            break
        _drop, has_short, side, place = max(candidates)
        if has_short:
            part = sides[side][place]
            sides[side][place] = Part(part.short, part.style, part.drop)
        else:
            del sides[side][place]
    return sides


def _width(parts: Sequence[Part], separator: str) -> int:
    return sum(cells(clean(part.text)) for part in parts) + cells(separator) * max(0, len(parts) - 1)
