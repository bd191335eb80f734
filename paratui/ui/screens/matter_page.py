"""The page of a matter: instructions, where it stands, who takes part, dates, documents, open items."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from paratui.domain.ids import id_time
from paratui.domain.matter import PARTY_ROLES
from paratui.domain.spoken_size import count_words
from paratui.domain.wall_clock import utc_text
from paratui.services.client_changes import shown
from paratui.services.matter_changes import MATTER_FIELDS
from paratui.services.matter_told import MatterTold, matter_told
from paratui.services.timeline import Timeline
from paratui.ui.commands.clients import MATTER_PAGE_COMMANDS
from paratui.ui.screens.matter_picture import matter_rows
from paratui.ui.screens.record_page import RecordPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.domain.process_map import ProcessMap
    from paratui.store.interface import Revision
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command
    from paratui.ui.widgets.record_rows import Row


class ShownMatter(NamedTuple):
    """A matter as its page shows it; `verified` names the attorney who approved the words of the map."""

    matter: Matter
    clients: tuple[Person, ...]
    items: tuple[FollowUp, ...]
    told: MatterTold
    steps: ProcessMap | None
    verified: str


class MatterPage(RecordPage):
    """One matter."""

    NAME = "A matter"
    WHAT = "Matter"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = MATTER_PAGE_COMMANDS
    HELP_TEXT = (
        "Everything kept of one matter, what the attorney wants on every call first. Enter changes the field under "
        "the cursor, puts the matter on a step of its map, or opens a person, call or item. The map is the usual "
        "course in plain words of the office; it promises nothing and has no dates. Reported dates are nobody's "
        "deadline until the attorney has verified them."
    )
    _shown: ShownMatter | None = None
    _told = MatterTold()

    def read_shown(self) -> bool:
        matter = self.matter_changes.matter(self.record)
        known = (self.paratui.people.person(one) for one in matter.clients)
        maps = self.paratui.tables.process_maps
        self._shown = ShownMatter(
            matter,
            tuple(one.person for one in known if one),
            tuple(self.matter_changes.open_items(matter)),
            self._told,
            maps.of(matter.area),
            maps.verified_by,
        )
        return True

    def read_calls(self) -> None:
        super().read_calls()
        self._told = matter_told(self.desk, self.record)
        if self._shown:
            self._shown = self._shown._replace(told=self._told)

    def whose(self) -> tuple[tuple[int, ...], int]:
        return (), self.record

    def named(self) -> tuple[str, str]:
        if self._shown is None:
            return "reading ...", ""
        matter = self._shown.matter
        return f"{matter.title} {matter.number}".strip(), "" if matter.status == "open" else matter.status.upper()

    def revisions(self) -> list[Revision]:
        return self.matter_changes.revisions(self.record)

    def rows_shown(self, width: int) -> list[Row]:
        if self._shown is None:
            return []
        return list(matter_rows(self._shown, self.desk, width, self.paratui.name_of, self.differing))

    # What can be done

    async def call_now(self) -> None:
        clients = self._shown.clients if self._shown else ()
        await self.call_about(clients[0].id if clients else 0, self.record)

    def timeline(self) -> Timeline:
        return Timeline(self.desk, (), self.record, opened=utc_text(id_time(self.record)))

    async def change_row(self) -> None:
        kind, _, which = self.chosen_row.partition(" ")
        opened = self.open_row(kind, which.partition(" ")[0])
        if opened is not None:
            await opened
            return
        ways: dict[str, Callable[[str], Any]] = {
            "field": self._ask_field,
            "instruction": self._ask_instruction,
            "step": self._stand_at,
            "area": self._ask_area,
            "party": self._ask_party_away,
            "differing": lambda _which: self.show_contradictions(),
            "informed": lambda _which: self.show_timeline(),
        }
        if kind in ways:
            await ways[kind](which)

    async def _ask_field(self, name: str) -> None:
        if self._shown is None:
            return
        matter, field = self._shown.matter, next(one for one in MATTER_FIELDS if one.name == name)

        async def given(typed: str) -> Answered:
            return await self.kept(
                lambda: self.matter_changes.set(matter, field, typed), f"Kept: {field.label}; u takes it back"
            )

        value = shown(getattr(matter, name))
        await self.ask(f"{matter.number}: {field.label}", given, value=value, hint=f"{field.hint} · Enter keeps it")

    async def ask_instruction(self) -> None:
        """One more standing instruction."""
        await self._ask_instruction("")

    async def _ask_instruction(self, which: str) -> None:
        if self._shown is None:
            return
        matter, changes = self._shown.matter, self.matter_changes

        async def given(typed: str) -> Answered:
            if which:
                return await self.kept(lambda: changes.change_instruction(matter, int(which), typed), "Kept")
            return await self.kept(lambda: changes.add_instruction(matter, typed), "Kept; it stands in every brief")

        value = matter.instructions[int(which)] if which else ""
        hint = "Enter keeps it, empty takes it away" if which else "word for word, Enter keeps it"
        await self.ask("What does the attorney say?", given, value=value, hint=hint)

    async def _ask_area(self, _which: str) -> None:
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

    async def _stand_at(self, step: str) -> None:
        if self._shown is None or self._shown.steps is None:
            return
        matter, found = self._shown.matter, self._shown.steps.step(step)
        if found is None or matter.step == step:
            await self._ask_area("")
            return
        said = f"It stands at {found.title}; u takes it back"
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

        await self.choose("Who takes part, and as what?", choices, chosen)

    async def _ask_party_away(self, which: str) -> None:
        if self._shown is None:
            return
        matter, place = self._shown.matter, int(which)
        party = matter.parties[place]

        async def chosen(what: str) -> None:
            if what == "open":
                await self.paratui.open_client(party.person_id)
                return
            trouble = await self.kept(lambda: self.matter_changes.drop_party(matter, place), "Taken away; u undoes")
            if trouble:
                self.say(trouble, trouble=True)

        choices = [("x", "drop", "take away from this matter")]
        await self.choose(
            f"{party.name}?", [("o", "open", "open the person"), *choices] if party.person_id else choices, chosen
        )

    async def ask_document(self) -> None:
        """The kind of document; the name of its file is shown while it is typed."""
        if self._shown is None:
            return
        from paratui.domain.document_name import document_name  # noqa: PLC0415 - letters of other scripts load late

        matter = self._shown.matter
        client = self._shown.clients[0].name if self._shown.clients else ""
        day = self.desk.now().astimezone(self.desk.office.tz).date()

        async def given(typed: str) -> Answered:
            return await self.kept(lambda: self.matter_changes.add_document(matter, client, typed), "Document noted")

        def name(typed: str) -> str:
            return f"= {document_name(client, matter.title, typed, day)}" if typed.strip() else "such as court order"

        await self.ask("What kind of document is it?", given, preview=name)

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
        number = len(self._shown.items) if self._shown else 0

        async def chosen(which: str) -> None:
            trouble = await self._close(matter, why, which)
            if trouble:
                self.say(trouble, trouble=True)

        await self.choose(
            f"What becomes of its {count_words(number, 'open item')}?",
            [("d", "done", "done with the matter"), ("k", "kept", "they stay open")],
            chosen,
        )

    async def _close(self, matter: Matter, why: str, which: str) -> str:
        return await self.kept(
            lambda: self.matter_changes.close(matter, why, items_done=which == "done"),
            f"{matter.number} is closed; u takes it back",
        )
