"""How a conflict check is drawn: who is asked about, what was found, and what to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.spoken_size import count_words
from paratui.domain.spoken_time import clock_time
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.keys_in_force import key_of
from paratui.ui.look import styled
from paratui.ui.widgets.pane import wrapped
from paratui.ui.widgets.record_table import Column, Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paratui.domain.conflict.asked import Asked
    from paratui.domain.conflict.verdict import ConflictCheck, KeptHit
    from paratui.services.desk import Desk
    from paratui.ui.look import Look

COLUMNS = (Column("", width=9), Column("", share=4), Column("", share=5))
_INDENT = 13
_SCORES = ((97, "the same"), (88, "very near"), (80, "near"), (0, "perhaps"))
VERDICT_WORDS = {
    "not_run": "not decided yet",
    "flagged": "the attorney decides",
    "clear": "clear",
    "denied": "denied",
    "waived": "waived",
}


def name_rows(asked: Sequence[Asked], unchecked: Sequence[Asked]) -> list[Row]:
    """Who is asked about, with what they are to the caller and whether they were looked for."""
    count = sum(1 for one in asked if one.is_checked)
    rows = [Row("head names", (f" Names to check  {count}",), heading=True)]
    new = set(unchecked)
    for place, one in enumerate(asked):
        mark = "" if not one.is_checked else "to check" if one in new else "checked"
        rows.append(Row(f"name {place}", (mark, one.name, one.words)))
    if not asked:
        nobody = f"   Nobody is named yet: {key_of('conflict.add')} adds a name"
        rows.append(Row("head none", (nobody,), heading=True, style="muted"))
    return rows


def checked_rows(check: ConflictCheck) -> list[Row]:
    """Who was asked about in a check of a call that is over, or taken at another desk."""
    rows = [Row("head names", (f" Names checked  {len(check.terms)}",), heading=True)]
    told = (*check.named_as, *[""] * len(check.terms))
    return rows + [Row(f"name {place}", ("", term, told[place])) for place, term in enumerate(check.terms)]


def hit_rows(check: ConflictCheck | None, desk: Desk, width: int) -> list[Row]:
    """What was found, the likeliest first, each with the reason under it."""
    if check is None:
        return []
    at = clock_time(from_utc_text(check.run_at), desk.office.tz) if check.run_at else ""
    looked = f"{count_words(len(check.terms), 'name')} looked for among {check.searched:,} of the office"
    count = len(check.hits) + check.left_off
    head = f" {f'Found {count}' if count else 'Nothing found'}: {looked} · {at}, {check.run_by}"
    rows = [Row("gap", ("",), heading=True), Row("head hits", (head,), heading=True)]
    for place, hit in enumerate(check.hits):
        rows.append(Row(f"hit {place}", (_score(hit), hit.name, hit.where or hit.role.replace("_", " "))))
        asked = "" if hit.term.casefold() == hit.name.casefold() else f"asked: {hit.term} · "
        for piece, row in enumerate(wrapped(Text(f"{asked}{hit.reason}"), max(20, width - _INDENT - 1))):
            rows.append(Row(f"why {place}.{piece}", (" " * _INDENT + row.plain,), heading=True, style="muted"))
    if check.same_last:
        rows.append(Row("head weak", (" Same last name, no hits",), heading=True, style="muted"))
    for place, hit in enumerate(check.same_last):
        words = f"{' ' * _INDENT}{hit.name} · {hit.where or hit.role.replace('_', ' ')}"
        rows.append(Row(f"weak {place}", (words,), heading=True, style="muted"))
    for term in check.no_name:
        words = f'   "{term}" holds no letters, so nobody could look for it'
        rows.append(Row(f"no name {term}", (words,), heading=True, style="late"))
    if check.left_off:
        words = f"   {check.left_off} more are like these; ask for fuller names"
        rows.append(Row("left off", (words,), heading=True, style="muted"))
    return rows


def _score(hit: KeptHit) -> str:
    return next(words for least, words in _SCORES if hit.score >= least)


def state(
    check: ConflictCheck | None,
    unchecked: int,
    names: Mapping[str, str],
    look: Look,
    *,
    mine: bool = False,
    goes_on: bool = False,
) -> Text:
    """Where the check stands, and what comes next; `mine` says that an attorney is looking.

    `goes_on` says that this is a client's own matter: its facts are not locked.
    """
    if check is None:
        return styled(f"Enter checks these names.{'' if goes_on else ' The facts wait for it.'}", look.accent)
    line = Text()
    if check.undecided and (check.found_something or check.verdict == "flagged"):
        who = "you decide: Enter" if mine else f"the attorney decides ({key_of('conflict.verdict')} enters it)"
        words = f"{who}; the facts of this matter go on" if goes_on else f"the facts stay locked, {who}"
        line.append("FLAGGED", look.late).append(f": {words}", look.plain)
    elif check.undecided:
        line.append("Nothing found.", look.good)
        line.append(" It counts as clear once you say so: Enter, then c", look.plain)
    else:
        good = check.opens_facts
        line.append(VERDICT_WORDS[check.verdict].upper(), look.good if good else look.late)
        line.append(f", decided by {names.get(check.decided_by, check.decided_by)}", look.plain)
        if check.entered_by:
            line.append(f", entered by {names.get(check.entered_by, check.entered_by)}", look.plain)
        if check.reason:
            line.append(f": {check.reason}", look.plain)
    if unchecked:
        are = "name is" if unchecked == 1 else "names are"
        line.append(f" · {unchecked} {are} not checked yet: Enter", look.late)
    return line


def more_rows(hit: KeptHit, facts: Sequence[tuple[str, str]], width: int, look: Look) -> list[Text]:
    """Everything of one name that was found."""
    told = [
        ("asked", hit.term),
        ("found", hit.name),
        ("likeness", f"{_score(hit)} ({hit.score} of 100)"),
        ("because", hit.reason),
        ("stands as", hit.where or hit.role.replace("_", " ")),
        *facts,
    ]
    rows: list[Text] = []
    for label, words in told:
        for place, row in enumerate(wrapped(Text(words), max(20, width - _INDENT))):
            lead = styled(f"{label if not place else '':<{_INDENT}}", look.accent)
            rows.append(lead.append_text(row))
    quiet = "What stands here is the office's alone: the caller is never told who was found."
    return [*rows, Text(), *wrapped(styled(quiet, look.quiet), width)]


def unchecked_row(names: Sequence[str], look: Look) -> Text:
    """The first row of the notes while names wait that came up after the check."""
    many = "name" if len(names) == 1 else "names"
    return styled(f" {len(names)} {many} not checked", look.late).append(": /conflict", look.plain)


def locked_row(verdict: str, look: Look) -> Text:
    """The first row of the notes while the facts wait."""
    words = {
        "denied": "nothing more is kept",
        "flagged": "the attorney decides",
    }.get(verdict, "names, court and dates only")
    return styled(" FACTS LOCKED", look.late).append(f": {words}", look.plain)
