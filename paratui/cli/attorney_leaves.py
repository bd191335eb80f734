"""`paratui attorney-leaves`: give an attorney's matters to another, and have every client told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.cli.given import words
from paratui.cli.opened import opened
from paratui.cli.printed import progress, say, say_json
from paratui.domain.errors import BadInput
from paratui.services.attorney_change import NOBODY, AttorneyChange
from paratui.services.occasions import Telling, told_of
from paratui.services.people import People

if TYPE_CHECKING:
    from argparse import Namespace

_BAR = 30


def run(given: Namespace) -> int:
    """Carry it out, or with --preview say what it comes to. What was cut off is gone on with by the same again."""
    login, to, matter = words(given.login).strip(), words(given.to).strip(), words(given.matter).strip()
    with opened(given) as desk:
        change = AttorneyChange(desk, People(desk))
        plan = change.plan(login, to, matter)
        name = next((one.name or login for one in desk.staff() if one.login == login), "")
        # Whoever has matters may be gone from the list of the staff.
        if not (name or plan.parts or login == NOBODY):
            raise BadInput(f"Nobody here has the login {login}; paratui staff lists everybody")
        made = 0
        if not given.preview:
            made = change.carry_out(plan, _show)
            progress("")
        occasion = plan.batch if plan.parts else change.latest(login)
        told = told_of(desk, occasion) if occasion else Telling(0, 0)
    left = plan.clients if given.preview else 0
    if given.json:
        say_json(
            {
                "login": login,
                "to": to,
                "matters": plan.matters,
                "matters_without_client": plan.nobodys,
                "made": made,
                "clients": told.of,
                "told": told.told,
                "left": left,
            }
        )
        return 0
    if not plan.parts:
        none = "Every open matter has an attorney" if login == NOBODY else f"No open matter is {name}'s"
        say(f"{none}, so nothing was changed.")
    elif given.preview:
        say(f"{plan.words}: {_count(plan.matters, 'matter')} and {_count(plan.clients, 'client')} to tell.")
        say("Nothing was changed; without --preview it is done.")
    else:
        say(f"{plan.words}: {_count(plan.matters, 'matter')} changed, {_count(made, 'follow-up')} made.")
    if plan.nobodys:
        say(f"{_count(plan.nobodys, 'matter')} of them named no client: nobody is told there.")
    if told.of:
        say(f"{told.told:,} of {_count(told.of, 'client')} told so far.")
    return 0


def _show(done: int, whole: int) -> None:
    filled = _BAR * done // max(whole, 1)
    progress(f"[{'#' * filled}{'.' * (_BAR - filled)}] {done:,} of {_count(whole, 'client')}")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
