"""An attorney leaves or gives a matter up: the matters change hands, every client is owed the word, one item each.

It is done in commits of some hundreds of records. Each holds whole clients: all their matters of this attorney, and
the item that tells them. So whatever cuts it off, what is left is the matters that are still the old attorney's, and
the next run goes on with those; nobody is told twice.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.derived_id import SPREAD, derived_id
from paratui.domain.duty import Duty
from paratui.domain.errors import BadInput, Conflict
from paratui.domain.follow_up import CLOSED, FollowUp
from paratui.domain.ids import id_time, make_id
from paratui.domain.matter import Matter
from paratui.services.matter_clients import matter_clients
from paratui.services.owed_item import OwedTo, owed_item
from paratui.store.interface import Change, Put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paratui.domain.person import Person
    from paratui.services.desk import Desk
    from paratui.services.people import People

# Records in one commit, about; a client's are never parted.
BATCH = 300
# A run that was cut off is gone on with so long; later it is another occasion.
SAME_OCCASION = timedelta(days=30)
# In the place of a login: the matters that have no attorney.
NOBODY = "-"
_TRIES = 5


class Told(NamedTuple):
    """How many clients have been told, of how many there is an item for."""

    told: int
    of: int


class Together(NamedTuple):
    """Matters that are changed in one commit, as they share clients, with those clients."""

    matters: tuple[Matter, ...]
    clients: tuple[Person, ...]


class Plan(NamedTuple):
    """What a change comes to. `batch` is the occasion, one that was cut off or a new one."""

    login: str
    to: str
    words: str
    batch: int
    parts: tuple[Together, ...]

    @property
    def clients(self) -> int:
        """How many clients are still to get their item."""
        return sum(len(part.clients) for part in self.parts)

    @property
    def matters(self) -> int:
        """How many matters still change hands."""
        return sum(len(part.matters) for part in self.parts)

    @property
    def nobodys(self) -> int:
        """How many of the matters name no client: there is nobody to tell."""
        return sum(len(part.matters) for part in self.parts if not part.clients)


class AttorneyChange:
    """Changes of attorney in one office."""

    def __init__(self, desk: Desk, people: People) -> None:
        self._desk, self._people = desk, people

    def plan(self, login: str, to: str = "", matter: str = "") -> Plan:
        """What it comes to when an attorney leaves, or gives up the one matter of a number, and `to` takes over.

        Without `to` who takes over is to be named; `NOBODY` is then the login whose matters somebody takes over.
        Nothing is changed. Raises BadInput, StoreError.
        """
        self._refuse_nobody(login, to)
        held = "" if login == NOBODY else login
        theirs = [one for one in self._people.matters() if one.status == "open" and one.attorney == held]
        if matter:
            theirs = [one for one in theirs if one.number.casefold() == matter.casefold().strip()]
            if not theirs:
                raise BadInput(f"{matter} is no open matter of {self._name(login)}; look its number up in the queue")
        words = self._words(login, to, theirs[0] if matter else None)
        clients = matter_clients(self._people, theirs)
        return Plan(held, to, words, self._occasion(words), tuple(_together(theirs, clients)))

    def carry_out(self, plan: Plan, progress: Callable[[int, int], object] | None = None) -> int:
        """Change the matters and make the items, and give how many were made.

        `progress` gets how many clients are done, and of how many. Raises StoreError; what was stored until then
        stays, and the same again goes on with the rest.
        """
        made = done = 0
        whole = plan.clients
        for parts in _batches(plan.parts):
            made += self._store(plan, parts)
            done += sum(len(part.clients) for part in parts)
            if progress:
                progress(done, whole)
        return made

    def latest(self, login: str) -> int:
        """The newest occasion of an attorney of which somebody is still to be told, 0 when there is none."""
        beginning = f"{self._name(login)} "
        return max((batch for batch, words in self._occasions() if words.startswith(beginning)), default=0)

    # What it comes to

    def _refuse_nobody(self, login: str, to: str) -> None:
        if not login.strip():
            raise BadInput("Say the login of the attorney who leaves; paratui staff lists everybody")
        if login == NOBODY and not to:
            raise BadInput("Say who takes over the matters without an attorney: --to and a login")
        if to and to == login:
            raise BadInput(f"{self._name(login)} cannot take over from themselves; name another attorney")
        attorneys = [one.login for one in self._desk.here() if one.role == "attorney" and one.login != login]
        if to and to not in attorneys:
            known = f"one of: {', '.join(attorneys)}" if attorneys else "nobody else is entered as one: paratui staff"
            raise BadInput(f'"{to}" is no attorney who works here; {known}')

    def _words(self, login: str, to: str, matter: Matter | None) -> str:
        if login == NOBODY:
            return f"{self._name(to)} takes over{f' {_which(matter)}' if matter else ''}"
        after = f"{self._name(to)} takes over" if to else "who takes over is to be named"
        gives_up = f"no longer has {_which(matter)}" if matter else "leaves the firm"
        return f"{self._name(login)} {gives_up}, {after}"

    def _name(self, login: str) -> str:
        return next((one.name for one in self._desk.staff() if one.login == login and one.name), login)

    def _occasion(self, words: str) -> int:
        known = [batch for batch, said in self._occasions() if said == words]
        return max(known, default=0) or self._desk.new_id()

    def _occasions(self) -> Iterator[tuple[int, str]]:
        since = self._desk.now() - SAME_OCCASION
        for doc in self._desk.store.open_follow_ups():
            batch = doc.get("batch")
            if doc.get("duty") == Duty.ATTORNEY_CHANGE.value and isinstance(batch, int) and id_time(batch) > since:
                yield batch, str(doc.get("source", ""))

    # Storing it

    def _store(self, plan: Plan, parts: list[Together]) -> int:
        for _ in range(_TRIES):
            matters = list(self._still_theirs(plan, parts))
            items = list(self._items(plan, parts))
            puts = [Put("matter", one.but(attorney=plan.to).doc(), one.rev) for one in matters]
            puts += [Put("follow_up", one.doc()) for one in items]
            try:
                if puts:
                    self._desk.store.commit(puts)
            except Conflict as conflict:
                refused = conflict
                continue
            self._people.changed([Change("matter", one.id, one.rev + 1, self._desk.me.login) for one in matters])
            return len(items)
        raise refused

    def _still_theirs(self, plan: Plan, parts: Iterable[Together]) -> Iterator[Matter]:
        """The matters as they stand now; one that somebody has given to another attorney meanwhile stays so."""
        for part in parts:
            for one in part.matters:
                doc = self._desk.store.get("matter", one.id)
                if doc and doc.get("attorney") == plan.login:
                    yield Matter.read(doc)

    def _items(self, plan: Plan, parts: Iterable[Together]) -> Iterator[FollowUp]:
        clock = Duty.ATTORNEY_CHANGE.clock(self._desk.now(), self._desk.office)
        for part in parts:
            for client in part.clients:
                record = derived_id(id_time(plan.batch), plan.batch, client.id)
                if self._desk.store.get("follow_up", record):
                    continue
                theirs = [one for one in part.matters if client.id in one.clients or one.id in client.matters]
                yield owed_item(
                    self._desk,
                    Duty.ATTORNEY_CHANGE,
                    OwedTo.of(client, theirs[0] if theirs else None),
                    f"tell {client.name}: {plan.words}",
                    clock,
                    # Whoever comes to it first: one person cannot call them all.
                    assignee="",
                    what=plan.words,
                    record=record,
                    source=plan.words,
                    batch=plan.batch,
                )


def told_of(desk: Desk, batch: int) -> Told:
    """How far the telling of an occasion is. It reads the follow-ups made since, newest first. Raises StoreError."""
    first = make_id(id_time(batch) - SPREAD, 0)
    found = told = 0
    for doc in desk.store.records("follow_up"):
        if doc["id"] < first:
            break
        if doc.get("batch") == batch:
            found += 1
            told += doc.get("status") in CLOSED
    return Told(told, found)


def _which(matter: Matter) -> str:
    return f"{matter.title} {matter.number}".strip()


def _together(matters: list[Matter], clients: dict[int, list[Person]]) -> Iterator[Together]:
    """The matters parted so that no client is in two parts."""
    by_client: dict[int, list[Matter]] = {}
    for matter in matters:
        for client in clients[matter.id]:
            by_client.setdefault(client.id, []).append(matter)
    seen: set[int] = set()
    for first in sorted(matters, key=lambda one: one.id):
        if first.id in seen:
            continue
        seen.add(first.id)
        waiting, part, people = [first], [], {}
        while waiting:
            matter = waiting.pop()
            part.append(matter)
            for client in clients[matter.id]:
                if client.id in people:
                    continue
                people[client.id] = client
                for other in by_client[client.id]:
                    if other.id not in seen:
                        seen.add(other.id)
                        waiting.append(other)
        yield Together(tuple(part), tuple(people.values()))


def _batches(parts: Iterable[Together]) -> Iterator[list[Together]]:
    batch: list[Together] = []
    size = 0
    for part in parts:
        batch.append(part)
        size += len(part.matters) + len(part.clients)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
