"""What writes several records, or what nobody takes back, is not answered by one letter."""

from __future__ import annotations

import ast
from pathlib import Path

import paratui
from paratui.ui.screens.sure import Sure
from tests.ui.test_questions import office, seated  # noqa: F401 - office is a fixture

SCREENS = Path(paratui.__file__).parent / "ui"


def test_one_letter_takes_nobody_in_from_a_file(office, tmp_path):  # noqa: F811
    file = tmp_path / "people.csv"
    file.write_text("name,phone\nRosa Delgado,4155550100\nZoe Adams,4155550101\n")

    async def steps(seat):
        await seat.type("I")
        await seat.type(str(file), "enter")
        await seat.until(lambda: type(seat.screen).__name__ == "ImportPeople")
        await seat.type("c")
        await seat.until(lambda: type(seat.screen).__name__ == "ImportOutcome")
        await seat.type("i")
        await seat.until(lambda: isinstance(seat.screen, Sure))
        await seat.type("y")
        assert isinstance(seat.screen, Sure)
        assert "Enter keeps this answer" in seat.question()
        await seat.type("", "enter")
        await seat.until(lambda: "Taken in: 2 new people" in seat.sees())

    seated(steps, office.desk("ana"))


def test_every_yes_is_followed_by_enter_or_is_asked_while_one_notes():
    """A question with a yes in it is answered by a letter and Enter; see `Area.choose`."""
    quick = []
    for path in sorted(SCREENS.glob("**/*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            tuples = [node for node in ast.walk(function) if isinstance(node, ast.Tuple) and node.elts]
            says_yes = any(isinstance(one.elts[0], ast.Constant) and one.elts[0].value == "y" for one in tuples)
            calls = [
                node
                for node in ast.walk(function)
                if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".choose")
            ]
            quick += [
                f"{path.relative_to(SCREENS)}:{call.lineno}"
                for call in calls
                if says_yes and not {"sure", "noting"} & {one.arg for one in call.keywords}
            ]
    assert quick == []
