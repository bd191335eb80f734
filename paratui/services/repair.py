"""Mending an office whose journal is damaged: `paratui repair`. It works where the office cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import StoreError
from paratui.domain.wall_clock import utc_text
from paratui.store.office_settings import read_office
from paratui.store.tinydb_folder.ground.folder import Folder
from paratui.store.tinydb_folder.ground.lock import OfficeLock
from paratui.store.tinydb_folder.ground.refusals import prepare
from paratui.store.tinydb_folder.store import open_folder
from paratui.store.tinydb_folder.upkeep.repair import Salvage, repair

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.services.opening import Opening
    from paratui.store.interface import SetAside, Verified


class Repaired(NamedTuple):
    """What was mended, what a check of everything says after it, and what waits for somebody to look at it."""

    salvage: Salvage
    verified: Verified
    set_aside: tuple[SetAside, ...]


def repaired(opening: Opening, progress: Callable[[str, int, int], object]) -> Repaired:
    """Make the journal whole, bring the files up to it, and check everything.

    `progress` gets what is being done, how much of it is done, and how much it is in all. Raises OfficeError
    when there is no office here, StoreBusy when somebody does not let go of it.
    """
    place = Folder(prepare(opening.folder))
    clock = opening.clock(read_office(opening.folder))
    login = opening.account.login
    place.lay_out()
    locks = (OfficeLock(place.checkpoint_lock, login), OfficeLock(place.commit_lock, login))
    now = utc_text(clock.now())
    try:
        salvage = repair(place, login, now, locks, lambda done, whole: progress("reading the journal", done, whole))
    except OSError as error:
        raise StoreError(
            f"{error.filename or opening.folder} cannot be used ({error.strerror}), so nothing was repaired; "
            "paratui doctor says whose rights are missing. Then repair again"
        ) from error
    store = open_folder(opening.folder, login, clock)
    try:
        store.checkpoint(force=True)
        verified = store.verify(lambda done, whole: progress("checking everything", done, whole))
        return Repaired(salvage, verified, tuple(store.set_aside()))
    finally:
        store.close()
