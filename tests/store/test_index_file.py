"""The index's file: derived, deletable, made anew when it cannot be used, and never in anybody's way."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import tempfile
import threading
from pathlib import Path

import pytest

from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import StoreFull
from paratui.store.interface import Put
from paratui.store.tinydb_folder.index import entries, index_files, making
from paratui.store.tinydb_folder.index.index import Index
from paratui.store.tinydb_folder.index.schema import make, open_index
from paratui.store.tinydb_folder.store import open_folder

NAMES = ("Maria Garcia", "Dean Oakley", "Ana de la Cruz")


@pytest.fixture
def office(tmp_path, clock):
    """An office with three calls and their index."""
    store = open_folder(tmp_path / "office", "ana", clock)
    for at, name in enumerate(NAMES):
        store.commit([Put("call", {"id": (at + 1) << 40, "status": "ended", "person": name})])
    store.make_index()
    yield store
    store.close()


def listed(store, words=""):
    return [row.person for row in store.call_rows(CallFilter(words=words), 9)]


def test_deleting_the_index_loses_nothing(office):
    for path in office.folder.glob("index.*"):
        path.unlink()
    assert not office.has_index()
    assert (listed(office), listed(office, "oakley")) == ([*NAMES[::-1]], ["Dean Oakley"])
    assert office.make_index()
    assert office.has_index()
    assert listed(office, "oakley") == ["Dean Oakley"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"no database at all" * 500),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\xff" * (path.stat().st_size - 4096)),
        lambda path: sqlite3.connect(path).executescript("UPDATE reached SET form = 99"),
        lambda path: sqlite3.connect(path).executescript("DROP TABLE words"),
        lambda path: sqlite3.connect(path).executescript("UPDATE reached SET seq = 77"),
        lambda path: sqlite3.connect(path).executescript("UPDATE reached SET chain = 'another office', seq = 2"),
    ],
    ids=["garbage", "empty", "cut", "overwritten", "newer form", "a table gone", "ahead", "another office's"],
)
def test_an_index_that_cannot_be_used_is_left_alone_until_it_is_made_anew(office, clock, spoil):
    office.close()
    for path in office.folder.glob("index.sqlite-*"):
        path.unlink()
    spoil(office.folder / "index.sqlite")
    again = open_folder(office.folder, "ana", clock)
    try:
        assert (listed(again), listed(again, "garcia")) == ([*NAMES[::-1]], ["Maria Garcia"])
        assert not again.has_index()
        assert again.make_index()
        assert again.has_index()
        assert listed(again, "garcia") == ["Maria Garcia"]
    finally:
        again.close()


def test_a_new_index_is_asked_also_where_its_file_has_the_number_of_the_damaged_one(office):
    path = office.folder / "index.sqlite"
    whole = path.read_bytes()
    path.write_bytes(b"no database at all" * 500)
    assert not office.has_index()
    for aside in office.folder.glob("index.sqlite-*"):
        aside.unlink()
    path.write_bytes(whole)
    assert office.has_index()
    assert listed(office, "garcia") == ["Maria Garcia"]


def test_an_index_another_process_holds_for_itself_is_in_nobody_s_way(office, clock):
    office.close()
    held = sqlite3.connect(office.folder / "index.sqlite", isolation_level=None)
    held.execute("PRAGMA locking_mode=EXCLUSIVE")
    held.execute("BEGIN EXCLUSIVE")
    held.execute("UPDATE reached SET seq = seq")
    again = open_folder(office.folder, "ana", clock)
    try:
        assert listed(again, "garcia") == ["Maria Garcia"]
        again.commit([Put("call", {"id": 9 << 40, "status": "ended", "person": "Zoe Reyes"})])
        assert listed(again, "zoe") == ["Zoe Reyes"]
        held.close()
        assert again.has_index()
        assert listed(again, "zoe") == ["Zoe Reyes"]
    finally:
        again.close()


def test_giving_up_a_question_of_an_index_that_was_let_go_of_is_no_trouble(office):
    assert listed(office)
    reader = office._index._lists.connection
    reader.close()
    office.give_up()


def test_a_call_that_is_taken_out_between_the_two_looks_of_a_list_best_first_is_no_trouble(office):
    assert listed(office)
    other = open_index(office.folder / "index.sqlite", reading=False)
    taken_out = []

    def meanwhile(statement):
        if "FROM call WHERE id IN" in statement and not taken_out:
            entries.remove(other, "call", 1 << 40)
            taken_out.append(statement)

    office._index._lists.connection.set_trace_callback(meanwhile)
    try:
        assert [row.person for row in office.best_call_rows(CallFilter(words="garcia"), 9)] == ["Maria Garcia"]
        assert taken_out
        assert office.best_call_rows(CallFilter(words="garcia"), 9) == []
    finally:
        other.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can leave a file to another user")
def test_an_index_that_may_not_be_read_is_made_anew_or_done_without(office):
    path = office.folder / "index.sqlite"
    office.close()
    for aside in office.folder.glob("index.sqlite-*"):
        aside.unlink()
    path.chmod(0)
    office.folder.chmod(0o777)
    for each in office.folder.rglob("*"):
        if each.name != path.name:
            each.chmod(0o777)
    shared = Path(tempfile.gettempdir())
    for parent in office.folder.parents:
        if shared in parent.parents:
            parent.chmod(0o755)
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        os.setgroups([])
        os.setegid(65534)
        os.seteuid(65534)
        found = "gone wrong"
        try:
            found = ",".join(listed(office, "garcia"))
        finally:
            os.write(tell, found.encode())
            os._exit(0)
    os.close(tell)
    os.waitpid(child, 0)
    assert os.read(told, 100) == b"Maria Garcia"
    os.close(told)


def test_a_colleague_s_new_call_is_in_the_list_at_once(office, clock):
    dana = open_folder(office.folder, "dana", clock)
    try:
        dana.commit([Put("call", {"id": 9 << 40, "status": "ended", "person": "Zoe Reyes"})])
        assert listed(office, "zoe") == ["Zoe Reyes"]
        assert listed(dana)[0] == "Zoe Reyes"
    finally:
        dana.close()


def test_one_that_was_made_anew_elsewhere_is_the_one_that_is_asked(office, clock):
    assert listed(office)
    dana = open_folder(office.folder, "dana", clock)
    try:
        dana.make_index()
        dana.commit([Put("call", {"id": 9 << 40, "status": "ended", "person": "Zoe Reyes"})])
        assert listed(office)[0] == "Zoe Reyes"
    finally:
        dana.close()


@pytest.mark.parametrize("umask", [0o077, 0o022, 0o000])
def test_the_others_can_work_with_the_files_whatever_the_umask(office, umask):
    before = os.umask(umask)
    try:
        office.make_index()
        office.commit([Put("call", {"id": 9 << 40, "status": "ended", "person": "Zoe Reyes"})])
        assert listed(office)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in office.folder.glob("index.*")}
    finally:
        os.umask(before)
    assert {"index.sqlite", "index.sqlite-wal"} <= set(modes)
    assert set(modes.values()) == {0o660}, modes


def test_on_a_full_disk_the_lists_are_told_without_an_index(office, monkeypatch):
    def full(_path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    office.close()
    with monkeypatch.context() as patched:
        patched.setattr(index_files, "_opened", full)
        assert (listed(office), listed(office, "oakley")) == ([*NAMES[::-1]], ["Dean Oakley"])
        assert not office.has_index()
        with pytest.raises(StoreFull):
            office.make_index()
    assert listed(office, "oakley") == ["Dean Oakley"]


def test_a_question_nobody_waits_for_any_more_is_given_up(office):
    threading.Timer(0.0, office.give_up).start()
    # Whether it was quicker or not: the next one is answered.
    assert listed(office, "garcia") == ["Maria Garcia"]


def test_two_who_make_it_at_once_end_with_one_whole_index(office, clock):
    dana = open_folder(office.folder, "dana", clock)
    try:
        made = []
        threads = [threading.Thread(target=lambda one=one: made.append(one.make_index())) for one in (office, dana)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert True in made
        assert listed(office) == listed(dana) == [*NAMES[::-1]]
    finally:
        dana.close()


def test_an_index_of_as_many_commits_of_another_office_is_not_asked(office, tmp_path, clock):
    other = open_folder(tmp_path / "other", "ana", clock)
    for at in range(len(NAMES)):
        other.commit([Put("call", {"id": (at + 1) << 40, "status": "ended", "person": "Zoe Reyes"})])
    other.make_index()
    other.close()
    office.close()
    for path in office.folder.glob("index.sqlite*"):
        path.unlink()
    (other.folder / "index.sqlite").rename(office.folder / "index.sqlite")
    again = open_folder(office.folder, "ana", clock)
    try:
        assert (listed(again), listed(again, "zoe")) == ([*NAMES[::-1]], [])
        assert not again.has_index()
    finally:
        again.close()


def test_a_purge_finished_while_the_index_is_made_lets_it_be_made_once_more(office, monkeypatch):
    put, entered = entries.put, []

    def at_the_second(connection, kind, doc):
        entered.append(kind)
        if len(entered) == 2:
            index_files.remove(office._folder)
        put(connection, kind, doc)

    monkeypatch.setattr(entries, "put", at_the_second)
    assert office.make_index()
    assert office.has_index()
    assert len(entered) == 2 * len(NAMES)


def test_of_an_index_a_full_disk_does_not_take_nothing_is_left(office, monkeypatch):
    def small(path):
        connection = make(path)
        connection.execute("PRAGMA max_page_count=40")
        return connection

    long = [{"text": " ".join(map(str, range(40000)))}]
    office.commit([Put("call", {"id": 9 << 40, "status": "ended", "lines": long})])
    with monkeypatch.context() as patched:
        patched.setattr(making, "make", small)
        with pytest.raises(StoreFull):
            office.make_index()
    assert not (office.folder / "index.sqlite.new").exists()
    assert office.make_index()


@pytest.mark.parametrize("field", ["seconds", "person_id", "matter_id"])
def test_a_number_no_table_holds_stops_no_index(office, field):
    call = {"id": 9 << 40, "status": "ended", "person": "Zoe Reyes", field: 10**30}
    office.commit([Put("call", call), Put("follow_up", {"id": 9 << 40, field: 10**30})])
    assert office.has_index()
    assert office.make_index()
    assert listed(office, "zoe") == ["Zoe Reyes"]


def test_giving_up_a_question_disturbs_nobody_who_only_wants_to_know_whether_there_is_an_index(office, monkeypatch):
    reader, given_up = office._index._lists, [sqlite3.OperationalError("interrupted")]
    is_up_to_date = reader._is_up_to_date

    def interrupted(connection):
        if given_up:
            raise given_up.pop()
        return is_up_to_date(connection)

    monkeypatch.setattr(reader, "_is_up_to_date", interrupted)
    assert office.has_index()
    assert not given_up


def test_a_new_index_is_one_that_several_can_open_at_once_before_it_takes_its_place(tmp_path, clock, monkeypatch):
    store = open_folder(tmp_path / "office", "ana", clock)
    monkeypatch.setattr(Index, "catch_up", lambda _index: True)
    assert store.make_index()
    # Said at these places of the file; a rollback journal would be 1.
    assert (store.folder / "index.sqlite").read_bytes()[18:20] == b"\2\2"
    store.close()
