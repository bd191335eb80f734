"""A session held on the box by tmux or GNU screen: the line may go, the call goes on."""

from __future__ import annotations

import os
import re
import signal
import time

import pytest

from tests.ssh.box import until
from tests.ssh.conftest import need
from tests.terminal.office import MARIA, NOW, at_the_queue, on_a_call

HOLDERS = {
    "tmux": "TMUX_TMPDIR=$HOME tmux -L {name} new -A -s office paratui",
    "screen": "mkdir -pm 700 $HOME/.held; SCREENDIR=$HOME/.held screen -U -D -RR -S {name} paratui",
}
DETACH = {"tmux": "\x02d", "screen": "\x01d"}
TIMER = re.compile(r"IN +(\d\d):(\d\d):(\d\d)")


def seconds_shown(terminal) -> int:
    terminal.wait_for(TIMER)
    hours, minutes, seconds = map(int, TIMER.search(terminal.text()).groups())
    return hours * 3600 + minutes * 60 + seconds


@pytest.fixture(params=list(HOLDERS))
def held(request, office):
    """How one comes into the session, as often as one likes."""
    need(request.param)
    command = HOLDERS[request.param].format(name=office.folder.name)
    return request.param, lambda: office.line(office.iris, command, now=NOW)


def test_a_call_in_a_held_session_goes_on_without_its_line(office, held):
    holder, come_in = held
    with come_in() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        terminal.type("hearing moved<enter>she asks for the not")
        terminal.wait_for("▸ she asks for the not")
        pid = office.program()
        shown, then = seconds_shown(terminal), time.monotonic()
        terminal.kill(signal.SIGKILL)
        terminal.exit_code()
    # Saving goes on while nobody looks, and so does the clock.
    until(lambda: office.typed_on_disk("she asks for the not"), "the word did not come to the disk")
    until(lambda: time.monotonic() - then > 2, "two seconds did not pass")
    assert office.program() == pid
    with come_in() as terminal:
        terminal.wait_for("▸ she asks for the not")
        passed = time.monotonic() - then
        assert seconds_shown(terminal) >= shown + int(passed) - 1
        terminal.type("ice<enter>")
        terminal.wait_for("she asks for the notice")
        # The keys come through, and so does the new size of the window.
        terminal.type("<f4>")
        terminal.wait_for(re.compile(r"\d+ calls"))
        terminal.resize(30, 100)
        # tmux has the last row for itself.
        terminal.wait_for(lambda text: any("F1 help" in row for row in text.splitlines()[28:]))
        terminal.type("<f2>")
        at_the_queue(terminal).type("/gar")
        terminal.wait_for("▸ gar")
        terminal.type("<ctrl+c>")
        terminal.wait_gone("▸ gar")
        terminal.write(DETACH[holder].encode())
        terminal.exit_code()
    assert office.program() == pid
    os.kill(pid, signal.SIGTERM)
    office.nobody_left()
