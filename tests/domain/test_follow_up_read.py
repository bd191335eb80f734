"""An item read in one go is the item read field by field, whatever its document holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from paratui.domain.errors import BadInput
from paratui.domain.follow_up import Attempt, FollowUp, Happening
from paratui.domain.record import Record

HAPPENED = Happening(at="2026-10-08T14:00:00Z", by="ana", what="made").doc()
WHOLE = FollowUp(
    id=7,
    text="call back",
    due="2026-10-08T21:00:00Z",
    history=(Happening.read(HAPPENED),),
    attempts=(Attempt(at="2026-10-08T14:00:00Z", by="ana", how="busy"),),
).doc()
VALUES = st.sampled_from(
    (None, "", "x", 3, True, [], {}, [HAPPENED], [HAPPENED | {"mood": "calm"}], [{"at": "now"}], ["x"], HAPPENED)
)
CHANGES = st.dictionaries(st.sampled_from((*WHOLE, "unknown", "colour", "flags")), VALUES, max_size=3)


@given(CHANGES)
def test_it_is_the_same_item_or_the_same_refusal(changes):
    doc = WHOLE | {name: value for name, value in changes.items() if name not in {"due", "snoozed_until"}}
    assert _read(FollowUp.read, doc) == _read(lambda whole: Record.read.__func__(FollowUp, whole), doc)


def _read(read, doc):
    try:
        item = read(doc)
    except BadInput as error:
        return str(error)
    return item, item.unknown, item.doc()


def test_a_field_of_a_newer_version_is_kept_in_the_item_and_in_its_parts():
    doc = WHOLE | {"colour": "red", "history": [HAPPENED | {"mood": "calm"}]}
    assert FollowUp.read(doc).doc() == doc
