"""The item in the queue by which an attorney learns of a conflict check: made with it, closed with its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.call import Call, CallStatus
from paratui.domain.clocks import same_business_day, urgent
from paratui.domain.conflict.verdict import OPENS
from paratui.domain.follow_up import CLOSED, NEXT_CONTACT, FollowUp, Happening, Status
from paratui.domain.note_line import Kind
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.store.interface import Put

if TYPE_CHECKING:
    from paratui.domain.conflict.verdict import ConflictCheck
    from paratui.domain.record import Doc
    from paratui.services.desk import Desk

_MOST_NAMED = 4
_THROWN_AWAY = "the call was thrown away"
# The source of the item that tells the caller what was decided; of each call there is one.
CALL_BACK = "verdict of the conflict check"
_TO_SAY = {
    "clear": "the conflict check is clear, go on with the intake",
    "waived": "the conflict check is waived, go on with the intake",
    "denied": "we cannot help - say so without a reason, name no names",
}


class ConflictItems:
    """What a check does to the queue, ready to be stored in one commit with it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def after_looking(self, check: ConflictCheck, earlier: ConflictCheck | None, call: Call) -> list[Put]:
        """A look that wants an attorney makes an item; the one of an earlier look of the call goes on with it."""
        item = self._item_of(earlier.id) if earlier else None
        if item:
            text = _item_text(check, call)
            changed = item.but(text=text, source=text, conflict_check=check.id)
            return [Put("follow_up", self._happened(changed, "the check was run again").doc(), item.rev)]
        return [Put("follow_up", self._new_item(check, call).doc())] if check.verdict == "flagged" else []

    def after_deciding(self, check: ConflictCheck, call: Call | None) -> list[Put]:
        """A verdict closes the item; leaving the check to the attorney makes one. `call` is the one being taken."""
        item = self._item_of(check.id)
        if check.verdict == "flagged":
            doc = None if call else self._desk.store.get("call", check.call)
            about = call or (Call.read(doc) if doc else None)
            return [] if item or about is None else [Put("follow_up", self._new_item(check, about).doc())]
        if item is None:
            return []
        outcome = f"conflict check {check.verdict}" + (f": {check.reason}" if check.reason else "")
        closed = item.but(status=Status.DONE.value, outcome=outcome, snoozed_until="")
        return [Put("follow_up", self._happened(closed, f"done: {outcome}").doc(), item.rev)]

    def call_back(self, check: ConflictCheck) -> FollowUp | None:
        """The open item by which the caller of a check hears what was decided."""
        found = (
            doc
            for doc in self._desk.store.open_follow_ups()
            if check.call and doc.get("call") == check.call and doc.get("source") == CALL_BACK
        )
        doc = next(found, None)
        return FollowUp.read(doc) if doc else None

    def calling_back(self, check: ConflictCheck) -> list[Put]:
        """A verdict is told to the caller by whoever ran the check; while the call goes on it says so itself."""
        doc = self._desk.store.get("call", check.call) if check.call else None
        if doc is None or check.verdict not in _TO_SAY or not self._is_over(doc):
            return []
        call = Call.read(doc)
        if self._is_on_the_line(call.person_id):
            return []
        now, me = self._desk.now(), self._desk.me.login
        text = f"call {call.person or 'the caller'}: {_TO_SAY[check.verdict]}"
        told = self.call_back(check)
        if told:
            happened = self._happened(told.but(text=text), f"the verdict is {check.verdict} now")
            return [Put("follow_up", happened.doc(), told.rev)]
        clock = same_business_day(now, self._desk.office)
        due, words = clock.due, clock.words
        if call.next_contact and now < (promised := from_utc_text(call.next_contact)) < due:
            due, words = promised, NEXT_CONTACT
        item = FollowUp(
            id=self._desk.new_id(now),
            text=text,
            due=utc_text(due),
            clock=words,
            assignee=check.run_by or call.staff,
            created=utc_text(now),
            created_by=me,
            person_id=call.person_id,
            person=call.person,
            phone=call.phone,
            matter_id=call.matter_id,
            matter=call.matter,
            call=call.id,
            source=CALL_BACK,
            flags=("cleared",) if check.verdict in OPENS else (),
            history=(Happening(at=utc_text(now), by=me, what=f"conflict check {check.verdict}"),),
        )
        return [Put("follow_up", item.doc())]

    def _is_on_the_line(self, person: int) -> bool:
        """Whether somebody speaks with this person right now: that call takes the verdict over."""
        calls = self._desk.store.calls_in_progress() if person else []
        theirs = {doc["id"] for doc in calls if doc.get("person_id") == person}
        return bool(theirs and theirs & self._desk.store.living_drafts())

    def _is_over(self, call: Doc) -> bool:
        """Whether nobody is on this call any more who would hear the verdict on it; one thrown away has no caller."""
        if call.get("status") == CallStatus.IN_PROGRESS.value:
            return call["id"] not in self._desk.store.living_drafts()
        return call.get("status") == CallStatus.ENDED.value

    def after_discarding(self, call: int) -> list[Put]:
        """A call that is thrown away has nothing to decide any more: the item of its check is cancelled."""
        docs = [doc for doc in self._desk.store.open_follow_ups() if doc.get("call") == call]
        items = [FollowUp.read(doc) for doc in docs if doc.get("conflict_check") and doc.get("status") not in CLOSED]
        gone = [one.but(status=Status.CANCELLED.value, outcome=_THROWN_AWAY, snoozed_until="") for one in items]
        return [Put("follow_up", self._happened(one, f"cancelled: {_THROWN_AWAY}").doc(), one.rev) for one in gone]

    def _item_of(self, check: int) -> FollowUp | None:
        found = (doc for doc in self._desk.store.open_follow_ups() if doc.get("conflict_check") == check)
        doc = next(found, None)
        return FollowUp.read(doc) if doc and doc.get("status") not in CLOSED else None

    def _new_item(self, check: ConflictCheck, call: Call) -> FollowUp:
        now, me = self._desk.now(), self._desk.me.login
        attorney, clock, text = self._desk.attorney(), urgent(now, self._desk.office), _item_text(check, call)
        return FollowUp(
            id=self._desk.new_id(now),
            text=text,
            kind=Kind.QUESTION.value,
            status=Status.WAITING_ATTORNEY.value,
            due=utc_text(clock.due),
            clock=clock.words,
            urgent=True,
            assignee=attorney if any(one.login == attorney for one in self._desk.staff()) else me,
            created=utc_text(now),
            created_by=me,
            person_id=call.person_id,
            person=call.person,
            phone=call.phone,
            call=call.id,
            source=text,
            waiting_on=attorney,
            conflict_check=check.id,
            history=(Happening(at=utc_text(now), by=me, what="found by the conflict check"),),
        )

    def _happened(self, item: FollowUp, what: str) -> FollowUp:
        happening = Happening(at=utc_text(self._desk.now()), by=self._desk.me.login, what=what)
        return item.but(history=(*item.history, happening))


def _item_text(check: ConflictCheck, call: Call) -> str:
    """Whom the attorney must look at, in one line."""
    names = list(dict.fromkeys([*(hit.term for hit in check.hits), *check.no_name]))
    names = names or [call.person or check.terms[0]]
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"Conflict check: {', '.join(names[:_MOST_NAMED])}{more}"
