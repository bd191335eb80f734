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

if TYPE_CHECKING:
    from argparse import Namespace

    from paratui.services.opening import Opening

# One of the paralegals of the demo: whoever looks around has a queue of their own then.
WHO = "dana"
# The same invented people each time.
SEED = 2026


def run(given: Namespace) -> int:
    """Make the demo office and open it. One without a folder of its own is thrown away on leaving."""
    if given.no_open:
        folder = _named(given) or _temporary()
        _make(_opening(folder))
        say(str(folder))
        remark(f"To work in it as one of its paralegals: PARATUI_LOGIN={WHO} paratui --office {folder}")
        return 0
    need_a_terminal()
    named = _named(given)
    if named:
        _make(_opening(named))
        code = show(_opening(named))
        remark(f"The demo office is kept in {named}; throw the folder away when you are done")
        return code
    folder = _temporary()
    try:
        _make(_opening(folder))
        code = show(_opening(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    remark("The demo office was thrown away; paratui demo makes a new one")
    return code


def _named(given: Namespace) -> Path | None:
    if given.office is None:
        return None
    folder = office_folder(given.office, os.environ)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(f"{folder} is not empty; name an empty or a new folder for the demo")
    return folder


def _temporary() -> Path:
    return Path(tempfile.mkdtemp(prefix="paratui-demo-"))


def _opening(folder: Path) -> Opening:
    return opening_at(folder, {"PARATUI_LOGIN": WHO} | os.environ)


def _make(opening: Opening) -> None:
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
