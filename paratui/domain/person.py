"""A person: any human or organisation the office deals with."""

from __future__ import annotations

from typing import ClassVar

from paratui.domain.record import Part, Record


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

    `role` is client, prospect, adverse_party, witness, counsel or other. `voicemail` is not_asked, yes
    or no. `place` and `zone` (IANA) are what the person has stated, never a guess. `say_only` is the one name
    that may be said at any of their numbers; `numbers` holds what is known of single ones. `accommodations`
    is what they need to follow a call, in words.
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
    numbers: tuple[KnownNumber, ...] = ()

    PARTS: ClassVar[dict[str, type[Part]]] = {"numbers": KnownNumber}
