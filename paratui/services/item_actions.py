"""What can be done with an item of the queue. Each action is one commit and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.conflict.verdict import UNDECIDED
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import CLOSED, Attempt, FollowUp, Happening, Status
from paratui.domain.note_line import FOLLOW_UP_KINDS, MARKS, Kind
from paratui.domain.spoken_time import at_words
from paratui.domain.wall_clock import utc_text
from paratui.services.actions import Actions

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.note_grammar import LineRead
    from paratui.services.actions import Undone
    from paratui.services.desk import Desk

SMALL_WORDS = frozenset({"at", "on", "by", "until", "till", "again", "try", "and", ",", "."})
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


class ItemActions:
    """The items of the office, as one person works them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._actions = Actions(desk)

    def item(self, record: int) -> FollowUp | None:
        """A follow-up by id, open or closed."""
        doc = self._desk.store.get("follow_up", record)
        return FollowUp.read(doc) if doc else None

    def read(self, typed: str, kind: Kind = Kind.PROMISE) -> LineRead:
        """What would be understood of a line, by the grammar of the note lines."""
        from paratui.domain.note_grammar import read_line  # noqa: PLC0415 - the queue is on the screen before it is typed at

        desk = self._desk
        return read_line(typed, desk.now(), desk.office, desk.staff(), desk.me.login, kind)

    def moment(self, words: str) -> datetime:
        """The time that words such as `thu 3pm` name. Raises BadInput when they name none that is still to come."""
        from paratui.domain.due import find_due  # noqa: PLC0415 - as above

        found = find_due(words, self._desk.now(), self._desk.office)
        if found is None:
            raise BadInput('That is no time I can read; write one such as "tomorrow 9am", "thu 3pm" or "in 2 hours"')
        if found.past:
            raise BadInput("That time is past already; say a later one, such as tomorrow 9am")
        around = f"{words[: found.start]} {words[found.end :]}".split()
        rest = [word for word in around if word.casefold() not in SMALL_WORDS]
        if rest:
            raise BadInput(
                f'I can read "{words[found.start : found.end]}", but not "{" ".join(rest)}"; write the time alone'
            )
        return found.due

    def done(self, item: FollowUp, outcome: str) -> FollowUp:
        """Close an item with what came of it. Raises BadInput without an outcome."""
        if not outcome.strip():
            raise BadInput("Say in a few words what came of it, such as: reached her, sent the notice")
        if self.wants_verdict(item):
            raise BadInput(
                f"#{item.number} needs the attorney's verdict, which closes it: Enter on it in the queue gives one"
            )
        changed = self._still_open(item).but(status=Status.DONE.value, outcome=outcome.strip(), snoozed_until="")
        return self._happened(item, changed, f"done: {outcome.strip()}")

    def next_try(self, how: str) -> str:
        """When to try again, proposed in words that `moment` reads: at another time of day than this one."""
        if how == "busy":
            return "in 1 hour"
        hour = self._desk.now().astimezone(self._desk.office.tz).hour
        return "today 3pm" if hour < 12 else "tomorrow 10am"

    def answered(self, item: FollowUp, outcome: str, again: datetime | None = None) -> FollowUp:
        """An item as it stands after a call made for it, not stored yet: done, or tried once more.

        One that reached nobody rests until `again`; its due time stays as it was.
        """
        now, me = utc_text(self._desk.now()), self._desk.me.login
        if outcome in TRIED_BY_OUTCOME:
            how = TRIED_BY_OUTCOME[outcome]
            attempt = Attempt(at=now, by=me, how=how)
            changed = item.but(attempts=(*item.attempts, attempt))
            what = f"tried: {TRIED[how]}"
            if again:
                changed = changed.but(snoozed_until=utc_text(again))
                what += f", again {self._at(again)}"
        elif self.wants_verdict(item):
            changed, what = item, f"{outcome.replace('_', ' ')} by phone, the verdict is still wanted"
        else:
            what = f"done: {outcome.replace('_', ' ')} by phone"
            changed = item.but(status=Status.DONE.value, outcome=what[6:], snoozed_until="")
        return changed.but(history=(*item.history, Happening(at=now, by=me, what=what)))

    def wants_verdict(self, item: FollowUp) -> bool:
        """Whether an item is a conflict check that nobody has decided: only its verdict closes it."""
        doc = self._desk.store.get("conflict_check", item.conflict_check) if item.conflict_check else None
        return doc is not None and item.status not in CLOSED and str(doc.get("verdict")) in UNDECIDED

    def reopen(self, item: FollowUp) -> FollowUp:
        """Open a closed item again."""
        return self._happened(item, item.but(status=Status.OPEN.value, outcome=""), "reopened")

    def tried(self, item: FollowUp, how: str, again: datetime | None = None) -> FollowUp:
        """Count a try that reached nobody; until `again` it rests, its due time stays as it was."""
        now = utc_text(self._desk.now())
        attempt = Attempt(at=now, by=self._desk.me.login, how=how)
        changed = self._still_open(item).but(attempts=(*item.attempts, attempt))
        what = f"tried: {TRIED[how]}"
        if again:
            # The promise stays due when it was due: a try that reached nobody does not make it any later.
            changed = changed.but(snoozed_until=utc_text(again))
            what += f", again {self._at(again)}"
        return self._happened(item, changed, what)

    def snooze(self, item: FollowUp, until: datetime) -> FollowUp:
        """Hide an item until then; its due time stays, and what is late when it returns is overdue."""
        if until <= self._desk.now():
            raise BadInput("That time is past already; say a later one, such as tomorrow 9am")
        changed = self._still_open(item).but(snoozed_until=utc_text(until))
        return self._happened(item, changed, f"snoozed until {self._at(until)}")

    def assign(self, item: FollowUp, login: str) -> FollowUp:
        """Give an item to somebody of the staff."""
        if login not in {one.login for one in self._desk.staff()}:
            raise BadInput(f"Nobody here has the login {login}")
        what = "claimed" if login == self._desk.me.login else f"assigned to {login}"
        return self._happened(item, self._still_open(item).but(assignee=login), what)

    def wait_on(self, item: FollowUp, whom: str, words: str = "") -> FollowUp:
        """Mark whom an item waits on (attorney, client, other; "" for nobody any more)."""
        self._still_open(item)
        if not whom:
            return self._happened(item, item.but(status=Status.OPEN.value, waiting_on=""), "waits no more")
        changed = item.but(status=WAITING[whom].value, waiting_on=words or whom)
        return self._happened(item, changed, f"waiting on {words or whom}")

    def edit(self, item: FollowUp, typed: str) -> FollowUp:
        """Reword an item; due, person and urgency are read from the line where it names them."""
        read = self.read(typed, kind=kind_named(self._still_open(item).kind))
        if not read.task.strip():
            raise BadInput("An item needs some words; to close it, use done instead")
        changed = item.but(text=read.task, urgent=read.urgent)
        if read.named:
            changed = changed.but(assignee=read.assignee)
        if read.clock == "as promised":
            changed = changed.but(due=read.due, clock=read.clock, snoozed_until="")
        return self._happened(item, changed, f"reworded, before: {item.text}")

    def can_undo(self) -> str:
        """What `undo` would take back, empty when there is nothing."""
        return self._actions.last()

    def undo(self) -> Undone:
        """Take back my last action that still stands, also of an earlier start of the program.

        Raises Conflict when somebody changed everything of it since.
        """
        return self._actions.undo()

    def _at(self, moment: datetime) -> str:
        return at_words(moment, self._desk.now(), self._desk.office.tz)

    @staticmethod
    def _still_open(item: FollowUp) -> FollowUp:
        """The item, unless it is closed: then nothing is done to it by mistake. Raises BadInput."""
        if item.status in CLOSED:
            raise BadInput(f"#{item.number} is closed already: {item.outcome or item.status}; nothing was changed")
        return item

    def _happened(self, before: FollowUp, changed: FollowUp, what: str) -> FollowUp:
        return self._actions.act(what, [(before, changed)])[0]


def editable(item: FollowUp) -> str:
    """An item's words as they are edited: a first character that would be read as a mark is told apart."""
    words = f"\\{item.text}" if item.text[:1] in {*MARKS, "\\", "-"} else item.text
    return f"{words} !" if item.urgent and not words.rstrip().endswith("!") else words


def kind_named(name: str) -> Kind:
    """The kind of a name; one that a newer version wrote is handled as a promise."""
    return Kind(name) if name in FOLLOW_UP_KINDS else Kind.PROMISE


def first_status(kind: Kind) -> str:
    """How a fresh follow-up of a kind stands: the attorney or the client is waited on, or it is ours to do."""
    waits = {Kind.QUESTION: Status.WAITING_ATTORNEY, Kind.CLIENT_TASK: Status.WAITING_CLIENT}
    return waits.get(kind, Status.OPEN).value
