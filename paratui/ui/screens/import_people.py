"""A file of people on the screen: each column with its first values, and the field of a person it goes to."""

from __future__ import annotations

import asyncio
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Vertical

from paratui.domain.errors import ParatuiError
from paratui.domain.imported_row import read_row
from paratui.domain.person import ROLES
from paratui.domain.person_columns import FIELDS, NAMES
from paratui.domain.phone import shown
from paratui.domain.spoken_size import count_words
from paratui.services.importing.people_file import open_people_file, without_header
from paratui.services.importing.proposal import propose
from paratui.ui.area import Area
from paratui.ui.commands.import_people import IMPORT_COMMANDS
from paratui.ui.look import styled
from paratui.ui.rests import LeavingError, Rests
from paratui.ui.screens.import_outcome import ImportOutcome
from paratui.ui.widgets.as_seen import as_nobody_knows
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.record_rows import ListedRows
from paratui.ui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from rich.text import Text
    from textual.app import ComposeResult

    from paratui.domain.imported_row import Read
    from paratui.services.desk import Desk
    from paratui.services.importing.people_file import PeopleFile
    from paratui.services.importing.proposal import Proposal
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command

COLUMNS = (
    Column("Column", share=2, narrowest=10),
    Column("goes to", share=2, narrowest=12),
    Column("First rows", share=4, narrowest=14, drop=1),
)
NAME = "import"
_SAMPLE = 3
_SHOWN = 6
_TICK_SECONDS = 0.2


async def ask_file(area: Area) -> None:
    """Ask for the file and show it; an import that was left with the key of another area goes on."""
    app = area.paratui
    if app.is_screen_installed(NAME):
        await app.push_screen(NAME)
        return

    async def opened(name: str) -> Answered:
        if not name.strip():
            return "Name the file, such as ~/contacts.csv"
        try:
            file = await asyncio.to_thread(_opened, name.strip(), app.desk.office.region)
        except ParatuiError as error:
            return str(error)

        async def show() -> None:
            app.install_screen(ImportPeople(app.desk, name.strip(), file), NAME)
            await app.push_screen(NAME)

        return show

    await area.ask("Import people from which file? CSV or vCard", opened, hint="Nothing is changed yet. Esc leaves")


def _opened(name: str, region: str) -> PeopleFile:
    """The file. Its first rows are read here once, so that what reads them is not loaded while a key waits."""
    file = open_people_file(name)
    for entry in islice(file.entries(file.fields), _SHOWN):
        read_row(entry, region, "other")
    return file


class ImportPeople(Area):
    """Where each column goes, and what the first rows become by that."""

    NAME = "Import people"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = IMPORT_COMMANDS
    DO_NEXT = "look whether the columns went where they belong, then press [[import.compare]]."
    HELP_TEXT = (
        "People from another program's file. The columns of Clio, Outlook and Google are known; Enter says where "
        "any other goes, [[import.without]] leaves one out. Below stands who the first rows would be. "
        "[[import.compare]] compares every row with the people of the office and shows what would happen; nothing "
        "is changed before you say so there. A column that is left out is not kept."
    )

    def __init__(self, desk: Desk, name: str, file: PeopleFile) -> None:
        super().__init__(desk)
        self.file = file
        self.file_name = name
        self.role = "other"
        self._fields = list(file.fields)
        self._rows = ListedRows()
        self._rests = Rests()
        self._done = (0, 0)
        self._comparing = False

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        with Vertical(id="work"):
            yield RecordTable(
                COLUMNS,
                self._rows,
                id="table",
                nothing="Nothing can be read in this file. Esc goes back; export the people once more.",
                on_cursor=lambda _record: self.draw_footer(),
                on_choose=lambda _record: self.paratui.doing(self.action_run_command("import.field")),
            )
            yield Pane(id="preview")
        yield Pane(id="footer")

    def on_mount(self) -> None:
        self._fill()

    def on_screen_resume(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._fill()

    @property
    def table(self) -> RecordTable:
        return self.query_one("#table", RecordTable)

    # Where the columns go

    async def ask_field(self) -> None:
        """Ask for the field of the column under the cursor."""
        place = self._place()
        if place is None:
            return

        def find(typed: str) -> list[tuple[str, str]]:
            return [(field, words) for field, words in FIELDS.items() if typed.casefold() in words.casefold()]

        async def taken(field: str, _typed: str) -> Answered:
            self._put(place, field)
            return ""

        await self.pick(f"What is in {self.file.columns[place]}?", find, taken, start=self._fields[place])

    def leave_out(self) -> None:
        """Leave the column out, or take it where its header says."""
        place = self._place()
        if place is not None:
            self._put(place, "" if self._fields[place] else self.file.fields[place])

    def no_header(self) -> None:
        """The first row is somebody."""
        self.file = without_header(self.file)
        self._fields = list(self.file.fields)
        self._fill()

    async def ask_role(self) -> None:
        """Ask for the role of whoever has none."""

        def find(typed: str) -> list[tuple[str, str]]:
            said = [(role, role.replace("_", " ")) for role in ROLES]
            return [one for one in said if typed.casefold() in one[1]]

        async def taken(role: str, _typed: str) -> Answered:
            self.role = role
            self._draw()
            return ""

        await self.pick("What are they to the office, where the file does not say?", find, taken, start=self.role)

    def _place(self) -> int | None:
        cursor = self.table.cursor
        return cursor if isinstance(cursor, int) and cursor < len(self._fields) else None

    def _put(self, place: int, field: str) -> None:
        self._fields[place] = field
        self._fill()

    # Comparing

    def compare(self) -> None:
        """Compare in a thread; what it comes to is shown on a page of its own."""
        if not self._comparing:
            self._rests = Rests()
            self.in_background("compare", self._compare)

    async def _compare(self) -> None:
        self._comparing = True
        ticking = self.set_interval(_TICK_SECONDS, self._tell_progress)
        try:
            found = await asyncio.to_thread(self._proposed, tuple(self._fields), self.role)
        except LeavingError:
            return
        except ParatuiError as error:
            # What the shell says of its own option is said of the key here.
            words = str(error).partition(", so say which")[0]
            self.say(f"{words}; Enter says which" if words != str(error) else words, trouble=True)
            return
        finally:
            ticking.stop()
            self._comparing = False
        self.hush()
        if self.is_current:
            await self.app.push_screen(ImportOutcome(self.desk, self.file_name, self.file, found))

    def _proposed(self, fields: tuple[str, ...], role: str) -> Proposal:
        found = propose(self.desk, self.paratui.tables, self.file, fields, role=role, progress=self._progress)
        self.paratui.hide_people(person for row in found.rows for person in row.people)
        return found

    def _progress(self, done: int, whole: int) -> None:
        self._done = (done, whole)
        self._rests()

    def _tell_progress(self) -> None:
        done, whole = self._done
        self.say(f"Comparing with who is known: {100 * done // max(whole, 1)} %")

    def on_unmount(self) -> None:
        self._rests.leave()

    async def close(self) -> None:
        """Leave the import for good."""
        self._rests.leave()
        app = self.paratui
        await app.pop_screen()
        if app.is_screen_installed(NAME):
            app.uninstall_screen(NAME)
            await self.remove()

    # The picture

    def _fill(self) -> None:
        rows = [
            Row(place, (column, FIELDS[field], self._sample(place)), style="" if field else "muted")
            for place, (column, field) in enumerate(zip(self.file.columns, self._fields, strict=True))
        ]
        if self.file.cards:
            held: dict[str, list[str]] = {}
            for card in self.file.cards[:_SAMPLE]:
                self.paratui.hide_names(value for field, value in card.values if field in NAMES)
                for field, value in card.values:
                    held.setdefault(field, []).append(value)
            rows = [Row(field, ("vCard", FIELDS[field], " · ".join(values))) for field, values in held.items()]
        self._rows.rows = rows
        self.table.refresh_rows()
        self._draw()

    def _sample(self, place: int) -> str:
        cells = (row.cells[place] for row in self.file.rows if place < len(row.cells) and row.cells[place].strip())
        sample, field = [*islice(cells, _SAMPLE)], self._fields[place]
        if field in NAMES:
            self.paratui.hide_names(sample)
        words = " · ".join(sample)
        # In a column that goes nowhere stands whatever the other program kept.
        return words if field else as_nobody_knows(words)

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        look, width = self.look, self.size.width
        size = count_words(self.file.size, "row" if self.file.kind == "CSV" else "card")
        name = self.file_name.rpartition("/")[2]
        left = styled(" Import people", look.key).append(f"  {name}, {size}, {self.file.encoding}", look.plain)
        self.query_one("#top", Pane).show([self.paratui.top_line(left, [], width)], {0: look.bar})
        role = self.role.replace("_", " ")
        lines = [styled(f" Who they would be; without a role of their own: {role}", look.quiet)]
        entries = islice(self.file.entries(self._fields), _SHOWN)
        shown_rows = [read_row(entry, self.desk.office.region, self.role) for entry in entries]
        self.paratui.hide_people(read.person for read in shown_rows if read.person)
        lines += map(self._as_person, shown_rows)
        self.query_one("#preview", Pane).show(lines)
        self.draw_footer()

    def _as_person(self, read: Read) -> Text:
        look = self.look
        if read.person is None:
            one, more = read.troubles[0], len(read.troubles) - 1
            told = f" refused: {one.field}: {one.why}{f' (and {more} more)' if more else ''}"
            return styled(told, look.late)
        person = read.person
        numbers = ", ".join(shown(number, self.desk.office.region) for number in person.phones)
        parts = (person.role.replace("_", " "), numbers, ", ".join(person.emails), ", ".join(person.related))
        return styled(f" {person.name}", look.strong).append(f"  {'  '.join(filter(None, parts))}", look.plain)
