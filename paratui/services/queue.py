"""The queue of follow-ups: what stands in it, and what can be done with an item. Each action is one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.conflict.verdict import UNDECIDED
from paratui.domain.errors import BadInput, Conflict
from paratui.domain.follow_up import CLOSED, Attempt, FollowUp, Happening, Status
from paratui.domain.note_line import FOLLOW_UP_KINDS, MARKS, Kind
from paratui.domain.queue_order import Placed, placed
from paratui.domain.spoken_time import at_words
from paratui.domain.wall_clock import utc_text
from paratui.store.interface import Put

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.note_grammar import LineRead
    from paratui.services.desk import Desk
    from paratui.services.people import Known

UNDO_DEPTH = 20
SMALL_WORDS = frozenset({"at", "on", "by", "until", "till", "again", "try", "and", ",", "."})
TRIED = {
    "voicemail": "left a voicemail",
    "no_answer": "no answer",
    "busy": "busy",
    "wrong_number": "wrong number",
}
TRIED_BY_OUTCOME = {"left_voicemail": "voicemail", "no_answer": "no_answer", "wrong_number": "wrong_number"}
PART_OF_A_NUMBER = 3  # fewer digits are in every number
WAITING = {
    "attorney": Status.WAITING_ATTORNEY,
    "client": Status.WAITING_CLIENT,
    "other": Status.WAITING_OTHER,
}


class QueueFilter(NamedTuple):
    """Whose items are wanted, and which: all given conditions must hold. `assignee` "" is everyone."""

    assignee: str = ""
    kind: str = ""
    person_id: int = 0
    words: str = ""

    def keeps(self, item: FollowUp) -> bool:
        """Whether an item is wanted. An item nobody has is everybody's; what waits on somebody is theirs too."""
        if self.assignee and item.assignee not in {self.assignee, ""} and item.waiting_on != self.assignee:
            return False
        if self.kind and item.kind != self.kind:
            return False
        if self.person_id and item.person_id != self.person_id:
            return False
        text = f"{item.number} {item.text} {item.person} {item.matter} {item.assignee}".casefold()
        words = self.words.casefold().split()
        pieces = _pieces_of_a_number(words, item.phone)
        return all(word in text or word in pieces for word in words)


def _digits(words: str) -> str:
    return "".join(letter for letter in words if letter.isdecimal())


def _pieces_of_a_number(words: list[str], phone: str) -> list[str]:
    """The words that together are a part of a phone number, however it is written: three digits of it or more."""
    pieces = [word for word in words if _digits(word) and not word.strip("+-()./0123456789")]
    digits = _digits("".join(pieces))
    return pieces if len(digits) >= PART_OF_A_NUMBER and digits in _digits(phone) else []


class Undo(NamedTuple):
    """One action that can be taken back: what it was, the item before it and the revision after it."""

    what: str
    before: FollowUp
    after_rev: int


class Queue:
    """The follow-ups of the office, as one person works them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._undo: list[Undo] = []

    def items(self, wanted: QueueFilter | None = None) -> list[Placed]:
        """The open follow-ups that are wanted, in the order of the queue."""
        found = [FollowUp.read(doc) for doc in self._desk.store.open_follow_ups()]
        if wanted:
            found = [item for item in found if wanted.keeps(item)]
        return placed(found, self._desk.now(), self._desk.office, self._desk.me)

    def item(self, record: int) -> FollowUp | None:
        """A follow-up by id, open or closed."""
        doc = self._desk.store.get("follow_up", record)
        return FollowUp.read(doc) if doc else None

    def numbered(self, number: int) -> FollowUp:
        """The follow-up of a number; raises BadInput when there is none."""
        doc = self._desk.store.follow_up_number(number)
        if doc is None:
            raise BadInput(f"There is no follow-up number {number}; `paratui queue` lists the open ones")
        return FollowUp.read(doc)

    def add(self, typed: str, known: Known | None = None, person: str = "") -> FollowUp:
        """Make a follow-up from one line of the note grammar (a promise when it has no mark).

        `known` is whom it is for, with the one open matter of theirs; `person` a name nobody has entered.

        Raises BadInput when the line is of a kind that makes no follow-up, or says nothing; FactsLockedError for a
        number nobody needs of somebody the office does not represent.
        """
        now = self._desk.now()
        desk, read = self._desk, self.read(typed)
        if read.kind not in FOLLOW_UP_KINDS:
            raise BadInput(
                "This line starts with a mark that makes no follow-up; start with > (promise), "
                "< (the client will do) or ? (question for the attorney)"
            )
        if not read.task.strip():
            raise BadInput(
                'There is nothing to do in this line; write what is to be done, such as "call back thu 3pm"'
            )
        matters = [one for one in known.matters if one.status == "open"] if known else []
        if (known.person.role == "prospect" and not matters) if known else person:
            from paratui.domain.facts_lock import refuse_secret  # noqa: PLC0415 - the queue is on the screen before it is typed at

            refuse_secret(typed)
        item = FollowUp(
            id=desk.new_id(),
            text=read.task,
            kind=read.kind.value,
            status=first_status(read.kind),
            due=read.due,
            clock=read.clock,
            urgent=read.urgent,
            assignee=read.assignee or desk.me.login,
            created=utc_text(now),
            created_by=desk.me.login,
            person_id=known.person.id if known else 0,
            person=known.person.name if known else person,
            phone=known.person.phones[0] if known and known.person.phones else "",
            matter_id=matters[0].id if len(matters) == 1 else 0,
            matter=matters[0].number if len(matters) == 1 else "",
            source=typed,
            history=(Happening(at=utc_text(now), by=desk.me.login, what="made"),),
        )
        return self._store(item, "made", undoable=False)

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
        return self._undo[-1].what if self._undo else ""

    def undo(self) -> FollowUp:
        """Take back the last action of mine. Raises Conflict when somebody changed the item since."""
        if not self._undo:
            raise BadInput("There is nothing to undo")
        last = self._undo[-1]
        current = self.item(last.before.id)
        history = current.history if current else last.before.history
        happening = Happening(at=utc_text(self._desk.now()), by=self._desk.me.login, what=f"undone: {last.what}")
        restored = last.before.but(rev=last.after_rev, history=(*history, happening))
        try:
            stored = self._store(restored, "undone", undoable=False)
        except Conflict:
            # What somebody else has changed since is theirs; the actions before this one can still be undone.
            self._undo.pop()
            raise
        # What I did to it just before stands on the new revision from now on.
        earlier = (last.before.id, last.before.rev)
        self._undo = [
            one._replace(after_rev=stored.rev) if (one.before.id, one.after_rev) == earlier else one
            for one in self._undo[:-1]
        ]
        return stored

    def _at(self, moment: datetime) -> str:
        return at_words(moment, self._desk.now(), self._desk.office.tz)

    @staticmethod
    def _still_open(item: FollowUp) -> FollowUp:
        """The item, unless it is closed: then nothing is done to it by mistake. Raises BadInput."""
        if item.status in CLOSED:
            raise BadInput(f"#{item.number} is closed already: {item.outcome or item.status}; nothing was changed")
        return item

    def _happened(self, before: FollowUp, changed: FollowUp, what: str) -> FollowUp:
        happening = Happening(at=utc_text(self._desk.now()), by=self._desk.me.login, what=what)
        return self._store(changed.but(history=(*before.history, happening)), what, undoable=True, before=before)

    def _store(self, item: FollowUp, what: str, *, undoable: bool, before: FollowUp | None = None) -> FollowUp:
        stored = FollowUp.read(self._desk.store.commit([Put("follow_up", item.doc(), item.rev)]).docs[0])
        if undoable and before is not None:
            self._undo = [*self._undo, Undo(what, before, stored.rev)][-UNDO_DEPTH:]
        return stored


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
