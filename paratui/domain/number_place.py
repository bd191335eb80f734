"""Where a phone number may come from. A guess and never more: people keep their number when they move."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from paratui.domain.phone import region_of, zones

if TYPE_CHECKING:
    from collections.abc import Mapping

_NORTH_AMERICA = "+1"
_ZIP = re.compile(r"[,\s]+\d{5}(-\d{4})?$", re.ASCII)
_LETTERS = re.compile(r"\s([A-Z]{2})$")


class Area(NamedTuple):
    """What one area code says. `regions` are ISO 3166 ("US-CA"), `zones` every IANA zone it reaches into.

    `kind` is empty for the code of a place, otherwise what such numbers are: "toll-free", "premium rate".
    """

    place: str = ""
    regions: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    kind: str = ""


class Guess(NamedTuple):
    """Where somebody with this number may be; `place` is empty when the number tells nothing.

    `sure` is there so that nobody who reads a guess can take it for what the person has stated.
    """

    place: str = ""
    zones: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    kind: str = ""
    sure: Literal[False] = False

    @property
    def words(self) -> str:
        """The guess for the eye: "California (guess)", "toll-free, no place", or nothing."""
        if self.place:
            return f"{self.place} (guess)"
        return f"{self.kind}, no place" if self.kind else ""


@dataclass(frozen=True)
class AreaCodes:
    """The office's table: areas by area code, names of countries by region code, and where it comes from."""

    areas: Mapping[str, Area] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    source: str = ""
    reviewed: str = ""
    verified_by: str = ""

    def after(self, own: AreaCodes) -> AreaCodes:
        """The table with an office's own before it, code by code; what it says of itself is the office's.

        Verified it is only when both are: who signs the own one has not read the shipped codes.
        """
        return AreaCodes(
            {**self.areas, **own.areas},
            {**self.countries, **own.countries},
            own.version,
            own.source,
            own.reviewed,
            self.verified_by and own.verified_by,
        )

    def zones_of(self, stated: str) -> tuple[str, ...]:
        """The zones of a place as somebody states it: "CA", "California", "Fresno, CA"; none when not known."""
        plain = _ZIP.sub("", " ".join(stated.replace(".", "").split()))
        letters = _LETTERS.search(plain)
        for part in (plain, plain.rpartition(",")[2].strip(), letters[1] if letters else ""):
            if found := self._by_place.get(part.casefold().removeprefix("the ")):
                return found
        return ()

    @cached_property
    def _by_place(self) -> dict[str, tuple[str, ...]]:
        known: dict[str, tuple[str, ...]] = {}
        for area in self.areas.values():
            # Letters alone name a state or province, as addresses do: KY is Kentucky and not the Cayman Islands.
            short = [region.partition("-")[2] for region in area.regions]
            names = (*area.place.removeprefix("the ").split(" or "), *(r for r in area.regions if "-" in r), *short)
            for name in dict.fromkeys(name.casefold() for name in names if name):
                known[name] = tuple(dict.fromkeys((*known.get(name, ()), *area.zones)))
        return known


def guess(number: str, table: AreaCodes) -> Guess:
    """Where a kept number (E.164) may come from; says nothing for what is no such number. Never raises."""
    if number.startswith(_NORTH_AMERICA):
        area = table.areas.get(number[2:5])
        return Guess(area.place, area.zones, area.regions, area.kind) if area else Guess()
    region = region_of(number)
    if not region:
        return Guess()
    return Guess(table.countries.get(region, region), zones(number), (region,))
