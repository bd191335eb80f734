"""The one-line editor: every key, what it tells, what it draws."""

from __future__ import annotations

import asyncio
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events

from paratui.ui.key_order import OrderedKeys
from paratui.ui.widgets.edited_line import EditedLine, graphemes
from paratui.ui.widgets.line_input import LONGEST_LINE, LineInput

WOMAN_LAWYER = "\U0001f469\U0001f3fd\u200d\u2696\ufe0f"
ACCENT = "e\u0301"


class Form(OrderedKeys[None]):
    def __init__(self, **options):
        super().__init__()
        self.said = []
        self.line = LineInput(
            on_change=lambda text: self.said.append(("changed", text)),
            on_submit=lambda text: self.said.append(("entered", text)),
            on_paste_lines=lambda lines: self.said.append(("lines", lines)),
            on_refuse=lambda sentence: self.said.append(("refused", sentence)),
            **options,
        )

    def compose(self):
        yield self.line


class Listener(OrderedKeys[None]):
    """Uses messages instead of callbacks."""

    def compose(self):
        yield LineInput()

    def on_mount(self):
        self.said = []

    def on_line_input_changed(self, message):
        self.said.append(("changed", message.value))

    def on_line_input_submitted(self, message):
        self.said.append(("entered", message.value))

    def on_line_input_pasted_lines(self, message):
        self.said.append(("lines", message.lines))

    def on_line_input_refused(self, message):
        self.said.append(("refused", message.sentence))


def with_form(steps, app=None, size=(40, 4), **options):
    """Run `steps(app, pilot)` on a form on a screen of that size."""

    async def session():
        form = app or Form(**options)
        async with form.run_test(size=size) as pilot:
            await steps(form, pilot)

    asyncio.run(session())


def row(app):
    return app.query_one(LineInput).render_line(0).text


def reversed_text(app):
    strip = app.query_one(LineInput).render_line(0)
    return "".join(segment.text for segment in strip if segment.style and segment.style.reverse)


def edited(text, *steps):
    line = EditedLine(text)
    for step in steps:
        step(line)
    return line.text, line.cursor


# Editing


@pytest.mark.parametrize(
    ("keys", "value", "cursor"),
    [
        (["a", "b", "c", "left", "X"], "abXc", 3),
        (["a", "b", "home", "X", "end", "Y"], "XabY", 4),
        (["a", "b", "c", "backspace", "d"], "abd", 3),
        (["a", "b", "c", "home", "delete"], "bc", 0),
        (["o", "n", "e", "space", "t", "w", "o", "ctrl+w"], "one ", 4),
        (["o", "n", "e", "space", "t", "w", "o", "ctrl+w", "ctrl+w"], "", 0),
        (["a", "b", "c", "left", "ctrl+u"], "c", 0),
        (["a", "b", "c", "home", "right", "ctrl+k"], "a", 1),
        (["a", "space", "b", "ctrl+left", "X"], "a Xb", 3),
        (["a", "space", "b", "home", "ctrl+right", "X"], "aX b", 2),
        (["a", "b", "ctrl+w", "ctrl+z"], "ab", 2),
        (["a", "b", "ctrl+w", "ctrl+z", "ctrl+y"], "", 0),
        (["a", "b", "space", "c", "ctrl+z"], "ab", 2),
        (["left", "backspace", "delete", "right", "ctrl+z", "ctrl+y"], "", 0),
    ],
    ids=str,
)
def test_each_key_does_what_people_expect(keys, value, cursor):
    async def steps(app, pilot):
        await pilot.press(*keys)
        assert (app.line.value, app.line.cursor_position) == (value, cursor)

    with_form(steps)


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["n"], "n"),
        (["n", "o"], "no"),
        (["n", "ctrl+z"], "the house"),
        (["backspace"], "the hous"),
        (["end", "space", "n"], "the house n"),
        (["left", "X"], "the housXe"),
        (["ctrl+u", "n"], "n"),
    ],
    ids=str,
)
def test_the_next_letter_replaces_a_marked_text_and_an_editing_key_mends_it(keys, value):
    async def steps(app, pilot):
        app.line.value = "the house"
        app.line.mark()
        assert reversed_text(app).startswith("the house")
        await pilot.press(*keys)
        assert (app.line.value, app.line.marked) == (value, False)

    with_form(steps)


def test_a_marked_text_thrown_away_or_pasted_over_comes_back_with_ctrl_z():
    async def steps(app, pilot):
        app.line.value = "refused"
        app.line.mark()
        app.line.throw_away()
        assert app.line.value == ""
        await pilot.press("ctrl+z")
        assert app.line.value == "refused"
        app.line.mark()
        app.line.take_paste("another")
        assert app.line.value == "another"
        await pilot.press("ctrl+z")
        assert app.line.value == "refused"

    with_form(steps)


def test_the_cursor_never_stands_inside_what_people_see_as_one_character():
    text = f"a{ACCENT}b{WOMAN_LAWYER}c"
    line = EditedLine(text)
    stops = [line.cursor]
    while line.cursor:
        line.left()
        stops.append(line.cursor)
    assert [text[end:start] for start, end in pairwise(stops)] == [
        "c", WOMAN_LAWYER, "b", ACCENT, "a",
    ]  # fmt: skip


def test_backspace_takes_a_whole_accent_or_emoji():
    assert edited(f"x{WOMAN_LAWYER}", EditedLine.delete_left) == ("x", 1)
    assert edited(f"x{ACCENT}", EditedLine.delete_left) == ("x", 1)
    assert edited(f"{ACCENT}x", EditedLine.home, EditedLine.delete_right) == ("x", 0)


@given(st.text(alphabet=f"ab {ACCENT}\u5f20\U0001f600\u200d\ufe0f", max_size=12), st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_undoing_every_step_gives_back_the_first_text(text, seed):
    keys = random.Random(seed)
    line = EditedLine(text)
    deeds = [
        EditedLine.left, EditedLine.right, EditedLine.home, EditedLine.end, EditedLine.delete_left,
        EditedLine.delete_right, EditedLine.delete_word_left, lambda line: line.insert("x"),
        lambda line: line.insert("\u5f20"),
    ]  # fmt: skip
    for _ in range(25):
        keys.choice(deeds)(line)
        starts = {start for start, _end, _cells in graphemes(line.text)} | {len(line.text)}
        assert 0 <= line.cursor <= len(line.text)
        assert line.cursor in starts or not line.text
    after = line.text
    for _ in range(30):
        line.undo()
    assert line.text == text
    for _ in range(30):
        line.redo()
    assert line.text == after


def test_an_emoji_typed_code_point_by_code_point_stays_one():
    async def steps(app, pilot):
        for character in f"{WOMAN_LAWYER}\xa0{ACCENT}":
            app.post_message(events.Key("any", character))
        await app.keys_taken()
        assert app.line.value == f"{WOMAN_LAWYER} {ACCENT}"
        await pilot.press("backspace", "backspace", "backspace")
        assert app.line.value == ""

    with_form(steps)


# What it tells


def test_changes_and_enter_are_told_in_the_order_they_happen():
    async def steps(app, pilot):
        await pilot.press("a", "b", "enter", "left", "c")
        assert app.said == [
            ("changed", "a"), ("changed", "ab"), ("entered", "ab"), ("changed", "acb"),
        ]  # fmt: skip

    with_form(steps)


def test_without_callbacks_the_same_is_told_by_messages():
    async def steps(app, pilot):
        await pilot.press("a", "enter")
        app.query_one(LineInput).take_paste("one\ntwo")
        app.query_one(LineInput).insert("x" * LONGEST_LINE)
        await pilot.pause()
        kinds = [kind for kind, _what in app.said]
        assert kinds == ["changed", "entered", "lines", "refused"]

    with_form(steps, app=Listener())


def test_keys_that_are_not_for_editing_are_left_to_the_screen():
    for key in ("up", "down", "escape", "f2", "ctrl+n", "tab", "pageup"):
        assert LineInput().take_key(events.Key(key, None)) is False


def test_setting_the_value_tells_nobody_and_puts_the_cursor_at_the_end():
    async def steps(app, _pilot):
        app.line.value = "call back"
        assert (app.line.value, app.line.cursor_position, app.said) == ("call back", 9, [])

    with_form(steps)


# Pasting


def test_one_pasted_line_is_inserted_at_the_cursor_without_control_characters():
    async def steps(app, pilot):
        await pilot.press("a", "b", "left")
        app.post_message(events.Paste("1\t2\x07\x1b[31m3\r\n"))
        await pilot.pause()
        assert app.line.value == "a1 2[31m3b"

    with_form(steps)


def test_many_pasted_lines_are_handed_over_and_the_line_stays():
    async def steps(app, pilot):
        await pilot.press("a")
        app.post_message(events.Paste("first\n\nsecond\r\nthird\n"))
        await pilot.pause()
        assert app.line.value == "a"
        assert app.said[-1] == ("lines", ["first", "second", "third"])

    with_form(steps)


def test_a_line_that_gets_too_long_is_refused_and_kept_as_it_was():
    async def steps(app, pilot):
        app.line.value = "x" * (LONGEST_LINE - 1)
        await pilot.press("y", "z")
        assert app.line.value == "x" * (LONGEST_LINE - 1) + "y"
        kind, sentence = app.said[-1]
        assert kind == "refused"
        assert "10,000" in sentence
        assert row(app).rstrip().endswith("y")

    with_form(steps)


# What is seen


def test_prefix_placeholder_and_cursor_are_drawn():
    async def steps(app, pilot):
        assert row(app) == "> what was said?".ljust(40)
        assert reversed_text(app) == "w"
        await pilot.press("h", "i")
        assert row(app) == "> hi".ljust(40)
        assert reversed_text(app) == " "
        await pilot.press("home")
        assert reversed_text(app) == "h"

    with_form(steps, prefix="> ", placeholder="what was said?")


def test_a_suggestion_is_shown_behind_the_cursor_and_taken_with_tab_or_right():
    async def steps(app, pilot):
        for key in ("tab", "right"):
            app.line.value = "/de"
            app.line.suggestion = "clined"
            assert row(app).startswith("/declined")
            await pilot.press(key)
            assert app.line.value == "/declined"
            assert app.line.suggestion == ""

    with_form(steps)


def test_typing_on_drops_the_suggestion():
    async def steps(app, pilot):
        app.line.value = "/d"
        app.line.suggestion = "eclined"
        await pilot.press("o")
        assert (app.line.value, row(app).strip()) == ("/do", "/do")

    with_form(steps)


def test_right_inside_the_text_moves_and_takes_no_suggestion():
    async def steps(app, pilot):
        app.line.value = "ab"
        app.line.suggestion = "c"
        await pilot.press("left", "right")
        assert app.line.value == "ab"

    with_form(steps)


def test_wide_characters_are_whole_at_both_edges():
    async def steps(app, pilot):
        app.line.value = "\u5f20" * 30
        for key in ["left"] * 30 + ["right"] * 30:
            await pilot.press(key)
            assert cell_len(row(app)) == 21
            assert reversed_text(app) in {"\u5f20", " "}

    with_form(steps, size=(21, 3))


def test_the_cursor_is_always_in_sight_in_a_long_line():
    async def steps(app, pilot):
        for letter in "abcdefghij" * 4:
            await pilot.press(letter)
            assert reversed_text(app) == " "
        await pilot.press("home")
        assert row(app).startswith("> abc")
        assert reversed_text(app) == "a"
        for letter in "bcdefghijabcdefghij":
            await pilot.press("right")
            assert reversed_text(app) == letter

    with_form(steps, size=(16, 3), prefix="> ")


@pytest.mark.parametrize("width", [1, 2, 3, 5])
def test_a_window_that_is_too_narrow_breaks_nothing(width):
    async def steps(app, pilot):
        await pilot.press("a", "b", "left", "c", "home", "\u5f20")
        assert cell_len(row(app)) == width

    with_form(steps, size=(width, 2), prefix="> ", placeholder="more")


def test_what_is_drawn_step_by_step_is_what_is_drawn_at_once():
    async def steps(app, pilot):
        keys = random.Random(7)
        names = ["left", "right", "home", "end", "backspace", "delete", "ctrl+w", "x", "y", "space", "\u5f20"]
        for _ in range(120):
            await app._take_key(events.Key(key := keys.choice(names), key if len(key) == 1 else None))
            before = row(app)
            app.line._drawn = []
            assert row(app) == before
        await pilot.pause()

    with_form(steps, size=(14, 3), prefix="> ")
