"""Records read one by one: as sound as the whole file, without holding it."""

from __future__ import annotations

import os
import tracemalloc

import msgspec
import pytest

from paratui.store.interface import Put
from paratui.store.tinydb_folder.files.meta import read_meta
from paratui.store.tinydb_folder.ground.folder import Folder

WEEK = "2026-W41.json"
CALLS = 60
LONG = "she said it again and again; " * 400


@pytest.fixture
def folded(folder, office):
    """Calls of one week in their shard, each with much in it."""
    ana = office.open()
    docs = ana.commit([Put("call", office.call(status="ended", outcome=LONG)) for _ in range(CALLS)]).docs
    ana.close()
    return docs


def test_every_record_of_a_shard_is_told_whole_at_the_first_question_and_at_the_next(office, folded):
    ana = office.open()
    for _ in range(2):
        assert [ana.get("call", doc["id"]) for doc in folded] == list(folded)
    assert ana.get("call", folded[-1]["id"] + 1) is None


def test_a_shard_is_not_held_for_the_records_that_were_asked_of_it(folder, office, folded):
    ana = office.open()
    whole = (folder / "calls" / WEEK).stat().st_size
    tracemalloc.start()
    try:
        for doc in folded:
            ana.get("call", doc["id"])
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < whole / 10


def test_bytes_changed_in_place_are_not_told_even_where_the_file_looks_the_same_from_outside(folder, office, folded):
    ana = office.open()
    record = folded[7]["id"]
    assert ana.get("call", record) == folded[7]
    path = folder / "calls" / WEEK
    facts = path.stat()
    with path.open("r+b") as shard:
        edited = shard.read().replace(b"again and again", b"never, it seems")
        shard.seek(0)
        shard.write(edited)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert ana.get("call", record) == folded[7]
    assert f"calls/{WEEK}" in ana._records.unusable


def test_a_shard_that_is_taken_away_or_written_anew_meanwhile_is_noticed(folder, office, folded):
    ana, dana = office.open(), office.open("dana")
    first, second = folded[0], folded[1]
    assert ana.get("call", second["id"]) == second
    amended = dana.commit([Put("call", first | {"outcome": "short"}, 1)]).docs[0]
    assert dana.checkpoint(force=True)
    assert (ana.get("call", first["id"]), ana.get("call", second["id"])) == (amended, second)
    (folder / "calls" / WEEK).unlink()
    assert ana.get("call", second["id"]) == second


def test_meta_json_tells_one_file_as_it_tells_all_whoever_laid_it_out(folder, folded):
    place = Folder(folder)
    for indent in (0, 2):
        place.meta.write_bytes(msgspec.json.format(place.meta.read_bytes(), indent=indent))
        meta = read_meta(place)
        assert meta.knows_files
        assert {name: meta.sha_of(name) for name in meta.files} == meta.files
        assert meta.sha_of(f"people/{WEEK}") is None
        assert meta.sha_of(WEEK) is None
