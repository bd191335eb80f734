"""A user of the office: the account that works here."""

from __future__ import annotations

from paratui.domain.record import Record


class Staff(Record, frozen=True, kw_only=True):
    """`login` is the account on the box; `role` is paralegal, secretary, attorney or other."""

    login: str
    name: str = ""
    title: str = "Paralegal"
    initials: str = ""
    role: str = "paralegal"
