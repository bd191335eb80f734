"""How a person wants the screens, and what passers-by may read on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.area import Area


class BlankScreen(Command["Area"]):
    id = "blank"
    title = "Blank the screen"
    keys = ("ctrl+x",)
    slash = "blank"
    slash_help = "blank the screen at once; the call goes on"
    help = "Shows nothing but the clock until the next key. A call goes on; what is typed blind is no note."

    async def run(self, area: Area, words: str = "") -> None:
        area.paratui.blank(locked=words.strip().casefold() == "lock")


class LockScreen(Command["Area"]):
    id = "lock"
    title = "Blank the screen until Enter"
    keys = ("X",)
    slash = "lock"
    slash_help = "blank the screen until Enter; the call goes on"
    help = "Shows nothing but the clock until Enter. It asks for no password: lock the computer too when you leave."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        area.paratui.blank(locked=True)


class TypedBlind(Command["Area"]):
    id = "typed.blind"
    title = "What was typed on the blank screen"
    keys = ("B",)
    slash = "blind"
    slash_help = "what was typed on the blank screen"
    only_when_possible = True
    help = "Shows what was typed while the screen was blank. It was taken nowhere and is kept until you leave."

    def why_not(self, area: Area) -> str:
        return "" if area.paratui.typed_blind else "Nothing was typed while the screen was blank"

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.show_typed_blind(area)


class Discreet(Command["Area"]):
    id = "discreet"
    title = "Initials in place of names"
    keys = ("D",)
    slash = "discreet"
    slash_help = "initials in place of names, or names again"
    help = "Shows clients' names as initials on every screen, for an open floor; once more writes them out."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.own.toggle_discreet(area)


class OwnSettingsCommand(Command["Area"]):
    id = "settings"
    title = "My settings: name, theme, keys, lock"
    keys = ("O",)
    slash = "settings"
    slash_help = "theme, spacing, cursor, discreet, lock, keys, bell, name"
    help = "Theme, spacing, cursor, initials, lock, keys, bell, and your own name and title; each holds at once."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.own.ask(area)


OWN: tuple[Command[Area], ...] = (BlankScreen(), LockScreen(), TypedBlind(), Discreet(), OwnSettingsCommand())
