"""The facts of an intake stay unheard until its conflict check is marked: what a line may hold until then.

What a prospective client tells can disqualify the office, so only what the check needs is taken before it:
names, a close date, and what the office promises. Source: ABA Model Rule 1.18; ABA Formal Opinion 492 (2020).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.domain.conflict.verdict import OPENS
from paratui.domain.errors import FactsLockedError
from paratui.domain.note_line import Kind
from paratui.domain.secret_number import secret_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paratui.domain.call import Call
    from paratui.domain.matter import Matter

# A legal question goes to the attorney to the letter whoever asks it, and what we promise is no fact of theirs.
BEFORE_THE_CHECK = frozenset({Kind.NAME, Kind.REPORTED_DATE, Kind.PROMISE, Kind.CLIENT_TASK, Kind.QUESTION})
REASON = "the facts wait for the conflict check"
# With these somebody was found, and only an attorney can say that it is no conflict.
_LOCKS = frozenset({"flagged", "denied"})
# What comes out of the office's own records, or from an attorney, is not told by the caller.
_OF_RECORDS = frozenset({"conflict", "matter", "matter_title"})


def locked(call: Call) -> bool:
    """Whether the facts of a call wait for its conflict check, or for the attorney.

    A client's own matter goes on whatever a check of another name found: the attorney decides beside it.
    """
    if goes_on(call):
        return False
    return call.conflict.verdict in _LOCKS or (call.intake and call.conflict.verdict not in OPENS)


def goes_on(call: Call) -> bool:
    """Whether this is a client's own matter, whose facts go on while an attorney decides over a check."""
    return bool(call.person_id and call.matter_id)


def waits(call: Call, kind: Kind) -> bool:
    """Whether a line of this kind may not be kept yet."""
    return locked(call) and kind not in BEFORE_THE_CHECK


def refuse(call: Call, kind: Kind, text: str = "") -> None:
    """Raises FactsLockedError for a line that may not be kept yet, with what to do instead."""
    if not locked(call):
        return
    refuse_secret(text)
    if kind in BEFORE_THE_CHECK:
        return
    if call.conflict.verdict == "denied":
        raise FactsLockedError("The conflict check was denied: nothing more is kept of this matter; end the call")
    if call.conflict.verdict == "flagged":
        raise FactsLockedError("Not kept: the attorney decides about the conflict check. + is a name, @ a date")
    raise FactsLockedError("Not kept before the conflict check. + is a name, @ a date; /conflict runs it")


def refuse_secret(text: str) -> None:
    """Raises FactsLockedError for a text with a number nobody needs before the check."""
    if secret := secret_number(text):
        raise FactsLockedError(f"Not kept: this holds {secret}, which nobody needs before the check; take it out")


def refuse_secrets(call: Call, fields: dict[str, Any]) -> None:
    """The gate for every text of a call while it is locked: fields as they stand in a document.

    Raises FactsLockedError for a number nobody needs; what was kept before the call was locked stays.
    """
    if not locked(call):
        return
    of_records = _OF_RECORDS | ({"person"} if fields.get("person_id") else frozenset())
    told = {name: value for name, value in fields.items() if name not in of_records}
    for text in _texts(told):
        if secret_number(text) and text not in set(_texts(call.doc())):
            refuse_secret(text)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def names_taken(call: Call) -> bool:
    """Whether anything of an intake was taken down: then it stays one, and belongs to whoever told it."""
    told = any(line.kind in {Kind.NAME.value, Kind.QUESTION.value} for line in call.lines)
    return bool(told or call.conflict.check or call.facts or call.reported or call.participants)


def refuse_caller(call: Call, person: int, *, has_matter: bool) -> None:
    """Raises FactsLockedError for a client put in the place of whoever told the facts of an intake."""
    if call.intake and has_matter and person != call.person_id and names_taken(call):
        raise FactsLockedError("This call is another caller's intake; begin another call for them")


def refuse_matter(call: Call, matter: Matter) -> None:
    """Raises FactsLockedError for a matter that is not the caller's: taking it would open the facts unchecked."""
    if locked(call) and (not call.person_id or call.person_id not in matter.clients):
        raise FactsLockedError(f"{matter.number} is not this caller's, and {REASON}; say first who is on the line")
