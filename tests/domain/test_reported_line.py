"""A line with @ in front and the reported date it tells of: read for the eye, kept in step, never computed from."""

from __future__ import annotations

from datetime import date

import pytest

from paratui.domain.note_line import NoteLine
from paratui.domain.reported_line import kept_in_step, reported_in

TODAY = date(2026, 11, 24)


def told(text: str, line: int = 1, kind: str = "reported_date"):
    return reported_in(NoteLine(line=line, at=82, kind=kind, text=text, by="ana"), TODAY, "Maria Garcia")


@pytest.mark.parametrize(
    ("text", "what", "said", "day", "approximate"),
    [
        ("hearing Dec 3", "hearing", "Dec 3", "2026-12-03", False),
        ("hearing on Dec 3 at 9am, room 4", "hearing", "Dec 3 at 9am, room 4", "2026-12-03", False),
        ("he says he moves on 12/15", "he says he moves", "12/15", "2026-12-15", False),
        ("served about two weeks ago", "served", "two weeks ago", "2026-11-10", True),
        ("court: Dec 3", "court", "Dec 3", "2026-12-03", False),
        ("Dec 3 is the hearing", "day told", "Dec 3 is the hearing", "2026-12-03", False),
        ("served by the sheriff", "day told", "served by the sheriff", "", False),
        ("hearing on 2/30", "day told", "hearing on 2/30", "", False),
        ("between Nov 3 and Nov 5", "day told", "Nov 3 and Nov 5", "", True),
        ("hearing on decemeber 10", "hearing", "decemeber 10", "2026-12-10", False),
        ("fired in Febuary", "fired", "Febuary", "2026-02", True),
        ("fired in March", "fired", "March", "2026-03", True),
    ],
)
def test_what_stands_before_the_day_happened_and_the_day_is_only_as_fine_as_its_words(
    text, what, said, day, approximate
) -> None:
    read = told(text)
    assert (read.what, read.said, read.day, read.approximate) == (what, said, day, approximate)
    assert (read.said_by, read.taken_by, read.at, read.line) == ("Maria Garcia", "ana", 82, 1)
    assert read.mark == "REPORTED - attorney verifies"


@pytest.mark.parametrize("kind", ["note", "promise", "question", "attorney_only"])
def test_only_a_line_that_reports_a_date_makes_one(kind) -> None:
    assert told("hearing Dec 3", kind=kind) is None


def test_a_line_written_by_a_reported_date_is_read_back_as_the_same() -> None:
    first = told("papers served: last Tuesday, said by her sister")
    again = told(first.text)
    assert first.said_by == "her sister"
    assert again == first


def test_an_endless_or_empty_line_is_kept_as_it_was_said() -> None:
    assert told("   ") is None
    long = told("Dec 3 " + "and so on " * 900)
    assert long.day == ""
    assert long.said.startswith("Dec 3 and so on")


def test_a_reworded_line_changes_its_own_date_and_a_struck_one_takes_it_away() -> None:
    kept = (told("hearing Dec 3", 1), told("served Nov 3", 2), told("moves Dec 15", 5))
    line = NoteLine(line=2, at=90, kind="reported_date", text="served Nov 4")
    changed = kept_in_step(kept, line, told("served Nov 4", 2))
    assert [one.day for one in changed] == ["2026-12-03", "2026-11-04", "2026-12-15"]
    gone = kept_in_step(changed, line.but(kind="note", text="(struck out)"), None)
    assert [one.line for one in gone] == [1, 5]
    assert kept_in_step(gone, line.but(kind="note"), None) == gone
