"""Each duty towards a client has a place a user can point at, and every place that is named is really there."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from paratui.domain import clocks
from paratui.domain.call import Call
from paratui.domain.duty import Duty
from paratui.domain.follow_up import FollowUp
from paratui.domain.matter import Matter
from paratui.domain.note_line import Kind
from paratui.domain.person import Person
from paratui.store.office_data import cards, checklists
from paratui.ui.commands.command import Command

DUTIES = tomllib.loads((Path(__file__).parent / "duties.toml").read_text())["duties"]
RECORDS = {record.__name__: record for record in (Call, FollowUp, Matter, Person)}
OFFICE = Path(clocks.__file__).parents[1] / "office"
COMMANDS = Path(import_module("paratui.ui.commands.command").__file__).parent
CLI = Path(clocks.__file__).parents[1] / "cli"


def _steps() -> set[str]:
    return {f"{one.id}/{step.id}" for one in checklists(None).found.values() for step in one.steps}


def _guards() -> dict[str, str]:
    found = tomllib.loads((OFFICE / "guards.toml").read_text())["guards"]
    return {guard["id"]: guard["card"] for guard in found}


def _commands() -> set[str]:
    found: set[str] = set()
    for path in COMMANDS.glob("*.py"):
        module = import_module(f"paratui.ui.commands.{path.stem}")
        found |= {
            one.id
            for one in vars(module).values()
            if isinstance(one, type) and issubclass(one, Command) and getattr(one, "id", "")
        }
    return found


PLACES = {
    "step": _steps(),
    "card": set(cards(None).found),
    "guard": set(_guards()),
    "command": _commands(),
    "kind": {kind.value for kind in Kind},
    "clock": {name for name in clocks.__all__ if callable(getattr(clocks, name))},
    "field": {f"{name}.{field}" for name, record in RECORDS.items() for field in record.__struct_fields__},
    "duty": {duty.value for duty in Duty},
    "report": {path.stem for path in CLI.glob("*.py") if "\ndef run(" in path.read_text()},
}


def test_the_table_holds_every_duty_once_in_order() -> None:
    assert [duty["id"] for duty in DUTIES] == [f"M{number:03d}" for number in range(1, 57)]
    assert all(duty["duty"].strip() for duty in DUTIES)


@pytest.mark.parametrize("duty", DUTIES, ids=[duty["id"] for duty in DUTIES])
def test_each_duty_has_a_place_and_the_place_is_there(duty) -> None:
    assert duty["places"], f"{duty['id']} has no place: {duty['duty']}"
    for place in duty["places"]:
        ((what, where),) = place.items()
        assert what in PLACES, f"{duty['id']}: a place is no {what}"
        assert where in PLACES[what], f"{duty['id']}: there is no {what} {where}"


@pytest.mark.parametrize("number", range(1, 21))
def test_each_of_the_twenty_guidelines_points_at_a_step_that_says_it_serves_it(number) -> None:
    rows = [duty for duty in DUTIES if duty["duty"].startswith(f"{number}:")]
    named = {place["step"] for duty in rows for place in duty["places"] if "step" in place}
    walks = checklists(None).found
    serving = {
        f"{one.id}/{step.id}" for one in walks.values() for step in one.steps if number in step.guideline
    }
    assert named & serving, f"guideline {number} is served by no step that its row names"


def test_every_guard_brings_up_a_card_there_is() -> None:
    assert set(_guards().values()) <= PLACES["card"]
