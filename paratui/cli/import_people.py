"""`paratui import people`: people from another program's CSV or vCard file, compared first, then in one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.cli.given import words
from paratui.cli.import_questions import ask_about, can_ask, confirmed
from paratui.cli.opened import opened
from paratui.cli.printed import progress, remark, say, say_json
from paratui.domain.errors import BadInput
from paratui.domain.person_columns import FIELDS, mapped
from paratui.domain.phone import shown
from paratui.domain.spoken_size import count_words
from paratui.services.importing.people_file import open_people_file, without_header
from paratui.services.importing.proposal import Fate, Proposal, Proposed, propose
from paratui.services.importing.refused_rows import refused_rows, write_refused
from paratui.services.importing.take_in import TakenIn, take_in
from paratui.services.office_tables import OfficeTables

if TYPE_CHECKING:
    from argparse import Namespace

    from paratui.services.desk import Desk
    from paratui.services.importing.people_file import PeopleFile

SOME_REFUSED = 1
MOST_TOLD = 20
_ALIKE = {"merge": Fate.MERGE, "new": Fate.NEW, "leave": Fate.LEAVE}


def run(given: Namespace) -> int:
    """Compare, ask what must be asked, take in; a dry run only tells. Exit code 1 when rows were refused."""
    if not (given.dry_run or given.yes or (can_ask() and not given.json)):
        raise BadInput("Nobody can be asked here; --dry-run shows what would happen, --yes does it")
    name = words(given.file)
    file = open_people_file(name)
    file = without_header(file) if given.no_header else file
    fields = mapped(file.columns, file.fields, [words(one) for one in given.map])
    taken: TakenIn | None = None
    with opened(given) as desk:
        proposal = propose(desk, OfficeTables(desk), file, fields, role=given.role, progress=_show)
        progress("")
        if not given.json:
            _tell_columns(file, fields, given.role)
        if given.alike:
            proposal.decide_rest(_ALIKE[given.alike])
        if not given.yes and not given.dry_run:
            ask_about(desk, proposal)
        if given.refused is not None:
            # First, so that a name nobody can write to ends the import before anything is changed.
            write_refused(words(given.refused), file, proposal)
        something = bool(proposal.having(Fate.NEW, Fate.MERGE))
        if something and not given.dry_run and (given.yes or confirmed(proposal)):
            taken = take_in(desk, proposal)
        if given.json:
            say_json(_object(name, file, fields, proposal, taken, dry_run=given.dry_run))
        else:
            _tell(desk, proposal, taken, given)
    return SOME_REFUSED if proposal.count(Fate.REFUSED) else 0


def _show(done: int, whole: int) -> None:
    progress(f"comparing: {100 * done // max(whole, 1)} %")


def _tell_columns(file: PeopleFile, fields: tuple[str, ...], role: str) -> None:
    what = f"{file.kind}, {file.encoding}, {count_words(file.size, 'row')}"
    say(f"{what}{'' if file.headed else ', no row of headers'}; whose role is not named: {role}")
    for column, field in zip(file.columns, fields, strict=True):
        say(f"  {column[:32]:<32}  {FIELDS[field]}")


def _tell(desk: Desk, proposal: Proposal, taken: TakenIn | None, given: Namespace) -> None:
    if given.dry_run:
        _tell_who(desk, proposal)
    for row in _first(proposal.having(Fate.ASK)):
        say(f"  line {row.entry.line}: {row.name} may be {_whom(desk, row)}")
    for refused in refused_rows(proposal)[:MOST_TOLD]:
        say(f"  line {refused.line}: {refused.field}: {refused.why}")
    more = len(refused_rows(proposal)) - MOST_TOLD
    if more > 0 and given.refused is None:
        say(f"  and {more:,} more; --refused FILE writes them all, to be mended and given again")
    counts = ", ".join(f"{proposal.count(fate):,} {fate.value}" for fate in Fate if proposal.count(fate))
    if taken:
        say(f"Taken in, {counts}.")
    elif given.dry_run:
        say(f"Nothing was changed. It would be: {counts}.")
    else:
        say(f"Nothing was taken in: {counts}.")
    if proposal.count(Fate.ASK):
        remark("Who may be known was left out; --alike merge or --alike new decides, paratui asks for each")
    if given.refused is not None:
        say(f"The refused rows are in {given.refused}.")


def _tell_who(desk: Desk, proposal: Proposal) -> None:
    """Who would be entered or added to, by name and number."""
    rows = proposal.having(Fate.NEW, Fate.MERGE)
    for row in rows[:MOST_TOLD]:
        numbers = [shown(one, desk.office.region) for one in (row.person.phones if row.person else ())]
        say(f"  line {row.entry.line}: {', '.join([row.name, *numbers])}: {row.fate.value}")
    if len(rows) > MOST_TOLD:
        say(f"  and {len(rows) - MOST_TOLD:,} more")


def _first(rows: list[Proposed]) -> list[Proposed]:
    if len(rows) > MOST_TOLD:
        say(f"  {len(rows):,} rows may be somebody known; the first {MOST_TOLD}:")
    return rows[:MOST_TOLD]


def _whom(desk: Desk, row: Proposed) -> str:
    one = row.alike[0]
    number = f", {shown(one.person.phones[0], desk.office.region)}" if one.person.phones else ""
    where = f", line {one.line}" if one.line else ""
    return f"{one.person.name}{number}{where} ({one.why})"


def _object(
    name: str,
    file: PeopleFile,
    fields: tuple[str, ...],
    proposal: Proposal,
    taken: TakenIn | None,
    *,
    dry_run: bool,
) -> dict[str, Any]:
    return {
        "file": name,
        "kind": file.kind,
        "encoding": file.encoding,
        "dry_run": dry_run,
        "done": taken is not None,
        "rows": file.size,
        "columns": dict(zip(file.columns, fields, strict=True)),
        **{fate.name.lower(): proposal.count(fate) for fate in Fate},
        "refused_rows": [one._asdict() for one in refused_rows(proposal)],
        "alike": [
            {
                "line": row.entry.line,
                "name": row.name,
                "person": row.alike[0].person.name,
                "person_id": max(row.alike[0].person.id, 0) or None,
                "why": row.alike[0].why,
                "fate": row.fate.value,
            }
            for row in proposal.rows
            if row.alike and row.fate not in {Fate.SAME, Fate.REFUSED}
        ],
    }
