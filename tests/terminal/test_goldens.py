"""The screens at 80x24 as readable pictures; `pytest tests/terminal --update-goldens` paints them: look at each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.terminal.office import MARIA, at_the_queue, on_a_call, weighed

GOLDENS = Path(__file__).parent / "goldens"


@pytest.fixture
def looks_as_kept(update_goldens):
    """Compare a terminal with the picture of a name, line by line."""

    def compare(terminal, name):
        terminal.wait_quiet()
        picture = GOLDENS / f"{name}.txt"
        seen = terminal.text() + "\n"
        if update_goldens:
            GOLDENS.mkdir(exist_ok=True)
            picture.write_text(seen)
        assert seen.splitlines() == picture.read_text().splitlines()

    return compare


def test_the_queue(demo, looks_as_kept):
    with demo.terminal() as terminal:
        at_the_queue(terminal)
        weighed(terminal).wait_for("said by Ana on the call of")
        looks_as_kept(terminal, "queue")


def test_help(demo, looks_as_kept):
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("<f1>")
        terminal.wait_for("Help: Queue")
        looks_as_kept(terminal, "help")


def test_the_log_and_the_page_of_a_call(demo, looks_as_kept):
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("<f4>")
        terminal.wait_for("Rosa Villaseñor · Unpaid overtime")
        terminal.wait_for(re.compile(r"\d calls"))
        looks_as_kept(terminal, "log")
        terminal.type("<enter>")
        terminal.wait_for("Follow-ups")
        looks_as_kept(terminal, "call-page")


def test_a_call_and_its_wrap_up(demo, looks_as_kept):
    said = (
        (7, "my role explained"),
        (31, "hearing moved, she got a letter yesterday"),
        (52, "> send her the new notice today 5pm"),
        (70, "? should I sign the stipulation?"),
        (82, "@ hearing Dec 3"),
        (100, "~ afraid he will move with the kids"),
        (125, "< send the pay stubs mon"),
    )
    with demo.moved() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        terminal.type("<ctrl+n>")
        terminal.wait_for("✓ greeting by name")
        terminal.type("<ctrl+n>t<enter>")
        terminal.wait_for("✓ check who is calling")
        for seconds, line in said:
            demo.at(seconds)
            terminal.type(f"{line}<enter>")
            mark = line[0] if line[1] == " " else " "
            terminal.wait_for(f"{seconds // 60:02d}:{seconds % 60:02d} {mark} ")
        demo.at(761)
        terminal.type("> call the school thu 3pm @dana !")
        terminal.wait_for("Dana · Thu 3:00 PM")
        terminal.wait_for("00:12:41")
        terminal.wait_for("Saved 09:24:41")
        looks_as_kept(terminal, "call")
        terminal.type("<enter><f10>")
        terminal.wait_for("Wrap-up")
        looks_as_kept(terminal, "wrap-up")


def test_the_clients_a_person_and_their_matter(demo, looks_as_kept):
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("<f5>")
        terminal.wait_for("Agnes")
        looks_as_kept(terminal, "clients")
        terminal.type("/maria gar<enter>")
        terminal.wait_for("1 person")
        terminal.type("<enter>")
        terminal.wait_for("Open items 3")
        looks_as_kept(terminal, "person")
        terminal.type("M")
        terminal.wait_for("Matter  Custody 2026-0142")
        terminal.wait_for("told differently")
        looks_as_kept(terminal, "matter")


def test_the_pages_of_the_day(demo, looks_as_kept):
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("<f6>a")
        terminal.wait_for("Agenda")
        looks_as_kept(terminal, "agenda")
        terminal.type("<f12>")
        terminal.wait_for("Nobody spoke to 5")
        looks_as_kept(terminal, "radar")


def test_pulse_and_my_settings(demo, looks_as_kept):
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("<f7>")
        terminal.wait_for("Silence, office")
        looks_as_kept(terminal, "pulse")
        terminal.type("<f2>O")
        terminal.wait_for("My settings")
        looks_as_kept(terminal, "settings")
