"""What a command is. The footer, F1, the palette and the README's table of keys are made from these."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

AreaT = TypeVar("AreaT")


class Command(Generic[AreaT]):
    """One thing a person can do on a screen.

    `keys` are Textual key names, the first is the one shown. `slash` is its name after `/` in the composer.
    `footer` is the short word in the footer, empty to leave it out; `footer_rank` orders and drops them,
    `only_when_possible` keeps it out of the footer (not out of help and palette) while it is not.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    keys: ClassVar[tuple[str, ...]] = ()
    slash: ClassVar[str] = ""
    slash_help: ClassVar[str] = ""
    footer: ClassVar[str] = ""
    footer_rank: ClassVar[int] = 50
    only_when_possible: ClassVar[bool] = False
    help: ClassVar[str] = ""
    """In it, as in every text of a screen, `[[call.end]]` stands for the key that holds for that command."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "id" in vars(cls):
            KNOWN[cls.id] = cls

    def why_not(self, area: AreaT) -> str:  # noqa: ARG002 - most commands are always possible
        """Why it is not possible now, as a sentence; empty when it is."""
        return ""

    async def run(self, area: AreaT, words: str = "") -> None:
        """Do it. `words` is what followed the slash name."""
        raise NotImplementedError


KNOWN: dict[str, type[Command[Any]]] = {}
"""Every command loaded so far, by its id."""
KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "backspace": "Bksp",
    "slash": "/",
    "question_mark": "?",
    "plus": "+",
    "asterisk": "*",
    "minus": "-",
}


def key_name(key: str) -> str:
    """How a key is written for people: `^N`, `F10`, `Enter`, `/`."""
    if key.startswith("ctrl+"):
        return "^" + key[5:].upper()
    if key in KEY_NAMES:
        return KEY_NAMES[key]
    return key.upper() if len(key) > 1 else key
