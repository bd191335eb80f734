"""What is kept of a matter: its fields, parties, instructions and documents, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.domain.document_name import document_name
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import Happening, Status
from paratui.domain.matter import LONGEST_TOUCH_BASE_DAYS, PARTY_ROLES, Document, Matter, Party
from paratui.domain.opening_hours import local_day
from paratui.domain.wall_clock import utc_text
from paratui.services.actions import Actions
from paratui.services.client_changes import Field, read_field, shown
from paratui.services.closing import outlives_its_matter
from paratui.services.open_items import open_items_of
from paratui.store.interface import Put

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.person import Person
    from paratui.services.desk import Desk
    from paratui.services.people import People
    from paratui.store.interface import Revision

MATTER_FIELDS = (
    Field("number", "number", "the office's own, such as 2026-0142"),
    Field("title", "title", "what it is about in two words"),
    Field("attorney", "attorney", "the login of the attorney who advises"),
    Field("stage", "in plain words", "where it stands, as you would tell the client"),
    Field("touch_base_days", "touch base", "the client hears from us every so many days; 0 for never"),
)


class MatterChanges:
    """The matters of one desk. Each change is one commit and one action that can be taken back."""

    def __init__(self, desk: Desk, people: People, actions: Actions | None = None) -> None:
        self._desk = desk
        self._people = people
        self._actions = actions or Actions(desk)

    def matter(self, record: int) -> Matter:
        """A matter as it stands now. Raises BadInput for one that is not there, StoreError."""
        doc = self._desk.store.get("matter", record)
        if doc is None:
            raise BadInput("This matter is not there any more, the record may have been purged; go back to the list")
        return Matter.read(doc)

    def set(self, matter: Matter, field: Field, typed: str) -> Matter:
        """Keep what was typed for a field. Raises BadInput, Conflict when somebody was quicker, StoreError."""
        value = self._read(matter, field, typed)
        return self._keep(f"{field.label}: {shown(value) or 'empty'}", matter, matter.but(**{field.name: value}))

    def _read(self, matter: Matter, field: Field, typed: str) -> Any:
        said = read_field(field, typed)
        if field.name == "number":
            self._refuse_number(said, matter.id)
        if field.name == "attorney" and said:
            return self._login(said)
        if field.name == "touch_base_days":
            if not said.isdigit() or not 0 <= int(said[:6]) <= LONGEST_TOUCH_BASE_DAYS:
                raise BadInput(f"Write how many days, 0 to {LONGEST_TOUCH_BASE_DAYS}, such as 14")
            return int(said)
        return said

    def _refuse_number(self, number: str, besides: int = 0) -> None:
        if not number:
            raise BadInput("A matter has a number; write the office's own, such as 2026-0142")
        other = self._people.matter(number)
        if other and other.id != besides:
            raise BadInput(f"{number} is the number of {other.title or 'another matter'}; write one that is free")

    def _login(self, said: str) -> str:
        for one in self._desk.staff():
            if said.casefold() in {one.login.casefold(), one.name.casefold(), one.initials.casefold()}:
                return one.login
        here = ", ".join(one.login for one in self._desk.attorneys())
        if not here:
            enter = "paratui staff LOGIN --name NAME --role attorney"
            raise BadInput(f'"{said}" is nobody of the office, and no attorney is entered yet: {enter}')
        raise BadInput(f'"{said}" is nobody of the office; the attorneys are: {here}')

    def stand_at(self, matter: Matter, area: str, step: str, words: str) -> Matter:
        """Keep the step of a process map at which a matter stands; `words` is the step's title."""
        return self._keep(f"stands at {words}", matter, matter.but(area=area, step=step))

    def add_instruction(self, matter: Matter, typed: str) -> Matter:
        """Keep a standing instruction of the attorney. Raises BadInput when nothing is said."""
        said = _something(typed, "Write what the attorney said, word for word")
        return self._keep(f"instruction: {said}", matter, matter.but(instructions=(*matter.instructions, said)))

    def change_instruction(self, matter: Matter, place: int, typed: str) -> Matter:
        """Reword an instruction; nothing typed takes it away, the versions keep it."""
        said = read_field(MATTER_FIELDS[1], typed)
        kept = [said if at == place else words for at, words in enumerate(matter.instructions)]
        what = f"instruction: {said}" if said else "instruction taken away"
        return self._keep(what, matter, matter.but(instructions=tuple(filter(None, kept))))

    def add_party(self, matter: Matter, name: str, role: str, person: int = 0) -> Matter:
        """Name somebody who takes part. A client is somebody of the office's people. Raises BadInput."""
        said = _something(name, "Write the name of the party")
        if role not in PARTY_ROLES:
            raise BadInput(f"The role is one of: {', '.join(PARTY_ROLES).replace('_', ' ')}")
        if role == "client":
            if not person:
                raise BadInput("A client is entered as a person first; enter them with n among the people")
            changed = matter.but(clients=tuple(dict.fromkeys((*matter.clients, person))))
        else:
            changed = matter.but(parties=(*matter.parties, Party(name=said, role=role, person_id=person)))
        return self._keep(f"{role.replace('_', ' ')}: {said}", matter, changed)

    def drop_party(self, matter: Matter, place: int) -> Matter:
        """Take a party away; the versions keep it."""
        gone = matter.parties[place]
        left = tuple(one for at, one in enumerate(matter.parties) if at != place)
        return self._keep(f"{gone.name} taken away", matter, matter.but(parties=left))

    def add_document(self, matter: Matter, client: str, typed: str) -> Matter:
        """Note a document by the name its file gets: ClientName_CaseType_DocumentType_Date."""
        said = _something(typed, "Write what kind of document it is, such as custody order")
        day = local_day(self._desk.now(), self._desk.office)
        name = document_name(client, matter.title, said, day)
        paper = Document(name=name, day=day.isoformat(), by=self._desk.me.login)
        return self._keep(f"document {name}", matter, matter.but(documents=(*matter.documents, paper)))

    def drop_document(self, matter: Matter, place: int) -> Matter:
        """Take a document's name away; the versions keep it."""
        gone = matter.documents[place]
        left = tuple(one for at, one in enumerate(matter.documents) if at != place)
        return self._keep(f"document {gone.name} taken away", matter, matter.but(documents=left))

    def open(self, number: str, title: str, client: Person | None = None, area: str = "") -> Matter:
        """Open a new matter. Raises BadInput for a number that is taken, StoreError."""
        said = read_field(MATTER_FIELDS[0], number)
        self._refuse_number(said)
        attorneys = [one.login for one in self._desk.here() if one.role == "attorney"]
        fresh = Matter(
            id=self._desk.new_id(),
            number=said,
            title=_something(title, "Write what it is about in two words, such as Custody"),
            clients=(client.id,) if client else (),
            attorney=attorneys[0] if len(attorneys) == 1 else "",
            area=area,
        )
        doc = self._desk.store.commit([Put("matter", fresh.doc())]).docs[0]
        self._people.record("matter", fresh.id, doc)
        return Matter.read(doc)

    def next_number(self) -> str:
        """The number after the highest of this year, as the office counts; a first one when it has none."""
        year = f"{self._desk.now().astimezone(self._desk.office.tz).year}-"
        taken = self._people.matter_numbers(year)
        counted = [int(tail) for number in taken if (tail := number.removeprefix(year)).isdigit() and len(tail) < 9]
        return f"{year}{max(counted, default=0) + 1:04d}"

    def open_items(self, matter: Matter) -> list[FollowUp]:
        """The open items of a matter."""
        return open_items_of(self._desk, (), matter.id)

    def close(self, matter: Matter, why: str, *, items_done: bool) -> Matter:
        """Close a matter; with `items_done` its open items are closed in the same commit, else they stay open.

        Those that outlive it stay open in any case: what is asked about when it is done, what must be disclosed.
        Nobody is reminded to touch base any more. Raises BadInput without a reason, Conflict, StoreError.
        """
        said = _something(why, "Say why it is closed, such as settled, decided, client left")
        if matter.status != "open":
            raise BadInput(f"{matter.number} is closed already: {matter.closed_why or matter.status}")
        at = utc_text(self._desk.now())
        changes: list[tuple[Any, Any]] = [(matter, matter.but(status="closed", closed_at=at, closed_why=said))]
        outcome = f"matter closed: {said}"
        happened = Happening(at=at, by=self._desk.me.login, what=f"done: {outcome}")
        for item in self.open_items(matter) if items_done else ():
            if outlives_its_matter(item):
                continue
            done = item.but(status=Status.DONE.value, outcome=outcome, snoozed_until="", waiting_on="")
            changes.append((item, done.but(history=(*item.history, happened))))
        return self._act(f"{matter.number}: closed, {said}", changes)

    def reopen(self, matter: Matter, why: str) -> Matter:
        """Open a closed matter again. Its items stay as they are."""
        said = _something(why, "Say why it is opened again")
        if matter.status == "open":
            raise BadInput(f"{matter.number} is open already; go on working in it")
        return self._keep(f"opened again, {said}", matter, matter.but(status="open", closed_at="", closed_why=""))

    def revisions(self, record: int) -> list[Revision]:
        """Every version of a matter, first to last."""
        return self._desk.store.revisions("matter", record)

    def _keep(self, what: str, before: Matter, after: Matter) -> Matter:
        return before if after == before else self._act(f"{before.number}: {what}", [(before, after)])

    def _act(self, what: str, changes: list[tuple[Any, Any]]) -> Matter:
        doc = self._actions.act_on(what, changes, whole=True)[0]
        self._people.record("matter", doc["id"], doc)
        return Matter.read(doc)


def _something(typed: str, ask: str) -> str:
    said = str(read_field(MATTER_FIELDS[1], typed))
    if not said:
        raise BadInput(ask)
    return said
