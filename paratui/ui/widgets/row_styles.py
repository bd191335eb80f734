"""In which styles the rows of a table are drawn: component classes, so that a theme can set each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.scroll_view import ScrollView

if TYPE_CHECKING:
    from rich.style import Style


class RowStyles(ScrollView):
    """Looks each style up once, until the theme or the focus is another."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-table--title",
        "record-table--heading",
        "record-table--cursor",
        "record-table--cursor-blurred",
        "record-table--match",
        "record-table--late",
        "record-table--muted",
        "record-table--done",
        "record-table--empty",
    }
    DEFAULT_CSS = """
    RowStyles { height: 1fr; width: 1fr; overflow-x: hidden; overflow-y: hidden; color: $foreground; }
    RowStyles > .record-table--title { color: $text-muted; }
    RowStyles > .record-table--heading { color: $accent; text-style: bold; }
    RowStyles > .record-table--cursor { background: $primary 40%; text-style: bold; }
    RowStyles > .record-table--cursor-blurred { background: $boost; }
    RowStyles > .record-table--match { text-style: underline bold; }
    RowStyles > .record-table--late { color: $warning; }
    RowStyles > .record-table--muted { color: $text-muted; }
    RowStyles > .record-table--done { color: $text-disabled; }
    RowStyles > .record-table--empty { color: $text-muted; }
    """
    OVERLAYS: ClassVar[frozenset[str]] = frozenset({"late", "muted", "done", "match"})
    """Styles that change the letters and leave the background of the row."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id, classes=classes)
        self._styles_by_name: dict[str, Style] = {}

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.forget_styles()

    def forget_styles(self) -> None:
        """Look every style up again."""
        self._styles_by_name.clear()

    def style_of(self, name: str) -> Style:
        """The style of a part by its name, of the table itself without one."""
        if name not in self._styles_by_name:
            self._styles_by_name[name] = (
                self.get_component_rich_style(f"record-table--{name}", partial=name in self.OVERLAYS)
                if name
                else self.rich_style
            )
        return self._styles_by_name[name]
