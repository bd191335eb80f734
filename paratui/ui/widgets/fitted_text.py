"""Text that must stand in a given number of cells, with the places in it that are marked."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from paratui.ui.widgets.as_seen import as_seen, veil_now
from paratui.ui.widgets.edited_line import cells, is_text, one_clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ELLIPSIS = "…"
Align = Literal["left", "right"]


class Mark(NamedTuple):
    """A place in a text, in code points, and its style: a component's name or a style itself."""

    start: int
    end: int
    style: str | Style = "match"


class Marked(NamedTuple):
    """A text with marks; later marks lie above earlier ones."""

    text: str
    marks: tuple[Mark, ...] = ()

    def __str__(self) -> str:
        return self.text


class OrShort(str):
    """A text with a short form of it, for where its column has no room for the whole."""

    __slots__ = ("short",)
    short: str

    @classmethod
    def of(cls, text: str, short: str) -> OrShort:
        made = cls(text)
        made.short = short
        return made


def in_style(text: str, style: str) -> Marked:
    """All of `text` in one style."""
    return Marked(text, (Mark(0, len(text), style),))


def matched(text: str, words: Iterable[str]) -> Marked:
    """`text` with every place marked where one of `words` stands, in upper or lower case."""
    sought = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word)
    if not sought:
        return Marked(text)
    found = re.finditer(sought, text, re.IGNORECASE)
    return Marked(text, tuple(Mark(place.start(), place.end()) for place in found))


def clean(text: str) -> str:
    """`text` as it may be written to a terminal: in one line, without control characters."""
    return text if text.isprintable() else one_clean_line(text)


def fitted(text: str, width: int, align: Align = "left") -> str:
    """`text` in exactly `width` cells: filled with spaces, or cut with an ellipsis."""
    return _fitted(as_seen(clean(text)), width, align)


def _fitted(text: str, width: int, align: Align) -> str:
    wide = cells(text)
    if wide > width:
        return shortened(text, width)
    filling = " " * (width - wide)
    return filling + text if align == "right" else text + filling


def shortened(text: str, width: int) -> str:
    """`text` cut to `width` cells, the last of which is an ellipsis."""
    if width <= 1:
        return ELLIPSIS[:width]
    # A wide character that would be cut in two is left out and its cell filled.
    return set_cell_size(text, width - 1) + ELLIPSIS


def fitted_segments(
    text: str | Marked | Text, width: int, align: Align, style: Style, style_named: Callable[[str], Style]
) -> list[Segment]:
    """`text` in `width` cells as segments: `style` everywhere, the marks' styles above it."""
    if isinstance(text, str):
        return [Segment(fitted(text, width, align), style)]
    if isinstance(text, Text):
        text = _marked(text)
    text = _as_seen(text if text.text.isprintable() else text._replace(text=_same_length(text.text)))
    whole = text.text
    shown = _fitted(whole, width, align)
    shift = max(0, width - cells(whole)) if align == "right" else 0
    cut = len(shown) - 1 if cells(whole) > width else len(shown)
    return list(
        _pieces(
            shown,
            [(m.start + shift, min(m.end + shift, cut), m.style) for m in text.marks],
            style,
            style_named,
        )
    )


def _as_seen(text: Marked) -> Marked:
    """A text as it may be read, its marks on the same letters."""
    veil = veil_now()
    if veil is None:
        return text
    whole, marks = text
    for first, last, put in reversed(veil.changes(whole)):
        grown = len(put) - (last - first)

        def moved(place: int, first: int = first, last: int = last, grown: int = grown) -> int:
            return place if place <= first else max(first, place + grown) if place >= last else first

        marks = tuple(Mark(moved(one.start), moved(one.end), one.style) for one in marks)
        whole = whole[:first] + put + whole[last:]
    return Marked(whole, marks)


def _pieces(
    shown: str,
    marks: Sequence[tuple[int, int, str | Style]],
    style: Style,
    style_named: Callable[[str], Style],
) -> Iterable[Segment]:
    edges = sorted({0, len(shown), *(edge for mark in marks for edge in mark[:2] if 0 <= edge <= len(shown))})
    for start, end in pairwise(edges):
        here = style
        for first, last, above in marks:
            if first <= start and end <= last:
                here += above if isinstance(above, Style) else style_named(above)
        yield Segment(shown[start:end], here)


def _marked(text: Text) -> Marked:
    """A rich text with all its styles as marks."""
    places = [(0, len(text.plain), text.style), *((span.start, span.end, span.style) for span in text.spans)]
    return Marked(
        text.plain,
        tuple(
            Mark(start, end, style if isinstance(style, Style) else Style.parse(style))
            for start, end, style in places
            if style
        ),
    )


def _same_length(text: str) -> str:
    """Control characters as spaces, so that marks keep their places."""
    return "".join(character if is_text(character) else " " for character in text)
