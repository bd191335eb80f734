"""What is asked of me about myself: my name and title, as they stand in the sentences that are read aloud."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError
from paratui.services.own_name import call_me, give_me_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.ui.area import Answered, Area

SPOKEN = {
    "name": ("What is your name, as you say it on the phone?", call_me),
    "title": ("What is your title, as you say it on the phone?", give_me_title),
}
_HINT = "it stands in the sentences that are read to clients; Enter takes it, {} changes it later"


async def ask_spoken(area: Area, which: str, told: Callable[[str], None]) -> None:
    """Ask for my name or my title; `told` hears a sentence about it."""
    question, keep = SPOKEN[which]

    async def given(typed: str) -> Answered:
        try:
            await asyncio.to_thread(keep, area.desk, typed)
        except ParatuiError as error:
            return str(error)
        told(f"Your {which} is {getattr(area.desk.me, which)} from now on")
        return ""

    hint = _HINT.format(area.paratui.key_of("settings"))
    await area.ask(question, given, value=getattr(area.desk.me, which), hint=hint, marked=True)
