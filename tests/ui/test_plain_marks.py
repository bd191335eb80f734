"""On a terminal that is not UTF-8 the program's marks are ASCII, names are as its charset has them, columns stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import paratui
from paratui.ui.plain_marks import ALWAYS, WHERE_MISSING, PlainMarks
from paratui.ui.widgets.edited_line import cells

OF_THE_PROGRAM = re.compile(r"[\u00a0-\u00bf\u2010-\u2bff]")
NAMES = "Noémie Noe\u0301mie 王小明 Привет שלום ﷺ 👨\u200d👩\u200d👧 🇺🇸 👍🏽 1\ufe0f\u20e3 zero\u200bwidth"
MARKS = "▸ a · b │─┐ ✓ ● ○ ▁▅█ … § “hi”"


@pytest.mark.parametrize("charset", ["ascii", "iso8859-1", "koi8-r", "euc_jp", "shift_jis", "gb18030", "cp437"])
def test_every_charset_can_write_it_in_as_many_cells(charset):
    shown = PlainMarks(charset).shown(f"{NAMES} | {MARKS}")
    sent = shown.encode(charset)
    for written, drawn in zip(f"{NAMES} | {MARKS}".split(" "), shown.split(" "), strict=True):
        assert cells(drawn) == cells(written)
    assert len(sent) == cells(f"{NAMES} | {MARKS}")


def test_a_name_is_as_the_charset_has_it_else_in_plain_letters_and_the_rest_is_a_question():
    assert PlainMarks("iso8859-1").shown("Noe\u0301mie 王 »") == "Noémie ?? »"
    assert PlainMarks("euc_jp").shown("王小明 é") == "王小明 e"
    assert PlainMarks("koi8-r").shown("Привет é │") == "Привет e |"
    assert PlainMarks("ascii").shown("Noémie · 👍🏽") == "Noemie - ??"
    assert PlainMarks("ascii").shown("Siobhán Søren Łukasz ß 王") == "Siobhan Soren Lukasz ? ??"


def test_a_picture_is_ascii_all_of_it_though_a_charset_has_some_blocks():
    assert PlainMarks("cp437").shown("▁▂▃▄▅▆▇█ ┌─┐║ ✓ ▸") == "_.:-=+*# +-+| v >"


def test_an_escape_sequence_is_as_it_was():
    assert PlainMarks("ascii").shown("\x1b[1;31m✓\x1b[0m e\u0301\x1b[2;1H") == "\x1b[1;31mv\x1b[0m e\x1b[2;1H"


def test_whatever_the_program_draws_has_an_ascii_of_its_own():
    sources = Path(paratui.__file__).parent.rglob("*")
    drawn = {
        mark
        for source in sources
        if source.suffix in {".py", ".toml", ".tcss"} and source.name not in {"painter.py", "plain_marks.py"}
        for line in source.read_text().splitlines()
        for mark in OF_THE_PROGRAM.findall(line.partition(" # ")[0])
    }
    typed_by_people = set("£€\u00b4«»")
    assert drawn - typed_by_people <= {*ALWAYS, *WHERE_MISSING}
    assert all(len(mark) == len(plain) == 1 and plain.isascii() for mark, plain in (ALWAYS | WHERE_MISSING).items())
