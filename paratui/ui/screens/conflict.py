"""The page of a conflict check: the names, what was found, and the verdict."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text

from paratui.domain.errors import ParatuiError
from paratui.domain.facts_lock import goes_on
from paratui.domain.named_line import WORDS, NamedAs, read_named
from paratui.domain.spoken import fill, first_name
from paratui.ui.commands.conflict import CONFLICT_COMMANDS
from paratui.ui.look import styled
from paratui.ui.screens import conflict_picture as picture
from paratui.ui.screens.conflict_verdict import VerdictQuestions
from paratui.ui.screens.page import Page
from paratui.ui.widgets.pane import Pane, wrapped
from paratui.ui.widgets.record_rows import ListedRows
from paratui.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

    from paratui.domain.conflict.asked import Asked
    from paratui.domain.conflict.verdict import ConflictCheck, KeptHit
    from paratui.services.call_session import CallSession
    from paratui.services.conflict_checks import ConflictChecks
    from paratui.services.desk import Desk
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command

PATIENCE = 0.3
# What is said to the caller while the check stands like this: cards of the office.
CARD_OF = {"flagged": "check-flagged", "denied": "check-denied"}


class ConflictPage(VerdictQuestions):
    """The check of a call being taken, or, from the queue, one that waits for the attorney."""

    NAME = "Conflict check"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = CONFLICT_COMMANDS
    DO_NEXT = "press Enter; it says what comes after."
    HELP_TEXT = (
        "Everybody named on the call, and whom the office knows that may be the same. Enter checks the names, then "
        "asks for the verdict. Nothing found: anybody clears it. Something found: the attorney decides, and it "
        "stands in the queue until then. The caller is never told who was found."
    )

    def __init__(
        self,
        desk: Desk,
        checks: ConflictChecks,
        session: CallSession | None,
        check: ConflictCheck | None,
        then: Callable[[ConflictCheck | None], Awaitable[None]],
    ) -> None:
        super().__init__(desk)
        self._checks = checks
        self._then = then
        self.session = session
        self.check = check
        self._asked: tuple[Asked, ...] = ()
        self._unchecked: tuple[Asked, ...] = ()
        self._rows = ListedRows()
        self._names = {one.login: one.name or one.login for one in desk.staff()}
        self._say_now = ""

    def compose(self) -> ComposeResult:
        yield Pane(id="top")
        yield RecordTable(
            picture.COLUMNS, self._rows, id="table", titles=False, on_cursor=self._moved, on_choose=self._chosen
        )
        yield Pane(id="facts")
        yield Pane(id="footer")

    def on_mount(self) -> None:
        self.in_background("page", self.read)

    def on_resize(self) -> None:
        self.draw()

    def on_screen_resume(self) -> None:
        self.draw()

    def changed(self, kinds: set[str]) -> None:
        if "conflict_check" in kinds:
            self.in_background("page", self.read)

    @property
    def asked_of(self) -> int:
        if self.session:
            return self.session.call.id
        return self.check.id if self.check else 0

    def half_typed(self, question: str, text: str) -> None:
        if self.session:
            self.session.answering(question, text)

    async def read(self) -> None:
        """Read the names and the check as they stand now."""
        self.check, self._asked, self._unchecked = await asyncio.to_thread(self._as_it_stands)
        if self.check:
            self.paratui.hide_names((*self.check.terms, *(hit.name for hit in self.check.hits)))
        cards = await asyncio.to_thread(lambda: self.paratui.tables.cards)
        card = cards.get(CARD_OF.get(self.check.verdict if self.check else "", ""))
        self._say_now = card.say[0] if card and card.say else ""
        self.draw()

    def _as_it_stands(self) -> tuple[ConflictCheck | None, tuple[Asked, ...], tuple[Asked, ...]]:
        checks, session = self._checks, self.session
        if session is None:
            return (checks.counting(self.check) if self.check else None), (), ()
        checks.take_over(session)
        check = checks.newest(session.call)
        return check, checks.asked(session.call), checks.unchecked(session.call, check)

    # What is shown

    @property
    def table(self) -> RecordTable:
        return self.query_one("#table", RecordTable)

    @property
    def hit(self) -> KeptHit | None:
        """The hit under the cursor."""
        place = self._place("hit ")
        return self.check.hits[place] if self.check and 0 <= place < len(self.check.hits) else None

    @property
    def named(self) -> Asked | None:
        """The name under the cursor."""
        place = self._place("name ")
        return self._asked[place] if 0 <= place < len(self._asked) else None

    def _place(self, what: str) -> int:
        cursor = str(self.table.cursor or "") if self.is_mounted else ""
        return int(cursor.removeprefix(what)) if cursor.startswith(what) else -1

    def _moved(self, _record: object) -> None:
        self.hush()
        self.draw_footer()

    def _chosen(self, _record: object) -> None:
        self.paratui.doing(self.action_run_command("conflict.next"))

    def draw(self) -> None:
        """Draw the page from what was read last."""
        if not self.is_mounted or not self.is_running or not self.size.width:
            return
        look, width = self.look, self.size.width
        top = Text(" ")
        top.append("Conflict check", look.key)
        top.append(f"  {self._caller() or 'caller not named'}", look.strong)
        self.query_one("#top", Pane).show([self.paratui.top_line(top, [], width)], {0: look.bar})
        foot = wrapped(
            picture.state(
                self.check,
                len(self._unchecked),
                self._names,
                look,
                mine=self._checks.decides,
                goes_on=bool(self.session and goes_on(self.session.call)),
            ),
            width - 2,
        )
        if self._say_now and self.session and not goes_on(self.session.call):
            said = fill(self._say_now, {"client": first_name(self.session.call.person)})
            foot += wrapped(styled("say: ", look.accent).append(f'"{said}"', look.plain), width - 2)
        pane = self.query_one("#facts", Pane)
        pane.styles.height = len(foot)
        pane.show([Text(" ").append_text(row) for row in foot], dict.fromkeys(range(len(foot)), look.bar))
        self._rows.rows = [
            *(picture.name_rows(self._asked, self._unchecked) if self.session else ()),
            *(picture.checked_rows(self.check) if self.check and not self.session else ()),
            *picture.hit_rows(self.check, self.desk, width),
        ]
        self.table.refresh_rows()
        self.draw_footer()

    def _caller(self) -> str:
        if self.session:
            return self.session.call.person
        check = self.check
        told = zip(check.terms, check.named_as, strict=False) if check else ()
        return next((term for term, words in told if words == WORDS[NamedAs.CALLER]), "")

    # What can be done

    async def go_on(self) -> None:
        """Enter: check what is not checked, else the verdict, else back to the call."""
        if self.session and (self.check is None or self._unchecked):
            await self.run_check()
        elif self.check and self.check.undecided and not (self.check.verdict == "flagged" and self._waits()):
            await self.ask_verdict()
        else:
            await self.go_back()

    def _waits(self) -> bool:
        """Whether all that is left to do here is to wait for the attorney."""
        return self.session is not None and not self._checks.decides

    async def run_check(self) -> None:
        """Look for the names; what takes longer than a moment says so."""
        session = self.session
        if session is None:
            return
        waiting = self.set_timer(PATIENCE, lambda: self.say("Looking through every name of the office ..."))
        found = await self.attempt(lambda: self._checks.run(session))
        waiting.stop()
        if found is None:
            return
        self.hush()
        await self.read()
        first = next((row.id for row in self._rows.rows if str(row.id).startswith("hit ")), None)
        if first is not None:
            self.table.cursor = first

    async def go_back(self) -> None:
        """Leave the page; whoever opened it goes on with the check as it stands."""
        if self.app.screen is self:
            await self.app.pop_screen()
            await self._then(self.check)

    # The names

    async def ask_name(self) -> None:
        """One more name."""

        async def given(typed: str) -> Answered:
            return self._keep_name(typed, 0)

        await self.ask("A name to check", given, preview=_understood)

    def why_not_mend(self) -> str:
        """Why the name under the cursor cannot be changed here; empty when it can."""
        if self.named is None:
            return self.keyed(
                "Up to a name of the first part, then [[conflict.mend]] mends it and [[conflict.out]] takes it out"
            )
        if not self.named.line:
            caller = self.named.role is NamedAs.CALLER
            on_call = self.keyed("The caller's name is changed with [[call.who]] on the call")
            return on_call if caller else "This name stands in the records"
        return ""

    async def mend_name(self) -> None:
        """Another spelling, or what the name is to the caller."""
        named, session = self.named, self.session
        if named is None or session is None:
            return

        async def given(typed: str) -> Answered:
            return self._keep_name(typed, named.line)

        await self.ask(f"Mend {named.name}", given, value=session.line(named.line).text, preview=_understood)

    def _keep_name(self, typed: str, line: int) -> str:
        session = self.session
        if session is None:
            return ""
        said = f"+ {typed.strip().removeprefix('+').strip()}"
        try:
            if line:
                session.reword(line, said)
            else:
                session.add_line(said)
        except ParatuiError as error:
            return str(error)
        self.in_background("page", self.read)
        return ""

    async def take_out_name(self) -> None:
        """Strike a name out."""
        named = self.named
        if named and self.session:
            self.session.strike(named.line)
            await self.read()
            self.say(f"{named.name} is taken out; the line stays, struck out")

    async def show_more(self) -> None:
        """Everything the office knows of the name that was found."""
        hit = self.hit
        facts = await self.attempt(lambda: self._checks.known_of(hit)) if hit else None
        if hit and facts is not None:
            await self.app.push_screen(
                Page(self, f"Found: {hit.name}", lambda width: picture.more_rows(hit, facts, width, self.look))
            )


def _understood(typed: str) -> str:
    """What a name would be taken as."""
    if not typed.strip():
        return "such as: Roberto Diaz, husband    Diaz Paving LLC, company    Ann Lee, their lawyer"
    named = read_named(typed)
    return f"= {named.name} · {WORDS[named.role]}" if named.name else "the name comes first"
