"""Whether a conversation may be recorded: the strictest rule of everybody's place, in words.

The office's own place, the place of whoever takes the call and the *stated* place of everyone on the line each
bring their rule; the strictest counts. A place nobody has stated, and a place without a rule on file, want
everyone's consent. A guess, such as one from an area code, is shown and may add a warning; it never loosens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paratui.domain.call import Channel
from paratui.domain.consent_history import CALLER, called, short
from paratui.domain.consent_kinds import Manner, Rule
from paratui.domain.spoken import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from paratui.domain.consent_place import PlaceRule
    from paratui.domain.consent_rules import ConsentRules

OFFICE = "office"
STAFF = "you"
NAMES_SHOWN = 3
PLACES_SHOWN = 3
UNVERIFIED = "unverified by your attorney"
NO_PLACE = "?"


_MANNERS = {Channel.PHONE.value: Manner.PHONE, Channel.IN_PERSON.value: Manner.IN_PERSON}
_NOT_SPOKEN = frozenset({Channel.VOICEMAIL.value, Channel.EMAIL.value, Channel.LETTER.value, Channel.TEXT.value})


def can_be_recorded(channel: str) -> bool:
    """Whether a channel has a conversation that the office could record; one not known here has."""
    return channel not in _NOT_SPOKEN


@dataclass(frozen=True)
class Party:
    """Somebody whose place counts. `key` stays the same for the whole call, whatever the name becomes.

    `stated` are the places they say they are in, as they say it; all of them count. `guesses` are places
    nobody has stated on this call, one or another of them, `guessed_from` where they come from.
    """

    key: str = CALLER
    name: str = ""
    stated: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()
    guessed_from: str = "area code"

    @property
    def called(self) -> str:
        """The name, or what stands for it."""
        return called(self.key, self.name)

    @property
    def told(self) -> str:
        """Where the place comes from, in a word: the office, you, stated."""
        return self.key if self.key in {OFFICE, STAFF} else "stated"


@dataclass(frozen=True)
class Reason:
    """The rule one place brings, and who brings the place. `code` is `?` where there is no rule to go by."""

    rule: Rule
    code: str
    place: str
    brought_by: tuple[Party, ...]
    statute: str = ""
    why: str = ""


@dataclass(frozen=True)
class RecordingRule:
    """The rule of one conversation.

    `reasons` stand strictest first. `words` is the rule in a sentence, `strip` the same in a line for the strip.
    `announcement` is read aloud before anything is recorded, `first_words` once the recording runs; `must_say`
    and `on_recording` are what they have to contain. `checks` asks for what would make the rule surer.
    """

    rule: Rule
    reasons: tuple[Reason, ...]
    words: str
    strip: str
    warnings: tuple[str, ...]
    ethics: tuple[str, ...]
    checks: tuple[str, ...]
    announcement: str
    first_words: str
    must_say: tuple[str, ...]
    on_recording: tuple[str, ...]
    version: str
    verified: bool

    @property
    def everyone(self) -> bool:
        """Whether the law of a place wants everyone's consent, or notice to everyone, which is shown as that."""
        return self.rule is not Rule.ONE_PARTY

    @property
    def decisive(self) -> tuple[Reason, ...]:
        """The places that make the rule what it is."""
        return tuple(reason for reason in self.reasons if reason.rule is self.rule)

    @property
    def table(self) -> str:
        """The version of the table, and whether the office's attorney stands behind it."""
        return f"version {self.version}" + ("" if self.verified else f", {UNVERIFIED}")


def recording_rule(
    rules: ConsentRules,
    channel: str,
    *,
    office: str,
    staff: str,
    caller: Party,
    others: Sequence[Party] = (),
    facts: Mapping[str, str] | None = None,
) -> RecordingRule:
    """The rule for a conversation as it stands now.

    `office` and `staff` are the places of the office and of whoever takes the call, `facts` fill the sentences.
    Recomputed whenever a place is stated, somebody joins or the channel changes.
    """
    on_line = (caller, *others)
    ends = (Party(OFFICE, "the office", (office,)), Party(STAFF, "you", (staff,)))
    parties = (*on_line, *ends)
    found = _reasons(rules, _MANNERS.get(channel, Manner.OTHER), parties)
    rule = max((reason.rule for reason in found), key=lambda one: one.strictness)
    reasons = tuple(sorted(found, key=lambda reason: (-reason.rule.strictness, reason.code == NO_PLACE)))
    decisive = [reason for reason in reasons if reason.rule is rule]
    places = _places(rules, parties)
    # What a guessed place wants is asked for too: it can only add.
    shown = places | {code: place for code, place in _guessed(rules, on_line).items() if code not in places}
    says, filled = rules.says, facts or {}
    return RecordingRule(
        rule=rule,
        reasons=reasons,
        words=_words(rule, decisive, rules),
        strip=_strip(rule, reasons),
        warnings=_of_places(shown.values(), places, "warning"),
        ethics=_of_places(shown.values(), places, "ethics"),
        checks=(*_checks(rules, on_line), *_own_checks(office, staff)),
        announcement=fill(says.ask_several if others else says.ask, filled),
        first_words=fill(says.begin_several if others else says.begin, filled),
        must_say=_of_places(shown.values(), places, "must_say"),
        on_recording=(*rules.on_recording, *_of_places(shown.values(), places, "on_recording")),
        version=rules.version,
        verified=bool(places) and all(rules.verifier(place) for place in places.values()),
    )


# The places and who brings them


def _reasons(rules: ConsentRules, manner: Manner, parties: Iterable[Party]) -> list[Reason]:
    """What each place brings, once, with everyone who brings it; places without a rule by why they have none."""
    known: dict[str, tuple[PlaceRule, list[Party]]] = {}
    unknown: dict[str, list[Party]] = {}
    for party in parties:
        for said in _stated(party):
            place, why_not = rules.read(said)
            who = known.setdefault(place.code, (place, []))[1] if place else unknown.setdefault(why_not, [])
            if party not in who:
                who.append(party)
    return [
        Reason(place.rule(manner), place.code, place.name, tuple(who), _statute(place, rules), place.why)
        for place, who in known.values()
    ] + [Reason(Rule.ALL_PARTY, NO_PLACE, "", tuple(who), why=why_not) for why_not, who in unknown.items()]


def _statute(place: PlaceRule, rules: ConsentRules) -> str:
    """Where the rule is to be looked up; a US state without a statute on file stands under federal law."""
    in_the_us = len(place.code) == 2
    return place.statute or (rules.federal if in_the_us else "")


def _stated(party: Party) -> tuple[str, ...]:
    """What a party has said of its place; nothing said is an unknown place of its own."""
    return tuple(said for said in party.stated if said.strip()) or ("",)


def _places(rules: ConsentRules, parties: Iterable[Party]) -> dict[str, PlaceRule]:
    read = (rules.read(said).place for party in parties for said in _stated(party))
    return {place.code: place for place in read if place}


def _guessed(rules: ConsentRules, parties: Iterable[Party]) -> dict[str, PlaceRule]:
    read = (rules.read(guess).place for party in parties for guess in party.guesses)
    return {place.code: place for place in read if place}


def _of_places(shown: Iterable[PlaceRule], sure: Mapping[str, PlaceRule], field: str) -> tuple[str, ...]:
    lines: list[str] = []
    for place in shown:
        value = getattr(place, field)
        name = place.name if place.code in sure else f"{place.name} (a guess)"
        lines += [f"{name}: {text}" for text in ((value,) if isinstance(value, str) else value) if text]
    return tuple(lines)


def _checks(rules: ConsentRules, on_line: Iterable[Party]) -> tuple[str, ...]:
    """What to ask: where somebody is, and which of two places it is when a guess speaks against what was stated."""
    lines = []
    for party in on_line:
        guesses = _guessed(rules, [party])
        named = " or ".join(place.name for place in guesses.values())
        looks = f"{named} is only a guess from the {party.guessed_from}"
        stated = [rules.read(said) for said in party.stated if said.strip()]
        if not stated:
            lines.append(f"Ask where {short(party.called)} is right now" + (f"; {looks}" if guesses else ""))
        elif guesses and not any(one.place and one.place.code in guesses for one in stated):
            lines.append(f"Ask {short(party.called)} once more: {looks}, and something else was stated")
        lines += [f"{one.why_not[:1].upper()}{one.why_not[1:]}" for one in stated if not one.place]
    return tuple(dict.fromkeys(lines))


def _own_checks(office: str, staff: str) -> tuple[str, ...]:
    asked = []
    if not staff.strip():
        asked.append("Say where you are right now; until then everyone must agree")
    if not office.strip():
        asked.append("Write the office's state in office.toml; until then everyone must agree")
    return tuple(asked)


# The rule in words


def _words(rule: Rule, decisive: Sequence[Reason], rules: ConsentRules) -> str:
    lead = {
        Rule.ONE_PARTY: "One party's consent is enough by law, and we ask everyone all the same",
        Rule.NOTICE: "Everyone must be told, and we record only when everyone agrees",
        Rule.ALL_PARTY: "Everyone must agree before anything is recorded",
    }[rule]
    because = [_because(reason, rules) for reason in decisive[:PLACES_SHOWN]]
    if len(decisive) > PLACES_SHOWN:
        because.append(f"and {len(decisive) - PLACES_SHOWN} more")
    return f"{lead}: {'; '.join(because)}"


def _because(reason: Reason, rules: ConsentRules) -> str:
    if reason.code == NO_PLACE:
        return f"{_few([party.called for party in reason.brought_by])}: {reason.why}"
    ours = [party.called for party in reason.brought_by if party.told != "stated"]
    stated = [party.called for party in reason.brought_by if party.told == "stated"]
    who = ", ".join(([f"stated by {_few(stated)}"] if stated else []) + ours)
    statute = f"{reason.statute} alone" if reason.statute == rules.federal else reason.statute
    return f"{reason.place} ({who}{', ' if statute else ''}{statute})"


def _strip(rule: Rule, reasons: Sequence[Reason]) -> str:
    places = " + ".join(f"{reason.code} ({_few(_labels(reason))})" for reason in reasons[:PLACES_SHOWN])
    if len(reasons) > PLACES_SHOWN:
        places += f" + {len(reasons) - PLACES_SHOWN} more"
    asks = "everyone must agree: ask first" if rule is not Rule.ONE_PARTY else "one party is enough: ask all the same"
    cited = next((reason.statute for reason in reasons if reason.rule is rule and reason.statute), "")
    return f"{places} -> {asks}" + (f" · {cited}" if cited else "")


def _labels(reason: Reason) -> list[str]:
    known = reason.code != NO_PLACE
    return list(dict.fromkeys(party.told if known else party.called for party in reason.brought_by))


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(short(name) for name in names[:NAMES_SHOWN])
    return shown if len(names) <= NAMES_SHOWN else f"{shown} and {len(names) - NAMES_SHOWN} more"
