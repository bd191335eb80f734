"""A document is read, changed and written back without losing what this version does not know."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paratui.domain.call import Call, CallStatus
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import FollowUp
from paratui.domain.matter import Matter
from paratui.domain.person import Person
from paratui.domain.staff import Staff

FROM_A_NEWER_VERSION = {
    "id": 7,
    "rev": 3,
    "status": "ended",
    "person": "Maria Garcia",
    "mood": {"scale": [1, 2, None]},
    "lines": [
        {
            "line": 1,
            "at": 52,
            "kind": "promise",
            "text": "send her the new notice",
            "translated": "enviarle el aviso",
            "versions": [{"text": "send the notice", "typed_on": "tablet"}],
        }
    ],
    "checklist": {
        "checklist": "client-call",
        "version": "2",
        "shown_in": "es",
        "answers": [{"step": "my-role", "answer": "done", "at": 7, "said_by": {"login": "dana"}}],
    },
    "consent": {"answer": "consented", "witness": "dana"},
    "identity": {"how": "called back", "second_factor": True},
}


def test_unknown_fields_survive_a_change_at_every_depth():
    doc = Call.read(FROM_A_NEWER_VERSION).but(status=CallStatus.DISCARDED.value, tenths=3).doc()
    assert doc["mood"] == {"scale": [1, 2, None]}
    assert doc["lines"][0]["translated"] == "enviarle el aviso"
    assert doc["lines"][0]["versions"][0]["typed_on"] == "tablet"
    assert doc["checklist"]["shown_in"] == "es"
    assert doc["checklist"]["answers"][0]["said_by"] == {"login": "dana"}
    assert doc["consent"]["witness"] == "dana"
    assert doc["identity"]["second_factor"] is True
    assert (doc["status"], doc["tenths"], doc["lines"][0]["at"]) == ("discarded", 3, 52)


def test_unknown_fields_survive_a_change_of_the_part_that_holds_them():
    call = Call.read(FROM_A_NEWER_VERSION)
    line = call.lines[0]
    reworded = line.but(text="send her the new notice today", versions=(*line.versions, line.versions[0]))
    doc = call.but(lines=(reworded,), checklist=call.checklist.but(version="3")).doc()
    assert doc["lines"][0]["translated"] == "enviarle el aviso"
    assert [version["typed_on"] for version in doc["lines"][0]["versions"]] == ["tablet", "tablet"]
    assert (doc["checklist"]["shown_in"], doc["checklist"]["version"]) == ("es", "3")


def test_what_happened_to_a_follow_up_keeps_the_fields_of_a_newer_version():
    doc = {
        "id": 8,
        "escalated_to": "morgan",
        "attempts": [{"at": "2026-10-08T14:00:00Z", "by": "ana", "how": "busy", "rang": 12}],
        "history": [{"at": "2026-10-08T14:00:00Z", "by": "ana", "what": "made", "from": "import"}],
    }
    stored = FollowUp.read(doc).but(urgent=True).doc()
    assert stored["escalated_to"] == "morgan"
    assert stored["attempts"][0]["rang"] == 12
    assert stored["history"][0]["from"] == "import"


def test_a_field_called_unknown_is_a_field_like_any_other():
    doc = {"id": 9, "name": "Maria Garcia", "unknown": {"colour": "blue"}, "PARTS": 5}
    stored = Person.read(doc).but(say="mah-REE-ah").doc()
    assert (stored["unknown"], stored["PARTS"]) == ({"colour": "blue"}, 5)


plain_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None, database=None, max_examples=60)
@given(st.dictionaries(st.text(max_size=8).filter(lambda name: name not in Matter.__struct_fields__), plain_json))
def test_whatever_another_tool_adds_comes_back_as_it_was(added):
    doc = {"id": 4, "number": "2026-0142", **added}
    stored = Matter.read(doc).but(title="Custody").doc()
    assert {name: stored[name] for name in added} == added
    assert Matter.read(stored) == Matter.read(doc).but(title="Custody")


def test_two_records_do_not_share_what_is_not_known_of_them():
    first, second = Staff.read({"id": 1, "login": "ana"}), Staff.read({"id": 2, "login": "dana"})
    first.unknown["desk"] = 4
    assert second.unknown == {}
    assert Staff(id=3, login="morgan").unknown == {}


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"id": "7"}, r"\$\.id"),
        ({"seconds": "741"}, r"\$\.seconds"),
        ({"seconds": True}, r"\$\.seconds"),
        ({"person": None}, r"\$\.person"),
        ({"follow_ups": ["x"]}, r"\$\.follow_ups"),
        ({"lines": "abc"}, "field lines"),
        ({"lines": 5}, "field lines"),
        ({"lines": None}, r"\$\.lines"),
        ({"lines": ["abc"]}, "field lines"),
        ({"lines": [{"line": "one", "at": 1, "text": "x"}]}, r"NoteLine .*\$\.line"),
        ({"lines": [{"line": 1, "text": "x"}]}, "NoteLine .*`at`"),
        ({"lines": [{"line": 1, "at": 1, "text": "x", "versions": [5]}]}, "field versions"),
        ({"checklist": {"answers": [{"step": 5, "answer": "done"}]}}, r"StepAnswer .*\$\.step"),
        ({"consent": "yes"}, "field consent"),
    ],
)
def test_a_field_of_the_wrong_type_is_refused_by_its_name(changed, named):
    with pytest.raises(BadInput, match=named):
        Call.read({"id": 7} | changed)


@pytest.mark.parametrize(
    "changed",
    [{"lines": {"line": 1, "at": 1, "text": "x"}}, {"checklist": []}, {"consent": [{"answer": "consented"}]}],
)
def test_one_part_is_no_list_of_parts_and_the_other_way_round(changed):
    with pytest.raises(BadInput, match=next(iter(changed))):
        Call.read({"id": 7} | changed)


@pytest.mark.parametrize(("record", "field"), [(Staff, "login"), (Person, "name"), (Matter, "number")])
def test_a_record_without_what_names_it_is_refused(record, field):
    with pytest.raises(BadInput, match=f"`{field}`"):
        record.read({"id": 7})


def test_a_refusal_carries_the_exit_code_of_bad_input():
    with pytest.raises(BadInput) as refused:
        Person.read({"id": 7, "name": 5})
    assert refused.value.exit_code == 2
