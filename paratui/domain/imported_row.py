"""One row of another program's contacts as a person of the office, or what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from paratui.domain.errors import BadInput
from paratui.domain.given_name import given_name
from paratui.domain.given_number import GivenNumber, Sort, take_number
from paratui.domain.note_file import clean_text
from paratui.domain.person import KnownNumber, Person
from paratui.domain.person_columns import FIELDS
from paratui.domain.secret_number import secret_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_LETTERS = 2_000
# Of all that is kept of one row together: a person is read with every list of people.
MOST_IN_ALL = 20_000
MOST_NUMBERS = 100
ROLES = ("client", "prospect", "adverse_party", "witness", "counsel", "other")
_TEXTS = ("say", "language", "place", "best_times", "how_to_talk", "say_only", "accommodations", "barriers")
_NAME_PARTS = ("first_name", "middle_name", "last_name", "suffix")
_LINES = {"phone": "", "mobile": "mobile", "home": "home", "work": "work", "fax": "fax", "pager": "pager"}
# What other programs write between several numbers in one cell.
_BETWEEN = re.compile(r"\s*(?::::|[|\n]|;(?!\s*ext)|,|\s/\s)\s*")
_YES = {"yes", "y", "true", "1", "x"}
_NO = {"no", "n", "false", "0"}
_ISO_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T.*)?", re.ASCII)
# What Outlook writes for a day that is not known.
_NO_DAY = {"0/0/00", "0/0/0000", "00/00/00"}


class Trouble(NamedTuple):
    """What is wrong with one field of a row, in a sentence."""

    field: str
    why: str


class Entry(NamedTuple):
    """A row or card of the file: the line it begins on, its values by field in order, and its cells as given."""

    line: int
    values: tuple[tuple[str, str], ...]
    cells: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()


class Read(NamedTuple):
    """The person of an entry, None when there are troubles. The id is 0 until it is known that they are new."""

    person: Person | None
    troubles: tuple[Trouble, ...]


def read_row(entry: Entry, region: str, role: str) -> Read:
    """The person of an entry. `role` is theirs where the entry names none. Never raises."""
    return _Row(entry, region, role).read()


class _Row:
    def __init__(self, entry: Entry, region: str, role: str) -> None:
        self._entry = entry
        self._region = region
        self._role = role
        self._troubles = list(entry.troubles)
        self._values: dict[str, list[str]] = {}
        self._numbers: list[KnownNumber] = []

    def read(self) -> Read:
        label, last = "", slice(0, 0)
        letters = sum(len(value) for field, value in self._entry.values if field)
        if letters > MOST_IN_ALL:
            self._refuse("row", f"It has {letters:,} letters in all and {MOST_IN_ALL:,} fit")
            return Read(None, tuple(self._troubles))
        for field, value in self._entry.values:
            text = self._text(field, value)
            if field == "phone_label":
                label = text
            elif field in _LINES:
                last = self._phone(field, text, label)
                label = ""
            elif field.startswith("phone_"):
                self._detail(field.removeprefix("phone_"), text, last)
            elif text and field:
                self._values.setdefault(field, []).append(text)
        if len(self._numbers) > MOST_NUMBERS:
            self._refuse("phone", f"There are {len(self._numbers):,} numbers and {MOST_NUMBERS} fit")
        name, related = self._name()
        fields: dict[str, Any] = {
            "role": self._choice("role", ROLES, self._role),
            "voicemail": self._choice("voicemail", ("yes", "no", "not_asked"), "not_asked"),
            "minor": self._choice("minor", ("yes", "no"), "no") == "yes",
            "zone": self._zone(),
            "address": self._address(),
            "identity_facts": _once((*map(_born, self._all("birthday")), *self._all("identity_fact"))),
            "emails": _once(one for value in self._all("email") for one in _BETWEEN.split(value)),
        }
        fields |= {field: self._one(field) for field in _TEXTS}
        fields["remarks"] = self._remarks()
        if self._troubles:
            return Read(None, tuple(self._troubles))
        return Read(
            Person(
                id=0,
                name=name,
                phones=tuple(dict.fromkeys(one.number for one in self._numbers)),
                numbers=tuple(one for one in self._numbers if one != KnownNumber(number=one.number)),
                other_names=tuple(one for one in _once(self._names("other_name")) if one != name),
                related=_once(related),
                **fields,
            ),
            (),
        )

    def _refuse(self, field: str, why: str) -> None:
        self._troubles.append(Trouble(FIELDS.get(field, field), why))

    def _text(self, field: str, value: str) -> str:
        if len(value) > MOST_LETTERS:
            if field:
                self._refuse(field, f"It has {len(value):,} letters and {MOST_LETTERS:,} fit")
            return ""
        # Line ends stand between numbers; anywhere else they become blanks.
        lines = (clean_text(line) for line in re.split(r"\r\n|\r|\n", value))
        text = "\n".join(filter(None, map(str.strip, lines)))
        return text if field in _LINES else " ".join(text.split())

    def _all(self, field: str) -> list[str]:
        return self._values.get(field, [])

    def _one(self, field: str) -> str:
        return ", ".join(_once(self._all(field)))

    def _names(self, field: str) -> list[str]:
        names = []
        for value in self._all(field):
            try:
                names.append(given_name(value))
            except BadInput as error:
                self._refuse(field, str(error))
        return [name for name in names if name]

    def _name(self) -> tuple[str, list[str]]:
        """The name, and the companies that are theirs; a company without a name is the name."""
        whole = self._names("name")[:1]
        parts = [part for field in _NAME_PARTS for part in self._names(field)]
        companies = self._names("company")
        if not whole and parts:
            try:
                whole = [given_name(" ".join(parts))]
            except BadInput as error:
                self._refuse("name", str(error))
        if not whole and companies:
            whole, companies = companies[:1], companies[1:]
        if not whole and not self._troubles:
            self._refuse("name", "Neither a name nor a company stands in this row")
        name = whole[0] if whole else ""
        return name, [company for company in companies if company != name]

    def _phone(self, field: str, text: str, label: str) -> slice:
        """Take in the numbers of a cell; gives where they stand, for what more is known of them."""
        begin = len(self._numbers)
        for number in self._numbers_in(text):
            if number.sort in {Sort.NONE, Sort.WITHHELD}:
                continue
            if number.sort is not Sort.NUMBER:
                self._refuse(field, f'"{_short(number.kept)}" is no whole telephone number')
                continue
            line = _line_of(label) or _LINES[field] or number.line
            if all(one.number != number.kept for one in self._numbers):
                self._numbers.append(KnownNumber(number=number.kept, line=line))
        return slice(begin, len(self._numbers))

    def _numbers_in(self, text: str) -> list[GivenNumber]:
        """The numbers of a cell: what stands behind a comma may be another number or an extension."""
        several = [take_number(one, self._region) for one in _BETWEEN.split(text) if one]
        if any(one.sort is not Sort.NUMBER for one in several):
            whole = take_number(text.replace("\n", " "), self._region)
            if whole.sort is Sort.NUMBER:
                return [whole]
        return several

    def _detail(self, field: str, text: str, last: slice) -> None:
        if not text:
            return
        if field in {"safe", "voicemail"}:
            text = self._read_choice(f"phone_{field}", text, ("yes", "no", "not_asked")) or "not_asked"
        self._numbers[last] = [one.but(**{field: text}) for one in self._numbers[last]]

    def _choice(self, field: str, allowed: Sequence[str], otherwise: str) -> str:
        said = self._all(field)
        return (self._read_choice(field, said[0], allowed) if said else "") or otherwise

    def _read_choice(self, field: str, said: str, allowed: Sequence[str]) -> str:
        word = re.sub(r"[\s_-]+", "_", said.casefold())
        word = "yes" if word in _YES else "no" if word in _NO else word
        if word in allowed:
            return word
        shown = ", ".join(one.replace("_", " ") for one in allowed)
        self._refuse(field, f'"{_short(said)}" is none of {shown}')
        return ""

    def _zone(self) -> str:
        zone = self._one("zone")
        if zone and not _is_zone(zone):
            self._refuse("zone", f'"{_short(zone)}" is no time zone; write it such as America/New_York')
        return zone

    def _address(self) -> str:
        town = " ".join(filter(None, (self._one("state"), self._one("postal_code"))))
        parts = (self._one("street"), self._one("city"), town, self._one("country"))
        return "; ".join(_once((*self._all("address"), ", ".join(filter(None, parts)))))

    def _remarks(self) -> str:
        remarks = " / ".join(_once(self._all("remarks")))
        if secret := secret_number(remarks):
            self._refuse("remarks", f"There is {secret} in it, which is not kept; take it out")
        return remarks


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."


def _line_of(label: str) -> str:
    """What answers at a number, from the label another program has for it: "Work Fax" is a fax."""
    said = label.casefold()
    kinds: Final = ("fax", "pager", "tty", "mobile", "home", "work")
    return next((kind for kind in kinds if kind in said.replace("cell", "mobile")), "")


def _born(said: str) -> str:
    if said in _NO_DAY:
        return ""
    day = _ISO_DAY.fullmatch(said)
    return f"born {'-'.join(day.groups())}" if day else f"born {said}"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return False
    return True
