"""Whoever reads an error can do something: each sentence that is raised says what, or stands here with its reason."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from paratui.domain import errors

ROOT = Path(__file__).parents[1]
TREE = {name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, errors.ParatuiError)}
# What somebody is told to do begins a clause, so that a noun such as "name" or "set" tells nothing.
TOLD = re.compile(
    r"(?:^|[;:.,?(]\s+|\b(?:or|and|then|so|else)\s+)(?:please\s+|first\s+)?"
    r"(?:add|amend|ask|begin|break|bring|change|check|choose|close|come|compare|decide|divide|end|enter|export|give|go|install|keep"
    r"|leave|log|look|make|mend|move|name|open|`?paratui|put|read|repair|restore|run|save|say|see|set|shorten|show|spell"
    r"|start|take|try|type|undo|use|wait|write)\b"
    r"|\bsuch as\b|\bis written\b|[;:]\s+there are\b|(?:^|[;:]\s+)(?:in the queue|/\w+|--\w+|done asks)",
    re.IGNORECASE,
)
# Whoever reads these has nothing to do, or what is said is how it is done.
STATES_ALONE = {
    # Passed on by whoever reads the record, who knows what can be done.
    "domain/record.py": {
        "The field {} does not hold what this version expects",
        "A {} has a field that cannot be used: {}",
    },
    "domain/facts_lock.py": {"Not kept: the attorney decides about the conflict check. + is a name, @ a date"},
    "services/actions.py": {"You have done nothing lately that could be taken back"},
    "services/giving.py": {"There is nothing to hand over: nothing of yours is due or waits"},
    "services/importing/people_file.py": {"{}; is this a contact list?"},
    "services/importing/take_in.py": {"There is nobody to take in: everybody is already here, left out or refused"},
    "services/item_changes.py": {"#{} is closed already: {}; nothing was changed"},
    "store/memory.py": {"{} is not there any more; nothing is set aside in memory"},
    "store/own_settings.py": {"{} cannot be written ({}); it holds for this session only"},
}
# One error passed on with where it happened: it has what that one says.
PASSED_ON = re.compile(r"\{\}: \{\}|\{\}$|^\{\}[.]")


def raised(module: Path) -> list[str]:
    """Every sentence a module raises one of our errors with; what is filled in stands as {}."""
    found = []
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)):
            continue
        name = getattr(node.exc.func, "id", getattr(node.exc.func, "attr", ""))
        # A conflict names a record; who was quicker and when is said where it is shown.
        if name in TREE - {"Conflict"}:
            found += [said for one in node.exc.args if (said := sentence(one))]
    return found


def sentence(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""


MODULES = [one for one in sorted((ROOT / "paratui").rglob("*.py")) if raised(one)]


def test_there_are_sentences_to_look_at():
    assert sum(len(raised(one)) for one in MODULES) > 250


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.relative_to(ROOT / "paratui").as_posix())
def test_each_error_says_what_to_do(module):
    place = module.relative_to(ROOT / "paratui").as_posix()
    for said in raised(module):
        told = TOLD.search(said) or PASSED_ON.search(said)
        assert told or said in STATES_ALONE.get(place, set()), said


def test_what_states_alone_is_still_said_somewhere():
    for place, sentences in STATES_ALONE.items():
        assert sentences <= set(raised(ROOT / "paratui" / place)), place


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.relative_to(ROOT / "paratui").as_posix())
def test_an_error_is_one_sentence_for_a_person(module):
    for said in raised(module):
        assert said == said.strip()
        assert not said.endswith("."), said
        assert "Error" not in said
        assert "None" not in said
