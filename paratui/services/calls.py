"""The calls being taken at this desk: beginning one, the ones a cut line left behind, the checklists."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import ParatuiError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from paratui.domain.call_draft import CallDraft
    from paratui.domain.card import Card
    from paratui.domain.checklist import Checklist
    from paratui.domain.record import Doc
    from paratui.services.call_session import CallSession
    from paratui.services.desk import Desk
    from paratui.store.interface import OrphanedDraft

MOST_OPEN = 2


class CutCall(NamedTuple):
    """A call whose line was cut: what its draft holds."""

    orphan: OrphanedDraft
    state: CallDraft


class OnCall(NamedTuple):
    """Somebody else is on a call: their login, and with whom; the id is 0 for somebody nobody has entered."""

    login: str
    person: str
    person_id: int = 0


class Calls:
    """The calls of one desk. At most two are open: one spoken on, one parked."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def begin(self, checklist: Checklist, *, direction: str = "in") -> CallSession:
        """A call that starts now, under a checklist."""
        from paratui.services.call_session import CallSession  # noqa: PLC0415 - loaded with the first call

        return CallSession.begin(self._desk, direction=direction, checklist=checklist.id, version=checklist.version)

    def cut(self) -> list[CutCall]:
        """One's own calls that a cut line or a killed process left, newest first."""
        from paratui.domain.call import CallStatus  # noqa: PLC0415 - after the first picture
        from paratui.domain.call_draft import replayed  # noqa: PLC0415 - as above

        found = []
        for orphan in self._desk.store.orphaned_drafts():
            stored = self._desk.store.get("call", orphan.call)
            if stored and stored["status"] != CallStatus.IN_PROGRESS:
                # It was written, and the process ended before it could fold its draft away.
                self._desk.store.draft(orphan.call).discard()
                continue
            try:
                found.append(CutCall(orphan, replayed(orphan.events)))
            except ParatuiError:
                continue
        return found

    def take_up(self, cut: CutCall, *, stopped_at_the_drop: bool) -> CallSession:
        """Take a cut call up again."""
        from paratui.services.taken_up import take_up  # noqa: PLC0415 - as above

        return take_up(self._desk, cut.orphan, stopped_at_the_drop=stopped_at_the_drop)

    def others(self) -> list[OnCall]:
        """Who else is on a call, and with whom."""
        return self._spoken_on(lambda doc: doc["staff"] != self._desk.me.login)

    def elsewhere(self, here: Collection[int]) -> list[OnCall]:
        """My own calls that go on in another session; `here` are the ids of those that are open in this one."""
        return self._spoken_on(lambda doc: doc["staff"] == self._desk.me.login and doc["id"] not in here)

    def _spoken_on(self, wanted: Callable[[Doc], bool]) -> list[OnCall]:
        docs = [doc for doc in self._desk.store.calls_in_progress() if wanted(doc)]
        # A cut line leaves the call in progress until its owner is back; nobody is on it meanwhile.
        living = self._desk.store.living_drafts() if docs else set()
        return [
            OnCall(doc["staff"], doc["person"], doc.get("person_id") or 0) for doc in docs if doc["id"] in living
        ]

    def checklist(self, wanted: str = "") -> Checklist:
        """A checklist of the office by id, the office's usual one when not named. Raises OfficeError."""
        from paratui.store.office_data import checklist  # noqa: PLC0415 - loads with the first call, not the program

        return checklist(self._desk.folder, wanted or self._desk.office.checklist)

    def checklists(self) -> list[Checklist]:
        """Every checklist of the office that can be used."""
        from paratui.store.office_data import checklists  # noqa: PLC0415 - as above

        return list(checklists(self._desk.folder).found.values())

    def cards(self) -> list[Card]:
        """The cards of the office."""
        from paratui.store.office_data import cards  # noqa: PLC0415 - as above

        return list(cards(self._desk.folder))
