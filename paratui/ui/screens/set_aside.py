"""What was set aside: torn ends of commits, files changed by hand; each is looked at, taken over or filed away."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text

from paratui.domain.clean_text import clean_text
from paratui.domain.errors import ParatuiError
from paratui.ui.area import Area
from paratui.ui.commands.set_aside import SET_ASIDE_COMMANDS
from paratui.ui.keys_in_force import key_of
from paratui.ui.look import styled
from paratui.ui.screens.page import Page
from paratui.ui.widgets.pane import Pane, wrapped
from paratui.ui.widgets.record_rows import ListedRows
from paratui.ui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from paratui.services.desk import Desk
    from paratui.services.set_aside import Difference, Offer
    from paratui.store.interface import SetAside
    from paratui.ui.commands.command import Command

COLUMNS = (Column(""),)
# A piece may be a megabyte; what a person looks at is its beginning.
SHOWN = 20_000
LONG = 10


class SetAsideScreen(Area):
    """The pieces, and under each the records that stand otherwise in it."""

    NAME = "Set aside"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = SET_ASIDE_COMMANDS
    DO_NEXT = (
        "look at the first one ([[set_aside.look]]); [[set_aside.take]] takes over what is right, "
        "[[set_aside.file]] files it away."
    )
    HELP_TEXT = (
        "What the office could not use and did not throw away: the end of a commit that was cut off by a crash, a "
        "file changed with another program. Where a piece says of a record what the office does not have, the "
        "difference is shown and [[set_aside.take]] takes it over as a new version. [[set_aside.file]] leaves the "
        "office as it is and files the piece away."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows = ListedRows()
        self._pieces: list[SetAside] = []
        self._offers: dict[str, list[Offer]] = {}

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield RecordTable(
            COLUMNS, self._rows, id="table", titles=False, on_cursor=self._moved, on_choose=self._chosen
        )
        yield Pane(id="footer")

    def on_mount(self) -> None:
        self.in_background("pieces", self._read)

    def on_resize(self) -> None:
        self._draw()

    def changed(self, kinds: set[str]) -> None:  # noqa: ARG002 - whatever changed may be what a piece says
        self.in_background("pieces", self._read)

    @property
    def table(self) -> RecordTable:
        return self.query_one("#table", RecordTable)

    @property
    def piece(self) -> SetAside | None:
        """The piece the cursor is in."""
        place = self._place()
        return self._pieces[place[0]] if place else None

    @property
    def offer(self) -> Offer | None:
        """The record the cursor is on."""
        place = self._place()
        if not place or place[1] < 0:
            return None
        return self._offers[self._pieces[place[0]].file][place[1]]

    def _place(self) -> tuple[int, int] | None:
        cursor = self.table.cursor if self.is_mounted else None
        if not isinstance(cursor, str):
            return None
        piece, offer, _row = map(int, cursor.split(" "))
        return piece, offer

    def why_not_take(self) -> str:
        """Why what is under the cursor cannot be taken over; empty when it can."""
        if self.piece is None:
            return "There is nothing to take over"
        if self.offer is None:
            return self.keyed("This piece says nothing the office does not have; [[set_aside.file]] files it away")
        return self.offer.obstacle

    async def _read(self) -> None:
        pieces = self.paratui.pieces

        def read() -> tuple[list[SetAside], dict[str, list[Offer]]]:
            waiting = pieces.waiting()
            return waiting, {piece.file: pieces.offers(piece.file) for piece in waiting}

        try:
            self._pieces, self._offers = await asyncio.to_thread(read)
        except ParatuiError as error:
            self.say(str(error), trouble=True)
        self._draw()
        if self.offer is None and self.piece is not None:
            # The first record that stands otherwise is what there is to decide on.
            place = self._pieces.index(self.piece)
            first = next((row.id for row in self._rows.rows if str(row.id).startswith(f"{place} 0 ")), None)
            if first is not None:
                self.table.cursor = first

    # Drawing

    def _draw(self) -> None:
        if not self.is_mounted or not self.is_running or not self.size.width:
            return
        look, count = self.look, len(self._pieces)
        top = Text(" ")
        top.append("Set aside", look.key)
        top.append(f"  {count} piece{'' if count == 1 else 's'}" if count else "", look.plain)
        self.query_one("#top", Pane).show([self.paratui.top_line(top, [], self.size.width)], {0: look.bar})
        self.table.nothing = "Nothing is set aside. Esc goes back."
        self._rows.rows = [row for place in range(count) for row in self._rows_of(place)]
        self.table.refresh_rows()
        self.draw_footer()

    def _rows_of(self, place: int) -> list[Row]:
        piece = self._pieces[place]
        offers = self._offers.get(piece.file, [])
        width = max(20, self.size.width - 6)
        nothing = self.keyed("It says nothing the office does not have; [[set_aside.look]] shows it")
        why = piece.why if offers else f"{piece.why}. {nothing}"
        # The cursor goes from record to record; what is said of one is read along with it.
        lines = [
            (-1, text.plain, "", bool(offers) or at > 0)
            for at, text in enumerate(wrapped(Text(clean_text(why)), width))
        ]
        for number, offer in enumerate(offers):
            head, *rest = _told(offer)
            texts = wrapped(Text(head), width - 4)
            lines += [(number, f"{'    ' if at else '  '}{text.plain}", "", at > 0) for at, text in enumerate(texts)]
            more = [text.plain for line in rest for text in wrapped(Text(line), width - 6)]
            # One that is longer than the screen must be scrolled through.
            lines += [(number, f"      {words}", "muted", len(more) <= LONG) for words in more]
        head_row = Row(f"head {piece.file}", (f" {piece.file}",), heading=True)
        return [
            head_row,
            *(
                Row(
                    f"{place} {number} {at}",
                    (f"  {words}" if still else words,),
                    style=style or "muted" * still,
                    heading=still,
                )
                for at, (number, words, style, still) in enumerate(lines)
            ),
        ]

    def _moved(self, _record: object) -> None:
        self.hush()
        self.draw_footer()

    def _chosen(self, _record: object) -> None:
        self.paratui.doing(self.action_run_command("set_aside.take"))

    # Dealing with a piece

    async def take(self) -> None:
        """Store what the piece says of this record."""
        offer = self.offer
        if offer is None:
            return
        done = await self.attempt(lambda: self.paratui.pieces.take(offer))
        if done is not None:
            await self._read()
            left = self._offers.get(offer.file, [])
            nothing = self.keyed("Nothing else in this piece differs: [[set_aside.file]] files it away")
            self.say(done if left else f"{done}. {nothing}")

    async def file_away(self) -> None:
        """Leave the office as it is and speak of the piece no more."""
        piece = self.piece
        if piece is None:
            return
        left = len(self._offers.get(piece.file, []))

        async def chosen(answer: str) -> None:
            if answer == "yes":
                await self._file(piece, left)

        if not left:
            await self._file(piece, left)
            return
        records = "1 record in it stands" if left == 1 else f"{left} records in it stand"
        await self.choose(
            f"{records} otherwise than in the office. Keep the office as it is?",
            [("y", "yes", "yes, file the piece away"), ("n", "no", "no, leave it here")],
            chosen,
            sure=True,
        )

    async def _file(self, piece: SetAside, left: int) -> None:
        what = f"filed away with {left} differences not taken over" if left else "filed away, nothing differs"
        kept = await self.attempt(lambda: self.paratui.pieces.file_away(piece.file, what))
        await self._read()
        await self.paratui.troubles.look()
        if kept:
            self.say(f"Filed away: it is kept as {kept}")

    async def look_inside(self) -> None:
        """Show the piece as it is."""
        piece = self.piece
        text = await self.attempt(lambda: self.paratui.pieces.text(piece.file)) if piece else None
        if piece and text is not None:
            shown = clean_text(text[:SHOWN].replace("\n", " \u21b5 "))
            more = [styled(f"... and {len(text) - SHOWN:,} more characters in {piece.file}", self.look.quiet)]
            await self.app.push_screen(
                Page(
                    self,
                    piece.file,
                    lambda width: [*wrapped(Text(shown), width), *(more if len(text) > SHOWN else [])],
                )
            )


def _told(offer: Offer) -> list[str]:
    """What is offered, in lines: the record first."""
    if offer.is_removal:
        marks = f"{key_of('set_aside.take')} marks it cancelled"
        lines = [f"{offer.title} - was deleted from the file", "" if offer.obstacle else marks]
    elif offer.is_new:
        fields = [f"{one.field}: {one.piece}" for one in offer.differences]
        lines = [f"{offer.title} - the office does not have it", *fields]
    else:
        lines = [offer.title, *map(_difference, offer.differences)]
    obstacle = f"cannot be taken over: {offer.obstacle}" if offer.obstacle else ""
    return [clean_text(line) for line in (*lines, obstacle) if line]


def _difference(one: Difference) -> str:
    both = " - the office changed this meanwhile, too" if one.both else ""
    return f"{one.field}: {one.office} -> {one.piece}{both}"
