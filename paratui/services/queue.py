"""The queue of follow-ups: what stands in it, and how an item comes to stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput
from paratui.domain.follow_up import ANY_ATTORNEY, FollowUp, Happening, first_status
from paratui.domain.note_line import FOLLOW_UP_KINDS, Kind
from paratui.domain.queue_filter import words_of
from paratui.domain.queue_order import Placed, placed
from paratui.domain.wall_clock import utc_text
from paratui.services.colleagues import not_here
from paratui.services.item_actions import ItemActions
from paratui.services.standing import standing_of_items

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from paratui.domain.clocks import Clock
    from paratui.domain.importance import Standing
    from paratui.domain.queue_filter import QueueFilter
    from paratui.services.answering import Answering
    from paratui.services.attorney_change import AttorneyChange
    from paratui.services.duties import Duties
    from paratui.services.people import Known, People


class Queue(ItemActions):
    """The follow-ups of the office, as one person works them.

    `standing` tells what is known of open items beside them; without the office's people read that is little.
    """

    standing: Callable[[Sequence[FollowUp]], Mapping[int, Standing]] = staticmethod(standing_of_items)

    @property
    def duties(self) -> Duties:
        """The duties towards clients, each an action of this queue."""
        from paratui.services.duties import Duties  # noqa: PLC0415 - `paratui today` tells of none

        return Duties(self._desk, self._actions)

    def attorney_change(self, people: People) -> AttorneyChange:
        """How an attorney leaves or changes; it is told to whoever takes back their actions here."""
        from paratui.services.attorney_change import AttorneyChange  # noqa: PLC0415 - once in a long while

        return AttorneyChange(self._desk, people, self._actions)

    @property
    def answering(self) -> Answering:
        """How its questions for the attorney are answered."""
        from paratui.services.answering import Answering  # noqa: PLC0415 - `paratui today` answers nothing

        return Answering(self._desk, self._actions)

    def items(self, wanted: QueueFilter | None = None) -> list[Placed]:
        """The open follow-ups that are wanted, in the order of the queue."""
        found = [FollowUp.read(doc) for doc in self._desk.store.open_follow_ups()]
        standing = self.standing(found)
        if wanted:
            keeps = wanted.sieve()
            found = [item for item in found if keeps(item, words_of(item))]
        return placed(found, self._desk.now(), self._desk.office, self._desk.me, standing, not_here(self._desk))

    def numbered(self, number: int) -> FollowUp:
        """The follow-up of a number; raises BadInput when there is none."""
        doc = self._desk.store.follow_up_number(number)
        if doc is None:
            raise BadInput(f"There is no follow-up number {number}; `paratui queue` lists the open ones")
        return FollowUp.read(doc)

    def add(
        self,
        typed: str,
        known: Known | None = None,
        person: str = "",
        *,
        phone: str = "",
        clock: Clock | None = None,
    ) -> FollowUp:
        """Make a follow-up from one line of the note grammar (a promise when it has no mark).

        `known` is whom it is for, with the one open matter of theirs; `person` a name nobody has entered,
        `phone` their number. `clock` gives the due time where the line names none and is not urgent.

        Raises BadInput when the line is of a kind that makes no follow-up, says nothing, or names a person, a day or
        a year there is not; FactsLockedError for a number nobody needs of somebody the office does not represent.
        """
        from paratui.domain.item_flags import flags_of_item  # noqa: PLC0415 - the queue is on the screen before it is typed at

        now = self._desk.now()
        desk, read = self._desk, self.read(typed, there=known.person.zone if known else "")
        if read.kind not in FOLLOW_UP_KINDS:
            raise BadInput(
                "This line starts with a mark that makes no follow-up; start with > (promise), "
                "< (the client will do) or ? (question for the attorney)"
            )
        if not read.task.strip():
            raise BadInput(
                'There is nothing to do in this line; write what is to be done, such as "call back thu 3pm"'
            )
        if read.refusal:
            raise BadInput(read.refusal)
        clock = None if read.urgent or read.promised else clock
        matters = [one for one in known.matters if one.status == "open"] if known else []
        if (known.person.role == "prospect" and not matters) if known else person:
            from paratui.domain.facts_lock import refuse_secret  # noqa: PLC0415 - the queue is on the screen before it is typed at

            refuse_secret(typed)
        item = FollowUp(
            id=desk.new_id(),
            text=read.task,
            kind=read.kind.value,
            status=first_status(read.kind),
            waiting_on=(read.assignee or ANY_ATTORNEY) if read.kind is Kind.QUESTION else "",
            due=utc_text(clock.due) if clock else read.due,
            clock=clock.words if clock else read.clock,
            urgent=read.urgent,
            assignee=read.assignee or desk.me.login,
            created=utc_text(now),
            created_by=desk.me.login,
            person_id=known.person.id if known else 0,
            person=known.person.name if known else person,
            phone=known.person.phones[0] if known and known.person.phones else phone,
            matter_id=matters[0].id if len(matters) == 1 else 0,
            matter=matters[0].number if len(matters) == 1 else "",
            source=typed,
            flags=flags_of_item(read.task),
            history=(Happening(at=utc_text(now), by=desk.me.login, what="made"),),
        )
        return self._actions.act("made", [], [item])[0]
