"""What a version of a call says otherwise than the one before."""

from __future__ import annotations

import pytest

from paratui.domain.call_changes import Difference, differences

CALL = {
    "outcome": "reached",
    "lines": [{"line": 1, "at": 7, "kind": "note", "text": "hearing moved"}],
    "checklist": {"answers": [{"step": "my-role", "answer": "skipped", "reason": "no time"}]},
    "reported": [{"what": "hearing", "said": "Dec 3"}],
}


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ({}, []),
        ({"outcome": "left_voicemail"}, [("outcome", "reached", "left_voicemail")]),
        ({"outcome": ""}, [("outcome", "reached", "")]),
        (
            {"lines": [{"line": 1, "at": 7, "kind": "promise", "text": "hearing moved"}]},
            [("line 1 at 00:07", "hearing moved", "> hearing moved")],
        ),
        ({"lines": []}, [("line 1 at 00:07", "hearing moved", "")]),
        (
            {"lines": [*CALL["lines"], {"line": 2, "at": 7, "kind": "note", "text": "and again"}]},
            [("line 2 at 00:07", "", "and again")],
        ),
        (
            {"checklist": {"answers": [{"step": "my-role", "answer": "done"}]}},
            [("step my-role", "skipped (no time)", "done")],
        ),
        (
            {
                "reported": [
                    {"what": "hearing", "said": "Dec 3", "verified_by": "M. Lowe", "verified": "2026-12-03"}
                ]
            },
            [("reported hearing", "Dec 3", "Dec 3, verified by M. Lowe: 2026-12-03")],
        ),
        (
            {"lines": "as another tool wrote it", "checklist": 3},
            [("line 1 at 00:07", "hearing moved", ""), ("step my-role", "skipped (no time)", "")],
        ),
    ],
)
def test_each_difference_is_told_with_how_it_was_and_how_it_is(after, told):
    assert differences(CALL, CALL | after) == [Difference(*one) for one in told]
