"""The fields of a row of another program's contacts: what may stand in each, and the sentence when it may not.

Read with pydantic, as they come from outside: every mistake of a row is found at once, each by its field.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationInfo,
)

from paratui.domain.clean_text import clean_text
from paratui.domain.errors import BadInput
from paratui.domain.given_name import given_name
from paratui.domain.given_number import GivenNumber, Sort, take_number
from paratui.domain.person import ROLES, KnownNumber, Person
from paratui.domain.person_columns import LINES
from paratui.domain.secret_number import secret_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST_LETTERS = 2_000
MOST_NUMBERS = 100
# What other programs write between several numbers or addresses in one cell.
_BETWEEN = re.compile(r"\s*(?::::|[|\n]|;(?!\s*ext)|,|\s/\s)\s*")
_NAME_PARTS = ("first_name", "middle_name", "last_name", "suffix")
# Of a person the same fields in the same words.
_SAME = (
    *("say", "language", "place", "zone", "voicemail", "best_times", "how_to_talk", "say_only"),
    *("accommodations", "barriers", "remarks"),
)
_YES = {"yes", "y", "true", "1", "x"}
_NO = {"no", "n", "false", "0"}
_ISO_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T.*)?", re.ASCII)
_DAY = re.compile(r"-*\d{1,4}([/. -]+\d{1,4}){1,2}\.?", re.ASCII)
_YEAR = re.compile(r"(1[89]|20)\d\d", re.ASCII)
# What Outlook writes for a day that is not known.
_NO_DAY = {"0/0/00", "0/0/0000", "00/00/00"}


def _lines(cell: str) -> str:
    """What can be seen of a cell; its lines stay apart, as there may be a number on each."""
    if len(cell) > MOST_LETTERS:
        raise ValueError(f"It has {len(cell):,} letters and {MOST_LETTERS:,} fit")
    lines = (clean_text(line) for line in re.split(r"\r\n|\r|\n", cell))
    return "\n".join(filter(None, map(str.strip, lines)))


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def _texts(cells: Iterable[str]) -> tuple[str, ...]:
    return _once(" ".join(_lines(cell).split()) for cell in cells)


def _joined(cells: Iterable[str]) -> str:
    return ", ".join(_texts(cells))


def _name(typed: str) -> str:
    try:
        return given_name(" ".join(_texts([typed])))
    except BadInput as error:
        raise ValueError(str(error)) from None


def _put_together(names: tuple[str, ...], info: ValidationInfo[str]) -> tuple[str, ...]:
    """The name first: a whole one, its parts, or a company. Nothing where one of these is refused already."""
    if not {*_NAME_PARTS, "company"} <= info.data.keys():
        return ()
    parts = " ".join(part for field in _NAME_PARTS for part in info.data[field] if part)
    called = _once(names) or _once((_name(parts), *info.data["company"]))[:1]
    if not called:
        raise ValueError("Neither a name nor a company stands in this row")
    return called


def _numbers(cell: str, info: ValidationInfo[str]) -> tuple[GivenNumber, ...]:
    """The numbers of a cell: what stands behind a comma may be another number or an extension."""
    text = _lines(cell)
    several = [take_number(one, info.context) for one in _BETWEEN.split(text) if one]
    if any(one.sort is not Sort.NUMBER for one in several):
        whole = take_number(text.replace("\n", " "), info.context)
        several = [whole] if whole.sort is Sort.NUMBER else several
    wrong = [one.kept for one in several if one.sort not in {Sort.NUMBER, Sort.NONE, Sort.WITHHELD}]
    if wrong:
        more = f" (and {len(wrong) - 1} more in this cell)" if len(wrong) > 1 else ""
        raise ValueError(f'"{_short(wrong[0])}" is no whole telephone number{more}')
    return tuple(one for one in several if one.sort is Sort.NUMBER)


def _one_of(*allowed: str) -> Callable[[Iterable[str]], str]:
    """The first that was said, as one of the words that are known."""

    def chosen(cells: Iterable[str]) -> str:
        said = next(iter(_texts(cells)), "")
        word = re.sub(r"[\s_-]+", "_", said.casefold())
        word = "yes" if word in _YES else "no" if word in _NO else word
        if word and word not in allowed:
            shown = ", ".join(one.replace("_", " ") for one in allowed)
            raise ValueError(f'"{_short(said)}" is none of {shown}')
        return word

    return chosen


def _zone(zone: str) -> str:
    try:
        ZoneInfo(zone or "UTC")
    except (ValueError, OSError, LookupError):
        raise ValueError(f'"{_short(zone)}" is no time zone; write it such as America/New_York') from None
    return zone


def _remarks(cells: Iterable[str]) -> str:
    remarks = " / ".join(_texts(cells))
    if secret := secret_number(remarks):
        raise ValueError(f"There is {secret} in it, which is not kept; take it out")
    return remarks


def _birthdays(said: tuple[str, ...]) -> tuple[str, ...]:
    """Days of birth as they were written; what can be no day in any order of its numbers is refused."""
    for one in said:
        iso = _ISO_DAY.fullmatch(one)
        numbers = [int(part) for part in (iso.groups() if iso else re.findall(r"\d+", one))]
        if one in _NO_DAY or (not iso and (any(map(str.isalpha, one)) or _YEAR.fullmatch(one))):
            continue
        if not (iso or _DAY.fullmatch(one)) or not any(_is_day(*order) for order in permutations(numbers)):
            raise ValueError(f'"{_short(one)}" is no day of birth; write it such as 1970-12-31')
    return said


def _is_day(month: int, day: int, year: int = 2000) -> bool:
    try:
        date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return False
    return True


def _born(said: str) -> str:
    day = _ISO_DAY.fullmatch(said)
    return "" if said in _NO_DAY else f"born {'-'.join(day.groups()) if day else said}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."


def _not_too_many(cells: tuple[dict[str, str], ...]) -> tuple[dict[str, str], ...]:
    """The cells of numbers. Counted before any is read: reading ten thousand takes a while."""
    said = (cell for beside in cells for field, cell in beside.items() if field in LINES)
    count = sum(1 for cell in said for one in _BETWEEN.split(cell) if one)
    if count > MOST_NUMBERS:
        raise ValueError(f"There are {count:,} numbers and {MOST_NUMBERS} fit")
    return cells


Text = Annotated[str, BeforeValidator(_joined)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]
Names = tuple[Annotated[str, BeforeValidator(_name)], ...]
Numbers = Annotated[tuple[GivenNumber, ...], PlainValidator(_numbers)]
YesOrNo = Annotated[str, BeforeValidator(_one_of("yes", "no", "not_asked"))]


class _Fields(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class NumberCell(_Fields):
    """A cell of numbers under the field of its column, and what stands beside it."""

    phone_label: Text = ""
    phone: Numbers = ()
    mobile: Numbers = ()
    home: Numbers = ()
    work: Numbers = ()
    fax: Numbers = ()
    pager: Numbers = ()
    phone_safe: YesOrNo = ""
    phone_say_only: Text = ""
    phone_voicemail: YesOrNo = ""
    phone_best_times: Text = ""

    def known(self) -> Iterator[KnownNumber]:
        """Each number with what is known of it."""
        for field, line in LINES.items():
            for number in getattr(self, field):
                yield KnownNumber(
                    number=number.kept,
                    line=_line_of(self.phone_label) or line or number.line,
                    safe=self.phone_safe or "not_asked",
                    say_only=self.phone_say_only,
                    voicemail=self.phone_voicemail or "not_asked",
                    best_times=self.phone_best_times,
                )


class RowFields(_Fields):
    """All fields of a row, as strict as a person is; every cell of numbers is in `phone`, in the order of the row."""

    first_name: Names = ()
    middle_name: Names = ()
    last_name: Names = ()
    suffix: Names = ()
    company: Names = ()
    # Behind those it may be put together from.
    name: Annotated[Names, AfterValidator(_put_together)] = Field((), validate_default=True)
    phone: Annotated[tuple[NumberCell, ...], BeforeValidator(_not_too_many)] = ()
    email: Texts = ()
    address: Texts = ()
    street: Text = ""
    city: Text = ""
    state: Text = ""
    postal_code: Text = ""
    country: Text = ""
    role: Annotated[str, BeforeValidator(_one_of(*ROLES))] = ""
    say: Text = ""
    other_name: Names = ()
    birthday: Annotated[Texts, AfterValidator(_birthdays)] = ()
    identity_fact: Texts = ()
    language: Text = ""
    place: Text = ""
    zone: Annotated[Text, AfterValidator(_zone)] = ""
    voicemail: YesOrNo = ""
    best_times: Text = ""
    how_to_talk: Text = ""
    say_only: Text = ""
    accommodations: Text = ""
    barriers: Text = ""
    minor: Annotated[str, BeforeValidator(_one_of("yes", "no"))] = ""
    remarks: Annotated[str, BeforeValidator(_remarks)] = ""

    def person(self, role: str) -> Person:
        """Who it is, `role` being theirs where none is named. The id is 0 until it is known that they are new."""
        numbers: dict[str, KnownNumber] = {}
        for one in (one for cell in self.phone for one in cell.known()):
            numbers.setdefault(one.number, one)
        town = " ".join(filter(None, (self.state, self.postal_code)))
        place = ", ".join(filter(None, (self.street, self.city, town, self.country)))
        name, *names = self.name
        return Person(
            id=0,
            name=name,
            role=self.role or role,
            phones=tuple(numbers),
            numbers=tuple(one for one in numbers.values() if one != KnownNumber(number=one.number)),
            emails=_once(one for said in self.email for one in _BETWEEN.split(said)),
            address="; ".join(_once((*self.address, place))),
            identity_facts=_once((*map(_born, self.birthday), *self.identity_fact)),
            other_names=tuple(one for one in _once((*names, *self.other_name)) if one != name),
            related=tuple(one for one in _once(self.company) if one != name),
            minor=self.minor == "yes",
            **{field: said for field in _SAME if (said := getattr(self, field))},
        )


def _line_of(label: str) -> str:
    """What answers at a number, from the label another program has for it: "Work Fax" is a fax."""
    said = label.casefold().replace("cell", "mobile")
    return next((kind for kind in ("fax", "pager", "tty", "mobile", "home", "work") if kind in said), "")
