"""What was decided about a conflict check, by whom and when, and what it was decided on.

The verdict is a person's, never the program's: a check that finds nothing is still cleared by somebody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from paratui.domain.errors import BadInput
from paratui.domain.record import Part, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paratui.domain.conflict.hit import Checked, Hit

VERDICTS = ("not_run", "clear", "flagged", "denied", "waived")
# With these the facts of a matter may be heard.
OPENS = frozenset({"clear", "waived"})
# With these nobody has said yet what was found means.
UNDECIDED = frozenset({"not_run", "flagged"})


class KeptHit(Part, frozen=True, kw_only=True):
    """A hit as it was shown: it stays as it was even when the record it came from is changed later.

    `where` says in words where the name stands, such as "client 2026-0142".
    """

    term: str
    name: str
    kind: str
    record: int
    role: str = ""
    matter: int = 0
    score: int = 0
    reason: str = ""
    where: str = ""


class ConflictCheck(Record, frozen=True, kw_only=True):
    """One look. `terms` are the names asked for, `searched` how many names they were looked for among.

    `named_as` says of each term, in order, what it is to the caller. `run_by`, `run_at` (UTC text) tell who looked;
    `verdict` is flagged as long as nobody has decided over hits. `decided_by`, `decided_at` and `reason` come with
    the verdict; `entered_by` is who typed it for an attorney, empty when the attorney did. `left_off` counts hits
    beyond those kept, `replaced_by` is the later look of the same call that took its place. `same_last` share a
    rare last name and nothing else: nothing anybody has to decide over.
    """

    PARTS = {"hits": KeptHit, "same_last": KeptHit}  # noqa: RUF012 - a ClassVar of the base, read only
    SELDOM: ClassVar[frozenset[str]] = frozenset({"replaced_by", "same_last"})

    terms: tuple[str, ...] = ()
    named_as: tuple[str, ...] = ()
    searched: int = 0
    no_name: tuple[str, ...] = ()
    hits: tuple[KeptHit, ...] = ()
    same_last: tuple[KeptHit, ...] = ()
    left_off: int = 0
    person: int = 0
    call: int = 0
    run_by: str = ""
    run_at: str = ""
    verdict: str = "not_run"
    decided_by: str = ""
    decided_at: str = ""
    reason: str = ""
    entered_by: str = ""
    replaced_by: int = 0

    @property
    def found_something(self) -> bool:
        """Whether there is anything an attorney must look at: hits, or a name that could not be looked for."""
        return bool(self.hits or self.no_name or self.left_off)

    @property
    def undecided(self) -> bool:
        """Whether nobody has said yet what it means."""
        return self.verdict in UNDECIDED

    @property
    def opens_facts(self) -> bool:
        """Whether the facts may be heard after this verdict."""
        return self.verdict in OPENS


def check_record(
    record: int,
    checked: Checked,
    *,
    by: str,
    at: str,
    person: int = 0,
    call: int = 0,
    where: Callable[[Hit], str] = lambda _hit: "",
) -> ConflictCheck:
    """The record of a look: flagged when there are hits or terms without a name, else not decided yet.

    `where` says in words where a name stands.
    """
    return ConflictCheck(
        id=record,
        terms=checked.terms,
        searched=checked.searched,
        no_name=checked.no_name,
        hits=_kept(checked.hits, where),
        same_last=_kept(checked.same_last, where),
        left_off=checked.left_off,
        person=person,
        call=call,
        run_by=by,
        run_at=at,
        verdict="flagged" if checked.hits or checked.no_name else "not_run",
    )


def _kept(hits: Iterable[Hit], where: Callable[[Hit], str]) -> tuple[KeptHit, ...]:
    return tuple(
        KeptHit(term=hit.term, score=hit.score, reason=hit.reason, where=where(hit), **hit.listed._asdict())
        for hit in hits
    )


def decided(
    check: ConflictCheck, verdict: str, *, by: str, at: str, reason: str = "", entered_by: str = ""
) -> ConflictCheck:
    """The check with a verdict. Raises BadInput for an unknown one, or where a name or a reason must be given.

    Whether `by` may decide is for the service to know; `entered_by` typed it for them. A reason is needed to
    waive, to deny, and to clear a check that found something.
    """
    if verdict not in VERDICTS or verdict == "not_run":
        raise BadInput(f'"{verdict}" is no verdict; say clear, flagged, denied or waived')
    if not check.run_at:
        raise BadInput("Run the conflict check first, then decide")
    if not by.strip():
        raise BadInput("Say who decides about the conflict check")
    if not reason.strip() and (verdict in {"waived", "denied"} or (verdict == "clear" and check.found_something)):
        raise BadInput(f"Give the reason why this check is {verdict}; it is kept with the verdict")
    return check.but(verdict=verdict, decided_by=by, decided_at=at, reason=reason.strip(), entered_by=entered_by)
