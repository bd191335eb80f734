"""A line of text with a cursor as it is drawn: of a key only the cells that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rich.segment import Segment
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.widget import Widget

from paratui.ui.widgets.drawn_cells import DrawnCell, in_cells, in_sight, scrolled, whole
from paratui.ui.widgets.edited_line import EditedLine, cells

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events


class DrawnLine(Widget):
    """The words before the line, the line, and what could follow it; it draws itself, so a key is one small write."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line-input--prefix",
        "line-input--cursor",
        "line-input--placeholder",
        "line-input--suggestion",
        "line-input--marked",
    }

    def __init__(
        self,
        value: str,
        *,
        prefix: str,
        placeholder: str,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._line = EditedLine(value)
        self._prefix = prefix
        self._placeholder = placeholder
        self._suggestion = ""
        self._marked = False
        self._scroll = 0
        self._drawn: list[DrawnCell] = []
        self._styles_by_name: dict[str, Style] = {}

    @property
    def at_end(self) -> bool:
        return self._line.cursor == len(self._line.text)

    @property
    def suggestion(self) -> str:
        """What could follow the text, shown dim behind the cursor; Tab or Right at the end take it."""
        return self._suggestion

    @suggestion.setter
    def suggestion(self, text: str) -> None:
        if text != self._suggestion:
            self._suggestion = text
            self._show()

    @property
    def prefix(self) -> str:
        return self._prefix

    @prefix.setter
    def prefix(self, prefix: str) -> None:
        if prefix != self._prefix:
            self._prefix = prefix
            self._show()

    @property
    def placeholder(self) -> str:
        return self._placeholder

    @placeholder.setter
    def placeholder(self, placeholder: str) -> None:
        if placeholder != self._placeholder:
            self._placeholder = placeholder
            self._show()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        return 1

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_by_name.clear()

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - Textual's signature
        super().watch_has_focus(has_focus)
        self._show_all()

    def _on_resize(self, _event: events.Resize) -> None:
        self._show_all()

    def _show_all(self) -> None:
        self._drawn = []
        self._styles_by_name.clear()
        self._show()

    def _show(self) -> None:
        """Repaint the cells that differ from those on the screen, and place the cursor."""
        if not self.is_attached or not self.size.width:
            return
        drawn = self._cells_to_draw(self.size.width)
        if self._drawn and len(self._drawn) == len(drawn):
            first = next((i for i, pair in enumerate(drawn) if pair != self._drawn[i]), None)
            if first is None:
                # A step to the left, a space at the end: only the terminal's own cursor moves.
                if self.has_focus and not self._draws_cursor:
                    self._place_terminal_cursor()
                return
            last = next(i for i in range(len(drawn) - 1, -1, -1) if drawn[i] != self._drawn[i])
            region = Region(first, 0, last - first + 1, 1)
        else:
            region = Region(0, 0, self.size.width, 1)
        self._drawn = drawn
        self.refresh(region)
        if self.has_focus:
            self.app.cursor_position = self.cursor_offset

    @property
    def cursor_offset(self) -> Offset:
        """Where the cursor stands on the screen."""
        return self.content_region.offset + Offset(cells(self._prefix) + self._cursor_cell() - self._scroll, 0)

    @property
    def _draws_cursor(self) -> bool:
        """Whether the cursor is a cell in reverse; else the terminal's own is there."""
        return bool(getattr(self.app, "draws_cursor", True))

    def _place_terminal_cursor(self) -> None:
        app: Any = self.app
        app.place_cursor()

    def _cursor_cell(self) -> int:
        """Where the cursor stands in the text, in cells."""
        return cells(self._line.text[: self._line.cursor])

    def _cells_to_draw(self, width: int) -> list[DrawnCell]:
        prefix = in_cells(self._prefix, "prefix")[: max(0, width - 2)]
        room = max(1, width - len(prefix))
        text = self._line.text
        cursor = self._cursor_cell()
        self._scroll = scrolled(self._scroll, cursor, cells(text), room)
        shown = in_sight(text, self._scroll, room)
        if self._marked:
            shown = [(character, "marked") for character, _ in shown]
        if self.at_end:
            ghost = self._suggestion or ("" if text else self._placeholder)
            shown += in_cells(ghost, "suggestion" if self._suggestion else "placeholder")
        shown += [(" ", "")] * (room - len(shown))
        if self.has_focus and self._draws_cursor:
            at = cursor - self._scroll
            shown[at] = (shown[at][0], "cursor")
            if at + 1 < len(shown) and not shown[at + 1][0]:
                shown[at + 1] = ("", "cursor")
        return whole(prefix + shown, width)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y or not width:
            return Strip.blank(width, self._style(""))
        if len(self._drawn) != width:
            self._drawn = self._cells_to_draw(width)
        segments: list[Segment] = []
        run, run_name = "", ""
        for character, name in self._drawn:
            if name != run_name and run:
                segments.append(Segment(run, self._style(run_name)))
                run = ""
            run_name = name
            run += character
        if run:
            segments.append(Segment(run, self._style(run_name)))
        return Strip(segments, width)

    def _style(self, name: str) -> Style:
        if name not in self._styles_by_name:
            self._styles_by_name[name] = (
                self.get_component_rich_style(f"line-input--{name}") if name else self.rich_style
            )
        return self._styles_by_name[name]
