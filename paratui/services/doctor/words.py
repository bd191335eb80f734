"""The office's words and tables: whether its own data files can be used, and what no attorney has verified yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.diagnosis import mend, ok
from paratui.domain.spoken_size import count_words
from paratui.store import office_data_tables as data
from paratui.store.office_data_file import AREA_CODES, CARDS, CONSENT, GUARDS, NICKNAMES
from paratui.store.office_settings import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from paratui.domain.checklist import Checklist
    from paratui.domain.consent_rules import ConsentRules
    from paratui.domain.diagnosis import Line
    from paratui.domain.office import Office

_NAMED = 3


def word_lines(folder: Path, office: Office | None) -> Iterator[Line]:
    """Each of the office's own files that cannot be used; else what there is, and what nobody has verified."""
    lists, cards, areas = data.usable_checklists(folder), data.usable_cards(folder), data.practice_areas(folder)
    consent, guards = data.consent_rules(folder), data.guards(folder)
    names, codes = data.known_names(folder), data.area_codes(folder)
    problems = [problem for each in (consent, lists, cards, areas, guards, names, codes) for problem in each.problems]
    yield from (mend("words", problem) for problem in problems)
    wrong = _wrong_checklist(lists.table, office)
    if wrong:
        yield wrong
    elif not problems:
        counted = (
            count_words(len(lists.table), "checklist"),
            count_words(len(cards.table), "card"),
            count_words(len(areas.table), "question set"),
            f"recording rules of {count_words(len(consent.table.places), 'place')}",
        )
        yield ok("words", ", ".join(counted))
    yield _verified_line(
        {
            CONSENT: _is_verified(consent.table),
            **{f"{one.id}.toml": bool(one.verified_by) for one in lists.table.values()},
            CARDS: all(card.verified_by for card in cards.table.values()),
            **{f"{one.id}.toml": bool(one.verified_by) for one in areas.table.values()},
            GUARDS: bool(guards.table.verified_by),
            NICKNAMES: bool(names.table.verified_by),
            AREA_CODES: bool(codes.table.verified_by),
        }
    )


def _wrong_checklist(lists: Mapping[str, Checklist], office: Office | None) -> Line | None:
    if office is None or office.checklist in lists:
        return None
    return mend(
        "words",
        f'{FILE} begins calls with the checklist "{office.checklist}", which there is not',
        f"write one of these there: {', '.join(sorted(lists))}",
    )


def _is_verified(rules: ConsentRules) -> bool:
    return bool(rules.verified_by) or (bool(rules.places) and all(map(rules.verifier, rules.places)))


def _verified_line(verified: Mapping[str, bool]) -> Line:
    waiting = [name for name, is_verified in verified.items() if not is_verified]
    if not waiting:
        return ok("verified", f"all {len(verified)} data files are verified by your attorney")
    shown = ", ".join(waiting[:_NAMED]) + (f" and {len(waiting) - _NAMED} more" if len(waiting) > _NAMED else "")
    return ok(
        "verified",
        f"{count_words(len(waiting), 'data file')} not verified by your attorney: {shown}",
        "calls show them as unverified until the attorney's name stands in verified_by of the office's own copy",
    )
