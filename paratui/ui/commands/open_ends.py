"""Answering the open ends of a call, each on its key, and taking an answer back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.open_end import EndKind
from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.screens.wrap_up import WrapUp

LATER = frozenset(
    {
        EndKind.CONCERN,
        EndKind.INSTRUCTION,
        EndKind.DAY,
        EndKind.UNASKED,
        EndKind.THIRD_PERSON,
        EndKind.CONFLICT,
        EndKind.CALL_BACK,
    }
)
NOTHING_OPEN = "Nothing is open; Enter writes the call"


class FollowUpInstead(Command["WrapUp"]):
    id = "wrap.follow_up"
    title = "A follow-up for what is asked"
    keys = ("f",)
    help = "Makes a follow-up, due by the office's clock, of what is asked, such as a concern nobody has met."

    def why_not(self, area: WrapUp) -> str:
        return "" if area.end and area.end.kind in LATER else "What is asked here is not settled by a follow-up"

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        area.follow_up()


class ConcernMet(Command["WrapUp"]):
    id = "wrap.met"
    title = "The concern was met on the call"
    keys = ("m",)
    help = "The concern that is asked was answered on the call; nobody has to come back to it."

    def why_not(self, area: WrapUp) -> str:
        return "" if area.asks("concern") else "No concern is asked now"

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        area.concern_met()


class OnlyReadBack(Command["WrapUp"]):
    id = "wrap.only_read_back"
    title = "The instruction: nothing to do, only read back"
    keys = ("r",)
    help = "The instruction that is asked makes no follow-up; it is read back to the client all the same."

    def why_not(self, area: WrapUp) -> str:
        return "" if area.asks("instruction") else "No instruction is asked now"

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        area.only_read_back()


class CountsForThat(Command["WrapUp"]):
    id = "wrap.join"
    title = "This call counts for the item that is open already"
    keys = ("j",)
    help = "Makes no second item of a promise or a question that is open already; the open one keeps its due time."

    def why_not(self, area: WrapUp) -> str:
        return "" if area.asks("same") else "Nothing is asked here that is open already"

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        area.join()


class LeaveOpen(Command["WrapUp"]):
    id = "wrap.leave"
    title = "Leave what is asked, and say why"
    keys = ("x",)
    help = "Leaves the open end that is asked as it is; the reason is kept with the call."

    def why_not(self, area: WrapUp) -> str:
        return "" if area.end else NOTHING_OPEN

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        await area.ask_reason()


class PutOff(Command["WrapUp"]):
    id = "wrap.later"
    title = "Another open end first"
    keys = ("tab",)
    footer = "another first"
    only_when_possible = True
    footer_rank = 6
    help = "Asks the next open end first; this one comes again."

    def why_not(self, area: WrapUp) -> str:
        return "" if area.end else NOTHING_OPEN

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        area.put_off()


class TakeBack(Command["WrapUp"]):
    id = "wrap.undo"
    title = "Take back what was done last"
    keys = ("u",)
    footer = "undo"
    footer_rank = 5
    only_when_possible = True
    help = "Only the last answer, outcome, billing line or time, and it says which; once more, the one before."

    def why_not(self, area: WrapUp) -> str:
        return "" if area.settled_here else "Nothing was done on this page yet"

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        area.take_back()


class WhoHasIt(Command["WrapUp"]):
    id = "wrap.who"
    title = "Who has this follow-up"
    keys = ("w",)
    help = "Gives a promise whose owner has left the office, or never was one, to somebody of the staff."

    def why_not(self, area: WrapUp) -> str:
        return "" if area.asks("owner") else "Every follow-up of this call has an owner"

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        await area.ask_owner()


class DaySaid(Command["WrapUp"]):
    id = "wrap.day"
    title = "The day that was said"
    keys = ("d",)
    help = "Keeps the day of a reported date in the caller's words. Nothing is computed from it."

    def why_not(self, area: WrapUp) -> str:
        return "" if area.asks("day", "unasked") else "No day is missing here"

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        await area.ask_day()


class NotClear(Command["WrapUp"]):
    id = "wrap.unclear"
    title = "Something was not clear"
    keys = ("c",)
    help = "It was read back, and the client said what was not clear; the words are kept."

    def why_not(self, area: WrapUp) -> str:
        return "" if area.asks("closing") else "The read-back is not what is asked now"

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        await area.ask_unclear()


class EditReadBack(Command["WrapUp"]):
    id = "wrap.edit"
    title = "Edit the read-back and the to-do list"
    keys = ("e",)
    help = "Changes, adds or takes out a sentence of what is read back; the client's list with it."

    def why_not(self, area: WrapUp) -> str:
        return "" if area.asks("closing") else "The read-back is not what is asked now"

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        await area.edit_read_back()


END_COMMANDS: tuple[Command[WrapUp], ...] = (
    FollowUpInstead(),
    ConcernMet(),
    OnlyReadBack(),
    CountsForThat(),
    LeaveOpen(),
    PutOff(),
    TakeBack(),
    WhoHasIt(),
    DaySaid(),
    NotClear(),
    EditReadBack(),
)
