"""A place as it is answered to "are you in San Francisco, CA right now?": yes, a town, a state, a country."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paratui.domain.consent_place import plain_name
from paratui.domain.errors import BadInput

if TYPE_CHECKING:
    from paratui.domain.consent_rules import ConsentRules
    from paratui.domain.number_place import AreaCodes

_YES = frozenset({"yes", "y", "yeah", "yep", "yes i am", "yes she is", "yes he is", "still there", "same"})
_NO = frozenset({"no", "n", "nope", "somewhere else", "elsewhere"})
# What somebody says who is where they usually are; "at home" is a place when it is known where that is.
_USUAL = frozenset(
    f"{at}{place}"
    for at in ("", "at ", "in ", "yes at ", "yes in ")
    for place in ("home", "usual", "the usual", "usual place", "the usual place", "my usual place")
)
_FIRST = re.compile(r"^(?:yes|yeah|yep|no|nope)\s*,\s*(?=\S)", re.IGNORECASE)
SHOWN = 40


def stated_place(typed: str, proposed: str, rules: ConsentRules, area_codes: AreaCodes, on_file: str = "") -> str:
    """The place that is stated. `proposed` is the one that was read out in the question, empty when none was.

    `on_file` is where the person has told us they usually are: the answer of whoever is asked for their usual place
    and says yes, or is at home.

    Raises BadInput for a town whose state nobody has said, and for what names no place: nothing is kept of it.
    """
    said = _FIRST.sub("", " ".join(typed.split()))
    plain = plain_name(said)
    if proposed and (plain in _YES or plain == plain_name(proposed.partition(",")[0])):
        return proposed
    if plain in _USUAL or plain in _YES:
        if on_file:
            return on_file
        raise BadInput("Where that is, is not on file; write the town and its state, such as: Reno, NV")
    if not plain:
        raise BadInput("Write the place as they say it, such as: Reno, NV")
    if plain in _NO:
        raise BadInput("Which place is it, then? Write it as they say it, such as: Reno, NV")
    if _is_a_town_alone(said, rules, area_codes):
        raise BadInput(f'Which state is that in? Write its two letters behind "{said[:SHOWN]}", or write the country')
    return said


def _is_a_town_alone(said: str, rules: ConsentRules, area_codes: AreaCodes) -> bool:
    if rules.read(said).place or "," in said or rules.names(said) or area_codes.zones_of(said):
        return False
    return said.casefold() not in {name.casefold() for name in area_codes.countries.values()}
