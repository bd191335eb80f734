"""What the keys of a terminal send. Each row is what that terminal's terminfo entry says, or its own settings.

The number pads are in application mode, as xterm, rxvt and PuTTY send them when a program asked for it or a person
did (ECMA-48 has the digits otherwise): SS3 and a small letter, since the VT100.
"""

from __future__ import annotations

from typing import NamedTuple

NUMBER_PAD = {
    **{f"\x1bO{chr(ord('p') + digit)}": str(digit) for digit in range(10)},
    "\x1bOM": "enter", "\x1bOn": "full_stop", "\x1bOl": "comma", "\x1bOm": "minus", "\x1bOk": "plus",
    "\x1bOj": "asterisk", "\x1bOo": "slash",
}  # fmt: skip
TILDED = {
    "f6": "\x1b[17~", "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~", "f12": "\x1b[24~",
}  # fmt: skip
PF_KEYS = {"f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS"}
NUMBERED = {f"f{number}": f"\x1b[{number + 10}~" for number in range(1, 6)}
EDITING = {"insert": "\x1b[2~", "delete": "\x1b[3~", "pageup": "\x1b[5~", "pagedown": "\x1b[6~"}
ARROWS = {"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D"}
APPLICATION_ARROWS = {"up": "\x1bOA", "down": "\x1bOB", "right": "\x1bOC", "left": "\x1bOD"}
DEL = {"backspace": "\x7f"}
BASE = EDITING | ARROWS | TILDED | DEL


class Dialect(NamedTuple):
    """A terminal: what it calls itself, and what it sends for a key by Textual's name."""

    term: str
    keys: dict[str, str]


def _ends(home: str, end: str) -> dict[str, str]:
    return {"home": home, "end": end}


XTERM = BASE | PF_KEYS | {"f5": "\x1b[15~"} | _ends("\x1b[H", "\x1b[F")
PUTTY = BASE | NUMBERED | _ends("\x1b[1~", "\x1b[4~")
DIALECTS = {
    "xterm-256color": Dialect("xterm-256color", XTERM),
    "xterm": Dialect("xterm", XTERM | APPLICATION_ARROWS | _ends("\x1bOH", "\x1bOF")),
    "screen": Dialect("screen", XTERM | _ends("\x1b[1~", "\x1b[4~")),
    "tmux": Dialect("tmux-256color", XTERM | APPLICATION_ARROWS | _ends("\x1b[1~", "\x1b[4~")),
    "linux": Dialect("linux", PUTTY | {f"f{number}": f"\x1b[[{letter}" for number, letter in enumerate("ABCDE", 1)}),
    # F1 to F5 of a VT220 stay in the terminal, its emulators send PF1 to PF4; Find and Select stand where Home and
    # End are now; Backspace is ^H.
    "vt220": Dialect("vt220", BASE | PF_KEYS | _ends("\x1b[1~", "\x1b[4~") | {"backspace": "\x08"}),
    "rxvt": Dialect("rxvt", BASE | NUMBERED | _ends("\x1b[7~", "\x1b[8~")),
    # PuTTY as it comes: function keys "ESC[n~", Home and End "Standard".
    "putty": Dialect("xterm", PUTTY),
    "putty, Home and End rxvt": Dialect("xterm", PUTTY | {"home": "\x1b[H"}),
    "putty, function keys Linux": Dialect(
        "putty", PUTTY | {f"f{number}": f"\x1b[[{letter}" for number, letter in enumerate("ABCDE", 1)}
    ),
    "putty, function keys VT400 or Xterm R6": Dialect("putty", PUTTY | PF_KEYS),
    "putty, function keys VT100+": Dialect(
        "putty",
        PUTTY | {f"f{number}": f"\x1bO{last}" for number, last in enumerate("PQRSTUVWXYZ[", 1) if number != 11},
    ),
}
