"""What a call promises or asks that the office has open for the same person already, in nearly the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.alike_words import alike
from paratui.domain.errors import StoreError
from paratui.domain.follow_up import FollowUp
from paratui.domain.note_line import Kind
from paratui.domain.spoken_time import day_words
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from paratui.domain.call import Call
    from paratui.domain.note_line import NoteLine
    from paratui.services.desk import Desk

ASKED_AGAIN = frozenset({Kind.PROMISE.value, Kind.QUESTION.value})


class AlreadyOpen:
    """The open items of the person of one call, as they stood when it was first asked."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._of_person: dict[int, list[FollowUp]] = {}

    def same_as(self, line: NoteLine, call: Call) -> FollowUp | None:
        """The open item that a promise or a question repeats, None when it is new.

        The item the call was made for is none: it closes with the call.
        """
        if line.kind not in ASKED_AGAIN or not call.person_id:
            return None
        words = line.task or line.text
        return next(
            (
                item
                for item in self._items(call.person_id)
                if item.kind == line.kind and item.id != call.about_follow_up and alike(words, item.text)
            ),
            None,
        )

    def words(self, item: FollowUp) -> str:
        """An item as it is named in a sentence: its number, the day it is due, who has it."""
        staff = {one.login: one.initials or one.name for one in self._desk.staff()}
        who = "you" if item.assignee == self._desk.me.login else staff.get(item.assignee, item.assignee)
        day = day_words(from_utc_text(item.due), self._desk.now(), self._desk.office.tz) if item.due else ""
        about = ", ".join(filter(None, (day, who)))
        return f"#{item.number} ({about})" if about else f"#{item.number}"

    def _items(self, person: int) -> list[FollowUp]:
        if person not in self._of_person:
            try:
                docs = self._desk.store.open_follow_ups()
            except StoreError:
                # The call must end all the same; what may be there twice is seen in the queue.
                return []
            self._of_person[person] = [FollowUp.read(doc) for doc in docs if doc.get("person_id") == person]
        return self._of_person[person]
