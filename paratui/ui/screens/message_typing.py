"""Typing a message: what is understood of it while it is typed, and who is taken for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError
from paratui.ui.screens.message_parts import MessageParts
from paratui.ui.screens.slash import slash_command

if TYPE_CHECKING:
    from paratui.services.fast_pass import Understood

# Reading a line asks the office: not at every key of a fast typist.
READ_PAUSE = 0.05


class MessageTyping(MessageParts):
    """Reads the line in the composer as it changes. Reading goes on beside the keys."""

    def _typed(self, value: str) -> None:
        self.hush()
        self._asked_to_leave = False
        refused, why = self._refused
        self._refused = ("", "")
        if refused and len(value) == 1 < len(refused) - 1:
            # The next line takes its place; it waits among those that cannot be read.
            self._waiting.append(refused)
            self._read_waiting.append(why)
            self.draw()
        if self._chosen is not None:
            # Typing on goes on with the new line.
            self._chosen = None
            self.draw()
        command = slash_command(value, self.all_commands(), completing=True)
        self.composer.suggestion = f"{command.slash[len(value) - 1 :]} " if command else ""
        if value.strip() and not (value.startswith("/") and " " not in value):
            self._read_soon(value)
        else:
            self.draw_understood()

    def _read_soon(self, value: str) -> None:
        if value.strip():
            self.in_background("understood", self._understand, value)

    async def _understand(self, value: str) -> None:
        await asyncio.sleep(READ_PAUSE)
        try:
            self._understood = await asyncio.to_thread(self.passing.read, value)
        except ParatuiError as error:
            self._understood = None
            self.draw_understood(str(error))
        else:
            self.draw_understood()
        self.draw_footer()

    def _as_picked(self, line: Understood) -> Understood:
        """A line with what was chosen for its number and name."""
        head, chosen, join = self._picked
        return line._replace(chosen=chosen, join=join) if head == head_of(line) else line

    def several_callers(self) -> bool:
        """Whether somebody else is likely, as far as the line has been read."""
        line = self._understood
        return line is None or line.typed != self.composer.value or len(line.callers) > 1

    def can_join(self) -> bool:
        """Whether something is open for this caller, as far as the line has been read."""
        line = self._understood
        if line is None or line.typed != self.composer.value:
            return bool(self.composer.value.strip())
        return self._as_picked(line)._replace(join=True).joins is not None

    async def next_caller(self) -> None:
        """Propose the next of who it may be."""
        line = await self._read_now(self.composer.value)
        if line is not None:
            self._picked = (head_of(line), (self._as_picked(line).chosen + 1) % len(line.callers), True)
            self.draw_understood()

    async def toggle_join(self) -> None:
        """An item of its own instead of being counted in, or the other way round."""
        line = await self._read_now(self.composer.value)
        if line is not None:
            picked = self._as_picked(line)
            self._picked = (head_of(line), picked.chosen, not picked.join)
            self.draw_understood()

    async def _read_now(self, value: str) -> Understood | None:
        """The line as it is understood; None when it cannot be, which is said."""
        line = self._understood
        if line is None or line.typed != value or (line.caller.known is None and not self.passing.callers.loaded):
            # Nobody known is taken for a stranger because the names are still being read.
            await self.attempt(self.passing.callers.load)
            try:
                line = await asyncio.to_thread(self.passing.read, value)
            except ParatuiError as error:
                self._refuse(value, str(error))
                return None
            self._understood = line
        return line

    def _refuse(self, value: str, why: str) -> None:
        """Say why a line cannot be read; the next letter takes its place, and it waits."""
        if self.composer.value == value and self._mending is None:
            self._refused = (value, why)
            self.composer.mark()
        self.say(why, trouble=True)


def head_of(line: Understood) -> tuple[str, str]:
    """What says who it is: the number and the name."""
    return line.line.phone, line.line.name
