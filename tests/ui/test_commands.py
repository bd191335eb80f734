"""Every command can be reached, is explained, and stands on a key that arrives through ssh, tmux and screen."""

from __future__ import annotations

import asyncio
import string
from importlib import import_module
from itertools import combinations
from pkgutil import iter_modules
from unittest.mock import AsyncMock, MagicMock

import pytest
from textual.keys import _character_to_key

from paratui.ui import screens
from paratui.ui.area import Area
from paratui.ui.commands.call import CALL_COMMANDS
from paratui.ui.commands.clients import CLIENTS_COMMANDS
from paratui.ui.commands.command import key_name
from paratui.ui.commands.conflict import CONFLICT_COMMANDS
from paratui.ui.commands.day import AGENDA_COMMANDS, HAND_OVER_COMMANDS, REVIEW_COMMANDS
from paratui.ui.commands.everywhere import EVERYWHERE
from paratui.ui.commands.fast_pass import FAST_PASS_COMMANDS
from paratui.ui.commands.import_people import IMPORT_COMMANDS, OUTCOME_COMMANDS
from paratui.ui.commands.log import CALL_PAGE_COMMANDS, LOG_COMMANDS
from paratui.ui.commands.places import PLACES
from paratui.ui.commands.pulse import PULSE_COMMANDS
from paratui.ui.commands.queue import QUEUE_COMMANDS
from paratui.ui.commands.radar import RADAR_COMMANDS
from paratui.ui.commands.record_pages import CLIENT_PAGE_COMMANDS, MATTER_PAGE_COMMANDS, TIMELINE_COMMANDS
from paratui.ui.commands.set_aside import SET_ASIDE_COMMANDS
from paratui.ui.commands.wrap_up import WRAP_UP_COMMANDS
from paratui.ui.key_table import AREAS
from paratui.ui.keys_in_force import key_of, keyed
from paratui.ui.screens.ask import Ask
from paratui.ui.screens.call import CallScreen
from paratui.ui.screens.call_page import CallPage
from paratui.ui.screens.choose import Choose
from paratui.ui.screens.clients import ClientsScreen
from paratui.ui.screens.conflict import ConflictPage
from paratui.ui.screens.log import LogScreen
from paratui.ui.screens.page import Page
from paratui.ui.screens.palette import open_palette
from paratui.ui.screens.pick import Pick
from paratui.ui.screens.queue import QueueScreen
from paratui.ui.screens.set_aside import SetAsideScreen
from paratui.ui.screens.slash import slash_command
from paratui.ui.screens.wrap_up import WrapUp

SCREENS = AREAS
WORK_AREAS = (QueueScreen, CallScreen, LogScreen, ClientsScreen, ConflictPage)
ON_ANOTHER = tuple(screen for screen in SCREENS if screen not in WORK_AREAS)
MODALS = (Ask, Choose, Page, Pick)

# What each key is known to do on a bare pty, through ssh, and through tmux and screen over ssh.
PRINTABLE = {_character_to_key(one) for one in string.ascii_letters + string.digits + string.punctuation}
MOVING = {"enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown"}
# F6 and F7 belong to Textual's text area, which is used nowhere here; F11 to the window of most terminals.
FUNCTION = {"f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f12"}
# ctrl+a and ctrl+b are the prefixes of screen and tmux, ctrl+h i j m and [ are other keys by another name,
# and the editing keys of a line stay its own. ctrl+q is flow control only before the program runs.
CONTROL = {f"ctrl+{letter}" for letter in "fglnorstpqx"}
# A second way to cancel, since a lone escape is late in tmux and may be eaten by screen.
SECOND_CANCEL = "ctrl+c"
SAFE = PRINTABLE | MOVING | FUNCTION | CONTROL | {SECOND_CANCEL, "space", "backspace", "delete"}

ALL = (
    *EVERYWHERE,
    *QUEUE_COMMANDS,
    *CALL_COMMANDS,
    *dict.fromkeys((*LOG_COMMANDS, *CALL_PAGE_COMMANDS)),
    *CLIENTS_COMMANDS,
    *dict.fromkeys((*CLIENT_PAGE_COMMANDS, *MATTER_PAGE_COMMANDS)),
    *TIMELINE_COMMANDS,
    *WRAP_UP_COMMANDS,
    *SET_ASIDE_COMMANDS,
    *FAST_PASS_COMMANDS,
    *CONFLICT_COMMANDS,
    *IMPORT_COMMANDS,
    *OUTCOME_COMMANDS,
    *PULSE_COMMANDS,
    *dict.fromkeys((*REVIEW_COMMANDS, *HAND_OVER_COMMANDS, *AGENDA_COMMANDS, *RADAR_COMMANDS)),
)


def in_the_palette(screen, typed: str = "") -> set[str]:
    """The ids the palette offers on a screen on which everything is possible."""
    return set(palette_words(screen, typed))


def palette_words(screen, typed: str = "") -> dict[str, str]:
    """What the palette says of each command it offers, by id."""
    area = MagicMock(all_commands=screen.all_commands, pick=AsyncMock(), marked_count=1)
    area.key_of = lambda command: key_of(command, screen)
    area.keyed = lambda text: keyed(text, screen)
    asyncio.run(open_palette(area))
    find = area.pick.call_args.args[1]
    return dict(find(typed))


def leads(screen) -> dict[str, tuple[str, ...]]:
    """The keys of each command on a screen, by id."""
    return {command.id: screen.keys_on(command) for command in screen.all_commands()}


def by_id(command) -> str:
    return command.id


def by_name(screen) -> str:
    return screen.__name__


def test_every_command_has_an_id_of_its_own():
    ids = [command.id for command in ALL]
    assert len(ids) == len(set(ids))


def test_the_table_of_keys_has_every_screen_there_is():
    modules = [import_module(f"{screens.__name__}.{one.name}") for one in iter_modules(screens.__path__)]
    classes = {one for module in modules for one in vars(module).values() if isinstance(one, type)}
    assert {one for one in classes if issubclass(one, Area) and vars(one).get("NAME")} == set(AREAS)


def test_every_screen_offers_the_commands_made_for_it():
    offered = {command.id for screen in SCREENS for command in screen.all_commands()}
    assert offered == {command.id for command in ALL}


@pytest.mark.parametrize("command", ALL, ids=by_id)
def test_every_command_is_named_and_explained(command):
    assert command.title.strip()
    assert command.title[0].isupper()
    assert not command.title.removesuffix("...").endswith(".")
    assert command.help.strip()
    assert command.help[0].isupper()
    assert command.help.rstrip().endswith((".", "!"))


@pytest.mark.parametrize("command", ALL, ids=by_id)
def test_every_key_arrives_through_ssh_tmux_and_screen(command):
    assert set(command.keys) <= SAFE


@pytest.mark.parametrize("screen", SCREENS, ids=by_name)
def test_every_command_of_a_screen_has_two_ways_in(screen):
    commands = screen.all_commands()
    listed = in_the_palette(screen)
    for command in commands:
        by_word = bool(command.slash) and screen.TYPED_IN
        assert screen.keys_on(command) or by_word, command.id
        assert command.id in listed or command.id == "palette"


@pytest.mark.parametrize("screen", SCREENS, ids=by_name)
def test_the_palette_names_for_each_command_a_way_that_leads_there_on_this_screen(screen):
    for command in screen.all_commands():
        if command.id != "palette":
            way = palette_words(screen)[command.id].split()[0]
            words = {f"/{command.slash}"} if screen.TYPED_IN else set()
            assert way in {key_name(key) for key in screen.keys_on(command)} | words, command.id


@pytest.mark.parametrize("screen", SCREENS, ids=by_name)
def test_the_palette_finds_a_command_by_words_of_its_title_and_its_help(screen):
    for command in screen.all_commands():
        if command.id != "palette":
            assert command.id in in_the_palette(screen, command.title.upper())
            assert command.id in in_the_palette(screen, keyed(command.help, screen))
    assert in_the_palette(screen, "no such thing anywhere") == set()


@pytest.mark.parametrize("command", [one for one in ALL if "escape" in one.keys], ids=by_id)
def test_whatever_escape_cancels_another_key_cancels_too(command):
    # A filter is taken off with x as well, a page is left with the key that leaves every question.
    second = {"queue.all": "x", "log.all": "x"}.get(command.id, SECOND_CANCEL)
    assert second in command.keys


@pytest.mark.parametrize("screen", ON_ANOTHER, ids=by_name)
def test_a_page_that_lies_on_another_is_left_with_either_cancel(screen):
    [leaving] = [keys for keys in leads(screen).values() if "escape" in keys]
    assert SECOND_CANCEL in leaving


@pytest.mark.parametrize("command", ALL, ids=by_id)
def test_the_second_cancel_is_never_the_only_way_nor_the_one_that_is_shown(command):
    if SECOND_CANCEL in command.keys:
        assert command.keys[0] != SECOND_CANCEL


@pytest.mark.parametrize("screen", SCREENS, ids=by_name)
def test_no_key_does_two_things_on_one_screen(screen):
    for (one, keys), (other, others) in combinations(leads(screen).items(), 2):
        assert not set(keys) & set(others), f"{one} and {other}"


@pytest.mark.parametrize("screen", [QueueScreen, LogScreen, CallPage, SetAsideScreen], ids=by_name)
def test_the_letters_that_move_in_a_list_are_no_command_on_its_screen(screen):
    assert not {"j", "k"} & {key for keys in leads(screen).values() for key in keys}


def test_a_key_a_screen_needs_itself_is_not_that_of_a_command_of_every_screen():
    assert leads(CallScreen)["call.card"] == ("ctrl+l",)
    assert leads(CallScreen)["redraw"] == ()
    assert leads(QueueScreen)["redraw"] == ("ctrl+l",)
    assert "f3" in leads(WrapUp)["wrap.back"]
    assert leads(WrapUp)["go.call"] == ("2",)
    assert leads(QueueScreen)["go.call"] == ("f3", "2")


@pytest.mark.parametrize("screen", SCREENS, ids=by_name)
def test_help_and_the_palette_stand_on_the_same_key_on_every_screen(screen):
    assert (leads(screen)["help"], leads(screen)["palette"]) == (("f1",), ("ctrl+p",))


@pytest.mark.parametrize("screen", SCREENS, ids=by_name)
def test_the_work_areas_can_be_gone_to_from_every_screen(screen):
    keys = {key for keys in leads(screen).values() for key in keys}
    assert {"f2", "f3", "f4", "f5", "ctrl+q"} <= keys


@pytest.mark.parametrize("screen", [one for one in SCREENS if not one.TYPED_IN], ids=by_name)
def test_where_nothing_is_typed_the_work_areas_are_on_digits_too(screen):
    areas = [leads(screen)[area] for area in ("go.queue", "go.call", "go.log", "go.clients")]
    assert all(digit in keys for digit, keys in zip("1234", areas, strict=True))


def test_what_can_be_done_everywhere_can_be_done_on_a_call():
    offered = {command.id for command in CallScreen.all_commands()}
    assert {command.id for command in EVERYWHERE} <= offered


@pytest.mark.parametrize("screen", SCREENS, ids=by_name)
def test_every_key_of_a_screen_runs_its_command(screen):
    bound = {(binding.key, binding.action) for binding in screen.BINDINGS}
    wanted = {(key, f"run_command('{command}')") for command, keys in leads(screen).items() for key in keys}
    assert bound == wanted


def test_on_a_call_no_command_stands_on_a_key_that_types():
    editing = PRINTABLE | {"space", "backspace", "delete", "left", "right", "home", "end", "enter", "up", "down"}
    for command, keys in leads(CallScreen).items():
        assert not set(keys) & editing, command


def test_the_keys_of_questions_are_safe_and_cancel_has_two():
    for modal in MODALS:
        # Those of its own: what Textual binds on every screen is not looked at here.
        keys = {key for binding in vars(modal).get("BINDINGS", ()) for key in binding.key.split(",")}
        assert keys <= SAFE
        assert ("escape" in keys) == (SECOND_CANCEL in keys)


# The words after the slash


def test_every_slash_word_is_one_word_in_small_letters_and_its_own():
    words = [command.slash for command in CallScreen.all_commands() if command.slash]
    assert len(words) == len(set(words))
    assert all(word.isalpha() and word.islower() for word in words)


@pytest.mark.parametrize("command", [one for one in ALL if one.slash], ids=by_id)
def test_every_slash_word_is_explained_where_it_is_completed(command):
    assert command.slash_help.strip()


def test_everything_that_can_be_done_in_a_call_alone_has_a_slash_word():
    without = {command.id for command in CALL_COMMANDS if not command.slash}
    assert without == set()


def test_a_slash_word_or_a_beginning_only_one_has_runs_its_command():
    commands = CallScreen.all_commands()
    for command in commands:
        if command.slash:
            assert slash_command(f"/{command.slash}", commands) is command
            assert slash_command(f"/{command.slash.upper()} and more", commands) is command
    assert slash_command("/decl", commands).id == "call.declined"
    assert slash_command("/d", commands) is None
    assert slash_command("/nonsense", commands) is None
    assert slash_command("done", commands) is None


def test_a_whole_word_wins_over_a_longer_one_that_begins_so():
    commands = CallScreen.all_commands()
    for one, other in combinations([each for each in commands if each.slash], 2):
        for short, long in ((one, other), (other, one)):
            if long.slash.startswith(short.slash):
                assert slash_command(f"/{short.slash}", commands) is short


# How they are shown


@pytest.mark.parametrize("screen", SCREENS, ids=by_name)
def test_every_word_of_the_footer_stands_on_a_key_and_is_said_once(screen):
    # Where letters are text, what stands on a letter elsewhere is a slash word alone.
    shown = [one for one in screen.all_commands() if one.footer and not (screen.TYPED_IN and one in PLACES)]
    assert all(screen.keys_on(command) for command in shown)
    assert len({command.footer for command in shown}) == len(shown)
    ranks = [command.footer_rank for command in shown]
    assert len(set(ranks)) == len(ranks)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("ctrl+n", "^N"),
        ("f10", "F10"),
        ("enter", "Enter"),
        ("escape", "Esc"),
        ("slash", "/"),
        ("question_mark", "?"),
        ("plus", "+"),
        ("d", "d"),
        ("pagedown", "PgDn"),
    ],
)
def test_a_key_is_written_as_people_know_it(key, name):
    assert key_name(key) == name


@pytest.mark.parametrize("command", ALL, ids=by_id)
def test_every_key_has_a_short_name(command):
    for key in command.keys:
        assert "_" not in key_name(key)
        assert "+" not in key_name(key)[1:]
        assert len(key_name(key)) <= 5
