"""The tables a call is taken by: recording rules, names, question sets, watched words, area codes.

The office's own file stands before the shipped one. One that cannot be used gives the shipped table and a
sentence; for the recording rules it gives no place at all, so that a slip in the file loosens nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from paratui.domain.area_codes import read_area_codes
from paratui.domain.conflict.known_names import KnownNames, read_known_names
from paratui.domain.consent_rules import ConsentRules, read_consent_rules
from paratui.domain.errors import BadInput, OfficeError
from paratui.domain.guard import Guards, read_guards
from paratui.domain.practice_area import PracticeArea, read_practice_area
from paratui.domain.process_map import ProcessMaps, read_process_maps
from paratui.store.office_data import cards, checklists
from paratui.store.office_data_file import (
    AREA_CODES,
    CONSENT,
    GUARDS,
    NICKNAMES,
    PRACTICE_AREAS,
    PROCESS_MAPS,
    own_file,
    read_toml,
    shipped,
    toml_files,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paratui.domain.card import Card
    from paratui.domain.checklist import Checklist
    from paratui.domain.number_place import AreaCodes

Table = TypeVar("Table")


@dataclass(frozen=True)
class Found(Generic[Table]):
    """A table as it is to be used, and a sentence for each of the office's own files that cannot be."""

    table: Table
    problems: tuple[str, ...] = ()


def usable_checklists(folder: Path | None) -> Found[dict[str, Checklist]]:
    """The checklists by id; the shipped ones when nobody can tell what the office has."""
    try:
        read = checklists(folder)
    except OfficeError as error:
        return Found(checklists(None).found, (f"{error} (until then the shipped checklists are used)",))
    return Found(read.found, read.problems)


def usable_cards(folder: Path | None) -> Found[dict[str, Card]]:
    """The cards by id; the shipped ones when the office's own cannot be used."""
    try:
        read = cards(folder)
    except OfficeError as error:
        return Found(cards(None).found, (f"{error} (until then the shipped cards are shown)",))
    return Found(read.found, read.problems)


def consent_rules(folder: Path | None) -> Found[ConsentRules]:
    """The recording rules: the office's places before the shipped ones of the same code."""
    ours = read_consent_rules(read_toml(shipped(CONSENT)), CONSENT)
    return _own_or(
        folder,
        CONSENT,
        lambda doc, file: read_consent_rules(doc, file, ours),
        ours,
        instead=ours.without_places(),
        until_then="everyone must agree to every recording",
    )


def known_names(folder: Path | None) -> Found[KnownNames]:
    """Short forms and spellings of names: the office's own file in place of the shipped one."""
    ours = read_known_names(read_toml(shipped(NICKNAMES)), NICKNAMES)
    return _own_or(folder, NICKNAMES, read_known_names, ours, until_then="the shipped names are used")


def guards(folder: Path | None) -> Found[Guards]:
    """The words watched for: the office's own file in place of the shipped one. A guard brings a card it has."""
    known = usable_cards(folder).table
    ours = read_guards(read_toml(shipped(GUARDS)), GUARDS, known)
    return _own_or(
        folder,
        GUARDS,
        lambda doc, file: read_guards(doc, file, known),
        ours,
        until_then="the shipped words are watched",
    )


def area_codes(folder: Path | None) -> Found[AreaCodes]:
    """Where numbers may come from: the office's own area codes before the shipped ones, code by code."""
    ours = read_area_codes(read_toml(shipped(AREA_CODES)), AREA_CODES)
    return _own_or(
        folder,
        AREA_CODES,
        lambda doc, file: ours.after(read_area_codes(doc, file)),
        ours,
        until_then="the shipped area codes are used",
    )


def process_maps(folder: Path | None) -> Found[ProcessMaps]:
    """Where matters stand in plain words: the office's own file in place of the shipped one."""
    ours = read_process_maps(read_toml(shipped(PROCESS_MAPS)), PROCESS_MAPS)
    return _own_or(folder, PROCESS_MAPS, read_process_maps, ours, until_then="the shipped maps are shown")


def practice_areas(folder: Path | None) -> Found[dict[str, PracticeArea]]:
    """The question sets by id; one of the office's own with the id of a shipped one takes its place."""
    found = {one.id: one for one in map(_area_in, toml_files(shipped(PRACTICE_AREAS)))}
    problems = []
    try:
        own = toml_files(folder / PRACTICE_AREAS) if folder else []
    except OfficeError as error:
        return Found(found, (f"{error} (until then the shipped questions are asked)",))
    for path in own:
        try:
            area = _area_in(path)
        except BadInput as error:
            stands_in = path.name.removesuffix(".toml") in found
            problems.append(f"{error} (until then the shipped questions are asked)" if stands_in else str(error))
        else:
            found[area.id] = area
    return Found(found, tuple(problems))


def _area_in(path: Path) -> PracticeArea:
    """The question set of one file; its id is the file's name, so a broken file still says what it was."""
    own_id = path.name.removesuffix(".toml")
    doc = {"id": own_id} | read_toml(path)
    if doc["id"] != own_id:
        raise BadInput(f'{path}: the id is "{doc["id"]}"; make it "{own_id}" like the file, or rename the file')
    return read_practice_area(doc, str(path))


def _own_or(
    folder: Path | None,
    name: str,
    read: Callable[[dict[str, Any], str], Table],
    ours: Table,
    *,
    instead: Table | None = None,
    until_then: str,
) -> Found[Table]:
    """What the office's own file says, the shipped table when it has none; `instead` when it cannot be used."""
    try:
        own = own_file(folder, name)
        return Found(read(read_toml(own), str(own)) if own else ours)
    except (BadInput, OfficeError) as error:
        return Found(ours if instead is None else instead, (f"{error} (until then {until_then})",))
