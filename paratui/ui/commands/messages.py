"""The way from the lists into the fast pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.area import Area
    from paratui.ui.screens.log import LogScreen  # noqa: F401 - named in quotes below
    from paratui.ui.screens.queue import QueueScreen  # noqa: F401 - named in quotes below

AreaT = TypeVar("AreaT", bound="Area")


class TakeMessages(Command[AreaT]):
    """Opens the fast pass; each list has its own."""

    title = "Take down voicemails and mail"
    keys = ("v",)
    footer = "voicemails"
    help = "Voicemails, missed calls, emails, letters and walk-ins, one line each; many lines may be pasted."

    async def run(self, area: AreaT, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.open_fast_pass()


class MessagesFromQueue(TakeMessages["QueueScreen"]):
    id = "queue.messages"
    footer_rank = 16


class MessagesFromLog(TakeMessages["LogScreen"]):
    id = "log.messages"
    footer_rank = 7
