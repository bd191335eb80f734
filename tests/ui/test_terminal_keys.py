"""What bytes of the terminal mean, however the reads cut them."""

from __future__ import annotations

from itertools import combinations

import pytest
from textual import events

from paratui.ui.terminal_keys import TypeAheadParser


def heard(*pieces: str) -> list[str]:
    """What was typed, key by key, a paste as one; the pieces come one read after another and then nothing more."""
    parser = TypeAheadParser()
    messages = [message for piece in pieces for message in parser.feed(piece)]
    if parser.rest_awaited:
        parser._timeout_time = 0.0  # the time is over
        messages += parser.tick()
    return [f"paste {one.text}" if isinstance(one, events.Paste) else one.key for one in messages]


def cut(data: str, places: tuple[int, ...]) -> list[str]:
    return [data[first:last] for first, last in zip((0, *places), (*places, len(data)), strict=True)]


@pytest.mark.parametrize("pasted", ["ab", "a\x1b[Ab", "\x1b"])
def test_a_paste_is_a_paste_wherever_the_reads_cut_it(pasted):
    data = f"x\x1b[200~{pasted}\x1b[201~y"
    for count in (0, 1, 2, 3):
        for places in combinations(range(1, len(data)), count):
            assert heard(*cut(data, places)) == ["x", f"paste {pasted}", "y"], cut(data, places)


@pytest.mark.parametrize("data", ["\x1b[A", "\x1bOP", "\x1b[15~", "\x1b[1;5C"])
def test_a_key_is_one_key_wherever_the_reads_cut_it(data):
    [whole] = heard(data)
    for count in (1, 2):
        for places in combinations(range(1, len(data)), count):
            assert heard(*cut(data, places)) == [whole]


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        ("\x1b", ["escape"]),
        ("\x1b\x1b", ["escape", "escape"]),
        ("\x1b3", ["escape", "3"]),
        ("\x1b\x7f", ["escape", "backspace"]),
        ("\x1b\t", ["escape", "tab"]),
        ("\x1bd", ["escape", "d"]),
    ],
    ids=repr,
)
def test_escape_and_a_key_in_one_packet_are_two_keys(data, keys):
    assert heard(data) == keys
    assert heard(*data) == keys


def test_an_escape_alone_is_told_when_there_is_no_time_to_wait():
    parser = TypeAheadParser()
    assert [*parser.feed("\x1b")] == []
    assert [one.key for one in parser.lone_escape()] == ["escape"]
    assert [*parser.lone_escape()] == []
