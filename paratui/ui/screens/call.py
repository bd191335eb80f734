"""The call screen: notes at typing speed, the checklist beside them, everything saved as it is typed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.containers import Horizontal, Vertical

from paratui.domain.errors import BadInput, ParatuiError
from paratui.domain.note_line import FOLLOW_UP_KINDS
from paratui.domain.spoken import first_name, good_time
from paratui.domain.spoken_time import elapsed
from paratui.services.call_session import CallSession, typed_form
from paratui.ui.commands.call import CALL_COMMANDS
from paratui.ui.look import styled
from paratui.ui.screens import call_picture as picture
from paratui.ui.screens.caller_questions import CallerQuestions
from paratui.ui.screens.line_questions import LineQuestions
from paratui.ui.screens.slash import completions, looks_like_a_number, slash_command
from paratui.ui.screens.step_questions import StepQuestions
from paratui.ui.widgets.line_input import LineInput
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.ticking_text import TickingText

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from paratui.domain.checklist import Checklist, Step
    from paratui.services.brief import Fact
    from paratui.services.desk import Desk
    from paratui.ui.commands.command import Command

SETTLE_SECONDS = 0.3
LEAST_STEPS = 7


class CallScreen(StepQuestions, CallerQuestions, LineQuestions):
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
            on_change=self._typed,
            on_submit=self._entered,
            on_paste_lines=self._pasted,
            on_refuse=lambda sentence: self.say(sentence, trouble=True),
        )
        yield Pane(id="footer")

    def on_mount(self) -> None:
        self.show_session(self.session, self.walk)
        self.set_interval(1.0, self._tick)

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
        strip = picture.strip(session.call, look)
        for other in self.paratui.open_calls.sessions:
            if other is not session:
                strip.append(f"  parked: {other.call.person or 'a caller'} ^S", look.accent)
        self.query_one("#strip", Pane).show([strip])
        self._tick()
        self._draw_guide()
        self._draw_lines()
        if self.has_class("-wide"):
            pane = self.query_one("#card", Pane)
            pane.show(picture.card(self._facts, pane.size.width, look))
        self._draw_understood(self.composer.value)
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

    def _draw_lines(self) -> None:
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

    def _draw_understood(self, typed: str) -> None:
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

    def footer_right(self) -> Text:
        look, saved = self.look, self.session.saved()
        if saved.trouble:
            return styled(f"NOT SAVED: {saved.trouble}", look.late)
        if saved.all or not self._saved_words:
            self._saved_words = f"Saved {saved.at.astimezone(self.desk.office.tz):%H:%M:%S}"
        return styled(self._saved_words, look.good)

    def _tick(self) -> None:
        self.query_one("#timer", TickingText).show(elapsed(self.session.elapsed()))
        before = self._saved_words
        if self.footer_right().plain != before:
            self.draw_footer()

    # The composer

    def _typed(self, value: str) -> None:
        self.hush()
        if not value.startswith("/") and self.session.type(value, self._editing) and not self._settling:
            self._settling = True
            self.set_timer(SETTLE_SECONDS, self._settle)
        command = slash_command(value, self.all_commands(), completing=True)
        self.composer.suggestion = f"{command.slash[len(value) - 1 :]} " if command else ""
        self._draw_understood(value)

    def _settle(self) -> None:
        self._settling = False
        self.session.settle()

    def _entered(self, value: str) -> None:
        if value.startswith("/"):
            self.paratui.doing(self._run_slash(value))
        elif self._editing:
            self._keep_edit(value)
        elif self._chosen_line or not value.strip():
            self._edit_chosen()
        elif looks_like_a_number(value, self.session.call.phone):
            self.paratui.doing(self._take_typed_number(value))
        else:
            self._add(value)

    def _add(self, value: str) -> None:
        try:
            line = self.session.add_line(value)
        except ParatuiError as error:
            self.say(str(error), trouble=True)
            return
        self._chosen_line = 0
        self.composer.value = ""
        self._after_line()
        if line.kind in FOLLOW_UP_KINDS or line.line == 1:
            self.paratui.open_calls.announce(self.session)

    def _after_line(self) -> None:
        self._draw_lines()
        self._draw_understood(self.composer.value)
        # The word Saved follows as soon as the line is on the disk.
        self.set_timer(0.05, self._tick)

    async def _run_slash(self, value: str) -> None:
        command = slash_command(value, self.all_commands())
        if command is None:
            self.say(
                f"There is no command {value.split(maxsplit=1)[0]}; / lists them, \\/ begins a note",
                trouble=True,
            )
            return
        self.composer.value = ""
        self.session.type("")
        self._draw_understood(self.composer.value)
        await self.run_command(command, value.partition(" ")[2].strip())

    def _pasted(self, lines: list[str]) -> None:
        added = 0
        for place, line in enumerate(lines):
            if not line.strip():
                continue
            try:
                self.session.add_line(self.composer.value + line if place == 0 else line)
            except ParatuiError as error:
                self.say(str(error), trouble=True)
                break
            if place == 0:
                self.composer.value = ""
            added += 1
        else:
            self.say(f"{added} lines pasted, each a line of its own")
        self._after_line()

    # Earlier lines

    def on_key(self, event: events.Key) -> None:
        """Up and Down choose an earlier line, Esc lets go, Tab takes a suggestion."""
        if event.key in {"up", "down"}:
            event.stop()
            self._choose_line(-1 if event.key == "up" else 1)
        elif event.key in {"escape", "ctrl+c"}:
            event.stop()
            self._let_go()
        elif event.key == "tab":
            event.stop()
            self.composer.accept_suggestion()

    def _choose_line(self, by: int) -> None:
        numbers = [line.line for line in self.session.call.lines]
        if not numbers or self._editing:
            return
        place = numbers.index(self._chosen_line) if self._chosen_line in numbers else len(numbers)
        place = max(0, place + by)
        self._chosen_line = numbers[place] if place < len(numbers) else 0
        self._draw_lines()
        if self._chosen_line:
            self.say("Enter edits this line; Down past the last one goes back to what you were typing")
        else:
            self.hush()

    def _edit_chosen(self) -> None:
        if not self._chosen_line:
            return
        self._editing, self._chosen_line = self._chosen_line, 0
        self._stash = self.composer.value
        self.composer.value = typed_form(self.session.line(self._editing))
        self._draw_lines()
        self._draw_understood(self.composer.value)
        self.hush()

    def _keep_edit(self, value: str) -> None:
        try:
            if value.strip():
                self.session.reword(self._editing, value)
            else:
                self.session.strike(self._editing)
        except ParatuiError as error:
            self.say(str(error), trouble=True)
            return
        self._back_to_typing()
        self._after_line()
        self.say("Kept; the earlier wording stays as a version")

    def _back_to_typing(self) -> None:
        """The earlier line is done with; what was being typed before stands in the composer again."""
        self._editing = 0
        self.composer.value, self._stash = self._stash, ""
        self.session.type(self.composer.value)

    def _let_go(self) -> None:
        if self.card:
            self.put_card_away()
        elif self._editing:
            self._back_to_typing()
            self.say("The line stays as it was")
        elif self.composer.value.startswith("/"):
            self.composer.value = ""
        elif self.untouched() and not self.composer.value:
            self.paratui.doing(self.paratui.open_calls.discard(self.session, "No call was begun"))
        self._chosen_line = 0
        self._draw_lines()
        self._draw_understood(self.composer.value)

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

    async def _take_typed_number(self, value: str) -> None:
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
