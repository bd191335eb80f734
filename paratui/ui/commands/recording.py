"""The recording of a call, who is on the line, and where everybody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.screens.call import CallScreen


class Recording(Command["CallScreen"]):
    id = "call.recording"
    title = "Recording: what to read aloud, and the answer"
    keys = ("ctrl+r",)
    slash = "rec"
    slash_help = "yes, no, silent, stop or resume; a name behind it when it is one person's answer"
    footer = "recording"
    footer_rank = 4
    help = (
        "Shows the announcement to read, whom to ask, what the places want and why; the answer is kept with its "
        "time, the words and the rule. No, or silence, means notes only."
    )

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.ask_recording(words)


class With(Command["CallScreen"]):
    id = "call.with"
    title = "Somebody else is on the line"
    slash = "with"
    slash_help = "NAME, interpreter or parent or lawyer or colleague, PLACE - who else is on the line"
    help = "Keeps who else is on the line, as what, and where; they count for the recording at once."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await (area.somebody_joins(words) if words else area.ask_line())


class Left(Command["CallScreen"]):
    id = "call.left"
    title = "Somebody is off the line"
    slash = "left"
    slash_help = "NAME - who is off the line"
    help = "Keeps when somebody left; who comes back is asked about the recording again."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.somebody_leaves(words)


class Where(Command["CallScreen"]):
    id = "call.where"
    title = "Where the caller says to be right now"
    slash = "where"
    slash_help = "PLACE - where the caller is, as stated; NAME: PLACE for another; not PLACE takes it back"
    help = "Keeps a place stated on this call, such as Reno, NV; all places stated count for the recording."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.ask_where(words)


class Here(Command["CallScreen"]):
    id = "call.here"
    title = "Where I am myself"
    slash = "here"
    slash_help = "PLACE - where you are yourself, for the recording rule"
    help = "Keeps where you are until you leave the program; your place counts for the recording rule."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.ask_here(words)


RECORDING_COMMANDS: tuple[Command[CallScreen], ...] = (Recording(), With(), Left(), Where(), Here())
