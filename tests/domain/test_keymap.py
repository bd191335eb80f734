"""A person's own keys: what is read of their file, and which line of it is named when it cannot be used."""

from __future__ import annotations

import pytest

from paratui.domain.errors import BadInput
from paratui.domain.keymap import Context, Reach, Wanted, clashes, keys_on, read_keys, without_clashes
from paratui.domain.safe_keys import FIXED, key_named, why_unsafe

HELP = Reach("help", "Help", ("f1",), "help")
PALETTE = Reach("palette", "All commands", ("ctrl+p",))
DOWN = Reach("list.down", "Down in a list", ("j",))
QUEUE = Context(
    "Queue",
    (
        Reach("queue.done", "Done", ("d",)),
        Reach("queue.open", "Open", ("o", "enter")),
        Reach("queue.why", "Why", ("w",)),
    ),
    (HELP, PALETTE),
    typed=False,
    moves=(DOWN,),
)
CALL = Context(
    "Call",
    (Reach("call.done", "Step done", ("ctrl+n",), "done"), Reach("call.card", "A card", ("ctrl+l",), "card")),
    (HELP, PALETTE),
    typed=True,
    moves=(),
)
BOTH = (QUEUE, CALL)


def read(*lines: str) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The keys that hold by a file of these lines below [keys], and what is said of those that cannot be used."""
    chosen, wanted, troubles = read_keys("\n".join(["[keys]", *lines]), BOTH)
    assert chosen == ""
    own, clashing = without_clashes(wanted, {}, BOTH)
    return own, [one.words for one in (*troubles, *clashing)]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("^N", "ctrl+n"),
        ("Ctrl-N", "ctrl+n"),
        ("F10", "f10"),
        ("?", "question_mark"),
        ("/", "slash"),
        ("D", "D"),
        (" ", "space"),
        ("Esc", "escape"),
        ("PgDn", "pagedown"),
        ("question_mark", "question_mark"),
    ],
)
def test_a_key_is_read_however_it_is_written(written, key):
    assert key_named(written) == key


@pytest.mark.parametrize("written", ["", "ctrl", "ä", "f13", "ff", "nonsense", "\x00"])
def test_what_is_no_key_is_refused_in_a_sentence(written):
    with pytest.raises(BadInput, match=" key"):
        key_named(written)


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("ctrl+a", "screen"),
        ("ctrl+b", "tmux"),
        ("ctrl+i", "Tab"),
        ("ctrl+m", "Enter"),
        ("ctrl+h", "Backspace"),
        ("alt+x", "macOS"),
        ("shift+f3", "PuTTY"),
        ("ctrl+shift+n", "ctrl and the letter"),
        ("ctrl+space", "another key"),
        ("f11", "window"),
        ("escape", "every screen"),
    ],
)
def test_a_key_that_does_not_arrive_is_refused_with_its_reason(key, why):
    assert why in why_unsafe(key)
    _, [said] = read(f'"queue.done" = "{key}"')
    assert said.startswith(f"line 2: {key} cannot be had: ")


def test_ones_own_keys_take_the_place_of_those_shipped():
    own, said = read('"queue.done" = ["x", "f7"]', '"call.card" = []')
    assert (own, said) == ({"queue.done": ("x", "f7"), "call.card": ()}, [])
    assert keys_on(QUEUE, own)["queue.done"] == ("x", "f7")
    assert keys_on(CALL, own)["call.card"] == ()


def test_a_fixed_key_stays_with_its_command():
    own, said = read('"queue.open" = "l"')
    assert said == []
    assert keys_on(QUEUE, own)["queue.open"] == ("l", "enter")


def test_an_id_may_stand_without_quotes():
    assert read('queue.done = "x"') == ({"queue.done": ("x",)}, [])


def test_an_unknown_id_is_named_with_its_line_and_the_nearest_known_one():
    own, [said] = read('"queue.why" = "y"', '"queue.doen" = "x"')
    assert said == 'line 3: there is no command "queue.doen"; did you mean "queue.done"?'
    assert own == {"queue.why": ("y",)}


def test_two_commands_on_one_key_are_named_with_the_line_and_the_other_lines_count():
    own, [said] = read('"queue.why" = "x"', '"queue.done" = "w"', '"queue.open" = "w"')
    assert said == "line 4: w is Done and Open on Queue; keep one"
    assert own == {"queue.why": ("x",), "queue.done": ("w",)}


def test_two_commands_may_change_places():
    own, said = read('"queue.done" = "w"', '"queue.why" = "d"')
    assert said == []
    assert keys_on(QUEUE, own)["queue.done"] == ("w",)


def test_a_key_that_moves_in_a_list_is_no_command_there():
    _, [said] = read('"queue.done" = "j"')
    assert said == "line 2: j is Down in a list and Done on Queue; keep one"


def test_where_text_is_typed_a_letter_is_no_command():
    own, [said] = read('"call.done" = "d"')
    assert said.startswith("line 2: d is text on Call; ")
    assert own == {}


def test_what_can_be_done_everywhere_keeps_a_key_where_text_is_typed():
    _, [said] = read('"palette" = "p"')
    assert said == "line 2: no key is left for All commands on Call; give it one that is not text"
    assert read('"help" = "h"')[1] == []  # there is /help


def test_a_key_of_every_screen_taken_by_a_command_is_named():
    _, [said] = read('"queue.done" = "ctrl+p"')
    assert said == "line 2: no key is left for All commands on Queue; give it one"


def test_what_clashes_with_a_set_is_told_and_the_set_stays():
    own, [said] = without_clashes({"queue.why": Wanted(("x",), 4)}, {"queue.done": ("x",)}, BOTH)
    assert own == {"queue.done": ("x",)}
    assert said.line == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[keys\n", "line 1: it is not valid TOML"),
        ('set = "emacs"', 'line 1: there is no set "emacs"; there are left-hand, vi, no-f-keys'),
        ("set = 3", 'line 1: there is no set "3"'),
        ('\nkey = "d"', 'line 2: "key" is not known; there are set = "..." and [keys]'),
        ('[keys]\n"help" = 3', "line 2: a key is written in quotes"),
        ('[keys]\n"help" = [["f2"]]', "line 2: a key is written in quotes"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text, said):
    _, wanted, [trouble] = read_keys(text, BOTH)
    assert trouble.words.startswith(said)
    assert wanted == {}


def test_the_keys_that_are_shipped_go_together_here():
    assert clashes({}, BOTH) == []
    assert all(why_unsafe(key) for key in FIXED)
