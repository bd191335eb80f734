"""The composer of a call: what Enter makes of a line, and how an earlier line is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput, ParatuiError
from paratui.domain.note_line import FOLLOW_UP_KINDS, MARKS
from paratui.domain.spoken_time import due_words
from paratui.domain.wall_clock import from_utc_text
from paratui.services.call_lines import typed_form
from paratui.ui.screens.duty_asks import ASKS
from paratui.ui.screens.slash import looks_like_a_number, slash_command
from paratui.ui.screens.watching import Watching

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events

    from paratui.domain.duty import Duty
    from paratui.ui.area import Answered

SETTLE_SECONDS = 0.3
CARD_SCROLL = {"pageup": -10, "pagedown": 10}
PASTED_LINES = 1_000
"""How many lines of a paste a call takes at once; more would hold up the keys."""


class Composing(Watching):
    """Typing, keeping and mending lines. What is typed here is on its way to the disk at once."""

    _chosen_line: int
    _editing: int
    _stash: str
    _settling: bool
    # What was pasted and refused, by the call it belongs to: each comes into the composer when it is empty.
    _left_out: Mapping[int, tuple[str, ...]] = {}
    # What was refused and typed over, by the call it belongs to: there until it is brought back or the call ends.
    _typed_over: Mapping[int, tuple[str, ...]] = {}

    def typed(self, value: str) -> None:
        """The line in the composer is another one now."""
        self.hush()
        if value and value in self.typed_over:
            # A step back has brought it back.
            self._keep_typed_over(tuple(one for one in self.typed_over if one != value))
        if not value.startswith("/") and self.session.type(value, self._editing) and not self._settling:
            self._settling = True
            self.set_timer(SETTLE_SECONDS, self._settle)
        command = slash_command(value, self.all_commands(), completing=True)
        self.composer.suggestion = f"{command.slash[len(value) - 1 :]} " if command else self._rest_of_login(value)
        self.look_at(value)
        self.draw_understood(value)

    @property
    def typed_over(self) -> tuple[str, ...]:
        """The refused lines of this call that ^Z brings back, the newest last."""
        return self._typed_over.get(self.session.call.id, ())

    def _keep_typed_over(self, lines: tuple[str, ...]) -> None:
        still = {one.call.id for one in self.paratui.open_calls.sessions}
        others = {call: kept for call, kept in self._typed_over.items() if call in still}
        self._typed_over = {**others, self.session.call.id: lines}

    def replaced(self, value: str) -> None:
        """A refused line is typed over, or thrown away."""
        if value.strip():
            self._keep_typed_over((*(one for one in self.typed_over if one != value), value))

    def bring_back(self) -> None:
        """The refused line typed over last stands in the composer again."""
        if self.typed_over and not (self._editing or self.composer.value):
            self.composer.insert(self.typed_over[-1])

    def _rest_of_login(self, value: str) -> str:
        """What Tab adds to an @ at the end of a line that makes a follow-up."""
        name = value.rpartition(" ")[2]
        if MARKS.get(value[:1]) not in FOLLOW_UP_KINDS or not name.startswith("@"):
            return ""
        fitting = self.session.logins_like(name[1:])
        rest = fitting[0][len(name) - 1 :] if fitting else ""
        return f"{rest} " if rest else ""

    def _settle(self) -> None:
        self._settling = False
        self.session.settle()

    def entered(self, value: str) -> None:
        """Enter: a command, a number, an earlier line mended, or a line of the call."""
        if value.startswith("/"):
            self.paratui.doing(self._run_slash(value))
        elif self._editing:
            self._keep_edit(value)
        elif self._chosen_line or not value.strip():
            self._edit_chosen()
        elif looks_like_a_number(value, self.session.call.phone, self.desk.office.region):
            self.paratui.doing(self.take_typed_number(value))
        else:
            self._add(value)

    def _add(self, value: str) -> None:
        try:
            line = self.session.add_line(value)
        except ParatuiError as error:
            self.refused(error)
            if self.composer.value == value:
                # What is typed next is the next line, not the end of this one.
                self.composer.mark()
                self.draw_understood(value)
            return
        self._chosen_line = 0
        self.composer.value = ""
        self.line_kept(line)
        self._next_left_out()
        self._after_line()
        if line.kind in FOLLOW_UP_KINDS or line.line == 1:
            self.paratui.open_calls.announce(self.session)

    async def owe(self, duty: Duty, words: str) -> None:
        """A line that tells of a duty towards the client; without words they are asked for."""

        async def said(typed: str) -> Answered:
            try:
                line = self.session.owe(duty, typed)
            except BadInput as error:
                return str(error)
            self.line_kept(line)
            self._after_line()
            self.paratui.open_calls.announce(self.session)
            due = due_words(from_utc_text(line.due), self.desk.now(), self.desk.office)
            self.say(f"Kept: {duty.terms.title}, due {due}; it becomes an item when the call ends")
            return ""

        trouble = await said(words) if words else None
        if trouble is None:
            question, hint = ASKS[duty]
            await self.ask(question.format(whom=self.session.call.person or "the client"), said, hint=hint)
        elif isinstance(trouble, str) and trouble:
            self.say(trouble, trouble=True)

    def _after_line(self) -> None:
        self.draw_lines()
        self.draw_understood(self.composer.value)
        # The word Saved follows as soon as the line is on the disk.
        self.set_timer(0.05, self.tick)

    async def _run_slash(self, value: str) -> None:
        if value.strip() == "/":
            self._back_to_typing()
            self.draw_understood(self.composer.value)
            await self.paratui.show_palette(self)
            return
        command = slash_command(value, self.all_commands())
        if command is None:
            self.say(
                f"There is no command {value.split(maxsplit=1)[0]}; / and Enter list them, \\/ begins a note",
                trouble=True,
            )
            return
        # In the middle of an edit the command is meant, not the line: it stays as it was.
        self._back_to_typing()
        self.draw_lines()
        self.draw_understood(self.composer.value)
        await self.run_command(command, value.partition(" ")[2].strip())

    def pasted(self, lines: list[str]) -> None:
        """Many lines pasted are many lines of the call; what is refused is mended in the composer, one by one."""
        if len(lines) > PASTED_LINES:
            many = f"{len(lines):,} lines pasted, {PASTED_LINES:,} fit at once"
            self.say(f"{many}; paratui call --notes logs a file", trouble=True)
            return
        added = 0
        left_out: list[str] = []
        why: ParatuiError | None = None
        if not self._editing:
            # What is being typed goes before the first of them, an earlier line being edited does not.
            lines = [self.composer.value + lines[0], *lines[1:]]
            self.composer.value = ""
        for line in filter(str.strip, lines):
            try:
                self.session.add_line(line)
            except ParatuiError as error:
                why = why or error
                left_out.append(line)
            else:
                added += 1
        self._left_out = {**self._left_out, self.session.call.id: (*self._waiting_lines, *left_out)}
        self._next_left_out()
        if why is None:
            self.say(f"{added} lines pasted, each a line of its own")
        else:
            self.refused(why)
            self.say(f"{added} line{'' if added == 1 else 's'} kept, {len(left_out)} not: {why}", trouble=True)
        self._after_line()

    @property
    def _waiting_lines(self) -> tuple[str, ...]:
        return self._left_out.get(self.session.call.id, ())

    def _next_left_out(self) -> None:
        """The next pasted line that was refused stands in the composer, once that is empty."""
        if self._waiting_lines and not self._editing and not self.composer.value:
            first, *others = self._waiting_lines
            self._left_out = {**self._left_out, self.session.call.id: tuple(others)}
            self.composer.value = first
            self.session.type(first)
            self.session.settle()

    # Earlier lines

    def on_key(self, event: events.Key) -> None:
        """Up and Down choose an earlier line, Esc lets go, Tab takes a suggestion."""
        if event.key in {"up", "down"}:
            event.stop()
            self._choose_line(-1 if event.key == "up" else 1)
        elif event.key in CARD_SCROLL and self.card:
            event.stop()
            self.scroll_card(CARD_SCROLL[event.key])
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
        self.draw_lines()
        self.draw_understood(self.composer.value)
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
        self.draw_lines()
        self.draw_understood(self.composer.value)
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
        kept = self.session.line(self._editing)
        self._back_to_typing()
        self.say("Kept; the earlier wording stays as a version")
        self.line_kept(kept)
        self._after_line()

    def _back_to_typing(self) -> None:
        """The earlier line is done with; what was being typed before stands in the composer again."""
        self._editing = 0
        self.composer.value, self._stash = self._stash, ""
        self.session.type(self.composer.value)
        self._next_left_out()

    def _let_go(self) -> None:
        if self.composer.marked:
            self.composer.throw_away()
            self.say("Thrown away; ^Z brings it back")
        elif self.card:
            self.put_card_away()
        elif self.put_refusal_away():
            pass
        elif self._editing:
            self._back_to_typing()
            self.say("The line stays as it was")
        elif self.composer.value.startswith("/"):
            self.composer.value = ""
        elif self.untouched() and not self.composer.value:
            self.paratui.doing(self.paratui.open_calls.discard(self.session, "No call was begun"))
        self._chosen_line = 0
        self.draw_lines()
        self.draw_understood(self.composer.value)
