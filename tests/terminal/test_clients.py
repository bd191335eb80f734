"""People and matters at the terminal: found by typing, changed in one line, taken back; Backspace keeps places."""

from __future__ import annotations

import re

from tests.terminal.office import at_the_queue


def at_maria(terminal) -> None:
    at_the_queue(terminal)
    terminal.type("4")
    terminal.wait_for("Agnes")
    terminal.type("/maria gar")
    terminal.wait_for("1 person")
    terminal.type("<enter><enter>")
    terminal.wait_for("mah-REE-ah gar-SEE-ah")
    terminal.wait_for("Custody")


def test_somebody_is_found_while_typing_changed_in_one_line_and_that_is_taken_back(demo):
    with demo.terminal() as terminal:
        at_maria(terminal)
        terminal.type("j<enter>")
        terminal.wait_for("Maria Garcia: name")
        terminal.type(" Lopez<enter>")
        terminal.wait_for("Kept: name; u takes it back")
        terminal.wait_for("Person  Maria Garcia Lopez")
        terminal.type("v")
        terminal.wait_for("name: Maria Garcia -> Maria Garcia Lopez")
        terminal.type("q")
        terminal.wait_for("how it is said")
        terminal.type("u")
        terminal.wait_for("Taken back - Maria Garcia: name: Maria Garcia Lopez")
        terminal.wait_for("Person  Maria Garcia  client")


def test_backspace_leads_back_from_the_log_over_the_matter_to_the_person_and_the_list(demo):
    with demo.terminal() as terminal:
        at_maria(terminal)
        terminal.type("t")
        terminal.wait_for("item made")
        terminal.type("<backspace>")
        terminal.wait_for("how it is said")
        terminal.type("l")
        terminal.wait_for(re.compile(r"Log  Maria Garcia.* 10 calls"))
        terminal.type("<enter>")
        terminal.wait_for("Call  Maria Garcia")
        terminal.type("M")
        terminal.wait_for("Matter  Custody 2026-0142")
        terminal.wait_for("told differently")
        terminal.type("<backspace>")
        terminal.wait_for("Call  Maria Garcia")
        terminal.type("<backspace>")
        terminal.wait_for("Log  Maria Garcia")
        terminal.type("<backspace>")
        terminal.wait_for("Person  Maria Garcia")
        terminal.type("<backspace>")
        terminal.wait_for('Clients  "maria gar"')


def test_a_matter_shows_its_map_and_is_closed_with_what_becomes_of_its_items(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal)
        terminal.type("4")
        terminal.wait_for("Agnes")
        terminal.type("<tab>")
        terminal.wait_for("33 matters")
        terminal.type("/0142<enter>")
        terminal.wait_for("1 matter")
        terminal.type("<enter>")
        terminal.wait_for("you are here")
        terminal.type("zsettled<enter>")
        terminal.wait_for("What becomes of its 3 open items?")
        terminal.type("d<enter>")
        terminal.wait_for("2026-0142 is closed; #369 stays open: to be answered or told; u takes it back")
        terminal.wait_for("CLOSED")
    # The attorney still owes an answer.
    assert [row["kind"] for row in demo.json("queue") if row["matter"] == "2026-0142"] == ["question"]


def test_on_the_smallest_screen_the_names_and_when_they_were_spoken_with_stay(demo):
    with demo.terminal(size=(10, 40)) as terminal:
        terminal.wait_for("Queue")
        terminal.type("<f5>")
        terminal.wait_for("Andrzej")
        assert "Last spoken" in terminal.line(1)
        terminal.type("<enter>")
        terminal.wait_for("AHG-ness")


def test_two_marked_under_two_searches_are_made_one_and_that_is_taken_back(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal)
        terminal.type("4")
        terminal.wait_for("Agnes")
        terminal.type("/maria gar<enter>")
        terminal.wait_for("1 person")
        terminal.type(" ")
        terminal.wait_for("1 marked")
        terminal.type("/castaneda<enter>")
        terminal.wait_for(re.compile("Rub.n"))
        terminal.type(" ")
        terminal.wait_for("2 marked, 1 not shown")
        terminal.type("+")
        terminal.wait_for(re.compile(r"1 Rub.n Casta.eda +2 Maria Garcia"))
        terminal.type("2<enter>")
        terminal.wait_for("One record now: Maria Garcia")
        terminal.type("uu")
        terminal.wait_for(re.compile(r"Taken back - merged Rub.n Casta.eda into Maria Garcia"))
    assert len(demo.json("show", "person", "Maria Garcia")["phones"]) == 1
