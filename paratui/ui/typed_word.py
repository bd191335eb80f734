"""Words typed where one letter answers: the first letter is the answer, the rest runs nothing.

Nobody sees what a letter did and types two more in a fifth of a second each: those were meant for the question.
On a slow line a whole sentence arrives at once. One letter alone is a command, whoever is that quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

GLANCE_SECONDS = 0.2
_A_WORD = 3
_ENDS = frozenset({"enter", "backspace"})
# After it the next word of a sentence follows.
_GAP = "space"


class RestOfAnswer:
    """The other letters of an answer its first letter gave, as they would arrive in a field: none of them is text."""

    def __init__(self, words: str) -> None:
        self._words = words.casefold().split()
        self._ended = -GLANCE_SECONDS
        if self._words and len(self._words[0]) < _A_WORD:
            # Of "no answer" an "o" is left: it may begin anything.
            self._words = [" ".join(self._words)]

    def is_all(self, typed: str, now: float) -> bool:
        """Whether a field holds the rest of that word and nothing else; then it was no text."""
        if not self._words or typed.strip().casefold() != self._words[0]:
            return False
        del self._words[0]
        self._ended = now
        return True

    def just_ended(self, now: float) -> bool:
        """Whether an Enter now ends that word."""
        return now - self._ended < GLANCE_SECONDS


class TypedWord:
    """The word being typed, if one is."""

    def __init__(self) -> None:
        self._last: events.Key | None = None
        # What is being taken just now.
        self.now: events.Key | None = None
        # The letters since the one that answered.
        self._letters = 0
        self._when_certain: Callable[[], None] | None = None
        self._answer = ""

    def answered(self, key: str, words: str) -> None:
        """A letter chose an answer that begins with it: its other letters may still be on their way."""
        self._answer = words[len(key) :] if words.casefold().startswith(key) else ""

    def take_rest(self) -> RestOfAnswer:
        """What of the answer chosen last may arrive in the field that follows it."""
        rest, self._answer = RestOfAnswer(self._answer), ""
        return rest

    @property
    def goes_on(self) -> bool:
        """Whether the next key may belong to it."""
        return self._last is not None

    @property
    def is_certain(self) -> bool:
        """Whether it cannot be one quick command."""
        return self._letters > 1

    def begin(self, letter: events.Key, when_certain: Callable[[], None] | None = None) -> None:
        """A letter stood for a whole word; `when_certain` is called once it is one. A digit stands for itself."""
        self._last = letter if (letter.character or "").isalpha() else None
        self._letters, self._when_certain = 0, when_certain

    def begin_refused(self) -> None:
        """What is being taken now did nothing: a word that goes on from it was not meant as keys either."""
        if self.now is not None:
            self.begin(self.now)

    def end(self) -> None:
        """What comes next is something else."""
        self._last = None

    def belongs(self, key: events.Key) -> bool:
        """Whether a key goes on with the word or its sentence, or ends it as it is ended."""
        if self._last is None or key.time - self._last.time > GLANCE_SECONDS:
            return False
        if (key.character or "").isalpha() or (self.is_certain and key.is_printable):
            return True
        return self._letters > 0 and key.key in {_GAP, *_ENDS}

    def take(self, key: events.Key) -> None:
        """Count a key that belongs to it."""
        self._last = None if key.key in _ENDS else key
        self._letters += 1
        if self.is_certain and self._when_certain:
            self._when_certain()
            self._when_certain = None
