"""The duties towards a client: in the queue on one key, on a call as `/` and a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.duty import Duty
from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.screens.call import CallScreen
    from paratui.ui.screens.queue import QueueScreen


class OweClient(Command["QueueScreen"]):
    id = "queue.owe"
    title = "The client must hear from us"
    keys = ("i",)
    footer = "owe"
    footer_rank = 20
    help = "What was asked for, important news, an offer to convey, a copy to send; an attorney leaves or changes."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        from paratui.ui.screens.duty_questions import DutyQuestions  # noqa: PLC0415 - not for the first picture

        await DutyQuestions(area).ask_duty()


class Asked(Command["CallScreen"]):
    id = "call.asked"
    title = "The client asks for information"
    slash = "asked"
    slash_help = "WORDS - the client asks for information: an item, same business day"
    help = "Makes an item to answer what the client asked for; a time, @person or ! in the words is read."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.owe(Duty.INFORMATION, words)


class News(Command["CallScreen"]):
    id = "call.news"
    title = "Important news to tell the client"
    slash = "news"
    slash_help = "WORDS - something important each client of the matter must be told, same business day"
    help = "Makes an item for each client of the matter, in the words that are told."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.owe(Duty.NEWS, words)


class Offer(Command["CallScreen"]):
    id = "call.offer"
    title = "An offer to convey"
    slash = "offer"
    slash_help = "WORDS - an offer, as it was made: each client of the matter hears it, in two business hours"
    help = "Makes an item for each client of the matter. It says no more than was offered; the attorney advises."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.owe(Duty.OFFER, words)


class Copy(Command["CallScreen"]):
    id = "call.copy"
    title = "A copy of a document to send"
    slash = "sendcopy"
    slash_help = "DOCUMENT - a copy to send, such as: court order by fri; the file name is made for you"
    help = "Makes an item to send the copy, with the name of its file: client, case type, document, date."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.owe(Duty.COPY, words)


DUTY_COMMANDS: tuple[Command[QueueScreen], ...] = (OweClient(),)
DUTIES_ON_CALL: tuple[Command[CallScreen], ...] = (Asked(), News(), Offer(), Copy())
