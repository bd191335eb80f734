"""Seeing to the index while people work: in this process when it is a moment's work, else in one of its own."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from paratui.domain.errors import ParatuiError
from paratui.services.index_upkeep import has_few_calls, has_index, make_index

if TYPE_CHECKING:
    from paratui.ui.app import ParatuiApp


class Indexing:
    """Makes the index when it is missing, old or damaged. `progress` says in words how far it is, empty when idle."""

    def __init__(self, app: ParatuiApp) -> None:
        self._app = app
        self._under_way = False
        self.progress = ""

    def begin(self) -> None:
        """See to the index, unless that is under way."""
        if not self._under_way:
            self._under_way = True
            self._app.run_worker(self._see_to_it(), group="index", exit_on_error=False)

    async def _see_to_it(self) -> None:
        desk = self._app.desk
        try:
            if await asyncio.to_thread(has_index, desk):
                return
            if await asyncio.to_thread(has_few_calls, desk):
                await asyncio.to_thread(make_index, desk)
            elif desk.folder is not None:
                await self._in_a_process(str(desk.folder))
        except (ParatuiError, OSError):
            # Lists go on without an index; a disk that refuses it refuses more, and that is said where it matters.
            return
        finally:
            self._under_way, self.progress = False, ""
            self._app.index_made()

    async def _in_a_process(self, folder: str) -> None:
        """Keys are not to wait for it, and a minute's work in a thread would make them."""
        command = [sys.executable, "-m", "paratui", "--office", folder, "index", "--json"]
        process = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL)
        try:
            while process.stdout and (line := await process.stdout.readline()):
                told = msgspec.json.decode(line)
                if "percent" in told:
                    self.progress = f"making the index {told['percent']} %"
                    self._app.index_made()
            await process.wait()
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.terminate()
