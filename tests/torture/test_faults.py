"""Every operation on a file may fail: once or until mended, in every way a disk can. Nothing is lost by it.

The short form takes operations of each kind by lot; `--long` takes every one of the day.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from traceback import extract_tb

import pytest

from tests.torture.faults import CUT_WRITES, ERRORS, SHORT_READ, SHORT_WRITE, Fault
from tests.torture.faulty_day import FaultyDay

KINDS = (*ERRORS, *CUT_WRITES, SHORT_WRITE, SHORT_READ)
SHORT_FORM = 22
PROCESSES = 2


def lived(fault: Fault | None) -> FaultyDay:
    """A day under a fault, in a place of its own."""
    place = Path(tempfile.mkdtemp(prefix="paratui-faults-"))
    try:
        day = FaultyDay(place, fault)
        day.live()
    finally:
        shutil.rmtree(place)
    return day


def trouble(fault: Fault) -> str:
    """What went wrong in a day under a fault; empty when it was lived as it must be."""
    try:
        lived(fault)
    except Exception as error:  # noqa: BLE001 - whatever it is, the run is named with it
        where = [f"{step.name} line {step.lineno}" for step in extract_tb(error.__traceback__)]
        return f"{fault}: {type(error).__name__} {error} in {' > '.join(where[-4:])}"
    return ""


def moments(day: FaultyDay, kind: str, *, long: bool, draw: random.Random) -> list[int]:
    """The operations a kind of fault is tried at: all it can meet, or one of each name and some more by lot."""
    reach = Fault(kind, 0).reach()
    by_name: dict[str, list[int]] = {}
    for number, one in enumerate(day.disk.operations[: day.reach], 1):
        if not reach or one.name in reach:
            by_name.setdefault(one.name, []).append(number)
    everything = sorted(number for numbers in by_name.values() for number in numbers)
    if long:
        return everything
    wanted = SHORT_FORM // (2 if reach else 1)
    chosen = {draw.choice(numbers) for numbers in by_name.values()}
    return sorted(chosen | set(draw.sample(everything, min(max(wanted - len(chosen), 0), len(everything)))))


@pytest.fixture(scope="module")
def well() -> FaultyDay:
    """The day on a disk that does not fail, which must be lived without a single word of trouble."""
    day = lived(None)
    assert day.sentences == []
    return day


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_day_with_one_fault_loses_nothing_and_goes_on(well, kind, lasting, long):
    draw = random.Random(f"{kind} {lasting}")
    faults = [Fault(kind, at, lasting) for at in moments(well, kind, long=long, draw=draw)]
    if long:
        with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
            troubles = list(pool.map(trouble, faults, chunksize=16))
    else:
        troubles = list(map(trouble, faults))
    assert [one for one in troubles if one] == []


def test_the_day_meets_every_operation_of_the_store(well):
    """Without one of these the proof would look away from a part of the store."""
    met = {one.name for one in well.disk.operations[: well.reach]}
    assert met >= {"open", "create", "read", "pread", "stat", "fstat", "listdir", "flock"}
    assert met >= {"write", "pwrite", "fsync", "fdatasync", "ftruncate", "rename", "replace", "unlink", "mkdir"}
    touched = {Path(one.path).name for one in well.disk.operations[: well.reach]}
    assert touched >= {"00000001.jsonl", "00000002.jsonl", "hot.json", "meta.json", "checkpoint.plan", "purged.json"}
