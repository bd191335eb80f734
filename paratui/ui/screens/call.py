"""The call screen: notes at typing speed, the checklist beside them, everything saved as it is typed."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.containers import Horizontal, Vertical

from paratui.domain.errors import BadInput
from paratui.domain.spoken import first_name, good_time
from paratui.domain.spoken_time import elapsed
from paratui.ui.commands.call import CALL_COMMANDS
from paratui.ui.look import styled
from paratui.ui.screens import call_picture as picture
from paratui.ui.screens.caller_questions import CallerQuestions
from paratui.ui.screens.composing import Composing
from paratui.ui.screens.line_questions import LineQuestions
from paratui.ui.screens.slash import completions, looks_like_a_number
from paratui.ui.screens.step_questions import StepQuestions
from paratui.ui.widgets.line_input import LineInput
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.ticking_text import TickingText

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from paratui.domain.checklist import Checklist, Step
    from paratui.services.brief import Fact
    from paratui.services.call_session import CallSession
    from paratui.services.desk import Desk
    from paratui.ui.commands.command import Command

LEAST_STEPS = 7


class CallScreen(Composing, StepQuestions, CallerQuestions, LineQuestions):
    """One call at a time stands here; another can be parked."""

    NAME = "Call"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = CALL_COMMANDS
    HELP_TEXT = (
        "Type; Enter keeps the line with its time. The first character is the kind: > we promise, < the client does, "
        "? legal question, ! client instruction, @ reported date, # case issue, ~ concern, * attorney only. "
        "A follow-up line reads its own time, @person and ! (urgent). A number alone is the caller's number. "
        "Up and Down choose an earlier line, Enter edits it, Esc leaves it. / lists the commands. "
        "What the last row calls saved is on the disk."
    )
    AUTO_FOCUS = "#composer"
    TYPED_IN = True

    def __init__(self, desk: Desk, session: CallSession, walk: Checklist) -> None:
        super().__init__(desk)
        self.session = session
        self.walk = walk
        self.chosen_step = ""
        self._chosen_line = 0
        self._editing = 0
        self._stash = ""
        self.card = ""
        self._card_draw: Callable[[int], list[Text]] = lambda _width: []
        self._facts: list[Fact] = []
        self._number_shown = ""
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
        self.chosen_step = ""
        self._chosen_line = self._editing = 0
        self._editing = session.typing_line
        self._stash = session.aside
        # What was saved of another call says nothing of this one.
        self._saved_words = ""
        self.composer.value = session.typing
        self.caller_known()

    # What is shown

    @property
    def composer(self) -> LineInput:
        return self.query_one("#composer", LineInput)

    @property
    def step(self) -> Step | None:
        """The current step: the chosen one, else the first without an answer."""
        chosen = self.walk.step(self.chosen_step) if self.chosen_step else None
        if chosen:
            return chosen
        # Who takes an incoming call is on it already: what comes before a call is asked for last.
        incoming = self.session.call.direction == "in"
        steps = sorted(self.walk.steps, key=lambda step: incoming and step.stage == "before")
        return next((step for step in steps if not self.session.answer_of(step.id)), None)

    @property
    def spoken_facts(self) -> dict[str, str]:
        """The names that fill the sentences."""
        call, me = self.session.call, self.desk.me
        return {
            "client": first_name(call.person),
            "me": me.name,
            "my_title": me.title.lower(),
            "firm": self.desk.office.firm,
            "matter": call.matter_title,
            "good_time": good_time(self.desk.now().astimezone(self.desk.office.tz)),
        }

    def draw(self) -> None:
        """Draw every part; what has not changed costs nothing."""
        if not self.is_mounted:
            return
        session, look, desk = self.session, self.look, self.desk
        direction = "PARKED" if session.parked else "OUT" if session.call.direction == "out" else "IN"
        self.query_one("#direction", Pane).show([styled(f" {direction}", look.key)], {0: look.bar})
        self.query_one("#head", Pane).show([picture.head(session, desk, self._number_shown, look)], {0: look.bar})
        strip = Text()
        for other in self.paratui.open_calls.sessions:
            if other is not session:
                strip.append(f" parked: {other.call.person or 'a caller'} ^S ", look.accent)
        strip.append_text(picture.strip(session.call, look))
        self.query_one("#strip", Pane).show([strip])
        self.tick()
        self._draw_guide()
        self.draw_lines()
        if self.has_class("-wide"):
            pane = self.query_one("#card", Pane)
            pane.show(picture.card(self._facts, pane.size.width, look))
        self.draw_understood(self.composer.value)
        self.draw_footer()

    def _draw_guide(self) -> None:
        guide, look = self.query_one("#guide"), self.look
        width, height = guide.size
        if not width:
            return
        if self.card:
            self.query_one("#checklist", Pane).show(self._card_rows(width, height))
            return
        # The sentence is what she reads aloud: it gets the room it needs, the list of steps the rest.
        said = picture.sentence(self.step, self.spoken_facts, width, max(2, height - LEAST_STEPS), look)
        rows = len(said)
        self.query_one("#say").styles.height = rows
        self.query_one("#say", Pane).show(said)
        listed = picture.checklist(self.session, self.walk, self.step, height - rows, look)
        self.query_one("#checklist", Pane).show(listed)

    def untouched(self) -> bool:
        """Whether nothing has been said or chosen in this call yet."""
        call = self.session.call
        return not (call.lines or call.checklist.answers or call.phone or call.person or self.session.typing)

    def show_card(self, name: str, draw: Callable[[int], list[Text]]) -> None:
        """Lay a card over the checklist; the composer stays as it is. The same card again puts it away."""
        if self.card == name:
            self.put_card_away()
            return
        self.card, self._card_draw = name, draw
        self.add_class("-card")
        self.query_one("#say").display = False
        self.call_after_refresh(self.draw)

    def put_card_away(self) -> None:
        """The checklist stands there again."""
        self.card = ""
        self.remove_class("-card")
        self.query_one("#say").display = True
        self.call_after_refresh(self.draw)

    def _card_rows(self, width: int, height: int) -> list[Text]:
        rows = [Text(" ").append_text(row) for row in self._card_draw(width - 2)]
        away = styled(" Esc puts the card away", self.look.quiet)
        return [*rows[: height - 1], away]

    def draw_lines(self) -> None:
        pane, look = self.query_one("#lines", Pane), self.look
        width, height = pane.size
        if not width:
            return
        rows: list[Text] = []
        chosen_rows: list[int] = []
        for line in self.session.call.lines:
            shown = picture.note_rows(line, width, self.desk, look, chosen=line.line == self._chosen_line)
            if line.line in {self._chosen_line, self._editing}:
                chosen_rows = list(range(len(rows), len(rows) + len(shown)))
            rows += shown
        if not rows:
            rows = [styled(" What is said goes here, a line at a time.", look.quiet)]
        first = max(0, len(rows) - height)
        if chosen_rows:
            first = min(first, chosen_rows[0])
        pane.show(rows[first : first + height], {row - first: look.chosen for row in chosen_rows})

    def draw_understood(self, typed: str) -> None:
        pane, look = self.query_one("#understood", Pane), self.look
        if self._editing:
            words = styled(" editing:", look.accent)
            words.append_text(picture.understood(typed, self.session, self.desk, look) if typed else Text())
            words.append("  Enter keeps it, an empty line strikes it out, Esc leaves", look.quiet)
        elif typed.startswith("/"):
            words = completions(typed, self.all_commands(), self.size.width, look)
        elif looks_like_a_number(typed, self.session.call.phone):
            words = self._number_words(typed)
        elif not typed:
            words = picture.legend(self.size.width, look)
        else:
            words = picture.understood(typed, self.session, self.desk, look)
        pane.show([words], {0: look.bar})

    def must_show_right(self) -> bool:
        return bool(self.session.saved().trouble)

    def footer_right(self) -> Text:
        look, saved = self.look, self.session.saved()
        if saved.trouble:
            return styled(f"NOT SAVED: {saved.trouble}", look.late)
        if saved.all:
            self._saved_words = f"Saved {saved.at.astimezone(self.desk.office.tz):%H:%M:%S}"
        return styled(self._saved_words, look.good) if self._saved_words else styled("Saving", look.quiet)

    def tick(self) -> None:
        self.query_one("#timer", TickingText).show(elapsed(self.session.elapsed()))
        before = self._saved_words
        if self.footer_right().plain != before:
            self.draw_footer()

    # Who it is

    def _number_words(self, typed: str) -> Text:
        line = styled(" the number ", self.look.quiet)
        line.append(self.paratui.number_as_typed(typed), self.look.accent)
        known = self.paratui.known_by_number(typed)
        if known:
            names = ", ".join(one.person.name for one in known[:3])
            line.append(f" · {names}", self.look.strong)
        line.append(" · Enter takes it; a space before it makes it a note", self.look.quiet)
        return line

    async def take_typed_number(self, value: str) -> None:
        self.composer.value = ""
        await self.take_number(value)

    def caller_known(self) -> None:
        """The caller or the number changed: fill in what depends on it."""
        self.in_background("caller", self._read_caller)
        self.draw()

    async def _read_caller(self) -> None:
        call = self.session.call
        try:
            self._number_shown = await asyncio.to_thread(self.paratui.shown_number, call.phone)
            self._facts = await asyncio.to_thread(self.paratui.brief_of, call.person_id)
        except BadInput as error:
            self.say(str(error), trouble=True)
        self.draw()
