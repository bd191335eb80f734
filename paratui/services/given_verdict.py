"""The conflict checks of a call as the office holds them, and the verdict the call takes from them.

A look is not always known to the call it was for: the line can be cut between the two, and an attorney decides at
another desk. So what counts is what the office holds, found again by the call.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from paratui.domain.call import ConflictStands
from paratui.domain.conflict.verdict import ConflictCheck
from paratui.domain.ids import id_time
from paratui.domain.named_line import WORDS, NamedAs

if TYPE_CHECKING:
    from paratui.domain.call import Call
    from paratui.store.interface import Store

# A check is younger than its call; so far may a clock have been set back between the two.
_SET_BACK = timedelta(days=1)


def checks_of(store: Store, call: int) -> list[ConflictCheck]:
    """Every check run on a call, the one that counts first: no other look has taken its place."""
    found: list[ConflictCheck] = []
    for doc in store.records("conflict_check") if call else ():
        if id_time(doc["id"]) < id_time(call) - _SET_BACK:
            break
        if doc.get("call") == call:
            found.append(ConflictCheck.read(doc))
    return sorted(found, key=lambda one: one.replaced_by != 0)


def check_that_counts(store: Store, call: Call) -> ConflictCheck | None:
    """The newest check run on a call, else the one it carries from an earlier call; None when there is none."""
    own = next(iter(checks_of(store, call.id)), None)
    if own or not call.conflict.check:
        return own
    doc = store.get("conflict_check", call.conflict.check)
    return ConflictCheck.read(doc) if doc else None


def last_of(store: Store, person: int) -> ConflictCheck | None:
    """The newest check run for a person."""
    found = (doc for doc in store.records("conflict_check") if person and doc.get("person") == person)
    doc = next(found, None)
    return ConflictCheck.read(doc) if doc else None


def stands(check: ConflictCheck) -> ConflictStands:
    """How a check stands, as a call keeps it."""
    return ConflictStands(
        check=check.id, verdict=check.verdict, by=check.decided_by, at=check.decided_at, reason=check.reason
    )


def is_of_caller(check: ConflictCheck, call: Call) -> bool:
    """Whether a check was run for whoever is on the line now: the same record, and the name of the caller."""
    if check.person != call.person_id:
        return False
    told = zip(check.terms, check.named_as or (WORDS[NamedAs.CALLER],), strict=False)
    caller = next((term for term, words in told if words == WORDS[NamedAs.CALLER]), "")
    return not call.person or caller.casefold() == " ".join(call.person.split()).casefold()


def verdict_given(store: Store, call: Call) -> ConflictStands | None:
    """How the check of a call stands now when the call has it otherwise; None when it has it so.

    A check run for another caller opens nothing, whatever was decided over it.
    """
    check = check_that_counts(store, call)
    if check is None or not is_of_caller(check, call):
        return None
    return None if stands(check) == call.conflict else stands(check)
