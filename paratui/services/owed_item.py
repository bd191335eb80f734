"""The item a duty makes: whom it is owed to, its words, its clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.follow_up import FollowUp, Happening
from paratui.domain.note_line import Kind
from paratui.domain.wall_clock import utc_text

if TYPE_CHECKING:
    from paratui.domain.clocks import Clock
    from paratui.domain.duty import Duty
    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.services.desk import Desk


class OwedTo(NamedTuple):
    """The person something is owed to, as an item names them, and their matter."""

    person_id: int = 0
    person: str = ""
    phone: str = ""
    matter_id: int = 0
    matter: str = ""

    @classmethod
    def of(cls, person: Person, matter: Matter | None) -> OwedTo:
        """Somebody the office knows."""
        phone = person.phones[0] if person.phones else ""
        return cls(person.id, person.name, phone, matter.id if matter else 0, matter.number if matter else "")

    @classmethod
    def as_in(cls, item: FollowUp) -> OwedTo:
        """Whomever another item is owed to."""
        return cls(item.person_id, item.person, item.phone, item.matter_id, item.matter)

    @property
    def name(self) -> str:
        """Their name; "the client" where nobody is named."""
        return self.person or "the client"


def owed_item(
    desk: Desk,
    duty: Duty,
    whom: OwedTo,
    text: str,
    clock: Clock,
    *,
    assignee: str,
    what: str,
    record: int = 0,
    source: str = "",
    came_from: int = 0,
    answer: str = "",
    document: str = "",
    batch: int = 0,
) -> FollowUp:
    """A fresh item of a duty, not stored yet; `record` is its id where every process makes the same one."""
    now, me = utc_text(desk.now()), desk.me.login
    return FollowUp(
        id=record or desk.new_id(),
        text=text,
        kind=Kind.PROMISE.value,
        due=utc_text(clock.due),
        clock=clock.words,
        urgent=duty.pressing,
        assignee=assignee,
        created=now,
        created_by=me,
        person_id=whom.person_id,
        person=whom.person,
        phone=whom.phone,
        matter_id=whom.matter_id,
        matter=whom.matter,
        source=source,
        duty=duty.value,
        came_from=came_from,
        answer=answer,
        document=document,
        batch=batch,
        history=(Happening(at=now, by=me, what=what),),
    )
