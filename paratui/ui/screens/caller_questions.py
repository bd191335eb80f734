"""Questions about the other end: the number, who it is, which matter, how identity was checked."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.call import Channel, Identity
from paratui.domain.errors import ParatuiError
from paratui.domain.phone import read_phone
from paratui.ui.screens.call_parts import CallParts

if TYPE_CHECKING:
    from paratui.services.people import Known
    from paratui.ui.area import Answered


class CallerQuestions(CallParts):
    """Who is on the line, and about what."""

    async def take_number(self, words: str) -> None:
        """Keep the number; the one person known under it is filled in, several are asked about."""
        if not words.strip():

            async def given(typed: str) -> Answered:
                return await self._number(typed)

            await self.ask("The number", given, preview=self.paratui.number_as_typed)
            return
        trouble = await self._number(words)
        if trouble:
            self.composer.value = words
            self.say(trouble, trouble=True)

    async def _number(self, typed: str) -> str:
        try:
            phone = await asyncio.to_thread(read_phone, typed, self.desk.office.region)
        except ParatuiError as error:
            return str(error)
        self.session.change(phone=phone)
        known = await asyncio.to_thread(self.paratui.people.with_number, phone)
        if len(known) == 1:
            self._speak_with(known[0])
        elif known:
            await self._pick_of(known)
        elif not self.session.call.person:
            self.say("Nobody is known under this number; ^F says who it is")
        self.caller_known()
        return ""

    def _speak_with(self, known: Known) -> None:
        matters = [matter for matter in known.matters if matter.status == "open"]
        self.session.speak_with(known.person, matters[0] if len(matters) == 1 else None)
        if known.person.phones and not self.session.call.phone:
            self.session.change(phone=known.person.phones[0])
        if len(matters) > 1:
            self.say(f"{known.person.name} has {len(matters)} matters; /matter chooses")
        self.paratui.open_calls.announce(self.session)
        self.caller_known()

    async def _pick_of(self, several: list[Known]) -> None:
        def find(typed: str) -> list[tuple[str, str]]:
            return [
                (str(place), one.person.name)
                for place, one in enumerate(several)
                if typed.casefold() in one.person.name.casefold()
            ]

        async def taken(place: str, _typed: str) -> Answered:
            self._speak_with(several[int(place)])
            return ""

        await self.pick("Several people have this number. Who is it?", find, taken)

    async def pick_person(self, words: str) -> None:
        """Find a person by name, or take a name nobody has entered yet."""

        def find(typed: str) -> list[tuple[str, str]]:
            return [
                (
                    str(one.person.id),
                    f"{one.person.name}  {one.person.role.replace('_', ' ')}  "
                    + " ".join(f"{m.number} {m.title}" for m in one.matters[:2]),
                )
                for one in self.paratui.people.named(typed)
            ]

        async def taken(record: str, typed: str) -> Answered:
            if record:
                known = self.paratui.people.person(int(record))
                if known:
                    self._speak_with(known)
                return ""
            self.session.caller_named(typed.strip())
            self.paratui.open_calls.announce(self.session)
            self.caller_known()
            return ""

        question = "Who is on the line? Type a part of the name; a new one is taken as typed"
        await self.pick(question, find, taken, value=words, free="new: {}")

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
            self.session.about(matter)
            self.draw()
            return ""

        await self.pick("Which matter? A number such as 2026-0142 finds any", find, taken, value=words)

    async def verify(self, words: str) -> None:
        """Keep how identity was checked. `no` says that the check failed."""
        if not words:

            async def given(typed: str) -> Answered:
                if not typed.strip():
                    return "Say how, such as: called back, date of birth and street; or no"
                self._identified(typed.strip())
                return ""

            await self.ask("How was the caller's identity checked?", given, hint="or: no, when the check failed")
        else:
            self._identified(words)

    def _identified(self, how: str) -> None:
        failed = how.casefold() in {"no", "failed"}
        checked = Identity(
            how="" if failed else how,
            result="failed" if failed else "confirmed",
            at=self.session.elapsed(),
            by=self.desk.me.login,
        )
        self.session.change(identity=checked)
        self.step_asked("identity", "declined" if failed else "done")
        self.say("Not verified: no matter details to this caller" if failed else f"Identity checked: {how}")

    def set_direction(self, words: str) -> None:
        """Incoming or outgoing."""
        now = self.session.call.direction
        wanted = words.casefold() if words.casefold() in {"in", "out"} else ("out" if now == "in" else "in")
        self.session.change(direction=wanted)
        self.draw()

    async def pick_channel(self, words: str) -> None:
        """How this communication takes place."""

        def find(typed: str) -> list[tuple[str, str]]:
            return [(one.value, one.value.replace("_", " ")) for one in Channel if typed.casefold() in one.value]

        async def taken(channel: str, _typed: str) -> Answered:
            self.session.change(channel=channel)
            self.say(f"This is a {channel.replace('_', ' ')} now")
            return ""

        await self.pick("How does it take place?", find, taken, value=words)
