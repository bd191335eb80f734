"""Taking up a call whose line was cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.call import CallStatus
from paratui.domain.call_draft import applied, replayed
from paratui.domain.errors import BadInput
from paratui.services.call_session import CallSession

if TYPE_CHECKING:
    from paratui.services.desk import Desk
    from paratui.store.interface import OrphanedDraft

TAKEN_UP = "This call has been taken up in another session of yours already; go on there"
WRITTEN = "This call has been taken up and ended in another session of yours; the log has it"


def take_up(desk: Desk, orphan: OrphanedDraft, *, stopped_at_the_drop: bool) -> CallSession:
    """The call of a draft; its timer goes on, or goes on from where the line dropped.

    Raises BadInput when another session of the same person was quicker.
    """
    # What was offered may be old: the call can have been taken up and cut again in another session since.
    newest = next((one for one in desk.store.orphaned_drafts() if one.call == orphan.call), None)
    if newest is None:
        raise BadInput(TAKEN_UP)
    state = replayed(newest.events)
    stored = desk.store.get("call", state.call.id)
    if stored and stored["status"] != CallStatus.IN_PROGRESS:
        # The other session was killed before it could fold the draft away.
        raise BadInput(WRITTEN)
    if stored:
        state = applied(state, {"e": "set", "fields": {"rev": stored["rev"]}})
    draft = desk.store.draft(orphan.call)
    draft.flush()
    if draft.durable() < len(newest.events) and not draft.failed():
        draft.close()
        raise BadInput(TAKEN_UP)
    session = CallSession(desk, state, draft)
    if stopped_at_the_drop:
        session.count_from_the_drop()
    # An attorney may have decided over its conflict check meanwhile.
    session.take_verdict()
    return session
