"""One row of another program's contacts as a person of the office, or what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from paratui.domain.person_columns import FIELDS, LINES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paratui.domain.person import Person

# Of all that is kept of one row together: a person is read with every list of people.
MOST_IN_ALL = 20_000
MOST_TOLD = 20


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
    """The person of an entry. `role` is theirs where the entry names none. Never raises.

    The first row loads what checks the fields, a tenth of a second: it is read where no key waits.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - whoever takes in nobody does not carry it

    from paratui.domain.row_fields import RowFields  # noqa: PLC0415 - as above

    letters = sum(len(value) for field, value in entry.values if field)
    if letters > MOST_IN_ALL:
        many = Trouble("row", f"It has {letters:,} letters in all and {MOST_IN_ALL:,} fit")
        return Read(None, (*entry.troubles, many))
    try:
        fields = RowFields.model_validate(_by_field(entry.values), context=region)
    except ValidationError as error:
        # That nobody stands in a row is not said of one that did not come whole.
        found = [one for one in error.errors(include_url=False) if one["loc"] != ("name",) or not entry.troubles]
        told = [_trouble(one["loc"], one["ctx"]["error"]) for one in found[:MOST_TOLD]]
        if len(found) > MOST_TOLD:
            told.append(Trouble("row", f"{len(found) - MOST_TOLD} more mistakes stand in it"))
        return Read(None, (*entry.troubles, *told))
    return Read(None, entry.troubles) if entry.troubles else Read(fields.person(role), ())


def _by_field(values: Iterable[tuple[str, str]]) -> dict[str, tuple[Any, ...]]:
    """The cells of each field; those of numbers one by one, each with what stands beside it."""
    fields: dict[str, tuple[Any, ...]] = {}
    # What stands before every number is said of none.
    numbers: list[dict[str, Any]] = [{}]
    label: tuple[str, ...] = ()
    for field, cell in values:
        if field == "phone_label":
            label = (cell,)
        elif field in LINES:
            numbers.append({"phone_label": label, field: cell})
            label = ()
        elif field.startswith("phone_"):
            numbers[-1] |= {field: (cell,)} if cell.strip() else {}
        elif field:
            fields[field] = (*fields.get(field, ()), cell)
    return fields | {"phone": tuple(numbers)}


def _trouble(place: tuple[int | str, ...], why: object) -> Trouble:
    """What is wrong at a place among the fields, told of the innermost."""
    field = [one for one in place if isinstance(one, str)][-1]
    return Trouble(FIELDS[field], str(why))
