"""The calls of a list: rows, windows and counts, the same whatever tells them, and as the records have them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paratui.domain.best_first import grade_of, grades
from paratui.domain.call_filter import CallFilter
from paratui.domain.call_order import CallOrder
from paratui.domain.call_row import CallRow
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder

NAMES = ["Maria García", "Dean Oakley", "Zoë O'Brien", "李小龍", "", "de la Cruz, Ana-María"]
HIGHEST, LOWEST = (1 << 63) - 1, -(1 << 63)
TEXTS = [
    "hearing moved to December",
    "the HEARING was moved",
    "her sister is at (212) 555-0123",
    "room 415, matter 2026-0142",
    "Straße, naïve café résumé",
    'she said "sign the stipulation"',
    "f_staff_ana OR hearing NEAR(a) *",
]
PHONES = ["+14155552671", "+12125550123", "withheld", ""]
ASKED = [
    "hearing",
    "HEAR moved",
    "maria",
    "garcia",
    '"the hearing"',
    '"hearing the"',
    "2671",
    "(415) 555-26",
    "212 555",
    "2026-0142",
    "415",
    "strasse",
    "cafe resume",
    "o'brien",
    "小龍",
    "李",
    "-",
    '"',
    "f_staff_ana",
    "NEAR(",
    "left voicemail",
    "hearing moved",
    '"the hearing" de',
    "+1 212 555 0123",
    "212.555.0123 ext. 4",
    "ana de la",
    "x" * 10_000,
    "\x00\x1b[2J* AND",
]


@pytest.fixture(params=["before there is an index", "made anew", "caught up"])
def asked_of(request, office):
    """Whom the lists are asked of, after every commit."""
    ana = office.open()
    if request.param == "caught up":
        ana.make_index()

    def ready():
        if request.param == "made anew":
            assert ana.make_index()
        return ana

    return ready


def a_call(office, **fields):
    office.clock.go_on(86_400)
    return office.call(**{"status": "ended", "channel": "phone", "outcome": "reached"} | fields)


def test_rows_come_newest_first_in_windows_up_and_down(office, asked_of):
    ana = office.open()
    docs = [ana.commit([Put("call", a_call(office, person=f"caller {at}"))]).docs[0] for at in range(12)]
    store, newest = asked_of(), [CallRow.of(doc) for doc in docs[::-1]]
    assert store.call_rows(CallFilter(), 5) == newest[:5]
    assert store.call_rows(CallFilter(), 5, before=newest[4].id) == newest[5:10]
    assert store.call_rows(CallFilter(), 3, after=newest[8].id) == newest[5:8]
    assert store.call_rows(CallFilter(), 4, after=0) == newest[-4:]
    assert store.call_rows(CallFilter(), 4, skip=3) == newest[3:7]
    assert store.call_rows(CallFilter(), 3, after=0, skip=4) == newest[-7:-4]
    assert store.call_rows(CallFilter(), 3, after=newest[1].id, skip=4) == []
    assert store.call_rows(CallFilter(), 2, lines=False) == [row._replace(lines=()) for row in newest[:2]]
    assert store.count_calls(CallFilter()) == 12
    assert store.count_calls(CallFilter(), after=newest[4].id) == 4
    assert store.count_calls(CallFilter(), before=newest[4].id) == 7


def test_beyond_the_highest_and_the_lowest_number_a_table_holds_there_is_nothing(office, asked_of):
    ana = office.open()
    ana.commit([Put("call", a_call(office) | {"id": HIGHEST})])
    store = asked_of()
    (only,) = store.call_rows(CallFilter(), 3)
    assert only.id == HIGHEST
    assert store.call_rows(CallFilter(), 3, before=HIGHEST) == []
    assert store.call_rows(CallFilter(), 3, after=HIGHEST) == []
    assert store.call_rows(CallFilter(words="reached"), 3, after=HIGHEST) == []
    assert store.call_rows(CallFilter(), 3, before=LOWEST) == []
    assert store.count_calls(CallFilter(), after=HIGHEST) == store.count_calls(CallFilter(), before=LOWEST) == 0


def test_of_logins_that_differ_in_a_sign_alone_each_has_their_own_calls(office, asked_of):
    ana = office.open()
    logins = ["m.okafor", "m_okafor", "m-okafor", "mokafor"]
    for login in logins:
        ana.commit([Put("call", a_call(office) | {"staff": login})])
    store = asked_of()
    for login in logins:
        assert [row.staff for row in store.call_rows(CallFilter(staff=login), 9)] == [login]
        assert store.count_calls(CallFilter(staff=login)) == 1


def test_an_amended_call_is_listed_once_as_it_is_now_and_a_purged_one_no_more(office, asked_of):
    ana = office.open()
    first, second = (ana.commit([Put("call", a_call(office, person=name))]).docs[0] for name in NAMES[:2])
    asked_of()
    ana.commit([Put("call", first | {"person": "Mario Garcia"}, 1)])
    store = asked_of()
    assert [row.person for row in store.call_rows(CallFilter(), 9)] == ["Dean Oakley", "Mario Garcia"]
    assert store.call_rows(CallFilter(words="maria"), 9) == []
    ana.purge([("call", second["id"])])
    store = asked_of()
    assert [row.person for row in store.call_rows(CallFilter(), 9)] == ["Mario Garcia"]
    assert store.count_calls(CallFilter(words="oakley")) == 0


@pytest.mark.parametrize("typed", ["odonoghue", "Odon", "o'donoghue", "donoghue", "smith donoghue"])
def test_a_call_is_found_by_a_name_without_what_stands_between_its_parts(office, asked_of, typed):
    ana = office.open()
    wanted = ana.commit([Put("call", a_call(office, person="Siobh\u00e1n O'Donoghue Smith"))]).docs[0]
    ana.commit([Put("call", a_call(office, person="Don Ottway"))])
    store = asked_of()
    assert [row.id for row in store.call_rows(CallFilter(words=typed), 9)] == [wanted["id"]]
    assert [row.id for row in store.call_rows(CallFilter(who=typed), 9)] == [wanted["id"]]
    ana.commit([Put("call", wanted | {"person": "Maria Garcia"}, wanted["rev"])])
    assert asked_of().count_calls(CallFilter(words=typed)) == 0


def best_first(records, docs, words):
    """Put the newest in the order of their grades."""
    told, steps = {doc["id"]: doc for doc in docs}, grades(words)
    records.sort(key=lambda record: grade_of(told[record], steps))


calls = st.lists(
    st.fixed_dictionaries(
        {
            "person": st.sampled_from(NAMES),
            "phone": st.sampled_from(PHONES),
            "staff": st.sampled_from(["ana", "dana", "j.o'neil", ""]),
            "outcome": st.sampled_from(["reached", "left_voicemail", ""]),
            "checklist": st.sampled_from(
                [
                    {},
                    {"answers": [{"step": "my-role", "answer": "done"}]},
                    {"answers": [{"step": one, "answer": "skipped"} for one in ("my-role", "greeting")]},
                    {"answers": [{"step": "my-role", "answer": "skipped"}, {"step": "my-role", "answer": "done"}]},
                    "as another tool wrote it",
                ]
            ),
            "status": st.sampled_from(["ended", "ended", "in_progress"]),
            "lines": st.lists(
                st.fixed_dictionaries(
                    {
                        "text": st.sampled_from(TEXTS),
                        "at": st.just(3),
                        "kind": st.sampled_from(["note", "question"]),
                    }
                ),
                max_size=3,
            ),
        }
    ),
    max_size=8,
)
filters = st.builds(
    CallFilter,
    words=st.one_of(st.just(""), st.sampled_from(ASKED), st.text(max_size=12)),
    staff=st.sampled_from(["", "", "ana", "j.o'neil"]),
    outcome=st.sampled_from(["", "", "left_voicemail"]),
    who=st.one_of(st.just(""), st.sampled_from(ASKED)),
    incomplete=st.sampled_from([False, False, True]),
    kind=st.sampled_from(["", "", "", "question", "no such kind"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=calls, wanted=st.lists(filters, min_size=1, max_size=6), amended=st.booleans())
def test_the_index_finds_what_the_records_say_made_anew_or_caught_up(tmp_path_factory, clock, told, wanted, amended):
    store = open_folder(tmp_path_factory.mktemp("office"), "ana", clock)
    try:
        store.make_index()
        docs = []
        for at, fields in enumerate(told):
            docs.append(store.commit([Put("call", {"id": (at + 1) << 40, **fields})]).docs[0])
        if amended and docs:
            docs[0] = store.commit([Put("call", docs[0] | {"person": "Somebody Else"}, 1)]).docs[0]
        for _ in range(2):
            for one in wanted:
                expected = [doc["id"] for doc in docs[::-1] if one.keeps(doc)]
                assert [row.id for row in store.call_rows(one, 99)] == expected, one
                assert store.count_calls(one) == len(expected)
                best_first(expected, docs, one.words)
                pages = [store.best_call_rows(one, 3, skip=skip) for skip in range(0, len(expected) + 3, 3)]
                assert [row.id for page in pages for row in page] == expected, one
                assert [store.best_call_place(one, record) for record in expected] == list(range(len(expected)))
            assert store.has_index()
            store.make_index()
    finally:
        store.close()


def test_calls_come_longest_first_and_by_caller_in_windows_up_and_down(office, asked_of):
    ana = office.open()
    lengths, names = [60, 0, 600, 60, 30, 600, 0, 60], ["Zoë", "", "álvarez", "Alma", "Dean", "Ándrea", "", "alma"]
    for seconds, name in zip(lengths, names, strict=True):
        ana.commit([Put("call", a_call(office, seconds=seconds, person=name, matter="2026-0007" if seconds else ""))])
    store = asked_of()
    everything = store.call_rows(CallFilter(), 20)
    longest = sorted(everything, key=lambda row: (-row.seconds, -row.id))
    by_name = {"Ándrea": 3, "álvarez": 2, "alma": 1, "Alma": 1, "Dean": 4, "Zoë": 5, "": 6}
    callers = sorted(everything, key=lambda row: (by_name[row.person], -row.id))
    for order, rows in ((CallOrder.LONGEST, longest), (CallOrder.CALLER, callers)):
        found = store.sorted_call_rows(CallFilter(), 20, order)
        if found is None:
            assert not store.has_index()
            assert store.sorted_call_place(CallFilter(), order, rows[0].id) is None
            continue
        assert found == rows
        for at, row in enumerate(rows):
            assert store.sorted_call_place(CallFilter(), order, row.id) == at
            assert store.sorted_call_rows(CallFilter(), 3, order, below=row.id) == rows[at + 1 : at + 4]
            assert store.sorted_call_rows(CallFilter(), 3, order, above=row.id) == rows[max(0, at - 3) : at]
        theirs = CallFilter(who="2026-0007")
        for wanted, those in ((CallFilter(), rows), (theirs, [row for row in rows if row.matter])):
            for skip in range(len(rows) + 2):
                assert store.sorted_call_rows(wanted, 3, order, skip=skip) == those[skip : skip + 3]
        assert store.sorted_call_rows(theirs, 20, order) == [row for row in rows if row.matter]
        assert store.sorted_call_rows(CallFilter(words="alma"), 1, order) == [
            row for row in rows if row.person in {"Alma", "alma"}
        ][:1]
        assert store.sorted_call_rows(CallFilter(), 3, order, below=5) == []
