"""An office in New York with three people at their desks, all over one store in memory, and a first call to it."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

import pytest

from paratui.domain.errors import StoreFull
from paratui.domain.follow_up import FollowUp
from paratui.domain.matter import Matter
from paratui.domain.office import Office
from paratui.domain.person import Person
from paratui.domain.staff import Staff
from paratui.services.call_session import CallSession
from paratui.services.conflict_checks import ConflictChecks
from paratui.services.desk import Desk, staff_id
from paratui.services.intake import begin_intake
from paratui.services.office_tables import OfficeTables
from paratui.store.interface import Put
from paratui.store.memory import MemoryOffice, MemoryStore

if TYPE_CHECKING:
    from paratui.domain.conflict.verdict import ConflictCheck

STAFF = {
    "ana": ("Ana Ruiz", "AR", "paralegal"),
    "dana": ("Dana Park", "DP", "secretary"),
    "morgan": ("Morgan Lowe", "ML", "attorney"),
}


class SharedOffice:
    """The store several desks share, and what is in it before the first call."""

    def __init__(self, clock) -> None:
        self.clock = clock
        self.settings = Office(firm="Garcia & Lowe", zone="America/New_York", state="NY")
        self.kept = MemoryOffice(clock)
        self._random = count(1)
        self._first = MemoryStore(self.kept, "morgan")
        for login, (name, initials, role) in STAFF.items():
            self.keep("staff", Staff(id=staff_id(login), login=login, name=name, initials=initials, role=role))

    def keep(self, kind: str, record):
        """Store a record as somebody else did before, and give it as it stands."""
        stored = self._first.commit([Put(kind, record.doc(), record.rev)]).docs[0]
        return type(record).read(stored)

    def new_id(self) -> int:
        return self.desk("morgan").new_id()

    def desk(self, login: str) -> Desk:
        name, initials, role = STAFF[login]
        return Desk(
            store=MemoryStore(self.kept, login),
            office=self.settings,
            me=Staff(id=staff_id(login), login=login, name=name, initials=initials, role=role),
            clock=self.clock,
            random=lambda: next(self._random),
        )

    def follow_up(self, **fields) -> FollowUp:
        fields = {"text": "send her the new notice", "assignee": "ana", "due": "2026-10-08T21:00:00Z"} | fields
        return self.keep("follow_up", FollowUp(id=self.new_id(), created="2026-10-08T13:00:00Z", **fields))

    def person(self, name: str = "Maria Garcia", **fields) -> Person:
        return self.keep("person", Person(id=self.new_id(), name=name, **fields))

    def matter(self, number: str = "2026-0142", **fields) -> Matter:
        fields = {"title": "Custody"} | fields
        return self.keep("matter", Matter(id=self.new_id(), number=number, **fields))

    def begin(self, desk: Desk, **fields) -> CallSession:
        return CallSession.begin(desk, checklist="client-call", version="1", **fields)

    def commits(self) -> int:
        """How many commits the office has seen."""
        return len(self.kept.log)

    def stored(self, kind: str, record: int):
        """A record as it stands, None when there is none."""
        return self._first.get(kind, record)

    def stored_by(self, kind: str, record: int) -> list[str]:
        """Who stored each version of a record."""
        return [revision.by for revision in self._first.revisions(kind, record)]


@pytest.fixture(scope="session")
def new_office() -> type[SharedOffice]:
    """For a property that needs a fresh office for each example."""
    return SharedOffice


@pytest.fixture
def shared(clock) -> SharedOffice:
    """The office of Garcia & Lowe on Thursday 8 October 2026, ten in the morning in New York."""
    return SharedOffice(clock)


@pytest.fixture
def ana(shared) -> Desk:
    return shared.desk("ana")


@pytest.fixture
def dana(shared) -> Desk:
    return shared.desk("dana")


@pytest.fixture
def full_disk(monkeypatch):
    """`with full_disk(desk)`: the store of this desk takes nothing meanwhile."""

    def refuse(_puts):
        raise StoreFull("The disk is full; make room and try again")

    @contextmanager
    def full(desk: Desk):
        with monkeypatch.context() as patched:
            patched.setattr(desk.store, "commit", refuse)
            yield

    return full


# A first call, and its conflict check


@pytest.fixture(scope="session")
def tables() -> OfficeTables:
    """The shipped tables, read once."""

    class NoFolder:
        folder = None

    return OfficeTables(NoFolder())


@pytest.fixture
def checks_of(tables):
    """The conflict checks of a desk."""
    return lambda desk: ConflictChecks(desk, tables)


@pytest.fixture
def checks(ana, checks_of) -> ConflictChecks:
    return checks_of(ana)


@pytest.fixture
def attorney(shared, checks_of) -> ConflictChecks:
    """The conflict checks at the desk of who decides them."""
    return checks_of(shared.desk("morgan"))


@pytest.fixture
def intake(shared, ana) -> CallSession:
    """Rosa Delgado calls for the first time."""
    session = shared.begin(ana)
    begin_intake(session, "Rosa Delgado")
    return session


@pytest.fixture
def flagged(shared, checks, intake) -> ConflictCheck:
    """Her check found somebody."""
    shared.person("Roberto Diaz", role="adverse_party")
    intake.add_line("+ Roberto Diaz, husband")
    return checks.run(intake)
