"""The office's people as a file of another program's: CSV for a spreadsheet, vCard for an address book.

What is exported here, taken in by an empty office, gives the same people; their matters stay behind, as do the
records that were merged into others. A cell that a spreadsheet would compute is made a text.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.clean_text import clean_text
from paratui.domain.errors import BadInput
from paratui.domain.person import KnownNumber, Person
from paratui.domain.spreadsheet_cell import guarded
from paratui.domain.staff import Exported
from paratui.domain.wall_clock import utc_text
from paratui.services.importing.cards import LABEL, OF_NUMBER, OF_PERSON
from paratui.services.own_record import keep_of_mine
from paratui.store.exported_file import write_export

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from paratui.domain.record import Doc
    from paratui.services.desk import Desk

FORMATS = ("csv", "vcard")
# A card names the program that wrote it, so that somebody else's address book is never taken for an export.
_CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\n"
_OUR_CARD = f"{_CARD}PRODID:-//paratui//people//EN\r\n"
_BEGINS = {"csv": b"Name,Say,Role", "vcard": _OUR_CARD.encode()}
_ONE = (
    ("Say", "say"),
    ("Role", "role"),
    ("Address", "address"),
    ("Language", "language"),
    ("Place", "place"),
    ("Time zone", "zone"),
    ("Voicemail", "voicemail"),
    ("Best times", "best_times"),
    ("How to talk", "how_to_talk"),
    ("Say only", "say_only"),
    ("Accommodations", "accommodations"),
    ("Barriers", "barriers"),
    ("Remarks", "remarks"),
)
_SEVERAL = (
    ("E-mail", "emails"),
    ("Other name", "other_names"),
    ("Company", "related"),
    ("Identity fact", "identity_facts"),
)
# The label stands before its number, as Google writes it, and the rest behind it.
_OF_NUMBER = (("Safe", "safe"), ("Say only", "say_only"), ("Voicemail", "voicemail"), ("Best times", "best_times"))
_TYPES = {"mobile": "CELL", "home": "HOME", "work": "WORK", "fax": "FAX", "pager": "PAGER"}


class PeopleExport(NamedTuple):
    """The bytes of the file, its format, how many people are in it, and how many could not be read."""

    data: bytes
    format: str
    people: int
    unreadable: int


def people_export(desk: Desk, form: str, only: Iterable[int] | None = None) -> PeopleExport:
    """Everybody, or `only` those of these ids that are still there, the oldest record first. Raises StoreError."""
    people: list[Person] = []
    unreadable = 0
    for doc in desk.store.records("person") if only is None else _docs(desk, only):
        try:
            person = Person.read(doc)
        except BadInput:
            unreadable += 1
            continue
        if not person.merged_into:
            people.append(person)
    people.sort(key=lambda one: one.id)
    data = _vcards(people) if form == "vcard" else _csv(people)
    return PeopleExport(data, form, len(people), unreadable)


def _docs(desk: Desk, only: Iterable[int]) -> Iterator[Doc]:
    """The documents of these people; of one who is purged, none."""
    for record in only:
        doc = desk.store.get("person", record)
        if doc is not None:
            yield doc


def note_people_export(desk: Desk, made: PeopleExport) -> None:
    """Note at my login that I asked for an export, before anything of it leaves. Raises StoreError."""
    keep_of_mine(
        desk, exported=Exported(at=utc_text(desk.now()), what=f"people {made.format}", names=True, people=made.people)
    )


def write_people(path: Path, made: PeopleExport) -> None:
    """Write the file, or put it in the place of an earlier one. Raises BadInput when that cannot be."""
    write_export(path, made.data, _BEGINS[made.format])


def _csv(people: list[Person]) -> bytes:
    several = {field: max((len(getattr(one, field)) for one in people), default=0) for _, field in _SEVERAL}
    numbers = max((len(one.phones) for one in people), default=0)
    header = ["Name", *(title for title, _ in _ONE[:2])]
    for place in range(1, numbers + 1):
        header += [f"Phone {place} - Label", f"Phone {place} - Value"]
        header += [f"Phone {place} - {title}" for title, _ in _OF_NUMBER]
    for title, field in _SEVERAL:
        header += [f"{title} {place}" for place in range(1, several[field] + 1)]
    header += ["Minor", *(title for title, _ in _ONE[2:])]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    for person in people:
        cells = [person.name, *(getattr(person, field) for _, field in _ONE[:2])]
        for phone in _filled(person.phones, numbers):
            known = _known(person, phone)
            cells += [known.line, _said(phone), *(getattr(known, field) for _, field in _OF_NUMBER)]
        for _, field in _SEVERAL:
            cells += _filled(getattr(person, field), several[field])
        cells += ["yes" if person.minor else "", *(getattr(person, field) for _, field in _ONE[2:])]
        writer.writerow(["" if cell == "not_asked" else guarded(clean_text(cell)) for cell in cells])
    return text.getvalue().encode("utf-8", "replace")


def _filled(values: tuple[str, ...], count: int) -> list[str]:
    return [*values, *[""] * (count - len(values))]


def _known(person: Person, phone: str) -> KnownNumber:
    return next((one for one in person.numbers if one.number == phone), KnownNumber())


def _said(phone: str) -> str:
    return phone.replace(";ext=", " x")


def _vcards(people: list[Person]) -> bytes:
    import vobject  # noqa: PLC0415 - loaded for an export alone

    cards: list[str] = []
    for person in people:
        card = vobject.vCard()
        card.add("fn").value = clean_text(person.name)
        # 3.0 asks for the parts of a name; which word is which is not known here.
        card.add("n").value = vobject.vcard.Name(family="", given=clean_text(person.name))
        for name, value in _lines(person):
            card.add(name).value = clean_text(value)
        for place, phone in enumerate(person.phones, 1):
            known, group = _known(person, phone), f"item{place}"
            tel = card.add("tel")
            tel.value, tel.group = _said(phone), group
            if known.line in _TYPES:
                tel.type_param = _TYPES[known.line]
            beside = {name: getattr(known, field.removeprefix("phone_")) for name, field in OF_NUMBER.items()}
            if known.line and known.line not in _TYPES:
                beside[LABEL] = known.line
            for name, value in beside.items():
                if value not in {"", "not_asked"}:
                    line = card.add(name)
                    line.value, line.group = clean_text(value), group
        cards.append(card.serialize().replace(_CARD, _OUR_CARD, 1))
    return "".join(cards).encode("utf-8", "replace")


def _lines(person: Person) -> Iterator[tuple[str, str]]:
    """Every line of a card but its name and numbers."""
    texts = {"note": person.remarks, "tz": person.zone, "lang": person.language}
    texts |= {name: getattr(person, field, "") for name, field in OF_PERSON.items()}
    texts["X-PARATUI-MINOR"] = "yes" if person.minor else ""
    yield from ((name, value) for name, value in texts.items() if value not in {"", "not_asked"})
    for name, values in (
        ("email", person.emails),
        ("nickname", person.other_names),
        ("X-PARATUI-COMPANY", person.related),
        ("X-PARATUI-IDENTITY-FACT", person.identity_facts),
    ):
        yield from ((name, value) for value in values)
