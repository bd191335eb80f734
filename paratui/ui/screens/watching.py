"""Watching what is typed: words that want a day, and what we must not say. Looked at, never in the way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.asked_for import asks_for_something
from paratui.domain.note_line import FOLLOW_UP_KINDS, MARKS, Kind
from paratui.domain.spoken import fill
from paratui.domain.when_question import TOLD_IN, undated, when_question
from paratui.services.call_lines import typed_form
from paratui.ui.look import styled
from paratui.ui.screens import fact_picture
from paratui.ui.screens.card_questions import LAWYER_ONLY, UPSET, CardQuestions
from paratui.ui.screens.fact_questions import FactQuestions

if TYPE_CHECKING:
    from rich.text import Text

    from paratui.domain.call import Call
    from paratui.domain.danger_words import Raised
    from paratui.domain.note_line import NoteLine
    from paratui.domain.practice_area import Question
    from paratui.domain.when_question import Undated

# The checklist of the office for a call with somebody upset.
DIFFICULT = "difficult-call"


class Watching(FactQuestions, CardQuestions):
    """The guards and the date words of the office, held to each line while it is typed and when it is kept."""

    _raised: tuple[Raised, ...] = ()
    _brought: frozenset[tuple[int, str]] = frozenset()
    _asking_lawyer: bool = False
    # The question was kept: what is said to it stands there until something else is done.
    _refusing: bool = False
    _days_of: Call | None = None
    _days: tuple[Undated, ...] = ()

    async def read_tables(self) -> None:
        await super().read_tables()
        await self.read_cards()
        # The words of days are put together at their first use: now, and not under somebody's fingers.
        await asyncio.to_thread(self.session.reported, self.session.read("@ noon"))
        self._watched = self.paratui.tables.watched(self.session.call.practice_area)
        self._days_of = None
        # Another call may have come to the front meanwhile, with its own line half typed.
        self._raised, self._asking_lawyer = (), self.composer.value.startswith("?")
        self._refusing = False
        self.draw()

    # While it is typed

    def look_at(self, typed: str) -> None:
        """Look at the line as it stands; something we must not say brings its card at once, once a call."""
        lawyer = typed.startswith("?")
        if lawyer != self._asking_lawyer:
            self._asking_lawyer = lawyer
            self._draw_guide()
        self._raised = ()
        if self._watched is None or not typed or typed.startswith("/"):
            return
        kind, text = _kind_and_text(typed)
        self._raised = tuple(self._watched.raised(text, kind, typing=True))
        self._bring_cards(self._raised)

    def _bring_cards(self, raised: tuple[Raised, ...]) -> None:
        for one in raised:
            key = (self.session.call.id, one.id)
            if one.card and key not in self._brought:
                self._brought |= {key}
                self.bring_card(one.card)

    def raised_words(self) -> Text | None:
        """What the row under the lines says of a word in the line being typed; None when there is nothing."""
        guard = next((one for one in self._raised if one.card), None)
        if guard:
            return styled(f" {guard.why}", self.look.late)
        day = self._day_typed()
        if day is None:
            return None
        words = styled(f" {day.what}: on which day?", self.look.late)
        words.append("  type the day too, or ", self.look.quiet)
        return words.append(self.key_of("call.due"), self.look.key).append(" asks it")

    def _day_typed(self) -> Raised | None:
        kind, _ = _kind_and_text(self.composer.value)
        if Kind(kind) not in TOLD_IN:
            return None
        asked = {one.question for one in self.session.call.facts}
        wanted = (one for one in self._raised if one.ask and not one.dated)
        return next((one for one in wanted if when_question(one).id not in asked), None)

    # When it is kept

    def line_kept(self, line: NoteLine) -> None:
        """A line was kept: its last word counts now, and what we ought not to have said can be put right."""
        self._raised = ()
        changed = self._refusing or line.kind == Kind.QUESTION.value or bool(self.question_now)
        self._asking_lawyer, self._refusing = False, line.kind == Kind.QUESTION.value
        if changed:
            self._draw_guide()
        self.hold_once(line)
        if self._watched is None:
            return
        raised = self._watched.raised_by(line.text, line.kind)
        self._bring_cards(raised)
        guard = next((one for one in raised if one.card and not one.theirs), None)
        if guard:
            self.say("Kept as typed. Up and Enter reword it; the card has what to say", trouble=True)

    @property
    def days_wanted(self) -> tuple[Undated, ...]:
        """What was told without its day, urgent first."""
        call = self.session.call
        if self._watched is None:
            return ()
        if self._days_of is not call:
            self._days_of, self._days = call, undated(call, self._watched)
        return self._days

    @property
    def asks_a_day(self) -> bool:
        """Whether the due time asks for a day: the line typed, chosen or kept last tells of something without one."""
        if self.composer.value.startswith((">", "<")):
            return False
        return self._day_typed() is not None or self.day_wanted is not None

    @property
    def day_wanted(self) -> Question | None:
        """The day the last line, or the chosen one, leaves open."""
        shown = self._day_shown()
        return shown.question if shown else None

    def _day_shown(self) -> Undated | None:
        lines = self.session.call.lines
        number = self._chosen_line or (lines[-1].line if lines else 0)
        return next((one for one in self.days_wanted if one.line == number), None)

    async def ask_the_day(self, words: str = "") -> None:
        """Ask on which day something happened that a line tells of."""
        typed = self._day_typed()
        shown = self._day_shown()
        wanted = shown or next(iter(self.days_wanted), None)
        question = when_question(typed) if typed and not words else wanted.question if wanted else None
        if question is None:
            self.say("Every day that was told of is noted; a line with @ in front notes another")
        elif words:
            self._keep_fact(question, words)
        elif shown and shown.proposed and not self.composer.value:
            # It stood in the row: one key keeps what was read there.
            self._keep_fact(question, shown.proposed, f"{question.what}: kept as a reported date")
        else:
            await self.ask_question(question, chain=False)

    def day_words(self) -> Text | None:
        """What stands in the row under the lines while nothing is typed: the day the last line leaves open."""
        shown = self._day_shown()
        if shown is None:
            return None
        what = shown.question.what
        if shown.proposed:
            line = styled(f" {what}: {shown.proposed}  ", self.look.late)
            line.append(self.key_of("call.due"), self.look.key)
            line.append(" keeps it as a reported date", self.look.quiet)
            promise = self.asked_words()
            return line.append("  >", self.look.key).append(" promises it") if promise else line
        line = styled(f" {what}: on which day?  ", self.look.late).append(self.key_of("call.due"), self.look.key)
        return line.append(" asks it, or go on: it is asked again at the end", self.look.quiet)

    def asked_words(self) -> Text | None:
        """After a plain line that asks for something: how it is promised."""
        line = self._line_looked_at()
        if line is None or line.kind != Kind.NOTE.value or not asks_for_something(line.text):
            return None
        words = styled(" asked for?  ", self.look.quiet).append(">", self.look.key)
        return words.append(" and what we do makes it a promise, with its day", self.look.quiet)

    def to_reword(self, line: NoteLine) -> bool:
        """Whether a line of this call says what we must not say."""
        return self._watched is not None and bool(self._watched.must_not_be_said(line.text, line.kind))

    # The question for the attorney

    def refusal(self, width: int, rows: int) -> list[Text]:
        """What to say while a legal question is typed; none while it is not."""
        card = self._cards.get(LAWYER_ONLY) if self._asking_lawyer or self._refusing else None
        if card is None:
            return []
        count = sum(1 for line in self.session.call.lines if line.kind == Kind.QUESTION.value)
        words = f"question {count + 1} for the attorney: type it word for word"
        if not self._asking_lawyer:
            words = f"question {count} for the attorney is kept"
        return fact_picture.refusal(fill(card.say[0], self.spoken_facts), words, width, rows, self.look)

    async def answer_step(self, answer: str) -> None:
        self._refusing = False
        await super().answer_step(answer)

    def put_refusal_away(self) -> bool:
        """The step stands there again; whether something else stood in its place."""
        if not self._refusing or self._asking_lawyer:
            return False
        self._refusing = False
        self._draw_guide()
        return True

    # What the last line leaves to be done

    def left_by_the_line(self) -> Text | None:
        """What stands in the row under the lines while nothing is typed; None where nothing is left to be done."""
        return self.name_words() or self.day_words() or self.asked_words() or self.upset_words()

    def name_words(self) -> Text | None:
        """A follow-up line that names nobody of the office: whose it is, and how that is mended."""
        line = self._line_looked_at()
        if line is None or line.kind not in FOLLOW_UP_KINDS or "@" not in line.text:
            return None
        unnamed = self.session.read(typed_form(line)).unnamed
        if not unnamed:
            return None
        whose = "yours" if line.assignee in {"", self.desk.me.login} else f"{self.paratui.name_of(line.assignee)}'s"
        keys = "Enter" if self._chosen_line else "Up, Enter"
        words = styled(f" {unnamed}: this is {whose} - ", self.look.late).append(keys, self.look.key)
        return words.append(" mends it", self.look.quiet)

    def upset_words(self) -> Text | None:
        """After a concern: the card for it, and once in a call the checklist for it."""
        line = self._line_looked_at()
        if line is None or line.kind != Kind.CONCERN.value or self._chosen_line or self.card:
            return None
        if next((card.id for card in self.cards_in_order()), "") != UPSET:
            return None
        words = styled(self.keyed(" [[call.card]] 1"), self.look.key).append(
            " what to say to an upset caller", self.look.quiet
        )
        concerns = [one for one in self.session.call.lines if one.kind == Kind.CONCERN.value]
        if len(concerns) == 1 and self.walk.id != DIFFICULT:
            words.append("  ·  ", self.look.quiet).append(f"/walk {DIFFICULT}", self.look.key)
            words.append(" its checklist", self.look.quiet)
        return words

    def _line_looked_at(self) -> NoteLine | None:
        """The line that is chosen, else the last one."""
        lines = self.session.call.lines
        return next((one for one in lines if one.line == self._chosen_line), lines[-1] if lines else None)

    def _draw_guide(self) -> None:
        raise NotImplementedError


def _kind_and_text(typed: str) -> tuple[str, str]:
    """A line being typed as its kind and its words; cheaper than reading it, since every key asks."""
    kind = MARKS.get(typed[:1])
    return (Kind.NOTE.value, typed) if kind is None else (kind.value, typed[1:])
