"""The fast pass: voicemails, missed calls, emails, letters, one line each, what was entered above."""

from __future__ import annotations

from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text

from paratui.domain.received import WAYS
from paratui.services.fast_pass import MISTAKE
from paratui.ui.commands.fast_pass import FAST_PASS_COMMANDS
from paratui.ui.look import styled
from paratui.ui.screens.fast_pass_picture import EXAMPLES, entry_row, titles, understood_rows, waiting_row
from paratui.ui.screens.message_entering import MessageEntering, who_of
from paratui.ui.screens.message_typing import head_of
from paratui.ui.screens.slash import completions
from paratui.ui.widgets.line_input import LineInput
from paratui.ui.widgets.pane import Pane, wrapped

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from paratui.ui.app import ParatuiApp
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command


# Keys come to their turn in the rests while every name is read.
REST_SECONDS = 0.001
_NARROW = 76
_HINTS = (
    (
        "@dana calls back   ! alone is urgent   a time first: 9:12, yesterday 4pm",
        "/email /letter /text /missed /walkin /voicemail: how the next ones came",
    ),
    ("@dana calls back   ! alone is urgent", "/email, /letter, ...: how they came"),
)


class FastPassScreen(MessageEntering):
    """One line a message. Rows are the entries, then the pasted lines that wait to be entered."""

    NAME = "Messages"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = FAST_PASS_COMMANDS
    AUTO_FOCUS = "#composer"
    TYPED_IN = True
    LISTED = False
    DO_NEXT = "type the first message, such as: 415 555 2671 maria: wants the hearing date @dana. Enter."
    HELP_TEXT = (
        "Voicemails, missed calls, emails, letters, text messages and walk-ins, one line each: the number or the "
        "name, then a colon and what was said. A time at the beginning is when it came, @dana is who calls back, "
        "! alone is urgent; what was said keeps the marks of note lines. Enter keeps the call and what is owed for "
        "it. /email /letter /text /missed /walkin /voicemail say how the next ones came. Up chooses a row, Enter "
        "mends it. Many lines pasted are shown first, Enter on an empty line enters them all. The line being typed "
        "is not on the disk before Enter."
    )

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield Pane(id="messages")
        yield Pane(id="understood-message")
        yield LineInput(
            prefix=" ▸ ",
            on_change=self._typed,
            on_submit=lambda value: self.paratui.doing(self._entered(value)),
            on_paste_lines=lambda lines: self.paratui.doing(self._pasted(lines)),
            on_refuse=lambda sentence: self.say(sentence, trouble=True),
            id="composer",
        )
        yield Pane(id="footer")

    def on_mount(self) -> None:
        self._load_names()

    def on_resize(self) -> None:
        self.draw()

    def on_screen_resume(self) -> None:
        self.draw()

    def changed(self, kinds: set[str]) -> None:
        if "person" in kinds:
            self.passing.callers.forget()
            self._load_names()
        if kinds & {"person", "follow_up"}:
            self._read_soon(self.composer.value)

    def _load_names(self) -> None:
        async def load() -> None:
            pause = Event()
            await self.attempt(lambda: self.passing.callers.load(lambda: pause.wait(REST_SECONDS)))
            self._read_soon(self.composer.value)

        self.in_background("names", load)

    # Drawing

    def draw(self) -> None:
        if not self.is_mounted or not self.is_running or not self.size.width:
            return
        look, width = self.look, self.size.width
        way = WAYS[self.passing.received]
        standing = sum(not entry.withdrawn for entry in self.passing.entries)
        left = Text(" ")
        left.append("Messages", look.key)
        left.append(f"  {way.many}", look.accent)
        left.append(f"  {standing} entered")
        left.append(f"  {len(self._waiting)} pasted, Enter enters them" if self._waiting else "", look.late)
        self.query_one("#top", Pane).show([self.paratui.top_line(left, [], width)], {0: look.bar})
        pane = self.query_one("#messages", Pane)
        room = max(1, pane.size.height - 1)
        rows = self._rows(width)
        last = len(rows) if self._chosen is None else max(self._chosen + 1, min(len(rows), room))
        shown = rows[max(0, last - room) : last]
        if not rows:
            shown = self._nothing_rows(width, room)
        pane.show([titles(width, look), *shown])
        self.draw_understood()
        self.draw_footer()

    def _nothing_rows(self, width: int, room: int) -> list[Text]:
        said, example = "One line each: number or name, colon, what was said.", EXAMPLES[self.passing.received]
        for words in (("", f"Nothing is entered yet. {said}", "", example), (said, example)):
            rows = [row for one in words for row in wrapped(styled(one, self.look.quiet), width - 4)]
            if len(rows) <= room:
                break
        return [Text("   ").append_text(row) for row in rows]

    def _rows(self, width: int) -> list[Text]:
        app: ParatuiApp = self.paratui
        entries = self.passing.entries
        chosen = self._mending if self._mending is not None else self._chosen
        rows = [entry_row(one, app, width, chosen=place == chosen) for place, one in enumerate(entries)]
        for place, (typed, read) in enumerate(zip(self._waiting, self._read_waiting, strict=True), len(entries)):
            rows.append(waiting_row(read, typed, app, width, chosen=place == chosen))
        return rows

    def draw_understood(self, trouble: str = "") -> None:
        look, width, value = self.look, self.size.width, self.composer.value
        line = self._understood
        if value.startswith("/") and " " not in value:
            rows = [completions(value, self.all_commands(), width, look)]
        elif not value.strip():
            rows = [styled(f" {words}", look.quiet) for words in _HINTS[width < _NARROW]]
        elif line is not None and line.typed == value:
            rows = understood_rows(self._as_picked(line), self.paratui, width)
            if self._seen is None or self._seen[0] != head_of(line):
                self._seen = (head_of(line), monotonic())
        elif trouble:
            rows = [styled(f" {trouble}", look.quiet)]
        else:
            return
        self.query_one("#understood-message", Pane).show(rows)

    # Rows

    def on_key(self, event: events.Key) -> None:
        """Up and Down choose a row, Tab takes a suggestion."""
        if event.key in {"up", "down"}:
            event.stop()
            self._choose(-1 if event.key == "up" else 1)
        elif event.key == "tab":
            event.stop()
            self.composer.accept_suggestion()

    def _choose(self, by: int) -> None:
        rows = len(self.passing.entries) + len(self._waiting)
        if not rows or self._mending is not None:
            return
        place = max(0, (rows if self._chosen is None else self._chosen) + by)
        self._chosen = place if place < rows else None
        self.draw()
        if self._chosen is not None:
            self.say(self._words_of(self._chosen))

    def _words_of(self, place: int) -> str:
        waiting = place - len(self.passing.entries)
        if waiting >= 0 and isinstance(self._read_waiting[waiting], str):
            return f"Enter mends it: {self._read_waiting[waiting]}"
        return self.keyed("Enter mends this line, [[messages.undo]] takes it back; Down goes back to typing")

    # Taking back and leaving

    def _to_take_back(self) -> int | None:
        if self._chosen is not None:
            return self._chosen
        return self.passing.last()

    def why_not_take_back(self) -> str:
        place = self._to_take_back()
        if place is None:
            return "Nothing is entered yet that could be taken back"
        if place < len(self.passing.entries) and self.passing.entries[place].withdrawn:
            return "This one was taken back already"
        return ""

    async def ask_take_back(self, words: str) -> None:
        """Take an entry back with a reason; a pasted line is only left out."""
        place = self._to_take_back()
        if place is None:
            return
        if place >= len(self.passing.entries):
            self._mending = place
            self._drop_or_refuse()
            return
        entry = self.passing.entries[place]

        async def take_back(why: str) -> Answered:
            done = await self.attempt(lambda: self.passing.withdraw(place, why))
            if done:
                self._chosen = None
                self.draw()
                self.say(f"Taken back: {who_of(done)}, {why}; the log keeps it as discarded")
            return ""

        if words:
            self.composer.value = ""
            await take_back(words)
        else:
            await self.ask(f"Take back {who_of(entry)}: why?", take_back, proposed=MISTAKE)

    async def let_go(self) -> None:
        """Leave what is being mended, the chosen row, the typed line; then the screen."""
        if self._mending is not None:
            self._back_to_typing()
            self.draw()
            self.say("The line stays as it was")
        elif self._chosen is not None:
            self._chosen = None
            self.draw()
        elif self.composer.value.startswith("/"):
            self.composer.value = ""
            self.draw_understood()
        elif (self.composer.value.strip() or self._waiting) and not self._asked_to_leave:
            self._asked_to_leave = True
            self.say(
                self.keyed(
                    "What stands here is not entered; Esc again leaves it until you come back ([[queue.messages]])"
                )
            )
        else:
            self._asked_to_leave = False
            await self.app.pop_screen()
