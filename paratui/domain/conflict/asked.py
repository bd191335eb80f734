"""Whom a conflict check asks about: everybody named on a call, and what each is to the caller."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.named_line import WORDS, NamedAs, read_named
from paratui.domain.note_line import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paratui.domain.call import Call
    from paratui.domain.person import Person


class Asked(NamedTuple):
    """A name to check. `line` is the note line it stands in, 0 for one that stands in none; `said` as it was told."""

    name: str
    role: NamedAs
    line: int = 0
    said: str = ""

    @property
    def words(self) -> str:
        """What it is to the caller, with the word it was told by."""
        told = "" if not self.said or self.said.casefold() in WORDS[self.role] else f" ({self.said})"
        return f"{WORDS[self.role]}{told}"

    @property
    def is_checked(self) -> bool:
        """Whether it is looked for: the number of a court is no name."""
        return self.role is not NamedAs.COURT


def asked_about(call: Call, person: Person | None = None) -> tuple[Asked, ...]:
    """Everybody named on a call: the caller with other names and companies, the + lines, who else is on the line.

    `person` is the caller's record where there is one.
    """
    found = [Asked(" ".join(call.person.split()), NamedAs.CALLER)]
    if person:
        found += [Asked(name, NamedAs.OTHER_NAME) for name in person.other_names]
        found += [Asked(name, NamedAs.COMPANY) for name in person.related]
    found += [
        Asked(named.name, named.role, line.line, named.said)
        for line in call.lines
        if line.kind == Kind.NAME.value
        for named in [read_named(line.text)]
    ]
    found += [Asked(one.name, NamedAs.NAMED, 0, one.capacity.replace("_", " ")) for one in call.participants]
    return tuple(_each_once(one for one in found if one.name.strip()))


def _each_once(asked: Iterable[Asked]) -> list[Asked]:
    """Every name once, as what it was told to be first; what stands in a line of its own can be mended there."""
    found: dict[tuple[str, bool], Asked] = {}
    for one in asked:
        key = (one.name.casefold(), one.is_checked)
        known = found.get(key)
        if known is None or (not known.line and one.line and known.role is NamedAs.NAMED):
            found[key] = one
    return list(found.values())


def terms_of(asked: Iterable[Asked]) -> tuple[str, ...]:
    """What is looked for."""
    return tuple(dict.fromkeys(one.name for one in asked if one.is_checked))


def told_of(asked: Iterable[Asked]) -> tuple[str, ...]:
    """What each of the terms is to the caller, in words."""
    first: dict[str, str] = {}
    for one in asked:
        if one.is_checked:
            first.setdefault(one.name, one.words)
    return tuple(first.values())
