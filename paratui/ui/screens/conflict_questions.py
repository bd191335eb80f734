"""The intake on a call: a new prospect, the conflict check, and the facts that wait for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError
from paratui.domain.facts_lock import goes_on, locked, waits
from paratui.domain.note_line import Kind
from paratui.services.intake import begin_intake, carry_over, not_a_client
from paratui.ui.look import styled
from paratui.ui.screens.call_parts import CallParts
from paratui.ui.screens.conflict import CARD_OF, ConflictPage
from paratui.ui.screens.conflict_picture import locked_row, unchecked_row
from paratui.ui.screens.page import card_text
from paratui.ui.walks import walk_for

if TYPE_CHECKING:
    from rich.text import Text

    from paratui.domain.conflict.verdict import ConflictCheck
    from paratui.ui.area import Answered

# More words than a day needs are a story.
MOST_WORDS = 10
NEW_PROSPECT, NOT_A_CLIENT = "new prospect", "not a client"


class ConflictQuestions(CallParts):
    """Names first, then the check; what it says opens the facts or keeps them locked."""

    # Somebody nobody has entered

    def new_callers(self, typed: str) -> list[tuple[str, str]]:
        """The last rows of the list of callers: who is not in it."""
        name = " ".join(typed.split())
        if not name:
            return []
        return [
            (NEW_PROSPECT, f"new prospect: {name} - intake, names first"),
            (NOT_A_CLIENT, f"new: {name} - not a client (court, counsel, vendor)"),
        ]

    async def take_new_caller(self, as_what: str, typed: str) -> Answered:
        """Take a name nobody has entered, as what was chosen."""
        name = " ".join(typed.split())
        try:
            if as_what == NEW_PROSPECT:
                begin_intake(self.session, name)
                checklists = await asyncio.to_thread(lambda: self.paratui.tables.checklists)
                call = self.session.call
                usual = self.desk.office.checklist
                walk = walk_for(checklists, call.channel, call.direction, "prospect", usual)
                if walk.id != self.walk.id:
                    self.take_walk(walk)
            else:
                opened = locked(self.session.call)
                not_a_client(self.session, name)
                if opened:
                    self.say("No intake any more: facts may be heard")
        except ParatuiError as error:
            return str(error)
        self.paratui.open_calls.announce(self.session)
        self.caller_known()
        return ""

    async def know_prospect(self) -> None:
        """Somebody who calls again: an earlier verdict still holds, whatever it was."""
        session = self.session
        before = session.call.conflict
        if not (locked(session.call) or session.call.person_id):
            return
        try:
            carried = await asyncio.to_thread(carry_over, self.paratui.conflicts, session)
        except ParatuiError as error:
            self.say(str(error), trouble=True)
            return
        if session is not self.session or session.call.conflict == before:
            return
        if carried:
            self.say("An earlier conflict check was clear: the facts may be heard")
            self.draw()
        else:
            await self._tell(session.call.conflict.verdict)

    # The check

    async def ask_conflict(self, words: str = "") -> None:
        """The page of the check; with a name behind the word that name is added first."""
        if words.strip():
            try:
                self.session.add_line(f"+ {words.strip()}")
            except ParatuiError as error:
                self.say(str(error), trouble=True)
                return
        session, checks = self.session, self.paratui.conflicts
        check = await self.attempt(lambda: checks.newest(session.call))
        await self.app.push_screen(ConflictPage(self.desk, checks, session, check, self._checked))

    async def _checked(self, check: ConflictCheck | None) -> None:
        """Back from the page: what it says now holds for the call."""
        verdict = self.session.call.conflict.verdict
        if verdict != "not_run":
            self.step_asked("conflict", "done")
        self.draw()
        if check is not None:
            await self._tell(verdict)

    async def _tell(self, verdict: str) -> None:
        cards = await asyncio.to_thread(lambda: self.paratui.tables.cards)
        beside = goes_on(self.session.call)
        card = None if beside else cards.get(CARD_OF.get(verdict, ""))
        told = {one.title for name in CARD_OF.values() if (one := cards.get(name))}
        if self.card in told and (card is None or self.card != card.title):
            # What was right to say before the verdict is not any more.
            self.put_card_away()
        if card and self.card != card.title:
            self.show_card(card.title, card_text(self, card, self.spoken_facts))
        if beside and verdict in {"flagged", "denied"}:
            words = "the attorney decides" if verdict == "flagged" else "the attorney says what follows"
            self.say(
                f"{verdict.capitalize()}: {words}; the facts of this matter go on", trouble=verdict == "denied"
            )
        elif beside:
            self.say(f"Conflict check {verdict.replace('not_run', 'not decided yet')}")
        elif verdict == "flagged":
            self.say("Flagged: the attorney has it in the queue, the facts stay locked")
        elif verdict == "denied":
            self.say("Denied: nothing more is kept of this matter; the card says what to say", trouble=True)
        elif verdict in {"clear", "waived"}:
            self.say(f"Conflict check {verdict}: the facts may be heard now")

    async def verdict_given(self) -> None:
        """Somebody decided about a check while the call goes on."""
        session, checks = self.session, self.paratui.conflicts
        taken = await self.attempt(lambda: checks.take_over(session))
        if taken and session is self.session:
            self.draw()
            await self._tell(session.call.conflict.verdict)

    async def say_i_know(self, words: str) -> None:
        """Keep that I know somebody from elsewhere."""

        async def given(name: str) -> Answered:
            try:
                mine = await asyncio.to_thread(self.paratui.conflicts.i_know, name)
            except ParatuiError as error:
                return str(error)
            self.say(f"Kept: you know {mine.knows[-1]}; every check from now on finds the name")
            return ""

        if not words.strip():
            await self.ask("Whom do you know from elsewhere?", given, hint="Enter keeps it with your record")
            return
        trouble = await given(words)
        if isinstance(trouble, str) and trouble:
            self.say(trouble, trouble=True)

    # What is shown

    def locked_rows(self) -> list[Text]:
        """The first row of the notes while the facts wait; nothing otherwise."""
        call = self.session.call
        if locked(call):
            return [locked_row(call.conflict.verdict, self.look)]
        unchecked = self.paratui.conflicts.unchecked_names(call) if call.conflict.check else ()
        return [unchecked_row(unchecked, self.look)] if unchecked else []

    def waits_words(self, typed: str) -> Text | None:
        """What is said, before Enter, of a line that may not be kept before the check; None for any other."""
        if not locked(self.session.call):
            return None
        read = self.session.read(typed)
        if read.kind is Kind.REPORTED_DATE and len(read.text.split()) > MOST_WORDS:
            return styled(" only the day and what it is the day of: the rest waits", self.look.late)
        if not waits(self.session.call, read.kind):
            return None
        flagged = self.session.call.conflict.verdict == "flagged"
        words = "the attorney decides first, not kept" if flagged else "waits for the conflict check, not kept yet"
        return styled(f" {words}: + is a name, @ a date", self.look.late)
