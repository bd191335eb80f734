"""`paratui staff`: who works here and who the attorney is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paratui.cli.columns import Column, table, width
from paratui.cli.given import words
from paratui.cli.opened import opened
from paratui.cli.printed import say, say_json, say_json_list
from paratui.domain.errors import BadInput
from paratui.services.colleagues import change_colleague

if TYPE_CHECKING:
    from argparse import Namespace

    from paratui.domain.staff import Staff

_OPTIONS = ("role", "name", "title", "initials")
COLUMNS = (Column("LOGIN"), Column("NAME", least=12), Column("ROLE"), Column("TITLE", least=8), Column("INITIALS"))


def run(given: Namespace) -> int:
    """List everybody, or change one record."""
    told = {option: words(value) for option in _OPTIONS if (value := getattr(given, option)) is not None}
    if told and not given.login:
        raise BadInput("Say whose record to change: paratui staff LOGIN --role attorney")
    with opened(given) as desk:
        if told:
            changed = change_colleague(desk, words(given.login), **told)
            staff = [changed]
        else:
            staff = [one for one in desk.staff() if given.login in {None, one.login}]
            if not staff:
                raise BadInput(f'Nobody is entered as "{given.login}"; paratui staff lists everybody')
    if given.json:
        if given.login:
            say_json(_row(staff[0]))
        else:
            say_json_list(_row(one) for one in staff)
        return 0
    rows = [[one.login, one.name, one.role, one.title, one.initials] for one in staff]
    for line in table(COLUMNS, rows, width(os.environ)):
        say(line)
    return 0


def _row(one: Staff) -> dict[str, str]:
    return {"login": one.login, "name": one.name, "role": one.role, "title": one.title, "initials": one.initials}
