"""Help and the version come at once and load nothing of the office."""

from __future__ import annotations

import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from paratui.cli.arguments import VERSION
from paratui.cli.command_table import COMMANDS

ROOT = Path(__file__).parents[2]
HEAVY = {"textual", "rich", "pydantic", "phonenumbers", "tinydb", "msgspec", "sqlite3", "asyncio"}


def modules_after(shell, *words, heavy=HEAVY):
    """The heavy modules a run has loaded when it is over."""
    code = (
        "import sys\n"
        "from paratui.__main__ import main\n"
        f"main({list(words)!r})\n"
        f"print(sorted({heavy!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=shell.environ,
        cwd=shell.home,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.strip().splitlines()[-1]


def test_help_loads_nothing_heavy(fresh):
    assert modules_after(fresh, "--help") == "[]"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_has_an_example_and_loads_nothing_heavy(fresh, command):
    ran = fresh.run(command, "--help")
    assert ran.code == 0
    assert f"paratui {command}" in ran.out.partition("example:")[2]
    assert modules_after(fresh, command, "--help") == "[]"


def test_help_needs_no_more_than_a_small_share_of_what_bare_python_needs(fresh):
    def fastest(*command):
        times = []
        for _ in range(5):
            began = time.perf_counter()
            subprocess.run(
                [sys.executable, *command], env=fresh.environ, cwd=fresh.home, capture_output=True, check=True
            )
            times.append(time.perf_counter() - began)
        return min(times)

    assert fastest("-m", "paratui", "--help") - fastest("-c", "pass") < 0.08


@pytest.mark.parametrize("words", [(), ("--office", "there")], ids=str)
def test_the_screens_are_opened_without_what_reads_options(fresh, words):
    assert modules_after(fresh, *words, heavy={"argparse"}) == "[]"


def test_the_version_is_the_one_of_the_package(fresh):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert fresh.run("--version").out == f"paratui {project['version']}\n"
    assert project["version"] == VERSION


def test_today_loads_no_screen_no_library_of_numbers_and_no_database(shell):
    shell.run("call", "--notes", shell.notes(), "--phone", "(415) 555-2671")
    loaded = modules_after(shell, "today")
    for name in ("textual", "rich", "pydantic", "phonenumbers", "tinydb"):
        assert name not in loaded


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["shoe"], "invalid choice: 'shoe'"),
        (["queue", "--foo"], "unrecognized arguments: --foo"),
        (["show", "call"], "required: ID"),
        (["add"], "required: TEXT"),
        (["queue", "--mine", "--all"], "not allowed with"),
    ],
)
def test_a_mistyped_command_line_gets_one_sentence_that_names_the_help(fresh, words, said):
    ran = fresh.run(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert "--help" in ran.err
    assert not fresh.office.exists()
