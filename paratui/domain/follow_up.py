"""A follow-up: an item in the queue, with the clock that gave it its due time."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Self

import msgspec

from paratui.domain.learnt import learnt
from paratui.domain.note_line import Kind
from paratui.domain.record import Doc, Part, Record
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from datetime import datetime


class Status(StrEnum):
    """Where a follow-up stands."""

    OPEN = "open"
    WAITING_ATTORNEY = "waiting_attorney"
    WAITING_CLIENT = "waiting_client"
    WAITING_OTHER = "waiting_other"
    DONE = "done"
    CANCELLED = "cancelled"


# Not a set: what another tool put in the place of a status need not be hashable.
CLOSED = (Status.DONE.value, Status.CANCELLED.value)
# Who is waited on where it is whoever is the attorney here.
ANY_ATTORNEY = "attorney"
# Between the attorney's name and what they shall decide, in the happening that asks for it.
DECIDES = " decides: "
# Before what they decided, in the happening that tells it.
DECIDED = "the attorney decided: "
# Before what an action did, in the happening of its being taken back.
UNDONE = "undone: "
# The clock of an item that keeps a next contact named on a call.
NEXT_CONTACT = "next contact"
# The clock of an item that was agreed with somebody for a time of day.
APPOINTMENT = "appointment"
# The outcome of an item that an undone action had made: nothing came of it.
TAKEN_BACK = "taken back"


def first_status(kind: Kind) -> str:
    """How a fresh follow-up of a kind stands: the attorney or the client is waited on, or it is ours to do."""
    waits = {Kind.QUESTION: Status.WAITING_ATTORNEY, Kind.CLIENT_TASK: Status.WAITING_CLIENT}
    return waits.get(kind, Status.OPEN).value


class Happening(Part, frozen=True, kw_only=True):
    """One thing that happened to a follow-up: `what` in words, when (UTC) and by whom (login)."""

    at: str
    by: str
    what: str


class Attempt(Part, frozen=True, kw_only=True):
    """One try to reach somebody: `how` is voicemail, no_answer, busy or wrong_number."""

    at: str
    by: str
    how: str


class FollowUp(Record, frozen=True, kw_only=True):
    """One item. `number` is what people say; `clock` is the rule of the due time in words.

    `kind` is promise, client_task or question. `call` and `line` name where it was promised, `source`
    the words as they were typed. `snoozed_until` hides it from today's sections until then (UTC).
    `conflict_check` is the check this item waits to be decided, 0 for every other item.
    `duty` names the duty towards the client that made it, empty for what somebody wrote down. `came_from` is the
    item it was split off from, or follows on; `joined_into` the one a duplicate was joined with. `answer` is what
    the attorney said to a question, word for word; `document` the file name of a copy to send; `batch` the one
    occasion that made many items at once. `flags` are what makes it important, by the names `importance` gives them.
    `kin` are the items that were split off from it, joined with it or follow on it.
    """

    number: int = 0
    text: str = ""
    kind: str = "promise"
    status: str = Status.OPEN.value
    due: str = ""
    clock: str = ""
    urgent: bool = False
    assignee: str = ""
    created: str = ""
    created_by: str = ""
    person_id: int = 0
    person: str = ""
    phone: str = ""
    matter_id: int = 0
    matter: str = ""
    call: int = 0
    line: int = 0
    source: str = ""
    attempts: tuple[Attempt, ...] = ()
    snoozed_until: str = ""
    waiting_on: str = ""
    outcome: str = ""
    history: tuple[Happening, ...] = ()
    conflict_check: int = 0
    duty: str = ""
    came_from: int = 0
    joined_into: int = 0
    answer: str = ""
    document: str = ""
    batch: int = 0
    flags: tuple[str, ...] = ()
    kin: tuple[int, ...] = ()

    SELDOM: ClassVar[frozenset[str]] = frozenset(
        {"conflict_check", "duty", "came_from", "joined_into", "answer", "document", "batch", "flags", "kin"}
    )
    PARTS: ClassVar[dict[str, type[Part]]] = {"attempts": Attempt, "history": Happening}

    @property
    def unread_due(self) -> str:
        """What is stored as its due time and nobody can read; empty where there is a due time, or none at all."""
        return "" if self.due else str(self.unknown.get("due_as_stored") or "")

    @property
    def asked_of_attorney(self) -> str:
        """What the attorney shall decide about it after the usual tries, empty when nothing waits for that."""
        if self.status != Status.WAITING_ATTORNEY.value or not self.attempts:
            return ""
        last = self._last_of_attorney()
        return last.what.partition(DECIDES)[2] if last and not last.what.startswith(DECIDED) else ""

    @property
    def decision(self) -> Happening | None:
        """What the attorney decided after the usual tries; None where nothing was, or it is asked anew."""
        last = self._last_of_attorney()
        return last if last and last.what.startswith(DECIDED) else None

    def _last_of_attorney(self) -> Happening | None:
        """What was asked of the attorney or decided by them last and not taken back."""
        said: list[Happening] = []
        for one in self.history:
            if DECIDES in one.what or DECIDED in one.what:
                said = said[:-1] if one.what.startswith(UNDONE) else [*said, one]
        return said[-1] if said else None

    def closed_at(self) -> datetime | None:
        """When it was closed: nothing happens to a closed item any more. None while it is open, or nobody knows."""
        if self.status not in CLOSED or not self.history:
            return None
        try:
            return from_utc_text(self.history[-1].at)
        except ValueError:
            return None

    def closed_by(self) -> str:
        """The login that closed it, empty while it is open or nobody knows."""
        return self.history[-1].by if self.status in CLOSED and self.history else ""

    @classmethod
    def read(cls, doc: Doc) -> Self:
        """The item a document describes. A time nobody can read is kept beside, and the item goes without it."""
        if _plain(doc):
            try:
                item = msgspec.convert(doc, learnt(cls))
                for moment in (item.due, item.snoozed_until):
                    if moment:
                        from_utc_text(moment)
            except ValueError:  # also msgspec's
                pass
            else:
                return item
        sound = dict(doc)
        for name in ("due", "snoozed_until"):
            try:
                if doc.get(name, "") != "":
                    from_utc_text(doc[name])
            except (TypeError, ValueError):
                sound[name] = ""
                sound[f"{name}_as_stored"] = doc[name]
        return super().read(sound)


def _plain(doc: Doc) -> bool:
    """Whether a document and its parts have only fields known here: such a one is read in a quarter of the time."""
    try:
        return doc.keys() <= _KNOWN and all(
            part.keys() <= known for name, known in _KNOWN_IN for part in doc.get(name, ())
        )
    except (AttributeError, TypeError):
        return False


def _known(cls: type[Part]) -> frozenset[str]:
    return frozenset(cls.__struct_fields__) - {"unknown"}


_KNOWN = _known(FollowUp)
_KNOWN_IN = tuple((name, _known(part)) for name, part in FollowUp.PARTS.items())
