"""Due phrases: the table of lines and what they mean."""

from __future__ import annotations

import random
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from paratui.domain.due import find_due
from paratui.domain.office import Office

TABLE = tomllib.loads((Path(__file__).parent / "due_phrases.toml").read_text("utf-8"))["set"]
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 19, 10, 15, tzinfo=NEW_YORK)
OFFICE = Office()


def office_of(rows):
    more = {"hours": rows["hours"]} if "hours" in rows else {}
    return Office(
        zone=rows.get("zone", "America/New_York"), region=rows.get("region", "US"), **more
    ).checked()


def moment(text, office):
    if text.endswith("Z"):
        return datetime.fromisoformat(text)
    return datetime.fromisoformat(text).replace(tzinfo=office.tz).astimezone(UTC)


PHRASES = [pytest.param(rows, *row, id=f"{rows['name']}: {row[0]}") for rows in TABLE for row in rows["rows"]]
PLAIN = [
    pytest.param(rows, line, id=f"{rows['name']}: {line}")
    for rows in TABLE
    for line in rows.get("nothing", [])
]


def test_the_table_is_as_long_as_it_is_meant_to_be():
    assert len(PHRASES) >= 150
    assert len(PLAIN) >= 60


@pytest.mark.parametrize(
    ("rows", "line", "expected", "left"),
    [pytest.param(*param.values, *([None] * (4 - len(param.values))), id=param.id) for param in PHRASES],
)
def test_a_line_is_due_when_it_says(rows, line, expected, left):
    office = office_of(rows)
    due = find_due(line, moment(rows["now"], office), office)
    assert due is not None
    told = due.due.astimezone(office.tz).strftime("%a %Y-%m-%d %H:%M")
    assert due.due == moment(expected.removeprefix("past "), office), told
    assert due.past == expected.startswith("past ")
    assert due.due.tzinfo is UTC
    if left is not None:
        assert " ".join((line[: due.start] + line[due.end :]).split()) == left


@pytest.mark.parametrize(("rows", "line"), PLAIN)
def test_ordinary_words_name_no_due_time(rows, line):
    office = office_of(rows)
    assert find_due(line, moment(rows["now"], office), office) is None


@pytest.mark.parametrize("extra", ["", "!", ".", " @dana", " @dana !", " please", " @dana, @bob!"])
def test_marks_behind_a_phrase_do_not_hide_it(extra):
    due = find_due(f"call back sat{extra}", NOW, OFFICE)
    assert due is not None
    assert due.due == datetime(2026, 11, 21, 22, tzinfo=UTC)


def test_the_words_of_a_due_time_name_the_day_and_the_hour():
    assert find_due("fri 3pm", NOW, OFFICE).words == "tomorrow 3:00 PM"
    assert find_due("12/18", NOW, OFFICE).words == "Friday Dec 18 5:00 PM"
    assert find_due("1/4 noon", NOW, OFFICE).words == "Monday Jan 4 2027 12:00 PM"


def test_the_span_reaches_from_the_by_to_the_end_of_the_phrase():
    line = "send it by thu at 3pm, then close the file"
    due = find_due(line, NOW, OFFICE)
    assert line[due.start : due.end] == "by thu at 3pm"


def test_only_the_end_of_a_very_long_line_is_read_and_its_span_is_in_the_whole_line():
    line = "by friday " + "word " * 2000 + "call back thu 3pm"
    due = find_due(line, NOW, OFFICE)
    assert line[due.start : due.end] == "thu 3pm"
    assert find_due("by friday " + "word " * 2000, NOW, OFFICE) is None


@pytest.mark.parametrize(
    "line",
    [
        piece * (10_000 // len(piece)) + ending
        for piece in (
            "x",
            "3 ",
            "thu ",
            "@a, ",
            "@",
            "!",
            " ",
            "next ",
            "by the ",
            "1/2/",
            "in a ",
            "+1",
            "é",
            "a\t",
        )
        for ending in ("", " zz z")
    ],
    ids=lambda line: repr(line[:6] + line[-4:]),
)
def test_a_line_of_ten_thousand_characters_is_read_within_a_key_press(line):
    started = time.perf_counter()
    find_due(line, NOW, OFFICE)
    assert time.perf_counter() - started < 0.1


def test_every_place_of_every_line_of_the_table_can_be_the_end_of_what_was_typed_so_far():
    for rows in TABLE[:1]:
        for line, *_ in rows["rows"]:
            for end in range(len(line)):
                due = find_due(line[:end], NOW, OFFICE)
                assert due is None or 0 <= due.start < due.end <= end


def test_words_in_any_order_are_read_without_a_fault():
    lines = [row[0] for rows in TABLE for row in rows["rows"]] + [
        line for rows in TABLE for line in rows.get("nothing", [])
    ]
    words = [word for line in lines for word in line.split()]
    chance = random.Random(20261119)
    for _ in range(3000):
        line = " ".join(chance.choices(words, k=chance.randint(1, 9)))
        due = find_due(line, NOW, OFFICE)
        assert due is None or 0 <= due.start < due.end <= len(line), line
