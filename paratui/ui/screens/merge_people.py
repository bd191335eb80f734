"""Two records of one person made one: which, what moves and what both say, then one key."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError
from paratui.domain.spoken_size import count_words
from paratui.ui.screens.client_questions import ClientQuestions

if TYPE_CHECKING:
    from paratui.domain.person import Person
    from paratui.services.merging import Merged
    from paratui.ui.area import Answered

_LIKELY = 12


class MergeQuestions(ClientQuestions):
    """Asked on the page of a person."""

    async def ask_merge_with(self, person: Person) -> None:
        """Choose the other record; the same name or number is proposed first."""
        likely = await self.attempt(partial(self._likely, person))

        def find(typed: str) -> list[tuple[str, str]]:
            found = likely or [] if not typed.strip() else self.found(typed)
            return [(record, words) for record, words in found if record != str(person.id)]

        async def picked(record: str, _typed: str) -> Answered:
            try:
                other = await asyncio.to_thread(self.client_changes.person, int(record))
                merged = await asyncio.to_thread(self.merging.proposed, person, other)
            except ParatuiError as error:
                return str(error)
            return partial(self._ask_sure, person, other, merged)

        await self.pick(f"Which other record is {person.name} too?", find, picked)

    def _likely(self, person: Person) -> list[tuple[str, str]]:
        """Who has one of their numbers, or a name with the same first word or last."""
        people = self.paratui.people
        near = [known for number in person.phones for known in people.with_number(number)]
        words = person.name.casefold().split()
        near += [known for word in dict.fromkeys((words[-1], words[0])) for known in people.named(word, _LIKELY)]
        found = {known.person.id: self.in_words(known) for known in near}
        return [(str(record), words_) for record, words_ in found.items()][: _LIKELY + 1]

    async def _ask_sure(self, person: Person, other: Person, merged: Merged) -> None:
        moves = f"{count_words(merged.items, 'open item')} and {count_words(merged.matters, 'matter')} move"
        differing = "; ".join(f'{name}: "{ours}" stays, not "{theirs}"' for name, ours, theirs in merged.differing)
        said = f"Keep {person.name}, take in {other.name}? {moves}, calls are found with both."
        choices = [
            ("y", "keep", f"keep {person.name}"),
            ("o", "other", f"keep the other, {other.name}"),
        ]

        async def chosen(which: str) -> None:
            kept, gone = (person, other) if which == "keep" else (other, person)
            said = f"One record now: {kept.name}; [[record.undo]] takes it back"
            trouble = await self.kept(lambda: self.merging.merge(kept, gone), said)
            if trouble:
                self.say(trouble, trouble=True)
            elif which == "other":
                await self.app.pop_screen()
                await self.paratui.open_client(kept.id)
                self.paratui.say(said)

        await self.choose(f"{said} {differing}".strip(), choices, chosen)
