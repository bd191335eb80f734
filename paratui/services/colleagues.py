"""Who works in the office: what is kept of each login, who is there, and who left."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput
from paratui.domain.follow_up import ANY_ATTORNEY
from paratui.domain.opening_hours import local_day
from paratui.domain.staff import BELLS, ROLES, TITLES, Staff
from paratui.services.desk import initials_of, staff_id
from paratui.store.interface import Put

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paratui.services.desk import Desk

_LOGIN = re.compile(r"[a-z_][\w.-]{0,31}\$?", re.ASCII | re.IGNORECASE)
_MAY_BE_EMPTY = ("left", "bell")
LONGEST = 80


def change_colleague(desk: Desk, login: str, **told: str) -> Staff:
    """Keep what is told of a login: name, title, initials, role, left, bell. One nobody has entered yet is entered.

    A title that is that of a role goes with the role; one in other words was set by hand and stays.
    Raises BadInput for what cannot be; Conflict when somebody else was quicker; StoreError.
    """
    if not _LOGIN.fullmatch(login):
        raise BadInput(f'"{login}" is no login; write the name of the account on this machine, such as dana')
    said = checked(**told)
    record = staff_id(login)
    doc = desk.store.get("staff", record)
    if doc is None:
        if said.get("left"):
            raise BadInput(f'Nobody is entered as "{login}"; paratui staff lists everybody')
        name = said.get("name", login)
        now = Staff(id=record, login=login, name=name, initials=initials_of(name, login))
    else:
        now = Staff.read(doc)
    if "role" in said and now.title in TITLES.values():
        said = {"title": TITLES[said["role"]]} | said
    changed = now.but(**said)
    if doc is not None and changed == now:
        return now
    return Staff.read(desk.store.commit([Put("staff", changed.doc(), now.rev)]).docs[0])


def checked(**told: str) -> dict[str, str]:
    """What is told of somebody, its spaces in order. Raises BadInput for what cannot be."""
    said = {field: " ".join(value.split()) for field, value in told.items()}
    if "role" in said:
        said["role"] = said["role"].casefold()
    if said.get("role", ROLES[0]) not in ROLES:
        raise BadInput(f'"{said["role"]}" is no role; say one of: {", ".join(ROLES)}')
    if said.get("bell", "") not in BELLS:
        raise BadInput(f'"{said["bell"]}" is no way to ring; say on, off, or calls for a bell during calls too')
    for field, value in said.items():
        if not value and field not in _MAY_BE_EMPTY:
            raise BadInput(f"The {field} is empty; write it, or leave the option out")
        if len(value) > LONGEST or not value.isprintable():
            raise BadInput(f"This {field} cannot be used; write up to {LONGEST} ordinary characters")
    return said


def last_day(desk: Desk, said: str) -> str:
    """The ISO day somebody left, as it was typed; today's in the office when nothing was. Raises BadInput."""
    today = local_day(desk.now(), desk.office)
    if not said.strip():
        return today.isoformat()
    try:
        return date.fromisoformat(said.strip()).isoformat()
    except ValueError:
        raise BadInput(f'"{said}" is no day; write one such as {today}, or none for today') from None


def gone(desk: Desk) -> dict[str, Staff]:
    """Everybody who works here no more, by login."""
    today = local_day(desk.now(), desk.office)
    return {one.login: one for one in desk.staff() if one.has_left(today)}


def not_here(desk: Desk) -> frozenset[str]:
    """Who would be waited on in vain: the logins of those who left, and any attorney while none is entered here."""
    nobody = () if desk.attorneys() else (ANY_ATTORNEY,)
    return frozenset((*gone(desk), *nobody))


def colleague(desk: Desk, login: str) -> Staff:
    """Somebody who works here, so that an item can be given to them.

    Raises BadInput for nobody, and for somebody who left: nobody would look after what is given to them.
    """
    somebody = next((one for one in desk.staff() if one.login == login), None)
    if somebody is None:
        raise BadInput(f"Nobody here has the login {login}; paratui staff says who works here")
    if somebody.has_left(local_day(desk.now(), desk.office)):
        raise BadInput(f"{somebody.left_words}; give it to somebody who is here")
    return somebody


def holding(assignee: str, status: str, waiting_on: str) -> set[str]:
    """Who has an open follow-up, or is waited on: without them it stays undone."""
    return {assignee, waiting_on} if status in {"waiting_attorney", "waiting_other"} else {assignee}


def left_behind(desk: Desk, holders: Iterable[object]) -> dict[str, int]:
    """How many open follow-ups are still with somebody who left, by login.

    `holders` names for each open one who has it, and whom it waits on (`holding`).
    """
    logins = gone(desk)
    counted = Counter(holder for holder in holders if isinstance(holder, str) and holder in logins) if logins else {}
    return dict(sorted(counted.items()))


def left_behind_words(login: str, count: int) -> tuple[str, str]:
    """What is still with somebody who left, and how it is given on."""
    items = "1 open follow-up is" if count == 1 else f"{count} open follow-ups are"
    do = f"in the queue, /@{login} and Enter, * marks all, a gives them on, w says whom they wait on"
    return f"{items} still with {login}, who left", do
