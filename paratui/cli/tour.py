"""`paratui tour`: the program taught by doing, in a demo office that is kept until the tour is over."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from paratui.cli.demo import make, new_folder, opening_of_demo, throw_away
from paratui.cli.office_folder import office_folder
from paratui.cli.printed import remark
from paratui.cli.program import need_a_terminal, show
from paratui.domain.errors import BadInput
from paratui.services.tour_place import TourPlace

if TYPE_CHECKING:
    from argparse import Namespace

SETTINGS = "office.toml"
OLD = 12 * 3600.0
"""Seconds after which a demo office is not of today any more: everything in it would be late."""


def run(given: Namespace) -> int:
    """Begin the tour or go on with it; when it is over its office is thrown away."""
    need_a_terminal()
    place = TourPlace(os.environ)
    if given.again or place.finished:
        place.keep(lesson="", finished=False)
    folder = _named(given) or _begun_in(place)
    if folder is None:
        folder = new_folder()
        make(folder)
    code = show(opening_of_demo(folder), tour="begin")
    if TourPlace(os.environ).under_way:
        remark("Your place in the tour is kept: paratui tour goes on there")
    else:
        throw_away(folder)
        remark("That was the tour; paratui tour begins it anew, paratui demo is there to look around")
    return code


def _named(given: Namespace) -> Path | None:
    if given.office is None:
        return None
    folder = office_folder(given.office, os.environ)
    if not (folder / SETTINGS).exists():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise BadInput(f"{folder} is not empty; name an empty or a new folder for the tour, or none")
        make(folder)
    elif not opening_of_demo(folder).settings().demo:
        raise BadInput(f"{folder} is no demo office; leave --office out, and the tour makes one")
    return folder


def _begun_in(place: TourPlace) -> Path | None:
    """The office the tour was begun in, if it is still there and of today."""
    if not place.office:
        return None
    folder = Path(place.office)
    try:
        fresh = time.time() - (folder / SETTINGS).stat().st_mtime < OLD
        mine = folder.stat().st_uid == os.getuid()
    except OSError:
        return None
    if not mine:
        return None
    if fresh and place.under_way:
        return folder
    throw_away(folder)
    return None
