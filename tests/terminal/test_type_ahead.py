"""Keys that arrive in one packet are taken in the order they were typed, wherever they are bound."""

from __future__ import annotations

import random
import sys

import pytest

from tests.terminal.terminal import Terminal

APP = [sys.executable, "-m", "tests.terminal.apps.type_ahead"]
TRIES = 20


@pytest.fixture
def terminal():
    with Terminal(APP) as terminal:
        terminal.wait_for("OWN")
        yield terminal


def on_stock_widgets(terminal):
    terminal.type("<f3>")
    terminal.wait_for("STOCK")


def logged(terminal, *entries):
    wanted = "log=" + "|".join(entries)
    terminal.wait_for(lambda text: wanted in text.replace("\n", ""))


def test_letters_and_backspace_in_one_packet_keep_their_order(terminal):
    for tries in range(1, TRIES + 1):
        terminal.type("ABC<backspace>D<enter>")
        logged(terminal, *["ABD"] * min(tries, 15))


def test_stock_inputs_keep_the_order_too(terminal):
    on_stock_widgets(terminal)
    for tries in range(1, TRIES + 1):
        terminal.type("ABC<backspace>D<enter>")
        logged(terminal, *["ABD"] * min(tries, 15))


def test_the_whole_burst_at_once_loses_nothing(terminal):
    terminal.type("ABC<backspace>D<enter>" * TRIES)
    terminal.wait_for(lambda text: text.replace("\n", "").count("ABD") == TRIES)
    assert "ABC" not in terminal.text()


@pytest.mark.parametrize("before", ["", "<f3>"])
def test_enter_ends_one_line_before_the_next_begins(terminal, before):
    terminal.type(before + "hello<enter>world<enter>")
    logged(terminal, "hello", "world")


def test_text_after_a_screen_key_lands_on_the_new_screen(terminal):
    terminal.type("left<f3>hello<enter>")
    logged(terminal, "hello")
    terminal.type("<f2>")
    terminal.wait_for("own> left")
    terminal.type("<f3>again<enter><f2><enter>")
    logged(terminal, "left")
    terminal.type("<f3>")
    logged(terminal, "hello", "again")


def test_many_screen_keys_in_one_packet_each_take_their_text(terminal):
    terminal.type("<f3>a<enter><f2>b<enter><f3>c<enter><f2>d<enter>")
    logged(terminal, "b", "d")
    terminal.type("<f3>")
    logged(terminal, "a", "c")


def test_text_after_the_key_of_a_dialog_is_its_answer(terminal):
    terminal.type("<f6>yes<enter>more<enter>")
    logged(terminal, "answer:yes", "more")


def test_escape_and_the_letters_after_it_are_two_things(terminal):
    terminal.type("<f6>yes<esc>more<enter>")
    logged(terminal, "answer:-", "more")


def test_escape_and_a_full_stop_are_two_things(terminal):
    terminal.type("<f6>yes<esc>. and more than thirty-two letters of text<enter>")
    logged(terminal, "answer:-", ". and more than thirty-two letters of text")


@pytest.mark.parametrize("first", ["Park", "Xavier", "Okay", "Oslo", "]", "^", "\u00e9", "f", "boo"])
def test_escape_and_any_letter_after_it_are_two_things(terminal, first):
    terminal.type(f"<f6>yes<esc>{first} it<enter>")
    logged(terminal, "answer:-", f"{first} it")


def test_option_arrows_of_a_mac_move_by_words(terminal):
    terminal.type("one two three")
    terminal.wait_for("three")
    terminal.write(b"\x1bb\x1bb")
    terminal.wait_quiet()
    terminal.type("X<enter>")
    logged(terminal, "one Xtwo three")


def test_escape_and_an_arrow_are_two_things(terminal):
    terminal.type("ab<esc><left>X<enter>")
    logged(terminal, "aXb")


def test_a_dialog_opened_twice_in_one_packet_asks_twice(terminal):
    terminal.type("<f6>one<enter><f6>two<enter>")
    logged(terminal, "answer:one", "answer:two")


def test_focus_moves_before_the_text_that_follows(terminal):
    on_stock_widgets(terminal)
    terminal.type("x<f9>area<enter>tw0<backspace>o<f9><f9>y<enter>")
    logged(terminal, "y")  # a stock input selects its text when it gets the focus again
    terminal.wait_for("area")
    terminal.wait_for("two")


def test_a_stock_list_opens_and_is_searched_in_order(terminal):
    on_stock_widgets(terminal)
    terminal.type("<f9><f9><enter><down><down><enter><f9>after<enter>")
    terminal.wait_for("chosen=beta")
    logged(terminal, "after")


def test_a_paste_keeps_its_place_among_the_keys(terminal):
    terminal.write(b"ab\x7f\x1b[200~PASTE\x1b[201~\x7fc\r")
    logged(terminal, "aPASTc")
    terminal.type("<f3>")
    terminal.wait_for("STOCK")
    terminal.write(b"ab\x7f\x1b[200~PASTE\x1b[201~\x7fc\r")
    logged(terminal, "aPASTc")


def test_an_escape_inside_a_paste_presses_nothing(terminal):
    terminal.type("<f6>")
    terminal.wait_for("answer")
    terminal.write(b"\x1b[200~a\x1bb c\x1b[201~")
    terminal.type("<enter>x<enter>")
    terminal.wait_for("|x")
    assert "answer:-" not in terminal.text()


@pytest.mark.parametrize("screen", ["", "<f3>"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_hundred_random_keys_end_as_typed_one_by_one(terminal, screen, seed):
    keys = random.Random(seed)
    names = ["<left>", "<right>", "<home>", "<end>", "<backspace>", "<delete>", "<ctrl+k>"]
    weights = [8, 6, 1, 2, 8, 4, 0.3]
    pressed, text, cursor = [], "", 0
    for _ in range(200):
        key = keys.choice("abcdefghij") if keys.random() < 0.6 else keys.choices(names, weights)[0]
        pressed.append(key)
        text, cursor = expected(text, cursor, key)
    terminal.type(screen + "".join(pressed) + "<enter>")
    logged(terminal, text)


def expected(text, cursor, key):
    if len(key) == 1:
        return text[:cursor] + key + text[cursor:], cursor + 1
    if key == "<left>":
        return text, max(0, cursor - 1)
    if key == "<right>":
        return text, min(len(text), cursor + 1)
    if key == "<home>":
        return text, 0
    if key == "<end>":
        return text, len(text)
    if key == "<backspace>":
        return text[: max(0, cursor - 1)] + text[cursor:], max(0, cursor - 1)
    if key == "<delete>":
        return text[:cursor] + text[cursor + 1 :], cursor
    return text[:cursor], cursor
