"""How bytes of the terminal become keys: never fatal and in order.

Three things stock Textual does not do: a byte that is no text becomes U+FFFD instead of ending the program, Escape
followed by a letter in one packet is Escape and that letter, and no bytes at all are the end of input.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._parser import Parser
from textual._xterm_parser import XTermParser
from textual.keys import Keys

from paratui.domain.charset import ASCII, UTF_8

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

ESCAPE = "\x1b"
OPTION_ARROWS = re.compile("(?:\x1b[bf])+")
"""What macOS Terminal sends for option+left and option+right: a word left, a word right."""

RARE_KEYS = {
    **{f"\x1bO{last}": f"f{number}" for number, last in enumerate("TUVWXYZ[", 5)},
    "\x1bOl": "comma",
    "\x1bOE": "",
}
"""What Textual does not know: F5 to F12 of PuTTY set to VT100+, the comma of a number pad, its 5 without a number."""
RARE = re.compile("\x1bO[T-Z[lE]")


class EndOfInput(Exception):
    """The terminal has no more bytes to give: the line is gone."""


class InputDecoder:
    """The terminal's text: a wrong byte becomes U+FFFD, no bytes at all mean the end of input."""

    def __init__(self, charset: str = UTF_8) -> None:
        # Who says that only ASCII can be shown does not say what is typed.
        self._decoder = codecs.getincrementaldecoder(UTF_8 if charset == ASCII else charset)(errors="replace")

    def decode(self, data: bytes, final: bool = False) -> str:  # noqa: FBT001, FBT002 - codecs' signature
        """The text of `data`. Raises EndOfInput when there is none and more was still expected."""
        if not data and not final:
            raise EndOfInput
        return self._decoder.decode(data, final)


PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"


class TypeAheadParser(XTermParser):
    """Knows Escape from the beginning of a sequence even when the next key came in the same packet."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        super().__init__(debug)
        self._after_escape = False
        # What is not a whole sequence yet; told only while the rest is awaited.
        self._pending = ""
        self._pasted: list[str] | None = None

    @property
    def rest_awaited(self) -> bool:
        """Whether an Escape came of which it is not known yet if more belongs to it: `tick` decides it in time."""
        return self._timeout_time is not None

    def feed(self, data: str) -> Iterable[Message]:
        if self._pasted is not None and data:
            yield from self._paste_on(data)
            return
        pending = self._pending if self.rest_awaited else ""
        before, start, after = f"{pending}{data}".partition(PASTE_BEGINS)
        if start:
            if typed := before[len(pending) :]:
                yield from self._keys(typed)
            if before:
                yield from self._escape_now()
            else:
                # The reads cut the mark in two: what Textual has of it is no key.
                Parser.__init__(self)
            self._pasted = []
            yield from self._paste_on(after)
            return
        yield from self._keys(data)

    def _paste_on(self, data: str) -> Iterable[Message]:
        """More of a paste. Nothing in it is a key, whatever escape sequences it holds."""
        pieces = self._pasted or [""]
        # Its end may be cut in two by the reads. Looked for in all of it each time, megabytes would take minutes.
        known, pieces[-1:] = pieces[-1], []
        text, end, after = f"{known[-len(PASTE_ENDS) :]}{data}".partition(PASTE_ENDS)
        pieces += [known[: -len(PASTE_ENDS)], text]
        if not end:
            self._pasted = pieces
            return
        self._pasted = None
        yield events.Paste("".join(pieces))
        if after:
            yield from self.feed(after)

    def _keys(self, data: str) -> Iterable[Message]:
        if not data:
            yield from super().feed(data)
            return
        if self._is_one_key(data):
            yield from (key for key in self._sequence_to_key_events(data) if key.key != Keys.Ignore)
            return
        if OPTION_ARROWS.fullmatch(data):
            for letter in data[1::2]:
                yield events.Key("ctrl+left" if letter == "b" else "ctrl+right", None)
            return
        if RARE.fullmatch(data[:3]) and not RARE.sub("", data):
            for key in filter(None, map(RARE_KEYS.__getitem__, RARE.findall(data))):
                yield events.Key(key, "," if key == "comma" else None)
            return
        for piece in self._pieces(data):
            if self._after_escape and not _goes_on(piece):
                yield from self._escape_now()
            self._after_escape = piece == ESCAPE
            yield from super().feed(piece)

    def _is_one_key(self, data: str) -> bool:
        """Whether this is one whole key, as nearly everything typed is: no more of it has to be waited for."""
        if self._after_escape or self.rest_awaited:
            return False
        if len(data) == 1:
            return data != ESCAPE
        # Escape and a key in one packet are two keys here; Textual has a word of its own for some of them.
        return data in ANSI_SEQUENCES_KEYS and _goes_on(data[1:])

    def _pieces(self, data: str) -> Iterable[str]:
        """The data cut before and after each Escape, so that what follows one can be looked at."""
        for piece in re.split(f"({ESCAPE})", data):
            if not piece:
                continue
            self._pending = (self._pending if self.rest_awaited and piece != ESCAPE else "") + piece
            yield piece

    def lone_escape(self) -> Iterable[Message]:
        """The Escape that nothing has followed yet, if one is pending."""
        if self._after_escape:
            yield from self._escape_now()

    def _escape_now(self) -> Iterable[Message]:
        """End the wait for the rest of a sequence: what is pending is the Escape key."""
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from self.tick()


def _goes_on(piece: str) -> bool:
    """Whether `piece`, right after an Escape, is the rest of a terminal's sequence and not typed text."""
    if piece[0] == "O" and len(piece) > 1:
        # Small letters are keys of the number pad, which come alone; "Okay" does not.
        known = ESCAPE + piece[:2] in ANSI_SEQUENCES_KEYS
        return known and (len(piece) == 2 or piece[1].isupper())
    return piece[0] in "[O"
