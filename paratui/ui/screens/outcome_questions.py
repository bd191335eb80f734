"""How a call ended: its outcome, what is billed for it, and what becomes of the item it was made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.billing_line import usual_billing
from paratui.domain.call import Outcome
from paratui.domain.due_told import again_words
from paratui.domain.errors import ParatuiError
from paratui.domain.spoken_time import due_words
from paratui.services.item_actions import TRIED_BY_OUTCOME
from paratui.services.queue import Queue
from paratui.ui.outcome_keys import OUTCOME_CHOICES
from paratui.ui.screens.wrap_up_questions import WrapUpQuestions

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from paratui.domain.follow_up import FollowUp
    from paratui.ui.area import Answered

# Nobody was spoken to: the item the call was made for is not settled by it.
_REACHED_NOBODY = frozenset({Outcome.LEFT_VOICEMAIL.value, Outcome.NO_ANSWER.value, Outcome.WRONG_NUMBER.value})


class OutcomeQuestions(WrapUpQuestions):
    """Who was not reached is tried again, and the item stays open until then."""

    about: FollowUp | None = None
    closes_about = True
    _again: datetime | None = None
    _decides = ""

    def page_as_it_stands(self) -> Callable[[], None]:
        closes, again, decides = self.closes_about, self._again, self._decides

        def put_back() -> None:
            self.closes_about, self._again, self._decides = closes, again, decides

        return put_back

    def likely_outcome(self) -> str:
        """Who called out and has nothing to tell of it has most likely reached nobody."""
        call = self.session.call
        silent = call.direction == "out" and not call.lines and not call.checklist.answers
        return (Outcome.NO_ANSWER if silent else Outcome.REACHED).value

    async def ask_outcome(self) -> None:
        """How the call ended."""

        async def chosen(outcome: str) -> None:
            before = self.session.call
            if outcome != before.outcome:
                self.before("the outcome")
                self.session.change(outcome=outcome)
                if before.billing == usual_billing(before):
                    self.session.change(billing=usual_billing(self.session.call))
                self.propose_next_try()
            self.look_anew()

        await self.choose("How did the call end?", OUTCOME_CHOICES, chosen, sure=True)

    async def ask_billing(self) -> None:
        """The billing line."""

        async def given(words: str) -> Answered:
            if words.strip() != self.session.call.billing:
                self.before("the billing line")
                self.session.change(billing=words.strip())
            self.look_anew()
            return ""

        await self.ask("Billing line", given, value=self.session.call.billing)

    def change_time(self, tenths: int) -> None:
        """A tenth of an hour more or less; the exact seconds are kept whatever is billed."""
        wanted = max(0, self.session.call.tenths + tenths)
        if wanted != self.session.call.tenths:
            self.before("a tenth of an hour")
            self.session.change(tenths=wanted)
            self.draw()

    # The item this call was made for

    def toggle_about(self) -> None:
        """Whether the item this call was made for is settled by it."""
        self.before("what becomes of the item")
        self.closes_about = not self.closes_about
        self.draw()

    def about_words(self) -> str:
        """What becomes of the item this call was made for."""
        if not self.closes_about:
            return "stays open as it is"
        if self.session.call.outcome == Outcome.CUT_OFF.value:
            return "stays open: the line was cut off"
        if self.session.call.outcome in _REACHED_NOBODY:
            return f"counts one more try{self._again_words()}"
        return "closes with this call"

    def answered_about(self) -> FollowUp | None:
        """The item as it stands after this call, None when it is left as it is."""
        if self.about is None or not self.closes_about:
            return None
        return Queue(self.desk).answered(self.about, self.session.call.outcome, self._again)

    # The next try

    def propose_next_try(self) -> None:
        """Who was not reached is tried again at another time of day; after the usual tries the attorney decides."""
        queue, how = Queue(self.desk), TRIED_BY_OUTCOME.get(self.session.call.outcome, "")
        tried = self.about if how else None
        self._decides = queue.attorney_of(tried) if tried and queue.decision(tried, how) else ""
        self._again = None
        if tried and not self._decides and how != "wrong_number":
            self._again = queue.moment(queue.next_try(tried, how).when)

    def _again_words(self) -> str:
        if self._again is None:
            return f"; {self.paratui.name_of(self._decides)} decides how to go on" if self._decides else ""
        again = due_words(self._again, self.desk.now(), self.desk.office)
        return f", again {again} ({self.key_of('wrap.contact')} another time)"

    async def ask_contact(self) -> None:
        """Another day for the next contact; when nobody was reached, another time for the next try."""
        if self._again is None:
            await super().ask_contact()
            return
        queue, now, office = Queue(self.desk), self.desk.now(), self.desk.office

        def preview(typed: str) -> str:
            try:
                return f"= {again_words(queue.again(typed), now, office)}"
            except ParatuiError as error:
                return str(error)

        async def given(words: str) -> Answered:
            try:
                again = queue.moment(words)
            except ParatuiError as error:
                return str(error)
            if again != self._again:
                self.before("when it is tried again")
                self._again = again
            self.look_anew()
            return ""

        await self.ask("Try again when?", given, preview=preview)
