"""The store in memory: the same promises without a disk, for screen tests and for trying things."""

from __future__ import annotations

import copy
from itertools import takewhile
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from paratui.domain.best_first import grade_of, grades
from paratui.domain.call_filter import CallFilter
from paratui.domain.call_order import sort_key
from paratui.domain.call_row import CallRow
from paratui.domain.errors import OfficeError
from paratui.domain.follow_up import CLOSED
from paratui.domain.follow_up_row import rows_of
from paratui.domain.learnt import learnt
from paratui.domain.people_index import PeopleIndex
from paratui.domain.silence import Heard
from paratui.domain.wall_clock import utc_text
from paratui.store.admission import Standing, admit
from paratui.store.document import doc_bytes, read_doc
from paratui.store.interface import Change, Commit, Edit, OrphanedDraft, Put, Revision, SetAside, Verified
from paratui.store.listed import listed
from paratui.store.purged_with import with_actions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from paratui.domain.call_order import CallOrder
    from paratui.domain.follow_up_row import FollowUpRow
    from paratui.domain.record import Doc
    from paratui.domain.wall_clock import WallClock
    from paratui.store.interface import Answer, Form
    from paratui.store.register import Register


# Login and call.
_Key: TypeAlias = tuple[str, int]


class MemoryDraft:
    """A draft held in a list; durable at once."""

    def __init__(self, office: MemoryOffice, key: _Key, let_go: Callable[[], object]) -> None:
        self._office = office
        self._key = key
        self._events = office.drafts.setdefault(key, [])
        self._let_go = let_go
        office.held.add(key)

    def is_held(self) -> bool:
        """Whether it is still its holder's, who may have been lost without letting go."""
        return self._key in self._office.held

    def put(self, event: Doc) -> int:
        self._events.append(read_doc(doc_bytes(event)))
        # The draft written last stands last.
        self._office.drafts[self._key] = self._office.drafts.pop(self._key, self._events)
        return len(self._events)

    def durable(self) -> int:
        return len(self._events)

    def flush(self, seconds: float = 5.0) -> bool:
        return seconds >= 0

    def failed(self) -> str:
        return ""

    def discard(self) -> None:
        self._office.drafts.pop(self._key, None)
        self._office.held.discard(self._key)
        self._let_go()

    def close(self) -> None:
        self._office.held.discard(self._key)
        if not self._events:
            self._office.drafts.pop(self._key, None)
        self._let_go()


class MemoryOffice:
    """What several `MemoryStore`s share, as several processes share a folder."""

    def __init__(self, clock: WallClock) -> None:
        self.clock = clock
        self.revisions: dict[tuple[str, int], list[Revision]] = {}
        # Who committed, and what: a store is not told of its own commits.
        self.log: list[tuple[MemoryStore, tuple[Change, ...]]] = []
        self.last_number = 0
        self.drafts: dict[_Key, list[Doc]] = {}
        self.held: set[_Key] = set()


class MemoryStore:
    """One person's view of a `MemoryOffice`."""

    def __init__(self, office: MemoryOffice, login: str) -> None:
        self.login = login
        self._office = office
        self._seen = self._own_seen = len(office.log)
        self._drafts: dict[int, MemoryDraft] = {}
        self._register, self._entered, self._asking = PeopleIndex(), 0, RLock()

    def get(self, kind: str, record: int) -> Doc | None:
        found = self._office.revisions.get((kind, record))
        return copy.deepcopy(found[-1].doc) if found else None

    def commit(self, puts: Sequence[Put]) -> Commit:
        office = self._office
        admitted = admit(puts, self._standing, self._last_change, office.last_number)
        time = utc_text(office.clock.now())
        fresh = [(kind, read_doc(doc_bytes(doc))) for kind, doc, new in admitted if new]
        for kind, doc in fresh:
            revision = Revision(doc["rev"], time, self.login, doc)
            office.revisions.setdefault((kind, doc["id"]), []).append(revision)
            if kind == "follow_up":
                office.last_number = max(office.last_number, doc["number"])
        if fresh:
            changes = tuple(Change(kind, doc["id"], doc["rev"], self.login) for kind, doc in fresh)
            office.log.append((self, changes))
        docs = iter(fresh)
        stored = [next(docs)[1] if new else doc for _, doc, new in admitted]
        return Commit(len(office.log), tuple(copy.deepcopy(stored)))

    def _standing(self, kind: str, record: int) -> Standing | None:
        known = self._office.revisions.get((kind, record))
        return Standing(known[-1].rev, known[-1].doc) if known else None

    def _last_change(self, kind: str, record: int) -> tuple[str, str]:
        newest = self._office.revisions[kind, record][-1]
        return newest.by, newest.time

    def purge(self, records: Sequence[tuple[str, int]]) -> int:
        office, time, changes = self._office, utc_text(self._office.clock.now()), []
        for key in with_actions(records, self._newest("action")):
            known = office.revisions.get(key, [])
            if known and known[-1].doc is not None:
                last = Revision(known[-1].rev + 1, time, self.login, None)
                office.revisions[key] = [*(revision._replace(doc=None) for revision in known), last]
                changes.append(Change(*key, last.rev, self.login))
        if changes:
            office.log.append((self, tuple(changes)))
        return sum((change.kind, change.id) in set(records) for change in changes)

    def _newest(self, kind: str) -> Iterator[Doc]:
        for (its_kind, _), revisions in sorted(self._office.revisions.items(), reverse=True):
            doc = revisions[-1].doc
            if its_kind == kind and doc is not None:
                yield copy.deepcopy(doc)

    def open_follow_ups(self) -> list[Doc]:
        return [doc for doc in self._newest("follow_up") if doc.get("status") not in CLOSED][::-1]

    def open_follow_ups_as(self, form: type[Form]) -> list[Form] | None:
        try:
            return [msgspec.convert(doc, learnt(form)) for doc in self.open_follow_ups()]
        except msgspec.ValidationError:
            return None

    def follow_up_number(self, number: int) -> Doc | None:
        return next((doc for doc in self._newest("follow_up") if doc.get("number") == number), None)

    def calls_in_progress(self) -> list[Doc]:
        return [doc for doc in self._newest("call") if doc.get("status") == "in_progress"]

    def calls(
        self,
        wanted: CallFilter,
        before: int | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Iterator[Doc]:
        for doc in self._newest("call"):
            if cancelled and cancelled():
                return
            if (before is None or doc["id"] < before) and wanted.keeps(doc):
                yield doc

    def call_rows(
        self,
        wanted: CallFilter,
        limit: int,
        *,
        before: int | None = None,
        after: int | None = None,
        skip: int = 0,
        lines: bool = True,
    ) -> list[CallRow]:
        rows = listed(self.calls(wanted, before), limit, after, skip)
        return rows if lines else [row._replace(lines=()) for row in rows]

    def best_call_rows(
        self, wanted: CallFilter, limit: int, *, skip: int = 0, lines: bool = True
    ) -> list[CallRow] | None:
        rows = listed(self._best_first(wanted), limit, None, skip)
        return rows if lines else [row._replace(lines=()) for row in rows]

    def best_call_place(self, wanted: CallFilter, call: int) -> int | None:
        return next((place for place, doc in enumerate(self._best_first(wanted)) if doc["id"] == call), 0)

    def _best_first(self, wanted: CallFilter) -> Iterator[Doc]:
        steps = grades(wanted.words)
        return iter(sorted(self.calls(wanted), key=lambda doc: grade_of(doc, steps)))

    def sorted_call_rows(
        self,
        wanted: CallFilter,
        limit: int,
        order: CallOrder,
        *,
        below: int = 0,
        above: int = 0,
        skip: int = 0,
        lines: bool = True,
    ) -> list[CallRow] | None:
        rows = self._sorted(wanted, order)
        if below or above:
            doc = self.get("call", below or above)
            there = sort_key(CallRow.of(doc), order) if doc else None
            rows = [
                row
                for row in rows
                if there and (sort_key(row, order) > there if below else sort_key(row, order) < there)
            ]
        end = max(0, len(rows) - skip)
        rows = rows[max(0, end - limit) : end] if above else rows[skip : skip + limit]
        return rows if lines else [row._replace(lines=()) for row in rows]

    def sorted_call_place(self, wanted: CallFilter, order: CallOrder, call: int) -> int | None:
        above = self.sorted_call_rows(wanted, len(self._sorted(wanted, order)), order, above=call)
        return len(above or ())

    def _sorted(self, wanted: CallFilter, order: CallOrder) -> list[CallRow]:
        return sorted(map(CallRow.of, self.calls(wanted)), key=lambda row: sort_key(row, order))

    def count_calls(self, wanted: CallFilter, *, before: int | None = None, after: int | None = None) -> int:
        return sum(after is None or doc["id"] > after for doc in self.calls(wanted, before))

    def follow_ups_of(self, people: tuple[int, ...], matter: int = 0) -> list[FollowUpRow]:
        return rows_of(self._newest("follow_up"), people, matter)

    def last_calls_of(self, people: tuple[int, ...], limit: int, before: int | None = None) -> list[CallRow] | None:
        theirs = (doc for doc in self.calls(CallFilter(), before) if doc.get("person_id") in people)
        return [row._replace(lines=()) for row in listed(theirs, limit)]

    def calls_since(self, people: tuple[int, ...], since: int) -> list[Heard] | None:
        theirs = takewhile(lambda doc: doc["id"] >= since, self.calls(CallFilter()))
        told = (CallRow.of(doc) for doc in theirs if doc.get("person_id") in people)
        return [Heard(*(getattr(row, name) for name in Heard._fields)) for row in told]

    def last_calls_over(self, phone: str) -> dict[int, int] | None:
        plain, found = phone.partition(";")[0], dict[int, int]()
        for doc in self.calls(CallFilter()) if plain else ():
            over = str(doc.get("phone", "")).partition(";")[0] == plain
            if over and doc.get("person_id") and doc.get("outcome") != "wrong_number":
                found.setdefault(doc["person_id"], doc["id"])
        return found

    def ask_register(self, question: Callable[[Register], Answer], *, long: bool = False) -> Answer | None:  # noqa: ARG002 - nothing here takes long
        with self._asking:
            fresh = self._office.log[self._entered :]
            self._entered += len(fresh)
            for change in (one for _, changes in fresh for one in changes if one.kind in {"person", "matter"}):
                self._register.take_in(change.kind, change.id, self.get(change.kind, change.id))
            return question(self._register)

    def leave_much_to(self, much_new: Callable[[], None]) -> None:
        """Here everything is found at once."""

    def enter_much(self, rest: Callable[[], None]) -> bool:  # noqa: ARG002 - as above
        return False

    def lags(self) -> bool:
        return False

    def has_index(self) -> bool:
        return True

    def make_index(self, progress: Callable[[int, int], Any] | None = None) -> bool:
        if progress:
            progress(1, 1)
        return True

    def give_up(self) -> None:
        """Nothing here takes long."""

    def records(self, kind: str) -> Iterator[Doc]:
        return self._newest(kind)

    def revisions(self, kind: str, record: int) -> list[Revision]:
        return copy.deepcopy(self._office.revisions.get((kind, record), []))

    def changes(self) -> list[Change] | None:
        fresh = self._office.log[self._seen :]
        self._seen = len(self._office.log)
        return [change for author, changes in fresh if author is not self for change in changes]

    def own_changes(self) -> list[Change] | None:
        fresh = self._office.log[self._own_seen :]
        self._own_seen = len(self._office.log)
        return [change for author, changes in fresh if author is self for change in changes]

    def draft(self, call: int) -> MemoryDraft:
        if call not in self._drafts or not self._drafts[call].is_held():
            office, key = self._office, (self.login, call)
            # Elsewhere its owner lives: what is put here does not get into theirs.
            place = MemoryOffice(office.clock) if key in office.held else office
            self._drafts[call] = MemoryDraft(place, key, lambda: self._drafts.pop(call, None))
        return self._drafts[call]

    def living_drafts(self) -> set[int]:
        return {call for login, call in self._office.held if self._office.drafts.get((login, call))}

    def orphaned_drafts(self) -> list[OrphanedDraft]:
        office, now = self._office, utc_text(self._office.clock.now())
        return [
            OrphanedDraft(call, tuple(copy.deepcopy(events)), now)
            for (login, call), events in reversed(office.drafts.items())
            if login == self.login and (login, call) not in office.held and events
        ]

    def set_aside(self) -> list[SetAside]:
        return []

    def piece(self, file: str) -> bytes:
        raise OfficeError(f"{file} is not there any more; nothing is set aside in memory")

    def edits(self, file: str) -> list[Edit]:
        self.piece(file)
        return []

    def note_taken(self, edit: Edit, file: str) -> None:
        self.piece(f"{edit.kind} {file}")

    def file_away(self, file: str, remark: str) -> str:
        self.piece(file)
        return remark

    def checkpoint(self, *, force: bool = False) -> bool:
        return force and False

    def verify(self, progress: Callable[[int, int], Any] | None = None) -> Verified:
        if progress:
            progress(1, 1)
        documents = sum(len(revisions) for revisions in self._office.revisions.values())
        return Verified(len(self._office.log), documents, ())

    def close(self) -> None:
        for draft in list(self._drafts.values()):
            draft.close()
