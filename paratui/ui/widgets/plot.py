"""A plot as lines of text, its letters in our own styles: themes, 16 colours and none at all hold for it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.style import Style

    from paratui.domain.plotted import Row


def plot_line(row: Row, styles: Mapping[int, Style]) -> Text:
    """A row of a plot, each tone in its style; the blanks at its end cost no cell."""
    line = Text()
    for letters, tone in row:
        line.append(letters, styles[tone])
    line.rstrip()
    return line
