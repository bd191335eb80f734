"""What can be done on a call: on a safe key, or as `/` and a word in the composer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.commands.bell import BellOnCall
from paratui.ui.commands.command import Command
from paratui.ui.commands.conflict import CONFLICT_ON_CALL
from paratui.ui.commands.duties import DUTIES_ON_CALL
from paratui.ui.commands.facts import FACT_COMMANDS
from paratui.ui.commands.identity import IDENTITY_COMMANDS
from paratui.ui.commands.person import PERSON_COMMANDS
from paratui.ui.commands.recording import RECORDING_COMMANDS

if TYPE_CHECKING:
    from paratui.ui.screens.call import CallScreen


class StepDone(Command["CallScreen"]):
    id = "call.done"
    title = "This step is done, on to the next"
    keys = ("ctrl+n",)
    slash = "done"
    slash_help = "this step is done, on to the next"
    footer = "done/next"
    footer_rank = 1
    help = "Answers the current step of the checklist with done."

    def why_not(self, area: CallScreen) -> str:
        return (
            "" if area.step else area.keyed("Every step of the checklist is answered; [[call.checklist]] shows them")
        )

    async def run(self, area: CallScreen, words: str = "") -> None:  # noqa: ARG002
        await area.answer_step("done")


class StepDeclined(Command["CallScreen"]):
    id = "call.declined"
    title = "The client declines this step"
    slash = "declined"
    slash_help = "the client declines this step"
    help = "Answers the current step with declined by the client."

    async def run(self, area: CallScreen, words: str = "") -> None:  # noqa: ARG002
        await area.answer_step("declined")


class StepNotApplicable(Command["CallScreen"]):
    id = "call.na"
    title = "This step does not apply"
    slash = "na"
    slash_help = "this step does not apply to this call"
    help = "Answers the current step with not applicable."

    async def run(self, area: CallScreen, words: str = "") -> None:  # noqa: ARG002
        await area.answer_step("not_applicable")


class StepSkipped(Command["CallScreen"]):
    id = "call.skip"
    title = "Skip this step"
    slash = "skip"
    slash_help = "skip this step; a required one asks why"
    help = "Skips the current step. A required step asks for a reason."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.skip_step(words)


class StepBack(Command["CallScreen"]):
    id = "call.back"
    title = "Take the last answer back"
    slash = "back"
    slash_help = "take the last answer of the checklist back"
    help = "Opens the step, or the question of the practice area, that was answered last again."

    async def run(self, area: CallScreen, words: str = "") -> None:  # noqa: ARG002
        await area.go_back()


class OtherAnswer(Command["CallScreen"]):
    id = "call.other"
    title = "Another answer to this step"
    keys = ("ctrl+o",)
    slash = "other"
    slash_help = "declined, not applicable, skipped, or take the last answer back"
    footer = "other answer"
    footer_rank = 8
    help = "Declined by the client, not applicable, skipped, or take the last answer back."

    async def run(self, area: CallScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_other_answer()


class Checklist(Command["CallScreen"]):
    id = "call.checklist"
    title = "The whole checklist"
    keys = ("ctrl+g",)
    slash = "checklist"
    slash_help = "see every step and jump to one"
    footer = "checklist"
    footer_rank = 7
    help = "Shows every step with its answer; Enter makes one current."

    async def run(self, area: CallScreen, words: str = "") -> None:  # noqa: ARG002
        await area.pick_step()


class Who(Command["CallScreen"]):
    id = "call.who"
    title = "Who is on the line"
    keys = ("ctrl+f",)
    slash = "who"
    slash_help = "NAME - who is on the line"
    footer = "who"
    footer_rank = 3
    help = "Finds a person by name, or takes a new name."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.pick_person(words)


class Phone(Command["CallScreen"]):
    id = "call.phone"
    title = "The number"
    slash = "phone"
    slash_help = "NUMBER - the other end's number"
    help = "Keeps the number; a known one fills in person and matter. A number alone on the line does the same."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.take_number(words)


class MatterOf(Command["CallScreen"]):
    id = "call.matter"
    title = "The matter"
    slash = "matter"
    slash_help = "NUMBER - the matter this call is about"
    help = "Chooses among the person's matters, or takes a matter by its number."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.pick_matter(words)


class Cards(Command["CallScreen"]):
    id = "call.card"
    title = "A card: what to say when it gets hard"
    keys = ("ctrl+l",)
    slash = "card"
    slash_help = "what to say: legal question, upset caller, silence ..."
    footer = "card"
    footer_rank = 6
    help = "Wording for a legal question, an upset caller, silence, a third person on the line."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.pick_card(words)


class Brief(Command["CallScreen"]):
    id = "call.brief"
    title = "The brief: what is known of the caller"
    keys = ("f8",)
    slash = "brief"
    slash_help = "what is known of the caller: promises, instructions, last calls"
    footer = "brief"
    footer_rank = 10
    help = "Lays what is known of the caller over the checklist; again, or Esc, puts it away."

    async def run(self, area: CallScreen, words: str = "") -> None:  # noqa: ARG002
        area.show_brief()


class Due(Command["CallScreen"]):
    id = "call.due"
    title = "Due time of the follow-up"
    keys = ("ctrl+t",)
    slash = "due"
    slash_help = "WHEN - the due time of the chosen or last follow-up line"
    footer = "due"
    footer_rank = 5
    help = "Changes the due time of the follow-up typed, chosen or typed last; where a day is asked for, takes it."

    async def run(self, area: CallScreen, words: str = "") -> None:
        if area.asks_a_day and not words:
            await area.ask_the_day()
        else:
            await area.ask_due(words)


class Park(Command["CallScreen"]):
    id = "call.park"
    title = "Second call: park this one, or change to the parked one"
    keys = ("ctrl+s",)
    slash = "park"
    slash_help = "a new call or the queue, this call on hold; again to change back"
    footer = "second call"
    footer_rank = 9
    help = "Puts this call on hold, its timer going on, for a new call; with another one parked, changes to that."

    async def run(self, area: CallScreen, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.open_calls.park()


class Direction(Command["CallScreen"]):
    id = "call.direction"
    title = "Incoming or outgoing"
    slash = "direction"
    slash_help = "in or out"
    help = "Changes between incoming and outgoing."

    async def run(self, area: CallScreen, words: str = "") -> None:
        area.set_direction(words)


class Channel(Command["CallScreen"]):
    id = "call.channel"
    title = "Phone, video, in person ..."
    slash = "channel"
    slash_help = "phone, voicemail, video, in_person, email, letter or text"
    help = "How this communication takes place."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.pick_channel(words)


class WhichChecklist(Command["CallScreen"]):
    id = "call.which"
    title = "Another checklist"
    slash = "walk"
    slash_help = "change to another checklist; answers given carry over"
    help = "Changes the checklist in mid-call; answers already given carry over."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.pick_checklist(words)


class End(Command["CallScreen"]):
    id = "call.end"
    title = "End the call"
    keys = ("f10",)
    slash = "end"
    slash_help = "end the call: one page to look over, then everything is written at once"
    footer = "end"
    footer_rank = 2
    help = "Leads to the wrap-up page. Nothing is final before Enter there."

    async def run(self, area: CallScreen, words: str = "") -> None:  # noqa: ARG002
        await area.wrap_up()


class Discard(Command["CallScreen"]):
    id = "call.discard"
    title = "Throw this call away"
    slash = "discard"
    slash_help = "throw this call away, with everything typed in it"
    help = "Asks once, then throws the call away."

    async def run(self, area: CallScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_discard()


CALL_COMMANDS: tuple[Command[CallScreen], ...] = (
    StepDone(),
    OtherAnswer(),
    Who(),
    *RECORDING_COMMANDS,
    *PERSON_COMMANDS,
    Due(),
    Checklist(),
    Cards(),
    *FACT_COMMANDS,
    *CONFLICT_ON_CALL,
    Brief(),
    Park(),
    End(),
    StepDeclined(),
    StepNotApplicable(),
    StepSkipped(),
    StepBack(),
    Phone(),
    MatterOf(),
    *IDENTITY_COMMANDS,
    *DUTIES_ON_CALL,
    Direction(),
    Channel(),
    WhichChecklist(),
    BellOnCall(),
    Discard(),
)
