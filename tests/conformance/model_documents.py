"""What people, versions to come and broken terminals may hand to a store, and what is no record at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

from hypothesis import strategies as st

from paratui.domain.call_filter import CallFilter
from paratui.domain.ids import make_id
from paratui.store.interface import Put

# Around the ends of weeks and years, the first and the last week there is, and plain days.
MOMENTS = (
    datetime(2020, 1, 1, tzinfo=UTC),
    datetime(2020, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC),
    datetime(2021, 1, 3, 23, 59, 59, 999_000, tzinfo=UTC),
    datetime(2021, 1, 4, tzinfo=UTC),
    datetime(2024, 12, 30, tzinfo=UTC),
    datetime(2026, 10, 8, 14, 0, tzinfo=UTC),
    datetime(2026, 10, 8, 14, 0, tzinfo=UTC) + timedelta(milliseconds=1),
    datetime(2026, 10, 12, tzinfo=UTC),
    datetime(2027, 1, 1, tzinfo=UTC),
    datetime(2089, 9, 6, tzinfo=UTC),
)
ids = st.builds(make_id, st.sampled_from(MOMENTS), st.integers(0, 3))

TEXTS = (
    "",
    "Maria Garcia",
    "she wants a copy of the lease",
    "caf\udce9",
    "\ud83d\ude42 \U0001f642",
    "\0\x7f\x1b[31m",
    "line one\r\nline two\u2028three",
    '"}{\\',
    'f"{"seq":1',
    "null",
    "x" * 300,
)
texts = st.sampled_from(TEXTS)
simple = st.one_of(
    texts,
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.sampled_from((2**53 + 1, 2**64, -(2**70), 1.0, -0.0, 0.1, 1e308, 5e-324, float("nan"), float("inf"))),
)
# Among them the very words in which the folder writes its lines and files.
nested = st.sampled_from(
    (
        {},
        [],
        [[], {"": None}],
        (1, (2, "three")),
        {"kind": "call", "id": make_id(MOMENTS[0], 0), "rev": 1, "hash": "", "doc": None},
        {"number": 1, "status": "done"},
        {"_default": {"1": {}}, "seq": 1},
        [[[[[["deep"]]]]]],
        {"caf\udce9": {"\ud800": "\udfff"}},
    )
)
values = simple | nested
unknown_fields = st.dictionaries(
    st.sampled_from(("pronouns", "", "caf\udce9", "rev", "hash", "doc", "outcome", "due", "number")),
    values,
    max_size=3,
)
events = st.fixed_dictionaries({"e": texts}, optional={"line": values, "id": st.integers(0, 3)})

statuses = {
    "follow_up": ("open", "waiting_client", "done", "cancelled", "archived", None, 7, ["done"], {"done": 1}),
    "call": ("in_progress", "ended", "discarded", "archived", None, 0, ["in_progress"], {}),
}
kinds = st.sampled_from(
    ("call", "call", "follow_up", "follow_up", "follow_up", "person", "matter", "staff", "conflict_check")
)


@st.composite
def fields(draw, kind: str):
    """Everything of a document but its id."""
    doc = draw(unknown_fields)
    if kind in statuses:
        # Mostly what a record of that kind is.
        status = draw(st.sampled_from(statuses[kind][:3]) | st.sampled_from(statuses[kind]))
        if status is not None or draw(st.booleans()):
            doc["status"] = status
    if kind == "follow_up":
        doc.pop("number", None)
        doc |= draw(st.sampled_from(({}, {}, {}, {"number": 0}, {"number": None}, {"number": 3}, {"number": 40})))
    if kind == "call":
        doc["person"] = draw(texts)
        # Fields the log is filtered and searched by, as nobody of this version writes them.
        doc |= draw(st.dictionaries(st.sampled_from(("person", "lines", "started")), values, max_size=1))
    return doc


@st.composite
def new_puts(draw):
    """A record that nobody has, unless its id is taken."""
    kind = draw(kinds)
    return Put(kind, draw(fields(kind)) | {"id": draw(ids)})


nonsense = st.one_of(
    st.builds(Put, st.sampled_from(("invoice", "", "calls", "Call", "follow-up")), st.just({"id": 5})),
    st.builds(
        lambda kind, record: Put(kind, {"id": record}),
        kinds,
        st.sampled_from((None, 0, -5, 2**63, 2**80, "7", True, 7.0, [7])),
    ),
    st.builds(Put, kinds, st.just({"name": "Maria Garcia"})),
    st.builds(
        lambda record, number: Put("follow_up", {"id": record, "number": number}),
        ids,
        st.sampled_from(("7", 7.0, True, [7], -1, 2**80)),
    ),
)

filters = st.builds(
    CallFilter,
    words=st.sampled_from(("", "", "garcia", "nobody", "lease copy")),
    outcome=st.sampled_from(("", "", "reached")),
    since=st.sampled_from(("", "2026-10-08T14:00:00Z")),
    statuses=st.sampled_from((("ended",), ("in_progress", "ended", "discarded"))),
)
picks = st.integers(0, 40)
some_picks = partial(st.lists, picks, min_size=1, max_size=3)
