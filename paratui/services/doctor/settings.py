"""The office's own settings and words: office.toml, checklists and cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.diagnosis import look, mend, ok
from paratui.domain.errors import OfficeError
from paratui.domain.spoken_size import count_words
from paratui.store.office_data import cards, checklists
from paratui.store.office_settings import FILE, read_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paratui.domain.diagnosis import Line
    from paratui.domain.office import Office


def settings_of(folder: Path) -> tuple[Office | None, Line]:
    """The settings, None when they cannot be used, and the line about them."""
    try:
        office = read_office(folder)
    except OfficeError as error:
        said, _, do = str(error).rpartition("; ")
        return None, mend("settings", said or str(error), do if said else "")
    return office, _settings_line(office)


def _settings_line(office: Office) -> Line:
    if office.allow_test_identity and not office.demo:
        return look(
            "settings",
            f"{office.firm}: anybody may work under another name here (allow_test_identity)",
            f"take that out of {FILE} unless this office is for tests",
        )
    if not any(office.hours.values()):
        return look("settings", f"{office.firm}: no opening hours on any day", f"write them into {FILE}")
    days = sum(bool(ranges) for ranges in office.hours.values())
    state = f"state {office.state}" if office.state else "no state, so the strict recording rule"
    return ok("settings", f"{office.firm}: {state}, open {count_words(days, 'day')} a week")


def word_lines(folder: Path, office: Office | None) -> Iterator[Line]:
    """The checklists and cards, the office's own before the shipped ones."""
    try:
        lists, shown = checklists(folder), cards(folder)
    except OfficeError as error:
        said, _, do = str(error).rpartition("; ")
        yield mend("words", said, do)
        return
    for problem in (*lists.problems, *shown.problems):
        yield mend("words", problem)
    if office and office.checklist not in lists.found:
        yield mend(
            "words",
            f'{FILE} begins calls with the checklist "{office.checklist}", which there is not',
            f"write one of these there: {', '.join(sorted(lists.found))}",
        )
    elif not (lists.problems or shown.problems):
        yield ok("words", f"{count_words(len(lists.found), 'checklist')}, {count_words(len(shown.found), 'card')}")
