"""The office as a plain dictionary: what every store must say, written down once more and as simply as it goes."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, NamedTuple

from paratui.store.interface import KINDS, Change, Revision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.record import Doc
    from paratui.store.interface import Put

    Key = tuple[str, int]

_BIGGEST_ID = 2**63 - 1


class Stored(NamedTuple):
    """A commit that must be taken: the documents as they then stand, and which of them are new revisions."""

    docs: list[Doc]
    fresh: list[bool]


class Stale(NamedTuple):
    """A commit that must be refused, and what the refusal must say. `at` is empty for a quarrel within it."""

    key: Key
    current: Doc | None
    mine: Doc
    by: str
    at: str


class Nonsense(NamedTuple):
    """A commit that is no commit."""


class OfficeModel:
    """Every revision of every record, and the highest number given."""

    def __init__(self) -> None:
        self.history: dict[Key, list[Revision]] = {}
        self.last_number = 0

    def current(self, key: Key) -> Doc | None:
        """The newest document of a record, None when there is none or it was purged."""
        return self.history[key][-1].doc if key in self.history else None

    def rev(self, key: Key) -> int:
        """The newest revision of a record, 0 when there is none."""
        return len(self.history.get(key, ()))

    def judged(self, puts: Sequence[Put]) -> Stored | Stale | Nonsense:
        """What a commit must come to; nothing is stored by asking."""
        if any(_is_nonsense(put) for put in puts):
            return Nonsense()
        docs, fresh, number = [], [], self.last_number
        pending: dict[Key, tuple[int, Doc]] = {}
        for put in puts:
            key = (put.kind, put.doc["id"])
            rev, doc = pending.get(key) or (self.rev(key), self.current(key))
            if doc is not None and put.base_revision == rev - 1 and _says(put, doc):
                docs.append(doc)
                fresh.append(False)
                continue
            if put.base_revision != rev or (rev and doc is None):
                last = None if key in pending or not rev else self.history[key][-1]
                return Stale(key, doc, put.doc, last.by if last else "this commit", last.time if last else "")
            new = plain(put.doc) | {"rev": rev + 1}
            if put.kind == "follow_up":
                new["number"] = put.doc.get("number") or (doc or {}).get("number") or number + 1
                number = max(number, new["number"])
            pending[key] = (rev + 1, new)
            docs.append(new)
            fresh.append(True)
        return Stored(docs, fresh)

    def store(self, puts: Sequence[Put], stored: Stored, by: str, time: str) -> list[Change]:
        """Keep what a commit stored."""
        changes = []
        for put, doc, fresh in zip(puts, *stored, strict=True):
            if fresh:
                self.history.setdefault((put.kind, doc["id"]), []).append(Revision(doc["rev"], time, by, doc))
                changes.append(Change(put.kind, doc["id"], doc["rev"], by))
                if put.kind == "follow_up":
                    self.last_number = max(self.last_number, doc["number"])
        return changes

    def purge(self, keys: Sequence[Key], by: str, time: str) -> list[Change]:
        """Forget the contents of records."""
        changes = []
        for key in dict.fromkeys(keys):
            if self.current(key) is not None:
                rev = self.rev(key) + 1
                emptied = [revision._replace(doc=None) for revision in self.history[key]]
                self.history[key] = [*emptied, Revision(rev, time, by, None)]
                changes.append(Change(*key, rev, by))
        return changes

    def docs(self, kind: str) -> list[Doc]:
        """Every record of a kind, newest id first."""
        keys = sorted((key for key in self.history if key[0] == kind), reverse=True)
        return [doc for key in keys if (doc := self.current(key)) is not None]

    def open_follow_ups(self) -> list[Doc]:
        """The follow-ups that are neither done nor cancelled, oldest id first."""
        return [doc for doc in self.docs("follow_up") if doc.get("status") not in ("done", "cancelled")][::-1]

    def calls_in_progress(self) -> list[Doc]:
        """The calls being taken, newest id first."""
        return [doc for doc in self.docs("call") if doc.get("status") == "in_progress"]


class DraftModel:
    """A draft: `holder` is the seat that writes it, None when it was let go; `written` grows with every event."""

    def __init__(self, login: str, call: int, holder: object) -> None:
        self.login = login
        self.call = call
        self.holder: object | None = holder
        self.events: list[Doc] = []
        self.written = 0


class DraftsModel:
    """Every draft of the office."""

    def __init__(self) -> None:
        self.all: list[DraftModel] = []
        self._written = 0

    def holder(self, login: str, call: int) -> object | None:
        """The seat that writes the draft of a login for a call."""
        return next((draft.holder for draft in self.all if (draft.login, draft.call) == (login, call)), None)

    def taken(self, seat: object, login: str, call: int) -> DraftModel:
        """The draft of a login for a call, there or new, now that seat's."""
        for draft in self.all:
            if (draft.login, draft.call) == (login, call):
                draft.holder = seat
                return draft
        self.all.append(DraftModel(login, call, seat))
        return self.all[-1]

    def put(self, draft: DraftModel, event: Doc) -> None:
        """Add an event."""
        draft.events.append(plain(event))
        self.touch(draft)

    def touch(self, draft: DraftModel) -> None:
        """Make it the one written last."""
        self._written += 1
        draft.written = self._written

    def let_go(self, seat: object) -> None:
        """A seat is left."""
        for draft in self.all:
            if draft.holder is seat:
                draft.holder = None

    def orphans(self, login: str) -> list[DraftModel]:
        """What is offered to a login, newest first."""
        left = [draft for draft in self.all if draft.holder is None and draft.login == login and draft.events]
        return sorted(left, key=lambda draft: draft.written, reverse=True)

    def living(self) -> set[int]:
        """The calls somebody is on."""
        return {draft.call for draft in self.all if draft.holder is not None and draft.events}


def plain(value: Any) -> Any:
    """A value as JSON keeps it: no half characters, no number that is none, lists for tuples."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {plain(name): plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def exact(value: Any) -> str:
    """A text that is the same for the same JSON only: 1, 1.0 and true are three."""
    return json.dumps(value, sort_keys=True)


def _is_nonsense(put: Put) -> bool:
    record, number = put.doc.get("id"), put.doc.get("number") or 0
    if put.kind not in KINDS or type(record) is not int or not 0 < record <= _BIGGEST_ID:
        return True
    return put.kind == "follow_up" and (type(number) is not int or not 0 <= number < 2**53)


def _says(put: Put, stored: Doc) -> bool:
    """Whether an offered document is the stored one, leaving out what the store fills in."""
    filled_in = {"rev", "number"} if put.kind == "follow_up" and not put.doc.get("number") else {"rev"}
    both = [{name: doc[name] for name in doc if name not in filled_in} for doc in (plain(put.doc), stored)]
    return exact(both[0]) == exact(both[1])
