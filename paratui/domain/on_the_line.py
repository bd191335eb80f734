"""Who else is on the line: an interpreter, a third person, another lawyer. Everyone but the caller and staff."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import ClassVar, NamedTuple

from paratui.domain.clean_text import clean_text
from paratui.domain.errors import BadInput
from paratui.domain.given_name import given_name
from paratui.domain.record import Part


class Capacity(StrEnum):
    """As what somebody takes part."""

    THIRD_PERSON = "third_person"
    INTERPRETER = "interpreter"
    PARENT = "parent"
    COUNSEL = "counsel"
    COLLEAGUE = "colleague"


WORDS: dict[str, str] = {
    Capacity.THIRD_PERSON.value: "third person",
    Capacity.INTERPRETER.value: "interpreter",
    Capacity.PARENT.value: "parent",
    Capacity.COUNSEL.value: "lawyer",
    Capacity.COLLEAGUE.value: "colleague",
}
# With these on the line a talk between client and office may no longer be privileged; an attorney knows.
COSTS_PRIVILEGE = frozenset({Capacity.THIRD_PERSON.value, Capacity.PARENT.value, Capacity.COUNSEL.value})


class Participant(Part, frozen=True, kw_only=True):
    """Somebody who takes part in a call. `key` stays the same for the whole call, whatever the name becomes.

    `place` is where they say they are, empty while nobody has asked; several stand with "; " between them.
    `relation` is what they are to the caller, as it was typed: "her sister". `joined` and `left` are whole seconds
    into the call, `left` -1 while they are on the line. `by` is the login that entered them.
    """

    key: str
    name: str = ""
    capacity: str = Capacity.THIRD_PERSON.value
    language: str = ""
    place: str = ""
    joined: int = 0
    left: int = -1
    by: str = ""
    relation: str = ""

    SELDOM: ClassVar[frozenset[str]] = frozenset({"relation"})

    @property
    def here(self) -> bool:
        """Whether they are on the line now."""
        return self.left < 0

    @property
    def costs_privilege(self) -> bool:
        """Whether what is said while they listen may not be privileged."""
        return self.capacity in COSTS_PRIVILEGE

    @property
    def places(self) -> tuple[str, ...]:
        """Each place they say they are in."""
        return tuple(place for part in self.place.split(";") if (place := part.strip()))

    @property
    def called(self) -> str:
        """The name, or what stands for it."""
        return self.name or self.relation or f"the {WORDS.get(self.capacity, 'third person')}"

    @property
    def words(self) -> str:
        """As what they are here: `interpreter, Spanish`, `her sister, third person`."""
        as_what = WORDS.get(self.capacity, self.capacity.replace("_", " "))
        if self.relation and self.name:
            as_what = f"{self.relation}, {as_what}"
        return f"{as_what}, {self.language}" if self.language else as_what


_SAID: dict[Capacity, str] = {
    Capacity.INTERPRETER: "interpreter|translator|interpreting|signs|sign language",
    Capacity.PARENT: "parent|mother|father|mom|mum|dad|guardian|stepmother|stepfather|parents",
    Capacity.COUNSEL: "lawyer|attorney|counsel|her lawyer|his lawyer|their lawyer|opposing counsel|other lawyer",
    Capacity.COLLEAGUE: "colleague|coworker|our attorney|our lawyer|our side|paralegal|staff|from our office",
    Capacity.THIRD_PERSON: "third person|third|friend|relative|husband|wife|spouse|partner|boyfriend|girlfriend"
    "|son|daughter|brother|sister|aunt|uncle|cousin|neighbor|neighbour|roommate|social worker|caseworker|doctor"
    "|nurse|other|somebody|caregiver|coach|pastor|grandmother|grandfather|sister-in-law|brother-in-law"
    "|mother-in-law|father-in-law|niece|nephew|fiance|fiancee|stepson|stepdaughter|stepsister|stepbrother",
}
_KIN = frozenset({Capacity.THIRD_PERSON, Capacity.PARENT})
_NO_KIN = frozenset({"third person", "third", "other", "somebody", "parents"})
_AS: dict[str, Capacity] = {word: capacity for capacity, words in _SAID.items() for word in words.split("|")}
_INTERPRETS = re.compile(
    r"(?:(?P<before>[^\d,]{2,30}?)\s+)?(?:interpreter|translator)"
    r"(?:[\s:(]+(?:for\s+|in\s+)?(?P<after>[^\d,()]{2,30}))?\)?"
)
# A place may be called by the name of a language, so behind an interpreter only these are taken for one.
_SPOKEN = (
    "spanish|mandarin|cantonese|chinese|vietnamese|tagalog|arabic|french|korean|russian|german|creole|hindi|asl"
    "|portuguese|italian|polish|urdu|japanese|persian|farsi|gujarati|bengali|punjabi|tamil|telugu|hmong|khmer|lao"
    "|thai|ukrainian|armenian|amharic|somali|swahili|greek|hebrew|turkish|romanian|navajo|nepali|burmese|mixteco"
    "|mam|english"
)
_LANGUAGES = frozenset(_SPOKEN.split("|"))


class Joining(NamedTuple):
    """Somebody as they were told of who comes on the line."""

    name: str
    capacity: Capacity = Capacity.THIRD_PERSON
    language: str = ""
    place: str = ""
    relation: str = ""


def read_joining(typed: str) -> Joining:
    """Who comes on the line: `Rosa Diaz, interpreter Spanish, Reno, NV`. Only the name, or only as what, will do.

    What is neither is their place, as they say it. Raises BadInput when nobody is named.
    """
    parts = [part for one in clean_text(typed).split(",") if (part := " ".join(one.split()))]
    if not parts:
        raise BadInput("Say who it is, such as: Rosa Diaz, interpreter, Reno, NV")
    name, capacity, language, relation = "", None, "", ""
    if not _as_what(parts[0]):
        name = given_name(parts.pop(0))
        if not name:
            raise BadInput("Say who it is, such as: Rosa Diaz, interpreter, Reno, NV")
    places: list[str] = []
    for part in parts:
        as_what = _as_what(part)
        if as_what and capacity is None:
            capacity, language = as_what
            relation = "" if _plain(part) in _NO_KIN or capacity not in _KIN else part
        elif capacity is Capacity.INTERPRETER and not language and part.casefold() in _LANGUAGES:
            language = part
        else:
            places.append(part)
    place = ", ".join(places)
    place = re.sub(r"^(in|from|at)\s+", "", place)
    return Joining(name, capacity or Capacity.THIRD_PERSON, language, place, relation)


def _plain(said: str) -> str:
    """As what somebody comes, without whose it is."""
    return re.sub(r"^(the|her|his|their|my)\s+", "", said.casefold())


def _as_what(said: str) -> tuple[Capacity, str] | None:
    """As what somebody takes part, with the language of an interpreter; None when it is no such word."""
    plain = _plain(said)
    if plain in _AS or said.casefold() in _AS:
        return _AS.get(said.casefold()) or _AS[plain], ""
    whose, _, kin = plain.rpartition(" ")
    if whose and plain != said.casefold() and _AS.get(kin) in _KIN and kin not in _NO_KIN:
        # "her older sister": whose it is stands before it, so it is no town.
        return _AS[kin], ""
    found = _INTERPRETS.fullmatch(said.casefold())
    if not found:
        return None
    start, end = found.span("before") if found["before"] else found.span("after")
    return Capacity.INTERPRETER, said[max(start, 0) : max(end, 0)].strip(" ()")
