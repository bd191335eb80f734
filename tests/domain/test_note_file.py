"""Files of note lines, and what a line may hold."""

from __future__ import annotations

import pytest

from paratui.domain.clean_text import clean_text
from paratui.domain.errors import BadInput
from paratui.domain.note_file import NoteTyped, read_notes


def test_lines_come_with_their_marks_and_their_times():
    raw = (
        b"00:07 greeted Maria\n00:52 > send her the notice\n\n? should I sign\n1:02:03 @ hearing Dec 3\n   \n"
    )
    assert read_notes(raw) == [
        NoteTyped(7, "greeted Maria"),
        NoteTyped(52, "> send her the notice"),
        NoteTyped(None, "? should I sign"),
        NoteTyped(3723, "@ hearing Dec 3"),
    ]


def test_windows_and_old_line_ends_and_a_byte_order_mark_are_read():
    assert read_notes(b"\xef\xbb\xbf> one\r\ntwo\rthree\n") == [
        NoteTyped(None, "> one"),
        NoteTyped(None, "two"),
        NoteTyped(None, "three"),
    ]


def test_a_time_needs_a_space_behind_it_and_real_seconds():
    assert [note.at for note in read_notes(b"00:52> x\n12:75 x\n2026-11-24 x\n3:00pm x\n")] == [None] * 4


def test_a_time_alone_is_a_blank_line():
    assert read_notes(b"00:10\n00:12 x") == [NoteTyped(12, "x")]


def test_comment_like_lines_are_lines():
    assert read_notes(b"// said so\n# custody") == [
        NoteTyped(None, "// said so"),
        NoteTyped(None, "# custody"),
    ]


def test_tabs_become_spaces_and_what_was_typed_in_any_script_stays():
    text = "señora\tMüller 👩‍👧 שלום नमस्ते e\u0301"
    assert read_notes(text.encode()) == [NoteTyped(None, text.replace("\t", " "))]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b"\n\n  \r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"fine\nbad \x00 byte\n", "Line 2 .*UTF-8"),
        (b"fine\r\nfine\r\ncaf\xe9\n", "Line 3 .*UTF-8"),
        (b"\xef\xbb\xbffine\ncaf\xe9\n", "Line 2 .*UTF-8"),
        ("note\n".encode("utf-16"), "Line 1 .*UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "Line 1 .*UTF-8"),
        (b"ok\n" + b"x" * 10_001, "Line 2 .*10,001 characters"),
        (b"x\n" * 10_001, "10,001 lines"),
    ],
)
def test_notes_that_cannot_be_read_are_refused_in_one_sentence_with_the_line(raw, says):
    with pytest.raises(BadInput, match=says) as refused:
        read_notes(raw)
    assert "\n" not in str(refused.value)


def test_the_longest_line_and_the_longest_file_are_read():
    assert len(read_notes(b"x" * 10_000)[0].typed) == 10_000
    assert len(read_notes(("é" * 10_000).encode())[0].typed) == 10_000
    assert len(read_notes(b"x\n" * 10_000)) == 10_000


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred", "red"),
        ("\x1bcreset", "reset"),
        ("half \x1b", "half "),
        ("a\tb\nc\r\nd", "a b c  d"),
        ("be\x07ll \x00nul \x7fdel", "bell nul del"),
        ("evil \u202egnp.exe\u202c \u2066x\u2069", "evil gnp.exe x"),
        ("rtl \u200f mark stays", "rtl \u200f mark stays"),
        ("👩\u200d👧 family", "👩\u200d👧 family"),
        ("half a pair \ud83d", "half a pair \ufffd"),
        ("\ufeffmark", "mark"),
        ("two\u2028lines\x85here", "two lines here"),
    ],
)
def test_what_a_terminal_would_obey_is_taken_out_of_a_text(pasted, clean):
    assert clean_text(pasted) == clean
    assert clean_text(clean) == clean
    clean.encode()


def test_a_sequence_cut_by_another_never_leaves_one_behind():
    assert "\x1b" not in clean_text("\x1b\x1b[31m[31mx")
    assert clean_text("\x1b[" * 5000).isprintable()
