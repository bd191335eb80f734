"""What a key costs in a call, and how long it takes until it is on the disk: one person, then twenty at once.

    python tests/bench/call_key.py [--seconds 20] [--people 1 20] [--folder DIR]

Everybody types ten keys a second on a call of their own, as the screen does it: each key handed to the call's
session, Enter at the end of a line. Meanwhile another process appends 150 bytes to a bare file ten times a second
and makes them durable, so each ratio is of one run on one disk. A key waits up to 0.3 s with the ones after it;
the time until durable counts from the moment the line as it stands is handed over.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.pty_session import print_table
from tests.torture.typist import Typist, desk_of

KEYS_A_SECOND = 10
BARE = b"x" * 149 + b"\n"


def watch_durable(draft) -> list[float]:
    """The list that gets, for each event, the seconds from its hand-over until it was durable."""
    handed, took = [], []
    put, attempt = draft.put, draft._try

    def watched_put(event):
        handed.append(time.perf_counter())
        return put(event)

    def watched_attempt(data):
        failed = attempt(data)
        now = time.perf_counter()
        if not failed:
            took.extend([now - moment for moment in handed[len(took) : len(took) + data.count(b"\n")]])
        return failed

    draft.put, draft._try = watched_put, watched_attempt
    return took


def a_person(folder: Path, place: int, seconds: float) -> dict[str, list[float]]:
    """The cost of each key, of each Enter, and the time until durable, of somebody typing that long."""
    desk = desk_of(folder, f"person{place}")
    typist = Typist(desk, place)
    session = typist.session
    session._draft.flush()
    durable = watch_durable(session._draft)
    keys, enters = timed(typist, "hand_over"), timed(session, "add_line")
    pace(seconds, place, typist.key, typist.tick)
    session._draft.flush()
    session.let_go()
    desk.leave()
    return {"key": keys, "Enter": enters, "durable": durable}


def timed(owner, name: str) -> list[float]:
    """The list that gets the seconds each call of a method takes."""
    took, real = [], getattr(owner, name)

    def watched(*args):
        begun = time.perf_counter()
        try:
            return real(*args)
        finally:
            took.append(time.perf_counter() - begun)

    setattr(owner, name, watched)
    return took


def a_bare_file(folder: Path, seconds: float) -> dict[str, list[float]]:
    fd = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    took = []

    def append() -> None:
        begun = time.perf_counter()
        os.write(fd, BARE)
        os.fdatasync(fd)
        took.append(time.perf_counter() - begun)

    pace(seconds, 0, append, lambda: None)
    return {"bare": took}


def pace(seconds: float, place: int, key, tick) -> None:
    """Call `key` ten times a second, and `tick` between the keys; nobody keeps time with the others."""
    begun = time.monotonic() + random.Random(place).random() / KEYS_A_SECOND
    for number in range(int(seconds * KEYS_A_SECOND)):
        while (left := begun + number / KEYS_A_SECOND - time.monotonic()) > 0:
            time.sleep(min(left, 0.05))
            tick()
        key()


def in_a_process(work, *given) -> tuple[int, int]:
    """Begin work in a process of its own; its number, and the pipe its samples come through."""
    reads, writes = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reads)
        with open(writes, "w") as told:  # noqa: PTH123 - a descriptor has no path
            json.dump(work(*given), told)
        os._exit(0)
    os.close(writes)
    return pid, reads


def measured(folder: Path, people: int, seconds: float) -> dict[str, list[float]]:
    """Every sample of a room of that many people and of the bare file beside them."""
    desk_of(folder / "office", "first").leave()
    running = [in_a_process(a_person, folder / "office", place, seconds) for place in range(people)]
    running.append(in_a_process(a_bare_file, folder, seconds))
    samples: dict[str, list[float]] = {}
    for pid, pipe in running:
        with open(pipe) as told:  # noqa: PTH123 - as above
            for name, took in json.load(told).items():
                samples.setdefault(name, []).extend(took)
        os.waitpid(pid, 0)
    return samples


def quantile(samples: list[float], part: float) -> float:
    return sorted(samples)[min(len(samples) - 1, int(len(samples) * part))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--people", type=int, nargs="*", default=[1, 20])
    parser.add_argument("--folder", type=Path, help="where to measure (default: the temporary folder)")
    given = parser.parse_args()
    rows = []
    for people in given.people:
        with tempfile.TemporaryDirectory(dir=given.folder) as name:
            samples = measured(Path(name), people, given.seconds)
        bare = quantile(samples["bare"], 0.5), quantile(samples["bare"], 0.99)
        what = {
            "key": "a key's handler",
            "Enter": "Enter's handler",
            "durable": "handed over until durable",
            "bare": "bare append and fdatasync",
        }
        for place, words in what.items():
            half, most = quantile(samples[place], 0.5), quantile(samples[place], 0.99)
            shown = [f"{1000 * half:.3f}", f"{1000 * most:.3f}", f"{half / bare[0]:.2f}", f"{most / bare[1]:.2f}"]
            rows.append([str(people), words, *shown, str(len(samples[place]))])
    titles = ["people", "what", "p50", "p99", "p50 / bare", "p99 / bare", "samples"]
    print_table(f"milliseconds, {KEYS_A_SECOND} keys a second each", titles, rows)


if __name__ == "__main__":
    main()
