"""Conflict checks: every name of a call looked for among everybody the office knows, and what was decided.

A check is a record: which names, by whom, when, among how many, what was found, and the verdict. One that finds
something makes an item for the attorney in the same commit, so that nobody has to remember it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.conflict.asked import asked_about, terms_of, told_of
from paratui.domain.conflict.verdict import ConflictCheck, check_record
from paratui.domain.errors import BadInput, Conflict, StoreError
from paratui.domain.ids import id_time
from paratui.domain.person import Person
from paratui.domain.wall_clock import utc_text
from paratui.services.conflict_verdicts import ConflictVerdicts
from paratui.store.interface import Put

if TYPE_CHECKING:
    from paratui.domain.call import Call
    from paratui.domain.conflict.asked import Asked
    from paratui.domain.conflict.hit import Hit, Listed
    from paratui.services.call_session import CallSession
    from paratui.services.desk import Desk
    from paratui.services.office_tables import OfficeTables

_TRIES = 3
# What somebody is without being against anybody: their own record is no hit.
_OWN = frozenset({"client", "prospect", "other"})


class ConflictChecks(ConflictVerdicts):
    """The conflict checks of one desk. Threads may share it; `run` and `decide` are for a thread of their own."""

    def __init__(self, desk: Desk, tables: OfficeTables) -> None:
        super().__init__(desk, tables)
        self._terms: dict[int, frozenset[str]] = {}

    # Who is looked for

    def asked(self, call: Call) -> tuple[Asked, ...]:
        """Everybody named on a call, with what they are to the caller."""
        return asked_about(call, self._person(call.person_id))

    def unchecked(self, call: Call, check: ConflictCheck | None) -> tuple[Asked, ...]:
        """Who was named on a call and stands in no check of it yet."""
        looked_for = {term.casefold() for term in check.terms} if check else set()
        return tuple(one for one in self.asked(call) if one.is_checked and one.name.casefold() not in looked_for)

    def unchecked_names(self, call: Call) -> tuple[str, ...]:
        """The names of an intake, or of a call with a check, that no check of it looked for. Cheap: no look around.

        Empty while no check was run and the facts wait for it anyway.
        """
        record = call.conflict.check
        if not record:
            return ()
        if record not in self._terms:
            try:
                check = self.check(record)
            except StoreError:
                return ()
            # The terms of a check never change, so they are read once.
            self._terms[record] = frozenset(term.casefold() for term in check.terms) if check else frozenset()
        looked_for = self._terms[record]
        names = (one.name for one in asked_about(call) if one.is_checked)
        return tuple(name for name in names if name.casefold() not in looked_for)

    def _person(self, record: int) -> Person | None:
        doc = self._desk.store.get("person", record) if record else None
        return Person.read(doc) if doc else None

    # Running one

    def run(self, session: CallSession) -> ConflictCheck:
        """Look for everybody named on a call, and keep the look. The facts wait until it is decided.

        Raises BadInput when nobody is named, or when an attorney has denied this before; StoreError.
        """
        call = session.call
        asked = self.asked(call)
        terms = terms_of(asked)
        if not terms:
            raise BadInput("There is no name to check yet; put + before each name, and say who is on the line")
        self._refuse_denied(self.newest(call))
        self._announced(session)
        checked = self._index.check(terms, lambda listed: not self._is_own(listed, call))
        now = self._desk.now()
        fresh = check_record(
            self._desk.new_id(now),
            checked,
            by=self._desk.me.login,
            at=utc_text(now),
            person=call.person_id,
            call=call.id,
            where=self._where,
        )
        fresh = fresh.but(named_as=told_of(asked))
        stored = self._commit_look(fresh, call)
        session.change(conflict=self.stands(stored))
        return stored

    def _commit_look(self, fresh: ConflictCheck, call: Call) -> ConflictCheck:
        """Keep a look in the place of the earlier one, whatever was decided over that until this moment."""
        for _ in range(_TRIES):
            earlier = self.newest(call)
            self._refuse_denied(earlier)
            look = _with_what_is_undecided(fresh, earlier)
            puts = [Put("conflict_check", look.doc()), *self._items.after_looking(look, earlier, call)]
            if earlier and earlier.call == call.id:
                puts.append(Put("conflict_check", earlier.but(replaced_by=look.id).doc(), earlier.rev))
            try:
                docs = self._desk.store.commit(puts).docs
            except Conflict:
                # Somebody decided over the earlier look, or changed its item: both are read anew.
                continue
            self._index.take_in("conflict_check", docs[0])
            return ConflictCheck.read(docs[0])
        raise BadInput("The office is being changed at another desk; try again")

    def _refuse_denied(self, earlier: ConflictCheck | None) -> None:
        if earlier and earlier.verdict == "denied" and not self.decides:
            raise BadInput("An attorney denied this check; ask an attorney: only they can open it again")

    def _announced(self, session: CallSession) -> None:
        """An item that names a call should lead to one."""
        if not session.call.rev:
            session.announce()

    def _is_own(self, listed: Listed, call: Call) -> bool:
        """Whether a name is the caller's own business: their record, or what they told the office before."""
        if listed.kind == "person":
            return listed.record == call.person_id and listed.role.rpartition(", ")[2] in _OWN
        if listed.kind == "call":
            return listed.record == call.id or self._is_same_caller(listed.record, call)
        if listed.kind == "conflict_check":
            check = self.check(listed.record)
            if check is None or check.call == call.id:
                return True
            return check.opens_facts and (
                (check.person != 0 and check.person == call.person_id) or self._is_same_caller(check.call, call)
            )
        return False

    def _is_same_caller(self, record: int, call: Call) -> bool:
        doc = self._desk.store.get("call", record) if record else None
        if doc is None or not call.phone or doc.get("phone") != call.phone:
            return False
        return str(doc.get("person", "")).casefold() == call.person.casefold()

    def _where(self, hit: Hit) -> str:
        """Where a name stands, in words short enough for a row."""
        listed = hit.listed
        role = listed.role.replace("_", " ")
        matter = self._desk.store.get("matter", listed.matter) if listed.matter else None
        number = str((matter or {}).get("number") or "")
        if listed.kind == "staff":
            return role if role != "staff" else "works here"
        return f"{role} {number or id_time(listed.record).year}"


def _with_what_is_undecided(check: ConflictCheck, earlier: ConflictCheck | None) -> ConflictCheck:
    """A name taken out after it was found is still for the attorney: what it found is kept in the new look."""
    if earlier is None or earlier.verdict not in {"flagged", "denied"}:
        return check
    hits = [hit for hit in earlier.hits if hit.term not in check.terms]
    no_name = [term for term in earlier.no_name if term not in check.terms]
    kept = tuple(sorted((*check.hits, *hits), key=lambda hit: -hit.score))
    verdict = "flagged" if kept or no_name or earlier.verdict == "denied" else check.verdict
    return check.but(hits=kept, no_name=(*check.no_name, *no_name), verdict=verdict)
