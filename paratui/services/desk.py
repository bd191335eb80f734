"""The desk a person sits at: the office, who I am, the store, the clock, and ids for new records."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from zlib import crc32

from paratui.domain.errors import Conflict, StoreError
from paratui.domain.follow_up import ANY_ATTORNEY
from paratui.domain.ids import EPOCH, id_time, make_id
from paratui.domain.opening_hours import local_day
from paratui.domain.staff import Staff
from paratui.store.interface import Put

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from paratui.domain.action import Action
    from paratui.domain.office import Office
    from paratui.domain.wall_clock import WallClock
    from paratui.store.interface import Change, Store

CLOCK_SLACK = timedelta(minutes=5)


@dataclass(frozen=True)
class Desk:
    """Everything the services need, handed in from the top. `random` gives non-negative integers.

    `folder` is the office folder, whose own checklists and cards stand before the shipped ones.
    """

    store: Store
    office: Office
    me: Staff
    clock: WallClock
    random: Callable[[], int]
    folder: Path | None = None
    # My actions by id as they were read last, of every screen; empty: to be read. See `services.actions`.
    acts: list[dict[int, Action]] = field(default_factory=list, init=False, repr=False, compare=False)
    _staff: list[Staff] = field(default_factory=list, init=False, repr=False, compare=False)

    def now(self) -> datetime:
        """The present moment, UTC."""
        return self.clock.now()

    def new_id(self, at: datetime | None = None) -> int:
        """An id for a record that began at `at` (now when not given)."""
        return make_id(at or self.clock.now(), self.random())

    def i_am(self, me: Staff) -> None:
        """My own record stands otherwise from now on: whatever reads my name here reads the new one."""
        object.__setattr__(self, "me", me)

    def staff(self) -> list[Staff]:
        """Everybody of the office, by login; I am always among them.

        While the office cannot be read whoever was read last: a screen names people at every key.
        """
        try:
            known = {doc["login"]: Staff.read(doc) for doc in self.store.records("staff")}
        except StoreError:
            if not self._staff:
                raise
        else:
            known.setdefault(self.me.login, self.me)
            self._staff[:] = [known[login] for login in sorted(known)]
        return [*self._staff]

    def name_of(self, login: str) -> str:
        """What a colleague is called, as they were read last: asked at every key. The login of somebody unknown."""
        return next((one.first_name for one in self._staff or self.staff() if one.login == login), login)

    def sit_anew(self) -> bool:
        """Go by my own record as it stands now; True when I have another role by it. Raises StoreError."""
        doc, before = self.store.get("staff", self.me.id), self.me.role
        if doc:
            # The desk stays the same for all who hold it: who I am at it is told anew.
            object.__setattr__(self, "me", Staff.read(doc))
        return self.me.role != before

    def here(self) -> list[Staff]:
        """Everybody who works here today, by login; whoever left is not among them."""
        today = local_day(self.now(), self.office)
        return [one for one in self.staff() if not one.has_left(today)]

    def attorneys(self) -> list[Staff]:
        """The attorneys who work here today, by login."""
        return [one for one in self.here() if one.role == "attorney"]

    def attorney(self) -> str:
        """The login of the office's attorney, the word itself where none is entered."""
        return next((one.login for one in self.attorneys()), ANY_ATTORNEY)

    def changes(self) -> list[Change] | None:
        """The records others changed since last asked; None: too much, read everything anew."""
        return self.store.changes()

    def fold(self) -> None:
        """Fold the journal into the plain files if it is due. Raises StoreError."""
        self.store.checkpoint()

    def clock_trouble(self) -> str:
        """What to say when the machine's clock stands before what was entered last; empty when all is well.

        Commits keep their order whatever the clock says; what is entered and what is due are told wrongly
        until it is set.
        """
        newest = (next(iter(self.store.records(kind)), None) for kind in ("call", "follow_up"))
        ids = [doc["id"] for doc in newest if doc]
        last = id_time(max(ids, default=0))
        if not ids or last - self.now() < CLOCK_SLACK:
            return ""
        entered, shown = (f"{moment.astimezone(self.office.tz):%b %-d, %Y %H:%M}" for moment in (last, self.now()))
        return (
            f"The clock of this machine says {shown}, but something was entered at {entered}: "
            "have it set right, or what is entered now stands under the wrong time. Nothing is lost by it"
        )

    def troubles(self) -> list[str]:
        """What somebody should look after, a sentence each: a wrong clock, pieces the store put aside."""
        clock = self.clock_trouble()
        return [*([clock] if clock else []), *(piece.why for piece in self.store.set_aside())]

    def leave(self) -> None:
        """Close the office."""
        self.store.close()


def staff_id(login: str) -> int:
    """The id of a login's staff record: the same on every process, so that nobody is entered twice."""
    return make_id(EPOCH, crc32(login.encode()))


def initials_of(name: str, login: str) -> str:
    """Two letters that stand for a person in a narrow column."""
    words = [word for word in name.replace("-", " ").replace(".", " ").split() if word[:1].isalpha()]
    letters = words[0][0] + words[-1][0] if len(words) > 1 else (words[0][:2] if words else login[:2])
    return letters.upper()


def seated(store: Store, login: str, name: str) -> Staff:
    """My staff record; it is made on my first day here. `name` is the account's full name, if it has one."""
    record = staff_id(login)
    doc = store.get("staff", record)
    if doc is None:
        shown = name or login
        fresh = Staff(id=record, login=login, name=shown, initials=initials_of(shown, login))
        try:
            doc = store.commit([Put("staff", fresh.doc())]).docs[0]
        except Conflict as other:
            doc = dict(other.current or fresh.doc())
    return Staff.read(doc)
