"""What can be done on the wrap-up page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.commands.command import Command
from paratui.ui.commands.open_ends import END_COMMANDS

if TYPE_CHECKING:
    from paratui.ui.screens.wrap_up import WrapUp


class Accept(Command["WrapUp"]):
    id = "wrap.accept"
    title = "Answer what is asked; nothing open: write the call"
    keys = ("enter",)
    footer = "answer/write"
    footer_rank = 1
    help = "Answers what is asked; with nothing open, writes the call, its follow-ups and its time in one step."

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        await area.accept()


class GoBack(Command["WrapUp"]):
    id = "wrap.back"
    title = "Back to the call"
    keys = ("escape", "f3", "ctrl+c")
    footer = "back"
    footer_rank = 2
    help = "The call goes on; nothing was written."

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        await area.back_to_the_call()


class OutcomeOf(Command["WrapUp"]):
    id = "wrap.outcome"
    title = "Outcome"
    keys = ("o",)
    footer = "outcome"
    footer_rank = 3
    help = "How the call ended: reached, voicemail, no answer, wrong number, refused, transferred, cut off."

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        await area.ask_outcome()


class BillingLine(Command["WrapUp"]):
    id = "wrap.billing"
    title = "Billing line"
    keys = ("b",)
    footer = "billing line"
    footer_rank = 7
    help = "Words the billing line."

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        await area.ask_billing()


class MoreTime(Command["WrapUp"]):
    id = "wrap.more"
    title = "A tenth more"
    keys = ("plus",)
    footer = "more"
    footer_rank = 8
    help = "Adds a tenth of an hour to the time entry; the exact seconds stay as they are."

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        area.change_time(1)


class LessTime(Command["WrapUp"]):
    id = "wrap.less"
    title = "A tenth less"
    keys = ("minus",)
    footer = "less"
    footer_rank = 9
    help = "Takes a tenth of an hour from the time entry."

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        area.change_time(-1)


class KeepOpen(Command["WrapUp"]):
    id = "wrap.keep"
    title = "The item this call was for: close it or keep it open"
    keys = ("k",)
    footer = "keep item open"
    only_when_possible = True
    footer_rank = 4
    help = "Leaves the follow-up this call was made for open, or closes it after all."

    def why_not(self, area: WrapUp) -> str:
        return "" if area.about else "This call was not made for an item of the queue"

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        area.toggle_about()


class NextContact(Command["WrapUp"]):
    id = "wrap.contact"
    title = "When the client hears from us next"
    keys = ("n",)
    footer = "next contact"
    footer_rank = 10
    help = (
        "Names the day of the next contact; it becomes a follow-up when no promise is due by then. "
        "When nobody was reached: when to try again."
    )

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        await area.ask_contact()


class VerifyNow(Command["WrapUp"]):
    id = "wrap.verify"
    title = "Identity was checked"
    keys = ("v",)
    help = "Keeps how identity was checked on this call."

    async def run(self, area: WrapUp, words: str = "") -> None:  # noqa: ARG002
        await area.verify()


WRAP_UP_COMMANDS: tuple[Command[WrapUp], ...] = (
    Accept(),
    GoBack(),
    OutcomeOf(),
    BillingLine(),
    MoreTime(),
    LessTime(),
    KeepOpen(),
    *END_COMMANDS,
    NextContact(),
    VerifyNow(),
)
