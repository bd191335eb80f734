"""What I did in the queue and with people and matters: each action one commit with what takes it back.

Up to twenty of them are remembered, across restarts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from paratui.domain.action import UNDO_DEPTH, Action, Changed
from paratui.domain.duty import Duty
from paratui.domain.errors import BadInput, Conflict
from paratui.domain.follow_up import UNDONE, FollowUp, Happening, Status
from paratui.domain.matter import Matter
from paratui.domain.person import Person
from paratui.domain.wall_clock import utc_text
from paratui.store.interface import Put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.record import Doc, Record
    from paratui.services.desk import Desk

_FOLLOW_UP = "follow_up"
_KINDS: dict[type[Record], str] = {FollowUp: _FOLLOW_UP, Person: "person", Matter: "matter"}
_TRIES = 5
# Never restored: who stored it, and its life, which only grows.
_KEPT = frozenset({"rev", "history"})
_THE_OTHER = "do it once more with the other attorney"
TAKEN_BACK = "taken back"
_TAKEN_BACK = {"status": Status.CANCELLED.value, "outcome": TAKEN_BACK}


class Undone(NamedTuple):
    """An action taken back: the items as they stand again, and how many others had changed since and stay so.

    `others` are the kind and id of the people and matters that stand again as they were.
    """

    what: str
    items: tuple[FollowUp, ...]
    left: int
    others: tuple[tuple[str, int], ...] = ()


class Latest(NamedTuple):
    """What `undo` would take back: in words, what it was done to, and whether it `stays` all the same."""

    words: str
    about: tuple[tuple[str, int], ...]
    stays: bool


class Actions:
    """My actions over one desk, whichever screen they were done on: one order for all of them.

    Another process of mine may act too: what is remembered is read again before anything is done.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def act(
        self,
        what: str,
        changes: Sequence[tuple[FollowUp, FollowUp]],
        fresh: Sequence[FollowUp] = (),
        *,
        whole: bool = False,
    ) -> list[FollowUp]:
        """Store an action, whole or not at all, and return its items as they stand: the changed, then the fresh.

        `changes` are (before, after); `what` is what happened to each whose history does not tell it already.
        One that is `whole`, or makes something of what it changes, is taken back altogether or not at all.
        Raises Conflict when one of them was changed since it was read, StoreError.
        """
        return [FollowUp.read(doc) for doc in self.act_on(what, changes, fresh, whole=whole)]

    def act_on(
        self,
        what: str,
        changes: Sequence[tuple[Record, Record]],
        fresh: Sequence[Record] = (),
        *,
        whole: bool = False,
        instead: str = "",
    ) -> list[Doc]:
        """The same for items, people and matters together: their documents as they stand.

        Nobody new is taken back: a person or matter has no closed state of its own, and stays. Where nothing else
        was done, undo stops at it once and says so, and `instead` what can be done.
        """
        happened = Happening(at=utc_text(self._desk.now()), by=self._desk.me.login, what=what)
        afters = [
            _told(before, after, happened) if isinstance(after, FollowUp) else after for before, after in changes
        ]
        items = [
            *(
                Changed(item=before.id, rev=before.rev + 1, was=_was(before, after), kind=_marked(before))
                for (before, _), after in zip(changes, afters, strict=True)
            ),
            *(Changed(item=one.id, rev=1, was=dict(_TAKEN_BACK)) for one in fresh if isinstance(one, FollowUp)),
        ]
        puts = [Put(_KINDS[type(one)], one.doc(), one.rev) for one in (*afters, *fresh)]
        for _ in range(_TRIES):
            mine = self._read()
            action = self._next(mine, what, tuple(items)).but(
                whole=whole or bool(changes and fresh), instead=instead
            )
            try:
                docs = self._desk.store.commit([*puts, Put("action", action.doc(), action.rev)]).docs
            except Conflict as conflict:
                if conflict.kind != "action":
                    raise
            else:
                mine[action.id] = Action.read(docs[-1])
                return list(docs[:-1])
        raise BadInput("You are working the queue in another session just now; try again")

    def cannot_be_taken_back(self, what: str) -> None:
        """Remember something too large to be taken back: undo stops at it once and says so. Raises StoreError."""
        self.act_on(what, [], instead=_THE_OTHER)

    def last(self) -> str:
        """What `undo` would take back, empty when there is nothing."""
        return next(iter(self.lately()), "")

    def lately(self) -> list[str]:
        """What I did lately and have not taken back, in words, the last first."""
        standing = [one for one in self._slots().values() if _stands(one)]
        return [one.what for one in sorted(standing, key=lambda one: one.order, reverse=True)]

    def latest(self) -> Latest | None:
        """What `undo` would take back, told to whoever did it elsewhere; None for nothing. Raises StoreError."""
        last = self._last(self._read())
        if last is None:
            return None
        about = tuple((one.kind or _FOLLOW_UP, one.item) for one in last.items)
        return Latest(self._named(last, about), about, bool(self._why_it_stays(last)))

    def _named(self, last: Action, about: tuple[tuple[str, int], ...]) -> str:
        """An action with the number of what it was done to; a person is named in its own words."""
        kind, first = about[0] if about else ("", 0)
        number = (self._desk.store.get(kind, first) or {}).get("number") if first else None
        if kind == "matter" and last.what.startswith(f"{number}: "):
            return f"matter {last.what.replace(': ', ', ', 1)}"
        if any(one != _FOLLOW_UP for one, _ in about) or not number:
            return last.what.replace(": ", ", ", 1)
        return f"#{number}, {last.what}" if len(about) == 1 else f"{len(about)} items, {last.what}"

    @property
    def took_back(self) -> bool:
        """Whether some action of mine was taken back lately."""
        return any(one.undone for one in self._slots().values())

    def undo(self) -> Undone:
        """Take back my last action that still stands. What others have changed since is theirs and stays.

        Raises BadInput when there is nothing, or when the last one stays whatever happens: then the next undo goes
        on with those before it. Raises Conflict when nothing of it could be taken back.
        """
        for _ in range(_TRIES):
            mine = self._read()
            last = self._last(mine)
            if last is None:
                raise BadInput("You have done nothing lately that could be taken back")
            stays = self._why_it_stays(last)
            puts, refused = ([], []) if stays else self._restoring(last)
            if refused and last.whole:
                puts = []
            restored = {put.doc["id"]: put.base_revision for put in puts}
            slots = [last.but(undone=True), *_standing_on(mine, last, restored)]
            try:
                docs = self._desk.store.commit([*puts, *(Put("action", one.doc(), one.rev) for one in slots)]).docs
            except Conflict:
                continue
            self._read()
            if stays:
                raise BadInput(f"{stays}; undo once more takes back what you did before it")
            if refused and not puts:
                raise refused[0]
            stored = list(zip(puts, docs, strict=False))
            return Undone(
                last.what,
                tuple(FollowUp.read(doc) for put, doc in stored if put.kind == _FOLLOW_UP),
                len(refused),
                tuple((put.kind, doc["id"]) for put, doc in stored if put.kind != _FOLLOW_UP),
            )
        raise BadInput("The items are being changed just now; look at them and try again")

    def _restoring(self, last: Action) -> tuple[list[Put], list[Conflict]]:
        """The items of an action as they were before, and a Conflict for each that is somebody else's by now."""
        now, me = utc_text(self._desk.now()), self._desk.me.login
        puts: list[Put] = []
        refused: list[Conflict] = []
        for one in last.items:
            kind = one.kind or _FOLLOW_UP
            current = self._desk.store.get(kind, one.item)
            if current is None:
                continue
            if current["rev"] != one.rev:
                newest = self._desk.store.revisions(kind, one.item)[-1]
                refused.append(Conflict(kind, one.item, current, one.was, newest.by, newest.time))
                continue
            if one.kind:
                puts.append(Put(kind, current | one.was, one.rev))
                continue
            item = FollowUp.read(current | one.was)
            happened = Happening(at=now, by=me, what=f"{UNDONE}{last.what}")
            puts.append(Put("follow_up", item.but(history=(*item.history, happened)).doc(), one.rev))
        return puts, refused

    def _why_it_stays(self, last: Action) -> str:
        """Why an action is not taken back, in words; empty for nearly every one."""
        if not last.items:
            return f"It cannot be taken back that {last.what}{f': {last.instead}' if last.instead else ''}"
        for one in last.items:
            made = self._desk.store.get(_FOLLOW_UP, one.item) if one.was == _TAKEN_BACK and not one.kind else None
            if made and made.get("duty") == Duty.NOT_CARRIED_OUT.value:
                number = f"#{made.get('number')}"
                return f"{number} must be disclosed and stays: close it once told, or open the instruction again"
        return ""

    @staticmethod
    def _last(mine: dict[int, Action]) -> Action | None:
        standing = [one for one in mine.values() if _stands(one)]
        return max(standing, key=lambda one: one.order, default=None)

    def _slots(self) -> dict[int, Action]:
        """My action records by id, as they were read last."""
        return self._desk.acts[0] if self._desk.acts else self._read()

    def _read(self) -> dict[int, Action]:
        actions = map(Action.read, self._desk.store.records("action"))
        mine = {one.id: one for one in actions if one.login == self._desk.me.login}
        self._desk.acts[:] = [mine]
        return mine

    def _next(self, mine: dict[int, Action], what: str, items: tuple[Changed, ...]) -> Action:
        """The record of a new action: while there is room one of its own, then that of the oldest."""
        order = 1 + max((one.order for one in mine.values()), default=0)
        at = utc_text(self._desk.now())
        if len(mine) < UNDO_DEPTH:
            login = self._desk.me.login
            return Action(id=self._desk.new_id(), login=login, order=order, what=what, at=at, items=items)
        oldest = min(mine.values(), key=lambda one: (_stands(one), one.order))
        return oldest.but(order=order, what=what, at=at, undone=False, items=items)


def _stands(action: Action) -> bool:
    """Whether an action is there and was not taken back."""
    return bool(action.what) and not action.undone


def _standing_on(mine: dict[int, Action], last: Action, restored: dict[int, int]) -> list[Action]:
    """My earlier actions on the items that were restored: they stand on the new revisions from now on.

    Each stands on the one before it, back to where somebody else changed the item; all of them move together.
    """
    earlier = sorted((one for one in mine.values() if _stands(one) and one is not last), key=_newest_first)
    below = {item: base - 1 for item, base in restored.items()}
    found = []
    for action in earlier:
        items = tuple(one.but(rev=one.rev + 2) if below.get(one.item) == one.rev else one for one in action.items)
        for one in action.items:
            if below.get(one.item) == one.rev:
                below[one.item] -= 1
        if items != action.items:
            found.append(action.but(items=items))
    return found


def _newest_first(action: Action) -> int:
    return -action.order


def _told(before: Record, after: FollowUp, happened: Happening) -> FollowUp:
    """An item whose history tells what happened; what was told with the change stays as it is."""
    known = before.history if isinstance(before, FollowUp) else ()
    return after if len(after.history) > len(known) else after.but(history=(*known, happened))


def _marked(record: Record) -> str:
    return "" if isinstance(record, FollowUp) else _KINDS[type(record)]


def _was(before: Record, after: Record) -> dict[str, object]:
    """The fields an action changed, as they were; one that was not written before is empty again."""
    old, new = before.doc(), after.doc()
    was = {name: value for name, value in old.items() if name not in _KEPT and new.get(name) != value}
    empty = {field.name: field.default for field in msgspec.structs.fields(before)}
    return was | {name: empty[name] for name in new if name not in old and name in empty}
