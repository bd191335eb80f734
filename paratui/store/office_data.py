"""The office's words: checklists and cards, the shipped ones and the office's own that stand before them.

The office's own lie in its folder as `checklists/*.toml` and `cards.toml`; one with the id of a shipped one
takes its place. A file that cannot be used is reported, never passed over in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paratui.domain.card import Card, read_cards
from paratui.domain.checklist import Checklist, read_checklist
from paratui.domain.errors import BadInput, OfficeError
from paratui.store.office_data_file import CARDS, CHECKLISTS, named, own_file, read_toml, shipped, toml_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Checklists:
    """The checklists by id, and a sentence for each of the office's own files that cannot be used.

    Where such a file would have stood before a shipped checklist, the shipped one is in `found`: show the
    problem with it, for it is not what the office wrote.
    """

    found: dict[str, Checklist]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cards:
    """The cards by id, in their order, and a sentence for what cannot be used; iterates over the cards."""

    found: dict[str, Card]
    problems: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Card]:
        return iter(self.found.values())


def checklists(folder: Path | None) -> Checklists:
    """Every checklist of an office; `folder` None gives the shipped ones."""
    found = {one.id: one for one in map(_checklist_in, toml_files(shipped(CHECKLISTS)))}
    problems = []
    for path in toml_files(folder / CHECKLISTS) if folder else ():
        try:
            one = _checklist_in(path)
        except BadInput as error:
            problems.append(_unusable(str(error), stands_in=path.name.removesuffix(".toml") in found))
        else:
            found[one.id] = one
    return Checklists(found, tuple(problems))


def checklist(folder: Path | None, wanted: str) -> Checklist:
    """One checklist by id, the office's own before the shipped one.

    Raises OfficeError when there is none, or when the office's own cannot be used: `checklists` then has the
    shipped one to offer.
    """
    name = f"{wanted}.toml"
    own = named(folder / CHECKLISTS, name) if folder else None
    ours = named(shipped(CHECKLISTS), name)
    path = own or ours
    if path is None:
        known = ", ".join(sorted(checklists(folder).found))
        raise OfficeError(f'There is no checklist "{wanted}"; this office has {known}')
    try:
        return _checklist_in(path)
    except BadInput as error:
        raise OfficeError(_unusable(str(error), stands_in=ours is not None)) from None


def cards(folder: Path | None) -> Cards:
    """Every card of an office; `folder` None gives the shipped ones."""
    found = {card.id: card for card in read_cards(read_toml(shipped(CARDS)), CARDS)}
    own = own_file(folder, CARDS)
    if own is None:
        return Cards(found)
    try:
        found |= {card.id: card for card in read_cards(read_toml(own), str(own))}
    except BadInput as error:
        return Cards(found, (f"{error} (until then the shipped cards are shown)",))
    return Cards(found)


def demo_data(name: str) -> dict[str, Any]:
    """The contents of one of the shipped files the demo office is made from, such as `people`."""
    return read_toml(shipped("demo") / f"{name}.toml")


def _checklist_in(path: Path) -> Checklist:
    """The checklist of one file; its id is the file's name, so a broken file still says what it was."""
    own_id = path.name.removesuffix(".toml")
    doc = {"id": own_id} | read_toml(path)
    if doc["id"] != own_id:
        raise BadInput(f'{path}: the id is "{doc["id"]}"; make it "{own_id}" like the file, or rename the file')
    return read_checklist(doc, str(path))


def _unusable(sentence: str, *, stands_in: bool) -> str:
    """What is wrong, and what stands in until it is mended."""
    return f"{sentence} (or move the file away to use the shipped checklist)" if stands_in else sentence
