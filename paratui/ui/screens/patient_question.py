"""A question that stays until it is answered or left, and says of a key of the screen below how one gets to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.commands.command import key_name
from paratui.ui.screens.question import Question

if TYPE_CHECKING:
    from textual import events


class PatientQuestion(Question):
    """What its line or its list does not take comes to `on_key`."""

    def _refused(self, sentence: str) -> None:
        """Say why something is not taken, until the next thing is done."""
        raise NotImplementedError

    def _leaves(self) -> str:
        """What becomes of what is typed when the question is left, as the end of a sentence."""
        return ""

    def on_key(self, event: events.Key) -> None:
        """Say of a key that runs a command below what is to be pressed first; what is typed stays as it is."""
        below = self._area
        if event.key not in self._bindings.key_to_bindings and any(
            event.key in below.keys_on(command) for command in below.all_commands()
        ):
            event.stop()
            name = key_name(event.key)
            self._refused(f"{name} does nothing here: Esc first, then {name}{self._leaves()}")
