"""The way into an import, on every screen that lists people; what can be done there is loaded with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.area import Area


class BringIn(Command["Area"]):
    """Without an id: each screen has its own."""

    title = "Import people"
    keys = ("I",)
    help = "Takes people from another program's CSV or vCard file; nothing is changed before you have seen it."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        from paratui.ui.screens.import_people import ask_file  # noqa: PLC0415 - loaded when first asked for

        await ask_file(area)


class PeopleFromQueue(BringIn):
    id = "queue.import"


class PeopleFromClients(BringIn):
    id = "clients.import"
