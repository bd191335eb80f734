"""Nothing acknowledged is lost and nothing is half there: under kill -9, and with several people at once."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from paratui.domain.ids import id_week
from paratui.store.tinydb_folder.store import open_folder

WRITER = Path(__file__).with_name("writer.py")
ROOT = Path(__file__).parents[2]


def start(folder, login, seed, commits=100_000, crash=None):
    command = [sys.executable, WRITER, folder, login, str(seed), str(commits)]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command + ([str(crash)] if crash else []),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environ,
        text=True,
    )


def acknowledged(process):
    """What a writer said it has stored, once it has ended; the line it was killed in does not count."""
    said, complaints = process.communicate(timeout=120)
    assert "Traceback" not in complaints, complaints
    return [json.loads(line) for line in said.split("\n")[:-1]]


def check(folder, clock, stored):
    """Every acknowledged revision is there with its whole commit, and the office is sound."""
    store = open_folder(folder, "checker", clock, lock_seconds=20.0)
    for commit in stored:
        for kind, record, rev, _ in commit:
            assert store.get(kind, record)["rev"] >= rev
    calls = {doc["id"]: doc for doc in store.records("call")}
    items = list(store.records("follow_up"))
    made_with = [doc["call"] for doc in items if doc["call"]]
    assert sorted(made_with) == sorted([*calls, *calls]), "a call without its two follow-ups, or one without its call"
    assert sorted(doc["number"] for doc in items) == list(range(1, len(items) + 1))
    findings = [finding for finding in store.verify().findings if "torn" not in finding.sentence]
    assert findings == []
    assert store.checkpoint(force=True) in {True, False}
    assert store.verify().findings == ()
    foreign = [piece for piece in store.set_aside() if not piece.file.startswith("torn/")]
    assert foreign == []
    store.close()
    return store


def test_kill_9_at_any_moment_loses_nothing(tmp_path, clock, long):
    """Three writers at a time, each killed at a random moment or at a chosen change of the disk."""
    folder, draw, stored, kills = tmp_path / "office", random.Random(5), [], 0
    for round_ in range(100 if long else 10):
        writers = [
            start(folder, login, round_ * 10 + n, crash=draw.choice([None, draw.randrange(1, 250)]))
            for n, login in enumerate(("ana", "bob", "dana"))
        ]
        # Long enough that the office is open and busy, at a moment nobody chose.
        deadline = time.monotonic() + 0.4 + draw.random() * 0.6
        while time.monotonic() < deadline and any(writer.poll() is None for writer in writers):
            time.sleep(0.01)
        for writer in writers:
            writer.kill()
        for writer in writers:
            stored += acknowledged(writer)
            assert writer.returncode == -signal.SIGKILL
            kills += 1
        check(folder, clock, stored)
    assert kills == (300 if long else 30)
    assert len(stored) > 100


def test_a_crash_at_every_change_of_the_disk_loses_nothing(tmp_path, clock, long):
    """One writer, killed at its n-th change of the disk for every n, from the making of the folder on."""
    stored = []
    folder = tmp_path / "office"
    for n in range(1, 400 if long else 60):
        if n <= 40:
            folder = tmp_path / f"office{n}"
            stored = []
        writer = start(folder, "ana", n, commits=40, crash=n * (1 if n <= 40 else 3))
        stored += acknowledged(writer)
        check(folder, clock, stored)


def test_four_people_at_once_step_on_nobody(tmp_path, clock):
    folder = tmp_path / "office"
    writers = [start(folder, login, seed, commits=60) for seed, login in enumerate(("ana", "bob", "carl", "dana"))]
    stored = []
    for writer in writers:
        stored += acknowledged(writer)
        assert writer.returncode == 0
    check(folder, clock, stored)
    store = open_folder(folder, "checker", clock)
    revisions = {}
    for commit in stored:
        for kind, record, rev, number in commit:
            assert (kind, record, rev) not in revisions, "two people were told they stored the same revision"
            revisions[kind, record, rev] = number
    for kind in ("call", "follow_up"):
        for doc in store.records(kind):
            assert [(kind, doc["id"], rev) in revisions for rev in range(1, doc["rev"] + 1)] == [True] * doc["rev"]
            assert [one.rev for one in store.revisions(kind, doc["id"])] == list(range(1, doc["rev"] + 1))
    weeks = {path.stem for path in (folder / "calls").iterdir()}
    assert weeks == {id_week(doc["id"]) for doc in store.records("call")}
    store.close()
