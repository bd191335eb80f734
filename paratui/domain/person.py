"""A person: any human or organisation the office deals with."""

from __future__ import annotations

from paratui.domain.record import Record


class Person(Record, frozen=True, kw_only=True):
    """`name` as it is written, `say` how it is said. Numbers are E.164; the first is the usual one.

    `role` is client, prospect, adverse_party, witness, counsel or other. `voicemail` is not_asked, yes
    or no. `place` and `zone` (IANA) are what the person has stated, never a guess.
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
