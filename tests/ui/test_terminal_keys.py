"""What bytes of the terminal mean, however the reads cut them."""

from __future__ import annotations

from itertools import combinations

import pytest
from textual import events, messages
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import Keys

from paratui.ui.terminal_keys import TypeAheadParser

NOTHING = ""
"""Among the pieces: nothing came for as long as is waited."""
REPLIES = {
    "background": "\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
    "background, to ST": "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    "clipboard": "\x1b]52;c;aGVsbG8=\x07",
    "name": "\x1bP>|tmux 3.4\x1b\\",
    "setting": "\x1bP1$r0m\x1b\\",
    "capability": "\x1bP1+r544e=787465726d\x1b\\",
    "unit": "\x1bP!|00000000\x1b\\",
    "picture": "\x1b_Gi=31;OK\x1b\\",
}
UNKNOWN = {
    "primary attributes": "\x1b[?62;4;22c",
    "all attributes of an xterm": "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
    "secondary attributes": "\x1b[>41;354;0c",
    "keyboard": "\x1b[?1u",
    "theme": "\x1b[?997;1n",
    "size": "\x1b[8;24;80t",
    "no such end": "\x1b[1;2;3;4z",
    "no such number": "\x1b[99~",
    "no such number, with control": "\x1b[99;5~",
    "with an intermediate": "\x1b[1 q",
    "no character": "\x1b[1114112u",
    "no character at all": "\x1b[99999999999u",
    "no number": "\x1b[97:65;2u",
}


def told(*pieces):
    """All that is told of the pieces, which come one read after another and then nothing more."""
    parser = TypeAheadParser()
    messages = []
    for piece in [*pieces, NOTHING]:
        messages += parser.feed(piece) if piece else parser.rest_is_late()
    assert parser.rest_within is None
    return messages


def heard(*pieces: str) -> list[str]:
    """What was typed, key by key, a paste as one."""
    return [f"paste {one.text}" if isinstance(one, events.Paste) else one.key for one in told(*pieces)]


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


@pytest.mark.parametrize(
    ("pieces", "keys"),
    [
        (["a\x1bOT"], ["a", "f5"]),
        (["\x1b[B\x1bOT"], ["down", "f5"]),
        (["\x1bOTa"], ["f5", "a"]),
        (["\x1bO", "T"], ["f5"]),
        (["\x1bOTO", "K"], ["f5", "O", "K"]),
        (["\x1bOl\x1bOp"], ["comma", "0"]),
        (["\x1bOE5"], ["5"]),
        (["\x1bOla"], ["escape", "O", "l", "a"]),
        (["\x1bOpa"], ["escape", "O", "p", "a"]),
        (["\x1bOG"], ["escape", "O", "G"]),
    ],
    ids=repr,
)
def test_rare_keys_are_known_in_a_burst_and_letters_after_an_escape_are_no_keys_of_a_number_pad(pieces, keys):
    assert heard(*pieces) == keys


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_what_a_terminal_says_of_itself_presses_nothing_wherever_the_reads_cut_it(reply):
    data = f"a{reply}b"
    for count in (0, 1, 2):
        for places in combinations(range(1, len(data)), count):
            assert heard(*cut(data, places)) == ["a", "b"], cut(data, places)


@pytest.mark.parametrize("unknown", UNKNOWN.values(), ids=UNKNOWN)
def test_a_whole_sequence_that_nobody_knows_is_not_typed_wherever_the_reads_cut_it(unknown):
    data = f"a{unknown}b\x1b[A"
    for count in (0, 1, 2):
        for places in combinations(range(1, len(data)), count):
            assert heard(*cut(data, places)) == ["a", "b", "up"], cut(data, places)


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        ("\x1b]11;rgb\r", ["enter"]),
        ("\x1b]11;rgb\x1b[A", ["up"]),
        ("\x1b]11;rgb\x1bx", ["escape", "x"]),
        ("\x1b]11;rgb\x1b[200~a\x1b[201~", ["paste a"]),
        ("\x1bP>|tmux\x7f", ["backspace"]),
        ("\x1bP1" + "x" * 4097 + "y", ["x", "y"]),
        ("\x1b[1;2\r", ["enter"]),
        ("\x1b[1;2\x1b[A", ["up"]),
        ("\x1b[\x1b[A", ["up"]),
        ("\x1b[" + "1" * 257 + "2A", ["1", "2", "A"]),
    ],
    ids=lambda one: repr(one)[:24],
)
def test_what_is_broken_off_swallows_nobodys_keys(data, keys):
    assert heard(data) == keys
    assert heard(*data) == keys


@pytest.mark.parametrize(
    ("pieces", "keys"),
    [
        (["\x1b", NOTHING, "[A"], ["escape", "[", "A"]),
        (["\x1bO", NOTHING, "P"], ["escape", "O", "P"]),
        (["\x1b]", NOTHING, "1"], ["escape", "]", "1"]),
        (["\x1b[", NOTHING, "A"], ["escape", "[", "A"]),
        (["\x1b[1;", NOTHING, "j"], ["j"]),
        (["\x1b]11;", NOTHING, "j"], ["j"]),
        (["\x1b]11;\x1b", NOTHING, "j"], ["escape", "j"]),
        (["\x1b[200~one\ntwo", NOTHING, "j"], ["paste one\ntwo", "j"]),
        (["\x1b", NOTHING, "[200~one\ntwo\x1b[201~"], ["escape", "paste one\ntwo"]),
    ],
    ids=repr,
)
def test_what_is_not_whole_in_time_leaves_the_keys_alive(pieces, keys):
    names = [{"left_square_bracket": "[", "right_square_bracket": "]"}.get(key, key) for key in heard(*pieces)]
    assert names == keys


@pytest.mark.parametrize(
    ("pieces", "keys"),
    [
        (["two\rdone\ru\r\x1b[201~", "j"], ["paste two\rdone\ru\r", "j"]),
        (["two\rdone", "\ru\r\x1b[20", "1~j"], ["paste two\rdone\ru\r", "j"]),
        (["two\r", NOTHING, "done\r\x1b[201~j"], ["paste two\r", "paste done\r", "j"]),
        (["\x1b[201~", "j"], ["j"]),
        (["\x1b", "[201~", "j"], ["j"]),
        (["\x1b[A", "jk"], ["up", "j", "k"]),
        (["\x1bOP", "jk"], ["f1", "j", "k"]),
        (["j", "jk"], ["j", "j", "k"]),
    ],
    ids=repr,
)
def test_what_comes_of_a_paste_after_it_was_given_up_is_pasted_and_a_key_is_a_key(pieces, keys):
    assert heard("\x1b[200~one\n", NOTHING, *pieces) == ["paste one\n", *keys]


@pytest.mark.parametrize(
    ("data", "seconds"),
    [
        ("a", None),
        ("\x1b", 0.1),
        ("\x1bO", 0.1),
        ("\x1b]", 0.1),
        ("\x1b[", 1),
        ("\x1b[20", 1),
        ("\x1b]11;", 1),
        ("\x1b[200~", 5),
        ("\x1b[200~a\x1b[201~", None),
    ],
    ids=repr,
)
def test_only_what_may_have_been_typed_is_decided_in_a_tenth_of_a_second(data, seconds):
    parser = TypeAheadParser()
    list(parser.feed(data))
    assert parser.rest_within == seconds


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("\x1b[I", events.AppFocus),
        ("\x1b[O", events.AppBlur),
        ("\x1b[12;40R", events.CursorPosition),
        ("\x1b[<64;3;3M", events.MouseScrollUp),
        ("\x1b[48;24;80;480;800t", events.Resize),
        ("\x1b[?2026;2$y", messages.TerminalSupportsSynchronizedOutput),
    ],
    ids=repr,
)
def test_what_textual_knows_of_a_terminal_is_still_told(data, kind):
    for count in (0, 1, 2):
        for places in combinations(range(1, len(data)), count):
            assert [type(one) for one in told(*cut(data, places), "\x1b[99z")] == [kind]


@pytest.mark.parametrize("data", [one for one in ANSI_SEQUENCES_KEYS if one[:2] in {"\x1b[", "\x1bO"}], ids=repr)
def test_every_sequence_of_textuals_table_is_the_keys_it_says(data):
    keys = [one.key for one in TypeAheadParser()._sequence_to_key_events(data) if one.key != Keys.Ignore]
    assert heard(data) == heard(*data) == keys
    assert heard(f"{data}\x1b[A") == [*keys, "up"]
