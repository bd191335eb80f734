"""What the conflict check looks through and what it finds."""

from __future__ import annotations

from typing import NamedTuple


class Listed(NamedTuple):
    """A name the office knows, and where it stands.

    `kind` is the kind of the record (person, matter, staff ...), `record` its id. `role` is what the name was
    there: client, prospect, declined prospect, adverse_party, witness, related company, former name, known to
    staff. `matter` is 0 where there is none.
    """

    name: str
    kind: str
    record: int
    role: str
    matter: int = 0


class Hit(NamedTuple):
    """A listed name that may be the one asked for. `score` runs to 100; `reason` says why, in words."""

    term: str
    listed: Listed
    score: int
    reason: str


class Checked(NamedTuple):
    """The outcome of one look: best hits first, what was asked, and through how many names.

    `left_off` counts hits beyond the most that are shown for a term; `no_name` are the terms without a letter
    in them, which were not looked for. `same_last` are names that share nothing but a rare last name: no hits,
    only worth a look.
    """

    hits: tuple[Hit, ...]
    terms: tuple[str, ...]
    searched: int
    left_off: int = 0
    no_name: tuple[str, ...] = ()
    same_last: tuple[Hit, ...] = ()
