"""The office's table of recording rules: for each place, who must agree before a conversation is recorded.

The table is data of the office, compared with the law by its attorney; nothing here knows any law. A place the
table does not hold has no rule, and whoever asks for one takes the strictest.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads the annotations at run time
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import asdict, replace

from paratui.domain.checklist import spoken
from paratui.domain.consent_place import PlaceRule, Spoken, one_line, plain_name
from paratui.domain.data_file import fit, read_table
from paratui.domain.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = 40
# Codes of states that are words as well: behind a town without a comma only capitals mean the state.
_WORDS = frozenset({"in", "or", "me", "hi", "ok", "oh", "la", "de", "as", "so", "pa", "ma", "id", "al", "co"})
# With one of these inside, a sentence was typed and no town.
_NO_TOWN = frozenset({"or", "and", "to", "from", "not", "maybe"})
_HOME = frozenset({"us", "usa", "united states", "united states of america"})


class Says(Spoken, frozen=True, kw_only=True):
    """The sentences read aloud, in the order they are needed; `note` is a word to the paralegal.

    `ask` is for one person, `ask_several` for more; `begin` are the first words on the recording itself, for
    one person or `begin_several` for more.
    """

    ask: str
    ask_several: str
    begin: str
    begin_several: str
    resume: str
    stop: str
    declined: str
    silent: str
    note: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in self.__struct_fields__:
            if name != "note":
                fit(self, name, spoken)


class Reading(NamedTuple):
    """What a place as somebody says it was understood as: its rule, or why there is none."""

    place: PlaceRule | None
    why_not: str = ""


class ConsentRules(Spoken, dict=True, frozen=True, kw_only=True):
    """The table with where it comes from. `federal` is the law that holds where a place has no statute on file.

    `on_recording` is what every recording has to contain, wherever it is made.
    """

    version: str
    source: str
    reviewed: date
    verified_by: str = ""
    federal: str = ""
    on_recording: tuple[str, ...] = ()
    says: Says
    places: tuple[PlaceRule, ...] = ()

    def read(self, said: str) -> Reading:
        """The place somebody names: a code, a name, or a town with either behind it: `Reno, NV`, `Reno NV`."""
        whole = plain_name(said)
        if not whole:
            return Reading(None, "the place is not stated")
        parts = [plain_name(part) for part in said.split(",") if plain_name(part)]
        in_the_us = len(parts) > 1 and parts[-1] in _HOME
        if in_the_us:
            parts.pop()
        named = self._by_name.get(whole) or self._by_name.get(" ".join(parts))
        if named is None and len(parts) == 1:
            parts = self._town_and_state(said)
        if named is None:
            places = {place.code: place for part in parts if (place := self._by_name.get(part))}
            if len(places) > 1:
                return Reading(None, f'"{_short(said)}" names more than one place; write the code of one')
            named = self._by_name.get(parts[-1])
        if named is None:
            return Reading(None, f'no rule is on file for "{_short(said)}"')
        if named.also_elsewhere and not in_the_us and parts[-1] == plain_name(named.name):
            return Reading(
                None,
                f"{named.name} may mean {named.also_elsewhere}; write {named.code} for the one with a rule on file",
            )
        return Reading(named)

    def names(self, said: str) -> bool:
        """Whether a place of the table is called so, even where the name may mean another one as well."""
        return plain_name(said) in self._by_name

    def _town_and_state(self, said: str) -> list[str]:
        """A town and a place behind it without a comma between them; what was said as it is when there is none."""
        words = said.replace(",", " ").split()
        if _NO_TOWN & {word.casefold() for word in words[:-1]}:
            return [plain_name(said)]
        for end in range(max(1, len(words) - 3), len(words)):
            place = plain_name(" ".join(words[end:]))
            if place in self._by_name and (place not in _WORDS or words[end].isupper()):
                return [plain_name(" ".join(words[:end])), place]
        return [plain_name(said)]

    def of_region(self, region: str) -> PlaceRule | None:
        """The place a phone number's region means: `US-TX` is a state, `CA-ON` lies in a country, `DE` is one."""
        country, _, part = region.partition("-")
        # Apart from `read`: DE as a region is Germany, as a place somebody writes it is Delaware.
        code = part if country == "US" else ""
        return next((one for one in self.places if (one.code == code if code else one.region == country != "")), None)

    def verifier(self, place: PlaceRule) -> str:
        """Who compared the rule of a place with the law; empty when nobody has."""
        return place.verified_by or self.verified_by

    def without_places(self) -> ConsentRules:
        """The sentences alone: everyone must agree everywhere. For when the office's own file cannot be used."""
        return self.but(places=())

    def but(self, **changes: Any) -> ConsentRules:
        """The same table with some fields changed."""
        return replace(self, **changes)

    @cached_property
    def _by_name(self) -> dict[str, PlaceRule]:
        return {plain_name(name): place for place in self.places for name in place.names}


def read_consent_rules(doc: dict[str, Any], where: str, shipped: ConsentRules | None = None) -> ConsentRules:
    """The table a data file describes; raises BadInput naming file, place and field to mend.

    With `shipped`, the file is the office's own: its places stand before the shipped ones of the same code, and
    what it leaves out under `says` is said as shipped.
    """
    if shipped:
        doc = _completed(doc, shipped)
    rules = read_table(ConsentRules, doc, where, {"places": "place"}, _called_by_name(doc))
    _each_once(rules.places, where)
    if shipped is None:
        return rules
    own = {place.code: place for place in _signed(rules)}
    places = tuple(own.pop(place.code, place) for place in _signed(shipped)) + tuple(own.values())
    _each_name_once(places, where, mine={place.code for place in rules.places})
    # Who signs the office's own file has not read the shipped places.
    return rules.but(places=places, version=f"{shipped.version} + office {rules.version}", verified_by="")


def _signed(rules: ConsentRules) -> tuple[PlaceRule, ...]:
    """The places, each with the attorney who verified it in its own entry."""
    return tuple(replace(place, verified_by=rules.verifier(place)) for place in rules.places)


def _completed(doc: dict[str, Any], shipped: ConsentRules) -> dict[str, Any]:
    says = doc.get("says", {})
    return {
        **doc,
        "federal": doc.get("federal", shipped.federal),
        "on_recording": doc.get("on_recording", list(shipped.on_recording)),
        "says": {**asdict(shipped.says), **says} if isinstance(says, dict) else says,
    }


def _called_by_name(doc: dict[str, Any]) -> dict[str, Any]:
    """The document as the sentence about an error looks at it: each place under its name, else its code."""
    places = doc.get("places")
    if not isinstance(places, list):
        return doc
    named = [
        {"id": next((entry[name] for name in ("name", "code") if _says(entry.get(name))), "")}
        if isinstance(entry, dict)
        else entry
        for entry in places
    ]
    return {**doc, "places": named}


def _says(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _each_once(places: tuple[PlaceRule, ...], where: str) -> None:
    seen: dict[str, PlaceRule] = {}
    for place in places:
        if place.code in seen:
            raise BadInput(
                f'{where}, place "{place.name}", field code: {place.code} is the code of "{seen[place.code].name}" as'
                " well; keep one entry"
            )
        seen[place.code] = place
    _each_name_once(places, where, mine=set(seen))


def _each_name_once(places: Iterable[PlaceRule], where: str, mine: set[str]) -> None:
    """A name two places share would give one of them the other's rule; `mine` are the codes this file may mend."""
    seen: dict[str, PlaceRule] = {}
    for place in places:
        for name in place.names:
            other = seen.setdefault(plain_name(name), place)
            if other.code != place.code:
                # The entry that lies in the file being read is the one to mend.
                wrong, right = (place, other) if place.code in mine else (other, place)
                field = "name" if plain_name(wrong.name) == plain_name(name) else "also"
                # Two entries of one name are told apart by their codes.
                entry = wrong.code if field == "name" else wrong.name
                raise BadInput(
                    f'{where}, place "{entry}", field {field}: "{name}" already means {right.name}'
                    f" ({right.code}); take it out or change it"
                )


def _short(said: str) -> str:
    line = one_line(said)
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 3]}..."
