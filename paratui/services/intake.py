"""The first call of somebody the office does not represent: how it begins, and what an earlier check is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput, FactsLockedError
from paratui.domain.facts_lock import locked, names_taken, refuse_secret
from paratui.domain.given_name import given_name

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.person import Person
    from paratui.services.call_session import CallSession
    from paratui.services.conflict_checks import ConflictChecks


def begin_intake(session: CallSession, name: str) -> None:
    """The caller is a new prospect: from now on the facts wait for the conflict check.

    Raises BadInput for a name of nothing, or one too long.
    """
    name = given_name(name)
    if not name:
        raise BadInput("An intake begins with the caller's name; type it")
    refuse_secret(name)
    session.change(intake=True)
    session.caller_named(name)


def not_a_client(session: CallSession, name: str) -> None:
    """The caller is a court, counsel, a vendor: nobody whose facts could wait for a check.

    Raises FactsLockedError in an intake in which anything was taken already: it stays one; BadInput for no name.
    """
    if session.call.intake and names_taken(session.call):
        raise FactsLockedError("This call was begun as an intake and stays one; begin another call for them")
    if not given_name(name):
        raise BadInput("Write who is on the line, such as: Clerk of Court 5")
    session.caller_named(name)
    session.change(intake=False)


def wants_intake(checks: ConflictChecks, item: FollowUp, known: Person | None) -> bool:
    """Whether a call about an item of the queue begins as an intake: the office does not represent them yet.

    So it is with a prospect, with the caller of an intake, and with anybody whose last check does not open the facts.
    """
    if known and (item.matter_id or known.role == "prospect"):
        return not item.matter_id
    last = checks.last_about(item)
    if last and not last.opens_facts:
        return True
    return known is None and (last is not None or checks.came_of_intake(item))


def carry_over(checks: ConflictChecks, session: CallSession) -> bool:
    """Let the last verdict over this caller hold here too, whatever it was; whether it opens the facts.

    What an attorney decided, or has still to decide, does not begin anew because they call again.
    """
    call = session.call
    last = None if call.conflict.check or (call.person_id and call.matter_id) else checks.last_for(call)
    if last is None or last.verdict == "not_run" or (last.opens_facts and not locked(call)):
        return False
    session.change(conflict=checks.stands(last))
    return last.opens_facts
