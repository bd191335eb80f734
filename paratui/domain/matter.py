"""A legal matter."""

from __future__ import annotations

from typing import ClassVar

from paratui.domain.record import Part, Record

# How often somebody hears from the office where their matter does not say, and the longest it may say.
USUAL_TOUCH_BASE_DAYS = 30
LONGEST_TOUCH_BASE_DAYS = 3650

PARTY_ROLES = ("client", "adverse_party", "counsel", "witness", "court", "guardian", "other")


class Party(Part, frozen=True, kw_only=True):
    """Somebody who takes part: `role` is one of PARTY_ROLES, `person_id` who they are among the office's people."""

    name: str
    role: str = "other"
    person_id: int = 0


class Document(Part, frozen=True, kw_only=True):
    """A document by the name of its file; `day` is the day the name has (ISO 8601), `by` who entered it (login)."""

    name: str
    day: str = ""
    by: str = ""


class Matter(Record, frozen=True, kw_only=True):
    """`number` is the office's own, such as 2026-0142; `title` says what it is about in two words.

    `stage` is where it stands, in plain words; `step` the step of the process map of its practice `area`.
    `parties` are those beside its clients. `status` is open or closed, since `closed_at` (UTC) for `closed_why`.
    """

    number: str
    title: str = ""
    status: str = "open"
    attorney: str = ""
    clients: tuple[int, ...] = ()
    instructions: tuple[str, ...] = ()
    touch_base_days: int = USUAL_TOUCH_BASE_DAYS
    stage: str = ""
    area: str = ""
    step: str = ""
    parties: tuple[Party, ...] = ()
    documents: tuple[Document, ...] = ()
    closed_at: str = ""
    closed_why: str = ""

    PARTS: ClassVar[dict[str, type[Part]]] = {"parties": Party, "documents": Document}
    SELDOM: ClassVar[frozenset[str]] = frozenset({"area", "step", "parties", "documents", "closed_at", "closed_why"})
