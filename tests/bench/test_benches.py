"""The benches of scale still run: offices of a thousand documents, and not a word about how long anything takes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from paratui.store.tinydb_folder.ground.folder import KIND_FOLDERS
from tests.bench.office_generator import open_office, write_invented_office

HERE = Path(__file__).parent


def found(bench: str, tmp_path, *given: str) -> dict:
    command = [sys.executable, str(HERE / bench), "--folder", str(tmp_path), "--json", *given]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout)


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("invented") / "office"
    write_invented_office(folder, 1000)
    return folder


def test_an_invented_office_is_whole_and_verifies(office):
    store = open_office(office)
    calls, items = list(store.records("call")), list(store.records("follow_up"))
    assert (len(calls), len(calls) + len(items)) == (333, 1000)
    assert len(store.open_follow_ups()) == 500
    assert sorted(item["number"] for item in items) == list(range(1, 668))
    assert store.verify().findings == ()
    assert store.set_aside() == []
    store.close()


def test_an_invented_office_tells_every_revision_of_a_follow_up(office):
    store = open_office(office)
    done = store.follow_up_number(1)
    assert done is not None
    first, last = store.revisions("follow_up", done["id"])
    assert (first.doc["status"] not in {"done", "cancelled"}, last.doc) == (True, done)
    assert first.time < last.time
    store.close()


def test_the_same_seed_makes_the_same_office(office, tmp_path):
    write_invented_office(tmp_path / "again", 1000)
    names = ("meta.json", "hot.json", "journal", "audit", *KIND_FOLDERS.values())
    files = sorted(path.relative_to(office) for name in names for path in _files(office / name))
    # The first test's store may have begun a segment of its own, but wrote nothing.
    assert {str(name): (tmp_path / "again" / name).read_bytes() for name in files} == {
        str(name): (office / name).read_bytes() for name in files
    }


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else list(path.iterdir())


def test_scale_measures_everybody(tmp_path):
    told = found("scale.py", tmp_path, "--documents", "1000", "--turns", "1")
    by_work = {(row["work"], row["documents"]): row for row in told["rows"]}
    assert {size for _, size in by_work} == {1000}
    for (work, _), row in by_work.items():
        assert row["ours"] > 0, work
        assert row["sqlite"] > 0, work
    assert by_work["commits", 1000]["bare"] > 0
    assert by_work["commit", 1000]["stock"] > 0
    assert {one["contender"] for one in told["memory"]} == {"ours", "sqlite", "stock"}
    assert all(target["found"] > 0 for target in told["targets"])


def test_a_crowd_loses_nothing_on_either_side(tmp_path):
    given = ("--people", "4", "--documents", "1000", "--slices", "2", "--slice-seconds", "1.5")
    told = found("crowd.py", tmp_path, *given)
    assert told["lost"] == 0
    assert told["ours"]["commits"] > 0
    assert told["sqlite"]["commits"] > 0
    assert told["median_ratio"] > 0


def test_lateness_is_measured_with_and_without_a_checkpoint(tmp_path):
    told = found("checkpoint_lateness.py", tmp_path, "--documents", "1000", "--rounds", "2")
    assert {"nothing", "checkpoint after that", "open an old call"} <= told.keys()
    assert all(row["ticks"] > 0 for row in told.values())


def test_the_brief_is_measured_with_the_lateness_of_keys_while_everybody_is_read(tmp_path):
    told = found("brief.py", tmp_path, "--people", "300", "--documents", "1000", "--asked", "10")
    assert (told["people"], told["calls"]) == (300, 333)
    assert told["ratio"] > 0
    assert {"p50", "p95", "max"} <= told["brief_ms"].keys() & told["late_ms"].keys() & told["idle_ms"].keys()


def test_the_queue_is_measured_with_few_and_many_open_items(tmp_path):
    given = ("--documents", "3000", "--open", "500", "700", "--turns", "1", "--seconds", "0.2")
    told = found("queue_scale.py", tmp_path, *given)
    assert told["open"] == {"500": 500, "700": 700}
    shown = {row["work"] for row in told["rows"] if row["what"] == "shown"}
    assert shown == {"opening", "filter", "find", "action", "undo"}
    assert all(row["ratio"] > 0 for row in told["rows"])
    assert {"nothing", "searching, a colleague too"} <= told["late"]["700"].keys()


def test_the_start_is_measured_with_a_new_the_demo_and_the_full_office(tmp_path):
    told = found("startup.py", tmp_path, "--documents", "1000", "-n", "1")
    assert len(told) == 4
    assert any("the full office (500 open)" in name for name in told)
    assert all(case["p50"] > 0 and case["ratio"] > 0 for case in told.values())


def test_memory_is_measured_at_rest_beside_a_minimal_app(tmp_path):
    told = found("memory.py", tmp_path, "--documents", "1000", "--turns", "1")
    assert set(told["held"]) == {"333 calls"}
    places = {place: held for by_place in told["held"].values() for place, held in by_place.items()}
    assert {"queue", "log", "clients"} <= places.keys()
    assert all(held[what][0] > 0 for held in [told["minimal"], *places.values()] for what in ("resident", "private"))


def test_others_lists_are_measured_on_the_same_rows_or_named_as_left_out(tmp_path):
    told = found("peers.py", tmp_path, "--documents", "1000", "--turns", "1", "--filled", "100")
    assert told["rows"] == 333
    assert all(taken["paratui"]["shown"] and taken["DataTable"]["shown"] for taken in told["keys"].values())
    others = {"VisiData", "nano"} - told["keys"]["down"].keys()
    assert len(told["left_out"]) == len(others)


def test_the_long_table_is_measured_beside_a_short_one_and_a_stock_one(tmp_path):
    told = found("long_table.py", tmp_path, "--documents", "1500", "--turns", "1", "--quiet", "0.05")
    rows = {row["work"]: row for row in told["keys"] if row["what"] == "at rest"}
    asked = {"first page", "cursor down", "a page", "the end", "cursor down, held"}
    assert all({"of few", "of table"} <= rows[work].keys() for work in asked)
    assert "of few" in rows["to a day"]


def test_people_on_one_box_are_measured_at_rest_and_while_one_types(tmp_path):
    few = ("--people", "2", "--calls", "1", "--seconds", "1", "--letters", "6", "--held", "1")
    told = found("one_box.py", tmp_path, "--documents", "1000", *few)
    assert [len(told["cost"][name]) for name in ("idle", "on a call", "minimal")] == [1, 1, 1]
    assert all(one["private"] > 0 for each in told["memory"].values() for one in each)
    assert told["keys"].keys() == told["behind"].keys() == {"alone", "others rest", "others type"}
    assert all(one["lost"] == 0 and one["late"] for one in told["behind"].values())
