"""One place in the table of recording rules: what its law asks for, by whose word, and how people call it."""

from __future__ import annotations

import unicodedata
from datetime import date  # noqa: TC003 - msgspec reads the annotations at run time
from functools import cache

from msgspec.structs import fields, force_setattr

from paratui.domain.consent_kinds import Manner, Rule
from paratui.domain.data_file import Table, UnfitError, fit
from paratui.domain.us_places import STATES


def one_line(text: str) -> str:
    """The text without line breaks and doubled spaces."""
    return " ".join(text.split())


class Spoken(Table, frozen=True, kw_only=True):
    """A part of the file. Its texts stand on one line each; what has to be there is never empty."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            # A rule is text as well, but one that is chosen from a few.
            if type(value) is str:
                force_setattr(self, name, one_line(value))
                if not value.strip() and name in _needed(type(self)):
                    raise UnfitError(name, "it is empty; write it")
            elif isinstance(value, tuple) and value and isinstance(value[0], str):
                force_setattr(self, name, tuple(map(one_line, value)))
                if not all(getattr(self, name)):
                    raise UnfitError(name, "it is empty; write it")


class PlaceRule(Spoken, frozen=True, kw_only=True):
    """The rule of one place. `code` is two letters for a US state, three for a country; `region` is a
    country's code of ISO 3166 in two letters, by which phone numbers name it.

    `why` says what the rule rests on, `warning` what is shown whatever the rule, `ethics` what binds lawyers
    beyond the law. `must_say` and `on_recording` tell what the announcement and the recording have to contain.
    `verified_by` names the attorney of the office who compared the entry with the law as it stands.
    """

    code: str
    name: str
    region: str = ""
    also: tuple[str, ...] = ()
    also_elsewhere: str = ""
    phone: Rule
    in_person: Rule
    statute: str = ""
    why: str = ""
    warning: str = ""
    ethics: str = ""
    must_say: tuple[str, ...] = ()
    on_recording: tuple[str, ...] = ()
    source: str
    reviewed: date
    verified_by: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        fit(self, "code", _is_a_code)
        if not self.why and {self.phone, self.in_person} != {Rule.ONE_PARTY}:
            raise UnfitError("why", "it is missing; say in a sentence what the rule rests on")

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the place is called by: its code, its name, and the others."""
        return (self.code, self.name, *self.also)

    def rule(self, manner: Manner) -> Rule:
        """The rule for a way of talking; where the way is neither of the two known ones, the stricter of them."""
        if manner is Manner.PHONE:
            return self.phone
        if manner is Manner.IN_PERSON:
            return self.in_person
        return max(self.phone, self.in_person, key=lambda rule: rule.strictness)


@cache
def _needed(part: type[Table]) -> frozenset[str]:
    return frozenset(field.name for field in fields(part) if field.required)


def _is_a_code(code: str) -> None:
    country = len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()
    if code not in STATES and not country:
        raise ValueError(
            f'"{code}" is no code; write two capital letters for a US state, such as CA, or three for a country,'
            " such as CAN"
        )


def plain_name(said: str) -> str:
    """A name as it is compared: without case, dots, commas and the like, or what surrounds it."""
    letters = unicodedata.normalize("NFKC", said).casefold().replace(".", "")
    words = "".join(letter if letter.isalnum() else " " for letter in letters).split()
    if words[:1] == ["the"]:
        words = words[1:]
    return " ".join(words[2:] if words[:2] == ["state", "of"] else words)
