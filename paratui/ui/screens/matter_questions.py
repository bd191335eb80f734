"""What is asked on the page of a matter: its fields, parties, instructions and documents, and its end."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.matter import PARTY_ROLES
from paratui.domain.opening_hours import local_day
from paratui.domain.spoken_size import count_words
from paratui.services.client_changes import shown
from paratui.services.closing import outlives_its_matter
from paratui.services.matter_changes import MATTER_FIELDS
from paratui.ui.screens.record_page import RecordPage

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.domain.process_map import ProcessMap
    from paratui.services.matter_told import MatterTold
    from paratui.ui.area import Answered


class ShownMatter(NamedTuple):
    """A matter as its page shows it; `verified` names the attorney who approved the words of the map."""

    matter: Matter
    clients: tuple[Person, ...]
    items: tuple[FollowUp, ...]
    told: MatterTold
    steps: ProcessMap | None
    verified: str


class MatterQuestions(RecordPage):
    """Each answer is one commit, of the matter as it is shown."""

    _shown: ShownMatter | None = None

    async def ask_field(self, name: str) -> None:
        """Another value of a field."""
        if self._shown is None:
            return
        matter, field = self._shown.matter, next(one for one in MATTER_FIELDS if one.name == name)

        async def given(typed: str) -> Answered:
            return await self.kept(
                lambda: self.matter_changes.set(matter, field, typed),
                f"Kept: {field.label}; {self.key_of('record.undo')} takes it back",
            )

        value = shown(getattr(matter, name))
        await self.ask(f"{matter.number}: {field.label}", given, value=value, hint=f"{field.hint} · Enter keeps it")

    async def ask_instruction(self, which: str = "") -> None:
        """One more standing instruction, or another wording of one."""
        if self._shown is None:
            return
        matter, changes = self._shown.matter, self.matter_changes

        async def given(typed: str) -> Answered:
            if which:
                return await self.kept(lambda: changes.change_instruction(matter, int(which), typed), "Kept")
            return await self.kept(lambda: changes.add_instruction(matter, typed), "Kept; it stands in every brief")

        value = matter.instructions[int(which)] if which else ""
        hint = "Enter keeps it, empty takes it away" if which else "word for word, Enter keeps it"
        number = f" ({int(which) + 1})" if which else ""
        await self.ask(f"What does the attorney say?{number}", given, value=value, hint=hint)

    async def ask_area(self, _which: str) -> None:
        """The practice area, and with it the map."""
        if self._shown is None:
            return
        matter = self._shown.matter
        maps = await asyncio.to_thread(lambda: self.paratui.tables.process_maps)

        def find(typed: str) -> list[tuple[str, str]]:
            return [(one.area, one.title) for one in maps.maps if typed.casefold() in one.title.casefold()]

        async def picked(area: str, _typed: str) -> Answered:
            found = maps.of(area)
            if found is None:
                return "Choose one of the list"
            first = found.steps[0]
            return await self.kept(
                lambda: self.matter_changes.stand_at(matter, area, first.id, first.title), f"The map of {found.title}"
            )

        await self.pick("Which practice area is it?", find, picked, numbered=True)

    async def stand_at(self, step: str) -> None:
        """Put the matter on a step of its map; on the step it stands on, another map is asked for."""
        if self._shown is None or self._shown.steps is None:
            return
        matter, found = self._shown.matter, self._shown.steps.step(step)
        if found is None or matter.step == step:
            await self.ask_area("")
            return
        said = f"It stands at {found.title}; {self.key_of('record.undo')} takes it back"
        trouble = await self.kept(
            lambda: self.matter_changes.stand_at(matter, matter.area, found.id, found.title), said
        )
        if trouble:
            self.say(trouble, trouble=True)

    async def ask_party(self) -> None:
        """In which role, then who."""
        if self._shown is None:
            return
        matter = self._shown.matter
        keys = dict(zip(PARTY_ROLES, "caowugx", strict=True))
        choices = [(keys[one], one, one.replace("_", " ")) for one in PARTY_ROLES]

        async def chosen(role: str) -> None:
            async def picked(record: str, typed: str) -> Answered:
                known = await asyncio.to_thread(self.paratui.people.person, int(record)) if record else None
                name = known.person.name if known else typed
                return await self.kept(
                    lambda: self.matter_changes.add_party(matter, name, role, known.person.id if known else 0),
                    f"{role.replace('_', ' ')}: {name}",
                )

            free = "" if role == "client" else 'by name alone: "{}"'
            await self.pick(f"Who is the {role.replace('_', ' ')}?", self.found, picked, free=free)

        await self.choose("Who takes part, and as what?", choices, chosen, sure=True)

    async def ask_party_away(self, which: str) -> None:
        """Open a party, or take it away."""
        if self._shown is None:
            return
        matter, place = self._shown.matter, int(which)
        party = matter.parties[place]

        async def chosen(what: str) -> None:
            if what == "open":
                await self.paratui.open_client(party.person_id)
                return
            trouble = await self.kept(
                lambda: self.matter_changes.drop_party(matter, place),
                self.keyed("Taken away; [[record.undo]] undoes"),
            )
            if trouble:
                self.say(trouble, trouble=True)

        opens = [("o", "open", "open the person")] if party.person_id else []
        choices = [*opens, ("x", "drop", "take away from this matter")]
        await self.choose(f"{party.name}?", choices, chosen, sure=True)

    async def ask_document(self) -> None:
        """The kind of document; the name of its file is shown while it is typed."""
        if self._shown is None:
            return
        from paratui.domain.document_name import document_name  # noqa: PLC0415 - letters of other scripts load late

        matter = self._shown.matter
        client = self._shown.clients[0].name if self._shown.clients else ""
        day = local_day(self.desk.now(), self.desk.office)

        async def given(typed: str) -> Answered:
            return await self.kept(lambda: self.matter_changes.add_document(matter, client, typed), "Document noted")

        def name(typed: str) -> str:
            return f"= {document_name(client, matter.title, typed, day)}" if typed.strip() else "such as court order"

        await self.ask("What kind of document is it?", given, preview=name)

    async def ask_document_away(self, which: str) -> None:
        """Take the name of a document away."""
        if self._shown is None:
            return
        matter, place = self._shown.matter, int(which)

        async def chosen(_what: str) -> None:
            gone = partial(self.matter_changes.drop_document, matter, place)
            trouble = await self.kept(gone, self.keyed("Taken away; [[record.undo]] undoes"))
            if trouble:
                self.say(trouble, trouble=True)

        choices = [("x", "drop", "take its name away from this matter")]
        await self.choose(f"{matter.documents[place].name}?", choices, chosen, sure=True)

    async def ask_close(self) -> None:
        """Why, and what becomes of the open items; a closed matter is opened again."""
        if self._shown is None:
            return
        matter, items = self._shown.matter, self._shown.items
        if matter.status != "open":

            async def opened(why: str) -> Answered:
                reopened = f"{matter.number} is open again"
                return await self.kept(lambda: self.matter_changes.reopen(matter, why), reopened)

            await self.ask(f"Open {matter.number} again: why?", opened, hint="such as new motion, came back")
            return

        async def given(why: str) -> Answered:
            if not why.strip():
                return "Say why it is closed, such as settled, decided, client left"
            return partial(self._ask_items, matter, why) if items else await self._close(matter, why, "kept")

        await self.ask(f"Close {matter.number}: why?", given, hint="such as settled, decided, client left")

    async def _ask_items(self, matter: Matter, why: str) -> None:
        from paratui.services.closing import outlives_its_matter  # noqa: PLC0415 - when a matter is closed

        items = self._shown.items if self._shown else ()
        left = sum(map(outlives_its_matter, items))
        done = "done with the matter"
        if left:
            asks = f"{self.key_of('queue.done')} in the queue asks what came of it"
            done += f", but {left} stay{'s' * (left == 1)} open: {asks}"

        async def chosen(which: str) -> None:
            trouble = await self._close(matter, why, which)
            if trouble:
                self.say(trouble, trouble=True)

        await self.choose(
            f"What becomes of its {count_words(len(items), 'open item')}?",
            [("d", "done", done), ("k", "kept", "they stay open")],
            chosen,
            sure=True,
        )

    async def _close(self, matter: Matter, why: str, which: str) -> str:
        items = self._shown.items if self._shown and which == "done" else ()
        left = [f"#{one.number}" for one in items if outlives_its_matter(one)]
        stay = "stays" if len(left) == 1 else "stay"
        stays = f"; {', '.join(left)} {stay} open: to be answered or told" if left else ""
        return await self.kept(
            lambda: self.matter_changes.close(matter, why, items_done=which == "done"),
            f"{matter.number} is closed{stays}; {self.key_of('record.undo')} takes it back",
        )
