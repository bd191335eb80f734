"""Who is there: the names of the office, who left, and who is on a call now. Read once, until something changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.services.colleagues import gone

if TYPE_CHECKING:
    from paratui.domain.staff import Staff
    from paratui.services.calls import OnCall
    from paratui.ui.seat import Seat


class Presence:
    """Asked with every row and every move of the cursor; what it reads is forgotten when others change it."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._on_calls: list[OnCall] | None = None
        self._staff: dict[str, Staff] | None = None
        self._gone: dict[str, Staff] | None = None

    def forget(self) -> None:
        """Read anew when asked next: a call began or ended, or a process on a call may have ended."""
        self._on_calls = self._staff = self._gone = None

    @property
    def on_calls(self) -> list[OnCall]:
        """Who else is on a call."""
        if self._on_calls is None:
            self._on_calls = self._seat.calls.others()
        return self._on_calls

    @property
    def gone(self) -> dict[str, Staff]:
        """Who works here no more, by login."""
        if self._gone is None:
            self._gone = gone(self._seat.desk)
        return self._gone

    def name_of(self, login: str) -> str:
        """The first name of a colleague; the login of somebody who is not entered."""
        found = self._known.get(login)
        return found.first_name if found else login

    @property
    def initials(self) -> dict[str, str]:
        """What stands for each login in a narrow column; "left" for whoever works here no more."""
        return {login: one.initials for login, one in self._known.items()} | dict.fromkeys(self.gone, "left")

    @property
    def _known(self) -> dict[str, Staff]:
        if self._staff is None:
            self._staff = {one.login: one for one in self._seat.desk.staff()}
        return self._staff
