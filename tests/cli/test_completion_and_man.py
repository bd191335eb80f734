"""What shells complete and what `man` shows are made from the command line itself, so neither can be out of date."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from paratui.cli.arguments import parser
from paratui.cli.sub_commands import actions, last_commands, sub_commands

LAST = list(last_commands(parser()))
NAMES = [one.prog for one in LAST]
SHELLS = {"bash": "-n", "zsh": "-n", "fish": "--no-execute"}


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    from paratui.cli.man import manual_page  # noqa: PLC0415 - only where it is made

    path = tmp_path_factory.mktemp("man") / "paratui.1"
    path.write_text(manual_page(), encoding="utf-8")
    return path


@pytest.mark.parametrize("one", LAST, ids=NAMES)
def test_every_command_down_to_the_last_has_a_sentence_and_an_example_of_itself(one):
    assert re.fullmatch(r"[A-Z].+[.]", one.description)
    assert one.prog in one.epilog.partition("example:")[2]


@pytest.mark.parametrize("one", LAST, ids=NAMES)
def test_everything_a_command_takes_is_explained(one):
    assert all(action.help for action in actions(one))


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_reads_its_script_without_a_word(fresh, shell):
    ran = fresh.run("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert all(name in ran.out for name in sub_commands(parser()))
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed here")
    script = fresh.home / f"paratui.{shell}"
    script.write_text(ran.out)
    read = subprocess.run([shell, SHELLS[shell], str(script)], capture_output=True, text=True, check=False)
    assert (read.returncode, read.stderr) == (0, "")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["qu"], {"queue"}),
        (["queue", "--m"], {"--mine"}),
        (["export", ""], {"ical", "people"}),
        (["export", "ical", "--na"], {"--names"}),
        (["completion", "f"], {"fish"}),
    ],
)
def test_tab_in_bash_offers_what_can_be_typed_next(fresh, typed, offered):
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed here")
    words = " ".join(f"'{word}'" for word in ["paratui", *typed])
    asked = f'COMP_WORDS=({words}); COMP_CWORD={len(typed)}; _shtab_paratui; printf "%s\\n" "${{COMPREPLY[@]}}"'
    script = fresh.run("completion", "bash").out
    ran = subprocess.run(
        ["bash", "--norc", "-c", f"{script}\n{asked}"], capture_output=True, text=True, check=True, cwd=fresh.home
    )
    assert set(ran.stdout.split()) == offered


def test_the_manual_page_tells_of_every_command_option_and_exit_code(page):
    text = page.read_text().replace("\\-", "-")
    for one in LAST:
        assert f'.SS "{one.prog}"' in text
        for action in actions(one):
            assert all(name in text for name in action.option_strings)
    assert "130" in text.partition(".SH EXIT STATUS")[2]


def test_the_manual_page_is_drawn_without_a_warning(page):
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed here")
    drawn = subprocess.run(["groff", "-man", "-ww", "-Tascii", str(page)], capture_output=True, text=True, check=True)
    assert drawn.stderr == ""
    seen = re.sub("\x1b\\[[0-9;]*m|.\x08", "", drawn.stdout)
    for words in ("PARATUI(1)", "paratui voicemails list.txt", "--started TIME", "'reached her, sent the notice'"):
        assert words in seen
