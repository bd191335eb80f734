"""The data file of area codes: read and checked. Loaded only where such a file is read."""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003 - pydantic reads the annotations of its models at run time
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from paratui.domain.data_file import what_is_wrong
from paratui.domain.errors import BadInput
from paratui.domain.number_place import Area, AreaCodes

_REGION = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


def _area_code(number: int) -> int:
    if not 200 <= number <= 999:
        raise ValueError(f"{number} is no area code; they have three digits and begin with 2 to 9")
    return number


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f'"{name}" is no time zone; write one such as America/Chicago') from None
    return name


def _region(code: str) -> str:
    if not _REGION.fullmatch(code):
        raise ValueError(f'"{code}" is no region; write one such as US-CA, CA-ON or JM')
    return code


_AreaCode = Annotated[int, AfterValidator(_area_code)]
_Zone = Annotated[str, AfterValidator(_zone)]
_Region = Annotated[str, AfterValidator(_region)]


class _Placed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    place: str = Field(min_length=1)
    regions: tuple[_Region, ...] = Field(min_length=1)
    zones: tuple[_Zone, ...] = Field(min_length=1)
    area_codes: tuple[_AreaCode, ...] = Field(min_length=1)


class _WithoutPlace(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str = Field(min_length=1)
    area_codes: tuple[_AreaCode, ...] = Field(min_length=1)


class _AreaCodes(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str = Field(min_length=1)
    source: str = Field(min_length=1)
    reviewed: date
    verified_by: str = ""
    areas: tuple[_Placed, ...] = ()
    without_place: tuple[_WithoutPlace, ...] = ()
    countries: dict[_Region, str] = Field(default_factory=dict)


def read_area_codes(doc: dict[str, Any], file: str) -> AreaCodes:
    """The table a data file describes; raises BadInput naming file, entry and field to mend."""
    try:
        read = _AreaCodes.model_validate(doc)
    except ValidationError as error:
        lists = {"areas": "area", "without_place": "without_place"}
        raise BadInput(what_is_wrong(error, file, doc, lists, _AreaCodes)) from None
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
