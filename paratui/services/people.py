"""People and matters as a call needs them: who has this number, whose name starts like this."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from itertools import islice
from operator import methodcaller
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from paratui.domain.call_filter import CallFilter
from paratui.domain.entered_as import in_plain_words
from paratui.domain.errors import BadInput, Conflict
from paratui.domain.matter import Matter
from paratui.domain.person import KnownNumber, Person
from paratui.services.held_people import HeldPeople
from paratui.store.interface import Change, GivenUpError, Put

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Collection, Iterable, Iterator

    from paratui.domain.record import Doc, Part
    from paratui.services.contacts import Contacts
    from paratui.services.desk import Desk
    from paratui.store.register import Register

_Answer = TypeVar("_Answer")
_Record = TypeVar("_Record", Person, Matter)
# Records asked for at a time by whoever goes through all of them: a few milliseconds' work.
_STRIDE = 100
_KINDS = frozenset({"person", "matter"})
# Above every id.
_NEWEST = (1 << 63) - 1


class Known(NamedTuple):
    """A person with the matters that are theirs, the open ones first."""

    person: Person
    matters: tuple[Matter, ...]


class People:
    """The office's people, asked of the store; held in memory only while it cannot tell. Threads may share it.

    `contacts` knows who called from a number last; without it several people of one number stand by name.
    """

    def __init__(self, desk: Desk, contacts: Contacts | None = None) -> None:
        self._desk = desk
        self._contacts = contacts
        self._held = HeldPeople(desk)
        # Whether the store told the last answer, and whether something has changed since.
        self._told = False
        self._behind = False
        # Who else keeps names hears of what was changed at this desk: by kind and id.
        self.also_tell: Callable[[list[tuple[str, int]]], None] = lambda _records: None
        # Counts what changed: whoever keeps a list of people sees by it that it is old.
        self.version = 0
        # The records that are part of another one, by whose they are, as of a version.
        self._merges: tuple[int, dict[int, tuple[int, ...]]] = (-1, {})

    @property
    def ready(self) -> bool:
        """Whether a question is answered at once, without anything to be read for it."""
        return not self._behind if self._told else self._held.ready

    @property
    def holds(self) -> bool:
        """Whether everybody is held in memory or just being read."""
        return self._held.is_read

    @property
    def lags(self) -> bool:
        """Whether many were entered or changed at once, and the last answer was without them."""
        return self._told and self._desk.store.lags()

    def leave_much_to(self, much_new: Callable[[], None]) -> None:
        """Answer at once from now on, also while much is new: `much_new` has `enter_much` called in a thread."""
        self._desk.store.leave_much_to(much_new)

    def enter_much(self, rest: Callable[[], None]) -> bool:
        """Let people be found who were entered or changed in great number; whether there were such.

        `rest` lets others come to their turn. Raises StoreError, and what `rest` raises.
        """
        return self._desk.store.enter_much(rest)

    @property
    def is_held(self) -> bool:
        """Whether everybody is held in memory, as the store could not tell the last answer."""
        return not self._told and self._held.ready

    def load(self, rest: Callable[[], None] | None = None) -> None:
        """Read what the first question needs, in a thread of one's own. Raises StoreError.

        That is nothing where the store can tell, else everything; `rest` is then called now and then, so that others
        come to their turn, until somebody waits for an answer.
        """
        self._ask(lambda _register: True, rest)
        self._read_merges()

    def changed(self, changes: Iterable[Change] | None = None) -> None:
        """Somebody changed these records: read them again at the next question. None: everything may have changed."""
        records = None if changes is None else [(one.kind, one.id) for one in changes if one.kind in _KINDS]
        if records or records is None:
            self._changed(records)

    def _changed(self, records: list[tuple[str, int]] | None) -> None:
        self._held.changed(records)
        self._behind = True
        self.version += 1

    def _ask_long(self, question: Callable[[Register], _Answer]) -> _Answer:
        """The same for a question short ones are not to wait for."""
        while True:
            # Somebody else's question was given up, not this one.
            with suppress(GivenUpError):
                return self._ask(question, long=True)

    def _ask(
        self,
        question: Callable[[Register], _Answer],
        rest: Callable[[], None] | None = None,
        *,
        long: bool = False,
    ) -> _Answer:
        """What a question finds: of the store where it can tell, else of everybody, read and held until it can."""
        self._behind = False
        found = self._desk.store.ask_register(lambda register: (question(register),), long=long)
        self._told = found is not None
        if found is not None:
            self._held.let_go()
            return found[0]
        return self._held.ask(question, rest)

    def troubles(self) -> list[str]:
        """A sentence for each person or matter that is stored in a way this version cannot read."""
        return self._ask(lambda register: register.troubles()) if self._told else self._held.troubles()

    def known(self, person: Person) -> Known:
        """A person with their matters."""
        return self._ask(lambda register: _known(register, person))

    def with_number(self, phone: str) -> list[Known]:
        """Everybody known under an E.164 number, who was spoken to over it last first."""
        found = self._ask(lambda register: _all_known(register, register.with_number(phone)))
        found.sort(key=lambda one: (one.person.role != "client", one.person.name.casefold()))
        if self._contacts and len(found) > 1:
            last = self._contacts.last_over(phone)
            found.sort(key=lambda one: last.get(one.person.id, 0), reverse=True)
        return found

    def with_digits(self, digits: str) -> list[Known]:
        """Everybody one of whose numbers has these digits in it, by name."""
        found = self._ask(lambda register: _all_known(register, register.with_digits(digits)))
        return sorted(found, key=lambda one: one.person.name.casefold())

    def named(self, typed: str, most: int = 8) -> list[Known]:
        """Whose name has words starting like the words typed, best first; spoken to last, when nothing is typed."""
        words = typed.casefold().split()
        if not words:
            return self.recent(most)
        return self._ask(lambda register: _all_known(register, register.best_named(words, most)))

    def recent(self, most: int) -> list[Known]:
        """The people of the newest calls."""
        calls = islice(self._desk.store.calls(CallFilter()), most * 3)
        spoken_to = list(dict.fromkeys(call.get("person_id") or 0 for call in calls))
        return self._ask(lambda register: _all_known(register, register.people_of(spoken_to)[:most]))

    def mentioned(self, text: str) -> Known | None:
        """The one person whose whole name stands in a text, None when there is nobody or more than one."""
        said = in_plain_words(text)
        return self._ask(lambda register: _the_one(register, register.in_sentence(said)))

    def exactly(self, name: str) -> Known | None:
        """The one person of this name, None when there is nobody or more than one."""
        return self._ask(lambda register: _the_one(register, register.named(name)))

    def person(self, record: int) -> Known | None:
        """The person of an id; of a record that was merged, the one it is part of."""

        def found(register: Register) -> Known | None:
            person = register.person(record)
            return _known(register, person) if person else None

        return self._ask(found) or self._not_found_yet(record)

    def _not_found_yet(self, record: int) -> Known | None:
        """Somebody the store has and cannot find yet, as very many are being entered."""
        doc = self._desk.store.get("person", record) if self.lags else None
        try:
            return Known(Person.read(doc), ()) if doc else None
        except BadInput:
            return None

    def catch_up(self) -> int:
        """Take in what is known to have changed, and give the version of it all. Raises StoreError."""
        version = self.version
        self._ask(lambda _register: True)
        return version

    def ids_of(self, person: int) -> tuple[int, ...]:
        """The ids calls may name a person by: their own, then those of the records that were merged into theirs."""
        # Nothing is waited for: until it is known they are their own record alone.
        if self._merges[0] != self.version and self.ready:
            self._read_merges()
        return (person, *self._merges[1].get(person, ()))

    def _read_merges(self) -> None:
        version = self.version
        self._merges = (version, self._ask(lambda register: register.merges()))

    def look_again(self, records: Iterable[tuple[str, int]]) -> None:
        """These people and matters, by kind and id, stand otherwise than before: read them at the next question."""
        changed = list(records)
        self._changed(changed)
        self.also_tell(changed)

    def record(self, kind: str, record: int, doc: Doc) -> None:
        """Take in a person or matter as it was just stored."""
        self._held.take_in(kind, record, doc)
        self.version += 1
        self.also_tell([(kind, record)])

    # All of them

    def everybody(self) -> Iterator[Person]:
        """Every person, the newest first, some at a time: nobody holds them all."""
        return self._all(lambda register, last: register.people_before(last, _STRIDE))

    def matters(self) -> Iterator[Matter]:
        """Every matter, as `everybody`."""
        return self._all(lambda register, last: register.matters_before(last, _STRIDE))

    def open_matters(self) -> Iterator[Matter]:
        """Every open matter, as `everybody`."""
        return self._all(lambda register, last: register.matters_before(last, _STRIDE, open_only=True))

    def _all(self, some: Callable[..., list[_Record]]) -> Iterator[_Record]:
        found = self._ask(partial(some, last=_NEWEST))
        while found:
            yield from found
            found = self._ask(partial(some, last=found[-1].id))

    def people_of(self, records: Iterable[int]) -> dict[int, Person]:
        """The people of these ids by them, those that there are."""
        found: dict[int, Person] = {}
        for some in _some(records):
            found |= {one.id: one for one in self._ask(methodcaller("people_of", some))}
        return found

    def matters_of_ids(self, records: Iterable[int]) -> dict[int, Matter]:
        """The matters of these ids by them, those that there are."""
        found: dict[int, Matter] = {}
        for some in _some(records):
            found |= {one.id: one for one in self._ask(methodcaller("matters", some))}
        return found

    def matters_with(self, person: int) -> list[Matter]:
        """The matters that name a person as a client or as somebody who takes part."""
        return self._ask(lambda register: register.matters_with(person))

    def naming(self, matters: Collection[int]) -> list[tuple[int, int]]:
        """The clients and prospects who name one of these matters: matter and person, in the order of the people."""
        return sorted(self._ask_long(lambda register: register.naming(matters)), key=lambda one: one[1], reverse=True)

    def roles(self, records: Collection[int]) -> dict[int, str]:
        """What these people are to the office; those of merged records are left out."""
        return self._ask_long(lambda register: register.roles(records))

    def instructed(self, matters: Collection[int]) -> set[int]:
        """Which of these matters have standing instructions."""
        return self._ask_long(lambda register: register.instructed(matters))

    def matter_numbers(self, beginning: str) -> list[str]:
        """The numbers of matters that begin so."""
        return self._ask(lambda register: register.matter_numbers(beginning))

    def people_listed(
        self, words: Collection[str] = (), digits: str = "", others: Collection[int] = ()
    ) -> array[int]:
        """The ids of everybody by name; only of whom the words begin, or who has the digits, and of others then."""
        return self._ask_long(lambda register: register.people_listed(tuple(words), digits, others))

    def matters_listed(self, words: Collection[str], clients: Collection[int] = ()) -> array[int]:
        """The ids of the matters having these words, or of these clients; the open and the highest numbers first."""
        return self._ask_long(lambda register: register.matters_listed(tuple(words), clients))

    def texts(self, of: str) -> dict[int, str]:
        """What lists put in order by: `role` of people; `title`, `stands` or `client` of matters."""
        return self._ask_long(lambda register: register.texts(of))

    def first_clients(self) -> dict[int, int]:
        """The client each matter names first."""
        return self._ask_long(lambda register: register.first_clients())

    def matter(self, number: str) -> Matter | None:
        """The matter of a number."""
        return self._ask(lambda register: register.matter_numbered(number))

    def matter_of(self, record: int) -> Matter | None:
        """The matter of an id."""
        return self._ask(lambda register: register.matter(record))

    # Changing

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
        self._held.take_in("person", stored["id"], stored)
        self.version += 1
        return Person.read(stored)


def _known(register: Register, person: Person) -> Known:
    theirs = register.matters_of(person)
    return Known(person, tuple(sorted(theirs, key=lambda one: (one.status != "open", one.number))))


def _all_known(register: Register, people: Iterable[Person]) -> list[Known]:
    return [_known(register, person) for person in people]


def _the_one(register: Register, found: list[Person]) -> Known | None:
    return _known(register, found[0]) if len(found) == 1 else None


def _some(records: Iterable[int]) -> Iterator[tuple[int, ...]]:
    left = iter(records)
    return iter(lambda: tuple(islice(left, _STRIDE)), ())
