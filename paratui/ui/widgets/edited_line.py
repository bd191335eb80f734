"""One line of text being edited: where the cursor is, what a key does to it, and how to take it back."""

from __future__ import annotations

import re
import unicodedata

from rich.cells import cell_len, split_graphemes

WORD_LEFT = re.compile(r"\w+\W*$|\W+$")
WORD_RIGHT = re.compile(r"^\W*\w+|^\W+")
UNDO_STEPS = 200
JOINS_WHAT_FOLLOWS = "\u200d"


class EditedLine:
    """Text, a cursor between two of its characters, and the steps back.

    The cursor counts code points, and never stands inside what a person sees as one character.
    """

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.cursor = len(text)
        self._undo: list[tuple[str, int]] = []
        self._redo: list[tuple[str, int]] = []
        self._typing = False

    # Moving -----------------------------------------------------------------------------------------

    def move_to(self, index: int) -> None:
        """Put the cursor at `index`, or at the beginning of the character that holds it."""
        self._typing = False
        self.cursor = max(0, min(index, len(self.text)))
        if not self.text.isascii():
            for start, end, _cells in graphemes(self.text):
                if start < self.cursor < end:
                    self.cursor = start

    def left(self) -> None:
        self._typing = False
        self.cursor = self._before()

    def right(self) -> None:
        self._typing = False
        self.cursor = self._after()

    def home(self) -> None:
        self.move_to(0)

    def end(self) -> None:
        self.move_to(len(self.text))

    def word_left(self) -> None:
        self.move_to(self._word_start())

    def word_right(self) -> None:
        self.move_to(self._word_end())

    # Changing ---------------------------------------------------------------------------------------

    def insert(self, text: str) -> None:
        """Put `text` at the cursor. Letters typed in a row are one step of undo, word by word."""
        one_step = self._typing and len(text) == 1 and not text.isspace()
        self._replace(self.cursor, self.cursor, text, remember=not one_step)
        self._typing = len(text) == 1

    def replace_all(self, text: str) -> None:
        """Put `text` in the place of everything, as one step of undo."""
        self._replace(0, len(self.text), text)
        self._typing = len(text) == 1

    def delete_left(self) -> None:
        self._replace(self._before(), self.cursor, "")

    def delete_right(self) -> None:
        self._replace(self.cursor, self._after(), "")

    def delete_word_left(self) -> None:
        self._replace(self._word_start(), self.cursor, "")

    def delete_to_start(self) -> None:
        self._replace(0, self.cursor, "")

    def delete_to_end(self) -> None:
        self._replace(self.cursor, len(self.text), "")

    def undo(self) -> None:
        self._step(self._undo, self._redo)

    def redo(self) -> None:
        self._step(self._redo, self._undo)

    # Inside -----------------------------------------------------------------------------------------

    def _replace(self, start: int, end: int, text: str, *, remember: bool = True) -> None:
        self._typing = False
        if start == end and not text:
            return
        if remember:
            self._undo.append((self.text, self.cursor))
            del self._undo[:-UNDO_STEPS]
        self._redo.clear()
        self.text = self.text[:start] + text + self.text[end:]
        self.cursor = start + len(text)
        if not self.text.isascii():
            # A mark behind the cursor may have joined what now stands before it.
            self.cursor = min((end for _start, end, _cells in graphemes(self.text) if end >= self.cursor), default=0)

    def _step(self, source: list[tuple[str, int]], target: list[tuple[str, int]]) -> None:
        self._typing = False
        if source:
            target.append((self.text, self.cursor))
            self.text, self.cursor = source.pop()

    def _before(self) -> int:
        if self.text.isascii():
            return max(0, self.cursor - 1)
        return max((start for start, _end, _cells in graphemes(self.text) if start < self.cursor), default=0)

    def _after(self) -> int:
        if self.text.isascii():
            return min(len(self.text), self.cursor + 1)
        ends = (end for _start, end, _cells in graphemes(self.text) if end > self.cursor)
        return min(ends, default=len(self.text))

    def _word_start(self) -> int:
        found = WORD_LEFT.search(self.text[: self.cursor])
        return found.start() if found else 0

    def _word_end(self) -> int:
        found = WORD_RIGHT.search(self.text[self.cursor :])
        return self.cursor + found.end() if found else len(self.text)


def graphemes(text: str) -> list[tuple[int, int, int]]:
    """What a person sees as characters: (start, end, cells) of each, in order."""
    if text.isascii():
        return [(index, index + 1, 1) for index in range(len(text))]
    return split_graphemes(text)[0]


def cells(text: str) -> int:
    """The width of `text` on the terminal, in cells."""
    return len(text) if text.isascii() else cell_len(text)


def is_text(character: str) -> bool:
    """Whether a character may stand in a line: everything but control characters and half surrogates."""
    return character.isprintable() or unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}


def one_clean_line(text: str) -> str:
    """`text` without line breaks, tabs and control characters: what may stand in one line."""
    if text.isprintable():
        return text
    spaced = re.sub(r"[\t\r\n\v\f\x85\u2028\u2029]+", " ", text)
    return "".join(filter(is_text, spaced))
