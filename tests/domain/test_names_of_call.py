"""Whom a call names, entered or not."""

from __future__ import annotations

from paratui.domain.call import Call
from paratui.domain.call_row import CallRow
from paratui.domain.given_answer import TypedAnswer
from paratui.domain.names_of_call import names_of_call, names_of_row
from paratui.domain.note_line import LineVersion, NoteLine
from paratui.domain.on_the_line import Participant


def test_the_caller_the_line_the_names_for_the_check_with_their_earlier_words_and_the_answers():
    mended = LineVersion(
        text="Carla Rey, wife", kind="name", replaced_at="2026-10-08T14:00:00Z", replaced_by="ana", why="misheard"
    )
    call = Call(
        id=1,
        person="Maria Garcia",
        participants=(Participant(key="p1", name="Hortensia Vander"), Participant(key="p2", relation="her sister")),
        lines=(
            NoteLine(line=1, at=1, kind="name", text="Carlos Reyes, husband", versions=(mended,)),
            NoteLine(line=2, at=2, kind="name", text="Superior Court, court"),
            NoteLine(line=3, at=3, text="Roosevelt Elementary"),
        ),
        facts=(
            TypedAnswer(question="driver", type="name", said="Al Po", value="Al Po", shown="Al Po"),
            TypedAnswer(question="other", type="name", said="?", value="not_known", shown="does not know"),
            TypedAnswer(question="road", type="text", said="Main St", value="Main St", shown="Main St"),
        ),
    )
    named = ["Maria Garcia", "Hortensia Vander", "Carlos Reyes", "Carla Rey", "Al Po"]
    assert names_of_call(call) == named
    assert names_of_row(CallRow.of(call.doc())) == ["Maria Garcia", "Carlos Reyes"]


def test_a_call_that_names_nobody_gives_no_name():
    assert names_of_call(Call(id=1)) == names_of_row(CallRow.of({"id": 1})) == []
