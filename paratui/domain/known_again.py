"""Somebody who is entered again: what it would add to the person who is known, and never what it would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.person import KnownNumber

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paratui.domain.person import Person

_FILLED = ("say", "language", "place", "zone", "best_times", "how_to_talk", "say_only", "accommodations")
_FILLED_TOO = ("barriers", "address", "remarks")


def joined(known: Person, again: Person) -> Person:
    """The known person with what another record of them adds: numbers, names, addresses, and what was empty.

    What is known stays as it is, the role too: a contact list knows it less well than the office.
    """
    names = [again.name, *again.other_names]
    numbers = list(known.numbers)
    for one in again.numbers:
        held = next((other for other in numbers if other.number == one.number), None)
        if held is None:
            numbers.append(one)
        else:
            numbers[numbers.index(held)] = _filled(held, one)
    filled = {
        field: getattr(again, field)
        for field in (*_FILLED, *_FILLED_TOO)
        if not getattr(known, field) and getattr(again, field)
    }
    if known.voicemail == "not_asked":
        filled["voicemail"] = again.voicemail
    return known.but(
        phones=_added(known.phones, again.phones),
        numbers=tuple(numbers),
        emails=_added(known.emails, again.emails),
        other_names=_added(known.other_names, (one for one in names if not _same(one, known.name))),
        related=_added(known.related, again.related),
        identity_facts=_added(known.identity_facts, again.identity_facts),
        minor=known.minor or again.minor,
        **filled,
    )


def adds_nothing(known: Person, again: Person) -> bool:
    """Whether everything another record says of them is known: it is the same person, entered again."""
    return _same(known.name, again.name) and joined(known, again) == known


def _filled(held: KnownNumber, again: KnownNumber) -> KnownNumber:
    """What is known of one number with what was not; whether it is safe is never loosened."""
    empty = KnownNumber()
    fields = ("line", "safe", "say_only", "voicemail", "best_times")
    return held.but(
        **{name: getattr(again, name) for name in fields if getattr(held, name) == getattr(empty, name)}
    )


def _added(known: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    held = {one.casefold() for one in known}
    fresh: dict[str, str] = {}
    for one in more:
        if one.casefold() not in held:
            fresh.setdefault(one.casefold(), one)
    return (*known, *fresh.values())


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
