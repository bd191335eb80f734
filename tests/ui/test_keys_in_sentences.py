"""`[[queue.done]]` is a key in our own sentences alone; what somebody typed stands there as they typed it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from rich.style import Style

import paratui
from paratui.domain.call import Call
from paratui.domain.follow_up import FollowUp
from paratui.domain.ids import make_id
from paratui.domain.note_line import NoteLine
from paratui.domain.wall_clock import utc_text
from paratui.ui.keys_in_force import keyed
from paratui.ui.look import styled
from tests.services.conftest import SharedOffice
from tests.ui.test_questions import seated

PROGRAM = Path(paratui.__file__).parent
KEY_NAMED = re.compile(r"\[\[[a-z_.]+\]\]")
# Whatever shows these asks `keyed` for the keys in them.
ALWAYS_OURS = {"help", "HELP_TEXT", "DO_NEXT", "SEARCHES"}
LESSONS = {"ui/tour/lessons.py", "ui/tour/tour.py"}
TYPED = "say [[queue.done]] to her"


def sentences_not_keyed() -> list[str]:
    """Where a sentence names a key and is drawn as it stands."""
    found = []
    for path in sorted(PROGRAM.glob("ui/**/*.py")):
        place = str(path.relative_to(PROGRAM))
        if place in LESSONS:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        fine = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            names = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            ours = any(isinstance(name, ast.Name) and name.id in ALWAYS_OURS for name in names)
            asked = isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "keyed"
            # What is typed must not stand in a text whose keys are looked for.
            filled = [part for part in ast.walk(node) if isinstance(part, ast.JoinedStr)] if asked else []
            if (ours and isinstance(node, ast.Assign | ast.AnnAssign)) or (asked and not filled):
                fine |= {id(part) for part in ast.walk(node)}
        found += [
            f"{place}:{node.lineno}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in fine
            and KEY_NAMED.search(node.value)
        ]
    return found


def test_every_sentence_that_names_a_key_asks_for_it_where_it_is_written():
    assert sentences_not_keyed() == [], "wrap it: area.keyed('...'), or area.key_of(id) beside what somebody typed"


def test_a_sentence_of_ours_has_the_key_and_a_typed_one_has_the_letters():
    assert keyed("press [[queue.done]]") == "press d"
    assert styled(TYPED, Style()).plain == TYPED


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office in which somebody typed the name of a command everywhere."""
    shared = SharedOffice(clock)
    at = clock.now()
    line = NoteLine(line=1, at=5, kind="promise", text=TYPED, by="ana")
    call = Call(
        id=make_id(at, 1), started=utc_text(at), status="ended", staff="ana", person=TYPED, lines=(line,), seconds=60
    )
    shared.keep("call", call)
    item = FollowUp(
        id=make_id(at, 2), number=1, kind="promise", text=TYPED, status="open", created=utc_text(at), person=TYPED,
        call=call.id, line=1, assignee="ana",
    )  # fmt: skip
    shared.keep("follow_up", item)
    return shared


@pytest.mark.parametrize("keys", [("f2",), ("f4",), ("f4", "enter"), ("f2", "enter"), ("f2", "slash")])
def test_what_was_typed_stands_as_it_was_typed_on_every_screen(office, keys):
    async def steps(seat):
        await seat.type("", *keys)
        await seat.until(lambda: "[[queue.done]]" in seat.sees())
        assert "say d to her" not in seat.sees()

    seated(steps, office.desk("ana"))


def test_it_is_said_as_it_was_typed(office):
    async def steps(seat):
        seat.screen.say(f"Ana: {TYPED}")
        await seat.until(lambda: TYPED in seat.sees())

    seated(steps, office.desk("ana"))
