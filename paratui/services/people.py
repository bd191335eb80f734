"""People and matters as a call needs them: who has this number, whose name starts like this."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from threading import Event, RLock
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import BadInput, Conflict
from paratui.domain.matter import Matter
from paratui.domain.person import KnownNumber, Person
from paratui.services.people_index import PeopleIndex, in_plain_words
from paratui.store.interface import Change, Put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paratui.domain.record import Doc, Part
    from paratui.services.contacts import Contacts
    from paratui.services.desk import Desk

# Past this many changes it is cheaper to look through everything.
_MANY = 400
# Records read between two rests of `load`: about a millisecond's work.
_STRIDE = 20


class Known(NamedTuple):
    """A person with the matters that are theirs, the open ones first."""

    person: Person
    matters: tuple[Matter, ...]


class People:
    """The office's people, read once and kept up to date by `changed`. Threads may share it.

    `contacts` knows who called from a number last; without it several people of one number stand by name.
    """

    def __init__(self, desk: Desk, contacts: Contacts | None = None) -> None:
        self._desk = desk
        self._contacts = contacts
        self._lock = RLock()
        self._index = PeopleIndex()
        self._stale = True
        self._reading = False
        # Set when somebody waits for the reading: it takes no more rests.
        self._hurry = Event()
        # Records others changed that nobody has asked for since.
        self._pending: dict[tuple[str, int], None] = {}
        self._unreadable: dict[int, str] = {}
        # Who else keeps names hears of what was changed at this desk: by kind and id.
        self.also_tell: Callable[[list[tuple[str, int]]], None] = lambda _records: None
        # Counts what was taken in: whoever keeps a list of people sees by it that it is old.
        self.version = 0
        # Records that were merged, by the person they are part of.
        self._merged: dict[int, int] = {}

    @property
    def ready(self) -> bool:
        """Whether a question is answered at once, without anything to be read for it."""
        return not self._stale and not self._pending and not self._reading

    def load(self, rest: Callable[[], None] | None = None) -> None:
        """Read everything now, in a thread of one's own, so that the first question need not. Raises StoreError.

        `rest` is called now and then, so that others come to their turn, until somebody waits for an answer.
        """
        self._known(rest)

    def changed(self, changes: Iterable[Change] | None = None) -> None:
        """Somebody changed these records: read them again at the next question. None: everything may have changed."""
        if changes is None:
            self._stale = True
            return
        for change in changes:
            if change.kind in {"person", "matter"}:
                self._pending[change.kind, change.id] = None

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One's turn at the index; whoever is reading meanwhile takes no more rests."""
        if self._reading:
            self._hurry.set()
        with self._lock:
            yield

    def _known(self, rest: Callable[[], None] | None = None) -> PeopleIndex:
        """The index, up to date; whoever gets it asks it while holding the lock."""
        with self._turn():
            if self._stale or len(self._pending) > _MANY:
                self._read_anew(rest)
            while self._pending:
                # Taken out before it is read: a change that comes meanwhile is read once more.
                (kind, record), _ = self._pending.popitem()
                try:
                    doc = self._desk.store.get(kind, record)
                except BaseException:
                    self._pending[kind, record] = None
                    raise
                self._take_in(kind, record, doc)
            return self._index

    def _read_anew(self, rest: Callable[[], None] | None) -> None:
        self._reading = True
        self._pending.clear()
        self._stale = False
        try:
            for kind, held in (("matter", set(self._index.matters)), ("person", set(self._index.people))):
                for place, doc in enumerate(self._desk.store.records(kind)):
                    held.discard(doc["id"])
                    self._take_in(kind, doc["id"], doc)
                    if rest and place % _STRIDE == 0 and not self._hurry.is_set():
                        rest()
                for record in held:
                    self._take_in(kind, record, None)
        except BaseException:
            self._stale = True
            raise
        finally:
            self._reading = False
            self._hurry.clear()

    def _take_in(self, kind: str, record: int, doc: Doc | None) -> None:
        index = self._index
        self.version += 1
        self._unreadable.pop(record, None)
        try:
            if kind == "person":
                held = index.people.get(record)
                into = doc.get("merged_into") if doc else 0
                self._merged.pop(record, None)
                if doc is None or into:
                    index.drop(record)
                    if isinstance(into, int) and into:
                        self._merged[record] = into
                elif held is None or held.rev != doc.get("rev"):
                    index.put(Person.read(doc))
            else:
                matter = index.matters.get(record)
                if doc is None:
                    index.drop_matter(record)
                elif matter is None or matter.rev != doc.get("rev"):
                    index.put_matter(Matter.read(doc))
        except BadInput as error:
            # What another tool has spoiled in one record must not hide everybody else.
            index.drop(record)
            index.drop_matter(record)
            self._unreadable[record] = f"The {kind} {record} is not shown: {error}"

    def troubles(self) -> list[str]:
        """A sentence for each person or matter that is stored in a way this version cannot read."""
        # Copied in one step, so that the screen never waits here for a reading.
        return list(self._unreadable.values())

    def known(self, person: Person) -> Known:
        """A person with their matters."""
        with self._turn():
            theirs = self._known().matters_of(person)
        return Known(person, tuple(sorted(theirs, key=lambda m: (m.status != "open", m.number))))

    def with_number(self, phone: str) -> list[Known]:
        """Everybody known under an E.164 number, who was spoken to over it last first."""
        with self._turn():
            found = self._known().with_number(phone)
        found.sort(key=lambda person: (person.role != "client", person.name.casefold()))
        if self._contacts and len(found) > 1:
            last = self._contacts.last_over(phone)
            found.sort(key=lambda person: last.get(person.id, 0), reverse=True)
        return [self.known(person) for person in found]

    def named(self, typed: str, most: int = 8) -> list[Known]:
        """Whose name has words starting like the words typed, best first; spoken to last, when nothing is typed."""
        words = typed.casefold().split()
        if not words:
            return self.recent(most)
        with self._turn():
            found = self._known().with_words(words)
        found.sort(key=lambda person: (person.role != "client", person.name.casefold()))
        return [self.known(person) for person in found[:most]]

    def beginning_with(self, words: list[str]) -> list[Person]:
        """Everybody in whose name some word begins with each of these (casefolded), in no order."""
        with self._turn():
            return self._known().with_words(words)

    def recent(self, most: int) -> list[Known]:
        """The people of the newest calls."""
        calls = islice(self._desk.store.calls(CallFilter()), most * 3)
        spoken_to = dict.fromkeys(call.get("person_id") or 0 for call in calls)
        people = self._known().people
        return [self.known(people[record]) for record in spoken_to if record in people][:most]

    def mentioned(self, text: str) -> Known | None:
        """The one person whose whole name stands in a text, None when there is nobody or more than one."""
        with self._turn():
            names = self._known().in_sentence(in_plain_words(text))
        return self.known(names[0]) if len(names) == 1 else None

    def exactly(self, name: str) -> Known | None:
        """The one person of this name, None when there is nobody or more than one."""
        with self._turn():
            same = self._known().named(name)
        return self.known(same[0]) if len(same) == 1 else None

    def person(self, record: int) -> Known | None:
        """The person of an id; of a record that was merged, the one it is part of."""
        with self._turn():
            people = self._known().people
            for _ in range(len(self._merged) if record in self._merged else 0):
                record = self._merged.get(record, record)
        person = people.get(record)
        return self.known(person) if person else None

    def catch_up(self) -> int:
        """Take in what is known to have changed, and give the version of it all. Raises StoreError."""
        with self._turn():
            self._known()
            return self.version

    def ids_of(self, person: int) -> tuple[int, ...]:
        """The ids calls may name a person by: their own, then those of the records that were merged into theirs."""
        found = self._index.people.get(person)
        return (person, *found.merged) if found else (person,)

    def look_again(self, records: Iterable[tuple[str, int]]) -> None:
        """These people and matters, by kind and id, stand otherwise than before: read them at the next question."""
        changed = list(records)
        self._pending.update(dict.fromkeys(changed))
        self.also_tell(changed)

    def record(self, kind: str, record: int, doc: Doc) -> None:
        """Take in a person or matter as it was just stored."""
        with self._turn():
            if not self._stale:
                self._take_in(kind, record, doc)
        self.also_tell([(kind, record)])

    def everybody(self) -> list[Person]:
        """Every person, in no order."""
        with self._turn():
            return list(self._known().people.values())

    def matters(self) -> list[Matter]:
        """Every matter, in no order."""
        with self._turn():
            return list(self._known().matters.values())

    def matter(self, number: str) -> Matter | None:
        """The matter of a number."""
        with self._turn():
            return self._known().matter_numbered(number)

    def matter_of(self, record: int) -> Matter | None:
        """The matter of an id."""
        return self._known().matters.get(record)

    def enter(self, name: str, phone: str = "", role: str = "prospect", line: str = "") -> Person:
        """Enter somebody new; `line` is what answers at the number. Raises StoreError when it cannot be taken now."""
        phones = (phone,) if phone else ()
        numbers = (KnownNumber(number=phone, line=line),) if phone and line else ()
        fresh = Person(id=self._desk.new_id(), name=name, phones=phones, role=role, numbers=numbers)
        return self._store(fresh)

    def change(self, person: Person, **fields: Part | tuple[Part | str, ...] | str) -> Person:
        """Change fields of a person as they were seen, and give the person as they now stand.

        Raises Conflict when somebody changed them since, StoreError when the office cannot take it now.
        """
        changed = person.but(**fields)
        if changed == person:
            return person
        try:
            return self._store(changed)
        except Conflict as conflict:
            self.changed([Change("person", person.id, 0, conflict.changed_by)])
            raise

    def _store(self, person: Person) -> Person:
        stored = self._desk.store.commit([Put("person", person.doc(), person.rev)]).docs[0]
        with self._turn():
            if not self._stale:
                self._take_in("person", stored["id"], stored)
        return Person.read(stored)
