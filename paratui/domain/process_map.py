"""A process map: the steps a matter of one practice area usually goes through, in plain words for a client.

Words of the office, not law: no step has a time, and none says what will come of it.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads the annotations at run time
from typing import Annotated, Any

from msgspec import Meta

from paratui.domain.data_file import Filled, Table, read_table
from paratui.domain.errors import BadInput


class ProcessStep(Table, frozen=True, kw_only=True):
    """One step: `title` for a list, `says` what it means, as a client is told."""

    id: Filled
    title: Annotated[str, Meta(min_length=1, max_length=24)]
    says: Filled


class ProcessMap(Table, frozen=True, kw_only=True):
    """The steps of one practice area, in the order they usually come."""

    area: Filled
    title: Filled
    steps: Annotated[tuple[ProcessStep, ...], Meta(min_length=2)]

    def step(self, step: str) -> ProcessStep | None:
        """The step of an id."""
        return next((one for one in self.steps if one.id == step), None)


class ProcessMaps(Table, frozen=True, kw_only=True):
    """The maps of the office; `verified_by` names the attorney who approved their words, empty when nobody has."""

    version: Filled
    source: Filled
    reviewed: date
    verified_by: str = ""
    maps: Annotated[tuple[ProcessMap, ...], Meta(min_length=1)]

    def of(self, area: str) -> ProcessMap | None:
        """The map of a practice area."""
        return next((one for one in self.maps if one.area == area), None)


def read_process_maps(doc: dict[str, Any], file: str) -> ProcessMaps:
    """The maps a data file describes; raises BadInput naming file, entry and field to mend."""
    read = read_table(ProcessMaps, doc, file, {"maps": "map"})
    for one in read.maps:
        ids = [step.id for step in one.steps]
        if len(set(ids)) < len(ids):
            raise BadInput(f"{file}: two steps of {one.title} have one id; give each its own")
    return read
