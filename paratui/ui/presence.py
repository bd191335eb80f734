"""Who is there: the names of the office, who left, and who is on a call now. Read once, until something changes.

While the office folder is away whoever was known stays: every row and every tick of the clock asks.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar

from paratui.domain.errors import StoreError
from paratui.domain.follow_up import ANY_ATTORNEY
from paratui.domain.named_happening import in_names
from paratui.services.colleagues import gone, not_here

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.domain.follow_up import Happening
    from paratui.domain.staff import Staff
    from paratui.services.calls import OnCall
    from paratui.ui.seat import Seat


_Known = TypeVar("_Known")


class Presence:
    """Asked with every row and every move of the cursor; what it reads is forgotten when others change it."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        nobody: dict[str, Staff] = {}
        self._on_calls: _Read[list[OnCall]] = _Read(lambda: seat.calls.others(), [])  # noqa: PLW0108 - made later
        self._staff = _Read(lambda: {one.login: one for one in seat.desk.staff()}, nobody)
        self._gone = _Read(lambda: gone(seat.desk), nobody)
        self._not_here: _Read[frozenset[str]] = _Read(lambda: not_here(seat.desk), frozenset())

    def forget(self) -> None:
        """Read anew when asked next: a call began or ended, or a process on a call may have ended."""
        for one in (self._on_calls, self._staff, self._gone, self._not_here):
            one.stale = True

    @property
    def on_calls(self) -> list[OnCall]:
        """Who else is on a call."""
        return self._on_calls.known()

    @property
    def gone(self) -> dict[str, Staff]:
        """Who works here no more, by login."""
        return self._gone.known()

    @property
    def not_here(self) -> frozenset[str]:
        """Who would be waited on in vain: whoever left, and any attorney while none is entered here."""
        return self._not_here.known()

    def name_of(self, login: str) -> str:
        """The first name of a colleague, also of the one attorney there is; the login of somebody not entered."""
        found = self._staff.known().get(login)
        if found is None and login == ANY_ATTORNEY:
            attorneys = [one for one in self._staff.known().values() if one.role == "attorney"]
            here = [one.first_name for one in attorneys if one.login not in self.gone]
            return here[0] if len(here) == 1 else "the attorney"
        return found.first_name if found else login

    def words(self, what: str) -> str:
        """What happened, with each colleague in it by name."""
        return in_names(what, self.name_of)

    def told(self, happened: Happening, number: int = 0) -> str:
        """The same with who did it, and to which item: "Dana: #321 assigned to Morgan"."""
        which = f"#{number} " if number else ""
        return f"{self.name_of(happened.by)}: {which}{self.words(happened.what)}"

    @property
    def initials(self) -> dict[str, str]:
        """What stands for each login in a narrow column; "left" for whoever works here no more."""
        return {login: one.initials for login, one in self._staff.known().items()} | dict.fromkeys(self.gone, "left")


class _Read(Generic[_Known]):
    """What was read last, and whether it is to be read again when it is asked for."""

    def __init__(self, read: Callable[[], _Known], nothing: _Known) -> None:
        self._read = read
        self._known = nothing
        self.stale = True

    def known(self) -> _Known:
        if self.stale:
            with suppress(StoreError):
                self._known, self.stale = self._read(), False
        return self._known
