"""When a key has done all it does: its messages are handled, its screen is there, and nobody holds the next one."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from textual import messages
from textual.app import App

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.dom import DOMNode
    from textual.screen import Screen

Result = TypeVar("Result")

REST_SECONDS = 2.0
"""How long a key waits for what the one before it set going; then it is taken all the same."""
HOLD_SECONDS = 15.0
"""How long keys are held: who still holds them then is stuck, and the person must be able to leave."""
WORKER_TURNS = 4
"""Turns of the event loop in which a worker started by a key reaches its first dialog."""
EAGER_TURNS = 50
"""Turns without sleeping; whoever takes longer waits for something outside the loop."""
PAINTING = (messages.Prompt, messages.Update, messages.UpdateScroll)
"""Messages that only repaint: the next key need not wait for them."""


class KeyRest(App[Result]):
    """An app that knows when what a key set going has come to rest."""

    def __init__(self) -> None:
        super().__init__()
        self._holding = 0
        self._touched: list[DOMNode] = []

    @contextmanager
    def hold_keys(self) -> Iterator[None]:
        """Let keys wait while something is on its way that they are meant for.

        For a worker that asks the store before it opens a dialog. Leave the block before waiting for the
        dialog's answer, or nobody can type it.
        """
        self._holding += 1
        try:
            yield
        finally:
            self._holding -= 1

    async def _come_to_rest(self) -> None:
        """Wait until the last key's messages are handled, its screen is there and its workers run."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        for _ in range(WORKER_TURNS):
            await asyncio.sleep(0)
        turns = 0
        while self._holding or not self._at_rest():
            if loop.time() - began > (HOLD_SECONDS if self._holding else REST_SECONDS):
                return
            turns += 1
            await asyncio.sleep(0 if turns < EAGER_TURNS else 0.002)

    def _at_rest(self) -> bool:
        if self._exit or not self._screen_stack:
            return True
        screen = self.screen
        if not screen.is_mounted or screen._callbacks:  # noqa: SLF001 - what waits for the next paint
            return False
        nodes = {*self._touched, *self._nodes_that_hear(screen)}
        return all(is_quiet(node) for node in nodes)

    def _only_painting_waits(self) -> bool:
        """Whether all that the last key touched has nothing to do any more but to be painted."""
        return all(map(_only_paints, self._touched))

    @staticmethod
    def _nodes_that_hear(screen: Screen[object]) -> list[DOMNode]:
        focused = screen.focused
        if focused is None or focused.loading:
            return [screen, screen.app]
        return focused.ancestors_with_self


def is_quiet(node: DOMNode) -> bool:
    """Whether the node's message pump has nothing to do and does nothing."""
    if not node._running or node._closing:  # noqa: SLF001 - there is no public way to ask
        return True
    queue: Any = node._message_queue  # noqa: SLF001 - the same
    # A pump that waits for its next message is one that has finished with the last.
    return not queue.values and bool(queue.ready_event._waiters)  # noqa: SLF001 - asyncio.Event does not tell


def _only_paints(node: DOMNode) -> bool:
    """Whether nothing but painting waits in the node's message pump."""
    queue: Any = node._message_queue  # noqa: SLF001 - there is no public way to ask
    return not node._next_callbacks and all(  # noqa: SLF001 - the same
        isinstance(message, PAINTING) for message in queue.values
    )
