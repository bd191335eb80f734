"""What can be done with an item of the queue. Each action is one commit and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput
from paratui.domain.follow_up import FollowUp
from paratui.domain.note_line import FOLLOW_UP_KINDS, MARKS, Kind
from paratui.services.actions import Actions
from paratui.services.item_changes import TRIED, TRIED_BY_OUTCOME, WAITING, ItemChanges, tries_are_over

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from paratui.domain.due import Due
    from paratui.domain.note_grammar import LineRead
    from paratui.domain.number_place import AreaCodes
    from paratui.services.actions import Undone
    from paratui.services.desk import Desk
    from paratui.services.item_bulk import Together
    from paratui.services.next_try import NextTry

__all__ = ["TRIED", "TRIED_BY_OUTCOME", "WAITING", "ItemActions", "kind_named"]

SMALL_WORDS = frozenset({"at", "on", "by", "until", "till", "again", "try", "and", ",", "."})
DONE = "done: "
OUTCOMES = 3
"""So many of the last outcomes are offered again."""


class ItemActions:
    """The items of the office, as one person works them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._actions = Actions(desk)
        self.changes = ItemChanges(desk)

    def item(self, record: int) -> FollowUp | None:
        """A follow-up by id, open or closed."""
        doc = self._desk.store.get("follow_up", record)
        return FollowUp.read(doc) if doc else None

    def read(self, typed: str, kind: Kind = Kind.PROMISE, there: str = "") -> LineRead:
        """What would be understood of a line of the note grammar; `there` is the zone of whom it is for."""
        from paratui.domain.note_grammar import read_line  # noqa: PLC0415 - the queue is on the screen before it is typed at

        desk = self._desk
        return read_line(typed, desk.now(), desk.office, desk.staff(), desk.me.login, kind, there)

    def read_anew(self, item: FollowUp, typed: str) -> LineRead:
        """What would be understood of the words of an item when they are typed anew."""
        return self.read(typed, kind_named(item.kind))

    @staticmethod
    def editable(item: FollowUp) -> str:
        """An item's words as they are edited: a first character that would be read as a mark is told apart."""
        words = f"\\{item.text}" if item.text[:1] in {*MARKS, "\\", "-"} else item.text
        return f"{words} !" if item.urgent and not words.rstrip().endswith("!") else words

    def moment(self, words: str) -> datetime:
        """The time `again` reads in words."""
        return self.again(words).due

    def again(self, words: str) -> Due:
        """When somebody wants to see an item again, in words such as `thu 3pm`: a day without a time is its opening.

        Raises BadInput when they name no time that is still to come.
        """
        from paratui.domain.due import find_due  # noqa: PLC0415 - as above

        found = find_due(words, self._desk.now(), self._desk.office, again=True)
        if found is None:
            raise BadInput('That is no time I can read; write one such as "tomorrow 9am", "thu 3pm" or "in 2 hours"')
        if found.past:
            raise BadInput(found.refusal)
        around = f"{words[: found.start]} {words[found.end :]}".split()
        rest = [word for word in around if word.casefold() not in SMALL_WORDS]
        if rest:
            raise BadInput(
                f'I can read "{words[found.start : found.end]}", but not "{" ".join(rest)}"; write the time alone'
            )
        return found

    def act(self, before: FollowUp, after: FollowUp) -> FollowUp:
        """Store what one of `changes` made of an item. Raises Conflict when somebody was quicker, StoreError."""
        return self._actions.act(after.history[-1].what, [(before, after)])[0]

    def done(self, item: FollowUp, outcome: str) -> FollowUp:
        """Close an item with what came of it. Raises BadInput without an outcome."""
        return self.act(item, self.changes.done(item, outcome))

    def outcomes(self) -> list[str]:
        """What came of the items I closed last, newest first, each once."""
        said = [what.removeprefix(DONE) for what in self._actions.lately() if what.startswith(DONE)]
        return list(dict.fromkeys(said))[:OUTCOMES]

    def next_try(self, item: FollowUp, how: str, codes: AreaCodes | None = None) -> NextTry:
        """When and how to try again, proposed: at another time of day than before, another way after a voicemail.

        Without the table of area codes only a zone that was stated counts.
        """
        from paratui.services.next_try import proposed  # noqa: PLC0415 - as the grammar

        return proposed(self._desk, item, how, codes)

    def beside_hours(self, item: FollowUp | None) -> Callable[[datetime], str]:
        """What speaks against a moment for an item, in a few words, empty for nothing. Raises StoreError."""
        from paratui.services.next_try import beside_hours, called  # noqa: PLC0415 - as the grammar

        person, phone = (called(self._desk, item), item.phone) if item else (None, "")
        return lambda moment: beside_hours(self._desk, person, phone, moment)

    def decision(self, item: FollowUp, how: str) -> str:
        """What the attorney is asked when this was the last of the usual tries; empty while it was not."""
        from paratui.services.next_try import decision  # noqa: PLC0415 - as the grammar

        return decision(item, how) if tries_are_over(item) else ""

    def attorney_of(self, item: FollowUp) -> str:
        """The login of the attorney who decides about an item."""
        return self.changes.attorney_of(item)

    def answered(self, item: FollowUp, outcome: str, again: datetime | None = None) -> FollowUp:
        """An item as it stands after a call made for it, not stored yet: done, or tried once more.

        One that reached nobody rests until `again`; its due time stays as it was.
        """
        return self.changes.answered(item, outcome, again)

    def wants_verdict(self, item: FollowUp) -> bool:
        """Whether an item is a conflict check that nobody has decided: only its verdict closes it."""
        return self.changes.wants_verdict(item)

    def reopen(self, item: FollowUp, why: str = "") -> FollowUp:
        """Open a closed item again."""
        return self.act(item, self.changes.reopened(item, why))

    def tried(self, item: FollowUp, how: str, again: datetime | None = None, number: str = "") -> FollowUp:
        """Count a try that reached nobody; until `again` it rests, its due time stays as it was.

        `number` is another one to call from now on.
        """
        return self.act(item, self.changes.tried(item, how, again, number))

    def leave_to_attorney(self, item: FollowUp, how: str, asked: str, number: str = "") -> FollowUp:
        """Count the last of the usual tries: the item waits on the attorney, who decides how it goes on."""
        return self.act(item, self.changes.left_to_attorney(item, how, asked, number))

    def snooze(self, item: FollowUp, until: datetime) -> FollowUp:
        """Hide an item until then; its due time stays, and what is late when it returns is overdue."""
        return self.act(item, self.changes.snoozed(item, until))

    def assign(self, item: FollowUp, login: str) -> FollowUp:
        """Give an item to somebody of the staff who is here. Raises BadInput for anybody else."""
        return self.act(item, self.changes.assigned(item, login))

    def wait_on(self, item: FollowUp, whom: str, words: str = "") -> FollowUp:
        """Mark whom an item waits on (attorney, client, other; "" for nobody any more). Its due time runs on."""
        return self.act(item, self.changes.waiting(item, whom, words))

    def edit(self, item: FollowUp, typed: str) -> FollowUp:
        """Reword an item; due, person and urgency are read from the line where it names them."""
        return self.act(item, self.changes.reworded(item, self.read_anew(item, typed)))

    def parts(self, item: FollowUp, typed: str) -> list[LineRead]:
        """The parts of an item as they are understood, from words with a `;` between them."""
        kind = kind_named(item.kind)
        return [self.read(part.strip(), kind) for part in typed.split(";") if part.strip()]

    def split(self, item: FollowUp, typed: str) -> list[FollowUp]:
        """Make several items of one, the first in its place. Raises BadInput when there is only one part."""
        first, fresh = self.changes.split(item, self.parts(item, typed))
        return self._actions.act(first.history[-1].what, [(item, first)], fresh)

    def join(self, kept: FollowUp, others: Sequence[FollowUp]) -> FollowUp:
        """Close duplicates into the item that is kept. Raises BadInput for what is no duplicate."""
        afters = self.changes.joined(kept, others)
        changes = list(zip([kept, *others], afters, strict=True))
        return self._actions.act(afters[0].history[-1].what, changes, whole=True)[0]

    def may_be_joined(self, item: FollowUp) -> list[FollowUp]:
        """The open items that may be duplicates of one, those that say nearly the same first."""
        from paratui.domain.duplicates import may_be_joined  # noqa: PLC0415 - as the grammar

        docs = self._desk.store.open_follow_ups()
        theirs = [doc for doc in docs if doc.get("person_id", 0) == item.person_id]
        return may_be_joined(item, [FollowUp.read(doc) for doc in theirs])

    def together(self, items: Iterable[FollowUp], change: Callable[[FollowUp], FollowUp]) -> Together:
        """Change many items in one commit with one of `changes`; what cannot be changed is left and named."""
        from paratui.services.item_bulk import together  # noqa: PLC0415 - as the grammar

        return together(self._desk, self._actions, items, change)

    def hand_over(self, items: Sequence[FollowUp], login: str, note: str = "") -> list[FollowUp]:
        """Give items to a colleague at the end of a shift, all or none; see `services.hand_over`."""
        from paratui.services.giving import give  # noqa: PLC0415 - as the grammar

        return give(self._desk, items, login, note, self._actions)

    def lately_closed(self) -> list[FollowUp]:
        """What was closed lately, mine first, the newest first."""
        from paratui.services.closed_items import lately_closed  # noqa: PLC0415 - as the grammar

        return lately_closed(self._desk)

    @property
    def took_back(self) -> bool:
        """Whether some action of mine was taken back lately."""
        return self._actions.took_back

    def can_undo(self) -> str:
        """What `undo` would take back, empty when there is nothing."""
        return self._actions.last()

    def undo(self) -> Undone:
        """Take back my last action that still stands, also of an earlier start of the program.

        Raises Conflict when somebody changed everything of it since.
        """
        return self._actions.undo()


def kind_named(name: str) -> Kind:
    """The kind of a name; one that a newer version wrote is handled as a promise."""
    return Kind(name) if name in FOLLOW_UP_KINDS else Kind.PROMISE
