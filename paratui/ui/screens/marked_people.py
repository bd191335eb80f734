"""What is done with marked people: two are made one, several are written to a file."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError
from paratui.domain.spoken_size import count_words
from paratui.ui.screens.client_reading import ClientReading
from paratui.ui.screens.marking import Marking
from paratui.ui.screens.merge_people import MergeQuestions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.person import Person
    from paratui.ui.area import Answered
    from paratui.ui.widgets.record_rows import RecordId

_FEW = 20
_FORMS = {".csv": "csv", ".vcf": "vcard", ".vcard": "vcard"}


class MarkedPeople(Marking, MergeQuestions, ClientReading):
    """A mark counts wherever its person stands: who looks for a second record of somebody narrows the list to
    another name first. Whatever is done with marks names or counts them before.
    """

    _counted = 0
    _counted_of: tuple[object, object] = (None, None)

    @property
    def marked(self) -> list[int]:
        """The marked people, those shown first and in their order; none while matters are shown."""
        if self.matters or not self.is_mounted:
            return []
        marks = {one for one in self.table.marks.records if isinstance(one, int)}
        shown = [one for one in self.rows.ids if one in marks] if marks else []
        return [*shown, *sorted(marks.difference(shown))]

    @property
    def marked_count(self) -> int:
        """How many people are marked, shown or not; none while matters are shown."""
        return 0 if self.matters or not self.is_mounted else len(self.table.marks)

    @property
    def marks_shown(self) -> int:
        if not self.marked_count:
            return 0
        marks = self.table.marks
        if len(marks) <= _FEW:
            return marks.count
        # One walk over the list instead of one for each mark, and every key draws it.
        now = (self.rows.ids, marks.records)
        if any(one is not other for one, other in zip(now, self._counted_of, strict=True)):
            self._counted_of, self._counted = now, len(marks.records.intersection(self.rows.ids))
        return self._counted

    def marked_words(self) -> str:
        marked = self.marked_count
        hidden = marked - self.marks_shown
        return f"{marked:,} marked{f', {hidden:,} not shown' if hidden else ''}" if marked else ""

    def shown_records(self) -> Sequence[RecordId]:
        return self.rows.ids

    def next_record(self) -> RecordId | None:
        place = self.table.cursor_index
        return self.rows.ids[place + 1] if place is not None and place + 1 < len(self.rows.ids) else None

    def mark(self) -> None:
        super().mark()
        self._say_what_for()

    def mark_all(self) -> None:
        super().mark_all()
        self._say_what_for()

    def unmark_all(self) -> None:
        super().unmark_all()
        self.say(
            f"No marks any more{self.keyed('; [[clients.all]] again takes the search away') if self.typed else ''}"
        )

    def _say_what_for(self) -> None:
        number = len(self.table.marks)
        merging = self.keyed("[[clients.merge]] makes them one, ") if number == 2 else ""
        if number:
            self.say(
                f"{merging}{self.key_of('clients.export')} exports {'only these' if number > 1 else 'only this one'}"
            )

    # Two made one

    async def ask_merge(self) -> None:
        """The two marked, else the one under the cursor and another that is looked for."""
        marked = self.marked
        if len(marked) == 2:
            await self.ask_merge_of(*marked)
            return
        person = await self.attempt(partial(self.client_changes.person, marked[0] if marked else self.record))
        if person:
            await self.ask_merge_with(person)

    async def stands_merged(self, kept: Person, gone: Person) -> None:
        self.unmark([kept.id, gone.id])
        self.reload(cursor=kept.id)

    # Only these exported

    async def ask_export(self) -> None:
        """The file, whose ending says what it is."""
        marked = self.marked
        hidden = len(marked) - self.marks_shown
        beside = f", {hidden:,} of them not shown just now" if hidden else ""
        day = self.desk.now().astimezone(self.desk.office.tz)

        async def given(typed: str) -> Answered:
            try:
                return await asyncio.to_thread(self._export, marked, typed.strip())
            except ParatuiError as error:
                return str(error)

        await self.ask(
            f"Export {count_words(len(marked), 'marked person', 'marked people')}{beside} to which file?",
            given,
            proposed=f"~/people-{day:%Y-%m-%d}.csv",
            hint=".csv or .vcf, with names and numbers; noted at your login",
        )

    def _export(self, marked: Sequence[int], typed: str) -> Answered:
        from paratui.services.people_export import (  # noqa: PLC0415 - an export is seldom asked for
            note_people_export,
            people_export,
            write_people,
        )

        form = _FORMS.get(PurePath(typed).suffix.casefold())
        if form is None:
            return "The name ends in .csv for a spreadsheet, in .vcf for an address book"
        try:
            path = Path(typed).expanduser()
        except RuntimeError:
            return f"There is no home folder in {typed}; write the folder out"
        made = people_export(self.desk, form, marked)
        note_people_export(self.desk, made)
        write_people(path, made)
        gone = len(marked) - made.people
        left = f"; {count_words(gone, 'record')} merged, gone or unreadable meanwhile" if gone else ""

        async def said() -> None:
            self.say(f"{count_words(made.people, 'person', 'people')} in {path}{left}")

        return said
