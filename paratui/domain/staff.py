"""A user of the office: the account that works here."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from paratui.domain.record import Part, Record

# Each role with the title of whoever has it, until another is set by hand.
TITLES = {
    "paralegal": "Paralegal",
    "secretary": "Legal secretary",
    "attorney": "Attorney",
    "other": "Legal assistant",
}
ROLES = tuple(TITLES)
BELL_OFF, BELL_ON, BELL_ON_CALLS = "", "on", "calls"
BELLS = (BELL_OFF, BELL_ON, BELL_ON_CALLS)


class Exported(Part, frozen=True, kw_only=True):
    """The last export somebody asked for: when (UTC), in which format, how many records, whether with names."""

    SELDOM: ClassVar[frozenset[str]] = frozenset({"people", "appointments"})

    at: str = ""
    what: str = ""
    follow_ups: int = 0
    dates: int = 0
    names: bool = False
    people: int = 0
    appointments: int = 0


class Staff(Record, frozen=True, kw_only=True):
    """`login` is the account on the box; `role` is paralegal, secretary, attorney or other.

    `knows` are people they know from elsewhere: a conflict check finds them too. `left` is the first day (ISO) on
    which they work here no more, empty for whoever does. `bell` is whether the terminal's bell tells of what is
    given to them: never (empty), "on" except during a call, or "calls", also during one. `hand_over` is the note of
    their shift, written at `hand_over_at` (UTC). Each export they ask for is one revision with another `exported`.
    """

    login: str
    name: str = ""
    title: str = TITLES["paralegal"]
    initials: str = ""
    role: str = "paralegal"
    knows: tuple[str, ...] = ()
    left: str = ""
    bell: str = BELL_OFF
    hand_over: str = ""
    hand_over_at: str = ""
    exported: Exported = Exported()

    PARTS: ClassVar[dict[str, type[Part]]] = {"exported": Exported}
    SELDOM: ClassVar[frozenset[str]] = frozenset(
        {"knows", "left", "bell", "hand_over", "hand_over_at", "exported"}
    )

    def has_left(self, day: date) -> bool:
        """Whether they work here no more on a day of the office."""
        return bool(self.left) and self.left <= day.isoformat()

    @property
    def first_name(self) -> str:
        """What colleagues call them; the login where no name is entered."""
        return self.name.split()[0] if self.name.split() else self.login

    @property
    def left_words(self) -> str:
        """That they left and when, such as "Dana Park left on Nov 20, 2026"; empty for whoever is entered as here."""
        if not self.left:
            return ""
        try:
            when = f"{date.fromisoformat(self.left):%b %-d, %Y}"
        except ValueError:
            when = self.left
        return f"{self.name or self.login} left on {when}"
