"""A window below 80x24: it is said once, when it has become so, and work goes on."""

from __future__ import annotations

import pytest

from tests.terminal.office import at_the_queue, on_a_call

SAID = "Small: 80x24 shows all"


def test_a_small_window_is_told_at_the_start_until_the_next_key(demo):
    with demo.terminal(size=(10, 40)) as terminal:
        terminal.wait_for(SAID)
        terminal.type("j")
        terminal.wait_gone(SAID)


def test_it_is_told_on_a_call_each_time_the_window_has_become_small_and_not_while_it_stays_so(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal)
        assert SAID not in terminal.text()
        terminal.resize(20, 70)
        terminal.wait_for(SAID)
        terminal.wait_for("Saved")
        terminal.type("x")
        terminal.wait_gone(SAID)
        terminal.resize(18, 60)
        terminal.type("y")
        terminal.wait_for("xy")
        assert SAID not in terminal.text()
        terminal.resize(24, 80)
        terminal.type("z")
        terminal.wait_for("xyz")
        terminal.resize(10, 40)
        terminal.wait_for(SAID)


@pytest.mark.parametrize("rows", [24, 23], ids=["its size", "with the status line of tmux"])
def test_at_its_size_nothing_is_said(demo, rows):
    with demo.terminal(size=(rows, 80)) as terminal:
        at_the_queue(terminal)
        assert SAID not in terminal.text()
