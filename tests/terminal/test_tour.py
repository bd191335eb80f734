"""The tour, at the real terminal from its first lesson to its last: it goes on when a thing was done, not before."""

from __future__ import annotations

import json
import re
import sys

import pytest

from tests.terminal.office import NOW, STILL_OPEN, looked_over, said
from tests.terminal.terminal import Terminal

PROGRAM = [sys.executable, "-m", "paratui"]
KINDS = ("< bring the letter", "! no calls at work", "@ hearing December 3", "# custody", "~ afraid", "* she cried")


class Learner:
    """Somebody with a home of their own who takes the tour."""

    def __init__(self, home):
        self.home = home

    def terminal(self, size=(24, 80), *words, command="tour"):
        env = {
            "HOME": str(self.home),
            "TMPDIR": str(self.home),
            "XDG_STATE_HOME": None,
            "PARATUI_NOW": f"{NOW}!",
            "PYTHONWARNINGS": "error",
        }
        return Terminal([*PROGRAM, command, *words], size=size, env=env)

    def place(self):
        return json.loads((self.home / ".local/state/paratui/tour.json").read_text())

    def offices(self):
        return list(self.home.glob("paratui-demo-*"))


@pytest.fixture
def learner(tmp_path):
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    return Learner(home)


def lesson(terminal, number, leave=": skip, leave"):
    """Wait for a lesson; the strip stands in the first rows, covers nothing and says how it is left."""
    terminal.wait_for(
        lambda text: text.lstrip().startswith(f"{number}/20 ") and leave in "".join(text.splitlines()[:3])
    )


def gone_down(terminal):
    """Down until the tour has seen it: while the office is still being read the order moves under the cursor."""
    for _ in range(20):
        terminal.type("<down>")
        try:
            terminal.wait_for(lambda text: text.lstrip().startswith("2/20 "), 1)
        except AssertionError:
            continue
        return
    lesson(terminal, 2)


def test_the_whole_tour_from_the_queue_to_the_call_that_was_cut(learner):
    with learner.terminal() as terminal:
        lesson(terminal, 1)
        terminal.wait_for("d done")
        assert terminal.line(2).startswith(" Queue")
        gone_down(terminal)
        terminal.type("?")
        terminal.wait_for("Why here?")
        terminal.type("x")
        lesson(terminal, 3)
        terminal.type("<f3>")
        lesson(terminal, 4)
        terminal.type("415 555 2671<enter>")
        lesson(terminal, 5)
        assert "Maria Garcia" in terminal.line(2)
        # Something else than what is asked for is no step of the tour.
        terminal.type("# a line of another kind<enter>")
        terminal.wait_for("a line of another kind")
        lesson(terminal, 5)
        for number, line in (
            (6, "hearing moved, she got a letter"),
            (7, "> send her the new notice"),
            (8, "> call back thu 3pm @dana !"),
            (9, "? should I sign it?"),
            (10, "<enter>".join(KINDS)),
        ):
            terminal.type(f"{line}<enter>")
            lesson(terminal, number)
        terminal.type("<ctrl+n>")
        lesson(terminal, 11)
        terminal.type("<ctrl+r>")
        terminal.wait_for(said("y yes"))
        terminal.type("n<enter>")
        lesson(terminal, 12)
        terminal.type("<f10>")
        terminal.wait_for(STILL_OPEN)
        terminal.type("<enter>")
        terminal.wait_for("Why?")
        terminal.type("short<enter>")
        looked_over(terminal)
        lesson(terminal, 13)
        terminal.type("d")
        terminal.wait_for("▸", 5)
        terminal.type("sent<enter>")
        lesson(terminal, 14)
        terminal.type("u")
        lesson(terminal, 15)
        terminal.type("<f4>")
        terminal.wait_for(re.compile(r"Log  \d+ calls"))
        terminal.type("/")
        terminal.wait_for("Find")
        terminal.type("letter<enter>")
        lesson(terminal, 16)
        terminal.type("<f5>")
        terminal.wait_for(re.compile(r"Clients  \d+ people"))
        terminal.type("<enter>")
        lesson(terminal, 17)
        terminal.type("<f1>")
        terminal.wait_for("Help:")
        terminal.type("x")
        lesson(terminal, 18)
        terminal.type("<ctrl+p>")
        terminal.wait_for("What shall be done?")
        terminal.type("radar<enter>")
        lesson(terminal, 19)
        terminal.type("<f3>")
        terminal.wait_for("Saved")
        terminal.type("she was in the middle of")
        terminal.wait_for("▸ she was in the middle of")
        lesson(terminal, 19)
        terminal.type("<ctrl+q>")
        assert terminal.exit_code() == 0
        terminal.wait_for(said("Your place in the tour is kept"))
    assert len(learner.offices()) == 1
    with learner.terminal() as terminal:
        lesson(terminal, 20)
        terminal.wait_for("she was in the middle of")
        terminal.type("<enter>")
        terminal.wait_for("That was the tour")
        assert learner.place()["finished"]
        terminal.type("<ctrl+q>")
        assert terminal.exit_code() == 0
    assert learner.offices() == []


def test_the_tour_can_be_left_and_taken_up_in_another_session(learner):
    with learner.terminal() as terminal:
        lesson(terminal, 1)
        terminal.wait_for("d done")
        terminal.type("T")
        terminal.wait_for(said("skip this lesson"))
        terminal.type("s")
        terminal.wait_gone("leave the tour")
        lesson(terminal, 2)
        terminal.type("T")
        terminal.wait_for(said("leave the tour"))
        terminal.type("l")
        terminal.wait_gone("2/20")
        assert terminal.line(0).startswith(" Queue")
        terminal.type("<ctrl+q>")
        assert terminal.exit_code() == 0
    with learner.terminal() as terminal:
        lesson(terminal, 2)
        assert len(learner.offices()) == 1
    with learner.terminal((24, 80), "--again") as terminal:
        lesson(terminal, 1)


def test_nothing_of_the_tour_is_kept_in_the_office(learner):
    with learner.terminal() as terminal:
        lesson(terminal, 1)
    [office] = learner.offices()
    assert not [path for path in office.rglob("*") if "tour" in path.name]


@pytest.mark.parametrize("size", [(10, 40), (18, 60)])
def test_on_a_small_screen_the_strip_leaves_room_for_the_work(learner, size):
    with learner.terminal(size) as terminal:
        lesson(terminal, 1, "")
        terminal.wait_for("Queue")
        rows = terminal.text().splitlines()
        assert next(place for place, row in enumerate(rows) if row.startswith(" Queue")) <= 3


def test_in_an_office_of_ones_own_the_tour_is_not_begun(demo):
    settings = demo.folder / "office.toml"
    settings.write_text(settings.read_text().replace("demo = true", "demo = false"))
    with demo.terminal() as terminal:
        terminal.wait_for("d done")
        terminal.type("T")
        terminal.wait_for("paratui tour")
        assert "1/20" not in terminal.text()


def test_the_demo_offers_the_tour_once_and_keeps_its_office_for_who_is_in_the_middle_of_it(learner):
    with learner.terminal((24, 80), command="demo") as terminal:
        terminal.wait_for(said("New here?"))
        terminal.type("<enter>")
        lesson(terminal, 1)
        terminal.type("T")
        terminal.wait_for(said("skip this lesson"))
        terminal.type("s")
        lesson(terminal, 2)
        terminal.type("<ctrl+q>")
        assert terminal.exit_code() == 0
    [office] = learner.offices()
    assert learner.place()["office"] == str(office)
    with learner.terminal((24, 80), command="demo") as terminal:
        terminal.wait_for("d done")
        terminal.type("<f1>")
        terminal.wait_for("Help: Queue")
        assert "New here?" not in terminal.text()


def skipped(terminal):
    terminal.type("T")
    terminal.wait_for(said("skip this lesson"))
    terminal.type("s")
    terminal.wait_gone("leave the tour")


def test_who_skips_the_call_is_led_past_what_needs_one_and_back_and_puts_the_end_away(learner):
    with learner.terminal() as terminal:
        lesson(terminal, 1)
        terminal.wait_for("d done")
        for number in (2, 3, 13):
            skipped(terminal)
            lesson(terminal, number)
            terminal.wait_for(re.compile(r"^.*T: skip, leave\n Queue", re.MULTILINE))
        terminal.type("T")
        terminal.wait_for(said("take the one before again"))
        terminal.type("b")
        lesson(terminal, 3)
        for number in (13, 14, 15, 16, 17, 18, 19):
            skipped(terminal)
            lesson(terminal, number)
        skipped(terminal)
        terminal.wait_for("That was the tour")
        terminal.wait_for("T puts this away")
        assert "/discard" not in terminal.text()
        terminal.type("T")
        terminal.wait_gone("That was the tour")
        terminal.wait_for(said("The tour is over; T begins it again"))
        assert terminal.line(0).startswith(" Queue")
        assert learner.place()["finished"]


def test_a_lesson_of_the_call_says_how_to_begin_one_once_the_call_is_over(learner):
    with learner.terminal() as terminal:
        lesson(terminal, 1)
        terminal.wait_for("d done")
        for number in (2, 3):
            skipped(terminal)
            lesson(terminal, number)
        terminal.type("<f3>")
        lesson(terminal, 4)
        terminal.type("<f2>")
        terminal.wait_for("F3 leads back to the call.")
        terminal.type("<f3>/discard<enter>")
        terminal.wait_for(said("y yes"))
        terminal.type("y<enter>")
        terminal.wait_for("F3 begins a call for this.")
