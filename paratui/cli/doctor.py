"""`paratui doctor`: look the office, the account, the terminal and the clock over, and say what to mend."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from paratui.cli.columns import UNLIMITED, width
from paratui.cli.diagnosis_text import diagnosis_lines
from paratui.cli.machine import accounts, clock_is_kept, escape_time, installed, terminal_size
from paratui.cli.office_folder import SHARED, office_folder
from paratui.cli.printed import say, say_json
from paratui.cli.process_clock import clock_of
from paratui.cli.rows import diagnosis_object
from paratui.cli.system_zone import system_zone
from paratui.domain.diagnosis import Diagnosis, Group, Level, mend
from paratui.services.doctor.round import Surroundings, look_over
from paratui.services.doctor.terminal import Terminal

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

TO_MEND = 1
# As wide as lines are read with ease.
WIDEST = 100
NARROWEST = 40
_PIPE = 80


def run(given: Namespace) -> int:
    """Look everything over, say it, and return 1 when something is to be mended."""
    folder = office_folder(given.office, os.environ)
    found = look_over(_surroundings(folder))
    passed_over = _passed_over(given.office, folder, SHARED)
    if passed_over:
        found = Diagnosis((passed_over, *found.groups))
    if given.json:
        say_json(diagnosis_object(found, folder))
    else:
        room = width(os.environ)
        wide = _PIPE if room == UNLIMITED else min(max(room, NARROWEST), WIDEST)
        for line in diagnosis_lines(found, wide):
            say(line)
    return TO_MEND if found.of(Level.MEND) else 0


def _surroundings(folder: Path) -> Surroundings:
    environ = dict(os.environ)
    now = datetime.now(UTC)
    return Surroundings(
        folder=folder,
        accounts=accounts(),
        terminal=Terminal(environ, terminal_size(), escape_time(environ)),
        installed=installed(),
        clock=partial(clock_of, environ),
        machine=now,
        local=now.astimezone().tzinfo or UTC,
        zone=system_zone(environ),
        kept=clock_is_kept(),
    )


def _passed_over(named: str | None, folder: Path, shared: Path) -> Group | None:
    """The shared office that is there and was not taken, for this account may not write in it."""
    if named is not None or os.environ.get("PARATUI_OFFICE") or folder == shared or not shared.is_dir():
        return None
    who = accounts()
    group = who.group_of(shared.stat().st_gid)
    line = mend(
        "which",
        f"{who.login} may not write in the shared office {shared}, so an own one is used: {folder}",
        f"what is entered there no colleague sees; join the group {group.shown}, then log in anew:",
        who.command(["usermod", "-aG", group.shown, who.login]),
    )
    return Group("which", (line,))
