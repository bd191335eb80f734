"""What common jobs cost on a slow line: bytes, packets and seconds through a real ssh, 56 kbit/s and 300 ms away.

python tests/bench/slow_line.py
python tests/bench/slow_line.py --json FILE --jobs 3

Each job once with only the cells that changed written, once with PARATUI_PAINT=all; nano beside it for typing.
The seconds run from the first key to the last byte of its picture.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.pty_session import print_table
from tests.ssh.accounts import two_people
from tests.ssh.box import Box, Office, copied, first_office
from tests.ssh.jobs import FORTY, JOBS
from tests.ssh.slow import SLOW_BYTES_A_SECOND, SLOW_ONE_WAY_SECONDS, Line

if TYPE_CHECKING:
    from tests.terminal.terminal import Terminal

QUIET = 0.8
"""Seconds without a byte after which a picture is complete; the line's round trip is less than half of it."""
CASES = {"cells": {}, "all": {"PARATUI_PAINT": "all"}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=len(JOBS), help="only the first so many jobs")
    parser.add_argument("--json", type=Path, help="write what was found there, for programs")
    parser.add_argument("--rate", type=float, default=SLOW_BYTES_A_SECOND, help="bytes a second (default 7000)")
    parser.add_argument("--delay", type=float, default=SLOW_ONE_WAY_SECONDS, help="seconds one way (default 0.15)")
    chosen = parser.parse_args()
    found: dict[str, dict[str, dict[str, float]]] = {}
    with office_box() as office, ExitStack() as stack:
        for turn, (case, env) in enumerate(CASES.items()):
            here = Office(office.box, copied(office.folder, f"-{turn}"), (office.iris, office.noor))
            line = stack.enter_context(Line(office.box.port, chosen.rate, chosen.delay))
            begun = time.monotonic()
            with here.line(here.iris, "paratui", port=line.port, **env) as terminal:
                for job in JOBS[: chosen.jobs]:
                    cost = measured(line, terminal, partial(job.do, terminal, here), begun)
                    found.setdefault(job.name, {})[case] = cost
                    begun = 0.0
        if shutil.which("nano"):
            line = stack.enter_context(Line(office.box.port, chosen.rate, chosen.delay))
            with office.line(office.iris, "nano -R /dev/null", port=line.port) as terminal:
                terminal.wait_for("nano")
                terminal.wait_quiet(QUIET)
                found["nano: the forty letters"] = {"cells": measured(line, terminal, lambda: typed(terminal))}
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=1))
    rows = [row(name, costs) for name, costs in found.items()]
    headings = ["job", "bytes", "packets", "seconds", "bytes all", "packets all", "seconds all"]
    print_table(f"80x24, {chosen.rate * 8:.0f} bit/s, {chosen.delay * 2000:.0f} ms there and back", headings, rows)


@contextmanager
def office_box():
    """An sshd with two accounts and the demo office, made for this run."""
    with tempfile.TemporaryDirectory(prefix="paratui-ssh-") as name, ExitStack() as stack:
        place = Path(name)
        place.chmod(0o755)
        people = stack.enter_context(two_people(place))
        box = Box(place)
        stack.callback(box.close)
        office = Office(box, first_office(box, people), people)
        stack.callback(office.end_all)
        yield office


def measured(line: Line, terminal: Terminal, do, begun: float = 0.0) -> dict[str, float]:
    """What a job cost: bytes of the program, bytes and packets of the line, seconds to the last byte."""
    written, carried = (0 if begun else terminal.bytes_out), line.traffic
    start = begun or time.monotonic()
    do()
    last = settled(terminal)
    went = line.traffic.since(carried)
    return {
        "bytes": terminal.bytes_out - written,
        "line_bytes": went.up + went.down,
        "packets": went.packets_up + went.packets_down,
        "turns": went.turns,
        "seconds": round(last - start, 2),
    }


def settled(terminal: Terminal) -> float:
    """The moment of the last byte, once nothing has come for QUIET seconds."""
    last, seen = time.monotonic(), terminal.bytes_out
    while time.monotonic() - last < QUIET:
        time.sleep(0.005)
        if terminal.bytes_out != seen:
            last, seen = time.monotonic(), terminal.bytes_out
    return last


def typed(terminal: Terminal) -> None:
    for place, letter in enumerate(FORTY, 1):
        terminal.type(letter)
        terminal.wait_for(FORTY[:place].rstrip())


def row(name: str, costs: dict[str, dict[str, float]]) -> list[str]:
    cells = [name]
    for case in CASES:
        cost = costs.get(case)
        cells += [f"{cost['bytes']:.0f}", f"{cost['packets']:.0f}", f"{cost['seconds']:.2f}"] if cost else ["-"] * 3
    return cells


if __name__ == "__main__":
    main()
