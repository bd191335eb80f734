"""The data file of area codes: read and checked. Loaded only where such a file is read."""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003 - msgspec reads the annotations at run time
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Meta

from paratui.domain.data_file import Filled, Table, fit, read_table
from paratui.domain.errors import BadInput
from paratui.domain.number_place import Area, AreaCodes

if TYPE_CHECKING:
    from collections.abc import Iterable

_REGION = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


def _area_codes(numbers: Iterable[int]) -> None:
    for number in numbers:
        if not 200 <= number <= 999:
            raise ValueError(f"{number} is no area code; they have three digits and begin with 2 to 9")


def _zones(names: Iterable[str]) -> None:
    for name in names:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f'"{name}" is no time zone; write one such as America/Chicago') from None


def _regions(codes: Iterable[str]) -> None:
    for code in codes:
        if not _REGION.fullmatch(code):
            raise ValueError(f'"{code}" is no region; write one such as US-CA, CA-ON or JM')


class _Placed(Table, frozen=True, kw_only=True):
    place: Filled
    regions: Annotated[tuple[str, ...], Meta(min_length=1)]
    zones: Annotated[tuple[str, ...], Meta(min_length=1)]
    area_codes: Annotated[tuple[int, ...], Meta(min_length=1)]

    def __post_init__(self) -> None:
        fit(self, "regions", _regions)
        fit(self, "zones", _zones)
        fit(self, "area_codes", _area_codes)


class _WithoutPlace(Table, frozen=True, kw_only=True):
    kind: Filled
    area_codes: Annotated[tuple[int, ...], Meta(min_length=1)]

    def __post_init__(self) -> None:
        fit(self, "area_codes", _area_codes)


class _AreaCodes(Table, frozen=True, kw_only=True):
    version: Filled
    source: Filled
    reviewed: date
    verified_by: str = ""
    areas: tuple[_Placed, ...] = ()
    without_place: tuple[_WithoutPlace, ...] = ()
    countries: dict[str, str] = {}  # noqa: RUF012 - msgspec copies it for each

    def __post_init__(self) -> None:
        fit(self, "countries", _regions)


def read_area_codes(doc: dict[str, Any], file: str) -> AreaCodes:
    """The table a data file describes; raises BadInput naming file, entry and field to mend."""
    read = read_table(_AreaCodes, doc, file, {"areas": "area", "without_place": "without_place"})
    areas: dict[str, Area] = {}
    for codes, area in (
        *((one.area_codes, Area(one.place, one.regions, one.zones)) for one in read.areas),
        *((one.area_codes, Area(kind=one.kind)) for one in read.without_place),
    ):
        for code in codes:
            if str(code) in areas:
                raise BadInput(f"{file}: the area code {code} stands there twice; take one of them out")
            areas[str(code)] = area
    return AreaCodes(
        areas, read.countries, read.version, read.source, read.reviewed.isoformat(), read.verified_by.strip()
    )
