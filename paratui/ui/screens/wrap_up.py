"""The wrap-up page: one look over everything, then it is written in one step or not at all."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text

from paratui.domain.billing_line import reached_nobody, usual_billing, usual_tenths
from paratui.domain.errors import ParatuiError
from paratui.domain.open_end import EndKind, OpenEnd
from paratui.domain.progress import Progress
from paratui.domain.spoken_time import elapsed, line_time
from paratui.services.interview import not_to_be_promised
from paratui.services.open_ends import SPOKEN
from paratui.services.queue import Queue
from paratui.services.wrapping_up import WrappingUp
from paratui.ui.commands.wrap_up import WRAP_UP_COMMANDS
from paratui.ui.last_look import LastLook
from paratui.ui.look import styled
from paratui.ui.screens.identity_questions import choose_how
from paratui.ui.screens.open_ends import Before
from paratui.ui.screens.outcome_questions import OutcomeQuestions
from paratui.ui.screens.wrap_up_picture import Shown, goes_into_the_log, left_out, open_ends, rows_to_the_asked
from paratui.ui.widgets.pane import Pane, wrapped

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from paratui.domain.checklist import Checklist, Step
    from paratui.domain.person import Person
    from paratui.services.call_session import CallSession
    from paratui.services.desk import Desk
    from paratui.ui.commands.command import Command

CONFLICT_STANDS = {"flagged": "flagged: the attorney decides", "denied": "denied: no facts may be taken"}
SCROLL = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}


class WrapUp(OutcomeQuestions):
    """What is still unanswered, what was promised, how long it took."""

    NAME = "Wrap-up"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = WRAP_UP_COMMANDS
    LISTED = False
    DO_NEXT = "press Enter until nothing is open, and once more to write it all."
    HELP_TEXT = (
        "What is still open stands first, one thing at a time: Enter gives the answer it usually has, the letters "
        "beside it the others. Nothing is dropped: each is settled, becomes a follow-up, or keeps a reason. When "
        "nothing is open, Enter writes the call, its follow-ups and its time together; an Enter pressed before that "
        "was to be seen writes nothing. "
        "A required step that was not taken needs a reason."
    )

    def __init__(self, desk: Desk, session: CallSession, walk: Checklist) -> None:
        super().__init__(desk)
        self.session = session
        self.walk = walk
        self._wrapping = WrappingUp(desk, session, lambda call: not_to_be_promised(call, self.paratui.tables))
        self._person: Person | None = None
        self._put_off: list[str] = []
        self._before: list[Before] = []
        self._proposed_tenths = 0
        self._last_look = LastLook()
        self._pressed = 0.0
        self._asked_now: OpenEnd | str | None = ""
        self._asked_to = 0
        self._top = 0

    @property
    def wrapping(self) -> WrappingUp:
        return self._wrapping

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield Pane(id="page")
        yield Pane(id="footer")

    def on_mount(self) -> None:
        session, call = self.session, self.session.call
        session.hang_up()
        if call.about_follow_up:
            self.about = Queue(self.desk).item(call.about_follow_up)
        known = self.paratui.people.person(call.person_id) if call.person_id else None
        self._person = known.person if known else None
        if not call.outcome:
            session.change(outcome=self.likely_outcome())
        self._proposed_tenths = usual_tenths(session.call, session.elapsed())
        if not call.tenths:
            session.change(tenths=self._proposed_tenths)
        if not call.billing:
            session.change(billing=usual_billing(session.call))
        self.propose_next_try()
        self.draw()

    def on_unmount(self) -> None:
        """However the page is left, a call that was not written goes on, and has gone on meanwhile."""
        self.session.go_on()

    @property
    def asked_of(self) -> int:
        return self.session.call.id

    def half_typed(self, question: str, text: str) -> None:
        self.session.answering(question, text)

    def on_resize(self) -> None:
        self.draw()

    def draw(self) -> None:
        """Draw the page; what is missing stands first."""
        if not self.is_mounted:
            return
        look, call = self.look, self.session.call
        top = Text(" ")
        top.append("Wrap-up", look.key)
        top.append(f"  {call.person or 'caller not named'}", look.strong)
        top.append(f"  {call.matter_title} {call.matter}".rstrip(), look.plain)
        top.append(f"  {elapsed(self.session.elapsed())}", look.quiet)
        self.query_one("#top", Pane).show([top], {0: look.bar})
        pane = self.query_one("#page", Pane)
        width, height = pane.size
        if not width:
            return
        lines = self._lines(width - 2, height)
        self._top = max(0, min(self._top, len(lines) - height))
        shown = [Text(" ").append_text(line) for line in lines[self._top : self._top + height]]
        if len(lines) > self._top + height:
            shown[-1] = styled(f" ... {len(lines) - self._top - height + 1} more lines, Down shows them", look.accent)
        pane.show(shown)
        self.draw_footer()
        self._look_on()

    def on_screen_resume(self) -> None:
        self._look_on()

    def look_anew(self) -> None:
        self._last_look.end()
        self.draw()

    def _look_on(self) -> None:
        """What Enter writes is looked at from the moment it stands on the screen with nothing open."""
        if self.end is not None:
            self._last_look.end()
        elif self.is_current:
            self.call_after_refresh(lambda: self._last_look.begin(time.monotonic()))

    def _lines(self, width: int, height: int) -> list[Text]:
        look, call = self.look, self.session.call
        lines: list[Text] = []

        lines.append(styled("Outcome  ", look.accent).append(call.outcome.replace("_", " "), look.strong))
        time = styled("Time     ", look.accent).append(f"{call.tenths / 10:.1f} h", look.strong)
        held = f", of which {line_time(self.session.on_hold)} on hold" if self.session.on_hold else ""
        time.append(f"  ({line_time(self.session.elapsed())} exactly{held})", look.quiet)
        if call.tenths and call.matter and reached_nobody(call):
            time.append("  nobody was reached: bill it? - takes it out", look.late)
        lines.append(time)
        billing = call.billing or ("no matter, nothing to bill" if not call.matter else "-")
        lines += wrapped(styled("Billing  ", look.accent).append(billing, look.plain), width)
        if self.about:
            words = f"#{self.about.number} {self.about.text}: {self.about_words()}"
            lines += wrapped(styled("For      ", look.accent).append(words, look.plain), width)
        shown = self._shown()
        begins, self._asked_to = (len(lines) + 1 + rows for rows in rows_to_the_asked(shown, self.desk, width, look))
        if shown.now != self._asked_now:
            # What is asked stands whole on the screen, as far as it fits.
            self._asked_now = shown.now
            self._top = max(0, min(begins, self._asked_to + 1 - height))
        lines += [Text(), *open_ends(shown, self.desk, width, look), Text()]
        if call.conflict.verdict in CONFLICT_STANDS:
            lines.append(styled(f"Conflict check {CONFLICT_STANDS[call.conflict.verdict]}", look.late))
        if call.consent.answer == "not_asked" and call.outcome in SPOKEN:
            lines.append(styled("Recording was not asked for: notes only", look.late))
        if call.identity.result == "failed":
            lines.append(styled("NOT VERIFIED: no matter details to this caller", look.late))
        lines += left_out(self.wrapping.not_reached(self._required(), self.unasked()), width, look)
        return lines + goes_into_the_log(call, self.desk, width, look)

    def _shown(self) -> Shown:
        end = self.end
        return Shown(self.session.call, self.ends, end, self.wrapping.to_say(), self.contact(), self.answers(end))

    def missing(self) -> tuple[Step, ...]:
        """The required steps without an answer; nobody was spoken to, nothing could be explained."""
        return self._required() if self.session.call.outcome in SPOKEN else ()

    def _required(self) -> tuple[Step, ...]:
        return Progress(self.walk, self.session.call, self._person).required_and_open()

    def on_key(self, event: events.Key) -> None:
        self._pressed = event.time
        if event.key in SCROLL:
            event.stop()
            self._top += SCROLL[event.key]
            self.draw()

    async def back_to_the_call(self) -> None:
        """Nothing is written; the time is proposed anew when the call is over at last."""
        if self.session.call.tenths == self._proposed_tenths:
            self.session.change(tenths=0)
        await self.app.pop_screen()

    # What can be done

    async def accept(self) -> None:
        """Give the open end that is asked now its usual answer; when nothing is open, write everything."""
        end = self.end
        if end is None and not self._last_look.came_before(self._pressed):
            self.say("Look it over first; Enter now writes the call")
        elif end is None:
            await self.write()
        elif end.kind is EndKind.CLOSING and not self._read_whole():
            self._top += self.query_one("#page", Pane).size.height - 2
            self.draw()
            self.say("Read it to its end first; Enter there says that it was clear")
        else:
            await self.answer_naturally(end)

    def _read_whole(self) -> bool:
        """Whether the end of what is read back has been on the screen."""
        return self._asked_to < self._top + self.query_one("#page", Pane).size.height

    async def verify(self) -> None:
        """Keep how identity was checked after all."""
        before, put_back = self.session.call, self.page_as_it_stands()

        def kept(sentence: str) -> None:
            self._before.append(Before("the identity check", before, put_back))
            self.draw()
            self.say(sentence)

        await choose_how(self, self.session, kept)

    async def write(self) -> None:
        before = self.session.call
        self.wrapping.leave_out(self._required(), self.unasked())
        try:
            ended = await asyncio.to_thread(self.session.end, self.answered_about(), self.session.call.tenths)
        except ParatuiError as error:
            self.session.change(checklist=before.checklist, ends=before.ends)
            self.say(f"{error} - nothing is lost, Enter tries again", trouble=True)
            self.draw()
            return
        self.paratui.callers.written(ended.call)
        who = ended.call.person or "the caller"
        first_last = (
            [f"#{item.number}" for item in (ended.follow_ups[0], ended.follow_ups[-1])] if ended.follow_ups else []
        )
        numbers = "-".join(dict.fromkeys(first_last))
        made = f", with follow-up{'' if len(ended.follow_ups) == 1 else 's'} {numbers}" if numbers else ""
        sentence = f"The call with {who} is in the log{made}"
        if ended.entered:
            sentence = f"The call is in the log{made.replace('with ', '')}; {who} is entered as prospect"
        await self.paratui.open_calls.closed(self.session, sentence)
