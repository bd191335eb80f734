"""Who called for the first time is known from then on: the record an intake leaves of its caller."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paratui.domain.call import Outcome
from paratui.domain.conflict.verdict import ConflictCheck
from paratui.domain.follow_up import FollowUp
from paratui.domain.named_line import NamedAs, read_named
from paratui.domain.note_line import Kind
from paratui.domain.on_the_line import Capacity
from paratui.domain.person import Person
from paratui.store.interface import Put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paratui.domain.call import Call
    from paratui.services.desk import Desk

_E164 = re.compile(r"\+[1-9]\d{6,14}")
# Told so it is no company of the caller's own.
_SOMEBODY_ELSES = frozenset({"his company", "her company", "bank", "agency"})


def entered_caller(desk: Desk, call: Call) -> Person | None:
    """The caller of an intake as the office keeps them: entered anew, or who is known already by name and number.

    None for whoever is on record, for a call that is no intake, and for one whose check was denied: that name
    stands in the check alone.
    """
    wanted = call.intake and call.person.strip() and call.outcome != Outcome.WRONG_NUMBER.value
    if not wanted or call.person_id or call.conflict.verdict == "denied":
        return None
    name = " ".join(call.person.split())
    phone = call.phone if _E164.fullmatch(call.phone) else ""
    known = _known(desk, name, phone) if phone else None
    if known:
        return known
    named = [read_named(line.text) for line in call.lines if line.kind == Kind.NAME.value and line.text.strip()]
    languages = [one.language for one in call.participants if one.capacity == Capacity.INTERPRETER.value]
    return Person(
        id=desk.new_id(),
        name=name,
        role="prospect",
        phones=(phone,) if phone else (),
        place=call.places[-1] if call.places else "",
        language=next((one for one in languages if one), ""),
        other_names=tuple(dict.fromkeys(one.name for one in named if one.role is NamedAs.OTHER_NAME)),
        related=tuple(
            dict.fromkeys(
                one.name
                for one in named
                if one.role is NamedAs.COMPANY and one.said.casefold() not in _SOMEBODY_ELSES
            )
        ),
    )


def _known(desk: Desk, name: str, phone: str) -> Person | None:
    for doc in desk.store.records("person"):
        phones = doc.get("phones")
        if str(doc.get("name", "")).casefold() == name.casefold() and isinstance(phones, list) and phone in phones:
            return Person.read(doc)
    return None


def now_known(desk: Desk, call: Call) -> Iterator[Put]:
    """What was stored while an intake went on names its caller from now on: the check, and items made meanwhile."""
    if not (call.intake and call.person_id):
        return
    doc = desk.store.get("conflict_check", call.conflict.check) if call.conflict.check else None
    if doc and not doc.get("person"):
        check = ConflictCheck.read(doc)
        # A check that was run for another caller of this call is not theirs.
        if call.person.casefold() in {term.casefold() for term in check.terms}:
            yield Put("conflict_check", check.but(person=call.person_id).doc(), check.rev)
    for one in desk.store.open_follow_ups():
        if one.get("call") == call.id and not one.get("person_id"):
            item = FollowUp.read(one)
            yield Put("follow_up", item.but(person_id=call.person_id, person=call.person).doc(), item.rev)
