"""What `--json` prints, as another program would read it: a reader of its own, strict about every field and type."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from tests.terminal.office import demo_office

BIGGEST_ID = 2**63 - 1
RecordId = Annotated[int, Field(gt=0, le=BIGGEST_ID)]


def of_utc(text: object) -> object:
    """A moment is UTC, to the second, with a Z."""
    assert isinstance(text, str)
    assert text.endswith("Z")
    assert len(text) == len("2026-11-20T00:13:26Z")
    return datetime.fromisoformat(text)


Moment = Annotated[datetime, BeforeValidator(of_utc)]


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class QueueRow(Row):
    number: Annotated[int, Field(gt=0)]
    text: Annotated[str, Field(min_length=1)]
    kind: Annotated[str, Field(min_length=1)]
    status: Annotated[str, Field(pattern=r"^(open|claimed|snoozed|waiting_\w+)$")]
    due: Moment | Literal[""] | None
    assignee: str
    person: str
    matter: str
    call: RecordId | Literal[0] | None
    why: Annotated[str, Field(min_length=1)]


class LogRow(Row):
    id: RecordId
    started: Moment
    seconds: Annotated[int, Field(ge=0)]
    staff: Annotated[str, Field(min_length=1)]
    person: str
    matter: Annotated[str, Field(pattern=r"^(\d{4}-\d{4})?$")]
    phone: Annotated[str, Field(pattern=r"^(\+\d+(;ext=\d+)?)?$|^[^+]")]
    channel: Literal["phone", "voicemail", "video", "in_person", "email", "letter", "text"]
    outcome: str


class StaffRow(Row):
    login: Annotated[str, Field(min_length=1)]
    name: str
    role: Annotated[str, Field(min_length=1)]
    title: str
    initials: Annotated[str, Field(pattern=r"^\w{0,4}$")]
    left: str | None


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    where = tmp_path_factory.mktemp("contract")
    (where / "home").mkdir()
    return demo_office(where / "office", where / "home")


@pytest.mark.parametrize(
    ("command", "row", "least"),
    [("queue", QueueRow, 10), ("log", LogRow, 20), ("staff", StaffRow, 3)],
    ids=["queue", "log", "staff"],
)
def test_every_row_is_read_by_a_program_that_knows_only_the_documented_fields(demo, command, row, least):
    rows = TypeAdapter(list[row]).validate_python(demo.json(command))
    assert len(rows) >= least
    assert list(row.model_fields) == list(demo.json(command)[0])
