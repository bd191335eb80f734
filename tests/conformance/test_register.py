"""The register of people and matters: whatever tells it, and however it came to know, it tells the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from paratui.domain.entered_as import in_plain_words
from paratui.domain.people_index import PeopleIndex
from paratui.store.interface import Put
from paratui.store.memory import MemoryOffice, MemoryStore
from paratui.store.tinydb_folder.store import open_folder

MARIA = "+14155552671"
IDS = range(1, 6)


def person(record: int, **fields) -> tuple[str, dict]:
    return "person", {"id": record, "name": "Maria Garcia", **fields}


A_NAME = st.sampled_from(["Ana", "ana", "Maria", "Garcia-Lopez", "O'Neil", "al-Rashid", "李", "Åsa", ""])
NAMES = st.lists(A_NAME, max_size=3)
SOME = st.lists(st.integers(1, 5), max_size=3)
PERSON = st.fixed_dictionaries(
    {"name": NAMES.map(" ".join), "role": st.sampled_from(["client", "prospect", "witness"])},
    optional={
        "phones": st.lists(st.sampled_from([MARIA, f"{MARIA};ext=9", "+12125550123", ""]), max_size=2),
        "other_names": NAMES,
        "matters": SOME,
        "merged": SOME,
        "merged_into": st.sampled_from([0, 1, 2, "odd", 10**30]),
        "unheard_of": st.just({"kept": [1]}),
    },
)
PARTY = st.fixed_dictionaries({"name": st.just("X"), "person_id": st.integers(0, 5)})
SPOILT = st.sampled_from([{"name": 5}, {"name": "Ana", "phones": 5}, {"number": []}, {"number": "1", "clients": "x"}])
MATTER = st.fixed_dictionaries(
    {"number": st.sampled_from(["2026-0142", "2026-0143", "CR-26-09", "cr-26-09 "])},
    optional={
        "title": st.sampled_from(["Custody", "Fall at the store", "ÜBER"]),
        "status": st.sampled_from(["open", "closed"]),
        "stage": st.sampled_from(["Discovery", ""]),
        "clients": st.lists(st.sampled_from([*IDS, 10**30]), max_size=3),
        "parties": st.lists(PARTY, max_size=2),
        "instructions": st.lists(st.sampled_from([" ", "no mail"]), max_size=2),
    },
)
STEP = st.one_of(
    st.tuples(st.just("person"), st.sampled_from(IDS), PERSON | SPOILT),
    st.tuples(st.just("matter"), st.sampled_from(IDS), MATTER | SPOILT),
    st.tuples(st.just("purge"), st.sampled_from(IDS), st.sampled_from(["person", "matter"])),
    st.tuples(st.just("fold"), st.just(0), st.just(None)),
)


def answers(register) -> dict[str, object]:
    """What every question finds."""
    everybody, last = [], 1 << 62
    while more := register.people_before(last, 2):
        everybody += more
        last = more[-1].id
    matters, last = [], 1 << 62
    while more := register.matters_before(last, 2):
        matters += more
        last = more[-1].id
    ids, named = (*IDS, 77, 10**30), register.people_listed(("a",))
    narrowed = (((), ()), (("cust",), ()), (("26", "cr"), ()), (("zzz",), named))
    return {
        "everybody": everybody,
        "matters": matters,
        "person": [register.person(one) for one in ids],
        "matter": [register.matter(one) for one in ids],
        "people_of": register.people_of(ids),
        "matters_of": [register.matters_of(one) for one in everybody],
        "matters_with": [sorted(one.id for one in register.matters_with(record)) for record in IDS],
        "open": [one.id for one in register.matters_before(1 << 62, 99, open_only=True)],
        "number": [register.with_number(phone) for phone in (MARIA, f"{MARIA};ext=1", "+12125550123", "")],
        "digits": sorted(one.id for one in register.with_digits("267")),
        "best": [
            register.best_named(typed.split(), 3)
            for typed in ("a", "gar ma", "garcialo", "alrash", "李", "asa", "oneil", "neil", "\ud800", "-")
        ],
        "named": [register.named(name) for name in ("ana maria", " Maria ", "O'Neil", "", "\ud800")],
        "sentence": register.in_sentence(in_plain_words("call Ana Maria, then Maria Garcia-Lopez's aunt")),
        "roles": register.roles(ids),
        "merges": register.merges(),
        "numbered": [register.matter_numbered(number) for number in (" cr-26-09", "2026-0142", "2026")],
        "numbers": sorted(register.matter_numbers("2026-")),
        "naming": sorted(register.naming(ids)),
        "instructed": register.instructed(ids),
        "listed": [list(register.people_listed(typed.split())) for typed in ("", "a", "ma gar")],
        "names and digits": [
            list(register.people_listed(typed.split(), "2671"))
            for typed in ("ma 2671", "2671 ana o'neil", "2671", "26 71")
        ],
        "digits listed": list(register.people_listed((), "0123", (1, 10**30))),
        "matters listed": [list(register.matters_listed(*asked)) for asked in narrowed],
        "texts": [register.texts(of) for of in ("role", "title", "stands", "client")],
        "first clients": {key: one for key, one in register.first_clients().items() if one < 1 << 63},
        "troubles": sorted(register.troubles()),
    }


def held(docs) -> PeopleIndex:
    index = PeopleIndex()
    for (kind, record), doc in docs.items():
        index.take_in(kind, record, doc)
    return index


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=14))
@example([("person", 1, {"name": "ana", "role": "client"}), ("person", 2, {"name": "Ana", "role": "client"})])
@example([("person", at, {"name": name, "role": "client"}) for at, name in ((1, "b"), (2, "A"), (3, "C"))])
def test_caught_up_made_anew_and_held_in_memory_it_is_the_same(clock, steps):
    shared = MemoryOffice(clock)
    memory = MemoryStore(shared, "ana")
    with tempfile.TemporaryDirectory() as folder:
        store = open_folder(Path(folder) / "office", "ana", clock)
        try:
            store.make_index()
            docs = {}
            for kind, record, fields in steps:
                if kind == "fold":
                    store.checkpoint(force=True)
                elif kind == "purge":
                    for each in (store, memory):
                        each.purge([(fields, record)])
                    if docs.pop((fields, record), None):
                        docs[fields, record] = None
                    if not store.has_index():
                        store.make_index()
                elif (kind, record) not in docs or docs[kind, record]:
                    before = docs.get((kind, record)) or {}
                    put = Put(kind, {"id": record, **fields}, before.get("rev", 0))
                    docs[kind, record] = store.commit([put]).docs[0]
                    memory.commit([put])
            expected = answers(held({key: doc for key, doc in docs.items() if doc}))
            assert store.ask_register(answers) == expected
            assert memory.ask_register(answers) == expected
            store.make_index()
            assert store.ask_register(answers) == expected
        finally:
            store.close()


@pytest.fixture
def office_with_index(tmp_path, clock):
    store = open_folder(tmp_path / "office", "ana", clock)
    store.commit([Put(*person(1, phones=[MARIA])), Put("matter", {"id": 2, "number": "2026-0142", "clients": [1]})])
    store.make_index()
    yield store
    store.close()


def names(store, typed="maria"):
    return store.ask_register(lambda register: [one.name for one in register.best_named([typed], 9)])


def test_while_there_is_no_index_nobody_is_told_and_then_everybody_again(office_with_index):
    store = office_with_index
    assert names(store) == ["Maria Garcia"]
    (store.folder / "index.sqlite").unlink()
    assert names(store) is None
    assert store.last_calls_over(MARIA) is None
    assert store.last_calls_of((1,), 9) is None
    assert store.calls_since((1,), 0) is None
    store.make_index()
    assert names(store) == ["Maria Garcia"]


def test_what_a_colleague_enters_or_changes_is_told_at_the_next_question(office_with_index, clock):
    dana = open_folder(office_with_index.folder, "dana", clock)
    try:
        dana.commit([Put("person", {"id": 1, "name": "Rosa Choi"}, 1), Put(*person(7, name="Maria Lopez"))])
        assert names(office_with_index) == ["Maria Lopez"]
        assert names(office_with_index, "choi") == ["Rosa Choi"]
    finally:
        dana.close()


def test_an_index_with_a_document_nobody_can_read_is_not_asked_again(office_with_index):
    import sqlite3  # noqa: PLC0415 - to spoil what is there

    path = office_with_index.folder / "index.sqlite"
    spoiling = sqlite3.connect(path)
    spoiling.execute("UPDATE person_doc SET doc = '{'")
    spoiling.commit()
    spoiling.close()
    assert names(office_with_index) is None
    assert not office_with_index.has_index()
    assert office_with_index.make_index()
    assert names(office_with_index) == ["Maria Garcia"]


def test_a_pasted_page_finds_nobody_and_spoils_no_index(office_with_index):
    page = [f"word{at}" for at in range(2000)]
    asked = (
        lambda register: register.best_named(page, 9),
        lambda register: register.named(" ".join(page)),
        lambda register: [*register.people_listed(page)],
        lambda register: [*register.matters_listed(page)],
    )
    assert [office_with_index.ask_register(one) for one in asked] == [[], [], [], []]
    assert office_with_index.has_index()


@pytest.fixture(params=["memory", "folder"])
def ana(request, tmp_path, clock):
    if request.param == "memory":
        yield MemoryStore(MemoryOffice(clock), "ana")
        return
    store = open_folder(tmp_path / "office", "ana", clock)
    store.make_index()
    yield store
    store.close()


def test_the_last_calls_of_people_and_over_a_number_are_told_the_same(ana):
    told = [
        {"person_id": 7, "phone": MARIA},
        {"person_id": 8, "phone": f"{MARIA};ext=9"},
        {"person_id": 7, "phone": MARIA, "outcome": "wrong_number"},
        {"person_id": 9, "phone": "+12125550123"},
        {"person_id": 0, "phone": MARIA},
        {"person_id": 8, "phone": MARIA, "status": "in_progress"},
        {"person_id": 7, "phone": "+141555526710"},
    ]
    ana.commit([Put("call", {"id": (at + 1) << 40, "status": "ended", **one}) for at, one in enumerate(told)])
    assert ana.last_calls_over(f"{MARIA};ext=1") == {7: 1 << 40, 8: 2 << 40}
    assert ana.last_calls_over("") == {}
    assert [row.id >> 40 for row in ana.last_calls_of((7, 8), 9)] == [7, 3, 2, 1]
    assert [row.id >> 40 for row in ana.last_calls_of((7, 8), 2, 7 << 40)] == [3, 2]
    assert all(row.lines == () for row in ana.last_calls_of((7,), 9))


def test_the_calls_of_people_from_a_moment_on_are_told_the_same(ana):
    told = [
        {"person_id": 7, "channel": "phone", "direction": "out", "outcome": "reached"},
        {"person_id": 7, "channel": "letter", "direction": "in"},
        {"person_id": 8, "channel": "phone", "direction": "in", "outcome": 5},
        {"person_id": 8, "status": "in_progress"},
        {"person_id": 9},
        {"person_id": 0},
    ]
    ana.commit([Put("call", {"id": (at + 1) << 40, "status": "ended", **one}) for at, one in enumerate(told)])
    people = (*range(600, 1200), 7, 8, 10**30)
    assert sorted(ana.calls_since(people, 2 << 40)) == [
        (7, 2 << 40, "letter", "in", ""),
        (8, 3 << 40, "phone", "in", ""),
    ]
    assert ana.calls_since((), 0) == []


def test_an_id_no_table_holds_is_nobody_s(ana):
    """Another tool may have put any number among the records that were merged into a person."""
    ana.commit([Put("call", {"id": 1 << 40, "status": "ended", "person_id": 7})])
    assert [row.id >> 40 for row in ana.last_calls_of((7, 10**30), 9)] == [1]
    assert ana.last_calls_of((10**30,), 9) == []
    assert ana.follow_ups_of((7, 10**30)) == ana.follow_ups_of((10**30,)) == ana.follow_ups_of((), 10**30) == []
