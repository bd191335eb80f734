"""Which keys arrive: how a key is written, and what terminals, ssh, tmux and screen make of those nobody can have.

The names are those the screens use: `ctrl+n`, `f10`, `question_mark`. What was seen of each was measured over ssh,
in tmux and in GNU screen.
"""

from __future__ import annotations

import string
import unicodedata
from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

FIXED = frozenset(
    {"enter", "escape", "tab", "shift+tab", "up", "down", "pageup", "pagedown", "home", "end", "ctrl+c", "ctrl+q"}
)
"""They do on every screen what they always do: a command that has one keeps it, no other can have it."""

_PLAIN_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


def _name_of(character: str) -> str:
    name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    return _PLAIN_NAMES.get(name, name)


_MARKS = {character: _name_of(character) for character in string.punctuation}
_TEXT = frozenset((*string.ascii_letters, *string.digits, *_MARKS.values(), "space"))
_OTHER_WORDS = {
    "esc": "escape",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "bksp": "backspace",
    "del": "delete",
    "return": "enter",
}
_KNOWN = (
    _TEXT
    | FIXED
    | {"left", "right", "backspace", "delete"}
    | {f"f{number}" for number in range(1, 13)}
    | {f"ctrl+{letter}" for letter in string.ascii_lowercase}
)
_EDITING = frozenset(
    {"left", "right", "backspace", "delete"}
    | {f"ctrl+{letter}" for letter in "adekuwyz"}
)
"""What moves in a line and mends it: where text is typed it is no command."""

_UNSAFE = {
    "ctrl+a": "GNU screen keeps it for itself",
    "ctrl+b": "tmux keeps it for itself",
    "ctrl+h": "a terminal sends it as Backspace",
    "ctrl+i": "a terminal sends it as Tab",
    "ctrl+j": "it is Enter to some programs, and many change their tmux pane with it",
    "ctrl+m": "a terminal sends it as Enter",
    "ctrl+v": "many terminals paste with it",
    "ctrl+z": "it takes back what was typed, and elsewhere it stops a program",
    "f11": "the window of most terminals takes it",
}
_UNSAFE_BEGINNINGS = {
    "alt+": "macOS types a letter with it, other terminals open a menu",
    "meta+": "macOS types a letter with it, other terminals open a menu",
    "ctrl+shift+": "a terminal sends it as ctrl and the letter",
    "shift+f": "PuTTY sends it as another key, and some are lost",
    "shift+": "most terminals send it as the plain key",
    "ctrl+": "many terminals send it as another key or keep it",
    "super+": "the desktop keeps it for itself",
}


def key_named(said: str) -> str:
    """The key somebody wrote, as `^N`, `Ctrl-N`, `?`, `F10` or `PgDn`. Raises BadInput when it is none."""
    word = said if len(said) == 1 else said.strip()
    if len(word) == 1:
        if word == " ":
            return "space"
        if word in _MARKS or (word.isascii() and word.isalnum()):
            return _MARKS.get(word, word)
        raise BadInput(f'"{said}" is a letter not every keyboard has; take another key')
    key = word.lower().replace("-", "+")
    key = f"ctrl+{key[1:]}" if key.startswith("^") and len(key) == 2 else key
    key = _OTHER_WORDS.get(key, key)
    if key in _KNOWN or any(key.startswith(beginning) for beginning in _UNSAFE_BEGINNINGS):
        return key
    raise BadInput(f'"{said}" is no key; write it like ctrl+n, f10, space, ? or d')


def why_unsafe(key: str) -> str:
    """Why a key cannot be had, empty when it can."""
    if key in FIXED:
        return "it does the same on every screen"
    if key in _KNOWN:
        return _UNSAFE.get(key, "")
    return next(why for beginning, why in _UNSAFE_BEGINNINGS.items() if key.startswith(beginning))


def is_typed(key: str) -> bool:
    """Whether a key is text or mends text, where text is typed."""
    return key in _TEXT or key in _EDITING


def left_over(keys: Sequence[str], taken: Container[str], *, typed: bool) -> tuple[str, ...]:
    """Of the keys of a command of every screen those one screen does not need itself, for its own or for text."""
    return tuple(key for key in keys if key not in taken and not (typed and is_typed(key)))
