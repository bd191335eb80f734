"""The call screen: notes at typing speed, the checklist beside them, everything saved as it is typed."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Horizontal, Vertical

from paratui.domain.errors import ParatuiError
from paratui.domain.progress import Progress
from paratui.domain.time_there import Zones
from paratui.services.spoken_facts import attorney_named, spoken_facts
from paratui.ui.about import About
from paratui.ui.commands.call import CALL_COMMANDS
from paratui.ui.screens.call_face import CallFace
from paratui.ui.widgets.line_input import LineInput
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.ticking_text import TickingText

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.text import Text
    from textual.app import ComposeResult

    from paratui.domain.call import Call
    from paratui.domain.checklist import Checklist, Step
    from paratui.domain.person import Person
    from paratui.services.brief import Fact
    from paratui.services.call_session import CallSession
    from paratui.services.desk import Desk
    from paratui.ui.commands.command import Command


class CallScreen(CallFace):
    """One call at a time stands here; another can be parked."""

    NAME = "Call"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = CALL_COMMANDS
    DO_NEXT = (
        "type what is said. Read the sentence on the left aloud, [[call.done]] goes on to the next; "
        "[[call.end]] ends the call."
    )
    HELP_TEXT = (
        "A call in progress: Enter keeps what you type as a line with its time. "
        "A number alone is the caller's number. "
        "Up and Down choose an earlier line, Enter edits it, Esc leaves it. / lists the commands. "
        "What the last row calls saved is on the disk."
    )
    AUTO_FOCUS = "#composer"
    TYPED_IN = True
    LISTED = False

    def __init__(self, desk: Desk, session: CallSession, walk: Checklist) -> None:
        super().__init__(desk)
        self.session = session
        self.walk = walk
        self.person: Person | None = None
        self._attorney = ""
        self.chosen_step = ""
        self._chosen_line = 0
        self._editing = 0
        self._stash = ""
        self.card = ""
        self._card_top = 0
        self._card_draw: Callable[[int], list[Text]] = lambda _width: []
        self._facts: list[Fact] = []
        self._number_shown = ""
        self._line_given = ""
        self._minute_shown = -1
        self._zones = Zones()
        self._before: list[Fact] = []
        self._weighed: set[tuple[int, str]] = set()
        self._saved_words = ""
        self._settling = False

    def compose(self) -> ComposeResult:
        with Horizontal(id="head-row"):
            yield Pane(id="direction")
            yield TickingText(width=9, id="timer")
            yield Pane(id="head")
        yield Pane(id="strip")
        with Horizontal(id="middle"):
            with Vertical(id="guide"):
                yield Pane(id="checklist")
                yield Pane(id="say")
            yield Pane(id="lines")
            yield Pane(id="card")
        yield Pane(id="understood")
        yield LineInput(
            prefix="▸ ",
            id="composer",
            on_change=self.typed,
            on_submit=self.entered,
            on_paste_lines=self.pasted,
            on_refuse=lambda sentence: self.say(sentence, trouble=True),
            on_replace=self.replaced,
            on_undo=self.bring_back,
        )
        yield Pane(id="footer")

    def on_mount(self) -> None:
        self.show_session(self.session, self.walk)
        # The grammar of due times is put together at its first use: now, and not under somebody's fingers.
        self.run_worker(partial(self.session.read, "> noon"), thread=True, group="grammar", exit_on_error=False)
        self.set_interval(1.0, self.tick)

    def on_resize(self) -> None:
        self.call_after_refresh(self.draw)

    def on_screen_resume(self) -> None:
        self.draw()

    def show_session(self, session: CallSession, walk: Checklist) -> None:
        """Show another call, or the same one under another checklist."""
        self.session, self.walk = session, walk
        self.person, self._attorney = None, ""
        self.chosen_step = ""
        self._chosen_line = self._editing = 0
        self._editing = session.typing_line
        self._stash = session.aside
        # What was saved of another call says nothing of this one.
        self._saved_words = ""
        self.composer.value = session.typing
        self.in_background("tables", self.read_tables)
        self.caller_known()

    # The call that stands here

    @property
    def composer(self) -> LineInput:
        return self.query_one("#composer", LineInput)

    @property
    def step(self) -> Step | None:
        """The current step: the chosen one, else the first without an answer."""
        return self.progress.current(self.chosen_step)

    @property
    def progress(self) -> Progress:
        """How far the call has come in its checklist."""
        return Progress(self.walk, self.session.call, self.person)

    @property
    def spoken_facts(self) -> dict[str, str]:
        """The names that fill the sentences."""
        return spoken_facts(self.desk, self.session.call, self.person, self._attorney)

    def concerns(self) -> About:
        return About.of(self.session.call)

    def untouched(self) -> bool:
        """Whether nothing has been said or chosen in this call yet."""
        call = self.session.call
        return not (call.lines or call.checklist.answers or call.phone or call.person or self.session.typing)

    # Who it is

    async def take_typed_number(self, value: str) -> None:
        self.composer.value = ""
        if self.is_call_back(value):
            await self.take_call_back(value)
        else:
            await self.take_number(value)

    def caller_known(self) -> None:
        """The caller or the number changed: fill in what depends on it."""
        self.forget_identity()
        self.in_background("caller", self._read_caller)
        self.draw()

    async def _read_caller(self) -> None:
        call = self.session.call
        try:
            await self.read_other_end()
            self._facts = await asyncio.to_thread(self.paratui.brief_of, call.person_id, call.phone)
            self.person, self._attorney = await asyncio.to_thread(self._other_end, call)
            await self.know_prospect()
        except ParatuiError as error:
            self.say(str(error), trouble=True)
        await self.fit_walk()
        self.draw()

    def _other_end(self, call: Call) -> tuple[Person | None, str]:
        """Who the caller is, and how the attorney of their matter is called."""
        people = self.paratui.people
        known = people.person(call.person_id) if call.person_id else None
        matter = people.matter_of(call.matter_id) if call.matter_id else None
        return (known.person if known else None), attorney_named(self.desk, matter.attorney if matter else "")
