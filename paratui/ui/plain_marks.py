"""The program's lines and marks, and the words of people, on a terminal that is not UTF-8.

Everything is still drawn as for one that is; what this one lacks is put in ASCII on its way out, cell for cell.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from paratui.domain.plain_letters import plain_letters
from paratui.ui.widgets.edited_line import graphemes

LINES = {
    **{chr(code): "+" for code in range(0x2500, 0x2580)},
    **dict.fromkeys("─━┄┅┈┉╌╍═╴╶╸╺╼╾", "-"),
    **dict.fromkeys("│┃┆┇┊┋╎╏║╵╷╹╻╽╿", "|"),
}
BLOCKS = {
    **dict(zip("▁▂▃▄▅▆▇█", "_.:-=+*#", strict=True)),
    **dict.fromkeys("▏▎▍", "-"),
    **dict.fromkeys("▌▋▊▉", "="),
    **dict.fromkeys("░▒▓▐▀", "#"),
}
MARKS = {"✓": "v", "✗": "x", "●": "*", "○": "o", "▸": ">", "◂": "<", "▴": "^", "▾": "v"}
ALWAYS = LINES | BLOCKS | MARKS
"""In ASCII even where a charset has some of them: half a picture in each would be none."""
WHERE_MISSING = {
    "·": "-", "…": "~", "§": "S", "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"',
    "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2014": "-", "\u00a0": " ", "\u202f": " ", "\ufffd": "?",
}  # fmt: skip

# With the letter before it, which a combining mark belongs to.
_NOT_ASCII = re.compile(r"[ -~]?[^\x00-\x7f]+")


class PlainMarks:
    """What is written to a terminal of that charset (a codec's name, not UTF-8)."""

    def __init__(self, charset: str) -> None:
        self._charset = charset
        self._shown = lru_cache(4096)(self._run)

    def shown(self, written: str) -> str:
        """The same with what the charset lacks in ASCII; every character keeps its number of cells."""
        if written.isascii():
            return written
        return _NOT_ASCII.sub(lambda found: self._shown(found[0]), written)

    def _run(self, text: str) -> str:
        return "".join(self._one(text[start:end], width) for start, end, width in graphemes(text))

    def _one(self, character: str, width: int) -> str:
        if not width:
            return ""
        if (mark := ALWAYS.get(character)) is not None:
            return mark
        composed = unicodedata.normalize("NFC", character)
        # In all charsets terminals have, a character takes as many cells as bytes.
        if len(composed.encode(self._charset, "ignore")) == width and self._has(composed):
            return composed
        without_marks = composed[0] if composed[0].isascii() and width == 1 else ""
        return WHERE_MISSING.get(composed) or without_marks or _in_plain_letters(composed, width) or "?" * width

    def _has(self, character: str) -> bool:
        try:
            return character.encode(self._charset).decode(self._charset) == character
        except UnicodeError:
            return False


def _in_plain_letters(character: str, width: int) -> str:
    """A letter as who has no such key writes it, e for \u00e9; empty where that takes another number of cells."""
    plain = plain_letters(character)
    return plain if character.isalpha() and len(plain) == width else ""
