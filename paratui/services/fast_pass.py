"""The fast pass: voicemails, missed calls, emails and letters, one line each, each kept with what is owed for it.

Every line is one commit of its call and its follow-up. Nothing of a line is on the disk before its commit.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.clocks import Clock, same_business_day, urgent
from paratui.domain.errors import BadInput
from paratui.domain.fast_line import FastLine, read_fast_line
from paratui.domain.note_grammar import LineRead, read_line
from paratui.domain.note_line import Kind
from paratui.domain.received import Received, received_named
from paratui.domain.wall_clock import from_utc_text
from paratui.services.likely_callers import Caller, LikelyCallers
from paratui.services.message_commit import commit_message, owed_for
from paratui.services.message_mending import commit_mended, commit_withdrawn

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from paratui.domain.call import Call
    from paratui.domain.conflict.known_names import KnownNames
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.matter import Matter
    from paratui.services.desk import Desk
    from paratui.services.people import People

MISTAKE = "entered by mistake"
_MATTER_NUMBER = re.compile(r"(?<![\w-])\d{4}-\d{3,6}(?![\w-])")
_NUMBERS_READ = 20


class Understood(NamedTuple):
    """A line as it would be kept. `callers` are who it may be, `chosen` the place of the one to take.

    `open_items` are the open call-backs of this number and of these people; with `join` the message is counted
    in the one of the same person instead of making another. `matter` is the one whose number the words name.
    """

    typed: str
    received: Received
    line: FastLine
    read: LineRead
    heard: datetime
    callers: tuple[Caller, ...]
    open_items: tuple[FollowUp, ...]
    clock: Clock
    assignee: str
    matter: Matter | None = None
    chosen: int = 0
    join: bool = True

    @property
    def caller(self) -> Caller:
        """Who is taken for it."""
        return self.callers[self.chosen % len(self.callers)]

    @property
    def joins(self) -> FollowUp | None:
        """The item this message would be counted in."""
        return joined_by(self.open_items, self.caller, self.line.name) if self.join and self.owed else None

    @property
    def owed(self) -> bool:
        """Whether the office owes an answer by its clock; a line that promises says itself what is owed."""
        return self.read.kind is not Kind.PROMISE

    @property
    def sure(self) -> bool:
        """Whether it may be kept without a look at who is proposed."""
        return self.caller.sure or self.chosen > 0


class Entry(NamedTuple):
    """What was kept of one line: the call, the items that came of it, and the item it was counted in."""

    typed: str
    received: Received
    call: Call
    items: tuple[FollowUp, ...]
    joined: FollowUp | None = None
    withdrawn: bool = False


class FastPass:
    """One pass at one desk. Reading costs a few milliseconds; `enter`, `mend` and `withdraw` commit."""

    def __init__(self, desk: Desk, people: People, names: Callable[[], KnownNames]) -> None:
        self._desk = desk
        self._people = people
        self.callers = LikelyCallers(desk, people, names)
        self.received = Received.VOICEMAIL
        self.entries: list[Entry] = []

    def way_in(self, typed: str) -> tuple[Received, str] | None:
        """What a line beginning with "/email" names and the rest of it; None when it begins otherwise.

        Raises BadInput for a word that names no way in.
        """
        if not typed.startswith("/"):
            return None
        word, _, rest = typed[1:].partition(" ")
        named = received_named(word)
        if named is None:
            raise BadInput(f"There is no /{word}: {', '.join(f'/{one}' for one in Received)}")
        return named, rest.strip()

    def read(self, typed: str) -> Understood:
        """What would be kept of a line. Raises BadInput saying what is missing."""
        way = self.way_in(typed)
        received, words = way or (self.received, typed)
        desk, now = self._desk, self._desk.now()
        staff = desk.staff()
        line = read_fast_line(words, now, desk.office, staff, desk.me.login)
        heard = (line.heard or now).replace(microsecond=0)
        read = read_line(line.said, heard, desk.office, staff, desk.me.login)
        callers = tuple(self.callers.of(line.phone, line.name))
        return Understood(
            typed=typed,
            received=received,
            line=line,
            read=read,
            heard=heard,
            callers=callers,
            open_items=self._open_items(line.phone, callers),
            clock=(urgent if line.urgent else same_business_day)(heard, desk.office),
            assignee=line.assignee or desk.me.login,
            matter=self._matter_in(line.said),
        )

    def _matter_in(self, said: str) -> Matter | None:
        """The matter whose number the words name, None when they name none or several."""
        numbers = dict.fromkeys(found[0] for found in islice(_MATTER_NUMBER.finditer(said), _NUMBERS_READ))
        matters = [one for number in numbers if (one := self._people.matter(number))]
        return matters[0] if len(matters) == 1 else None

    def _open_items(self, phone: str, callers: tuple[Caller, ...]) -> tuple[FollowUp, ...]:
        people = {one.person_id for one in callers if one.known}
        return owed_for(self._desk, phone, people) if phone or people else ()

    def enter(self, understood: Understood) -> Entry:
        """Keep it, in one commit. Raises StoreError when the office cannot take it now; nothing is kept then."""
        entry = Entry(understood.typed, understood.received, *commit_message(self._desk, understood))
        self.entries.append(entry)
        return entry

    def mend(self, place: int, understood: Understood) -> Entry:
        """Correct what was entered: the earlier wording is kept, the items follow. Raises StoreError, BadInput."""
        old = self._standing(place)
        call, items = commit_mended(self._desk, old, understood)
        self.entries[place] = old._replace(
            typed=understood.typed, received=understood.received, call=call, items=items
        )
        return self.entries[place]

    def withdraw(self, place: int, why: str) -> Entry:
        """Take an entry back: the call stays, marked discarded with the reason, and its items are cancelled."""
        if not why.strip():
            raise BadInput("Say in a few words why it is taken back, such as: entered by mistake")
        old = self._standing(place)
        call, items = commit_withdrawn(self._desk, old, why.strip())
        self.entries[place] = old._replace(call=call, items=items, withdrawn=True)
        return self.entries[place]

    def last(self) -> int | None:
        """The place of the last entry that stands; None when there is none."""
        return next((at for at in reversed(range(len(self.entries))) if not self.entries[at].withdrawn), None)

    def heard(self, entry: Entry) -> datetime:
        """When the message of an entry came."""
        return from_utc_text(entry.call.started)

    def _standing(self, place: int) -> Entry:
        if self.entries[place].withdrawn:
            raise BadInput("This entry was taken back; enter the line again if it is needed after all")
        return self.entries[place]


def joined_by(open_items: tuple[FollowUp, ...], caller: Caller, name: str) -> FollowUp | None:
    """The open item of the same person, or of this number where nobody is known; of several the newest."""
    for item in reversed(open_items):
        if item.person_id == caller.person_id and (item.person_id or not name or _same(item.person, name)):
            return item
    return None


def _same(one: str, other: str) -> bool:
    return not one or one.casefold() == other.casefold()
