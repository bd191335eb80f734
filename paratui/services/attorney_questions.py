"""What waits on an attorney who leaves or gives a matter up: it waits on whoever takes over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput, Conflict
from paratui.domain.follow_up import ANY_ATTORNEY, CLOSED, FollowUp, Happening, Status
from paratui.domain.note_line import Kind
from paratui.domain.queue_order import waits_on_login
from paratui.domain.wall_clock import utc_text
from paratui.store.interface import Put

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paratui.services.desk import Desk

# Who is waited on where no attorney is named.
BATCH = 300
_TRIES = 5


class Questions:
    """The open items that wait on a login, as they stood when they were read. `to` "" is any attorney."""

    def __init__(self, desk: Desk, login: str, to: str, why: str) -> None:
        self._desk, self._login, self._to, self._why = desk, login, to, why
        self._by_matter: dict[int, list[FollowUp]] = {}
        for item in self._waiting() if login else ():
            self._by_matter.setdefault(item.matter_id, []).append(item)

    def of(self, matters: Iterable[int]) -> list[Put]:
        """Those of these matters, handed on."""
        return [self._handed_on(item) for matter in matters for item in self._by_matter.get(matter, ())]

    def hand_on_the_rest(self) -> None:
        """Hand on every one that still waits on the login, whatever its matter. Raises StoreError."""
        for tries in range(_TRIES):
            puts = [self._handed_on(item) for item in self._waiting()]
            try:
                for start in range(0, len(puts), BATCH):
                    self._desk.store.commit(puts[start : start + BATCH])
            except Conflict:
                if tries == _TRIES - 1:
                    raise
            else:
                return

    def _waiting(self) -> list[FollowUp]:
        found = []
        for doc in self._desk.store.open_follow_ups():
            if self._login not in {doc.get("waiting_on"), doc.get("assignee")} or doc.get("status") in CLOSED:
                continue
            try:
                item = FollowUp.read(doc)
            except BadInput:
                continue  # what another tool has spoiled is left alone
            if waits_on_login(item, self._login, attorney=False) or _asked_of(item, self._login):
                found.append(item)
        return found

    def _handed_on(self, item: FollowUp) -> Put:
        happened = Happening(
            at=utc_text(self._desk.now()),
            by=self._desk.me.login,
            what=f"waits on {self._to or 'any attorney'} now: {self._why}",
        )
        changed = item.but(history=(*item.history, happened))
        if waits_on_login(item, self._login, attorney=False):
            changed = changed.but(status=Status.WAITING_ATTORNEY.value, waiting_on=self._to or ANY_ATTORNEY)
        if _asked_of(item, self._login):
            changed = changed.but(assignee=self._to)
        return Put("follow_up", changed.doc(), item.rev)


def _asked_of(item: FollowUp, login: str) -> bool:
    return item.kind == Kind.QUESTION.value and item.assignee == login
