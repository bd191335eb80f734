"""`paratui demo`: a throw-away office full of invented people."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from paratui.cli.office_folder import office_folder
from paratui.cli.opened import opening_at
from paratui.cli.printed import progress, remark, say
from paratui.cli.program import need_a_terminal, show
from paratui.domain.errors import BadInput
from paratui.services.demo.office import demo_office, fill_demo
from paratui.services.tour_place import TourPlace

if TYPE_CHECKING:
    from argparse import Namespace

    from paratui.services.opening import Opening

# One of the paralegals of the demo: whoever looks around has a queue of their own then.
WHO = "dana"
# The same invented people each time.
SEED = 2026
PREFIX = "paratui-demo-"


def run(given: Namespace) -> int:
    """Make the demo office and open it. One without a folder of its own is thrown away on leaving."""
    if given.no_open:
        folder = _named(given) or new_folder()
        make(folder)
        say(str(folder))
        remark(f"To work in it as one of its paralegals: PARATUI_LOGIN={WHO} paratui --office {folder}")
        return 0
    need_a_terminal()
    named = _named(given)
    if named:
        make(named)
        code = show(opening_of_demo(named), tour="offer")
        remark(f"The demo office is kept in {named}; throw the folder away when you are done")
        return code
    folder = new_folder()
    kept = False
    try:
        make(folder)
        code = show(opening_of_demo(folder), tour="offer")
        # The tour's last lessons are about coming back.
        place = TourPlace(os.environ)
        kept = place.under_way and place.office == str(folder)
    finally:
        if not kept:
            throw_away(folder)
    remark(
        "You are in the middle of the tour: paratui tour goes on where you left"
        if kept
        else "The demo office was thrown away; paratui demo makes a new one"
    )
    return code


def new_folder() -> Path:
    """A temporary folder for a demo office."""
    return Path(tempfile.mkdtemp(prefix=PREFIX))


def throw_away(folder: Path) -> None:
    """Throw the folder of a demo away; one that somebody named is theirs and stays."""
    if folder.name.startswith(PREFIX) and folder.parent == Path(tempfile.gettempdir()):
        shutil.rmtree(folder, ignore_errors=True)


def opening_of_demo(folder: Path) -> Opening:
    """The opening of a demo office, as one of its paralegals."""
    return opening_at(folder, {"PARATUI_LOGIN": WHO} | os.environ)


def _named(given: Namespace) -> Path | None:
    if given.office is None:
        return None
    folder = office_folder(given.office, os.environ)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(f"{folder} is not empty; name an empty or a new folder for the demo")
    return folder


def make(folder: Path) -> None:
    """Fill a folder with the demo office."""
    opening = opening_of_demo(folder)
    if opening.is_new():
        opening.set_up(demo_office())
    desk = opening.desk()
    try:
        fill_demo(desk.store, desk.office, desk.now(), Random(SEED), _show)  # noqa: S311 - no secret hangs on it
    finally:
        desk.store.close()
        progress("")


def _show(done: int, whole: int) -> None:
    progress(f"inventing people: {100 * done // max(whole, 1)} %")
