"""Where every letter is a key, a name that is typed without `/` does no harm and says how one searches."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paratui.ui.area import Area
from paratui.ui.commands.command import KNOWN
from paratui.ui.keys_in_force import IN_FORCE

if TYPE_CHECKING:
    from textual import events


class LetterKeys(Area):
    """A list of names. A letter that opens something stands for the word it begins; one that is no key says so."""

    SEARCHES = "[[clients.find]] searches"
    _last_key = ""

    def on_key(self, event: events.Key) -> None:
        self._last_key = event.key
        letter = event.character or ""
        if not event.is_printable or letter.isspace():
            return
        told = None
        if event.key in self._bindings.key_to_bindings:
            taken = self.keyed(f"Only the {letter} was taken: in {self.NAME} {self.SEARCHES}")
            told = partial(self.paratui.say, taken)
        else:
            self.say(f"{letter} is no key here: {self.keyed(self.SEARCHES)}, {self.key_of('help')} lists the keys")
        if letter.isalpha():
            self.paratui.typed_word.begin(event, told)

    def same_key(self, command: str) -> str:
        """The key that just asked for a command, to say yes by: one may have several, and others than are shipped."""
        shipped = KNOWN[command].keys
        keys = IN_FORCE.keys(KNOWN[command]()) or shipped
        return self._last_key if self._last_key in keys else keys[0]
