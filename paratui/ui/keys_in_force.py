"""The keys that hold in this session: a person's own, else those shipped. Whatever names a key asks here.

They are taken up once, before the first screen is made. In a text of ours `[[call.end]]` stands for the key of a
command: `keyed` is asked where that text is written, before a word of somebody else's comes into it. What a screen is
given to draw or to say stands there as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paratui.domain.safe_keys import FIXED
from paratui.ui.commands.command import KNOWN, key_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paratui.ui.area_keys import AreaKeys
    from paratui.ui.commands.command import Command

_SHIPPED_MOVES = {"j": "down", "k": "up"}
_NAMED = re.compile(r"\[\[([a-z_.]+)\]\]")


class KeysInForce:
    """`moves` gives the key that one of a list stands for, `troubles` what of a person's file cannot be used."""

    def __init__(self) -> None:
        self.own: Mapping[str, tuple[str, ...]] = {}
        self.moves: Mapping[str, str] = _SHIPPED_MOVES
        self.troubles: Sequence[str] = ()

    def take_up(self, own: Mapping[str, tuple[str, ...]], troubles: Sequence[str] = ()) -> None:
        """Let a person's keys, by command, hold from now on, on every screen made after this."""
        from paratui.ui.commands.contexts import MOVES  # noqa: PLC0415 - only for those who have keys of their own

        self.own, self.troubles = own, troubles
        self.moves = {key: move.key for move in MOVES for key in own.get(move.id, move.keys)}

    def keys(self, command: Command[Any]) -> tuple[str, ...]:
        """The keys of a command: a person's own, else those it is shipped with."""
        mine = self.own.get(command.id)
        return command.keys if mine is None else (*mine, *(key for key in command.keys if key in FIXED - {*mine}))


IN_FORCE = KeysInForce()


def key_of(name: str, area: type[AreaKeys] | None = None) -> str:
    """How a command is reached, as it is written for people: its key, where it has none its word after the slash.

    `area` is the screen on which that is said; on it another command may have the key.
    """
    if name not in KNOWN:
        from paratui.ui.commands import contexts  # noqa: F401, PLC0415 - names every command; hardly ever needed
    command = next((one for one in area.all_commands() if one.id == name), None) if area else None
    if area is not None and command is not None:
        keys, typed = area.keys_on(command), area.TYPED_IN
    else:
        keys, typed = IN_FORCE.keys(KNOWN[name]()), True
    if keys:
        return key_name(keys[0])
    slash = KNOWN[name].slash if typed else ""
    return f"/{slash}" if slash else f"{key_of('palette', area)} {KNOWN[name].title}"


def keyed(text: str, area: type[AreaKeys] | None = None) -> str:
    """A text of the program or the office's tables with the keys it names; never one that holds what was typed."""
    if "[[" not in text:
        return text
    return _NAMED.sub(lambda found: key_of(found[1], area) if found[1] in KNOWN else found[0], text)
