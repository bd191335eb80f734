"""A person's own keys hold on every screen, and whatever names a key names the one that holds."""

from __future__ import annotations

import ast
import asyncio
import contextlib
import re
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

import paratui
from paratui.domain.keymap import SETS, clashes, keys_on
from paratui.domain.safe_keys import FIXED, key_named, why_unsafe
from paratui.services.own_keys import own_keys, set_of_keys
from paratui.ui.app import ParatuiApp
from paratui.ui.area import Area
from paratui.ui.commands.command import key_name
from paratui.ui.commands.contexts import CONTEXTS, MOVES
from paratui.ui.commands.everywhere import EVERYWHERE
from paratui.ui.key_table import AREAS, key_table
from paratui.ui.keys_in_force import IN_FORCE, key_of
from paratui.ui.screens.ask import Ask
from paratui.ui.screens.call import CallScreen
from paratui.ui.screens.help_page import help_page
from paratui.ui.screens.import_people import ImportPeople
from paratui.ui.screens.queue import QueueScreen
from paratui.ui.widgets.pane import Pane
from paratui.ui.widgets.record_table import RecordTable
from tests.ui.test_painter import an_office

PROGRAM = Path(paratui.__file__).parent
MOMENT = datetime(2026, 11, 24, 17, 12, tzinfo=UTC)
ON_A_CALL = ["!go.call", *"4155552671", "enter"]
# From the queue to each screen: a command is run, a key is pressed.
WAYS = {
    "QueueScreen": [],
    "CallScreen": ON_A_CALL,
    "ConflictPage": ["!go.call", *"/conflict", "enter"],
    "WrapUp": [*ON_A_CALL, *"a note", "enter", "!call.end"],
    "LogScreen": ["!go.log"],
    "CallPage": ["!go.log", "enter"],
    "ClientsScreen": ["!go.clients"],
    "ClientPage": ["PERSON"],
    "MatterPage": ["MATTER"],
    "TimelinePage": ["PERSON", "!record.timeline"],
    "SetAsideScreen": ["!go.set_aside"],
    "FastPassScreen": ["!queue.messages"],
    "MorningReviewScreen": ["!day", "m"],
    "HandOverScreen": ["!day", "h"],
    "AgendaScreen": ["!day", "a"],
    "RadarScreen": ["!go.radar"],
    "PulseScreen": ["!go.pulse"],
    "ImportPeople": ["!queue.import", "PEOPLE"],
    "ImportOutcome": ["!queue.import", "PEOPLE", "!import.compare"],
}
# A list's Enter is the list's own; a blank screen hears nothing more.
NOT_PRESSED = {"enter", "ctrl+c", "ctrl+q"}


@pytest.fixture(params=["shipped", *SETS])
def keys(request):
    """Each set in force, and the keys as they are shipped."""
    own = {} if request.param == "shipped" else set_of_keys(request.param, CONTEXTS)
    IN_FORCE.take_up(own)
    yield own
    IN_FORCE.take_up({})


# The screens and the contexts


def test_every_screen_is_a_context_of_the_same_commands():
    screens = {one.NAME: (one.CAN_DO, one.TYPED_IN, one.LISTED) for one in AREAS}
    assert {one.name for one in CONTEXTS} == set(screens)
    for here in CONTEXTS:
        commands, typed, listed = screens[here.name]
        assert [one.id for one in here.own] == [one.id for one in commands]
        assert (here.typed, bool(here.moves)) == (typed, listed)
        assert [one.id for one in here.everywhere] == [one.id for one in EVERYWHERE]


def test_a_screen_has_the_keys_its_context_says(keys):
    for here in CONTEXTS:
        [screen] = [one for one in AREAS if here.name == one.NAME]
        table = keys_on(here, keys)
        assert {one.id: screen.keys_on(one) for one in screen.all_commands()} == {
            name: found for name, found in table.items() if not name.startswith("list.")
        }


# The sets


@pytest.mark.parametrize("name", SETS)
def test_a_set_that_is_shipped_can_be_taken_up_as_it_is(name, tmp_path):
    file = tmp_path / "keys.toml"
    file.write_text(f'set = "{name}"\n')
    mine = own_keys({"PARATUI_KEYS": str(file)}, CONTEXTS)
    assert (mine.troubles, mine.chosen) == ((), name)
    assert mine.by_command == set_of_keys(name, CONTEXTS)
    assert clashes(mine.by_command, CONTEXTS) == []
    text = (PROGRAM / "office" / "keys" / f"{name}.toml").read_text()
    written = re.findall(r'^"([a-z_.]+)" =', text, re.MULTILINE)
    assert sorted(written) == sorted(mine.by_command), "a line of the set is not used"
    assert not [key for keys in mine.by_command.values() for key in keys if key not in FIXED and why_unsafe(key)]


def test_every_command_keeps_two_ways_in_on_every_screen(keys):
    for screen in AREAS:
        for command in screen.all_commands():
            ways = bool(screen.keys_on(command)) + bool(screen.TYPED_IN and command.slash) + (command.id != "palette")
            assert ways >= (1 if command.id == "palette" else 2), (screen.NAME, command.id)
        palette = next(one for one in screen.all_commands() if one.id == "palette")
        assert screen.keys_on(palette)


def test_without_f_keys_no_f_key_is_needed_and_none_is_named():
    own = set_of_keys("no-f-keys", CONTEXTS)
    for here in CONTEXTS:
        for command, found in keys_on(here, own).items():
            assert not [key for key in found if re.fullmatch(r"f\d+", key)], (here.name, command)


def test_under_the_left_hand_lie_the_moves_and_what_a_call_and_the_queue_need_most():
    IN_FORCE.take_up(set_of_keys("left-hand", CONTEXTS))
    left = {*"qwertasdfgzxcvbQWERTASDFGZXCVB12345", "tab", "space", "escape"}
    left |= {f"ctrl+{letter}" for letter in "qwertasdfgzxcvb"} | {f"f{number}" for number in range(1, 6)}
    try:
        for screen, needed in {
            QueueScreen: "queue.done "
            "queue.tried queue.snooze queue.assign queue.call queue.new queue.edit queue.wait "
            "queue.undo queue.why queue.open queue.claim queue.find queue.mine help palette go.call go.log",
            CallScreen: "call.done call.end call.recording call.due palette help go.queue",
        }.items():
            for command in screen.all_commands():
                if command.id in needed.split():
                    assert screen.keys_on(command)[0] in left, command.id
    finally:
        IN_FORCE.take_up({})


# What names a key


def texts_of_the_screens():
    """Every text of the screens and of what they show of the lower floors, with its place."""
    for path in sorted([*PROGRAM.glob("ui/**/*.py"), *PROGRAM.glob("services/*.py"), *PROGRAM.glob("domain/*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said | bare:
                yield f"{path.relative_to(PROGRAM)}:{node.lineno}", node.value
    for path in sorted(PROGRAM.glob("office/**/*.toml")):
        if path.parent.name != "keys":
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if not line.lstrip().startswith(("#", "[[")) or line.rstrip().endswith('"'):
                    yield f"{path.relative_to(PROGRAM)}:{number}", line


# In a question ^T keeps a note, ^O turns it round, m shows more: no command, and the same for everybody. What mends a
# line and leaves cannot be taken away. On the command line nothing is in force.
OF_QUESTIONS = {"ui/screens/ask.py", "ui/screens/answering.py", "ui/screens/log_search.py"}
OF_QUESTIONS |= {"ui/screens/recording_picture.py", "services/colleagues.py"}
SAYS_A_KEY = re.compile(r"(?<![\w^\\])\^[ABD-PR-TV-Y]\b|\bF(?:[1-9]|1[0-2])\b(?! and| to \d)")
SAYS_A_LETTER = re.compile(
    r"(?:^|[;,.:(] |then |and |or |with )([b-hj-zA-HJ-Z?/+*]|a) "
    r"(?:(?:takes|shows|adds|makes|opens|closes|finds|gives|writes|edits|asks|leaves|enters|says|decides|files|"
    r"mends|begins|undoes|chooses|looks|marks|brings|narrows|compares|joins|goes|gets|exports|merges|undo|"
    r"in the (?:queue|log|list)|on #|and [A-Z] are)(?!\w))"
)


def test_no_text_names_a_key_by_itself():
    found = [
        f"{place}: {text[:90]}"
        for place, text in texts_of_the_screens()
        if place.partition(":")[0] not in OF_QUESTIONS and (SAYS_A_KEY.search(text) or SAYS_A_LETTER.search(text))
    ]
    assert found == [], "write [[command.id]] or ask key_of, so that it is the key that holds:\n" + "\n".join(found)


def test_every_command_a_text_names_is_one():
    known = {one.id for here in CONTEXTS for one in (*here.own, *here.everywhere)}
    named = {
        (place, name) for place, text in texts_of_the_screens() for name in re.findall(r"\[\[([a-z_.]+)\]\]", text)
    }
    assert len(named) > 60
    assert {one for one in named if one[1] not in known} == set()


def test_a_key_that_is_named_is_that_of_the_command_on_its_screen(keys):
    for screen in AREAS:
        for command in screen.all_commands():
            named = key_of(command.id, screen)
            found = screen.keys_on(command)
            assert named == (key_name(found[0]) if found else f"/{command.slash}"), (screen.NAME, command.id)


def test_the_table_of_the_readme_would_follow():
    IN_FORCE.take_up({"call.park": ("ctrl+o",), "call.other": ("ctrl+s",)})
    try:
        table = key_table()
        assert "| `^O` | `/park` |" in table
        assert "On a call ^O begins a second one" in table
    finally:
        IN_FORCE.take_up({})


# On real screens


class Walk(ParatuiApp):
    """The program, in which commands are noted instead of run while `noting`."""

    CSS_PATH = PROGRAM / "ui" / "paratui.tcss"

    def __init__(self, opening) -> None:
        super().__init__(opening, opening.desk())
        self.noted: list[str] = []
        self.noting = False


@pytest.fixture
def noted(monkeypatch):
    run = Area.run_command

    async def note(area, command, words=""):
        if not area.app.noting or command.id == "palette":
            await run(area, command, words)
        else:
            area.app.noted.append(command.id)

    monkeypatch.setattr(Area, "run_command", note)


async def came(there, deadline) -> None:
    """Wait until something is there, or it is too late."""
    while not there() and time.monotonic() < deadline:  # noqa: ASYNC110 - what comes is looked at, not told
        await asyncio.sleep(0.01)


async def gone(app, pilot, name, people):  # noqa: C901 - one step after the other, as a person goes
    """Go from the queue to a screen; a list that is still being read is gone to once more."""
    app.noting = False
    deadline = time.monotonic() + 10
    while type(app.screen).__name__ != name or name == "QueueScreen":
        assert time.monotonic() < deadline, (name, type(app.screen).__name__)
        while len(app.screen_stack) > 1:
            await app.pop_screen()
        await app.go("queue")
        for step in WAYS[name]:
            if step.startswith("!"):
                there = []
                while not there and time.monotonic() < deadline:
                    await asyncio.sleep(0)
                    offered = app.screen.all_commands() if isinstance(app.screen, Area) else ()
                    there = [one for one in offered if one.id == step[1:]]
                assert there, (name, step, app.screen, app.noted)
                [command] = there
                await app.screen.run_command(command)
                await app.keys_taken()
            elif step == "MATTER":
                await app.open_matter(next(iter(app.people.matters())).id)
            elif step == "PERSON":
                await app.open_client(next(iter(app.people.matters())).clients[0])
            elif step == "PEOPLE":
                await came(lambda: isinstance(app.screen, Ask | ImportPeople), deadline)
                if isinstance(app.screen, Ask):  # an import that was begun is there at once
                    await pilot.press("ctrl+u", *people, "enter")
            else:
                await pilot.press(step)
        await came(lambda: type(app.screen).__name__ == name, deadline - 7)
        await pilot.pause()
        if name == "QueueScreen":
            break
    app.noting = True


def walked(tmp_path, steps, names=tuple(WAYS)):
    opening = an_office(tmp_path / "office", MOMENT)
    people = tmp_path / "people.csv"
    people.write_text("name,phone\nRosa Delgado,4155550100\n")
    wrong: list[str] = []

    async def session():
        app = Walk(opening)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            for name in names:
                await gone(app, pilot, name, str(people))
                with contextlib.suppress(asyncio.CancelledError):
                    await steps(app, pilot, app.screen, wrong)
                app.noting = False

    asyncio.run(session())
    return wrong


async def by_key(app, pilot, area, wrong):
    for command in area.all_commands():
        for key in area.keys_on(command):
            if key in NOT_PRESSED or command.id in {"palette", "blank", "lock"}:
                continue
            app.noted.clear()
            await pilot.press(key)
            if app.noted != [command.id]:
                wrong.append(f"{area.NAME}: {key} ran {app.noted} and not {command.id}")


async def by_palette(app, pilot, area, wrong):
    commands = area.all_commands() if isinstance(area, QueueScreen | CallScreen) else area.CAN_DO
    [palette] = [area.keys_on(one)[0] for one in area.all_commands() if one.id == "palette"]
    for command in commands:
        if command.id == "palette":
            continue
        app.noted.clear()
        await pilot.press(palette)
        app.screen.query_one("#answer").value = ""
        app.screen.query_one("#answer").take_paste(command.title)
        await pilot.press("enter")
        if app.noted != [command.id]:
            wrong.append(f"{area.NAME}: the palette ran {app.noted} and not {command.id}")


async def by_word(app, pilot, area, wrong):
    for command in area.all_commands():
        if command.slash:
            app.noted.clear()
            area.query_one("#composer").value = ""
            area.query_one("#composer").take_paste(f"/{command.slash}")
            await pilot.press("enter")
            if app.noted != [command.id]:
                wrong.append(f"{area.NAME}: /{command.slash} ran {app.noted} and not {command.id}")


def test_every_command_runs_by_each_of_its_keys_on_its_screen(tmp_path, noted, keys):
    assert walked(tmp_path, by_key) == []


def test_every_command_runs_from_the_palette(tmp_path, noted):
    assert walked(tmp_path, by_palette) == []


def test_every_command_with_a_word_runs_by_it_where_text_is_typed(tmp_path, noted):
    assert walked(tmp_path, by_word, ("CallScreen", "FastPassScreen")) == []


def test_the_footer_and_the_help_name_the_keys_that_hold(tmp_path, noted, keys):
    async def named(_app, _pilot, area, wrong):
        footer = area.query_one("#footer", Pane).shown.replace("\u00a0", " ")
        lines = [line.plain for line in help_page(area)._text(78)]
        said = " ".join(lines)
        for command in area.all_commands():
            name = key_of(command.id, area.__class__)
            shown = re.search(rf"  (\S+) {re.escape(command.footer)}(?=  |$)", f" {footer}")
            if command.footer and shown and shown[1] != name and area._said is None:
                wrong.append(f"{area.NAME}: the footer says {shown[1]} of {command.id}, which is on {name}")
            if area.keys_on(command) and not any(re.match(rf"{re.escape(name)}[, ]", line) for line in lines):
                wrong.append(f"{area.NAME}: help does not name {name} for {command.id}")
        if "[[" in said + footer:
            wrong.append(f"{area.NAME}: {said}")

    assert walked(tmp_path, named) == []


def moves_in_help(area):
    """The keys the help of a list names, by what they stand for: "Down j, Up k" are two of each."""
    lines = [line.plain for line in help_page(area)._text(78)]
    begin = lines.index("The list") + 1
    ways = [way.split() for line in lines[begin : begin + 3] for way in line.split("  ")[0].split(", ")]
    return {way[0]: way[1:] for way in ways}


def test_every_list_moves_by_the_keys_its_help_names_and_by_all_of_them(tmp_path, noted, keys):
    reached = set()

    async def moved(_app, pilot, area, wrong):
        table = area.focused
        if not isinstance(table, RecordTable):
            return
        reached.add(type(area).__name__)
        named = moves_in_help(area)
        assert sorted(named) == ["Down", "End", "Home", "PgDn", "PgUp", "Up"]
        assert {key_named(key) for ways in named.values() for key in ways} == set(IN_FORCE.moves)
        for fixed, others in named.items():
            for key in others:
                led = []
                for one in (fixed, key):
                    await pilot.press("home" if fixed in {"Down", "PgDn", "End"} else "end")
                    await pilot.press(key_named(one))
                    # By its place: the row itself may still be on its way from the index.
                    led.append(table.cursor_index)
                if led[0] != led[1]:
                    wrong.append(f"{area.NAME}: {key} leads to {led[1]}, {fixed} to {led[0]}")

    assert walked(tmp_path, moved) == []
    assert len(reached) > 8


def test_what_cannot_be_used_is_said_at_the_start(tmp_path):
    opening = an_office(tmp_path / "office", MOMENT)

    async def session():
        app = Walk(opening)
        async with app.run_test(size=(120, 24)) as pilot:
            for _ in range(500):
                await pilot.pause(0.01)
                if "line 2" in app.screen.query_one("#footer", Pane).shown:
                    return
            raise AssertionError(app.screen.query_one("#footer", Pane).shown)

    IN_FORCE.take_up({}, ["keys.toml, line 2: there is no command", "another"])
    try:
        asyncio.run(session())
    finally:
        IN_FORCE.take_up({})


def test_every_move_stands_for_a_key_that_cannot_be_taken_away():
    assert {one.key for one in MOVES} <= FIXED
