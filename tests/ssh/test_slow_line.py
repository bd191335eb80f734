"""What goes over the line: bytes and packets are counted, so that nothing here hangs on how fast a machine is."""

from __future__ import annotations

import re

from tests.ssh.jobs import FORTY, JOBS
from tests.ssh.slow import SLOW_BYTES_A_SECOND, SLOW_ONE_WAY_SECONDS, Line
from tests.terminal.office import MARIA, NOW, at_the_queue, on_a_call, weighed

TWO_SECONDS = int((2 - 2 * SLOW_ONE_WAY_SECONDS) * SLOW_BYTES_A_SECOND)
"""The bytes that a line of 56 kbit/s and 300 ms brings within two seconds of a key."""
TIMER = re.compile(r"IN +00:00:(\d\d)")


def test_ten_jobs_cost_no_more_than_is_published(office, box):
    with Line(box.port) as line, office.line(office.iris, "paratui", port=line.port) as terminal:
        for job in JOBS:
            written, before = (terminal.bytes_out, line.traffic) if job is not JOBS[0] else (0, line.traffic)
            job.do(terminal, office)
            terminal.wait_quiet()
            cost, carried = terminal.bytes_out - written, line.traffic.since(before)
            assert cost <= job.most, job.name
            # What the program writes is what the line carries, but for ssh's own frames.
            assert carried.down < cost + 5000, job.name
            if job.one_screen:
                assert carried.down <= TWO_SECONDS, job.name
                # ssh itself says now and then that there is room for more.
                assert carried.turns <= 2, job.name


def test_a_letter_costs_at_most_120_bytes_and_a_packet(office, box):
    with Line(box.port) as line, office.line(office.iris, "paratui", port=line.port) as terminal:
        # The first letter also takes the hint away that stood above it.
        on_a_call(terminal).type(FORTY[0])
        terminal.wait_for(f"▸ {FORTY[0]}")
        costs = []
        for letter in FORTY[1:]:
            terminal.wait_quiet(0.02)
            before, carried = terminal.bytes_out, line.traffic
            terminal.type(letter)
            terminal.wait_for(lambda _text, old=before: terminal.bytes_out > old)
            terminal.wait_quiet(0.02)
            costs.append(terminal.bytes_out - before)
            # One is the letter; ssh itself says now and then that there is room for more.
            assert line.traffic.since(carried).packets_up <= 2
        terminal.wait_for(f"▸ {FORTY}")
        # The timer and what is saved draw their cells in between, once in a second.
        assert sorted(costs)[len(costs) * 3 // 4] <= 120


def test_the_timer_costs_at_most_40_bytes_a_second_and_a_queue_at_rest_nothing(office):
    with office.line(office.iris, "paratui", now=NOW) as terminal:
        weighed(terminal)
        terminal.wait_quiet(1.2)
        on_a_call(terminal).type("hello<enter>")
        terminal.wait_for(re.compile("00:0.   hello"))
        terminal.wait_quiet(0.5)
        first, before = _shown(terminal), terminal.bytes_out
        terminal.wait_for(lambda text: int(TIMER.search(text)[1]) >= first + 4)
        terminal.wait_quiet(0.1)
        assert terminal.bytes_out - before <= 40 * (_shown(terminal) - first)


def _shown(terminal) -> int:
    return int(TIMER.search(terminal.text())[1])


def test_on_a_slow_line_what_is_typed_ahead_of_the_picture_arrives_in_order(office, box):
    notes = ["hearing moved to the fourth", "she has the letter of the court", "wants a copy of the parenting plan"]
    with (
        Line(box.port, SLOW_BYTES_A_SECOND, SLOW_ONE_WAY_SECONDS) as line,
        office.line(office.iris, "paratui", port=line.port) as terminal,
    ):
        at_the_queue(terminal)
        # Nobody waits for a picture: call, number and notes are typed blind, a key a packet.
        for key in ["<f3>", *MARIA, "<enter>"]:
            terminal.type(key)
        for note in notes:
            for letter in note[:-1]:
                terminal.type(letter)
            terminal.type(f"x<backspace>{note[-1]}")
            terminal.type("<enter>")
        terminal.wait_for("Maria Garcia · Custody 2026-0142")
        terminal.wait_for(lambda text: all(f"00:00   {note}" in text for note in notes))
        places = [terminal.text().index(note) for note in notes]
        assert places == sorted(places)


def test_compressed_by_ssh_it_is_the_same_program_in_fewer_bytes(office, box):
    carried = []
    for options in (("-t",), ("-t", "-C")):
        with Line(box.port) as line, office.line(office.iris, "paratui", port=line.port, options=options) as terminal:
            weighed(terminal)
            terminal.type("<f4>")
            terminal.wait_for(re.compile(r"\d+ calls"))
            terminal.wait_quiet()
            carried.append(line.traffic.down)
    assert carried[1] < carried[0] * 0.8
