"""The duties in the queue: telling of one on `i`, closing an instruction, and looking who waits too long."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from time import sleep
from typing import TYPE_CHECKING

from paratui.domain.duty import Duty
from paratui.domain.errors import ParatuiError, StoreReadOnly
from paratui.domain.spoken_size import count_words
from paratui.domain.spoken_time import due_words
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.acquaintance import REST_SECONDS
from paratui.ui.screens.duty_asks import ASKS
from paratui.ui.screens.item_questions import ItemQuestions

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.follow_up import FollowUp
    from paratui.services.attorney_change import AttorneyChange, Plan
    from paratui.services.owed_item import OwedTo
    from paratui.services.people import Known
    from paratui.ui.area import Answered

# How often somebody looks whether the turn has come, and how often it comes.
LOOK_SECONDS = 5.0
BAR = 20
A_TURN = timedelta(hours=1)
TELLS = {Duty.INFORMATION: "a", Duty.NEWS: "n", Duty.OFFER: "o", Duty.COPY: "c"}


class DutyQuestions(ItemQuestions):
    """What the office owes a client, as the queue is told of it."""

    _turn_due: datetime | None = None
    _never_again = False

    def on_mount(self) -> None:
        """Look now and then whether the turn has come."""
        self.set_interval(LOOK_SECONDS, self._look_after)

    # Who waits too long

    def _look_after(self) -> None:
        now, seat = self.desk.now(), self.paratui
        if self._never_again or (self._turn_due and now < self._turn_due):
            return
        if seat.people.ready and seat.callers.silence.whole:
            self._turn_due = now + A_TURN
            self.in_background("status updates", self._take_turn)

    async def _take_turn(self) -> None:
        from paratui.services.touch_base import StatusUpdates  # noqa: PLC0415 - after the first picture

        turn = StatusUpdates(self.desk, self.paratui.people, self.paratui.callers.silence)
        try:
            looked = await asyncio.to_thread(turn.look_after, partial(sleep, REST_SECONDS))
        except StoreReadOnly:
            self._never_again = True
            return
        except ParatuiError:
            # A full disk or a busy office is told of where somebody works; the next turn makes up for it.
            return
        if looked.made or looked.closed:
            self.reload()

    # Telling of a duty

    async def ask_duty(self) -> None:
        """Which duty it is, then whom it concerns, then its words."""
        choices = [(key, duty.value, duty.terms.title) for duty, key in TELLS.items()]
        choices.append(("t", "", Duty.ATTORNEY_CHANGE.terms.title))

        async def chosen(name: str) -> None:
            await (self._ask_whom(Duty(name)) if name else self._ask_leaver())

        await self.choose("What does the client have to hear from us?", choices, chosen)

    async def _ask_whom(self, duty: Duty) -> None:
        item, people = self.item, self.paratui.people
        first = f"{item.person_id} {item.matter_id}" if item and item.person_id else ""
        own = await asyncio.to_thread(people.person, item.person_id) if item and item.person_id else None

        def find(typed: str) -> list[tuple[str, str]]:
            if not people.ready:
                return []
            known = people.named(typed)
            if not typed and own:
                known = [own, *(one for one in known if one.person.id != own.person.id)]
            return [row for one in known for row in _matters_of(one)]

        async def taken(which: str, _typed: str) -> Answered:
            person, matter = map(int, which.split())
            return partial(self._ask_words, duty, person, matter)

        await self.pick(f"{_upper(duty.terms.title)}: for whom?", find, taken, start=first)

    async def _ask_words(self, duty: Duty, person: int, matter: int) -> None:
        from paratui.services.duties import TO_EVERY_CLIENT, clients_of  # noqa: PLC0415 - when it is first told of
        from paratui.services.owed_item import OwedTo  # noqa: PLC0415 - the same

        known, about = self.paratui.people.person(person), self.paratui.people.matter_of(matter)
        if known is None:
            return
        every = None
        if about and duty in TO_EVERY_CLIENT:
            every = await self.attempt(partial(clients_of, self.desk, about))
        whom: list[OwedTo] = every or [OwedTo.of(known.person, about)]
        question, hint = ASKS[duty]
        asked = question.format(whom=_listed(whom)) + (f" · {about.number}" if about else "")

        async def said(words: str) -> Answered:
            make = partial(self.queue.duties.owed, duty, words, whom, about.title if about else "")
            try:
                items = await asyncio.to_thread(make)
            except ParatuiError as error:
                return str(error)
            self._made(items)
            return ""

        await self.ask(asked, said, preview=lambda typed: self._duty_words(duty, typed) if typed.strip() else hint)

    def _duty_words(self, duty: Duty, typed: str) -> str:
        read = self.queue.duties.read(typed)
        clock = self.queue.duties.clock(duty, read)
        notice = f"{read.notice}  " if read.notice else ""
        due = due_words(clock.due, self.desk.now(), self.desk.office)
        who = "you" if read.assignee in {"", self.desk.me.login} else read.assignee
        return f"{notice}= {duty.terms.title} · {due} ({clock.words}) · {who}"

    def _made(self, items: list[FollowUp]) -> None:
        self.reload()
        self.table.cursor = items[0].id
        due = due_words(from_utc_text(items[0].due), self.desk.now(), self.desk.office)
        more = f" to #{items[-1].number}, one for each client," if len(items) > 1 else ""
        name = f"; its file: {items[0].document}" if items[0].document else ""
        self.say(f"#{items[0].number}{more} made, due {due}{name}")

    # An instruction

    async def ask_done(self) -> None:
        items = self.chosen_items()
        if len(items) != 1 or items[0].duty != Duty.INSTRUCTION.value:
            await super().ask_done()
            return
        item = items[0]

        async def chosen(how: str) -> None:
            await (super(DutyQuestions, self).ask_done() if how else self._ask_why_not(item))

        choices = [("d", "done", "carried out"), ("n", "", "not carried out: the client must be told")]
        await self.choose(f"#{item.number} {item.text}", choices, chosen)

    async def _ask_why_not(self, item: FollowUp) -> None:
        async def said(why: str) -> Answered:
            try:
                undone = await asyncio.to_thread(self.queue.duties.not_carried_out, item, why)
            except ParatuiError as error:
                self.reload()
                return str(error)
            self._made([undone.disclose])
            due = due_words(from_utc_text(undone.disclose.due), self.desk.now(), self.desk.office)
            self.say(f"#{item.number} closed; #{undone.disclose.number} tells the client, due {due}")
            return ""

        await self.ask(
            f"#{item.number} was not carried out. Why?",
            said,
            hint="Enter closes it and makes the item that tells the client, with this reason",
        )

    # An attorney leaves

    async def _ask_leaver(self) -> None:
        matter = self.paratui.people.matter_of(self.item.matter_id) if self.item and self.item.matter_id else None
        staff = await asyncio.to_thread(self.desk.staff)
        attorneys = {one.login: one.name or one.login for one in staff if one.role == "attorney"}
        rows = [(login, f"{name} leaves: every open matter") for login, name in attorneys.items()]
        if matter and matter.attorney:
            has = attorneys.get(matter.attorney, matter.attorney)
            alone = f"{matter.attorney} {matter.number}"
            rows.insert(0, (alone, f"{has} gives up {matter.title} {matter.number} only"))

        def find(typed: str) -> list[tuple[str, str]]:
            return [row for row in rows if typed.casefold() in row[1].casefold()]

        async def taken(which: str, _typed: str) -> Answered:
            login, _, number = which.partition(" ")
            return partial(self._ask_successor, login, number)

        await self.pick("Which attorney leaves or changes?", find, taken)

    async def _ask_successor(self, login: str, number: str) -> None:
        here = await asyncio.to_thread(self.desk.here)
        rows = [(one.login, one.name or one.login) for one in here if one.role == "attorney" and one.login != login]
        rows.append(("-", "to be named later"))

        def find(typed: str) -> list[tuple[str, str]]:
            return [row for row in rows if typed.casefold() in row[1].casefold()]

        async def taken(to: str, _typed: str) -> Answered:
            return partial(self._ask_sure, login, "" if to == "-" else to, number)

        await self.pick("Who takes over?", find, taken)

    async def _ask_sure(self, login: str, to: str, number: str) -> None:
        from paratui.services.attorney_change import AttorneyChange, told_of  # noqa: PLC0415 - once in a long while

        change = AttorneyChange(self.desk, self.paratui.people)
        plan = await self.attempt(partial(change.plan, login, to, number))
        if plan is None:
            return
        if not plan.parts:
            told = await self.attempt(partial(told_of, self.desk, change.latest(login)))
            so_far = f"; {told.told:,} of {count_words(told.of, 'client')} told" if told and told.of else ""
            self.say(f"No open matter is {login}'s any more{so_far}")
            return

        async def chosen(yes: str) -> None:
            if yes:
                self.in_background("attorney", self._carry_out, change, plan)

        what = f"{count_words(plan.matters, 'matter')}, {count_words(plan.clients, 'client')} to tell"
        await self.choose(f"{plan.words}: {what}", [("y", "yes", "do it"), ("n", "", "leave it")], chosen)

    async def _carry_out(self, change: AttorneyChange, plan: Plan) -> None:
        def show(done: int, whole: int) -> None:
            filled = BAR * done // max(whole, 1)
            bar = f"[{'#' * filled}{'.' * (BAR - filled)}]"
            self.app.call_from_thread(self.say, f"{bar} {done:,} of {count_words(whole, 'client')}")

        made = await self.attempt(partial(change.carry_out, plan, show))
        self.reload()
        if made is not None:
            self.say(f"{count_words(plan.matters, 'matter')} changed, {count_words(made, 'follow-up')} made")


def _matters_of(known: Known) -> list[tuple[str, str]]:
    """A row for each open matter of somebody, one without a matter where they have none."""
    name, matters = known.person.name, [one for one in known.matters if one.status == "open"]
    rows = [(f"{known.person.id} {one.id}", f"{name}  {one.number} {one.title}") for one in matters]
    return rows or [(f"{known.person.id} 0", f"{name}  no open matter")]


def _listed(whom: list[OwedTo]) -> str:
    more = f" and {len(whom) - 1} more" if len(whom) > 1 else ""
    return f"{whom[0].name}{more}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
