"""Seeing to the index while people work: in this process when it is a moment's work, else in one of its own."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from paratui.domain.errors import ParatuiError
from paratui.services.index_upkeep import has_index, is_made_soon, make_index

if TYPE_CHECKING:
    from paratui.ui.app import ParatuiApp


NO_INDEX = "no search index: finding is slower, nothing is missing"
# Seconds until it is tried again: while another process is at it, and after a disk or a folder refused it.
_SOON, _LATER = 5.0, 60.0


class Indexing:
    """Makes the index when it is missing, old or damaged.

    `progress` says in words how far it is, empty when idle; `trouble` that there is none for now, else empty;
    `waits` is set while another process makes it.
    """

    def __init__(self, app: ParatuiApp) -> None:
        self._app = app
        self._under_way = False
        self._not_before = 0.0
        self._pardons = 0
        self.waits = False
        self.progress = self.trouble = ""

    def begin(self) -> None:
        """See to the index, unless that is under way or was refused just now."""
        if not self._under_way and not self.waits and asyncio.get_running_loop().time() >= self._not_before:
            self._under_way = True
            self._app.go_on_with(self._see_to_it, group="index")

    def refused_no_more(self) -> None:
        """What refused the index is over: it is seen to whenever that is asked for next."""
        self._not_before = 0.0
        self._pardons += 1

    async def _see_to_it(self) -> None:
        others, pardons = False, self._pardons
        try:
            others = not await self._made()
            there = await asyncio.to_thread(has_index, self._app.desk)
        except (ParatuiError, OSError, msgspec.DecodeError):
            # Lists go on without an index; a disk that refuses it refuses more, and that is said where it matters.
            there = False
        finally:
            self._under_way, self.progress = False, ""
        self.trouble = "" if there or others else NO_INDEX
        self.waits = others and not there
        if self.waits:
            self._app.set_timer(_SOON, self._look_again)
        elif not there and pardons == self._pardons:
            self._not_before = asyncio.get_running_loop().time() + _LATER
        self._app.index_made()

    def _look_again(self) -> None:
        self.waits = False
        self.begin()

    async def _made(self) -> bool:
        """See that there is one; False when another process is making it."""
        desk = self._app.desk
        if await asyncio.to_thread(has_index, desk):
            return True
        if desk.folder is None or await asyncio.to_thread(is_made_soon, desk):
            return await asyncio.to_thread(make_index, desk)
        return await self._in_a_process(str(desk.folder))

    async def _in_a_process(self, folder: str) -> bool:
        """Keys are not to wait for it, and a minute's work in a thread would make them."""
        made = True
        command = [sys.executable, "-m", "paratui", "--office", folder, "index", "--json"]
        process = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL)
        try:
            while process.stdout and (line := await process.stdout.readline()):
                told = msgspec.json.decode(line)
                made = told.get("made", True)
                if "percent" in told:
                    self.progress = f"making the index {told['percent']} %"
                    self._app.index_made()
            await process.wait()
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.terminate()
        return made
