"""Who I am: the account of the real user id."""

from __future__ import annotations

import pwd

from paratui.domain.errors import OfficeError
from paratui.services.opening import Account


def account_of(uid: int) -> Account:
    """The login and full name of a user id; raises OfficeError when the machine has no account for it."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise OfficeError(
            f"This runs as user id {uid}, which has no account on this machine; log in with your own account"
        ) from None
    # The field holds name, room and numbers between commas; "&" stands for the login.
    name = entry.pw_gecos.partition(",")[0].replace("&", entry.pw_name.capitalize()).strip()
    return Account(entry.pw_name, name)
