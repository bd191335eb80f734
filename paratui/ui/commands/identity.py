"""Who the caller is, and that both mean the same at the end: identity check and read-back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.screens.call import CallScreen


class Verify(Command["CallScreen"]):
    id = "call.verify"
    title = "Identity check"
    slash = "verify"
    slash_help = "HOW - identity checked, such as: called back, two facts; /verify no when it failed"
    help = "Keeps how identity was checked, whether it held, and how often it did not; twice is the attorney's."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.verify(words)


class ReadBack(Command["CallScreen"]):
    id = "call.read_back"
    title = "Read back what was promised"
    slash = "readback"
    slash_help = "what we do, what the client does, in plain words to read aloud; asks what was unclear"
    help = "Lays what is to be read back over the checklist; keeps it with the call, and what was not clear."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.read_back(words)


IDENTITY_COMMANDS: tuple[Command[CallScreen], ...] = (Verify(), ReadBack())
