"""What when the line between a person and the office box fails: two people, real accounts, a real sshd."""

from __future__ import annotations

import os
import re
import signal
import time

import pytest

from tests.ssh.box import cpu_seconds, server_of, until
from tests.terminal.office import MARIA, NOW, on_a_call, said, weighed

RUNNING = NOW
"""The same moment, with the clock going on from it."""
LEFT_THE_SCREEN = b"\x1b[?1049l"


@pytest.fixture
def call(office):
    """Iris on a call with Maria, a note written and half a word typed."""

    def begun(**to):
        terminal = office.line(office.iris, "paratui", **to)
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        terminal.type("hearing moved<enter>she asks for the not")
        terminal.wait_for("00:00   hearing moved")
        terminal.wait_for("▸ she asks for the not")
        return terminal

    return begun


def taken_up(office):
    """The next start offers the call with the half word; it is finished."""
    with office.line(office.iris, "paratui", now="2026-11-24T17:20:00Z!") as terminal:
        terminal.wait_for("Your call with Maria Garcia was cut at 9:12 AM")
        terminal.type("o")
        terminal.wait_for("00:00   hearing moved")
        terminal.wait_for("▸ she asks for the not")
        terminal.type("<end>ice<enter>")
        terminal.wait_for(re.compile(r"she asks for the notice$", re.MULTILINE))
        terminal.wait_for(lambda text: "▸ she asks" not in text)


# Two people


def test_two_accounts_work_on_one_queue_and_each_sees_what_the_other_did(office):
    with office.line(office.iris, "paratui") as iris, office.line(office.noor, "paratui") as noor:
        weighed(iris)
        weighed(noor)
        noor.wait_quiet()
        first = re.search(r"▸ +(\d+) ", iris.text())[1]
        before = noor.bytes_out
        iris.type("g")
        iris.wait_for(f"#{first}: claimed")
        initials = office.iris.initials
        noor.wait_for(re.compile(rf"▸ +{first} .* {initials} "))
        noor.wait_quiet()
        # One row, not the list.
        assert noor.bytes_out - before < 1000
        noor.type("d")
        noor.wait_for(f"Done: #{first}")
        noor.type("told him<enter>")
        iris.wait_gone(f" {first} ")
    by = [office.acting(office.iris), office.acting(office.noor)]
    ran = office.ran(office.noor, f"paratui show follow-up {first} --json")
    assert re.findall(r'"by": ?"([^"]+)"', ran.stdout)[-2:] == by
    assert office.ran(office.iris, "paratui verify").returncode == 0


# The line ends in mid-word


def client_killed(office, terminal):
    terminal.kill(signal.SIGKILL)


def window_closed(office, terminal):
    terminal.hang_up()


def server_killed(office, terminal):
    os.kill(server_of(office.program()), signal.SIGKILL)




@pytest.mark.parametrize("cut", [client_killed, window_closed, server_killed], ids=lambda cut: cut.__name__)
def test_a_line_cut_in_mid_word_loses_nothing_and_leaves_nothing_running(office, call, cut):
    with call() as terminal:
        cut(office, terminal)
        office.nobody_left()
    taken_up(office)


def test_a_line_that_falls_silent_is_given_up_by_the_box_and_nothing_is_lost(office, call):
    """No FIN, no reset: the client's machine is asleep or out of reach."""
    with call(port=office.box.watched) as terminal:
        terminal.kill(signal.SIGSTOP)
        office.nobody_left()
    taken_up(office)


def test_the_hang_up_escape_of_ssh_loses_nothing(office, call):
    """Enter, tilde, dot: ssh takes it for itself and ends the line."""
    with call() as terminal:
        terminal.type("<end>ice<enter>")
        terminal.wait_for(re.compile(r"she asks for the notice$", re.MULTILINE))
        terminal.type("~.")
        assert terminal.exit_code() == 255
        office.nobody_left()
    with office.line(office.iris, "paratui", now="2026-11-24T17:20:00Z!") as terminal:
        terminal.wait_for(said("Nothing is lost: 2 lines"))


def test_a_line_that_stands_still_takes_no_processor_and_goes_on_where_it_stood(office, call):
    with call(now=RUNNING) as terminal:
        pid = office.program()
        terminal.kill(signal.SIGSTOP)
        used, begun = cpu_seconds(pid), time.monotonic()
        until(lambda: time.monotonic() - begun > 2, "two seconds did not pass")
        assert cpu_seconds(pid) - used < 0.3
        terminal.type("ice<enter>ABC<backspace>D<enter>")
        terminal.kill(signal.SIGCONT)
        terminal.wait_for(re.compile(r"00:0\d   ABD"))
        terminal.wait_for(re.compile(r"00:0\d   she asks for the notice"))


# Signals on the box


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143)], ids=["HUP", "TERM"])
def test_a_signal_on_the_box_ends_the_line_with_its_code_and_a_clean_terminal(office, call, sent, code):
    with call() as terminal:
        os.kill(office.program(), sent)
        assert terminal.exit_code() == code
        assert LEFT_THE_SCREEN in terminal.raw[-400:]
        office.nobody_left()
        assert office.typed_on_disk("she asks for the not")


def test_a_stopped_program_goes_on_with_what_was_typed_meanwhile(office, call):
    with call() as terminal:
        pid = office.program()
        os.kill(pid, signal.SIGSTOP)
        terminal.type("ice<enter>ABC<backspace>D<enter>")
        os.kill(pid, signal.SIGCONT)
        terminal.wait_for("00:00   ABD")
        terminal.wait_for("she asks for the notice")


def test_a_window_resized_in_mid_call_over_the_line_keeps_the_word(office, call):
    with call() as terminal:
        for rows, columns in ((36, 120), (10, 40), (24, 80)):
            terminal.resize(rows, columns)
            terminal.wait_for("she asks for the not")
            # Each size reaches the far end: its last line stands at the bottom.
            terminal.wait_for(lambda text: "F10" in text.splitlines()[-1] or "Saved" in text.splitlines()[-1])
        terminal.type("ice<enter>")
        terminal.wait_for("she asks for the notice")
