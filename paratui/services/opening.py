"""Opening an office: the folder, its settings, who I am, the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from paratui.domain.errors import OfficeError
from paratui.domain.kept_holidays import KeptHolidays
from paratui.domain.office import Office
from paratui.services.desk import Desk, seated
from paratui.store.holiday_file import keep_holidays
from paratui.store.office_settings import FILE, read_office, setting_up, write_office
from paratui.store.tinydb_folder.ground.folder import META, Folder
from paratui.store.tinydb_folder.ground.lock import OfficeLock
from paratui.store.tinydb_folder.ground.refusals import prepare
from paratui.store.tinydb_folder.ground.suspension import LOCKS_IN_USE
from paratui.store.tinydb_folder.store import LOCK_SECONDS, open_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from paratui.domain.wall_clock import WallClock


REST_SECONDS = 2 * LOCK_SECONDS


class Account(NamedTuple):
    """The account of the real uid: its login and, where the system knows it, the full name."""

    login: str
    name: str


class Opening(NamedTuple):
    """An office folder about to be opened. `environ` may name another login where the office allows that.

    `zone` is the machine's time zone (IANA), empty when it has none.
    """

    folder: Path
    account: Account
    environ: Mapping[str, str]
    clock: Callable[[Office], WallClock]
    random: Callable[[], int]
    zone: str = ""

    def usual(self) -> Office:
        """The settings a new office starts with: the machine's time zone; no state, so the strict case.

        It keeps the holidays of the United States, and of its state once that is said.
        """
        office = Office(holidays=KeptHolidays(country="US"))
        return msgspec.structs.replace(office, zone=self.zone) if self.zone else office

    def at_rest(self) -> AbstractContextManager[bool]:
        """A block in which this process changes nothing in the office, so that nobody waits for it.

        False when a change does not come to its end in time; one waits for others for two seconds at most.
        """
        return LOCKS_IN_USE.none(REST_SECONDS)

    def refuse_lost_settings(self) -> None:
        """Raises OfficeError where there are records but no settings: what is due would be told wrongly."""
        if (self.folder / META).exists():
            raise OfficeError(
                f"{self.folder} has records but its {FILE} is missing; put it back from the backup, "
                "or open paratui and answer its questions again"
            )

    def is_new(self) -> bool:
        """Whether nobody has opened this office yet. Raises OfficeError when the folder cannot be used."""
        place = prepare(self.folder)
        with setting_up(place):
            return not (place / FILE).exists()

    def set_up(self, office: Office) -> None:
        """Keep the settings of a new office; if a colleague was quicker, theirs stand. Raises StoreError."""
        place = Folder(prepare(self.folder))
        with setting_up(place.path), OfficeLock(place.commit_lock, self.account.login).held(LOCK_SECONDS):
            if not (place.path / FILE).exists():
                write_office(place.path, office.checked())

    def settings(self) -> Office:
        """The settings of an office that is there. Raises OfficeError when they cannot be read."""
        return read_office(self.folder)

    def desk(self) -> Desk:
        """The desk to work at. Raises OfficeError when the office cannot be opened."""
        office = read_office(self.folder)
        keep_holidays(self.folder, office)
        account = self.account
        if office.allow_test_identity and self.environ.get("PARATUI_LOGIN"):
            account = Account(self.environ["PARATUI_LOGIN"], "")
        clock = self.clock(office)
        store = open_folder(self.folder, account.login, clock)
        me = seated(store, account.login, account.name)
        return Desk(store=store, office=office, me=me, clock=clock, random=self.random, folder=self.folder)
