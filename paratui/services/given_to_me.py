"""What colleagues give me while I work, and what an attorney said to mine: told when it comes, marked until I have
looked at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.duty import Duty
from paratui.domain.follow_up import CLOSED, DECIDED, FollowUp
from paratui.domain.queue_order import is_mine
from paratui.domain.spoken_time import due_words
from paratui.domain.wall_clock import from_utc_text, utc_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from paratui.domain.record import Doc
    from paratui.services.desk import Desk
    from paratui.store.interface import Change

DISCUSS = "discuss in person"
_SHOWN = 32
# The fields that say whose an item is.
_HOLDING = frozenset({"assignee", "status", "waiting_on"})


class Given(NamedTuple):
    """An item that became mine by somebody else. `question` is the number of the question it brings the answer to."""

    item: FollowUp
    by: str
    question: int = 0


class GivenToMe:
    """Finds in what others changed the items that became mine by it, and those of mine the attorney gives back.

    Mine is what I have, and what waits on me: for an attorney, the questions. What an item was before stands in the
    action of the same commit, so nothing has to be remembered here.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._looked = utc_text(desk.now())

    def found(self, changes: Sequence[Change] | None) -> list[Given]:
        """What others gave me by these changes. None: anything may have changed. Raises StoreError."""
        looked, self._looked = self._looked, utc_text(self._desk.now())
        if changes is None:
            fresh = (doc for doc in self._desk.store.open_follow_ups() if _last(doc).get("at", "") >= looked)
            given = [(doc, str(_last(doc).get("by", ""))) for doc in fresh if _newly_held(doc) or _given_back(doc)]
        else:
            given = [(doc, by) for doc, by in self._changed(changes) if doc]
        me = self._desk.me.login
        items = [
            (FollowUp.read(doc), by)
            for doc, by in given
            if by not in {me, ""} and self._is_mine(doc) and not _made_by_its_clock(doc)
        ]
        return [Given(item, by, self._question(item)) for item, by in items]

    def still_mine(self, items: Iterable[int]) -> set[int]:
        """Those of the items that are open and mine. Raises StoreError."""
        read = ((one, self._desk.store.get("follow_up", one)) for one in items)
        return {one for one, doc in read if doc and self._is_mine(doc)}

    def _changed(self, changes: Sequence[Change]) -> Iterator[tuple[Doc | None, str]]:
        """The items that were not mine before these changes, or are given back, with whoever made them so."""
        get, me = self._desk.store.get, self._desk.me.login
        was: dict[int, Doc] = {}
        giver: dict[int, str] = {}
        for action in self._actions_in(changes):
            for one in action.get("items", ()):
                # What a later action found is what an earlier one made of it: the earliest is how it was.
                was[one["item"]] = one["was"] | was.get(one["item"], {})
                if _HOLDING & one["was"].keys():
                    giver[one["item"]] = str(action.get("login", ""))
        by = {change.id: change.by for change in changes if change.kind == "follow_up" and change.by != me}
        made = {change.id for change in changes if change.kind == "follow_up" and change.rev == 1}
        for item, login in by.items():
            doc = get("follow_up", item) if item in made or _HOLDING & was.get(item, {}).keys() else None
            if doc and (item in made or _given_back(doc) or not self._is_mine(doc | was[item])):
                yield doc, giver.get(item, login)

    def _actions_in(self, changes: Sequence[Change]) -> list[Doc]:
        """What others did and have not taken back, in the order they did it."""
        me = self._desk.me.login
        records = dict.fromkeys(one.id for one in changes if one.kind == "action" and one.by != me)
        found = (self._desk.store.get("action", one) for one in records)
        return sorted((doc for doc in found if doc and not doc.get("undone")), key=_when)

    def _question(self, item: FollowUp) -> int:
        doc = self._desk.store.get("follow_up", item.came_from) if item.came_from and item.answer else None
        return int(doc["number"]) if doc else 0

    def _is_mine(self, doc: Doc) -> bool:
        holder, status, waits_on = (str(doc.get(name) or "") for name in ("assignee", "status", "waiting_on"))
        held = FollowUp(id=0, assignee=holder, status=status, waiting_on=waits_on)
        return status not in CLOSED and is_mine(held, self._desk.me)


def _when(action: Doc) -> tuple[str, int]:
    return str(action.get("at", "")), int(action.get("order", 0))


def _last(doc: Doc) -> Doc:
    history = doc.get("history") or [{}]
    return dict(history[-1])


def _made_by_its_clock(doc: Doc) -> bool:
    """A status update comes up by itself: nobody gave it, whoever's program made it."""
    return doc.get("duty") == Duty.STATUS_UPDATE.value and doc.get("rev") == 1


def _newly_held(doc: Doc) -> bool:
    return len(doc.get("history") or ()) == 1 or str(_last(doc).get("what", "")).startswith("assigned to")


def _given_back(doc: Doc) -> bool:
    """Whether the attorney, who was waited on, gave it back: with a decision, or to be talked over."""
    return str(_last(doc).get("what", "")).startswith((DECIDED, DISCUSS))


def given_words(given: Sequence[Given], desk: Desk, names: dict[str, str]) -> str:
    """What to say of things just given: by whom, which, and when it is due."""
    first = given[0]
    item, who = first.item, names.get(first.by, first.by)
    due = ""
    if item.due:
        moment = from_utc_text(item.due)
        due = f", {'due ' if moment > desk.now() else ''}{due_words(moment, desk.now(), desk.office)}"
    more = f" - and {len(given) - 1} more" if len(given) > 1 else ""
    last = item.history[-1].what if item.history else ""
    if first.question:
        told = f"tell {item.person}" if item.person else _short(item.text)
        return f"The answer to #{first.question} is there: #{item.number} {told}{due}{more}"
    if item.decision and last.startswith(DECIDED):
        return f"The attorney decided on #{item.number}: {_short(last.removeprefix(DECIDED))}{due}{more}"
    if last.startswith(DISCUSS):
        return f"{who} on #{item.number}: {last}{more}"
    return f"{who} gave you #{item.number} {_short(item.text)}{due}{more}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3].rstrip()}..."
