"""The shipped tables the demo office's calls are taken by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.store.office_data import checklists
from paratui.store.office_data_tables import consent_rules, known_names, practice_areas

if TYPE_CHECKING:
    from paratui.domain.checklist import Checklist
    from paratui.domain.conflict.known_names import KnownNames
    from paratui.domain.consent_rules import ConsentRules
    from paratui.domain.practice_area import PracticeArea


class DemoTables(NamedTuple):
    """Checklists and question sets by id, the rules of recording, short forms and spellings of names."""

    checklists: dict[str, Checklist]
    consent: ConsentRules
    names: KnownNames
    areas: dict[str, PracticeArea]


def shipped_tables() -> DemoTables:
    """The tables as they come with the program; the demo office has none of its own."""
    return DemoTables(
        checklists(None).found, consent_rules(None).table, known_names(None).table, practice_areas(None).table
    )
