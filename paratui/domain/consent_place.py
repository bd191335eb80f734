"""One place in the table of recording rules: what its law asks for, by whose word, and how people call it."""

from __future__ import annotations

import unicodedata
from datetime import date  # noqa: TC003 - pydantic reads the annotations of its models at run time
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from paratui.domain.checklist import spoken
from paratui.domain.consent import Manner, Rule
from paratui.domain.office import STATES


def one_line(text: str) -> str:
    """The text without line breaks and doubled spaces."""
    return " ".join(text.split())


def _written(text: str) -> str:
    if not text.strip():
        raise ValueError("it is empty; write it")
    return one_line(text)


def _sentence(text: str) -> str:
    return spoken(_written(text))


Text = Annotated[str, AfterValidator(one_line)]
Written = Annotated[str, AfterValidator(_written)]
Sentence = Annotated[str, AfterValidator(_sentence)]


class Table(BaseModel):
    """A part of the file."""

    # A field spelled wrong would be passed over and leave a place looser than its office wrote it.
    model_config = ConfigDict(frozen=True, extra="forbid")


class PlaceRule(Table):
    """The rule of one place. `code` is two letters for a US state, three for a country; `region` is a
    country's code of ISO 3166 in two letters, by which phone numbers name it.

    `why` says what the rule rests on, `warning` what is shown whatever the rule, `ethics` what binds lawyers
    beyond the law. `must_say` and `on_recording` tell what the announcement and the recording have to contain.
    `verified_by` names the attorney of the office who compared the entry with the law as it stands.
    """

    code: str
    name: Written
    region: Text = ""
    also: tuple[Written, ...] = ()
    also_elsewhere: Text = ""
    phone: Rule
    in_person: Rule
    statute: Text = ""
    why: Text = Field(default="", validate_default=True)
    warning: Text = ""
    ethics: Text = ""
    must_say: tuple[Written, ...] = ()
    on_recording: tuple[Written, ...] = ()
    source: Written
    reviewed: date
    verified_by: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _is_a_table(cls, entry: object) -> object:
        if not isinstance(entry, dict):
            raise ValueError("it is no entry; begin it with [[places]] and write a field on each line")  # noqa: TRY004 - pydantic turns a ValueError into the sentence
        return entry

    @field_validator("code")
    @classmethod
    def _is_a_code(cls, code: str) -> str:
        country = len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()
        if code not in STATES and not country:
            raise ValueError(
                f'"{code}" is no code; write two capital letters for a US state, such as CA, or three for a country,'
                " such as CAN"
            )
        return code

    @field_validator("phone", "in_person", mode="before")
    @classmethod
    def _is_a_rule(cls, rule: object) -> object:
        if rule not in list(Rule):
            said = f'"{rule}"' if isinstance(rule, str) else f"{rule}"
            raise ValueError(f"{said} is no rule; write one-party, notice or all-party")
        return rule

    @field_validator("why")
    @classmethod
    def _says_why(cls, why: str, entry: ValidationInfo) -> str:
        rules = {entry.data.get(name, Rule.ONE_PARTY) for name in ("phone", "in_person")}
        if rules != {Rule.ONE_PARTY} and not why:
            raise ValueError("it is missing; say in a sentence what the rule rests on")
        return why

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


def plain_name(said: str) -> str:
    """A name as it is compared: without case, dots, commas and the like, or what surrounds it."""
    letters = unicodedata.normalize("NFKC", said).casefold().replace(".", "")
    words = "".join(letter if letter.isalnum() else " " for letter in letters).split()
    if words[:1] == ["the"]:
        words = words[1:]
    return " ".join(words[2:] if words[:2] == ["state", "of"] else words)
