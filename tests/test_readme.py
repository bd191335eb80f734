"""What the README says is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from paratui.cli.json_fields import JSON_FIELDS
from paratui.ui.key_table import key_table
from tests.readme import keystroke_table

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_keys_is_the_generated_one():
    assert key_table() in README, "run: python tests/readme.py"


def test_the_table_of_keystrokes_is_the_generated_one():
    assert keystroke_table() in README, "run: python tests/readme.py"


def test_every_picture_the_readme_shows_is_there():
    pictures = re.findall(r"\((screenshots/[^)]+)\)", README)
    assert len(pictures) >= 5
    assert [name for name in pictures if not (ROOT / name).is_file()] == []


def test_every_field_of_the_queue_and_the_log_in_json_is_named():
    for field in (*JSON_FIELDS["queue"], *JSON_FIELDS["log"]):
        assert f"`{field}`" in README


def test_each_dependency_stands_in_the_table():
    wanted = re.findall(r'^    "([a-z]+)[=><]', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(wanted) >= 8
    table = README.split("## Dependencies", 1)[1].split("\n## ", 1)[0]
    assert [name for name in wanted if f"| {name} |" not in table] == []


def test_the_ci_runs_the_readmes_test_command():
    command = next(line.strip() for line in README.splitlines() if line.strip().endswith("-m pytest"))
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
