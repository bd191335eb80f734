"""The themes a person chooses among: dark, light, high contrast, and the two colours the terminal has by itself.

Each has a twin for terminals of sixteen colours, drawn with those alone: what comes of other colours there nobody
chose. Letters stand out from their background by 4.5 to 1 at least, in each of them.
"""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

SIXTEEN = (
    "#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa",
    "#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff",
)  # fmt: skip
"""The sixteen by number, in the values that are sent as those numbers and not as a colour near to them."""


def _theme(name: str, colours: tuple[str, ...], *, dark: bool, cursor: str = "bold") -> Theme:
    # What Textual derives from a colour it cannot from one it does not know.
    given = BUILTIN_THEMES["ansi-dark"].variables if colours[0].startswith("ansi") else {}
    ground, text, panel, chosen, rule, quiet, accent, warning, success = colours
    return Theme(
        name=f"paratui-{name}",
        dark=dark,
        ansi=ground.startswith("ansi"),
        primary=accent,
        secondary=quiet,
        accent=accent,
        warning=warning,
        error=warning,
        success=success,
        foreground=text,
        background=ground,
        surface=ground,
        panel=panel,
        boost=panel,
        variables=given | {"rule": rule, "quiet": quiet, "chosen": chosen, "chosen-style": cursor},
    )


def _of_sixteen(*numbers: int) -> tuple[str, ...]:
    return tuple(SIXTEEN[number] for number in numbers)


# Ground, text, panel, chosen, rule, quiet, accent, warning, success.
_DARK = ("#14181b", "#d7dadb", "#20272b", "#1b2f4a", "#3a4449", "#9aa5aa", "#5fd7d7", "#ffaf5f", "#87af87")
_LIGHT = ("#fafaf8", "#1c2124", "#e2e7e9", "#c4dde4", "#9aa5aa", "#4a5459", "#005f5f", "#a01800", "#14401f")
_HIGH = ("#000000", "#ffffff", "#1c1c1c", "#00005f", "#ffffff", "#d7d7d7", "#5fffff", "#ffd75f", "#87ff87")

THEMES = {
    "dark": _theme("dark", _DARK, dark=True),
    "light": _theme("light", _LIGHT, dark=False),
    "high-contrast": _theme("high-contrast", _HIGH, dark=True),
    # Nobody knows what colours those are: the two it writes with, turned round for the cursor.
    "terminal": _theme("terminal", ("ansi_default",) * 9, dark=True, cursor="bold reverse"),
}
OF_SIXTEEN = {
    "dark": _theme("dark-16", _of_sixteen(0, 15, 0, 4, 8, 7, 14, 11, 10), dark=True),
    "light": _theme("light-16", _of_sixteen(15, 0, 15, 14, 0, 0, 4, 1, 0), dark=False),
    "high-contrast": _theme("high-contrast-16", _of_sixteen(0, 15, 0, 4, 15, 15, 14, 11, 10), dark=True),
    "terminal": THEMES["terminal"],
}
DARK = THEMES["dark"]


def theme_for(name: str, colour_system: str | None) -> Theme:
    """The theme of that name on a terminal that shows as many colours."""
    return (OF_SIXTEEN if colour_system == "standard" else THEMES)[name]
