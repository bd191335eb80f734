"""A question of weight: its letter and then Enter answer, so that nobody answers it who types on without looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.ui.commands.command import key_name
from paratui.ui.screens.choose import Choose
from paratui.ui.screens.question import HELP_ROOM
from paratui.ui.widgets.pane import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events

ENTER = "enter"
BACK = frozenset({"backspace", "ctrl+u", "ctrl+w"})
KEEP_ASIDE = "ctrl+t"
# Of what is typed and is no answer, so much is shown.
SHOWN = 24
# More answers than these are not named a second time.
FEW = 3


class Sure(Choose):
    """What is typed must be an answer, by its letter or its word, before Enter gives it; anything else stays here.

    An answer on Enter itself is given only while nothing is typed. Where notes are taken, ^T keeps as a note what
    is no answer; no letter gets there by itself.
    """

    TAKES = "one of these: its letter or its word, then Enter; anything else is no answer, and nothing is done"
    ELSE: tuple[str, ...] = ()
    _typed = ""

    # What is seen

    def _rows(self, width: int) -> list[Text]:
        look = self._area.look
        answers = wrapped(self._answers(marked=key_name(self._meant)), width)
        trouble = self._told or self._no_answer()
        # What is typed stands here to the letter, whatever it names.
        words = Text().append(trouble or self._how(), look.late if trouble else look.quiet)
        said = wrapped(words, width - HELP_ROOM)
        return [*answers, *said[:-1], self.with_help(said[-1], width)]

    def _how(self) -> str:
        """What is to be pressed now."""
        if self._meant:
            return "Enter keeps this answer · Backspace takes it back · Esc leaves"
        if self._typed:
            return (
                f'"{self._in_short()}" begins more than one of them: type on, or Backspace begins again · Esc leaves'
            )
        letters = [key_name(key) for key, *_ in self._choices if key != ENTER]
        named = " or ".join(filter(None, (", ".join(letters[:-1]), *letters[-1:])))
        named = named if len(letters) <= FEW else "its letter"
        return " · ".join([*([f"{named}, then Enter"] if named else []), *self.ELSE, "Esc leaves it as it is"])

    def _no_answer(self) -> str:
        if not self._typed or self._meant or any(self._fitting()):
            return ""
        kept = f"{key_name(KEEP_ASIDE)} keeps it as a note, " if self._area.TYPED_IN else ""
        return f'"{self._in_short()}" is no answer: {kept}Backspace begins again'

    def _in_short(self) -> str:
        typed = " ".join(self._typed.split())
        return typed if len(typed) <= SHOWN else f"…{typed[-SHOWN:]}"

    # What is typed

    @property
    def _meant(self) -> str:
        """The key of the one answer that what is typed begins, empty for none."""
        fitting = list(self._fitting())
        typed = self._typed.casefold()
        return next((key for key in fitting if key == typed), fitting[0] if len(fitting) == 1 else "")

    def _fitting(self) -> Iterator[str]:
        """The answers that what is typed begins: their letter, their words, or those after the first comma."""
        typed = self._typed.strip().casefold()
        for key, value, words in self._choices if typed else []:
            spoken = {key, value.replace("_", " "), words, words.partition(", ")[2]}
            if key != ENTER and any(one.casefold().startswith(typed) for one in spoken):
                yield key

    async def _pressed(self, event: events.Key) -> None:
        self._told = ""
        if event.key == ENTER:
            await self._entered()
        elif event.key in BACK:
            self._typed = ""
            self._draw()
        elif event.key == KEEP_ASIDE and self._no_answer():
            self._keep_aside()
        elif event.is_printable and event.character:
            self._typed += event.character
            self._draw()
        else:
            nothing, no_answer = f"{key_name(event.key)} does nothing here", self._no_answer()
            self._tell(f"{nothing}; {no_answer}" if no_answer else f"{nothing}: {self._how()}")

    async def _pasted(self, text: str) -> None:
        self._typed += text
        self._draw()

    async def _entered(self) -> None:
        chosen = self._meant or (ENTER if not self._typed and any(key == ENTER for key, *_ in self._choices) else "")
        if chosen:
            await self._answer(chosen)
        elif not self._typed:
            self._tell(f"Nothing is chosen: {self._how()}")
        else:
            self._draw()

    def _keep_aside(self) -> None:
        trouble = self._area.keep_aside(self._typed)
        if not trouble:
            self._typed = ""
        self._tell(trouble or "Kept as a line of its own; the question stays")

    async def action_leave(self) -> None:
        """Leave without an answer; what was typed into it and is none goes, and that is said."""
        gone = self._no_answer()
        await super().action_leave()
        if gone:
            self._area.say("Left without an answer; what was typed into the question is not kept")
