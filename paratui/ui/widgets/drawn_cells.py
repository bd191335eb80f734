"""A line of text as cells of the terminal, and the part of it that is in sight."""

from __future__ import annotations

from paratui.ui.widgets.edited_line import graphemes

DrawnCell = tuple[str, str]
"""What stands in one cell - "" in the second half of a wide character - and its style's name."""


def in_cells(text: str, name: str) -> list[DrawnCell]:
    """The cells of `text`, all in the style of that name; a combining mark shares the cell before it."""
    if text.isascii():
        return [(character, name) for character in text]
    row: list[DrawnCell] = []
    for start, end, width in graphemes(text):
        if width:
            row.append((text[start:end], name))
            row.extend([("", name)] * (width - 1))
        elif row:
            row[-1] = (row[-1][0] + text[start:end], name)
    return row


def in_sight(text: str, scroll: int, room: int) -> list[DrawnCell]:
    """The cells of `text` from `scroll` on, at most `room`; half a wide character is a space."""
    if text.isascii():
        return in_cells(text[scroll : scroll + room], "")
    row = in_cells(text, "")[scroll:]
    if row and not row[0][0]:
        row[0] = (" ", row[0][1])
    return whole(row, room)


def whole(row: list[DrawnCell], width: int) -> list[DrawnCell]:
    """At most `width` cells of the row, without the left half of a wide character at its end."""
    if len(row) > width:
        if not row[width][0]:
            row[width - 1] = (" ", row[width - 1][1])
        del row[width:]
    return row


def scrolled(scroll: int, cursor: int, length: int, room: int) -> int:
    """How far the text is moved left, in cells, so that the cursor is in sight.

    It moves by a third of the room at a time: a letter at the end of a long line costs one cell, not all.
    """
    if length < room:
        return 0
    if cursor < scroll:
        return max(0, cursor - room // 3)
    if cursor >= scroll + room:
        return cursor - room + 1 + room // 3
    return scroll
