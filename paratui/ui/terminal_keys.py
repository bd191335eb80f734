"""How bytes of the terminal become keys: never fatal, in order, and nothing that was not typed.

What stock Textual does not do: a byte that is no text becomes U+FFFD instead of ending the program, no bytes at all
are the end of input, Escape followed by a letter in one packet is Escape and that letter, a paste is one however long
its line stands still, and what a terminal says by itself presses nothing.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._parser import Parser
from textual._xterm_parser import XTermParser
from textual.keys import Keys

from paratui.domain.charset import ASCII, UTF_8

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

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

PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
REST_SECONDS = 1.0
"""How long the rest is awaited of what is certainly a sequence: a slow line may cut it anywhere."""
PASTE_SECONDS = 5.0
"""How long a paste may stand still until its end is given up for lost; more of it than a key is still pasted."""
LONGEST_KNOWN = 32
"""Textual knows no longer sequence, and types them."""

_BEGUN = r"\x1b\[[0-?]{0,256}+[ -/]{0,8}+"
_WHOLE = rf"{_BEGUN}[@-Z\\-~]"
# Keys of the Linux console and of rxvt that are no such sequences.
_ODD = "|".join(re.escape(one) for one in ANSI_SEQUENCES_KEYS if one[:2] == "\x1b[" and not re.fullmatch(_WHOLE, one))
_REPLY = r"\x1b(?:\][0-9]|P[0-9>!$+|]|_G)[^\x00-\x1f\x7f]{0,4096}+"
_PIECE = re.compile(
    rf"""
      [^\x1b]+
    | (?P<sequence> {_ODD} | \x1b\[M[^\x1b]{{3}} | (?!\x1b\[M){_WHOLE} )
    # Small letters are keys of the number pad, which come alone; "Okay" may have been typed right after an Escape.
    | (?P<pad> \x1bO(?:[A-Z[]|[a-z](?=\x1b|\Z)) )
    | (?P<half> (?:{_REPLY}\x1b? | {_BEGUN} | \x1b\[(?:\[|M[^\x1b]{{0,2}}) | \x1b[O\]P_]?)\Z )
    # What a terminal says of itself, and what was broken off.
    | (?P<noise> {_REPLY}(?:\x07|\x1b\\)? | {_BEGUN}(?:(?<=[ -?])|(?=\x1b)) )
    | \x1b
    """,
    re.VERBOSE,
)
_ONE_KEY = re.compile(rf"\x1b?[^\x1b]|\x1b|{_ODD}|(?!\x1b\[20[01]~){_WHOLE}|\x1bO.")
# A number without a name, of which Textual makes the letter with that number.
_NAMELESS = re.compile(r"\x1b\[\d*(?:;\d*)?[~A-S]")


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


class TypeAheadParser(XTermParser):
    """Cuts what comes into keys, sequences and pastes, and asks Textual only what a whole sequence means."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        super().__init__(debug)
        # What is not whole yet.
        self._held = ""
        self._pasted: list[str] | None = None
        # A paste was given up, and its end has not come.
        self._end_is_owed = False

    @property
    def in_paste(self) -> bool:
        """Whether a paste has begun and not ended yet."""
        return self._pasted is not None

    @property
    def rest_within(self) -> float | None:
        """The seconds within which more has to come, or `rest_is_late`; None while nothing is awaited."""
        if self.in_paste:
            return PASTE_SECONDS
        if not self._held:
            return None
        # Escape, and a letter after it, may have been typed.
        typed = len(self._held) <= 2 and self._held != "\x1b["
        return constants.ESCAPE_DELAY if typed else REST_SECONDS

    def feed(self, data: str) -> Iterable[Message]:
        if not self._held and not self.in_paste:
            if OPTION_ARROWS.fullmatch(data):
                for letter in data[1::2]:
                    yield events.Key("ctrl+left" if letter == "b" else "ctrl+right", None)
                return
            if data.startswith(PASTE_BEGINS[1:]):
                # Its Escape came so long before that it was told as a key.
                data = f"{ESCAPE}{data}"
        if self._end_is_owed:
            self._end_is_owed = False
            if not _ONE_KEY.fullmatch(data):
                # Nobody types so much at once: the line stood still longer than was waited.
                self._pasted = [""]
        rest, self._held = f"{self._held}{data}", ""
        while rest:
            rest = yield from self._keys(rest) if self._pasted is None else self._paste_on(self._pasted, rest)

    def rest_is_late(self) -> Iterable[Message]:
        """Nothing more comes: an Escape is a key, a paste ends, half a sequence is none."""
        if self._pasted is not None:
            yield from self._paste_whole(self._pasted)
            self._end_is_owed = True
        held, self._held = self._held, ""
        if len(held) <= 2:
            yield from self._typed(held)
        elif held.endswith(ESCAPE):
            yield from self._typed(ESCAPE)

    def lone_escape(self) -> Iterable[Message]:
        """The Escape that nothing has followed yet, if one is pending."""
        if self._held == ESCAPE:
            yield from self.rest_is_late()

    def _paste_on(self, pieces: list[str], data: str) -> Generator[Message, None, str]:
        """More of a paste: nothing in it is a key, whatever it holds. What comes after it is left."""
        # Its end may be cut in two by the reads. Looked for in all of it each time, megabytes would take minutes.
        known, pieces[-1:] = pieces[-1], []
        text, end, after = f"{known[-len(PASTE_ENDS) :]}{data}".partition(PASTE_ENDS)
        pieces += [known[: -len(PASTE_ENDS)], text]
        if end:
            yield from self._paste_whole(pieces)
        return after

    def _paste_whole(self, pieces: list[str]) -> Iterable[events.Paste]:
        self._pasted = None
        text = "".join(pieces)
        return [events.Paste(text)] if text else []

    def _keys(self, text: str) -> Generator[Message, None, str]:
        """Take the text up to the beginning of a paste; what comes after that is left."""
        for piece in _PIECE.finditer(text):
            what = piece[0]
            if what == PASTE_BEGINS:
                self._pasted = [""]
                return text[piece.end() :]
            if piece.lastgroup == "half":
                self._held = what
            elif piece.lastgroup == "sequence":
                yield from self._meant(what)
            elif piece.lastgroup == "pad" and what in RARE_KEYS:
                if key := RARE_KEYS[what]:
                    yield events.Key(key, "," if key == "comma" else None)
            elif piece.lastgroup == "pad" and what in ANSI_SEQUENCES_KEYS:
                yield from self._pressed(what)
            elif piece.lastgroup != "noise":
                yield from self._typed(what)
        return ""

    def _meant(self, sequence: str) -> Iterable[Message]:
        """What Textual makes of a whole sequence; nothing of one it does not know."""
        if sequence in ANSI_SEQUENCES_KEYS:
            return self._pressed(sequence)
        nameless = _NAMELESS.fullmatch(sequence)
        return (
            message
            for message in self._asked(sequence)
            if not (nameless and isinstance(message, events.Key) and len(message.key.rpartition("+")[2]) == 1)
        )

    def _asked(self, sequence: str) -> list[Message]:
        if len(sequence) > LONGEST_KNOWN:
            return []
        try:
            messages = list(super().feed(sequence))
            known = self._timeout_time is None
        except (ValueError, OverflowError):
            messages, known = [], False  # a number that is no character
        if not known:
            # It waits for more, and would type it all.
            Parser.__init__(self)
        return messages

    def _typed(self, text: str) -> Iterable[events.Key]:
        for character in text:
            yield from self._pressed(character)

    def _pressed(self, key: str) -> Iterable[events.Key]:
        return (event for event in self._sequence_to_key_events(key) if event.key != Keys.Ignore)
