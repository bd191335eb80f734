"""A name is what can be seen of it: what nobody sees neither makes a name nor hides one."""

from __future__ import annotations

import pytest

from paratui.domain.errors import BadInput
from paratui.domain.given_name import given_name, seen_name
from paratui.domain.named_line import read_named
from paratui.domain.on_the_line import read_joining


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Rosa   Delgado ", "Rosa Delgado"),
        ("Ro\u200bberto Di\u00adaz", "Roberto Diaz"),
        ("\ufeffAnn\u200e Lee", "Ann Lee"),
        ("Ann\u200d Lee", "Ann Lee"),
        ("\x1b[31mBoss\x1b[0m", "Boss"),
        ("---", "---"),
        ("Jose\u0301 \u5f20", "Jose\u0301 \u5f20"),
    ],
)
def test_what_nobody_sees_is_no_part_of_a_name(typed, name):
    assert given_name(typed) == name
    assert read_named(typed).name == name


@pytest.mark.parametrize("typed", ["\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0915\u094d\u200d\u0937"])
def test_a_joiner_inside_a_word_stays(typed):
    assert seen_name(typed) == typed


@pytest.mark.parametrize("typed", ["", " ", "\u200b\u200c", "\u3164", "\u2800 \u115f", "\u0301"])
def test_a_name_of_nothing_visible_is_no_name(typed):
    assert given_name(typed) == ""
    assert read_named(typed).name == ""


def test_nobody_joins_a_call_under_a_name_nobody_sees():
    with pytest.raises(BadInput, match="Say who it is"):
        read_joining("\u200b, interpreter")


def test_a_name_ends_at_a_hundred_and_twenty_letters():
    assert len(given_name("a" * 120)) == 120
    with pytest.raises(BadInput, match="at most 120"):
        given_name("a" * 121)
    with pytest.raises(BadInput, match="at most 120"):
        read_joining("a" * 121)
