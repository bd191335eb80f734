"""The face of a call: each part of its screen drawn from the record, and the row for what is being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.facts_lock import locked
from paratui.domain.given_number import take_number
from paratui.domain.spoken_time import elapsed
from paratui.services.identity_check import with_warning
from paratui.ui.look import styled
from paratui.ui.screens import call_picture as picture
from paratui.ui.screens import other_end_picture as other_end
from paratui.ui.screens.caller_questions import CallerQuestions
from paratui.ui.screens.composing import Composing
from paratui.ui.screens.conflict_questions import ConflictQuestions
from paratui.ui.screens.contact_questions import ContactQuestions
from paratui.ui.screens.dialling_questions import DiallingQuestions
from paratui.ui.screens.identity_questions import IdentityQuestions
from paratui.ui.screens.laid_card import LaidCard
from paratui.ui.screens.line_parties import PartyQuestions
from paratui.ui.screens.line_questions import LineQuestions
from paratui.ui.screens.person_questions import PersonQuestions
from paratui.ui.screens.read_back_questions import LiveReadBack
from paratui.ui.screens.slash import completions, looks_like_a_number
from paratui.ui.screens.step_questions import StepQuestions
from paratui.ui.screens.walk_questions import WalkQuestions
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.ticking_text import TickingText

if TYPE_CHECKING:
    from paratui.services.brief import Fact

LEAST_STEPS = 7


class CallFace(
    LaidCard,
    ConflictQuestions,
    PartyQuestions,
    Composing,
    StepQuestions,
    WalkQuestions,
    CallerQuestions,
    IdentityQuestions,
    LiveReadBack,
    DiallingQuestions,
    PersonQuestions,
    ContactQuestions,
    LineQuestions,
):
    """What is seen of a call and of its questions. A part that has not changed costs nothing to draw."""

    _facts: list[Fact]
    _minute_shown: int
    _saved_words: str

    def draw(self) -> None:
        """Draw every part; what has not changed costs nothing."""
        if not self.is_mounted:
            return
        session, look = self.session, self.look
        direction = "PARKED" if session.parked else "OUT" if session.call.direction == "out" else "IN"
        self.query_one("#direction", Pane).show([styled(f" {direction}", look.key)], {0: look.bar})
        self._draw_head()
        self.draw_strip()
        self.tick()
        self._draw_guide()
        self.draw_lines()
        if self.has_class("-wide") and not self.card:
            pane = self.query_one("#card", Pane)
            pane.show(picture.card(with_warning(self._facts, self.session.call), pane.size.width, look))
        self.draw_understood(self.composer.value)
        self.draw_footer()

    def tick(self) -> None:
        timer = self.query("#timer")
        if not timer:
            # The first second may be over before the screen is put together.
            return
        timer.first(TickingText).show(elapsed(self.session.elapsed()))
        if self.desk.now().minute != self._minute_shown:
            self._draw_head()
        before = self._saved_words
        if self.footer_right().plain != before:
            self.draw_footer()

    # The head and the guide

    def _draw_head(self) -> None:
        pane, call = self.query_one("#head", Pane), self.session.call
        head = other_end.head(call, self._number_shown, self.time_there, pane.size.width or 80, self.look)
        self._minute_shown = self.desk.now().minute
        pane.show([head], {0: self.look.bar})

    def _draw_guide(self) -> None:
        guide, look = self.query_one("#guide"), self.look
        width, height = guide.size
        if not width:
            return
        if self.card:
            self.query_one("#checklist", Pane).show(self._card_rows(width, height))
            return
        # The sentence is what she reads aloud: it gets the room it needs, the list of steps the rest.
        progress, step = self.progress, self.step
        room = max(2, height - LEAST_STEPS)
        said = self.refusal(width, room) or self.question_asked(width, room)
        said = said or picture.sentence(step, self.to_say_at(step), width, room, look)
        said += picture.missing(progress, step, width, look)
        rows = len(said)
        self.query_one("#say").styles.height = rows
        self.query_one("#say", Pane).show(said)
        listed = self.questions_listed(width, height - rows)
        listed = listed or picture.checklist(progress, self.walk, step, height - rows, width, look)
        self.query_one("#checklist", Pane).show(listed)

    # The lines, and the one being typed

    def draw_lines(self) -> None:
        pane, look = self.query_one("#lines", Pane), self.look
        width, height = pane.size
        if not width:
            return
        head = self.locked_rows()
        height = max(1, height - len(head))
        rows: list[Text] = []
        chosen_rows: list[int] = []
        for line in self.session.call.lines:
            shown = picture.note_rows(
                line,
                width,
                self.desk,
                look,
                chosen=line.line == self._chosen_line,
                reword=self.to_reword(line),
            )
            if line.line in {self._chosen_line, self._editing}:
                chosen_rows = list(range(len(rows), len(rows) + len(shown)))
            rows += shown
        if not rows:
            rows = [styled(" What is said goes here, a line at a time.", look.quiet)]
        first = max(0, len(rows) - height)
        if chosen_rows:
            first = min(first, chosen_rows[0])
        shown_rows = [*head, *rows[first : first + height]]
        pane.show(shown_rows, {row - first + len(head): look.chosen for row in chosen_rows})

    def draw_understood(self, typed: str) -> None:
        pane, look = self.query_one("#understood", Pane), self.look
        if self._editing:
            words = styled(" editing:", look.accent)
            words.append_text(self._as_understood(typed) if typed else Text())
            words.append("  Enter keeps it, an empty line strikes it out, Esc leaves", look.quiet)
        elif typed.startswith("/"):
            words = completions(typed, self.all_commands(), self.size.width, look)
        elif self.composer.marked:
            words = styled(" not kept: type over it (^Z brings it back), Backspace mends, Esc throws away", look.late)
        elif looks_like_a_number(typed, self.session.call.phone, self.desk.office.region):
            words = self._number_words(typed)
        elif not typed:
            words = self._before_row() or self.left_by_the_line() or self._legend()
        else:
            waits = self.waits_words(typed)
            words = waits or self.raised_words() or self._as_understood(typed)
        pane.show([words], {0: look.bar})

    def _legend(self) -> Text:
        """The marks of a line; before them that a line which was not kept is still there."""
        words = Text()
        if self.typed_over:
            words.append(" ^Z", self.look.key).append(" brings back what was not kept  ", self.look.quiet)
        room = self.size.width - words.cell_len
        return words.append_text(picture.legend(room, self.look, locked=locked(self.session.call)))

    def _as_understood(self, typed: str) -> Text:
        return picture.understood(typed, self.session, self.desk, self.look, self.size.width)

    def _before_row(self) -> Text | None:
        """What holds before dialling, until something is said on the call."""
        if not (self._before and self.is_before_dialling()):
            return None
        return other_end.before_dialling(self._before, self.size.width, self.look)

    def _number_words(self, typed: str) -> Text:
        given = take_number(typed, self.desk.office.region)
        names = [one.person.name for one in self.paratui.known_by_number(typed)[:3]]
        shown = self.paratui.number_as_typed(typed)
        enter = "Enter notes where to call back" if self.is_call_back(typed) else "Enter takes it"
        return other_end.typed_number(shown, given.says, names, enter, self.size.width, self.look)

    # The last row

    def must_show_right(self) -> bool:
        return bool(self.session.saved().trouble)

    def footer_right(self) -> Text:
        look, saved = self.look, self.session.saved()
        if saved.trouble:
            return styled(f"NOT SAVED: {saved.trouble}", look.late)
        if saved.all:
            self._saved_words = f"Saved {saved.at.astimezone(self.desk.office.tz):%H:%M:%S}"
        return styled(self._saved_words, look.good) if self._saved_words else styled("Saving", look.quiet)
