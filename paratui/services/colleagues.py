"""Who works in the office: what is kept of each login, and who the attorney is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput
from paratui.domain.staff import ROLES, Staff
from paratui.services.desk import initials_of, staff_id
from paratui.store.interface import Put

if TYPE_CHECKING:
    from paratui.services.desk import Desk

_LOGIN = re.compile(r"[a-z_][\w.-]{0,31}\$?", re.ASCII | re.IGNORECASE)
LONGEST = 80


def change_colleague(desk: Desk, login: str, **told: str) -> Staff:
    """Keep what is told of a login: name, title, initials, role. One nobody has entered yet is entered.

    Raises BadInput for what cannot be; Conflict when somebody else was quicker; StoreError.
    """
    said = {field: " ".join(value.split()) for field, value in told.items()}
    if not _LOGIN.fullmatch(login):
        raise BadInput(f'"{login}" is no login; write the name of the account on this machine, such as dana')
    if "role" in said:
        said["role"] = said["role"].casefold()
        if said["role"] not in ROLES:
            raise BadInput(f'"{said["role"]}" is no role; say one of: {", ".join(ROLES)}')
    for field, value in said.items():
        if not value:
            raise BadInput(f"The {field} is empty; write it, or leave the option out")
        if len(value) > LONGEST or not value.isprintable():
            raise BadInput(f"This {field} cannot be used; write up to {LONGEST} ordinary characters")
    record = staff_id(login)
    doc = desk.store.get("staff", record)
    if doc is None:
        name = said.get("name", login)
        now = Staff(id=record, login=login, name=name, initials=initials_of(name, login))
    else:
        now = Staff.read(doc)
    changed = now.but(**said)
    if doc is not None and changed == now:
        return now
    return Staff.read(desk.store.commit([Put("staff", changed.doc(), now.rev)]).docs[0])
