"""What can be done on a call about its facts: the practice area, its questions, the days nobody has told yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.screens.call import CallScreen


class PracticeArea(Command["CallScreen"]):
    id = "call.area"
    title = "The practice area, whose questions are asked"
    slash = "area"
    slash_help = "family, debt, employment ... or none: whose questions stand beside the notes"
    help = (
        "Chooses the practice area. Its questions stand in the place of the steps; "
        "[[call.done]] answers the one that stands."
    )

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.pick_area(words)


class NextQuestion(Command["CallScreen"]):
    id = "call.ask"
    title = "The next question of the practice area"
    slash = "ask"
    slash_help = "ask the next question; each answer brings the one after it, Esc goes back to the notes"
    help = "Asks the next question of the practice area, wherever the checklist stands."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.ask_next(words)


class WhichDay(Command["CallScreen"]):
    id = "call.when"
    title = "On which day it happened"
    slash = "when"
    slash_help = "DAY - on which day it happened, what a line tells of without its day"
    help = "Asks for the day of what a line tells: served, arrested, fired. The day becomes a reported date."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.ask_the_day(words)


FACT_COMMANDS: tuple[Command[CallScreen], ...] = (PracticeArea(), NextQuestion(), WhichDay())
