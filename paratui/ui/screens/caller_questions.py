"""Questions about the other end: the number, who it is, which matter."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from paratui.domain.before_dialling import usual_number
from paratui.domain.call import Channel
from paratui.domain.errors import FactsLockedError, ParatuiError
from paratui.domain.given_number import Sort, take_number
from paratui.domain.ids import id_time
from paratui.domain.same_name import same_name
from paratui.domain.spoken_time import day_words
from paratui.services.call_lines import STRUCK
from paratui.ui.screens.call_parts import CallParts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from paratui.services.people import Known
    from paratui.ui.area import Answered


NAME_COLUMN, ROLE_COLUMN, MATTER_COLUMN = 20, 13, 18


class CallerQuestions(CallParts):
    """Who is on the line, and about what."""

    # The line that answers at the number as it was given, such as fax; empty when nothing was said.
    _line_given: str

    async def take_number(self, words: str) -> None:
        """Keep the number; the one person known under it is filled in, several are asked about."""
        if not words.strip():

            async def given(typed: str) -> Answered:
                return await self._number(typed)

            await self.ask("The number", given, preview=self.paratui.number_as_typed)
            return
        answered = await self._number(words)
        if isinstance(answered, str):
            if answered:
                self.composer.value = words
                self.say(answered, trouble=True)
        else:
            await answered()

    async def _number(self, typed: str) -> Answered:
        """Keep a number as it was given; what is to be asked next, or what is wrong."""
        given = await asyncio.to_thread(take_number, typed, self.desk.office.region)
        if not given.kept:
            return "Type the number, or what the display shows in its place, such as: withheld"
        try:
            self.session.change(phone=given.kept)
        except FactsLockedError as error:
            return str(error)
        self._line_given = given.line
        known: list[Known] = []
        if given.sort is Sort.NUMBER:
            known = await self.attempt(lambda: self.paratui.people.with_number(given.kept)) or []
        call = self.session.call
        theirs = [one for one in known if call.person_id == one.person.id or call.person == one.person.name]
        if call.person and not call.person_id and len(theirs) == 1:
            self._speak_with(theirs[0])
        elif call.person and known and not theirs:
            # Whoever was named stays: people call from each other's telephones.
            names = " and ".join(one.person.name for one in known[:2])
            self.say(f"This is a number of {names}; {self.key_of('call.who')} says who is on the line")
        elif not call.person and len(known) == 1:
            self._speak_with(known[0])
        elif given.says or not call.person:
            self.say(given.says or self.keyed("Nobody is known under this number; [[call.who]] says who it is"))
        self.caller_known()
        if len(known) > 1 and not call.person:
            last = await asyncio.to_thread(self.paratui.callers.contacts.last_over, given.kept)
            return partial(self._pick_of, known, last)
        return self.look_before_dialling if call.direction == "out" and not call.lines else ""

    def _speak_with(self, known: Known) -> None:
        matters = [matter for matter in known.matters if matter.status == "open"]
        try:
            self.session.speak_with(known.person, matters[0] if len(matters) == 1 else None)
        except FactsLockedError as error:
            self.say(str(error), trouble=True)
            return
        self._number_to_dial(known)
        if len(matters) > 1:
            self.say(f"{known.person.name} has {len(matters)} matters; /matter chooses")
        self.paratui.open_calls.announce(self.session)
        self.caller_known()

    def _number_to_dial(self, known: Known) -> None:
        """Where we call, the number is theirs. Over which number somebody calls us nobody knows but the display."""
        call = self.session.call
        if call.direction == "out" and known.person.phones and not call.phone:
            self.session.change(phone=usual_number(known.person))

    async def take_call_back(self, typed: str) -> None:
        """A number told on a call whose own is not shown: where to call back. The record keeps what was shown."""
        try:
            self.session.add_line(f"call back at {self.paratui.number_as_typed(typed)}")
        except ParatuiError as error:
            self.composer.value = typed
            self.say(str(error), trouble=True)
            return
        known = await self.attempt(lambda: self.paratui.people.with_number(self._kept(typed))) or []
        self.draw()
        whose = f"; it is a number of {known[0].person.name}" if len(known) == 1 else ""
        ask = "" if self.session.call.person else self.keyed(", [[call.who]] says who is on the line")
        self.say(f"Noted as the number to call back{whose}{ask}")

    def _kept(self, typed: str) -> str:
        return take_number(typed, self.desk.office.region).kept

    def is_call_back(self, typed: str) -> bool:
        """Whether a number typed alone is where to call back: the call came without one."""
        region, call = self.desk.office.region, self.session.call
        hidden = call.direction != "out" and take_number(call.phone, region).sort is Sort.WITHHELD
        return hidden and take_number(typed, region).sort is Sort.NUMBER

    async def _pick_of(self, several: list[Known], last: dict[int, int]) -> None:
        rows = [(str(one.person.id), self._row_of(one, last.get(one.person.id, 0))) for one in several]

        def find(typed: str) -> list[tuple[str, str]]:
            words = typed.casefold().split()
            found = [(record, row) for record, row in rows if all(word in row.casefold() for word in words)]
            return [*found, ("", "somebody else")]

        async def taken(record: str, typed: str) -> Answered:
            if not record:
                return partial(self.pick_person, typed)
            self._speak_with(next(one for one in several if str(one.person.id) == record))
            if self.session.call.direction == "out" and not self.session.call.lines:
                return self.look_before_dialling
            return ""

        await self.pick("Several people have this number. Who is it?", find, taken)

    def _row_of(self, known: Known, last: int) -> str:
        """Somebody of a number: name, role, matter, and when they were last spoken with over it."""
        person, matter = known.person, next(iter(known.matters), None)
        spoken = day_words(id_time(last), self.desk.now(), self.desk.office.tz) if last else ""
        about = f"{matter.title} {matter.number}".strip() if matter else ""
        name, role = person.name[:NAME_COLUMN], person.role.replace("_", " ")
        row = f"{name:<{NAME_COLUMN}} {role:<{ROLE_COLUMN}} {about[:MATTER_COLUMN]:<{MATTER_COLUMN}}"
        return f"{row} {f'last {spoken}' if spoken else 'never over this number'}"

    async def pick_person(self, words: str) -> None:
        """Find a person by name, or take a name nobody has entered yet."""

        def find(typed: str) -> list[tuple[str, str]]:
            found = [
                (
                    str(one.person.id),
                    f"{one.person.name}  {one.person.role.replace('_', ' ')}  "
                    + " ".join(f"{m.number} {m.title}" for m in one.matters[:2]),
                )
                for one in self.paratui.people.named(typed)
            ]
            return [*found, *self.new_callers(typed)]

        async def taken(record: str, typed: str) -> Answered:
            known = self.paratui.people.person(int(record)) if record.isdigit() else None

            async def take() -> Answered:
                if not record.isdigit():
                    return await self.take_new_caller(record, typed)
                if known:
                    self._speak_with(known)
                return ""

            name = known.person.name if known else " ".join(typed.split())
            said = self._said_by_another(name)
            return partial(self._ask_whose_lines, said, name, take) if said else await take()

        question = "Who is on the line? Type a part of the name; a new one is taken as typed"
        await self.pick(question, find, taken, value=words)

    def _said_by_another(self, name: str) -> int:
        """How many lines somebody else has said on this call already."""
        call = self.session.call
        if not call.person or same_name(call.person, name):
            return 0
        return sum(1 for line in call.lines if line.text != STRUCK)

    async def _ask_whose_lines(self, said: int, name: str, take: Callable[[], Awaitable[Answered]]) -> None:
        """Lines stay with whoever said them: a new call for somebody else, unless it was theirs all along."""
        here = self.session
        lines = "1 line was" if said == 1 else f"{said} lines were"

        async def chosen(answer: str) -> None:
            if answer == "new":
                await self.paratui.open_calls.begin(here.call.direction)
                if self.session is here:
                    return
            answered = await take()
            if not isinstance(answered, str):
                await answered()
            elif answered:
                self.say(answered, trouble=True)

        choices = [("n", "new", f"a new call for {name}"), ("w", "was", f"it was always {name}")]
        await self.choose(f"{lines} said by {here.call.person}.", choices, chosen, noting=True)

    async def pick_matter(self, words: str) -> None:
        """Choose among the person's matters, or name one by its number."""
        people, call = self.paratui.people, self.session.call
        known = people.person(call.person_id) if call.person_id else None

        def find(typed: str) -> list[tuple[str, str]]:
            found = list(known.matters) if known else []
            named = people.matter(typed) if typed else None
            found += [named] if named and named not in found else []
            return [
                (str(m.id), f"{m.number}  {m.title}  {m.status}")
                for m in found
                if typed.casefold() in f"{m.number} {m.title}".casefold()
            ]

        async def taken(record: str, _typed: str) -> Answered:
            matter = people.matter_of(int(record)) if record else None
            try:
                self.session.about(matter)
            except FactsLockedError as error:
                return str(error)
            self.draw()
            return ""

        await self.pick("Which matter? A number such as 2026-0142 finds any", find, taken, value=words)

    def set_direction(self, words: str) -> None:
        """Incoming or outgoing."""
        now = self.session.call.direction
        wanted = words.casefold() if words.casefold() in {"in", "out"} else ("out" if now == "in" else "in")
        self.session.change(direction=wanted)
        known = self.paratui.people.person(self.session.call.person_id) if self.session.call.person_id else None
        if known:
            self._number_to_dial(known)
        self.caller_known()

    async def pick_channel(self, words: str) -> None:
        """How this communication takes place."""

        def find(typed: str) -> list[tuple[str, str]]:
            return [(one.value, one.value.replace("_", " ")) for one in Channel if typed.casefold() in one.value]

        async def taken(channel: str, _typed: str) -> Answered:
            self.session.change(channel=channel)
            self.say(f"Channel: {channel.replace('_', ' ')}")
            self.caller_known()
            return ""

        await self.pick("How does it take place?", find, taken, value=words)
