"""The questions of a practice area on the call screen, asked one after the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput, FactsLockedError
from paratui.domain.facts_lock import locked
from paratui.domain.note_line import MARKS, Kind
from paratui.domain.practice_area import AnswerType
from paratui.domain.spoken import fill
from paratui.domain.spoken_size import count_words
from paratui.ui.screens import fact_picture
from paratui.ui.screens.area_questions import NONE, AreaQuestions

if TYPE_CHECKING:
    from rich.text import Text

    from paratui.domain.errors import ParatuiError
    from paratui.domain.note_line import NoteLine
    from paratui.domain.practice_area import Question
    from paratui.ui.area import Answered

# Before the id of a question, where it stands in a list with steps.
FACT = "question:"
# A promise or a question with more words than these holds a story.
MOST_WORDS = 12
STORY_KINDS = frozenset({Kind.PROMISE.value, Kind.QUESTION.value})
# What each other answer to a step is, typed as an answer to a question.
WITHOUT_ANSWER = {"declined": "-", "not_applicable": "n/a"}
# In an answer these are no marks: "+44 ...", "~ around Easter".
_NO_MARKS = frozenset("+~")


class FactQuestions(AreaQuestions):
    """Asking closed questions; each is answered in one line, and the next follows at once."""

    # Calls in which the story was stopped once.
    _held: frozenset[int] = frozenset()

    # The questions

    async def answer_step(self, answer: str) -> None:
        """Answer the question that stands there, else the current step."""
        question = self.question_now
        if question is None:
            await super().answer_step(answer)
        elif answer in WITHOUT_ANSWER:
            self._keep_fact(question, WITHOUT_ANSWER[answer])
        else:
            await self.ask_question(question)

    async def skip_step(self, reason: str) -> None:
        """Put the question off until the others are asked, else skip the current step."""
        question = self.question_now
        if question is None:
            await super().skip_step(reason)
            return
        self._later = (*(one for one in self._later if one != question.id), question.id)
        self.draw()
        self.say(f"Put off: {question.title}; it comes again after the others")

    async def ask_other_answer(self) -> None:
        """The other answers to the question that stands there, else to the current step."""
        question = self.question_now
        if question is None:
            await super().ask_other_answer()
            return

        async def chosen(answer: str) -> None:
            if answer == "later":
                await self.skip_step("")
            elif answer == NONE:
                await self._leave_questions()
            elif answer == "back":
                await self.go_back()
            else:
                self._keep_fact(question, answer)

        choices = [
            ("k", "?", "does not know"),
            ("d", "-", "would rather not say"),
            ("n", "n/a", "does not apply"),
            ("l", "later", "ask it later"),
            ("b", "back", "change the last answer"),
            ("x", NONE, "back to the checklist"),
        ]
        await self.choose(f"{question.title}: another answer", choices, chosen, noting=True)

    async def go_back(self) -> None:
        """Open the answer given last again, to a question or to a step; an answer that is changed stays behind it."""
        await self._have_tables()
        call = self.session.call
        facts, steps = call.facts, call.checklist.answers
        last = self.interview.question(facts[-1].question) if facts else None
        if last is None or (steps and steps[-1].at > facts[-1].at and self.question_now is None):
            await super().go_back()
        else:
            await self.ask_again(last)

    async def ask_again(self, question: Question) -> None:
        """Ask a question anew, its answer standing there to be replaced or mended."""
        given = next((one.said for one in self.session.call.facts if one.question == question.id), "")
        await self.ask_question(question, chain=False, value=given)

    def listed(self) -> list[tuple[str, str]]:
        """The questions of the area with their answers too, first while they stand in the place of the steps."""
        area = self.interview.area if self._tables_read else None
        if area is None:
            return super().listed()
        given = {one.question: one for one in self.session.call.facts}
        shown = [*(question for question, _ in self.interview.answered()), *self.questions_open]
        mine = []
        for question in shown:
            answer = given.get(question.id)
            mark = "○" if answer is None else "✓" if answer.given else "-"
            told = f": {answer.shown}" if answer else ""
            mine.append((f"{FACT}{question.id}", f"{mark} question {question.title}{told}   {self._asked(question)}"))
        return [*mine, *super().listed()] if self.question_now else [*super().listed(), *mine]

    def listed_now(self) -> str:
        """The row the cursor begins on."""
        now = self.question_now
        return f"{FACT}{now.id}" if now else super().listed_now()

    async def listed_taken(self, step: str) -> Answered:
        """Ask the question taken anew, or make the step current."""
        question = self.interview.question(step.removeprefix(FACT)) if step.startswith(FACT) else None
        return await super().listed_taken(step) if question is None else partial(self.ask_again, question)

    def _asked(self, question: Question) -> str:
        return fill(question.ask, self.spoken_facts)

    async def _leave_questions(self) -> None:
        """The checklist stands there again: until it comes to the questions, or for good where it has."""
        if self._ahead == self.session.call.id:
            self._ahead = 0
            self.draw()
        if self.question_now:
            await self._choose_area("")

    async def ask_next(self, words: str = "") -> None:
        """Ask the next question, wherever the checklist stands; `words` may be its answer."""
        await self._have_tables()
        question = next(iter(self.questions_open), None)
        if question is None:
            waiting = len(self.interview.locked_questions())
            chosen = self.session.call.practice_area
            self.say(
                f"{count_words(waiting, 'question')} to ask after the conflict check; /conflict runs it"
                if waiting
                else "Every question is answered" if chosen else "No practice area is chosen yet; /area chooses one"
            )
        else:
            self._ahead = self.session.call.id
            self.draw()
            if words:
                self._keep_fact(question, words)
            else:
                await self.ask_question(question)

    async def ask_question(
        self, question: Question, notice: str = "", *, chain: bool = True, value: str = ""
    ) -> None:
        """Ask one question in one line; with `chain` the next follows its answer at once.

        `value` is the answer given before; where there is none, what the call tells already is proposed.
        """
        proposed = "" if value else self.interview.proposed(question)

        async def given(typed: str) -> Answered:
            if _is_a_line(typed, question):
                # The caller asks or tells something in between: it is kept, and the question is asked again.
                try:
                    self.session.add_line(typed)
                except BadInput as error:
                    return str(error)
                self.draw()
                return partial(self.ask_question, question, "kept as a line of its own", chain=chain)
            try:
                read = self.interview.answer(question, typed)
            except BadInput as error:
                return str(error)
            self._fact_answered(read.notice)
            following = next(iter(self.questions_open), None) if chain else None
            if following is None:
                return ""
            return partial(self.ask_question, following, read.notice)

        def preview(typed: str) -> str:
            if not typed.strip():
                return f"{notice}   {fact_picture.hint(question)}" if notice else fact_picture.hint(question)
            read = self._as_read(question, typed)
            return f"{read} · Enter keeps it" if typed == proposed else read

        await self.ask(
            self._asked(question),
            given,
            value=value,
            proposed=proposed,
            preview=preview,
            marked=True,
            aside=self.keep_aside,
        )

    def _as_read(self, question: Question, typed: str) -> str:
        """How an answer would be read, else what may be typed."""
        if _is_a_line(typed, question):
            return "a line of its own; the question stays"
        try:
            read = self.interview.read(question, typed)
        except BadInput:
            return fact_picture.hint(question)
        about = "about " if read.answer.approximate and not read.answer.shown.startswith("about") else ""
        shown = read.answer.value if question.type is AnswerType.DATE and read.answer.given else read.answer.shown
        said = f"= {about}{shown or 'kept as said, no day'}"
        return f"{said} · {read.notice}" if read.notice else said

    def _keep_fact(self, question: Question, typed: str, sentence: str = "") -> None:
        try:
            read = self.interview.answer(question, typed)
        except BadInput as error:
            self.say(str(error), trouble=True)
            return
        kept = f"{sentence} · {read.notice}" if sentence and read.notice else sentence
        self._fact_answered(kept or f"{question.title}: {read.answer.shown}")

    def _fact_answered(self, sentence: str) -> None:
        self.draw()
        if not self.questions_open and self.session.call.practice_area:
            waiting = len(self.interview.locked_questions())
            rest = f"; {waiting} wait for the conflict check" if waiting else ""
            self.say(f"Every question is answered{rest}")
        elif sentence:
            self.say(sentence)

    # What may not be heard yet

    def hold_once(self, line: NoteLine) -> None:
        """A long promise or question before the check is kept; the story it may hold is stopped, once a call."""
        call = self.session.call
        told = line.kind in STORY_KINDS and len(line.text.split()) > MOST_WORDS
        if told and locked(call) and call.id not in self._held and self._tables_read and self.interview.area:
            self._held |= {call.id}
            self._show_hold()

    def _show_hold(self) -> None:
        if not self.card:
            asking = self.interview
            self.show_card("hold", fact_picture.held_back(asking.hold, asking.keep_out, self.look))

    def refused(self, error: ParatuiError) -> None:
        """Say why a line is not kept; before the conflict check also what to say to the caller."""
        self.say(str(error), trouble=True)
        if isinstance(error, FactsLockedError) and self._tables_read and self.interview.area:
            self._show_hold()

    # What is drawn

    def questions_listed(self, width: int, rows: int) -> list[Text]:
        """The rows in the place of the checklist; none while the checklist stands there."""
        now = self.question_now
        if now is None:
            return []
        return fact_picture.listed(self.interview, now, self.questions_open, width, rows, self.look)

    def question_asked(self, width: int, rows: int) -> list[Text]:
        """The rows in the place of the sentence to say; none while that of a step stands there."""
        now = self.question_now
        return fact_picture.asked(now, self.spoken_facts, width, rows, self.look) if now else []


def _is_a_line(typed: str, question: Question) -> bool:
    """Whether what stands in an answer is a line of the call: a mark with words behind it."""
    typed = typed.strip()
    if typed[:1] not in MARKS or typed[:1] in _NO_MARKS or question.type is AnswerType.PHONE:
        return False
    return len(typed[1:].strip()) > 2 and any(letter.isalpha() for letter in typed)
