"""A user of the office: the account that works here."""

from __future__ import annotations

from typing import ClassVar

from paratui.domain.record import Record

ROLES = ("paralegal", "secretary", "attorney", "other")


class Staff(Record, frozen=True, kw_only=True):
    """`login` is the account on the box; `role` is paralegal, secretary, attorney or other.

    `knows` are people they know from elsewhere: a conflict check finds them too.
    """

    login: str
    name: str = ""
    title: str = "Paralegal"
    initials: str = ""
    role: str = "paralegal"
    knows: tuple[str, ...] = ()

    SELDOM: ClassVar[frozenset[str]] = frozenset({"knows"})
