"""My own name and title, as they are said on the phone and stand in the sentences that are read to clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.services.colleagues import change_colleague, checked
from paratui.services.desk import initials_of
from paratui.services.own_record import keep_of_mine

if TYPE_CHECKING:
    from paratui.services.desk import Desk
    from paratui.services.opening import Account


def is_nameless(desk: Desk, account: Account) -> bool:
    """Whether nobody ever said my name: the account has none, and my record stands as it was made on my first day."""
    me = desk.me
    return me.login == account.login and not account.name and me.name == me.login and me.rev == 1


def checked_name(said: str) -> str:
    """A name as it was typed, its spaces in order. Raises BadInput."""
    return checked(name=said)["name"]


def call_me(desk: Desk, name: str) -> None:
    """I am called so from now on. The login itself is an answer too, so that nobody is asked twice."""
    me = desk.me
    changed = change_colleague(desk, me.login, name=name, initials=initials_of(name, me.login))
    desk.i_am(changed if changed.rev > 1 else keep_of_mine(desk, name=changed.name))


def give_me_title(desk: Desk, title: str) -> None:
    """My title from now on, such as Paralegal."""
    desk.i_am(change_colleague(desk, desk.me.login, title=title))
