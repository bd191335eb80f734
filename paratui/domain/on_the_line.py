"""Who else is on the line: an interpreter, a third person, another lawyer. Everyone but the caller and staff."""

from __future__ import annotations

from enum import StrEnum

from paratui.domain.record import Part


class Capacity(StrEnum):
    """As what somebody takes part."""

    THIRD_PERSON = "third_person"
    INTERPRETER = "interpreter"
    PARENT = "parent"
    COUNSEL = "counsel"
    COLLEAGUE = "colleague"


# With these on the line a talk between client and office may no longer be privileged; an attorney knows.
COSTS_PRIVILEGE = frozenset({Capacity.THIRD_PERSON.value, Capacity.PARENT.value, Capacity.COUNSEL.value})


class Participant(Part, frozen=True, kw_only=True):
    """Somebody who takes part in a call. `key` stays the same for the whole call, whatever the name becomes.

    `place` is where they say they are, empty while nobody has asked. `joined` and `left` are whole seconds into
    the call, `left` -1 while they are on the line. `by` is the login that entered them.
    """

    key: str
    name: str = ""
    capacity: str = Capacity.THIRD_PERSON.value
    language: str = ""
    place: str = ""
    joined: int = 0
    left: int = -1
    by: str = ""

    @property
    def here(self) -> bool:
        """Whether they are on the line now."""
        return self.left < 0

    @property
    def costs_privilege(self) -> bool:
        """Whether what is said while they listen may not be privileged."""
        return self.capacity in COSTS_PRIVILEGE
