"""Two records of one person made one: which, what both say side by side, then one answer."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError
from paratui.domain.spoken_size import count_words
from paratui.ui.screens.client_questions import ClientQuestions

if TYPE_CHECKING:
    from paratui.domain.person import Person
    from paratui.services.merging import Side
    from paratui.ui.area import Answered

_LIKELY = 12


class MergeQuestions(ClientQuestions):
    """Asked wherever people are shown."""

    async def ask_merge_with(self, person: Person) -> None:
        """Choose the other record; the same name or number is proposed first."""
        likely = await self.attempt(partial(self._likely, person))

        def find(typed: str) -> list[tuple[str, str]]:
            found = likely or [] if not typed.strip() else self.found(typed)
            return [(record, words) for record, words in found if record != str(person.id)]

        async def picked(record: str, _typed: str) -> Answered:
            if not record:
                return "Type a part of the other name, then choose the record"
            try:
                sides = await asyncio.to_thread(self._sides, person.id, int(record))
            except ParatuiError as error:
                return str(error)
            return partial(self._ask_which_stays, sides)

        await self.pick(f"Which other record is {person.name} too?", find, picked)

    async def ask_merge_of(self, one: int, other: int) -> None:
        """Two people by their ids: which of them stays."""
        sides = await self.attempt(partial(self._sides, one, other))
        if sides:
            await self._ask_which_stays(sides)

    def _sides(self, one: int, other: int) -> tuple[Side, Side]:
        return self.merging.sides(self.client_changes.person(one), self.client_changes.person(other))

    def _likely(self, person: Person) -> list[tuple[str, str]]:
        """Who has one of their numbers, or a name with the same first word or last."""
        people = self.paratui.people
        near = [known for number in person.phones for known in people.with_number(number)]
        words = person.name.casefold().split()
        # Another tool may have left somebody without a name.
        ends = dict.fromkeys((*words[-1:], *words[:1]))
        near += [known for word in ends for known in people.named(word, _LIKELY)]
        found = {known.person.id: self.in_words(known) for known in near}
        return [(str(record), words_) for record, words_ in found.items()][: _LIKELY + 1]

    async def _ask_which_stays(self, sides: tuple[Side, Side]) -> None:
        from paratui.ui.screens.which_stays import WhichStays  # noqa: PLC0415 - loaded when first asked

        async def chosen(which: str) -> None:
            kept, gone = sides if which == "left" else reversed(sides)
            trouble = await self.kept(lambda: self.merging.merge(kept.person, gone.person), "")
            if trouble:
                self.say(trouble, trouble=True)
                return
            await self.stands_merged(kept.person, gone.person)
            moved = f"{count_words(gone.items, 'open item')} and {count_words(len(gone.matters), 'matter')} moved"
            undo = "clients.undo" if self.app.is_screen_installed(self.app.screen) else "record.undo"
            self.paratui.say(f"One record now: {kept.person.name}; {moved}. {self.key_of(undo)} takes it back")

        await self.app.push_screen(WhichStays(self, sides, chosen))

    async def stands_merged(self, kept: Person, gone: Person) -> None:
        """Two people shown here are one now."""
        raise NotImplementedError
