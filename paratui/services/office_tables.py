"""The tables of the office that calls are taken by, read once and read anew when somebody changed a file.

Any thread may ask. What is not read yet is read when it is first asked for; `load` does so ahead of time. A table
that is being read anew is given as it was until the new one is whole.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from paratui.store.office_data_file import (
    AREA_CODES,
    CARDS,
    CHECKLISTS,
    CONSENT,
    GUARDS,
    NICKNAMES,
    PRACTICE_AREAS,
    PROCESS_MAPS,
    marks,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paratui.domain.card import Card
    from paratui.domain.checklist import Checklist
    from paratui.domain.conflict.known_names import KnownNames
    from paratui.domain.consent_rules import ConsentRules
    from paratui.domain.danger_words import DangerWords
    from paratui.domain.guard import Guards
    from paratui.domain.number_place import AreaCodes
    from paratui.domain.practice_area import PracticeArea
    from paratui.domain.process_map import ProcessMaps
    from paratui.services.desk import Desk
    from paratui.store.office_data_file import Marks
    from paratui.store.office_data_tables import Found

Table = TypeVar("Table")


class _Kept(Generic[Table]):
    """One table: as it was read last, and the files it was read from as they stood then."""

    def __init__(
        self, folder: Path | None, read: Callable[[Path | None], Found[Table]], *names: str, late: bool = False
    ) -> None:
        self.name = names[0]
        self._late = late
        self._folder = folder
        self._names = names
        self._read = read
        self._reading = Lock()
        self._found: Found[Table] | None = None
        self._marks: list[Marks] = []

    @property
    def found(self) -> Found[Table]:
        """The table as it stands, read now if nobody has yet."""
        found = self._found
        if found is not None:
            return found
        with self._reading:
            return self._found or self._read_now()

    @property
    def known_problems(self) -> tuple[str, ...]:
        """The problems that were found when it was read last; none when it was not."""
        return self._found.problems if self._found else ()

    @property
    def waits(self) -> bool:
        """Whether it is left until somebody asks for it: nobody did, and the office wrote none to be looked over."""
        return self._late and self._found is None and not any(self._marks_now())

    def read(self) -> None:
        """Read it, unless it was read."""
        if self._found is None:
            self.refresh()

    def refresh(self) -> None:
        """Read it anew if a file was changed since."""
        with self._reading:
            if self._found is None or self._marks_now() != self._marks:
                self._read_now()

    def _read_now(self) -> Found[Table]:
        # Before the reading: a file that is changed meanwhile is read once more.
        self._marks = self._marks_now()
        self._found = self._read(self._folder)
        return self._found

    def _marks_now(self) -> list[Marks]:
        return [marks(self._folder, name) for name in self._names]


class OfficeTables:
    """The office's tables, its own files before the shipped ones; `problems` says which file cannot be used."""

    def __init__(self, desk: Desk) -> None:
        folder = self._folder = desk.folder
        self._checklists = _Kept(folder, _checklists, CHECKLISTS)
        self._cards = _Kept(folder, _cards, CARDS)
        self._consent = _Kept(folder, _consent, CONSENT)
        self._areas = _Kept(folder, _areas, PRACTICE_AREAS)
        self._guards = _Kept(folder, _guards, GUARDS, CARDS)
        # The largest by far, and few calls ask for it.
        self._names = _Kept(folder, _names, NICKNAMES, late=True)
        self._area_codes = _Kept(folder, _area_codes, AREA_CODES)
        self._process_maps = _Kept(folder, _process_maps, PROCESS_MAPS)
        self._watched: dict[str, DangerWords] = {}
        self._making_ready = Lock()

    @property
    def checklists(self) -> dict[str, Checklist]:
        """The checklists by id, with the shipped one where the office's own cannot be used."""
        return self._checklists.found.table

    def checklists_now(self) -> dict[str, Checklist]:
        """The same, read anew first if somebody changed one: a call begins with what the office says now."""
        self._checklists.refresh()
        return self.checklists

    def cannot_read(self, checklist: str) -> bool:
        """Whether the office has a checklist of this id that cannot be read as it is, or the folder of them."""
        place = self._folder / CHECKLISTS if self._folder else None
        mine = (f"{place / f'{checklist}.toml'}", f"{place} ") if place else ()
        return any(problem.startswith(mine) for problem in self._checklists.known_problems)

    @property
    def cards(self) -> dict[str, Card]:
        """The cards by id."""
        return self._cards.found.table

    @property
    def consent(self) -> ConsentRules:
        """The rules of recording; without any place when the office's own file cannot be used."""
        return self._consent.found.table

    @property
    def areas(self) -> dict[str, PracticeArea]:
        """The question sets by id."""
        return self._areas.found.table

    @property
    def guards(self) -> Guards:
        """What we must not say, and the date words of every matter."""
        return self._guards.found.table

    @property
    def known_names(self) -> KnownNames:
        """Short forms and other spellings of names."""
        return self._names.found.table

    @property
    def area_codes(self) -> AreaCodes:
        """Where phone numbers may come from."""
        return self._area_codes.found.table

    @property
    def process_maps(self) -> ProcessMaps:
        """Where a matter of each practice area may stand, in plain words."""
        return self._process_maps.found.table

    def watched(self, area: str = "") -> DangerWords:
        """The words to watch for in a call of a practice area; empty while it is not known.

        Made ready when they are first asked for, which takes some milliseconds: a call does so in a thread.
        """
        ready = self._watched.get(area)
        if ready is not None:
            return ready
        with self._making_ready:
            if area not in self._watched:
                self._watched[area] = self._made_ready(area)
            return self._watched[area]

    @property
    def problems(self) -> tuple[str, ...]:
        """A sentence for each of the office's own files that cannot be used."""
        return tuple(problem for kept in self._all() for problem in kept.found.problems)

    @property
    def unusable(self) -> tuple[str, ...]:
        """The names of the files and folders that `problems` is about."""
        return tuple(kept.name for kept in self._all() if kept.found.problems)

    def load(self) -> None:
        """Read everything calls begin with that is not read yet; takes a moment, so call it from a thread."""
        for kept in self._all():
            kept.read()

    def refresh(self) -> tuple[str, ...]:
        """Read anew what was changed since it was read, from a thread; names what has a new problem."""
        before = {kept.name: kept.known_problems for kept in self._all()}
        guards, areas = self.guards, self.areas
        for kept in self._all():
            kept.refresh()
        if self.guards is not guards or self.areas is not areas:
            with self._making_ready:
                # Under nobody's fingers: until then a call goes on with the words as they were.
                self._watched = {area: self._made_ready(area) for area in self._watched}
        return tuple(kept.name for kept in self._all() if set(kept.found.problems) - set(before[kept.name]))

    def _made_ready(self, area: str) -> DangerWords:
        from paratui.domain.practice_area import watched_words  # noqa: PLC0415 - loads with the first call

        return watched_words(self.guards, self.areas.values(), area)

    def _all(self) -> tuple[_Kept[Any], ...]:
        kept: tuple[_Kept[Any], ...] = (
            self._consent,
            self._checklists,
            self._cards,
            self._areas,
            self._guards,
            self._names,
            self._area_codes,
            self._process_maps,
        )
        return tuple(one for one in kept if not one.waits)


# The tables load with the first call, not with the program.


def _checklists(folder: Path | None) -> Found[dict[str, Checklist]]:
    from paratui.store.office_data_tables import usable_checklists  # noqa: PLC0415 - as said above

    return usable_checklists(folder)


def _cards(folder: Path | None) -> Found[dict[str, Card]]:
    from paratui.store.office_data_tables import usable_cards  # noqa: PLC0415 - as said above

    return usable_cards(folder)


def _consent(folder: Path | None) -> Found[ConsentRules]:
    from paratui.store.office_data_tables import consent_rules  # noqa: PLC0415 - as said above

    return consent_rules(folder)


def _areas(folder: Path | None) -> Found[dict[str, PracticeArea]]:
    from paratui.store.office_data_tables import practice_areas  # noqa: PLC0415 - as said above

    return practice_areas(folder)


def _guards(folder: Path | None) -> Found[Guards]:
    from paratui.store.office_data_tables import guards  # noqa: PLC0415 - as said above

    return guards(folder)


def _names(folder: Path | None) -> Found[KnownNames]:
    from paratui.store.office_data_tables import known_names  # noqa: PLC0415 - as said above

    return known_names(folder)


def _area_codes(folder: Path | None) -> Found[AreaCodes]:
    from paratui.store.office_data_tables import area_codes  # noqa: PLC0415 - as said above

    return area_codes(folder)


def _process_maps(folder: Path | None) -> Found[ProcessMaps]:
    from paratui.store.office_data_tables import process_maps  # noqa: PLC0415 - as said above

    return process_maps(folder)
