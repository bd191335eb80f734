"""What an action makes of an item: the item as it stands after it, with the happening told, not stored yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.call import Outcome
from paratui.domain.conflict.verdict import UNDECIDED
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import CLOSED, DECIDES, Attempt, FollowUp, Happening, Status
from paratui.domain.spoken_time import at_words, dated_words
from paratui.domain.wall_clock import from_utc_text, utc_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from paratui.domain.matter import Matter
    from paratui.domain.note_grammar import LineRead
    from paratui.services.desk import Desk

TRIED = {
    "voicemail": "left a voicemail",
    "no_answer": "no answer",
    "busy": "busy",
    "wrong_number": "wrong number",
}
TRIED_BY_OUTCOME = {"left_voicemail": "voicemail", "no_answer": "no_answer", "wrong_number": "wrong_number"}
WAITING = {
    "attorney": Status.WAITING_ATTORNEY,
    "client": Status.WAITING_CLIENT,
    "other": Status.WAITING_OTHER,
}
HOW_TO_GO_ON = "call on, write, or let it rest?"
CHECK_NUMBER = "have the number checked"


class ItemChanges:
    """The changes of one desk. Each raises BadInput, saying why, for an item it cannot be made of."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def done(self, item: FollowUp, outcome: str) -> FollowUp:
        """Closed with what came of it."""
        if not outcome.strip():
            raise BadInput("Say in a few words what came of it, such as: reached her, sent the notice")
        if self.wants_verdict(item):
            raise BadInput(
                f"#{item.number} needs the attorney's verdict, which closes it: Enter on it in the queue gives one"
            )
        changed = still_open(item).but(status=Status.DONE.value, outcome=outcome.strip(), snoozed_until="")
        return self._told(changed, f"done: {outcome.strip()}")

    def done_among(self, item: FollowUp, outcome: str) -> FollowUp:
        """Closed together with others; what is asked about before it is closed stays open."""
        from paratui.services.closing import ASKED, asked_when_done  # noqa: PLC0415 - as the clocks

        asked = asked_when_done(item)
        if asked:
            raise BadInput(f"{asked} is closed by itself: done asks {ASKED[asked]}")
        return self.done(item, outcome)

    def reopened(self, item: FollowUp, why: str = "") -> FollowUp:
        """Open again, out of whatever it was joined into."""
        waits = bool(item.waiting_on) and item.kind == "question"
        status = Status.WAITING_ATTORNEY if waits else Status.OPEN
        # An answer that was given stays in the history; the question is asked again.
        whom = item.waiting_on if waits else ""
        changed = item.but(status=status.value, waiting_on=whom, outcome="", joined_into=0, answer="")
        return self._told(changed, f"reopened: {why.strip()}" if why.strip() else "reopened")

    def tried(self, item: FollowUp, how: str, again: datetime | None = None, number: str = "") -> FollowUp:
        """With a try more that reached nobody; until `again` it rests, its due time stays as it was.

        `number` is another one to call from now on.
        """
        changed, what = self._with_try(still_open(item), how, number)
        if again:
            # The promise stays due when it was due: a try that reached nobody does not make it any later.
            changed = changed.but(snoozed_until=utc_text(again))
            what += f", again {self._at(again)}"
        return self._told(changed, what)

    def left_to_attorney(self, item: FollowUp, how: str, asked: str, number: str = "") -> FollowUp:
        """With a try more, and waiting on the attorney, who decides how it goes on; `asked` is what they read."""
        if not asked.strip():
            raise BadInput("Say in a few words what the attorney shall decide")
        changed, what = self._with_try(still_open(item), how, number)
        return self._decided_by_attorney(changed, what, asked.strip())

    def snoozed(self, item: FollowUp, until: datetime) -> FollowUp:
        """Hidden until then; its due time stays, and what is late when it returns is overdue."""
        if until <= self._desk.now():
            raise BadInput("That time is past already; say a later one, such as tomorrow 9am")
        changed = still_open(item).but(snoozed_until=utc_text(until))
        return self._told(changed, f"snoozed until {self._at(until)}")

    def assigned(self, item: FollowUp, login: str) -> FollowUp:
        """Given to somebody who works here."""
        return self.assigning(login)(item)

    def assigning(self, login: str) -> Callable[[FollowUp], FollowUp]:
        """The same for many items: who works here is looked up once."""
        from paratui.services.colleagues import colleague  # noqa: PLC0415 - as the clocks

        colleague(self._desk, login)
        me = self._desk.me.login

        def assigned(item: FollowUp) -> FollowUp:
            given = f"claimed from {item.assignee}" if item.assignee not in {"", me} else "claimed"
            return self._told(still_open(item).but(assignee=login), given if login == me else f"assigned to {login}")

        return assigned

    def waiting(self, item: FollowUp, whom: str, words: str = "") -> FollowUp:
        """Waiting on somebody (attorney, client, other; "" for nobody any more), in `words` whom or what for.

        Its due time runs on. What has none gets that of the touch-base clock: whoever waits still hears from the
        office.
        """
        still_open(item)
        if not whom:
            return self._told(item.but(status=Status.OPEN.value, waiting_on=""), "waits no more")
        # Who the attorney is matters to the order of their queue: what they are waited for is in the history.
        waiting_on = whom if whom == "attorney" else words or whom
        changed = item.but(status=WAITING[whom].value, waiting_on=waiting_on)
        if not item.due:
            from paratui.domain.clocks import touch_base  # noqa: PLC0415 - the queue is on the screen before it is worked
            from paratui.domain.matter import USUAL_TOUCH_BASE_DAYS  # noqa: PLC0415 - as above

            matter = self._matter(item)
            days = matter.touch_base_days if matter else USUAL_TOUCH_BASE_DAYS
            clock = touch_base(self._desk.now(), max(1, days), self._desk.office)
            changed = changed.but(due=utc_text(clock.due), clock=clock.words)
        named = f"the {whom} for {words}" if words and whom != "other" else words or whom
        return self._told(changed, f"waiting on {named}")

    def reworded(self, item: FollowUp, read: LineRead) -> FollowUp:
        """In other words; due, person and urgency are taken where the line names them."""
        still_open(item)
        if not read.task.strip():
            raise BadInput("An item needs some words; to close it, use done instead")
        # What stands in the item already, as it was noted on a call, is not asked about again.
        if read.refusal and read.refused not in item.text:
            raise BadInput(read.refusal)
        return self._told(_as_read(item, read), f"reworded, before: {item.text}")

    def split(self, item: FollowUp, parts: Sequence[LineRead]) -> tuple[FollowUp, list[FollowUp]]:
        """An item as its first part, and fresh ones for the others; each keeps person, matter and source.

        A part is due when its words say, else when the item was.
        """
        still_open(item)
        if self.wants_verdict(item):
            raise BadInput(f"#{item.number} is a conflict check; give its verdict, it cannot be split")
        if len(parts) < 2 or not all(part.task.strip() for part in parts):
            raise BadInput("Put a ; between the parts, such as: send the notice; call the clerk thu 3pm")
        for part in parts:
            if part.refusal and part.refused not in item.text:
                raise BadInput(part.refusal)
        now, me = utc_text(self._desk.now()), self._desk.me.login
        split_off = Happening(at=now, by=me, what=f"split off #{item.number}")
        urgent = item.urgent
        fresh = [
            _as_read(item, part).but(
                id=self._desk.new_id(),
                rev=0,
                number=0,
                urgent=urgent or part.urgent,
                created=now,
                created_by=me,
                attempts=(),
                came_from=item.id,
                kin=(),
                conflict_check=0,
                history=(split_off,),
            )
            for part in parts[1:]
        ]
        first = _as_read(item, parts[0]).but(
            urgent=urgent or parts[0].urgent, kin=(*item.kin, *(one.id for one in fresh))
        )
        return self._told(first, f"split in {len(parts)}, before: {item.text}"), fresh

    def check_join(self, kept: FollowUp, others: Sequence[FollowUp]) -> None:
        """Refuse, as `joined` does, what cannot be joined into the kept item: before anything is asked."""
        from paratui.domain.duplicates import why_no_duplicate  # noqa: PLC0415 - only a join needs it
        from paratui.domain.duty import duty_title  # noqa: PLC0415 - as above
        from paratui.services.closing import lost_when_joined  # noqa: PLC0415 - as above

        for one in (kept, *others):
            if self.wants_verdict(still_open(one)):
                raise BadInput(f"#{one.number} is a conflict check; give its verdict, it cannot be joined")
            if why := why_no_duplicate(one, kept):
                raise BadInput(why)
            if one is not kept and lost_when_joined(one, kept):
                owed = f" ({duty_title(one.duty)})" if one.duty else ""
                raise BadInput(
                    f"#{one.number}{owed} says what would be lost in another item, and is not joined away; keep both"
                )

    def joined(self, kept: FollowUp, others: Sequence[FollowUp]) -> list[FollowUp]:
        """The kept item with what the others bring, then the others, closed."""
        from paratui.domain.duplicates import joined  # noqa: PLC0415 - only a join needs it

        self.check_join(kept, others)
        numbers = ", ".join(f"#{one.number}" for one in others)
        closed = [
            self._told(
                # Not done: nothing came of it by itself, and a promise is counted once.
                one.but(
                    status=Status.CANCELLED.value,
                    outcome=f"joined into #{kept.number}",
                    joined_into=kept.id,
                    snoozed_until="",
                ),
                f"joined into #{kept.number}",
            )
            for one in others
        ]
        return [self._told(joined(kept, others), f"joined with {numbers}"), *closed]

    def answered(self, item: FollowUp, outcome: str, again: datetime | None = None) -> FollowUp:
        """As it stands after a call made for it: done, or tried once more and resting until `again`.

        Without `again` the attorney decides after the last of the usual tries.
        """
        if outcome in TRIED_BY_OUTCOME:
            changed, what = self._with_try(item, TRIED_BY_OUTCOME[outcome], "")
            if again:
                changed = changed.but(snoozed_until=utc_text(again))
                what += f", again {self._at(again)}"
            elif tries_are_over(changed, 0):
                return self._decided_by_attorney(changed, what, HOW_TO_GO_ON)
            return self._told(changed, what)
        if outcome == Outcome.CUT_OFF.value:
            return self._told(item, "cut off by phone, stays open")
        if self.wants_verdict(item):
            return self._told(item, f"{outcome.replace('_', ' ')} by phone, the verdict is still wanted")
        how = f"{outcome.replace('_', ' ')} by phone"
        from paratui.services.closing import ASKED, asked_when_done  # noqa: PLC0415 - as the clocks

        asked = asked_when_done(item)
        if asked:
            return self._told(item, f"{how}; {asked} stays open: done asks {ASKED[asked]}")
        return self._told(item.but(status=Status.DONE.value, outcome=how, snoozed_until=""), f"done: {how}")

    def just_done(self, changed: FollowUp) -> str:
        """What has just happened to an item, as it is said at once: a time to come by its day, such as "today"."""
        what = changed.history[-1].what if changed.history else ""
        if not changed.snoozed_until:
            return what
        rests = from_utc_text(changed.snoozed_until)
        return what.replace(self._at(rests), at_words(rests, self._desk.now(), self._desk.office.tz))

    def wants_verdict(self, item: FollowUp) -> bool:
        """Whether an item is a conflict check that nobody has decided: only its verdict closes it."""
        doc = self._desk.store.get("conflict_check", item.conflict_check) if item.conflict_check else None
        return doc is not None and item.status not in CLOSED and str(doc.get("verdict")) in UNDECIDED

    def attorney_of(self, item: FollowUp) -> str:
        """The login of the attorney of an item's matter where they are here, else of the office's attorney."""
        matter = self._matter(item)
        here = {one.login for one in self._desk.here()}
        return matter.attorney if matter and matter.attorney in here else self._desk.attorney()

    def _matter(self, item: FollowUp) -> Matter | None:
        from paratui.domain.matter import Matter  # noqa: PLC0415 - as the clocks
        from paratui.services.readable import readable  # noqa: PLC0415 - as the clocks

        return readable(self._desk, Matter, "matter", item.matter_id)

    def _with_try(self, item: FollowUp, how: str, number: str) -> tuple[FollowUp, str]:
        attempt = Attempt(at=utc_text(self._desk.now()), by=self._desk.me.login, how=how)
        changed, what = item.but(attempts=(*item.attempts, attempt)), f"tried: {TRIED[how]}"
        if number and number != item.phone:
            # The number itself is shown with what holds for it, before it is dialled, and not here.
            changed = changed.but(phone=number)
            what += ", next at another number of theirs"
        elif how == "wrong_number":
            what += f", {CHECK_NUMBER}"
        return changed, what

    def _decided_by_attorney(self, item: FollowUp, what: str, asked: str) -> FollowUp:
        whom = self.attorney_of(item)
        changed = item.but(status=Status.WAITING_ATTORNEY.value, waiting_on=whom, snoozed_until="")
        return self._told(changed, f"{what}; {whom}{DECIDES}{asked}")

    def _at(self, moment: datetime) -> str:
        return dated_words(moment, self._desk.now(), self._desk.office.tz)

    def _told(self, changed: FollowUp, what: str) -> FollowUp:
        happened = Happening(at=utc_text(self._desk.now()), by=self._desk.me.login, what=what)
        return changed.but(history=(*changed.history, happened))


def tries_are_over(item: FollowUp, more: int = 1) -> bool:
    """Whether so many more tries are the last of the usual ones; what waits on the attorney is theirs already.

    Where the attorney has decided, the tries since then count.
    """
    from paratui.domain.next_try import TRIES  # noqa: PLC0415 - the queue is on the screen before anybody tries

    since = item.decision.at if item.decision else ""
    tries = sum(one.at > since for one in item.attempts)
    return tries + more >= TRIES and item.status != Status.WAITING_ATTORNEY.value


def still_open(item: FollowUp) -> FollowUp:
    """The item, unless it is closed: then nothing is done to it by mistake. Raises BadInput."""
    if item.status in CLOSED:
        raise BadInput(f"#{item.number} is closed already: {item.outcome or item.status}; nothing was changed")
    return item


def _as_read(item: FollowUp, read: LineRead) -> FollowUp:
    changed = item.but(text=read.task, urgent=read.urgent)
    if read.named:
        changed = changed.but(assignee=read.assignee)
    if read.promised:
        changed = changed.but(due=read.due, clock=read.clock, snoozed_until="")
    return changed
