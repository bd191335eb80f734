"""What the law of a place may ask for before somebody records, and the ways of talking it tells apart."""

from __future__ import annotations

from enum import StrEnum


class Rule(StrEnum):
    """What a place asks for before somebody who takes part may record. NOTICE is acted upon as ALL_PARTY."""

    ONE_PARTY = "one-party"
    NOTICE = "notice"
    ALL_PARTY = "all-party"

    @property
    def strictness(self) -> int:
        """0 for the loosest; a higher number is stricter."""
        return list(Rule).index(self)


class Manner(StrEnum):
    """How people talk, as far as the rules tell a difference."""

    PHONE = "phone"
    IN_PERSON = "in_person"
    OTHER = "other"
