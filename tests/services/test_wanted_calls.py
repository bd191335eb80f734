"""Who reads calls for a page is not disturbed by the log, whose questions are given up by the next one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from paratui.domain.call import Call
from paratui.domain.call_filter import CallFilter
from paratui.domain.note_line import NoteLine
from paratui.domain.person import Person
from paratui.domain.wall_clock import utc_text
from paratui.services.contradictions import contradictions
from paratui.services.matter_told import matter_told
from paratui.services.timeline import Timeline
from paratui.services.wanted_calls import wanted_calls
from paratui.store.interface import GivenUpError

MARIA, MATTER, CALL = 5 << 40, 6 << 40, 7 << 40


@pytest.fixture
def disturbed(shared, ana, monkeypatch):
    """A desk at which each first question about calls is given up by somebody else's."""
    shared.keep("person", Person(id=MARIA, name="Maria Garcia"))
    at = utc_text(shared.clock.now() - timedelta(days=1))
    fields = {"started": at, "status": "ended", "staff": "ana", "outcome": "reached", "channel": "phone"}
    said = (NoteLine(line=1, at=5, text="told her where it stands"),)
    shared.keep("call", Call(id=CALL, person="Maria Garcia", person_id=MARIA, matter_id=MATTER, lines=said, **fields))
    read, asked = ana.store.call_rows, []

    def call_rows(*given, **named):
        asked.append(named)
        if len(asked) % 2:
            raise GivenUpError
        return read(*given, **named)

    monkeypatch.setattr(ana.store, "call_rows", call_rows)
    return ana


def test_calls_are_asked_for_again(disturbed):
    assert [row.id for row in wanted_calls(disturbed, CallFilter(person_id=MARIA), 3)] == [CALL]
    assert wanted_calls(disturbed, CallFilter(person_id=MARIA), 3, before=CALL) == []


def test_what_is_told_of_a_matter_and_a_person_is_told_whole(disturbed):
    timeline = Timeline(disturbed, people=(MARIA,))
    timeline.more()
    assert [entry.call for entry in timeline.entries] == [CALL]
    assert matter_told(disturbed, MATTER).informed
    assert contradictions(disturbed, (MARIA,)) == []
