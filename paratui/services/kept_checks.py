"""The conflict checks the office keeps: found again, and stored in one commit with what belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.conflict.verdict import ConflictCheck
from paratui.domain.errors import BadInput, Conflict
from paratui.domain.follow_up import FollowUp
from paratui.domain.given_name import given_name
from paratui.domain.staff import Staff
from paratui.services import given_verdict
from paratui.services.conflict_items import ConflictItems
from paratui.services.known_of import known_of
from paratui.services.office_index import OfficeIndex
from paratui.store.interface import Change, Put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from paratui.domain.call import Call, ConflictStands
    from paratui.domain.conflict.verdict import KeptHit
    from paratui.services.desk import Desk
    from paratui.services.office_tables import OfficeTables

_TRIES = 3


class KeptChecks:
    """The checks of one office, and the names they look among."""

    def __init__(self, desk: Desk, tables: OfficeTables) -> None:
        self._desk = desk
        self._index = OfficeIndex(desk, tables)
        self._items = ConflictItems(desk)

    def load(self, rest: Callable[[], None] | None = None) -> None:
        """Read every name now, so that the first check need not. Raises StoreError."""
        self._index.load(rest)

    def changed(self, changes: Iterable[Change] | None) -> None:
        """These records were changed by anybody; None: everything may have been."""
        self._index.changed(changes)

    def look_again(self, records: Iterable[tuple[str, int]]) -> None:
        """These records, by kind and id, were changed at this desk."""
        self._index.changed([Change(kind, record, 0, self._desk.me.login) for kind, record in records])

    # What is kept

    @staticmethod
    def stands(check: ConflictCheck) -> ConflictStands:
        """How a check stands, as a call keeps it."""
        return given_verdict.stands(check)

    def newest(self, call: Call) -> ConflictCheck | None:
        """The check that counts for a call: the newest run on it, else the one it carries."""
        return given_verdict.check_that_counts(self._desk.store, call)

    def known_of(self, hit: KeptHit) -> list[tuple[str, str]]:
        """What the office knows of a name that was found, as rows of a label and words."""
        doc = self._desk.store.get(hit.kind, hit.record)
        return known_of(self._desk, hit, doc) if doc else [("record", "it is not there any more")]

    def check(self, record: int) -> ConflictCheck | None:
        """The check of an id, None when there is none."""
        doc = self._desk.store.get("conflict_check", record) if record else None
        return ConflictCheck.read(doc) if doc else None

    def counting(self, check: ConflictCheck) -> ConflictCheck | None:
        """A check as it stands now, or the newer look of the same call that took its place."""
        looks = given_verdict.checks_of(self._desk.store, check.call)
        return looks[0] if looks else self.check(check.id)

    def last_of(self, person: int) -> ConflictCheck | None:
        """The newest check run for a person."""
        return given_verdict.last_of(self._desk.store, person)

    def last_about(self, item: FollowUp) -> ConflictCheck | None:
        """The newest check of whoever an item of the queue is about: of their record, of its call, of the name."""
        found = [
            self.check(item.conflict_check),
            self.last_of(item.person_id),
            next(iter(given_verdict.checks_of(self._desk.store, item.call)), None),
            None if item.person_id else self._last_named(item.person),
        ]
        return max((one for one in found if one), key=lambda one: one.id, default=None)

    def _last_named(self, name: str) -> ConflictCheck | None:
        """The newest check whose caller was called so and is not on record."""
        for doc in self._desk.store.records("conflict_check") if name.strip() else ():
            terms = doc.get("terms")
            if not doc.get("person") and terms and str(terms[0]).casefold() == " ".join(name.split()).casefold():
                return ConflictCheck.read(doc)
        return None

    def last_for(self, call: Call) -> ConflictCheck | None:
        """The newest check of the caller of a call: of their record, or of the item this call was made for.

        One run for somebody else of the same name is not theirs.
        """
        doc = self._desk.store.get("follow_up", call.about_follow_up) if call.about_follow_up else None
        item = FollowUp.read(doc) if doc else None
        found = [self.last_of(call.person_id)]
        if item:
            found += [self.check(item.conflict_check), *given_verdict.checks_of(self._desk.store, item.call)[:1]]
        theirs = (one for one in found if one and given_verdict.is_of_caller(one, call))
        return max(theirs, key=lambda one: one.id, default=None)

    def came_of_intake(self, item: FollowUp) -> bool:
        """Whether an item was promised on the first call of a prospect."""
        doc = self._desk.store.get("call", item.call) if item.call else None
        return bool(doc and doc.get("intake"))

    def i_know(self, name: str) -> Staff:
        """Keep that I know somebody: a conflict check finds them from now on. Raises BadInput, StoreError."""
        said = given_name(name)
        if not any(letter.isalpha() for letter in said):
            raise BadInput("Say whom you know, such as: /iknow Roberto Diaz")
        me, store = self._desk.me, self._desk.store
        for _ in range(_TRIES):
            doc = store.get("staff", me.id)
            mine = Staff.read(doc) if doc else me.but(rev=0)
            others = tuple(one for one in mine.knows if one.casefold() != said.casefold())
            try:
                stored = store.commit([Put("staff", mine.but(knows=(*others, said)).doc(), mine.rev)]).docs[0]
            except Conflict:
                continue
            self._index.take_in("staff", stored)
            return Staff.read(stored)
        raise BadInput("Your record is being changed at another desk; try again")

    # The commit

    def _commit(self, puts: Callable[[], Sequence[Put]]) -> ConflictCheck:
        """Store a check with what belongs to it. What others did to its item or its call is read anew."""
        for _ in range(_TRIES):
            wanted = puts()
            try:
                docs = self._desk.store.commit(wanted).docs
            except Conflict as conflict:
                if conflict.kind == "conflict_check":
                    raise
                continue
            self._index.take_in("conflict_check", docs[0])
            return ConflictCheck.read(docs[0])
        raise BadInput("The office is being changed at another desk; try again")
