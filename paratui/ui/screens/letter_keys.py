"""Where every letter is a key, a name that is typed without `/` does no harm and says how one searches."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paratui.ui.area import Area

if TYPE_CHECKING:
    from textual import events


class LetterKeys(Area):
    """A list of names. A letter that opens something stands for the word it begins; one that is no key says so."""

    SEARCHES = "[[clients.find]] searches"

    def on_key(self, event: events.Key) -> None:
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
