"""A happening as it is shown: who stands in it by login is called by name, as everywhere on the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# What the program itself writes before or after a login.
_BY_LOGIN = re.compile(
    r"\b(?P<before>(?:assigned|handed over) to |claimed from |wait(?:s|ing) on )(?P<login>[\w.-]+\$?)"
    r"|(?P<asked>[\w.-]+\$?)(?= decides: )"
)


def in_names(what: str, name_of: Callable[[str], str]) -> str:
    """What happened, with `name_of` each login in it: "assigned to Dana" of "assigned to dana"."""

    def named(found: re.Match[str]) -> str:
        return f"{found['before'] or ''}{name_of(found['login'] or found['asked'])}"

    return _BY_LOGIN.sub(named, what)
