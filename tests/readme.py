"""Puts what is generated into the README: `python tests/readme.py`. Tests hold that it is there."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from paratui.ui.commands.command import key_name
from paratui.ui.key_table import put_in
from tests.terminal.keystrokes import JOBS, Key, Words

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- keystrokes: generated -->", "<!-- keystrokes: end -->"


def keystroke_table() -> str:
    """The common jobs with their keys in order, by the screen they begin on, as Markdown."""
    rows = [f"| {job.screen} | {job.name} | {_in_order(job.keys)} | {job.needed} |" for job in JOBS]
    return "\n".join(["| begins on | job | typed, in order | keys |", "|---|---|---|--:|", *rows])


def _in_order(keys: tuple[Key | Words, ...]) -> str:
    return " ".join(f"*{one.what}*" if isinstance(one, Words) else f"`{key_name(one.name)}`" for one in keys)


def put_keystrokes_in(readme: str) -> str:
    """A README with the table of keystrokes in its place."""
    head, rest = readme.split(BEGIN)
    return f"{head}{BEGIN}\n\n{keystroke_table()}\n\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    README.write_text(put_keystrokes_in(put_in(README.read_text(encoding="utf-8"))), encoding="utf-8")
