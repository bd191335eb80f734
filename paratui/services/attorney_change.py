"""An attorney leaves or gives a matter up: the matters change hands, every client is owed the word, one item each.

It is done in commits of some hundreds of records. Each holds whole clients: all their matters of this attorney as
they were planned, the item that tells them, and the questions that waited on the attorney. So whatever cuts it off,
what is left is the matters that are still the old attorney's, and the next run goes on with those; and of two runs
at once each client is told by the one that was first with their matters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.derived_id import derived_id
from paratui.domain.duty import Duty
from paratui.domain.errors import BadInput, Conflict
from paratui.domain.follow_up import CLOSED, FollowUp, Happening
from paratui.domain.ids import id_time
from paratui.domain.wall_clock import utc_text
from paratui.services.actions import Actions
from paratui.services.attorney_questions import Questions
from paratui.services.matter_clients import matter_clients
from paratui.services.occasions import latest_occasion, occasion_of
from paratui.services.owed_item import OwedTo, owed_item
from paratui.store.interface import Change, Put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.domain.record import Doc
    from paratui.services.desk import Desk
    from paratui.services.people import People

# Records in one commit, about; a client's are never parted.
BATCH = 300
# In the place of a login: the matters that have no attorney.
NOBODY = "-"
_TRIES = 5


class SharedMatters(NamedTuple):
    """Matters that are changed in one commit, as they share clients, with those clients."""

    matters: tuple[Matter, ...]
    clients: tuple[Person, ...]


class Plan(NamedTuple):
    """What a change comes to. `batch` is the occasion, one that was cut off or a new one.

    `waiting` is, by client, the open item that is to tell them the same already; `whole` says that the attorney
    gives up all they have, not one matter.
    """

    login: str
    to: str
    words: str
    batch: int
    waiting: Mapping[int, int]
    parts: tuple[SharedMatters, ...]
    whole: bool

    @property
    def clients(self) -> int:
        """How many clients are still to get their item."""
        return sum(one.id not in self.waiting for part in self.parts for one in part.clients)

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

    def __init__(self, desk: Desk, people: People, actions: Actions | None = None) -> None:
        self._desk, self._people = desk, people
        self._actions = actions or Actions(desk)

    def plan(self, login: str, to: str = "", matter: str = "") -> Plan:
        """What it comes to when an attorney leaves, or gives up the one matter of a number, and `to` takes over.

        Without `to` who takes over is to be named; `NOBODY` is then the login whose matters somebody takes over.
        Nothing is changed. Raises BadInput, StoreError.
        """
        self._refuse_nobody(login, to)
        held = "" if login == NOBODY else login
        theirs = [one for one in self._people.open_matters() if one.attorney == held]
        if matter:
            theirs = [one for one in theirs if one.number.casefold() == matter.casefold().strip()]
            if not theirs:
                raise BadInput(f"{matter} is no open matter of {self._name(login)}; look its number up in the queue")
        words = self._words(login, to, theirs[0] if matter else None)
        parts = tuple(_together(theirs, matter_clients(self._people, theirs)))
        occasion = occasion_of(self._desk, words, {one.id for part in parts for one in part.clients})
        return Plan(held, to, words, occasion.batch, occasion.waiting, parts, whole=not matter)

    def carry_out(self, plan: Plan, progress: Callable[[int, int], object] | None = None) -> int:
        """Change the matters and make the items, and give how many were made.

        `progress` gets how many clients are done, and of how many. Raises Conflict when somebody has given one of
        the matters to another attorney since it was planned: they would be told the opposite. Raises StoreError;
        what was stored until then stays, and the same again goes on with the rest.
        """
        if plan.parts:
            self._actions.cannot_be_taken_back(plan.words)
        made, tries, rest = 0, 0, plan
        questions = Questions(self._desk, plan.login, plan.to, plan.words)
        while rest.parts:
            parts = _first_batch(rest.parts)
            before = rest
            try:
                made += self._store(rest, parts, questions)
            except Conflict:
                rest = self._rest_of(rest, parts)
                questions = Questions(self._desk, plan.login, plan.to, plan.words)
                tries = 0 if rest.matters < before.matters else tries + 1
                if tries > _TRIES:
                    raise
                continue
            rest = rest._replace(parts=rest.parts[len(parts) :])
            if progress:
                progress(max(0, plan.clients - rest.clients), plan.clients)
        if plan.whole and plan.login:
            questions.hand_on_the_rest()
        return made

    def latest(self, login: str) -> int:
        """The newest occasion of an attorney of which somebody is still to be told, 0 when there is none."""
        return latest_occasion(self._desk, f"{self._name(login)} ")

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

    def _rest_of(self, plan: Plan, parts: list[SharedMatters]) -> Plan:
        """What is left of a plan after somebody else changed what these parts of it were made of.

        Raises Conflict when a matter was given to an attorney who is neither of the plan's.
        """
        for part in parts:
            for one in part.matters:
                doc = self._desk.store.get("matter", one.id)
                if doc is None or doc["rev"] != one.rev:
                    if doc and doc.get("attorney") not in {plan.login, plan.to}:
                        raise self._given_away(one, doc)
                    named = (Change("person", client, 0, "") for client in (doc or {}).get("clients", ()))
                    self._people.changed([Change("matter", one.id, 0, ""), *named])
        known = self._people.matters_of_ids(one.id for part in plan.parts for one in part.matters)
        planned = [known[one.id] for part in plan.parts for one in part.matters if one.id in known]
        theirs = [one for one in planned if one.status == "open" and one.attorney == plan.login]
        return plan._replace(parts=tuple(_together(theirs, matter_clients(self._people, theirs))))

    def _given_away(self, matter: Matter, doc: Doc) -> Conflict:
        newest = self._desk.store.revisions("matter", matter.id)[-1]
        refused = Conflict("matter", matter.id, doc, matter.doc(), newest.by, newest.time)
        now = f"was given to {self._name(str(doc['attorney']))}" if doc.get("attorney") else "was left to nobody"
        who = self._name(newest.by)
        then = "look at it, then start again for what is left"
        refused.args = (f"{_which(matter)} {now} by {who} meanwhile, so nothing more was changed; {then}",)
        return refused

    # Storing it

    def _store(self, plan: Plan, parts: list[SharedMatters], questions: Questions) -> int:
        """Store some parts, each matter as it was planned: raises Conflict when somebody changed one since.

        To the store a matter that another run has just given to the same attorney is the same put again; then it is
        the ids of the items, which both runs make alike, that meet.
        """
        matters = [one for part in parts for one in part.matters]
        for one in matters:
            doc = self._desk.store.get("matter", one.id)
            if doc is None or doc["rev"] != one.rev:
                raise Conflict("matter", one.id, doc, one.doc(), "Somebody", utc_text(self._desk.now()))
        fresh, noted = self._items(plan, parts)
        puts = [Put("matter", one.but(attorney=plan.to).doc(), one.rev) for one in matters]
        puts += [Put("follow_up", one.doc(), one.rev) for one in (*fresh, *noted)]
        told = {one.id for one in noted}
        puts += [put for put in questions.of({one.id for one in matters}) if put.doc["id"] not in told]
        self._desk.store.commit(puts)
        self._people.changed([Change("matter", one.id, one.rev + 1, self._desk.me.login) for one in matters])
        return len(fresh)

    def _items(self, plan: Plan, parts: Iterable[SharedMatters]) -> tuple[list[FollowUp], list[FollowUp]]:
        """The items to make, and those that wait for the same client to hear the same and have this matter noted."""
        clock = Duty.ATTORNEY_CHANGE.clock(self._desk.now(), self._desk.office)
        fresh, noted = [], []
        for part in parts:
            for client in part.clients:
                theirs = [one for one in part.matters if client.id in one.clients or one.id in client.matters]
                record, waiting = self._place(plan, client.id)
                if waiting:
                    noted.append(self._noted(FollowUp.read(waiting), theirs))
                    continue
                item = owed_item(
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
                fresh.append(item)
        return fresh, noted

    def _place(self, plan: Plan, client: int) -> tuple[int, Doc | None]:
        """The id of a client's item of this occasion, and the item that is to tell them the same already, if any."""
        waiting = self._desk.store.get("follow_up", plan.waiting.get(client, 0))
        turn = 0
        while waiting is None or waiting.get("status") in CLOSED:
            # One that was closed since it was planned stays so, and the next stands beside it.
            record = derived_id(id_time(plan.batch), plan.batch, client, *([turn] if turn else []))
            waiting = self._desk.store.get("follow_up", record)
            if waiting is None:
                return record, None
            turn += 1
        return int(waiting["id"]), waiting

    def _noted(self, item: FollowUp, matters: Iterable[Matter]) -> FollowUp:
        also = f"also for {', '.join(map(_which, matters))}"
        happened = Happening(at=utc_text(self._desk.now()), by=self._desk.me.login, what=also)
        return item.but(history=(*item.history, happened))


def _which(matter: Matter) -> str:
    return f"{matter.title} {matter.number}".strip()


def _together(matters: list[Matter], clients: dict[int, list[Person]]) -> Iterator[SharedMatters]:
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
        yield SharedMatters(tuple(part), tuple(people.values()))


def _first_batch(parts: Iterable[SharedMatters]) -> list[SharedMatters]:
    """The first of these parts, as many as make a batch."""
    batch: list[SharedMatters] = []
    size = 0
    for part in parts:
        batch.append(part)
        size += len(part.matters) + len(part.clients)
        if size >= BATCH:
            break
    return batch
