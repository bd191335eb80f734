"""A process map: the steps a matter of one practice area usually goes through, in plain words for a client.

Words of the office, not law: no step has a time, and none says what will come of it.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic reads the annotations of its models at run time
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from paratui.domain.data_file import what_is_wrong
from paratui.domain.errors import BadInput


class ProcessStep(BaseModel):
    """One step: `title` for a list, `says` what it means, as a client is told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    title: str = Field(min_length=1, max_length=24)
    says: str = Field(min_length=1)


class ProcessMap(BaseModel):
    """The steps of one practice area, in the order they usually come."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    area: str = Field(min_length=1)
    title: str = Field(min_length=1)
    steps: tuple[ProcessStep, ...] = Field(min_length=2)

    def step(self, step: str) -> ProcessStep | None:
        """The step of an id."""
        return next((one for one in self.steps if one.id == step), None)


class ProcessMaps(BaseModel):
    """The maps of the office; `verified_by` names the attorney who approved their words, empty when nobody has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str = Field(min_length=1)
    source: str = Field(min_length=1)
    reviewed: date
    verified_by: str = ""
    maps: tuple[ProcessMap, ...] = Field(min_length=1)

    def of(self, area: str) -> ProcessMap | None:
        """The map of a practice area."""
        return next((one for one in self.maps if one.area == area), None)


def read_process_maps(doc: dict[str, Any], file: str) -> ProcessMaps:
    """The maps a data file describes; raises BadInput naming file, entry and field to mend."""
    try:
        read = ProcessMaps.model_validate(doc)
    except ValidationError as error:
        raise BadInput(what_is_wrong(error, file, doc, {"maps": "map"}, ProcessMaps)) from None
    for one in read.maps:
        ids = [step.id for step in one.steps]
        if len(set(ids)) < len(ids):
            raise BadInput(f"{file}: two steps of {one.title} have one id; give each its own")
    return read
