"""The duties a person tells of: what was asked for, what must be told, conveyed or sent, what was not carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.clocks import AS_PROMISED, Clock
from paratui.domain.document_name import document_name
from paratui.domain.duty import Duty
from paratui.domain.duty_words import duty_words, said_in, undone_words
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import FollowUp, Status
from paratui.domain.matter import Matter
from paratui.domain.opening_hours import local_day
from paratui.domain.person import Person
from paratui.domain.wall_clock import from_utc_text
from paratui.services.actions import Actions
from paratui.services.item_changes import still_open
from paratui.services.owed_item import OwedTo, owed_item
from paratui.services.readable import readable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from paratui.domain.note_grammar import LineRead
    from paratui.services.desk import Desk

# What concerns the matter, and so is owed to each of its clients.
TO_EVERY_CLIENT = frozenset({Duty.NEWS, Duty.OFFER})


class NotCarriedOut(NamedTuple):
    """An instruction closed as not carried out, and the item that discloses it."""

    instruction: FollowUp
    disclose: FollowUp


class Duties:
    """The duties of one desk. Each that is told of is one action of the queue, and can be taken back."""

    def __init__(self, desk: Desk, actions: Actions | None = None) -> None:
        self._desk = desk
        self._actions = actions or Actions(desk)

    def read(self, typed: str) -> LineRead:
        """What is understood of a line; a time, a name and urgency may stand in it as in a note line."""
        return read_said(self._desk, typed)

    def clock(self, duty: Duty, read: LineRead) -> Clock:
        """When what was read is due under a duty."""
        return clock_of(self._desk, duty, read, self._desk.now())

    def owed(self, duty: Duty, typed: str, whom: Sequence[OwedTo], case_type: str = "") -> list[FollowUp]:
        """Make the item of a duty, for each of `whom` one. `case_type` names the matter in a document's file name.

        Raises BadInput when nothing is said, or nobody is named.
        """
        desk, read = self._desk, self.read(typed)
        if says_nothing(read):
            raise BadInput(f"Say what it is about: {duty.terms.owed}")
        # A day named in what is passed on verbatim is no due time.
        if read.refusal and (read.unnamed or not duty.verbatim):
            raise BadInput(read.refusal)
        if not whom:
            raise BadInput("Nobody is entered as a client of this matter; choose whom it is owed to")
        clock, attorney = self.clock(duty, read), advising(desk, whom[0].matter_id)
        said = said_in(duty, read.text, read.task)
        day = local_day(desk.now(), desk.office)
        text = duty_words(duty, said, attorney)
        fresh = [
            owed_item(
                desk,
                duty,
                one,
                text,
                clock,
                assignee=read.assignee or desk.me.login,
                what=duty.terms.title,
                source=typed,
                document=document_name(one.person, case_type, said, day) if duty is Duty.COPY else "",
            )
            for one in whom
        ]
        if read.urgent:
            fresh = [one.but(urgent=True) for one in fresh]
        return self._actions.act(duty.terms.title, [], fresh)

    def not_carried_out(self, item: FollowUp, why: str) -> NotCarriedOut:
        """Close an instruction as not carried out and make the item that discloses it to the client: one commit.

        Raises BadInput without a reason, Conflict when somebody was quicker.
        """
        if item.duty != Duty.INSTRUCTION.value:
            raise BadInput(f"#{item.number} is no instruction of the client; close it with what came of it")
        still_open(item)
        reason = " ".join(why.split())
        if not reason:
            raise BadInput("Say why it was not carried out: the client is told so")
        whom = OwedTo.as_in(item)
        disclose = owed_item(
            self._desk,
            Duty.NOT_CARRIED_OUT,
            whom,
            undone_words(item.text, reason),
            Duty.NOT_CARRIED_OUT.clock(self._desk.now(), self._desk.office),
            assignee=item.assignee or self._desk.me.login,
            what=f"#{item.number} was not carried out: {reason}",
            source=item.source or item.text,
            came_from=item.id,
        )
        outcome = f"not carried out: {reason}"
        told = self._disclosure_of(item)
        closed = item.but(status=Status.DONE.value, outcome=outcome, snoozed_until="", waiting_on="")
        if told:
            # Opened again and closed again: the client hears of it once.
            return NotCarriedOut(self._actions.act(outcome, [(item, closed)])[0], told)
        closed = closed.but(kin=(*item.kin, disclose.id))
        done, made = self._actions.act(outcome, [(item, closed)], [disclose])
        return NotCarriedOut(done, made)

    def _disclosure_of(self, item: FollowUp) -> FollowUp | None:
        """The open item by which the client hears that an instruction was not carried out."""
        docs = self._desk.store.open_follow_ups()
        wanted = (Duty.NOT_CARRIED_OUT.value, item.id)
        found = (doc for doc in docs if (doc.get("duty"), doc.get("came_from")) == wanted)
        doc = next(found, None)
        return FollowUp.read(doc) if doc else None


def read_said(desk: Desk, typed: str) -> LineRead:
    """A line of a duty, read as a promise whatever its first character is."""
    from paratui.domain.note_grammar import read_line  # noqa: PLC0415 - the queue is on the screen before it is typed at

    return read_line(f"> {typed}", desk.now(), desk.office, desk.staff(), desk.me.login)


def clock_of(desk: Desk, duty: Duty, read: LineRead, received: datetime) -> Clock:
    """The time a line names, else the clock of its duty; what is passed on verbatim has that of its duty always."""
    if duty.verbatim or not (read.phrase and read.due):
        return duty.clock(received, desk.office)
    return Clock(from_utc_text(read.due), AS_PROMISED)


def says_nothing(read: LineRead) -> bool:
    """Whether a line has nothing but a time, a name or nothing at all in it."""
    return not read.task.strip() or bool(read.phrase and read.task == read.phrase)


def clients_of(desk: Desk, matter: Matter) -> list[OwedTo]:
    """The clients a matter names, one that cannot be read left out. Raises StoreError."""
    clients = (readable(desk, Person, "person", record) for record in dict.fromkeys(matter.clients))
    return [OwedTo.of(one, matter) for one in clients if one]


def matter_of(desk: Desk, record: int) -> Matter | None:
    """The matter of an id, None when there is none that can be read."""
    return readable(desk, Matter, "matter", record)


def advising(desk: Desk, matter_id: int) -> str:
    """The name of the attorney who advises in a matter: its own, else the office's; "the attorney" without any."""
    matter, here = matter_of(desk, matter_id), desk.here()
    own = next((one for one in here if matter and one.login == matter.attorney), None)
    found = own or next((one for one in here if one.role == "attorney"), None)
    return (found.name or found.login) if found else "the attorney"
