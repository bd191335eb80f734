"""What taking in a file of people would do, row by row, before anything is done."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.clean_text import clean_text
from paratui.domain.errors import BadInput
from paratui.domain.imported_row import Entry, Read, Trouble, read_row
from paratui.domain.known_again import adds_nothing
from paratui.domain.person import ROLES, Person
from paratui.services.importing.known_people import KnownPeople

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from paratui.services.desk import Desk
    from paratui.services.importing.known_people import Alike
    from paratui.services.importing.people_file import PeopleFile
    from paratui.services.office_tables import OfficeTables

_NAMES = ("name", "first_name", "last_name", "company")
# Rows between two words of how far it is.
_STRIDE = 100


class Fate(StrEnum):
    """What becomes of a row. ASK is one that may be somebody known, and nobody has said."""

    NEW = "new"
    SAME = "already here"
    ASK = "may be known"
    MERGE = "merged"
    LEAVE = "left out"
    REFUSED = "refused"


# What may become of a row that may be somebody known.
OPEN_FATES = frozenset({Fate.ASK, Fate.NEW, Fate.MERGE, Fate.LEAVE})


class Proposed(NamedTuple):
    """A row: `person` is who it makes (None when refused), `alike` whom it may be, the likeliest first."""

    entry: Entry
    fate: Fate
    person: Person | None = None
    alike: tuple[Alike, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def may_be_known(self) -> bool:
        """Whether somebody must say what becomes of it."""
        return bool(self.alike) and self.fate in OPEN_FATES

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody it tells of."""
        return (*((self.person,) if self.person else ()), *(one.person for one in self.alike))

    @property
    def name(self) -> str:
        """Who it is, or the first words of a row that was refused."""
        if self.person:
            return self.person.name
        said = [value for field, value in self.entry.values if field in _NAMES] or [*self.entry.cells]
        return clean_text(" ".join(" ".join(said[:3]).split()))[:80]


class Proposal:
    """Every row with what becomes of it. What is decided here is done by `take_in`, and by nothing else."""

    def __init__(self, rows: Sequence[Proposed], seen: AbstractSet[int] = frozenset()) -> None:
        self.rows = list(rows)
        # Whom the rows were compared with.
        self.seen = seen
        self._place = {row.entry.line: place for place, row in enumerate(rows)}
        self._counts = Counter(row.fate for row in rows)

    def count(self, fate: Fate) -> int:
        """How many rows this becomes of."""
        return self._counts[fate]

    def row(self, line: int) -> Proposed | None:
        """The row that begins on a line of the file."""
        place = self._place.get(line)
        return None if place is None else self.rows[place]

    def having(self, *fates: Fate) -> list[Proposed]:
        """The rows of these fates, in the order of the file."""
        return [row for row in self.rows if row.fate in fates]

    def decide(self, line: int, fate: Fate) -> None:
        """Say what becomes of a row that may be somebody known. Raises BadInput for another row."""
        row = self.row(line)
        if row is None or not row.may_be_known or fate not in OPEN_FATES:
            raise BadInput(f"Line {line} is not asked; choose a row that may be somebody known")
        self._counts[row.fate] -= 1
        self._counts[fate] += 1
        self.rows[self._place[line]] = row._replace(fate=fate)

    def decide_rest(self, fate: Fate) -> int:
        """Say what becomes of every row that is still asked, and how many these were."""
        asked = self.having(Fate.ASK)
        for row in asked:
            self.decide(row.entry.line, fate)
        return len(asked)


def propose(
    desk: Desk,
    tables: OfficeTables,
    file: PeopleFile,
    fields: Sequence[str],
    *,
    role: str = "other",
    progress: Callable[[int, int], None] = lambda _done, _whole: None,
) -> Proposal:
    """Compare every row with who is known and with the rows before it. Changes nothing.

    `role` is whose none is named. Raises BadInput when no column holds a name or the role is none; StoreError.
    """
    if role not in ROLES:
        raise BadInput(f'"{role}" is no role; the roles are {", ".join(ROLES)}')
    if file.kind == "CSV" and not {*_NAMES} & set(fields):
        shown = ", ".join(file.columns[:12])
        raise BadInput(
            f'No column is known to hold a name, so say which: --map "{file.columns[0]}=name". The file has {shown}'
        )
    known = KnownPeople(desk, tables.known_names)
    # Reading costs about what comparing does.
    read: list[tuple[Entry, Read]] = []
    for place, entry in enumerate(file.entries(fields)):
        one = read_row(entry, desk.office.region, role)
        read.append((entry, one))
        if one.person:
            known.foresee(one.person.name, entry.line)
        if place % _STRIDE == 0:
            progress(place, 2 * file.size)
    rows: list[Proposed] = []
    for place, (entry, one) in enumerate(read):
        rows.append(_proposed(known, entry, one))
        if place % _STRIDE == 0:
            progress(file.size + place, 2 * file.size)
    return Proposal(rows, known.seen)


def _proposed(known: KnownPeople, entry: Entry, read: Read) -> Proposed:
    if read.person is None:
        return Proposed(entry, Fate.REFUSED, troubles=read.troubles)
    alike = known.alike(read.person)
    if any(adds_nothing(one.person, read.person) for one in alike):
        return Proposed(entry, Fate.SAME, read.person, tuple(alike))
    # Lines are below zero among ids, which are above it.
    known.add(read.person.but(id=-entry.line), entry.line)
    return Proposed(entry, Fate.ASK if alike else Fate.NEW, read.person, tuple(alike))
