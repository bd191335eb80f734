"""What is asked about people and matters wherever they are shown: somebody new, a new matter, a call, an undo."""

from __future__ import annotations

import asyncio
from functools import cached_property, partial
from typing import TYPE_CHECKING

from paratui.domain.errors import Conflict, ParatuiError
from paratui.services.actions import Actions
from paratui.services.client_changes import ClientChanges, name_and_role
from paratui.services.matter_changes import MatterChanges
from paratui.services.merging import Merging
from paratui.ui.screens.taking_back import TakingBack

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paratui.domain.person import Person
    from paratui.services.actions import Undone
    from paratui.services.people import Known
    from paratui.ui.area import Answered

_MOST_FOUND = 30
# So many who may be the one that is about to be entered are named.
_MOST_ALIKE = 3


class ClientQuestions(TakingBack):
    """Each answer is one commit."""

    @cached_property
    def _actions(self) -> Actions:
        return Actions(self.desk)

    @cached_property
    def client_changes(self) -> ClientChanges:
        return ClientChanges(self.desk, self.paratui.people, self._actions)

    @cached_property
    def matter_changes(self) -> MatterChanges:
        return MatterChanges(self.desk, self.paratui.people, self._actions)

    @cached_property
    def merging(self) -> Merging:
        return Merging(self.desk, self.paratui.people, self._actions)

    async def kept(self, work: Callable[[], object], said: str) -> str:
        """Do something that stores; a trouble for the question to show, "" when it went well and was said."""
        try:
            await asyncio.to_thread(work)
        except Conflict as conflict:
            if conflict.kind in {"person", "matter"}:
                self.paratui.people.look_again([(conflict.kind, conflict.record)])
            return f"{self.paratui.who_and_when(conflict)}. Esc, then look at it as it is now"
        except ParatuiError as error:
            return str(error)
        self.refreshed()
        if said:
            self.say(said)
        return ""

    def refreshed(self) -> None:
        """Something shown here was changed by me."""

    def undo_last(self) -> Undone:
        return self.client_changes.undo()

    def made(self, record: int) -> None:
        """A person or matter was just entered by me."""

    async def call_about(self, person: int, matter: int = 0) -> None:
        """Open a call to somebody, about a matter or none."""
        await self.paratui.call_person(person, matter)

    def found(self, typed: str) -> list[tuple[str, str]]:
        """People by the beginnings of their names, as a list to pick from."""
        try:
            found = self.paratui.people.named(typed, _MOST_FOUND)
        except ParatuiError:
            return []
        return [(str(one.person.id), self.in_words(one)) for one in found]

    def in_words(self, known: Known) -> str:
        """A person in one row."""
        person = known.person
        number = self.paratui.shown_number(next(iter(person.phones), ""))
        matters = ", ".join(one.number for one in known.matters)
        return "  ".join(filter(None, (person.name, person.role.replace("_", " "), number, matters)))

    async def ask_new_person(self) -> None:
        """The name, then the number; who has the same name is told of."""

        async def named(name: str) -> Answered:
            if not name.strip():
                return "Write the name of the person or the organisation"
            return partial(self._ask_number_of, *name_and_role(name))

        def alike(typed: str) -> str:
            (words, role), people = name_and_role(typed), self.paratui.people
            found = people.named(words, _MOST_ALIKE) if words and people.ready else []
            same = next((one for one in found if one.person.name.casefold() == words.casefold()), None)
            if same:
                return f"{same.person.name} is entered already: {self.in_words(same)}"
            named = ", ".join(one.person.name for one in found)
            new = f"Enter, then the number · {role.replace('_', ' ')}; another role after a comma: Ruth Hall, witness"
            return f"Entered already: {named}. Enter for somebody new" if named else new

        await self.ask("New person: the name", named, preview=alike)

    async def _ask_number_of(self, name: str, role: str) -> None:
        async def given(phone: str) -> Answered:
            try:
                theirs = await asyncio.to_thread(self._having, phone)
            except ParatuiError as error:
                return str(error)
            if theirs:
                return partial(self._ask_same, name, phone, role, theirs)
            return await self._entered(name, phone, role)

        await self.ask(f"{name}: the number", given, hint="Enter without one leaves it empty")

    def _having(self, phone: str) -> list[Known]:
        """Who has a number already."""
        from paratui.domain.phone import read_phone  # noqa: PLC0415 - the library of numbers loads when one is typed

        number = read_phone(phone, self.desk.office.region) if phone.strip() else ""
        return self.paratui.people.with_number(number) if number else []

    async def _ask_same(self, name: str, phone: str, role: str, theirs: Sequence[Known]) -> None:
        """A number somebody has already: the same person once more, or another in the same house."""
        first = theirs[0].person

        async def chosen(which: str) -> None:
            if which == "open":
                await self.paratui.open_client(first.id)
                return
            done = await self._entered(name, phone, role)
            if isinstance(done, str):
                self.say(done, trouble=True)
            else:
                await done()

        have = f"{first.name} has" if len(theirs) == 1 else f"{first.name} and {len(theirs) - 1} more have"
        choices = [("o", "open", f"open {first.name}"), ("n", "new", f"{name} is somebody else: enter them")]
        await self.choose(f"{have} this number already", choices, chosen, sure=True)

    async def _entered(self, name: str, phone: str, role: str) -> Answered:
        made: list[Person] = []
        trouble = await self.kept(lambda: made.append(self.client_changes.enter(name, phone, role)), "")
        if trouble:
            return trouble
        self.made(made[0].id)
        return partial(self.paratui.open_client, made[0].id)

    async def ask_new_matter(self, client: Person | None) -> None:
        """Whose it is, its number, then what it is about."""
        if client is None:

            async def picked(record: str, _typed: str) -> Answered:
                known = self.paratui.people.person(int(record))
                return partial(self.ask_new_matter, known.person) if known else "Choose somebody of the list"

            await self.pick("New matter: who is the client?", self.found, picked)
            return
        number = await self.attempt(self.matter_changes.next_number)

        async def numbered(typed: str) -> Answered:
            return partial(self._ask_title, client, typed)

        await self.ask(f"New matter of {client.name}: its number", numbered, proposed=number or "")

    async def _ask_title(self, client: Person, number: str) -> None:
        made: list[int] = []

        async def given(title: str) -> Answered:
            made.clear()
            trouble = await self.kept(
                lambda: made.append(self.matter_changes.open(number, title, client).id), ""
            )
            if trouble:
                return trouble
            self.made(made[0])
            return show

        async def show() -> None:
            await self.paratui.open_matter(made[0])
            self.paratui.say(f"{number} is open")

        await self.ask(f"{number}: what is it about?", given, hint="in two words, such as Custody")
