"""What is read back before the end of a call: how it is worded, and whether anything of it was unclear."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.read_back import UNCLEAR, ToSay
from paratui.services.interview import not_to_be_promised
from paratui.services.wrapping_up import WrappingUp
from paratui.ui.area import Area
from paratui.ui.look import styled
from paratui.ui.screens.call_parts import CallParts
from paratui.ui.widgets.pane import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.services.call_session import CallSession
    from paratui.ui.area import Answered
    from paratui.ui.look import Look

READ = "read aloud, all of it was clear"
NOT_CLEAR = "something was not clear"
EDIT = "edit"
CARD = "read back"


class ReadBackQuestions(Area):
    """Wording the read-back and the client's list, a sentence at a time."""

    session: CallSession

    @property
    def wrapping(self) -> WrappingUp:
        """The open ends of the call."""
        raise NotImplementedError

    def settle(self, change: Callable[[], object], what: str = "") -> None:
        raise NotImplementedError

    async def worded(self) -> None:
        """A sentence was changed: what comes next."""

    async def ask_unclear(self) -> None:
        """What was not clear to the client."""

        async def given(words: str) -> Answered:
            if not words.strip():
                return "Say in a few words what was not clear; the attorney or the next caller comes back to it"
            self.settle(partial(self.wrapping.read_to_client, words.strip()))
            return ""

        await self.ask("What was not clear?", given)

    async def edit_read_back(self) -> None:
        """Change a sentence of what is read back; an empty one goes, a new one is added."""
        said = self.wrapping.to_say()
        rows = [*((f"s{place}", one) for place, one in enumerate(said.sentences))]
        rows += [(f"t{place}", f"to do: {one}") for place, one in enumerate(said.to_do)]

        def find(typed: str) -> list[tuple[str, str]]:
            return [(value, words) for value, words in rows if typed.casefold() in words.casefold()]

        async def taken(value: str, typed: str) -> Answered:
            if not value:
                self._reword(said, "", typed.strip())
                return self.worded
            sentences = said.sentences if value[0] == "s" else said.to_do
            return partial(self._ask_sentence, said, value, sentences[int(value[1:])])

        await self.pick("Which sentence? Typing adds a new one", find, taken, free="add: {}")

    async def _ask_sentence(self, said: ToSay, value: str, sentence: str) -> None:
        async def given(words: str) -> Answered:
            self._reword(said, value, words.strip())
            return self.worded

        # Each has a question of its own: what is left behind in one is no other sentence.
        question = f"The {'sentence' if value[0] == 's' else 'task'} {int(value[1:]) + 1}"
        await self.ask(question, given, value=sentence, hint="Enter keeps it, an empty one is taken out")

    def _reword(self, said: ToSay, value: str, words: str) -> None:
        changed = {"s": list(said.sentences), "t": list(said.to_do)}
        if not value:
            changed["s"].append(words)
        elif words:
            changed[value[0]][int(value[1:])] = words
        else:
            del changed[value[0]][int(value[1:])]
        worded = ToSay(tuple(changed["s"]), tuple(changed["t"]))
        self.settle(partial(self.wrapping.word, worded), "the wording of the read-back")


class LiveReadBack(CallParts, ReadBackQuestions):
    """Reading back while the client is still on the line."""

    @property
    def wrapping(self) -> WrappingUp:
        return WrappingUp(self.desk, self.session, lambda call: not_to_be_promised(call, self.paratui.tables))

    def settle(self, change: Callable[[], object], what: str = "") -> None:  # noqa: ARG002 - nothing is taken back here
        change()
        if self.session.call.read_back.by:
            if self.card == CARD:
                self.put_card_away()
            self.step_asked("read_back", "done")
        self.draw()

    async def worded(self) -> None:
        await self.read_back()

    async def read_back(self, words: str = "") -> None:  # noqa: ARG002 - every question of a step takes the words
        """Lay what is to be read over the checklist, and ask how it was taken."""
        if self.card != CARD:
            self.show_card(CARD, lambda width: read_back_rows(self.wrapping.to_say(), width, self.look))

        async def chosen(answer: str) -> None:
            if answer == "clear":
                self.settle(self.wrapping.read_to_client)
            elif answer == "unclear":
                await self.ask_unclear()
            else:
                await self.edit_read_back()

        choices = [("y", "clear", READ), ("c", "unclear", NOT_CLEAR), ("e", "edit", EDIT)]
        await self.choose("Read it aloud, then ask: was anything unclear?", choices, chosen, noting=True)


def read_back_rows(said: ToSay, width: int, look: Look) -> list[Text]:
    """The sentences, the client's own list, and the question at the end."""
    rows = [styled("Read back", look.key)]
    for sentence in said.sentences:
        rows += wrapped(Text(sentence), width)
    if said.to_do:
        rows.append(styled("their list", look.accent))
        rows += [row for task in said.to_do for row in wrapped(Text(f"- {task}"), width)]
    return rows + wrapped(styled(f"Then ask: {UNCLEAR}", look.accent), width)
