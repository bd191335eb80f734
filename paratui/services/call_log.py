"""The call log: which calls there were, what each holds, and how one is amended."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from paratui.domain.call import Call
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import FollowUp
from paratui.domain.note_line import FOLLOW_UP_KINDS, LineVersion
from paratui.domain.wall_clock import utc_text
from paratui.services.ended_call import attorney_of, follow_up_of
from paratui.store.interface import Put, Revision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from paratui.domain.call_filter import CallFilter
    from paratui.services.desk import Desk


class CallLog:
    """Every call of the office, newest first. Nothing is ever overwritten: an amendment is a new revision."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def calls(
        self, wanted: CallFilter, before: int | None = None, cancelled: Callable[[], bool] | None = None
    ) -> Iterator[Call]:
        """The wanted calls, newest first, as they are found; ends early when `cancelled` says so."""
        return (Call.read(doc) for doc in self._desk.store.calls(wanted, before, cancelled))

    def page(self, wanted: CallFilter, before: int | None = None, limit: int = 200) -> list[Call]:
        """Up to `limit` wanted calls below the id `before`."""
        return list(islice(self.calls(wanted, before), limit))

    def call(self, record: int) -> Call:
        """One call; raises BadInput when there is none of this id."""
        doc = self._desk.store.get("call", record)
        if doc is None:
            raise BadInput(f"There is no call {record}; `paratui log` lists the calls with their ids")
        return Call.read(doc)

    def follow_ups(self, call: Call) -> list[FollowUp]:
        """The follow-ups that came of a call, as they stand now."""
        docs = [self._desk.store.get("follow_up", record) for record in call.follow_ups]
        return [FollowUp.read(doc) for doc in docs if doc]

    def revisions(self, record: int) -> list[Revision]:
        """Every stored version of a call, first to last."""
        return self._desk.store.revisions("call", record)

    def amend_line(self, call: Call, line: int, text: str, why: str) -> Call:
        """Reword one line of an ended call, keeping the earlier wording. Raises BadInput without a reason."""
        if not text.strip():
            raise BadInput("An empty line cannot replace what was said; write the right wording")
        now, me = utc_text(self._desk.now()), self._desk.me.login
        lines = list(call.lines)
        for place, old in enumerate(lines):
            if old.line == line:
                version = LineVersion(text=old.text, kind=old.kind, replaced_at=now, replaced_by=me, why=why)
                lines[place] = old.but(text=text.strip(), versions=(*old.versions, version))
                return self._amend(call, call.but(lines=tuple(lines)), why)
        raise BadInput("This call has no such line")

    def add_line(self, call: Call, text: str, why: str) -> Call:
        """Add a late line at the end of an ended call; one that promises makes its follow-up with it."""
        from paratui.domain.note_grammar import read_line  # noqa: PLC0415 - the log is on the screen before it is amended

        desk = self._desk
        read = read_line(text, desk.now(), desk.office, desk.staff(), desk.me.login)
        if not read.text.strip():
            raise BadInput("There is nothing to add; write the note")
        number = max((line.line for line in call.lines), default=0) + 1
        late = read.line(number, call.seconds, desk.me.login)
        if read.kind not in FOLLOW_UP_KINDS:
            return self._amend(call, call.but(lines=(*call.lines, late)), why)
        item = follow_up_of(desk, call, late, attorney_of(desk))
        changed = call.but(lines=(*call.lines, late.but(follow_up=item.id)), follow_ups=(*call.follow_ups, item.id))
        return self._amend(call, changed, why, Put("follow_up", item.doc()))

    def amend_outcome(self, call: Call, outcome: str, why: str) -> Call:
        """Correct how the call ended."""
        return self._amend(call, call.but(outcome=outcome), why)

    def _amend(self, before: Call, changed: Call, why: str, *more: Put) -> Call:
        if not why.strip():
            raise BadInput("Say why the record is amended, such as: misheard the date")
        amended = Put("call", changed.but(amended_why=why.strip()).doc(), before.rev)
        stored = self._desk.store.commit([amended, *more])
        return Call.read(stored.docs[0])
