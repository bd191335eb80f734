"""What is kept of a person, one field after the other: read from a line, stored as a version, taken back again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from paratui.domain.errors import BadInput
from paratui.domain.person import ROLES, KnownNumber, Person
from paratui.services.actions import Actions

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paratui.services.actions import Undone
    from paratui.services.desk import Desk
    from paratui.services.people import People
    from paratui.store.interface import Revision

SAID = ("yes", "no", "not_asked")
LINES = ("", "mobile", "home", "work", "fax", "pager", "tty")
LONGEST = 500
_MAIL = re.compile(r"[^@\s]+@[^@\s]+")
_YES = {"y": "yes", "yes": "yes", "n": "no", "no": "no", "": "not_asked", "?": "not_asked", "not asked": "not_asked"}


class Field(NamedTuple):
    """A field of a person as the page shows it: `hint` says how it is typed; `choices` are all there are."""

    name: str
    label: str
    hint: str
    choices: tuple[str, ...] = ()


PERSON_FIELDS = (
    Field("name", "name", "as it is written"),
    Field("say", "how it is said", "such as mah-REE-ah"),
    Field("role", "role", "one of the roles", ROLES),
    Field("other_names", "other names", "aliases, maiden names; a ; between two. The conflict check looks for each"),
    Field("related", "companies", "companies that are theirs; a ; between two. The conflict check looks for each"),
    Field("say_only", "safe name", "the one name that may be said at any of their numbers"),
    Field("voicemail", "voicemail", "may a message be left, where a number does not say it itself", SAID),
    Field("best_times", "best times", "such as weekdays 9 to 11"),
    Field("language", "language", "which they speak best, and whether an interpreter is needed"),
    Field("accommodations", "needs", "what they need to follow a call: large print, slowly"),
    Field("barriers", "barriers", "what stands between them and us: no smartphone, works nights"),
    Field("how_to_talk", "how to talk", "how one talks with them best"),
    Field("place", "lives in", "as they say it"),
    Field("zone", "time zone", "such as America/Los_Angeles; empty where it is not known"),
    Field("emails", "e-mail", "a ; between two"),
    Field("address", "address", "where letters go"),
    Field("minor", "under age", "are they under age", ("yes", "no")),
    Field("remarks", "remarks", "what else was said of them"),
    Field("identity_facts", "only they know", "a ; between two, such as born 1986-04-12; asked, never read out"),
)
NUMBER_FIELDS = (
    Field("safe", "safe to call", "may the office call it at all", SAID),
    Field("say_only", "say only", "the one name that may be said to whoever answers there"),
    Field("voicemail", "voicemail", "may a message be left there", SAID),
    Field("line", "line", "what answers there", LINES),
    Field("best_times", "best times", "when it is best called"),
)
_LISTS = frozenset({"other_names", "related", "identity_facts", "emails"})


class ClientChanges:
    """The people of one desk. Each change is one commit and one action that can be taken back."""

    def __init__(self, desk: Desk, people: People, actions: Actions | None = None) -> None:
        self._desk = desk
        self._people = people
        self._actions = actions or Actions(desk)

    def person(self, record: int) -> Person:
        """A person as they stand now. Raises BadInput for one that is not there, StoreError."""
        doc = self._desk.store.get("person", record)
        if doc is None:
            raise BadInput("This person is not there any more, the record may have been purged; go back to the list")
        return Person.read(doc)

    def set(self, person: Person, field: Field, typed: str) -> Person:
        """Keep what was typed for a field. Raises BadInput, Conflict when somebody was quicker, StoreError."""
        value = read_field(field, typed)
        if field.name == "name" and not value:
            raise BadInput("A person has a name; write it, or Esc leaves it as it is")
        return self._keep(f"{field.label}: {shown(value) or 'empty'}", person, person.but(**{field.name: value}))

    def add_number(self, person: Person, typed: str) -> Person:
        """Keep one more number of a person. Raises BadInput for none, or one they have."""
        from paratui.domain.phone import read_phone  # noqa: PLC0415 - the library of numbers loads when one is typed

        number = read_phone(typed, self._desk.office.region)
        if not number:
            raise BadInput("Type the number, or Esc leaves")
        if number in person.phones:
            raise BadInput(f"{person.name} has this number already; type another, or Esc leaves")
        return self._keep(f"number {number}", person, person.but(phones=(*person.phones, number)))

    def drop_number(self, person: Person, number: str) -> Person:
        """Take a number away; the versions keep it."""
        phones = tuple(one for one in person.phones if one != number)
        numbers = tuple(one for one in person.numbers if one.number != number)
        return self._keep(f"number {number} taken away", person, person.but(phones=phones, numbers=numbers))

    def first_number(self, person: Person, number: str) -> Person:
        """Make a number the usual one."""
        phones = (number, *(one for one in person.phones if one != number))
        return self._keep(f"usual number {number}", person, person.but(phones=phones))

    def set_number(self, person: Person, number: str, field: Field, typed: str) -> Person:
        """Keep something about one number of a person. Raises BadInput, Conflict, StoreError."""
        value = read_field(field, typed)
        numbers = person.with_known(number, **{field.name: value})
        return self._keep(f"{field.label} {shown(value)}, {number}", person, person.but(numbers=numbers))

    def enter(self, name: str, phone: str = "", role: str = "client") -> Person:
        """Enter somebody new. Raises BadInput without a name or with a number that is none, StoreError."""
        from paratui.domain.phone import read_phone  # noqa: PLC0415 - as above

        said = read_field(PERSON_FIELDS[0], name)
        if not said:
            raise BadInput("Write the name of the person or the organisation")
        return self._people.enter(said, read_phone(phone, self._desk.office.region) if phone.strip() else "", role)

    def revisions(self, record: int) -> list[Revision]:
        """Every version of a person, first to last."""
        return self._desk.store.revisions("person", record)

    def undo(self) -> Undone:
        """Take back my last action, here or in the queue. Raises BadInput, Conflict, StoreError."""
        return self._actions.undo()

    def _keep(self, what: str, before: Person, after: Person) -> Person:
        if after == before:
            return before
        [doc] = self._actions.act_on(f"{before.name}: {what}", [(before, after)])
        self._people.record("person", before.id, doc)
        return Person.read(doc)


def name_and_role(typed: str) -> tuple[str, str]:
    """A name with the role that stands after its last comma; a client where none does, as in "Acme, Inc."."""
    name, _, said = typed.strip().rpartition(",")
    role = "_".join(said.casefold().split())
    return (name.strip(), role) if name.strip() and role in ROLES else (typed.strip(), "client")


def known_number(person: Person, number: str) -> KnownNumber:
    """What is known of a number, the fields of a new one where nothing is."""
    return next((one for one in person.numbers if one.number == number), KnownNumber(number=number))


def read_field(field: Field, typed: str) -> Any:
    """What was typed for a field as it is stored. Raises BadInput saying what to type."""
    said = " ".join(typed.split())
    if len(said) > LONGEST:
        raise BadInput(f"That is {len(said)} characters; write at most {LONGEST}, the rest belongs into a note")
    if any(not letter.isprintable() for letter in said):
        raise BadInput("There is a character in it that cannot be shown; type it again")
    if field.name in _LISTS:
        several = tuple(dict.fromkeys(one.strip() for one in said.split(";") if one.strip()))
        if field.name == "emails" and (wrong := next((one for one in several if not _MAIL.fullmatch(one)), "")):
            raise BadInput(f'"{wrong}" is no e-mail address; write it such as maria@example.org, a ; between two')
        return several
    if field.choices == SAID:
        said = _YES.get(said.casefold().replace("_", " "), said)
    if field.choices:
        plain = said.casefold().replace(" ", "_")
        if plain not in field.choices:
            named = ", ".join(one.replace("_", " ") for one in field.choices if one)
            raise BadInput(f'"{said}" is none of: {named}')
        return plain == "yes" if field.name == "minor" else plain
    if field.name == "zone" and said and not _is_zone(said):
        raise BadInput(f'"{said}" is no time zone; write one such as America/Los_Angeles, or nothing')
    return said


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return False
    return True


def shown(value: object) -> str:
    """A stored value as it is read and edited."""
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    words = "yes" if value is True else str(value or "")
    return words.replace("_", " ") if words in {*SAID, *ROLES} else words


def told_changes(revisions: list[Revision], names: Callable[[str], str]) -> list[tuple[str, str, str]]:
    """Each version as its time (UTC), who stored it, and what it changed in words; first to last."""
    told = []
    before: dict[str, Any] = {}
    for one in revisions:
        doc = one.doc
        if doc is None:
            told.append((one.time, names(one.by), "purged"))
            continue
        changed = [
            f"{name.replace('_', ' ')}: {_words(before.get(name))} -> {_words(value)}" if before else name
            for name, value in doc.items()
            if name not in {"id", "rev"} and value != before.get(name)
        ]
        gone = [f"{name.replace('_', ' ')}: {_words(before[name])} -> empty" for name in before if name not in doc]
        told.append((one.time, names(one.by), "; ".join([*changed, *gone]) if before else "entered"))
        before = doc
    return told


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_words(one) for one in value) or "empty"
    if isinstance(value, dict):
        return " ".join(str(one) for one in value.values() if one and one != "not_asked")
    return str(value).replace("_", " ") if value not in (None, "", 0) else "empty"
