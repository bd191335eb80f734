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
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from textual import events
from textual._callback import invoke
from textual._dispatch_key import dispatch_key
from textual.app import ScreenStackError
from textual.keys import _character_to_key, key_to_character

from paratui.ui.key_rest import KeyRest, is_quiet
from paratui.ui.last_look import LastLook
from paratui.ui.typed_word import GLANCE_SECONDS, TypedWord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.binding import Binding
    from textual.dom import DOMNode
    from textual.screen import Screen

Result = TypeVar("Result")


class OrderedKeys(KeyRest[Result]):
    """An app whose keys and pastes are taken strictly in order; once it `hears_at_once`, most of them right away."""

    hears_at_once = False

    def __init__(self) -> None:
        super().__init__()
        self._took_one = False
        self._typed: deque[events.Key | events.Paste] = deque()
        self._more_typed = asyncio.Event()
        self._typist: asyncio.Task[None] | None = None
        # What was offered a key it did not take, before the key came into its turn.
        self._declined: tuple[DOMNode, events.Key] | None = None
        self.typed_word = TypedWord()
        # The look at a screen that came by itself, until it has been seen.
        self._look: LastLook | None = None

    def hear(self, event: events.Key | events.Paste) -> None:
        """Something is typed: it need not go through the app's queue when that has done all that came before it."""
        if self.hears_at_once and is_quiet(self):
            with self._context():
                self.typed(event)
        else:
            self.post_message(event)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.typed(event)
        else:
            await super().on_event(event)

    def typed(self, event: events.Key | events.Paste) -> None:
        """Have a key or a paste taken after what was typed before it."""
        event._set_forwarded()  # noqa: SLF001 - Textual's mark that an input event has found its way
        may_be_first = self._typist is None and not self._took_one
        if may_be_first and isinstance(event, events.Key) and self._is_done_at_once(event):
            # What came with it takes its turn: a long burst leaves time to paint.
            self._took_one = True
            asyncio.get_running_loop().call_soon(self._turn_over)
            return
        self._typed.append(event)
        self._more_typed.set()
        if self._typist is None:
            # In a task of its own: the app's queue stays free for what the keys set going.
            self._typist = asyncio.create_task(self._take_typed(), name="typed keys")

    def _turn_over(self) -> None:
        self._took_one = False

    def look_first(self) -> None:
        """The screen that stands here now came by itself: what is typed before it was seen is not meant for it."""
        self._look = look = LastLook()
        self.screen.call_after_refresh(lambda: look.begin(time.monotonic()))

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
            self.hear(events.Key(name, character))
        await self.keys_taken()

    async def _take_typed(self) -> None:
        try:
            while self._typed and not self._exit:
                if self._touched or self._holding:
                    await self._come_to_rest()
                    self._touched = []
                event = self._typed.popleft()
                if self._is_unseen(event):
                    continue
                if not self.app_focus:
                    self.app_focus = True
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

    def _is_unseen(self, event: events.Key | events.Paste) -> bool:
        """Whether this would act on a screen that had not been seen; text in a field and a named key are no such."""
        if self._look is None or isinstance(event, events.Paste):
            return False
        if not self._look.came_before(event.time):
            if event.key == "enter":
                return True
            if event.is_printable:
                return not self._is_text(event)
        # It was seen, or a key such as F3 leads on from it.
        self._look = None
        return False

    def _is_text(self, event: events.Key) -> bool:
        nodes = self._nodes_that_hear(self.screen)
        return any(node.check_consume_key(event.key, event.character) for node in nodes)

    def _is_done_at_once(self, event: events.Key) -> bool:
        """Let the focused widget have the key now, when nothing is to be waited for; whether it took it."""
        waits = self._touched or self._holding or self._look or self.typed_word.goes_on or not self.hears_at_once
        if waits or self._exit:
            return False
        screen = self.screen
        nodes = self._nodes_that_hear(screen)
        bound = any(binding.priority for node in nodes for binding in self._bindings_for(node, event.key))
        if bound or screen.maximized is not None or not hasattr(nodes[0], "take_key"):
            return False
        self._touched = nodes
        try:
            taken = self._is_taken_inline(nodes[0], screen, event)
        except Exception as error:  # noqa: BLE001 - as in `_take_typed`
            self._handle_exception(error)
            return True
        if not taken:
            # It left nothing behind to wait for, and is not asked again.
            self._touched, self._declined = [], (nodes[0], event)
        return taken

    async def _is_rest_of_a_word(self, event: events.Key) -> bool:
        """Whether a key is the rest of a word whose first letter answered; what goes into a field never is."""
        word = self.typed_word
        if self._is_text(event) or not word.belongs(event):
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
        screen, self.typed_word.now = self.screen, event
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
        self.typed_word.begin_refused()

    async def _offer_key(self, node: DOMNode, screen: Screen[object], event: events.Key) -> bool:
        """Let the node itself have the key; True when it took it and nobody else may."""
        if not node.check_message_enabled(event):
            return False
        if hasattr(node, "take_key"):
            return self._declined != (node, event) and self._is_taken_inline(node, screen, event)
        with node._context():  # noqa: SLF001 - as above
            await self._handlers_of(node, "on_key", event)
        return event._stop_propagation  # noqa: SLF001 - there is no public way to ask

    def _is_taken_inline(self, node: Any, screen: Screen[object], event: events.Key) -> bool:
        with node._context():  # noqa: SLF001 - what runs here is the node's, as in its own message pump
            taken: bool = node.take_key(event)
        if taken and self._screen_stack[-1:] == [screen] and self._only_painting_waits():
            # All it did is done; the next key need not wait for anything.
            self._touched = []
        return taken

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

    def _bindings_for(self, node: DOMNode, key: str) -> Iterable[Binding]:
        bindings = node._bindings  # noqa: SLF001 - the app's own look-up copies every map for every key
        if self._keymap:
            bindings = bindings.copy()
            bindings.apply_keymap(self._keymap)
        # A tuple: an action may change the bindings it was found in.
        return tuple(bindings.key_to_bindings.get(key, ()))


def _kept_from(node: DOMNode, nodes: list[DOMNode], key: str) -> bool:
    """Whether somebody nearer to the focus wants this key as text, so that `node` may not bind it."""
    for nearer in nodes:
        if nearer is node:
            return False
        if nearer.check_consume_key(key, key_to_character(key)):
            return True
    return False
