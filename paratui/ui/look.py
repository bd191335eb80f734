"""The look: one accent for where I am, one warm colour for what is late, two greys, the terminal's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from rich.text import Text

if TYPE_CHECKING:
    from textual.app import App


class Look(NamedTuple):
    """The styles text is drawn in. Each says the same without colour: by a mark, a word or weight."""

    plain: Style
    accent: Style
    strong: Style
    quiet: Style
    late: Style
    good: Style
    chosen: Style
    bar: Style
    key: Style


def look_of(app: App[int]) -> Look:
    """The styles of the app's present theme."""
    theme = app.current_theme
    colours = {"accent": theme.accent, "warning": theme.warning, "success": theme.success, "panel": theme.panel}
    colours |= theme.variables

    def colour(name: str) -> Style:
        value = colours.get(name) or ""
        return Style(color=value if value.startswith("#") else None)

    def ground(name: str) -> Style:
        # Where the terminal's two colours are all there is they are turned round.
        value = colours.get(name) or ""
        return Style(bgcolor=value) if value.startswith("#") else Style(reverse=True)

    return Look(
        plain=Style.null(),
        accent=colour("accent"),
        strong=Style(bold=True),
        quiet=colour("quiet"),
        late=colour("warning") + Style(bold=True),
        good=colour("success"),
        chosen=ground("chosen"),
        bar=ground("panel"),
        key=colour("accent") + Style(bold=True),
    )


def styled(words: str, style: Style) -> Text:
    """Words in a style that ends with them: what is appended has its own."""
    return Text().append(words, style)
