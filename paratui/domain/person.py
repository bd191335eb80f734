"""A person: any human or organisation the office deals with."""

from __future__ import annotations

from typing import ClassVar

from paratui.domain.record import Part, Record

ROLES = ("client", "prospect", "adverse_party", "witness", "counsel", "other")


class KnownNumber(Part, frozen=True, kw_only=True):
    """What is known of one number of a person, beyond what holds for the person.

    `number` is kept as in `phones`. `line` is what answers there: fax, pager, tty, mobile, home or work; empty
    for an ordinary telephone. `safe` is yes, no or not_asked: whether the office may call it at all.
    `say_only` is the one name that may be said to whoever answers. `voicemail` is yes, no or not_asked.
    """

    number: str = ""
    line: str = ""
    safe: str = "not_asked"
    say_only: str = ""
    voicemail: str = "not_asked"
    best_times: str = ""


class Person(Record, frozen=True, kw_only=True):
    """`name` as it is written, `say` how it is said. Numbers are E.164; the first is the usual one.

    `role` is one of `ROLES`. `voicemail` is not_asked, yes
    or no. `place` and `zone` (IANA) are what the person has stated, never a guess. `say_only` is the one name
    that may be said at any of their numbers; `numbers` holds what is known of single ones. `accommodations`
    is what they need to follow a call, in words. `minor` is whether they are under age.
    `other_names` are what they are or were called besides, `related` the companies that are theirs.
    `identity_facts` are what only they know, such as "born 1986-04-12": asked of a caller, never read out.
    `emails`, `address` and `remarks` (words of another program about them) came with them from elsewhere.
    `barriers` is what stands between them and the office: no smartphone, works nights. A record that was merged
    names the person it is part of in `merged_into`; that one names it in `merged`.
    """

    name: str
    say: str = ""
    role: str = "client"
    phones: tuple[str, ...] = ()
    language: str = ""
    place: str = ""
    zone: str = ""
    voicemail: str = "not_asked"
    best_times: str = ""
    how_to_talk: str = ""
    matters: tuple[int, ...] = ()
    say_only: str = ""
    accommodations: str = ""
    minor: bool = False
    numbers: tuple[KnownNumber, ...] = ()
    other_names: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    identity_facts: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    address: str = ""
    remarks: str = ""
    barriers: str = ""
    merged_into: int = 0
    merged: tuple[int, ...] = ()

    def with_known(self, number: str, **fields: str) -> tuple[KnownNumber, ...]:
        """`numbers` with something more known of one of them, which stands last when it is new there."""
        known = next((one for one in self.numbers if one.number == number), KnownNumber(number=number)).but(**fields)
        if any(one.number == number for one in self.numbers):
            return tuple(known if one.number == number else one for one in self.numbers)
        return (*self.numbers, known)

    PARTS: ClassVar[dict[str, type[Part]]] = {"numbers": KnownNumber}
    SELDOM: ClassVar[frozenset[str]] = frozenset(
        {"other_names", "related", "identity_facts", "barriers", "merged_into", "merged"}
        | {"emails", "address", "remarks"}
    )
