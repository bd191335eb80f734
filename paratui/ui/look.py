"""The look: one accent for where I am, one warm colour for what is late, two greys, the terminal's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from rich.text import Text
from textual.theme import Theme

if TYPE_CHECKING:
    from textual.app import App

DARK = Theme(
    name="paratui-dark",
    dark=True,
    primary="#5fafaf",
    secondary="#8a9a9a",
    accent="#5fd7d7",
    warning="#ffaf5f",
    error="#ff8760",
    success="#87af87",
    foreground="#d7dadb",
    background="#14181b",
    surface="#14181b",
    panel="#20272b",
    variables={"rule": "#3a4449", "quiet": "#8d989d", "chosen": "#27424a"},
)


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
    colours = app.theme_variables

    def colour(name: str) -> Style:
        return Style(color=colours.get(name) if colours.get(name, "").startswith("#") else None)

    chosen = Style(bgcolor=colours.get("chosen", "#27424a"))
    bar = Style(bgcolor=colours.get("panel", "#20272b"))
    return Look(
        plain=Style.null(),
        accent=colour("accent"),
        strong=Style(bold=True),
        quiet=colour("quiet"),
        late=colour("warning") + Style(bold=True),
        good=colour("success"),
        chosen=chosen,
        bar=bar,
        key=colour("accent") + Style(bold=True),
    )


def styled(words: str, style: Style) -> Text:
    """Words in a style that ends with them: what is appended has its own."""
    return Text().append(words, style)
