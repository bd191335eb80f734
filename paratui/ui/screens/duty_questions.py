"""Telling of a duty in the queue, on `i`: which it is, whom it concerns, its words."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from paratui.domain.duty import Duty
from paratui.domain.errors import ParatuiError
from paratui.domain.spoken_time import due_words
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.screens.attorney_questions import AttorneyQuestions
from paratui.ui.screens.duty_asks import ASKS

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.services.owed_item import OwedTo
    from paratui.services.people import Known
    from paratui.ui.area import Answered
    from paratui.ui.screens.queue import QueueScreen

TELLS = {Duty.INFORMATION: "a", Duty.NEWS: "n", Duty.OFFER: "o", Duty.COPY: "c"}


class DutyQuestions:
    """What the office owes a client, as the queue is told of it."""

    def __init__(self, area: QueueScreen) -> None:
        self._area = area

    async def ask_duty(self) -> None:
        """Which duty it is, then whom it concerns, then its words."""
        choices = [(key, duty.value, duty.terms.title) for duty, key in TELLS.items()]
        choices.append(("t", "", Duty.ATTORNEY_CHANGE.terms.title))

        async def chosen(name: str) -> None:
            await (self._ask_whom(Duty(name)) if name else AttorneyQuestions(self._area).ask_leaver())

        await self._area.choose("What does the client have to hear from us?", choices, chosen)

    async def _ask_whom(self, duty: Duty) -> None:
        item, people = self._area.item, self._area.paratui.people
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

        await self._area.pick(f"{_upper(duty.terms.title)}: for whom?", find, taken, start=first)

    async def _ask_words(self, duty: Duty, person: int, matter: int) -> None:
        from paratui.services.duties import TO_EVERY_CLIENT, clients_of  # noqa: PLC0415 - when it is first told of
        from paratui.services.owed_item import OwedTo  # noqa: PLC0415 - the same

        people = self._area.paratui.people
        known, about = people.person(person), people.matter_of(matter)
        if known is None:
            return
        every = None
        if about and duty in TO_EVERY_CLIENT:
            every = await self._area.attempt(partial(clients_of, self._area.desk, about))
        whom: list[OwedTo] = every or [OwedTo.of(known.person, about)]
        question, hint = ASKS[duty]
        asked = question.format(whom=_listed(whom)) + (f" · {about.number}" if about else "")

        async def said(words: str) -> Answered:
            make = partial(self._area.queue.duties.owed, duty, words, whom, about.title if about else "")
            try:
                items = await asyncio.to_thread(make)
            except ParatuiError as error:
                return str(error)
            self._made(items)
            return ""

        def read(typed: str) -> str:
            return self._duty_words(duty, typed) if typed.strip() else hint

        await self._area.ask(asked, said, preview=read)

    def _duty_words(self, duty: Duty, typed: str) -> str:
        read = self._area.queue.duties.read(typed)
        clock = self._area.queue.duties.clock(duty, read)
        notice = f"{read.notice}  " if read.notice else ""
        due = due_words(clock.due, self._area.desk.now(), self._area.desk.office)
        desk = self._area.desk
        who = "you" if read.assignee in {"", desk.me.login} else desk.name_of(read.assignee)
        return f"{notice}= {duty.terms.title} · {due} ({clock.words}) · {who}"

    def _made(self, items: list[FollowUp]) -> None:
        self._area.show_made(items[0])
        due = due_words(from_utc_text(items[0].due), self._area.desk.now(), self._area.desk.office)
        more = f" to #{items[-1].number}, one for each client," if len(items) > 1 else ""
        name = f"; its file: {items[0].document}" if items[0].document else ""
        self._area.say(f"#{items[0].number}{more} made, due {due}{name}")


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
