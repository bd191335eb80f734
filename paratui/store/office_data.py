"""The office's words: checklists and cards, the shipped ones and the office's own that stand before them.

The office's own lie in its folder as `checklists/*.toml` and `cards.toml`; one with the id of a shipped one
takes its place. A file that cannot be used is reported, never passed over in silence.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from paratui.domain.card import Card, read_cards
from paratui.domain.checklist import Checklist, read_checklist
from paratui.domain.errors import BadInput, OfficeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

SHIPPED = "paratui.office"
CHECKLISTS = "checklists"
CARDS = "cards.toml"


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
    found = {one.id: one for one in map(_checklist_in, _toml_files(files(SHIPPED) / CHECKLISTS))}
    problems = []
    for path in _toml_files(folder / CHECKLISTS) if folder else ():
        try:
            one = _checklist_in(path)
        except BadInput as error:
            problems.append(_unusable(str(error), shipped=path.name.removesuffix(".toml") in found))
        else:
            found[one.id] = one
    return Checklists(found, tuple(problems))


def checklist(folder: Path | None, wanted: str) -> Checklist:
    """One checklist by id, the office's own before the shipped one.

    Raises OfficeError when there is none, or when the office's own cannot be used: `checklists` then has the
    shipped one to offer.
    """
    name = f"{wanted}.toml"
    own = _named(folder / CHECKLISTS, name) if folder else None
    shipped = _named(files(SHIPPED) / CHECKLISTS, name)
    path = own or shipped
    if path is None:
        known = ", ".join(sorted(checklists(folder).found))
        raise OfficeError(f'There is no checklist "{wanted}"; this office has {known}')
    try:
        return _checklist_in(path)
    except BadInput as error:
        raise OfficeError(_unusable(str(error), shipped=shipped is not None)) from None


def cards(folder: Path | None) -> Cards:
    """Every card of an office; `folder` None gives the shipped ones."""
    shipped = files(SHIPPED) / CARDS
    found = {card.id: card for card in read_cards(_toml(shipped), CARDS)}
    own = _named(folder, CARDS) if folder else None
    if own is None:
        return Cards(found)
    try:
        found |= {card.id: card for card in read_cards(_toml(own), str(own))}
    except BadInput as error:
        return Cards(found, (f"{error} (until then the shipped cards are shown)",))
    return Cards(found)


def demo_data(name: str) -> dict[str, Any]:
    """The contents of one of the shipped files the demo office is made from, such as `people`."""
    return _toml(files(SHIPPED) / "demo" / f"{name}.toml")


def _checklist_in(path: Traversable) -> Checklist:
    """The checklist of one file; its id is the file's name, so a broken file still says what it was."""
    own_id = path.name.removesuffix(".toml")
    doc = {"id": own_id} | _toml(path)
    if doc["id"] != own_id:
        raise BadInput(f'{path}: the id is "{doc["id"]}"; make it "{own_id}" like the file, or rename the file')
    return read_checklist(doc, str(path))


def _toml(path: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise BadInput(_locked(path, error)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} is not valid TOML ({error}); mend that line") from None


def _toml_files(folder: Traversable) -> list[Traversable]:
    return sorted(
        (path for path in _entries(folder) if path.name.endswith(".toml") and not path.name.startswith(".")),
        key=lambda path: path.name,
    )


def _named(folder: Traversable, name: str) -> Traversable | None:
    """The file of that name in a folder; a name that leads elsewhere names no file."""
    return next((path for path in _entries(folder) if path.name == name), None)


def _entries(folder: Traversable) -> list[Traversable]:
    """What lies in a folder, nothing when there is none. Raises OfficeError when it cannot be read."""
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise OfficeError(_locked(folder, error)) from None


def _unusable(sentence: str, *, shipped: bool) -> str:
    """What is wrong, and what stands in until it is mended."""
    return f"{sentence} (or move the file away to use the shipped checklist)" if shipped else sentence


def _locked(path: Traversable, error: OSError) -> str:
    return f"{path} cannot be read ({error.strerror}); ask the office's admin for access"
