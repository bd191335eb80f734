"""`paratui staff`: who works here, who left, and who the attorney is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paratui.cli.columns import Column, table, width
from paratui.cli.given import words
from paratui.cli.opened import opened
from paratui.cli.printed import remark, say, say_json, say_json_list
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import FollowUp
from paratui.domain.queue_order import waits_on
from paratui.domain.spoken_size import count_words
from paratui.services.colleagues import change_colleague, holding, last_day, left_behind, left_behind_words, not_here

if TYPE_CHECKING:
    from argparse import Namespace

    from paratui.domain.staff import Staff
    from paratui.services.desk import Desk

_OPTIONS = ("role", "name", "title", "initials")
COLUMNS = (Column("LOGIN"), Column("NAME", least=12), Column("ROLE"), Column("TITLE", least=8), Column("INITIALS"))


def run(given: Namespace) -> int:
    """List everybody, or change one record."""
    told = {option: words(value) for option in _OPTIONS if (value := getattr(given, option)) is not None}
    if given.left is not None and not given.login:
        raise BadInput("Say who left, by their login: paratui staff LOGIN --left, and the day if it was not today")
    if (told or given.back) and not given.login:
        raise BadInput("Say whose record to change: paratui staff LOGIN --role attorney, --left or --back")
    with opened(given) as desk:
        if given.left is not None or given.back:
            told["left"] = "" if given.back else last_day(desk, words(given.left))
        staff = [_changed(desk, words(given.login), told)] if told else _named(desk, given.login)
    if given.json:
        if given.login:
            say_json(_row(staff[0]))
        else:
            say_json_list(_row(one) for one in staff)
        return 0
    # Most offices have nobody who left: then no column stands empty.
    left = any(one.left for one in staff)
    columns = (*COLUMNS, Column("LEFT")) if left else COLUMNS
    rows = [[one.login, one.name, one.role, one.title, one.initials, *([one.left] if left else [])] for one in staff]
    for line in table(columns, rows, width(os.environ)):
        say(line)
    return 0


def _changed(desk: Desk, login: str, told: dict[str, str]) -> Staff:
    changed = change_colleague(desk, login, **told)
    items = [FollowUp.read(doc) for doc in desk.store.open_follow_ups()]
    still = left_behind(desk, (login for one in items for login in holding(one.assignee, one.status, one.waiting_on)))
    if told.get("left") and login in still:
        remark(": ".join(left_behind_words(login, still[login])))
    if told.get("left"):
        _tell_of_clients(desk, changed)
    if "role" in told and changed.role == "attorney":
        waiting = sum(waits_on(item, changed, not_here(desk)) for item in items)
        if waiting:
            waits = "waits" if waiting == 1 else "wait"
            remark(f"{count_words(waiting, 'open item')} {waits} on {changed.first_name} now")
    return changed


def _tell_of_clients(desk: Desk, gone: Staff) -> None:
    """Whoever had matters leaves clients who must hear of it (ABA Formal Opinion 489)."""
    from paratui.services.attorney_change import AttorneyChange  # noqa: PLC0415 - only who leaves may have matters
    from paratui.services.people import People  # noqa: PLC0415 - as above

    change = AttorneyChange(desk, People(desk))
    plan = change.plan(gone.login)
    if not plan.parts:
        return
    matters, clients = count_words(plan.matters, "matter"), count_words(plan.clients, "client")
    to = next((one.login for one in desk.here() if one.role == "attorney" and one.login != gone.login), "LOGIN")
    remark(f"{matters} of {gone.first_name} and {clients} to tell: paratui attorney-leaves {gone.login} --to {to}")


def _named(desk: Desk, login: str | None) -> list[Staff]:
    found = [one for one in desk.staff() if login in {None, one.login}]
    if not found:
        raise BadInput(f'Nobody is entered as "{login}"; paratui staff lists everybody')
    return found


def _row(one: Staff) -> dict[str, str | None]:
    return {
        "login": one.login,
        "name": one.name,
        "role": one.role,
        "title": one.title,
        "initials": one.initials,
        "left": one.left or None,
    }
