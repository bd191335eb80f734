"""What taking in a file of people would do, row by row; who may be known is decided here, then it is done."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Vertical

from paratui.domain.errors import ParatuiError
from paratui.domain.phone import shown
from paratui.domain.spoken_size import count_words
from paratui.services.importing.proposal import Fate
from paratui.services.importing.refused_rows import write_refused
from paratui.services.importing.take_in import take_in
from paratui.ui.area import Area
from paratui.ui.commands.import_people import OUTCOME_COMMANDS
from paratui.ui.look import styled
from paratui.ui.widgets.as_seen import as_nobody_knows
from paratui.ui.widgets.pane import Pane, wrapped
from paratui.ui.widgets.record_rows import ListedRows
from paratui.ui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from paratui.domain.person import Person
    from paratui.services.desk import Desk
    from paratui.services.importing.people_file import PeopleFile
    from paratui.services.importing.proposal import Proposal, Proposed
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command

COLUMNS = (
    Column("Line", width=6, align="right", drop=3),
    Column("Person", share=2, narrowest=12),
    Column("Number", width=14, drop=2),
    Column("What", share=4, narrowest=16),
)
# Of those nobody has to look at, so many are listed; the rest are counted.
LISTED = 500
_DECIDED = {Fate.ASK: "", Fate.MERGE: "merge: ", Fate.NEW: "new: ", Fate.LEAVE: "left out: "}


class ImportOutcome(Area):
    """First who may be known, then what was refused, then the new ones and those already here."""

    NAME = "Import: what would happen"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = OUTCOME_COMMANDS
    DO_NEXT = "decide over those that stand first, then [[import.take_in]] takes everybody in."
    HELP_TEXT = (
        "What would become of each row. Who may be somebody known stands first: [[import.merge]] merges the row into "
        "the known one, [[import.new]] enters somebody new, [[import.leave]] leaves it out, [[import.rest]] decides "
        "over the rest. Merging adds numbers, names and what was empty; it never changes what the office knows. "
        "[[import.take_in]] takes everything in at once, all or nothing; whoever is not decided is left out. "
        "[[import.refused]] writes the refused rows to a file that can be mended and taken in later."
    )

    def __init__(self, desk: Desk, name: str, file: PeopleFile, proposal: Proposal) -> None:
        super().__init__(desk)
        self.taken = False
        self.proposal = proposal
        self._file = file
        self._file_name = name
        self._rows = ListedRows()

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        with Vertical(id="work"):
            yield RecordTable(COLUMNS, self._rows, id="table", on_cursor=lambda _record: self._draw())
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

    @property
    def row(self) -> Proposed | None:
        """The row under the cursor."""
        cursor = self.table.cursor if self.is_mounted else None
        return self.proposal.row(cursor) if isinstance(cursor, int) else None

    @property
    def asked(self) -> bool:
        """Whether the row under the cursor may be somebody known."""
        return bool(self.row and self.row.may_be_known)

    @property
    def still_asked(self) -> int:
        """How many rows nobody has decided over."""
        return self.proposal.count(Fate.ASK)

    @property
    def refused(self) -> int:
        """How many rows were refused."""
        return self.proposal.count(Fate.REFUSED)

    # Deciding

    def decide(self, fate: Fate) -> None:
        """Decide over the row under the cursor; the cursor goes on to the next that is asked."""
        row = self.row
        if row is None:
            return
        self.proposal.decide(row.entry.line, fate)
        decided = self.proposal.row(row.entry.line)
        place = self._rows.index_of(row.entry.line)
        if decided is None or place is None:
            return
        self._rows.rows[place] = self._listed(decided)
        self.table.refresh_rows()
        # The rows that are asked stand together, under their heading.
        following = next((one.id for one in self._rows.rows[place + 1 :] if one.heading or one.mark), None)
        if isinstance(following, int):
            self.table.cursor = following
        self._draw()

    async def ask_rest(self) -> None:
        """Ask what becomes of the rest."""

        async def chosen(fate: str) -> None:
            count = self.proposal.decide_rest(Fate(fate))
            self._fill()
            self.say(f"{count_words(count, 'row')}: {fate}")

        choices = [
            ("m", Fate.MERGE.value, "merge each into the likeliest"),
            ("n", Fate.NEW.value, "all are new"),
            ("l", Fate.LEAVE.value, "leave all out"),
        ]
        question = f"{count_words(self.still_asked, 'row')} may be somebody known. What becomes of them?"
        await self.choose(question, choices, chosen)

    # Doing

    def why_not_taken_in(self) -> str:
        """Why it cannot be done now; empty when it can."""
        if self.taken:
            return "The file is taken in; Esc goes back"
        if not self.proposal.count(Fate.NEW) + self.proposal.count(Fate.MERGE):
            return "There is nobody to take in: everybody is already here, left out or refused"
        return ""

    async def ask_take_in(self) -> None:
        """Ask whether it is meant, then do it."""
        still = self.still_asked
        left = f" {still:,} that may be known {'is' if still == 1 else 'are'} left out." if still else ""
        merged = self.proposal.count(Fate.MERGE)
        merges = f" and merge {count_words(merged, 'row')}" if merged else ""
        new = count_words(self.proposal.count(Fate.NEW), "new person", "new people")

        async def chosen(answer: str) -> None:
            if answer:
                self.say("Taking them in...")
                await self._take_in()

        choices = [("y", "yes", "yes, take them in"), ("n", "", "no, not yet")]
        await self.choose(f"Take in {new}{merges}? This cannot be taken back.{left}", choices, chosen, sure=True)

    async def _take_in(self) -> None:
        done = await self.attempt(lambda: take_in(self.desk, self.proposal))
        if done is None:
            return
        self.taken = True
        self.proposal.decide_rest(Fate.LEAVE)
        # So many at once are read anew everywhere: a conflict check must find every one of them.
        self.paratui.conflicts.changed(None)
        self.paratui.people.changed()
        self.paratui.acquaintance.catch_up(None)
        self._fill()
        added = f", {count_words(done.added_to, 'known one')} added to" if done.added_to else ""
        refused = f"; {self.refused:,} refused: {self.key_of('import.refused')} writes them" if self.refused else ""
        self.say(f"Taken in: {count_words(done.entered, 'new person', 'new people')}{added}{refused}")

    async def ask_refused_file(self) -> None:
        """Ask for the name of the file, then write it."""

        async def named(name: str) -> Answered:
            try:
                await asyncio.to_thread(write_refused, name.strip(), self._file, self.proposal)
            except ParatuiError as error:
                return str(error)
            self.say(f"{count_words(self.refused, 'row')} in {name.strip()}")
            return ""

        stem = self._file_name.removesuffix(".csv").removesuffix(".vcf")
        proposed = f"{stem}-refused.csv"
        await self.ask("Write the refused rows to which file?", named, value=proposed, marked=True)

    async def close(self) -> None:
        """Back to the columns, or to where the import was begun when it is done."""
        from paratui.ui.screens.import_people import ImportPeople  # noqa: PLC0415 - which shows this page

        await self.app.pop_screen()
        below = self.app.screen
        if self.taken and isinstance(below, ImportPeople):
            await below.close()

    # The picture

    def _fill(self) -> None:
        listed: list[Row] = []
        asked = [row for row in self.proposal.rows if row.may_be_known]
        new = [row for row in self.proposal.having(Fate.NEW) if not row.may_be_known]
        for title, rows in (
            ("May be known", asked),
            ("Refused", self.proposal.having(Fate.REFUSED)),
            ("New", new),
            ("Already here", self.proposal.having(Fate.SAME)),
        ):
            if not rows:
                continue
            most = len(rows) if rows is asked else LISTED
            more = f", the first {most}" if len(rows) > most else ""
            listed.append(Row(title, (f" {title} {len(rows):,}{more}",), heading=True))
            listed += [self._listed(row) for row in rows[:most]]
        self._rows.rows = listed
        self.table.refresh_rows()
        self._draw()

    def _listed(self, row: Proposed) -> Row:
        number = self._number(row.person)
        what = ""
        if row.fate is Fate.REFUSED:
            what = "; ".join(f"{one.field}: {one.why}" for one in row.troubles)
        elif row.alike:
            one = row.alike[0]
            where = f" of line {one.line}" if one.line else ""
            what = f"{_DECIDED.get(row.fate, '')}{one.person.name}{where}, {one.why}"
        style = "late" if row.fate is Fate.REFUSED else "muted" if row.fate in {Fate.SAME, Fate.LEAVE} else ""
        mark = "?" if row.fate is Fate.ASK else ""
        # Of a refused row nobody knows which of its words are names.
        name = row.name if row.person else as_nobody_knows(row.name)
        return Row(row.entry.line, (str(row.entry.line), name, number, what), style=style, mark=mark)

    def _number(self, person: Person | None) -> str:
        return shown(person.phones[0], self.desk.office.region) if person and person.phones else ""

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        look, width = self.look, self.size.width
        counted = [(self.proposal.count(fate), fate.value) for fate in Fate]
        counts = ", ".join(f"{count:,} {words}" for count, words in counted if count)
        head = " Imported" if self.taken else " Import, nothing changed yet"
        left = styled(head, look.key).append(f"  {counts}", look.plain)
        self.query_one("#top", Pane).show([self.paratui.top_line(left, [], width)], {0: look.bar})
        lines = [part for text in self._told() for part in wrapped(styled(text, look.plain), max(10, width - 2))]
        self.query_one("#preview", Pane).show([styled(" ", look.plain).append_text(line) for line in lines])
        self.draw_footer()

    def _told(self) -> list[str]:
        """The row under the cursor in full, beside the known one it may be."""
        row = self.row
        if row is None:
            return []
        if row.fate is Fate.REFUSED:
            return [f"line {row.entry.line}: {one.field}: {one.why}" for one in row.troubles]
        told = [f"in the file   {self._in_words(row.person)}"] if row.person else []
        for one in row.alike[:3]:
            where = f"line {one.line}" if one.line else "known"
            told.append(f"{where:<13} {self._in_words(one.person)} ({one.why})")
        return told

    def _in_words(self, person: Person) -> str:
        numbers = ", ".join(shown(number, self.desk.office.region) for number in person.phones) or "no number"
        more = (*person.emails, *person.related)
        return ", ".join((person.name, person.role.replace("_", " "), numbers, *more))

