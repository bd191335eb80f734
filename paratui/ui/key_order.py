"""What is typed is taken in the order it was typed, one key at a time.

Stock Textual hands printable keys to the focused widget's queue and lets bound keys bubble to the app's,
so keys that arrive together overtake each other, and a key can land on the screen that was just left.
Here every key waits until the one before it has done all it does: actions, focus, a new screen, a dialog.

A widget may take keys itself, inline and without a message, with `take_key(event) -> bool`, and a paste with
`take_paste(text) -> bool`; False hands it on to the bindings and the ancestors. Stock widgets work as they are.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from textual import events, messages
from textual._callback import invoke
from textual._dispatch_key import dispatch_key
from textual.app import App, ScreenStackError
from textual.keys import _character_to_key, key_to_character

from paratui.ui.typed_word import GLANCE_SECONDS, TypedWord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from textual.binding import Binding
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


class OrderedKeys(App[Result]):
    """An app whose keys and pastes are taken strictly in order."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._more_typed = asyncio.Event()
        self._typist: asyncio.Task[None] | None = None
        self._holding = 0
        self._touched: list[DOMNode] = []
        self.typed_word = TypedWord()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            event._set_forwarded()  # noqa: SLF001 - Textual's mark that an input event has found its way
            self._typed.append(event)
            self._more_typed.set()
            if self._typist is None:
                # In a task of its own: the app's queue stays free for what the keys set going.
                self._typist = asyncio.create_task(self._take_typed(), name="typed keys")
        else:
            await super().on_event(event)

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

    async def keys_taken(self) -> None:
        """Wait until every key typed so far has done all it does (for tests)."""
        while True:
            await self._come_to_rest()
            if self._typist is None:
                return
            await asyncio.wait({self._typist})

    async def _press_keys(self, keys: Iterable[str]) -> None:
        """Textual's pilot presses keys here; all of them at once, as a fast typist does."""
        for key in keys:
            character = key if len(key) == 1 else key_to_character(key)
            name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            self.post_message(events.Key(name, character))
        await self.keys_taken()

    async def _take_typed(self) -> None:
        try:
            while self._typed and not self._exit:
                if self._touched or self._holding:
                    await self._come_to_rest()
                    self._touched = []
                event = self._typed.popleft()
                if isinstance(event, events.Key):
                    if not (self.typed_word.goes_on and await self._is_rest_of_a_word(event)):
                        await self._take_key(event)
                else:
                    await self._take_paste(event)
                if self._typed:
                    # A long burst leaves time to paint.
                    await asyncio.sleep(0)
        except ScreenStackError:
            self._typed.clear()
        except Exception as error:  # noqa: BLE001 - as Textual's own pump does, so that it is shown
            self._handle_exception(error)
        finally:
            self._typist = None

    async def _is_rest_of_a_word(self, event: events.Key) -> bool:
        """Whether a key is the rest of a word whose first letter answered; what goes into a field never is."""
        word, nodes = self.typed_word, self._nodes_that_hear(self.screen)
        is_text = any(node.check_consume_key(event.key, event.character) for node in nodes)
        if is_text or not word.belongs(event):
            word.end()
            return False
        word.take(event)
        if not word.is_certain:
            following = await self._typed_within(event.time + GLANCE_SECONDS - time.monotonic())
            if not (isinstance(following, events.Key) and word.belongs(following)):
                word.end()
                return False
        return True

    async def _typed_within(self, seconds: float) -> events.Key | events.Paste | None:
        """What comes next, None when nothing does within so long."""
        self._more_typed.clear()
        if not self._typed:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._more_typed.wait(), max(0.0, seconds))
        return self._typed[0] if self._typed else None

    # One key ----------------------------------------------------------------------------------------

    async def _take_key(self, event: events.Key) -> None:
        self.app_focus = True
        screen = self.screen
        if screen.maximized is not None and event.key == "escape" and self.escape_to_minimize:
            screen.minimize()
            return
        nodes = self._nodes_that_hear(screen)
        self._touched = nodes
        for node in reversed(nodes):
            for binding in self._bindings_for(node, event.key):
                if (
                    binding.priority
                    and not _kept_from(node, nodes, event.key)
                    and await self.run_action(binding.action, node)
                ):
                    return
        modal = False
        for node in nodes:
            if node is self:
                break
            if await self._offer_key(node, screen, event):
                return
            if not modal and await self._run_binding(node, nodes, event):
                return
            modal = modal or node.is_modal
        else:
            return
        if not modal and await self._run_binding(self, nodes, event):
            return
        await dispatch_key(self, event)

    async def _offer_key(self, node: DOMNode, screen: Screen[object], event: events.Key) -> bool:
        """Let the node itself have the key; True when it took it and nobody else may."""
        if not node.check_message_enabled(event):
            return False
        with node._context():  # noqa: SLF001 - what runs here is the node's, as in its own message pump
            take_key: Callable[[events.Key], bool] | None = getattr(node, "take_key", None)
            if take_key is not None:
                taken = take_key(event)
                if taken and self._screen_stack[-1:] == [screen] and all(map(_only_paints, self._touched)):
                    # All it did is done; the next key need not wait for anything.
                    self._touched = []
                return taken
            await self._handlers_of(node, "on_key", event)
        return event._stop_propagation  # noqa: SLF001 - there is no public way to ask

    async def _run_binding(self, node: DOMNode, nodes: list[DOMNode], event: events.Key) -> bool:
        for binding in self._bindings_for(node, event.key):
            if (
                not binding.priority
                and not _kept_from(node, nodes, event.key)
                and await self.run_action(binding.action, node)
            ):
                return True
        return False

    async def _take_paste(self, event: events.Paste) -> None:
        nodes = self._nodes_that_hear(self.screen)
        self._touched = nodes
        for node in nodes:
            if node is self or not node.check_message_enabled(event):
                continue
            with node._context():  # noqa: SLF001 - as for keys
                take_paste: Callable[[str], bool] | None = getattr(node, "take_paste", None)
                if take_paste is not None:
                    if take_paste(event.text):
                        return
                    continue
                await self._handlers_of(node, "on_paste", event)
            if event._stop_propagation:  # noqa: SLF001 - as for keys
                return

    @staticmethod
    async def _handlers_of(node: DOMNode, name: str, event: events.Event) -> None:
        for _class, method in node._get_dispatch_methods(name, event):  # noqa: SLF001 - Textual's own rules
            await invoke(method, event)
        if node._next_callbacks:  # noqa: SLF001 - what a handler put off until right after it
            await node._flush_next_callbacks()  # noqa: SLF001 - the same

    @staticmethod
    def _nodes_that_hear(screen: Screen[object]) -> list[DOMNode]:
        focused = screen.focused
        if focused is None or focused.loading:
            return [screen, screen.app]
        return focused.ancestors_with_self

    def _bindings_for(self, node: DOMNode, key: str) -> Iterable[Binding]:
        bindings = node._bindings  # noqa: SLF001 - the app's own look-up copies every map for every key
        if self._keymap:
            bindings = bindings.copy()
            bindings.apply_keymap(self._keymap)
        # A tuple: an action may change the bindings it was found in.
        return tuple(bindings.key_to_bindings.get(key, ()))

    # Between two keys -------------------------------------------------------------------------------

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
        return all(_is_quiet(node) for node in nodes)


def _kept_from(node: DOMNode, nodes: list[DOMNode], key: str) -> bool:
    """Whether somebody nearer to the focus wants this key as text, so that `node` may not bind it."""
    for nearer in nodes:
        if nearer is node:
            return False
        if nearer.check_consume_key(key, key_to_character(key)):
            return True
    return False


def _is_quiet(node: DOMNode) -> bool:
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
