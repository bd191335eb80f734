"""The page of a call tells everything it holds; an attorney verifies its reported dates there."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from paratui.domain.ids import make_id
from paratui.domain.wall_clock import from_utc_text
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder
from tests.full_call import full_call, full_check
from tests.terminal.office import NOW, at_the_queue, said


@pytest.fixture
def intake(demo, clock) -> int:
    """The id of the intake, the newest call of the demo office."""
    clock.set(from_utc_text(NOW) - timedelta(minutes=5))
    call, check = make_id(clock.now(), 1), make_id(clock.now(), 2)
    store = open_folder(demo.folder, "ana", clock)
    fresh = full_call(call, check, started="2026-11-24T16:40:00Z", ended="2026-11-24T17:04:10Z")
    store.commit([Put("call", fresh.doc()), Put("conflict_check", full_check(check, call).doc())])
    store.close()
    return call


def on_the_page(terminal):
    """Open the newest call of the log."""
    at_the_queue(terminal).type("<f4>")
    terminal.wait_for(re.compile("^▸.*Maria Garcia", re.MULTILINE))
    terminal.type("<enter>")
    terminal.wait_for("papers served: last Tuesday")
    return terminal


def test_the_page_scrolls_through_everything_the_call_holds(demo, intake):
    with demo.terminal("ana") as terminal:
        on_the_page(terminal)
        terminal.wait_for("(read back)")
        terminal.wait_for("Reported dates")
        seen = terminal.text()
        while "Checklist prospect-intake 2026.2" not in seen:
            before = terminal.text()
            terminal.type("<pagedown>")
            terminal.wait_for(lambda shown, before=before: shown != before)
            seen += terminal.text()
        for words in (
            "Maria Garcia, in Reno, NV; CA (stated)",
            "Rosa Diaz (interpreter, Spanish), in CA (stated)",
            "Rosa Diaz said no, by ana",
            "confirmed: date of birth (Maria Garcia)",
            "waived by Morgan Lowe",
            "2 found: 2 names looked for among 412",
            "kind of family matter: custody",
            "the client's list: send the pay stubs",
            "Next contact",
            "Checklist prospect-intake 2026.2",
        ):
            assert words in seen


def test_a_paralegal_is_told_who_verifies(demo, intake):
    with demo.terminal("ana") as terminal:
        on_the_page(terminal)
        assert "verify" not in terminal.line(-1)
        terminal.type("y")
        terminal.wait_for("Only an attorney verifies a reported date")


def test_an_attorney_chooses_the_line_and_types_the_day_in_the_papers(demo, intake):
    with demo.terminal("m.okafor") as terminal:
        on_the_page(terminal)
        terminal.type("y")
        terminal.wait_for("Up and Down choose a reported date first")
        terminal.type("<down>")
        terminal.wait_for("y verify")
        terminal.type("y")
        terminal.wait_for("papers served: the day in the papers")
        terminal.type("soon<enter>")
        terminal.wait_for('"soon" is not one day')
        terminal.type("<ctrl+u>Nov 18 2026")
        terminal.wait_for("reads as 2026-11-18")
        terminal.type("<enter>")
        terminal.wait_for(said("Verified: papers served; the earlier version is kept"))
        terminal.wait_for(said("verified by Michael Okafor: 2026-11-18"))
        terminal.type("<esc>")
        terminal.wait_for("papers served: last Tuesday  verified by Michael Okafor")
        terminal.wait_for("hearing Dec 3  REPORTED - attorney verifies")
    call = demo.json("show", "call", str(intake))
    assert [(date["what"], date["verified"], date["verified_by"]) for date in call["reported"]] == [
        ("papers served", "2026-11-18", "Michael Okafor"),
        ("hearing", "", ""),
    ]
    assert [one["why"] for one in call["revisions"]] == ["", "verified: papers served"]
