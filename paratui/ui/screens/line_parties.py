"""Who else is on the line, and where everybody is: questions of the call that count for the recording at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.clean_text import clean_text
from paratui.domain.consent_history import CALLER, called, short
from paratui.domain.errors import BadInput
from paratui.domain.on_the_line import read_joining
from paratui.domain.stated_place import stated_place
from paratui.services.line_parties import LineParties, goes_by
from paratui.ui.screens.page import card_text
from paratui.ui.screens.recording_questions import RecordingQuestions

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from paratui.domain.on_the_line import Participant
    from paratui.ui.area import Answered

THIRD_PERSON = "third-person"
NOBODY = frozenset({"nobody", "no", "none", "alone", "nobody else"})
NOT = "not "
CALLERS_PLACE = "callers-place"
PLACE_SHOWN = 40


class PartyQuestions(RecordingQuestions):
    """Somebody joins or leaves, or says where they are."""

    @property
    def parties(self) -> LineParties:
        """Everyone on the line of this call."""
        return LineParties(self.session, self.desk)

    # Who is on the line

    async def ask_line(self, words: str = "") -> None:
        """The question of the checklist: is anybody else there?"""
        if words.strip():
            await self.somebody_joins(words)
            return

        async def chosen(answer: str) -> None:
            if answer == "nobody":
                self.step_asked("line", "done")
                self.say("Kept: nobody else is on the line")
            else:
                await self.somebody_joins("")

        here = self.parties.here
        there = ", ".join(f"{short(one.called)} ({one.words})" for one in here[:4])
        more = f" and {len(here) - 4} more" if len(here) > 4 else ""
        question = f"On the line: {there}{more}. Anybody else?" if here else "Who else is on the line?"
        choices = [("n", "nobody", "nobody else"), ("s", "somebody", "somebody: who")]
        await self.choose(question, choices, chosen, noting=True)

    async def somebody_joins(self, words: str) -> None:
        """Take in somebody who joins: name, as what, where."""
        if words.strip().casefold() in NOBODY:
            self.step_asked("line", "done")
            self.say("Kept: nobody else is on the line")
            return

        async def given(typed: str) -> Answered:
            try:
                joined = self.parties.join(typed)
            except BadInput as error:
                return str(error)
            return lambda: self._joined(joined)

        if words.strip():
            trouble = await given(words)
            if isinstance(trouble, str):
                self.say(trouble, trouble=True)
            else:
                await trouble()
            return
        hint = "NAME, interpreter or parent or lawyer or colleague, and where they are"
        await self.ask("Who joins?", given, hint=hint, preview=self._joining_words)

    def _joining_words(self, typed: str) -> str:
        try:
            who = read_joining(typed)
        except BadInput:
            return "NAME, interpreter or parent or lawyer or colleague, and where they are"
        shown = LineParties.as_participant(who)
        place = f" · in {self._place_words(who.place)}" if who.place else " · place not stated"
        return f"= {short(shown.called)} · {shown.words}{place}"

    async def _joined(self, joined: Participant) -> None:
        self.step_asked("line", "done")
        now = (await self.recording()).stands()
        if joined.costs_privilege:
            cards = await self.attempt(self.paratui.calls.cards)
            card = next((one for one in cards or () if one.id == THIRD_PERSON), None)
            if card and self.card != card.title:
                self.show_card(card.title, card_text(self, card, self.spoken_facts))
        if now.broken:
            self.say(f"{now.says}: {self.key_of('call.recording')}", trouble=True)
        elif joined.costs_privilege:
            self.say("A third person can cost the client the privilege: ask to speak alone", trouble=True)
        else:
            asks = self.key_of("call.recording")
            self.say(f"{short(joined.called)} is on the line; not asked about a recording yet: {asks}")
        self.draw()

    async def somebody_leaves(self, words: str) -> None:
        """Somebody is off the line."""
        here = self.parties.here
        if not here:
            self.say(self.keyed("Nobody but the caller is on the line; [[call.end]] ends the call"))
            return
        fitting = self.parties.named(words)
        if len(fitting) == 1:
            self._left(fitting[0].key)
            return

        def find(typed: str) -> list[tuple[str, str]]:
            wanted = typed.casefold()
            return [(one.key, f"{one.called}  {one.words}") for one in here if wanted in one.called.casefold()]

        async def taken(key: str, _typed: str) -> Answered:
            self._left(key)
            return ""

        await self.pick("Who is off the line?", find, taken, value=words if fitting else "")

    def _left(self, key: str) -> None:
        try:
            gone = self.parties.leave(key)
        except BadInput as error:
            self.say(str(error), trouble=True)
            return
        self.say(f"{short(gone.called)} is off the line; who comes back is asked again")
        self.draw()

    # Where they are

    async def ask_where(self, words: str = "", then: Callable[[], Awaitable[None]] | None = None) -> None:
        """Where the caller says to be right now; `NAME: PLACE` for somebody else, `not PLACE` takes one back.

        `then` is what comes after it.
        """
        key, place = self._whose_place(words)
        if place:
            self._stated(key, place)
            return
        on_line = {CALLER: self.session.call.person} | {one.key: one.called for one in self.parties.here}
        if len(on_line) == 1:
            await self._ask_place(CALLER, then)
            return

        caller = called(CALLER, self.session.call.person)

        def find(typed: str) -> list[tuple[str, str]]:
            rows = [(one, called(one, name)) for one, name in on_line.items()]
            fitting = [row for row in rows if not typed.strip() or goes_by(row[1], typed)]
            # What is no name here is the answer itself, and the one who is asked first is the caller.
            place = f"{short(caller)}: {self._answer_words(typed, self._proposed_place(CALLER))}"
            return [*fitting, *([(CALLERS_PLACE, place)] if typed.strip() else [])]

        async def taken(picked: str, typed: str) -> Answered:
            if picked == CALLERS_PLACE:
                return self._stated(CALLER, typed) or then or ""
            return lambda: self._ask_place(picked, then)

        await self.pick("Who said where they are? A name, or the caller's place", find, taken)

    def _whose_place(self, words: str) -> tuple[str, str]:
        name, colon, place = words.partition(":")
        fitting = self.parties.named(name) if colon else []
        return (fitting[0].key, place.strip()) if len(fitting) == 1 else (CALLER, words.strip())

    async def _ask_place(self, key: str, then: Callable[[], Awaitable[None]] | None) -> None:
        call = self.session.call
        who = next((one for one in self.parties.here if one.key == key), None)
        name = short(who.called if who else called(CALLER, call.person))
        known = who.places if who else call.places
        said = f" (so far: {'; '.join(_brief(one) for one in known[:3])})" if known else ""

        async def given(typed: str) -> Answered:
            return self._stated(key, typed) or then or ""

        hint = "such as: Reno, NV; not Reno, NV takes one back"
        proposed = self._proposed_place(key)
        question = f"Where is {name} right now?{said}"
        if proposed:
            question = f"Is {name} in {_brief(proposed)} right now, or somewhere else?{said}"
            hint = f"Enter alone: yes, in {_brief(proposed)}; else the place, such as: Reno, NV"

        def read(typed: str) -> str:
            return hint if typed in {"", proposed} else self._answer_words(typed, proposed, key)

        await self.ask(question, given, proposed=proposed, preview=read)

    def _proposed_place(self, key: str) -> str:
        """The place the question of the checklist names; never one that comes from the number alone."""
        return self.spoken_facts.get("place", "").strip() if key == CALLER else ""

    def _on_file(self, key: str) -> str:
        """Where the caller has told us they usually are; never a guess from the number."""
        return self.person.place.strip() if key == CALLER and self.person else ""

    def _stated(self, key: str, typed: str) -> str:
        """Keep what was stated; gives back the trouble, empty when all is well."""
        try:
            if typed.casefold().startswith(NOT):
                place = self.parties.take_back(key, typed[len(NOT) :])
                done = f"Taken back: {_brief(place)} was not stated"
            else:
                tables = self.paratui.tables
                proposed = self._proposed_place(key)
                place = stated_place(typed, proposed, tables.consent, tables.area_codes, self._on_file(key))
                done = f"Kept: {self._place_words(self.parties.stated(key, place))}"
        except BadInput as error:
            self.say(str(error), trouble=True)
            return str(error)
        if key == CALLER and self.session.call.places:
            self.step_asked("place", "done")
        self.say(done)
        self.draw()
        return ""

    def _answer_words(self, typed: str, proposed: str = "", key: str = CALLER) -> str:
        """How the answer to the question for a place was understood, or what is still to be said."""
        if self._rules is None or typed.casefold().startswith(NOT):
            return self._place_words(typed)
        tables = self.paratui.tables
        try:
            place = stated_place(typed, proposed, tables.consent, tables.area_codes, self._on_file(key))
            return self._place_words(place)
        except BadInput as error:
            return str(error)

    def _place_words(self, typed: str) -> str:
        """How a place was understood, or that it keeps the strict rule."""
        if self._rules is None:
            return _brief(typed)
        place, why_not = self.paratui.tables.consent.read(typed.removeprefix(NOT))
        return place.name if place else f"{why_not}, so everyone must agree"

    # Where I am

    async def ask_here(self, words: str) -> None:
        """Where I am myself: one answer holds until I leave the program or say another place."""

        async def given(typed: str) -> Answered:
            if not typed.strip():
                return "Write where you are, such as CA; until then everyone must agree"
            # Just after the start the rules may not be there yet, and the place would go unread.
            await self.recording()
            self.am_here(typed)
            return ""

        if words.strip():
            await given(words)
            return
        await self.ask(
            "Where are you yourself right now?", given, proposed=self.desk.office.state, preview=self._place_words
        )

    def am_here(self, place: str) -> None:
        """I am in this place; it counts for the calls that are open, too."""
        self.paratui.here = " ".join(clean_text(place).split())
        self.say(f"You are in {self._place_words(self.paratui.here)}")
        self.draw()


def _brief(place: str) -> str:
    plain = " ".join(clean_text(place).split())
    return plain if len(plain) <= PLACE_SHOWN else f"{plain[: PLACE_SHOWN - 3]}..."
