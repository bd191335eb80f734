"""A name as it is typed for the conflict check: "Roberto Diaz, husband", "aka Maria Lopez", "Diaz LLC, company".

What the name is to the caller stands behind the last comma or in brackets at the end, or before it as "aka";
it may be left out.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from paratui.domain.given_name import MOST_LETTERS, seen_name


class NamedAs(StrEnum):
    """What a name is to the caller of an intake; NAMED when nobody has said."""

    NAMED = "named"
    CALLER = "caller"
    OTHER_NAME = "other_name"
    ADVERSE = "adverse_party"
    COMPANY = "related_company"
    COUNSEL = "counsel"
    WITNESS = "witness"
    COURT = "court"


WORDS: dict[NamedAs, str] = {
    NamedAs.NAMED: "a name to check",
    NamedAs.CALLER: "the caller",
    NamedAs.OTHER_NAME: "another name of the caller",
    NamedAs.ADVERSE: "the other side",
    NamedAs.COMPANY: "a company",
    NamedAs.COUNSEL: "a lawyer",
    NamedAs.WITNESS: "a witness",
    NamedAs.COURT: "a court or its number, not checked as a name",
}
_SAID: dict[NamedAs, str] = {
    NamedAs.CALLER: "caller|self|client|me|myself|prospect",
    NamedAs.OTHER_NAME: "aka|a.k.a.|also|alias|other name|maiden|maiden name|née|nee|formerly|former name"
    "|married name|birth name|dba|d/b/a|old name|her other name|his other name",
    NamedAs.ADVERSE: "husband|wife|spouse|ex|ex-husband|ex-wife|partner|boyfriend|girlfriend|father|mother|other side"
    "|opposing|opposing party|against|adverse|adverse party|defendant|plaintiff|respondent|petitioner|landlord|tenant"
    "|employer|boss|driver|other driver|owner|insurer|insurance|creditor|debtor|collector|seller|buyer|brother|sister"
    "|son|daughter|neighbor|the other party|other party|victim|heir|executor|trustee|new partner",
    NamedAs.COMPANY: "company|business|firm|corporation|related company|his company|her company|parent company"
    "|subsidiary|bank|agency",
    NamedAs.COUNSEL: "lawyer|attorney|counsel|their lawyer|his lawyer|her lawyer|opposing counsel|other lawyer"
    "|solicitor",
    NamedAs.WITNESS: "witness|saw it|bystander|doctor|officer",
    NamedAs.COURT: "court|case|case number|case no|docket|claim|claim number|county",
}
_AS: dict[str, NamedAs] = {word: kind for kind, words in _SAID.items() for word in words.split("|")}
_BRACKETED = re.compile(r"^(?P<name>.*\S)\s*\((?P<said>[^()]*)\)$")
_BEFORE = re.compile(
    r"^(?P<said>aka|a\.k\.a\.|also|alias|formerly|née|nee|dba|d/b/a|maiden name)[\s:]+(?P<name>\S.*)$", re.IGNORECASE
)
_COLON = re.compile(r"^(?P<said>[\w /.'-]{2,24}):\s*(?P<name>\S.*)$")


class NamedLine(NamedTuple):
    """The name alone, and what it is to the caller; `said` is the word it was told by."""

    name: str
    role: NamedAs = NamedAs.NAMED
    said: str = ""


def too_long_for_a_name(text: str) -> str:
    """What is wrong with a line typed for the conflict check that tells more than a name; empty when nothing."""
    if len(text) <= MOST_LETTERS:
        return ""
    return f"A + line is a name and who it is, at most {MOST_LETTERS} letters; shorten it"


def read_named(text: str) -> NamedLine:
    """The name in a line typed for the conflict check. Never raises; an empty name is for the caller to refuse."""
    text = seen_name(text)
    for found in (_BRACKETED.match(text), _BEFORE.match(text), _COLON.match(text)):
        role = _AS.get(found["said"].strip().casefold()) if found else None
        if found and role:
            return NamedLine(found["name"].strip(" ,"), role, found["said"].strip())
    name, comma, said = text.rpartition(",")
    role = _AS.get(said.strip().casefold()) if comma else None
    if role:
        return NamedLine(name.strip(), role, said.strip())
    return NamedLine(text)
