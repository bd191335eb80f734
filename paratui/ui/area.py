"""What every screen of paratui has: commands on keys, a top line, a bottom line, questions in one line."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, TypeVar

from rich.cells import cell_len
from rich.text import Text

from paratui.domain.errors import Conflict, FactsLockedError, ParatuiError, StoreError
from paratui.ui.about import About
from paratui.ui.area_keys import AreaKeys
from paratui.ui.keys_in_force import IN_FORCE
from paratui.ui.widgets.as_seen import cut
from paratui.ui.widgets.pane import Pane, wrapped

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterator

    from textual.message import Message
    from textual.screen import Screen

    from paratui.services.desk import Desk
    from paratui.ui.app import ParatuiApp
    from paratui.ui.commands.command import Command
    from paratui.ui.look import Look

Result = TypeVar("Result")

# What takes an answer gives back: a trouble to show (the question stays), "" for good, or what comes next.
Answered: TypeAlias = "str | Callable[[], Awaitable[None]]"


# What a sentence may take of a narrow window.
MOST_SAID_ROWS = 3


class Area(AreaKeys):
    """A screen whose keys run commands. Its last row names them; a sentence replaces it until the next key."""

    NAME: ClassVar[str] = ""
    HELP_TEXT: ClassVar[str] = ""
    DO_NEXT: ClassVar[str] = ""
    AUTO_FOCUS = "*"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._said: tuple[str, bool] | None = None

    @property
    def paratui(self) -> ParatuiApp:
        """The app, by its own type."""
        app: Any = self.app
        return app  # type: ignore[no-any-return]  # Textual types `app` as App[object]

    @property
    def look(self) -> Look:
        """The styles to draw with."""
        return self.paratui.look

    # Commands

    async def action_run_command(self, name: str) -> None:
        """Run a command of this screen by its id, or say why it is not possible now."""
        command = next((one for one in self.all_commands() if one.id == name), None)
        if command is not None:
            await self.run_command(command)

    async def run_command(self, command: Command[Any], words: str = "") -> None:
        """Run a command, or say why it is not possible now."""
        self.hush()
        reason = command.why_not(self)
        if reason:
            self.say(reason, trouble=True)
            self.paratui.typed_word.begin_refused()
            return
        try:
            await command.run(self, words)
        except (FactsLockedError, StoreError) as error:
            self.say_refusal(error)
            return
        self.draw_footer()

    async def attempt(self, work: Callable[[], Result]) -> Result | None:
        """Do something that touches the disk, away from the screen; a trouble is said, None returned."""
        try:
            return await asyncio.to_thread(work)
        except ParatuiError as error:
            self.say_refusal(error)
        return None

    def say_refusal(self, error: ParatuiError) -> None:
        """Say what was refused; of a conflict who was quicker."""
        self.say(self.paratui.who_and_when(error) if isinstance(error, Conflict) else str(error), trouble=True)

    async def _dispatch_message(self, message: Message) -> None:
        """As Textual does; an office folder that is away just now is no reason to end."""
        try:
            await super()._dispatch_message(message)
        except StoreError as error:
            self.say_refusal(error)

    def in_background(
        self, group: str, work: Callable[..., Coroutine[Any, Any, None]], *given: Any, **named: Any
    ) -> None:
        """Do something while the keys go on; what of the same group is not done yet is given up."""
        # The coroutine is made when it begins: given up before that, nothing is left over.
        begin: Any = partial(work, *given, **named)
        self.run_worker(begin, group=group, exclusive=True, exit_on_error=False)

    # The last row

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Put a sentence in the last row until the next key."""
        self._said = (sentence, trouble)
        self.draw_footer()

    def unsay(self, sentence: str) -> None:
        """Take a sentence away that is not true any more; another one stays."""
        if self._said is not None and self._said[0] == sentence:
            self.hush()

    @contextmanager
    def said_stays(self) -> Iterator[None]:
        """Rows come that were awaited: a cursor that finds its place among them takes no sentence away."""
        said = self._said
        yield
        if said is not None and self._said is None:
            self.say(said[0], trouble=said[1])

    def hush(self) -> None:
        """Take the sentence away."""
        if self._said is not None:
            self._said = None
            self.draw_footer()

    def footer_right(self) -> Text:
        """What stands at the right end of the last row."""
        return Text()

    def must_show_right(self) -> bool:
        """Whether the right end of the last row tells something a sentence may not cover."""
        return False

    def draw_footer(self) -> None:
        """Draw the last row: the sentence, else the keys; what is not possible now stands in grey."""
        footer = self.query("#footer")
        if not footer:
            return
        look, right, width = self.look, self.footer_right(), self.size.width
        room = width - right.cell_len - 2
        # A sentence that says what to do is not cut off where it says it: it takes rows of its own while it stands.
        whole = bool(self._said and cell_len(self._said[0]) >= room and not self.must_show_right())
        line = Text(" ")
        if self._said:
            sentence, trouble = self._said
            line.append(sentence, look.late if trouble else look.accent)
        else:
            for command in self._footer_commands(room):
                possible = not command.why_not(self)
                line.append(self.key_of(command.id), look.key if possible else look.quiet)
                line.append(f" {command.footer}  ", look.plain if possible else look.quiet)
        line.rstrip()
        rows = [line]
        if whole:
            rows = [Text(" ").append_text(row) for row in wrapped(line[1:], width - 2)][:MOST_SAID_ROWS]
            line = rows[-1]
        elif line.cell_len > max(room, 10):
            line = cut(line, max(room, 10))
            rows = [line]
        if right.cell_len and not (whole and line.cell_len > room):
            line.append(" " * max(1, width - line.cell_len - right.cell_len - 1))
            line.append_text(right)
        pane = footer.first(Pane)
        pane.styles.height = len(rows)
        pane.show(rows, dict.fromkeys(range(len(rows)), look.bar))

    def _footer_commands(self, room: int) -> list[Command[Any]]:
        wanted = [
            one
            for one in self.all_commands()
            if one.footer and self._on_key_or_word(one) and not (one.only_when_possible and one.why_not(self))
        ]
        fitting: list[Command[Any]] = []
        used = 1
        for command in sorted(wanted, key=lambda one: one.footer_rank):
            cells = len(self.key_of(command.id)) + len(command.footer) + 3
            if used + cells - 2 <= room:
                fitting.append(command)
                used += cells
        return [one for one in wanted if one in fitting]

    def _on_key_or_word(self, command: Command[Any]) -> bool:
        # Whoever took the key away is shown the word that is left.
        return bool(self.keys_on(command) or (self.TYPED_IN and command.slash and command.id in IN_FORCE.own))

    # Questions in one line

    async def ask(
        self,
        question: str,
        then: Callable[[str], Awaitable[Answered]],
        *,
        value: str = "",
        proposed: str = "",
        hint: str = "",
        preview: Callable[[str], str] | None = None,
        marked: bool = False,
        aside: Callable[[str], str] | None = None,
    ) -> None:
        """Ask for a line of text. `then` gets it and says what it answered.

        With `marked` the next letter takes the place of `value`. `aside` keeps what is no answer as a line of its
        own on ^T and says why not, or "".
        """
        from paratui.ui.screens.ask import Ask  # noqa: PLC0415 - a question is not needed for the first picture

        await self.app.push_screen(
            Ask(
                self,
                question,
                then,
                value=value,
                proposed=proposed,
                hint=hint,
                preview=preview,
                marked=marked,
                aside=aside,
            )
        )

    async def choose(
        self,
        question: str,
        choices: list[tuple[str, str, str]],
        then: Callable[[str], Awaitable[None]],
        *,
        sure: bool = False,
        noting: bool = False,
    ) -> None:
        """Ask for one of a few answers, each on a key: (key, value, words).

        With `sure`, for what has weight, it takes the letter or its word and then Enter. With `noting` it does too,
        and what is typed otherwise goes on as the note it was.
        """
        from paratui.ui.screens.choose import Choose  # noqa: PLC0415 - as above
        from paratui.ui.screens.sure import Sure  # noqa: PLC0415 - as above
        from paratui.ui.screens.while_noting import WhileNoting  # noqa: PLC0415 - as above

        asks = WhileNoting if noting else Sure if sure else Choose
        await self.app.push_screen(asks(self, question, choices, then))

    async def pick(
        self,
        question: str,
        find: Callable[[str], list[tuple[str, str]]],
        then: Callable[[str, str], Awaitable[Answered]],
        *,
        value: str = "",
        free: str = "",
        start: str = "",
        numbered: bool = False,
    ) -> None:
        """Ask for one of a list narrowed by typing; `find` gives (value, words).

        `free` offers the text itself, `start` is the value the cursor begins on, `numbered` gives the first ten
        a digit each.
        """
        from paratui.ui.screens.pick import Pick  # noqa: PLC0415 - as above

        await self.app.push_screen(
            Pick(self, question, find, then, value=value, free=free, start=start, numbered=numbered)
        )

    # Places

    @property
    def asked_of(self) -> int:
        """The record that is asked about here, 0 for none: what is left behind in a question is no other record's."""
        return 0

    def concerns(self) -> About:
        """Whom and what is looked at here: where P M L and F lead to."""
        return About()

    def as_it_stands(self) -> Callable[[], None]:
        """What puts this area back as it stands now: its filter, its cursor, how far it was scrolled."""
        return lambda: None

    @property
    def again(self) -> Callable[[], Screen[None]] | None:
        """What makes this page again as it stands now; None for a page that is left for good."""
        return (lambda: self) if self.app.is_screen_installed(self) else None

    def type_on(self, text: str) -> None:
        """Take what was typed over a page or past a question and belongs here; nothing where nothing is typed."""

    def keep_aside(self, text: str) -> str:  # noqa: ARG002 - where nothing is typed there is nowhere to keep it
        """Keep what is no answer to a question as a note of its own; why not, empty when it is kept."""
        return "Nothing can be kept as a note here"

    def half_typed(self, question: str, text: str) -> None:
        """What stands in the answer to a question now, empty when it is done with; a call keeps it."""

    def changed(self, kinds: set[str]) -> None:
        """Records of these kinds were changed by somebody else."""
