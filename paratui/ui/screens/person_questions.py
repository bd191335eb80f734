"""What the caller says about themselves, kept with the person: the next one to call them sees it first."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from paratui.domain.errors import Conflict, ParatuiError
from paratui.domain.identity_facts import BETWEEN, as_facts
from paratui.ui.screens.call_parts import CallParts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from paratui.domain.person import Person
    from paratui.services.people import Known
    from paratui.ui.area import Answered

YES_NO = {"yes": "yes", "y": "yes", "no": "no", "n": "no"}
ROLES = (
    ("p", "prospect", "prospect"),
    ("c", "client", "client"),
    ("w", "witness", "witness"),
    ("a", "adverse_party", "adverse party"),
    ("l", "counsel", "lawyer"),
    ("o", "other", "somebody else"),
)


class Asked(NamedTuple):
    """A field of a person that is kept in words: the question, and an example."""

    question: str
    example: str


FIELDS = {
    "language": Asked("Which language do they speak best?", "such as: Spanish, interpreter needed"),
    "accommodations": Asked("What do they need to follow a call?", "such as: large print, no smartphone"),
    "how_to_talk": Asked("How does one talk with them?", "such as: short sentences, let her finish, no small talk"),
    "best_times": Asked("When are they best called?", "such as: after 3 PM, never mornings"),
    "place": Asked("Where do they live, as they say it?", "such as: Fresno, CA"),
    "identity_facts": Asked("What do only they know?", "such as: born 1986-04-12 · mother's maiden name Ortiz"),
}


class PersonQuestions(CallParts):
    """Keeping what holds for the person and for this number of theirs."""

    # The line that answers at the number as it was given, such as fax; empty when nothing was said.
    _line_given: str

    async def ask_of_person(self, field: str, words: str) -> None:
        """Keep one field of the person in words; asked without words, what is there can be mended."""

        async def asked(person: Person) -> None:
            if words.strip():
                more = BETWEEN.join((*person.identity_facts, words)) if field == "identity_facts" else words
                await self._keep_or_give_back(person, f"/{_SLASH[field]} {words}", **self._in_words(field, more))
                return
            base = person

            async def given(typed: str) -> Answered:
                nonlocal base
                trouble = await self._kept_with(base, **self._in_words(field, typed))
                if trouble:
                    known = await asyncio.to_thread(self.paratui.people.person, base.id)
                    base = known.person if known else base
                    return f"{trouble}. Enter once more keeps yours"
                return ""

            one = FIELDS[field]
            question = f"{person.name}: {one.question}"
            stands = getattr(person, field)
            value = stands if isinstance(stands, str) else BETWEEN.join(stands)
            await self.ask(question, given, value=value, hint=f"{one.example} · Enter keeps it")

        await self._with_person(asked)

    async def keep_minor(self, words: str) -> None:
        """Keep whether they are under age; without words they are."""

        async def asked(person: Person) -> None:
            minor = words.strip().casefold() not in {"no", "not", "of age"}
            await self._keep_or_give_back(person, f"/minor {words}", minor=minor)

        await self._with_person(asked)

    def _in_words(self, field: str, words: str) -> dict[str, Any]:
        said = " ".join(words.split())
        if field == "identity_facts":
            return {field: as_facts(said)}
        if field != "place":
            return {field: said}
        zones = self.paratui.tables.area_codes.zones_of(said)
        return {"place": said, "zone": zones[0] if len(zones) == 1 else ""}

    async def ask_voicemail(self, words: str = "") -> None:
        """Whether a message may be left at this number, and what else must be known before dialling it."""
        said, _, rest = words.strip().casefold().partition(" ")

        async def asked(person: Person) -> None:
            async def chosen(answer: str) -> None:
                if answer == "only":
                    await self.ask_say_only(of_the_step=True)
                    return
                fields = self._unsafe(person) if answer == "unsafe" else self._voicemail(person, answer, rest)
                if await self._keep_or_give_back(person, f"/voicemail {words}", **fields):
                    self.step_asked("voicemail", "done")
                    self._say_what_still_holds(answer)

            if said in YES_NO:
                await chosen(YES_NO[said])
                return
            choices = [
                ("y", "yes", "a message may be left"),
                ("n", "no", "leave none"),
                ("o", "only", "only under a name they give"),
                *([("u", "unsafe", "not safe to call at all")] if self._whole_number else []),
            ]
            where = f" at {self.paratui.shown_number(self._whole_number)}" if self._whole_number else ""
            await self.choose(f"May we leave {person.name} a message{where}?", choices, chosen, noting=True)

        await self._with_person(asked)

    def _voicemail(self, person: Person, answer: str, where: str) -> dict[str, Any]:
        number = self._whole_number
        if not number or where in {"all", "everywhere"}:
            loose = tuple(one.but(voicemail="not_asked") for one in person.numbers)
            return {"voicemail": answer, "numbers": loose if answer == "yes" else person.numbers}
        fields: dict[str, Any] = {"numbers": person.with_known(number, voicemail=answer)}
        if answer == "yes" and person.voicemail == "no" and set(person.phones) <= {number}:
            # They have no other number: what was said of all of them was said of this one.
            fields["voicemail"] = "yes"
        return fields

    def _say_what_still_holds(self, answer: str) -> None:
        known = self._person_now()
        if answer == "yes" and known and known.person.voicemail == "no" and self._whole_number:
            self.say('Kept for this number; "leave none" stands for all of theirs: /voicemail yes all lifts it')

    async def ask_safe(self, words: str = "") -> None:
        """Whether the office may call this number at all."""
        number = self._whole_number
        if not number:
            self.say("There is no whole number on this call yet; /phone takes it", trouble=True)
            return

        async def asked(person: Person) -> None:
            async def chosen(answer: str) -> None:
                fields = {"numbers": person.with_known(number, safe=answer)}
                await self._keep_or_give_back(person, f"/safe {words}", **fields)

            said = words.strip().casefold()
            if said in YES_NO:
                await chosen(YES_NO[said])
                return
            choices = [("y", "yes", "safe to call"), ("n", "no", "not safe: warn before it is dialled")]
            question = f"May we call {person.name} at {self.paratui.shown_number(number)}?"
            await self.choose(question, choices, chosen, noting=True)

        await self._with_person(asked)

    def _unsafe(self, person: Person) -> dict[str, Any]:
        return {"numbers": person.with_known(self._whole_number, safe="no", voicemail="no")}

    async def ask_say_only(self, words: str = "", *, of_the_step: bool = False) -> None:
        """The one name that may be said to whoever answers; nothing typed takes it away."""
        number = self._whole_number

        async def asked(person: Person) -> None:
            before = next((one.say_only for one in person.numbers if one.number == number), "") or person.say_only

            async def given(typed: str) -> str:
                said = " ".join(typed.split())
                fields: dict[str, Any] = (
                    {"numbers": person.with_known(number, say_only=said)} if number else {"say_only": said}
                )
                if not said:
                    fields["say_only"] = ""
                trouble = await self._kept_with(person, **fields)
                if not trouble and of_the_step:
                    self.step_asked("voicemail", "done")
                return trouble

            if words.strip():
                trouble = await given(words)
                if trouble:
                    self._give_back(f"/sayonly {words}", trouble)
                return
            hint = "their first name only, such as: Ana · empty takes it away"
            await self.ask(f"{person.name}: what may we say to whoever answers?", given, value=before, hint=hint)

        await self._with_person(asked)

    # Somebody new

    async def save_person(self, words: str = "") -> None:
        """Enter the caller, with the name and the number; of somebody known, keep this number too."""
        known = await self._known_person()
        number = self._whole_number
        if known is None:
            await self._enter_caller(words, self._told_entered)
        elif number and number.partition(";")[0] not in {one.partition(";")[0] for one in known.person.phones}:
            fields: dict[str, Any] = {"phones": (*known.person.phones, number)}
            if self._line_given:
                fields["numbers"] = known.person.with_known(number, line=self._line_given)
            await self._keep_or_give_back(known.person, "/save", **fields)
        else:
            self.say(f"{known.person.name} is in the office's list already, with this number")

    async def _told_entered(self, person: Person) -> None:
        self.say(f"{person.name} is in the office's list now, as {person.role.replace('_', ' ')}")

    async def _enter_caller(self, words: str, then: Callable[[Person], Awaitable[None]]) -> None:
        call = self.session.call
        if not call.person:
            self.say(self.keyed("Say first who it is: [[call.who]] takes the name"), trouble=True)
            return

        async def chosen(role: str) -> None:
            entering = partial(self.paratui.people.enter, call.person, self._whole_number, role, self._line_given)
            person = await self.attempt(entering)
            if person is None:
                return
            self.session.speak_with(person, self.paratui.people.matter_of(call.matter_id) if call.matter_id else None)
            self.paratui.open_calls.announce(self.session)
            self.caller_known()
            await then(person)

        role = words.strip().casefold().replace(" ", "_")
        if role in {value for _, value, _ in ROLES}:
            await chosen(role)
            return
        question = f"{call.person} is new here. Enter them as:"
        await self.choose(question, list(ROLES), chosen, noting=True)

    # Keeping

    @property
    def _whole_number(self) -> str:
        phone = self.session.call.phone
        return phone if phone.startswith("+") else ""

    def _person_now(self) -> Known | None:
        record = self.session.call.person_id
        return self.paratui.people.person(record) if record else None

    async def _known_person(self) -> Known | None:
        return await self.attempt(self._person_now)

    async def _with_person(self, then: Callable[[Person], Awaitable[None]]) -> None:
        """Go on with the caller's record; somebody who has none yet is entered first."""
        known = await self._known_person()
        if known:
            await then(known.person)
        else:
            await self._enter_caller("", then)

    async def _kept_with(self, person: Person, **fields: Any) -> str:
        """Keep fields of the person; what is wrong, empty when they are kept."""
        try:
            await asyncio.to_thread(partial(self.paratui.people.change, person, **fields))
        except Conflict as conflict:
            self.caller_known()
            return self.paratui.who_and_when(conflict)
        except ParatuiError as error:
            return str(error)
        self.caller_known()
        self.say(f"Kept with {person.name}")
        return ""

    async def _keep_or_give_back(self, person: Person, typed: str, **fields: Any) -> bool:
        trouble = await self._kept_with(person, **fields)
        if trouble:
            self._give_back(typed, trouble)
        return not trouble

    def _give_back(self, typed: str, trouble: str) -> None:
        """A command that was refused stands in the composer again, unless something is typed there."""
        if not self.composer.value:
            self.composer.value = typed.strip()
        self.say(trouble, trouble=True)


_SLASH = {
    "language": "language",
    "accommodations": "needs",
    "how_to_talk": "howtotalk",
    "best_times": "besttime",
    "place": "home",
    "identity_facts": "fact",
}
