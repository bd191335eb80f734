"""The page of a matter: instructions, where it stands, who takes part, dates, documents, open items, calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from paratui.domain.ids import id_time
from paratui.domain.wall_clock import utc_text
from paratui.services.matter_told import MatterTold, matter_told
from paratui.services.timeline import Timeline
from paratui.ui.about import About
from paratui.ui.commands.record_pages import MATTER_PAGE_COMMANDS
from paratui.ui.screens.matter_picture import matter_rows
from paratui.ui.screens.matter_questions import MatterQuestions, ShownMatter
from paratui.ui.screens.record_picture import call_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.store.interface import Revision
    from paratui.ui.commands.command import Command
    from paratui.ui.widgets.record_rows import Row


class MatterPage(MatterQuestions):
    """One matter."""

    NAME = "A matter"
    WHAT, KIND = "Matter", "matter"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = MATTER_PAGE_COMMANDS
    DO_NEXT = "go to the field that is wrong or empty and press Enter."
    HELP_TEXT = (
        "Everything kept of one matter, what the attorney wants on every call first. Enter changes the field under "
        "the cursor, puts the matter on a step of its map, or opens a person, call or item. The map is the usual "
        "course in plain words of the office; it promises nothing and has no dates. Reported dates are nobody's "
        "deadline until the attorney has verified them."
    )
    _told = MatterTold()

    def read_shown(self) -> bool:
        matter = self.matter_changes.matter(self.record)
        # Who takes part in it need not be entered as a person.
        self.paratui.hide_names(party.name for party in matter.parties)
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

    def concerns(self) -> About:
        if self._shown is None:
            return About((), (self.record,), of_matter=True)
        kind, _, which = self.chosen_row.partition(" ")
        parties = self._shown.matter.parties
        chosen = parties[int(which)].person_id if kind == "party" and int(which) < len(parties) else 0
        if kind == "person" or chosen:
            return About((chosen or int(which),), (self.record,), of_matter=True)
        clients = (one.id for one in self._shown.clients)
        others = (one.person_id for one in parties if one.person_id)
        return About(tuple(dict.fromkeys((*clients, *others))), (self.record,), of_matter=True)

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
        rows = matter_rows(self._shown, self.desk, width, self.paratui.name_of, self.differing)
        return [*rows, *call_rows(self.calls, self.desk, width)]

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
            "field": self.ask_field,
            "instruction": self.ask_instruction,
            "step": self.stand_at,
            "area": self.ask_area,
            "party": self.ask_party_away,
            "differing": lambda _which: self.show_contradictions(),
            "informed": lambda _which: self.show_timeline(),
            "document": self.ask_document_away,
            "closed": lambda _which: self.ask_close(),
            "more": lambda _which: self.paratui.show_items_of(0, self.record),
        }
        if kind in ways:
            await ways[kind](which)
        elif kind == "next":
            said = "It is agreed on at the end of a call, and stands in the queue from then on"
            self.say(f"{said}; {self.key_of('record.call')} begins a call")
