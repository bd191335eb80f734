"""`paratui settings`: how it looks to me, and when my screen goes blank; where that is kept."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paratui.cli.printed import complain, say, say_json
from paratui.domain.errors import BadInput
from paratui.domain.own_settings import SETTINGS, words_of
from paratui.services.own_choices import OwnChoices

if TYPE_CHECKING:
    from argparse import Namespace

_LABEL = 14
_VALUE = 14
_CANNOT_BE_USED = 2


def run(given: Namespace) -> int:
    """Say every setting, or change one. A line that cannot be used is named, and the others hold."""
    choices = OwnChoices(os.environ)
    if given.name and given.value is None:
        raise BadInput(f"Say what {given.name} shall be: paratui settings {given.name} VALUE; --help has them all")
    if given.name:
        choices.choose(given.name, given.value)
    if given.json:
        values = {one.name: getattr(choices.now, one.name) for one in SETTINGS}
        told = {"settings": values, "overruled": choices.overruled, "troubles": choices.troubles}
        say_json({"file": str(choices.path or "")} | told)
    else:
        say(f"Kept in {choices.path}" if choices.path else "No home folder is known: nothing can be kept")
        for one in SETTINGS:
            by = f" ({choices.overruled[one.name]} says so)" if one.name in choices.overruled else ""
            words = f"{one.name:<{_LABEL}}{words_of(getattr(choices.now, one.name)):<{_VALUE}}{one.says}{by}"
            say(words)
            if one.allowed:
                say(f"{'':<{_LABEL + _VALUE}}one of: {', '.join(one.allowed)}")
    for trouble in choices.troubles:
        complain(trouble)
    return _CANNOT_BE_USED if choices.troubles else 0
