"""The index of every name the office knows: read once in a thread, then kept up with what changes."""

from __future__ import annotations

from itertools import islice
from threading import Event, RLock
from typing import TYPE_CHECKING

from paratui.domain.call_filter import CallFilter
from paratui.domain.conflict.hit import Checked
from paratui.domain.conflict.index import MOST_TERMS, NameIndex
from paratui.services.office_names import NAMED_KINDS, check_of, names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from paratui.domain.conflict.hit import Hit, Listed
    from paratui.domain.record import Doc
    from paratui.services.desk import Desk
    from paratui.services.office_tables import OfficeTables
    from paratui.store.interface import Change

# Records read between two rests of `load`: a few milliseconds' work.
_STRIDE = 50
# Past this many changes it is cheaper to read everything.
_MANY = 2_000
# What is kept of one look; no person reads more.
MOST_KEPT = 200
_NEWEST = 100
_MOST_WEAK = 10


class OfficeIndex:
    """The names, findable. Threads may share it; a question waits until the first reading is through."""

    def __init__(self, desk: Desk, tables: OfficeTables) -> None:
        self._desk = desk
        self._tables = tables
        self._lock = RLock()
        # Set when somebody waits for the reading: it takes no more rests.
        self._hurry = Event()
        self._index: NameIndex | None = None
        # The names of each record, by kind and id.
        self._held: dict[str, dict[int, tuple[Listed, ...]]] = {kind: {} for kind in NAMED_KINDS}
        # A caller who was never entered stands in the index once, however often they called.
        self._callers: dict[tuple[str, str], tuple[str, int]] = {}
        # By check: whom it was run for and the office did not take.
        self._denied: dict[int, int] = {}
        self._declined: frozenset[int] = frozenset()
        self._pending: dict[tuple[str, int], None] = {}
        self._stale = False

    def load(self, rest: Callable[[], None] | None = None) -> None:
        """Read everything now, resting now and then so that others come to their turn. Raises StoreError."""
        with self._lock:
            self._whole(rest)

    def _whole(self, rest: Callable[[], None] | None = None) -> NameIndex:
        if self._index is None or self._stale or self._index.worn or len(self._pending) > _MANY:
            self._index = self._read_anew(rest)
        return self._index

    def changed(self, changes: Iterable[Change] | None) -> None:
        """These records were changed, by anybody; None: so many that everything is read anew."""
        if changes is None:
            self._stale = True
            return
        for change in changes:
            if change.kind in NAMED_KINDS:
                self._pending[change.kind, change.id] = None

    def take_in(self, kind: str, doc: Doc) -> None:
        """A record of one's own, as it was stored."""
        if self._index is not None:
            self._pending[kind, doc["id"]] = None

    def check(self, terms: Sequence[str], wanted: Callable[[Listed], bool]) -> Checked:
        """Look for every name; hits that are not wanted are left out. Raises BadInput for a name too long."""
        self._hurry.set()
        with self._lock:
            self._hurry.clear()
            index = self._up_to_date()
            hits: list[Hit] = []
            no_name: list[str] = []
            same_last: list[Hit] = []
            left_off = 0
            for start in range(0, len(terms), MOST_TERMS):
                found = index.check(terms[start : start + MOST_TERMS])
                hits += [hit for hit in found.hits if wanted(hit.listed)]
                no_name += found.no_name
                same_last += [hit for hit in found.same_last if wanted(hit.listed)]
                left_off += found.left_off
        hits.sort(key=lambda hit: -hit.score)
        left_off += max(0, len(hits) - MOST_KEPT)
        named = {name.casefold() for name in (*terms, *(hit.listed.name for hit in hits))}
        few = {hit.listed.name.casefold(): hit for hit in same_last if hit.listed.name.casefold() not in named}
        return Checked(
            tuple(hits[:MOST_KEPT]),
            tuple(terms),
            len(index),
            left_off,
            tuple(no_name),
            tuple(few.values())[:_MOST_WEAK],
        )

    def _read_anew(self, rest: Callable[[], None] | None) -> NameIndex:
        self._pending.clear()
        self._held = {kind: {} for kind in NAMED_KINDS}
        self._callers.clear()
        self._denied.clear()
        self._declined = frozenset()
        self._stale = False
        index = NameIndex((), self._tables.known_names)
        try:
            for place, (kind, doc) in enumerate(self._everything()):
                self._put(index, kind, doc["id"], doc)
                if rest and place % _STRIDE == 0 and not self._hurry.is_set():
                    rest()
        except BaseException:
            self._stale = True
            raise
        return index

    def _everything(self) -> Iterator[tuple[str, Doc]]:
        """Every record with names; the checks before the people they say something of."""
        for kind in sorted(NAMED_KINDS, key=lambda kind: kind != "conflict_check"):
            docs = self._desk.store.calls(CallFilter()) if kind == "call" else self._desk.store.records(kind)
            for doc in docs:
                yield kind, doc

    def _up_to_date(self) -> NameIndex:
        index = self._whole()
        while self._pending:
            # Taken out before it is read: a change that comes meanwhile is read once more.
            (kind, record), _ = self._pending.popitem()
            try:
                doc = self._desk.store.get(kind, record)
            except BaseException:
                self._pending[kind, record] = None
                raise
            self._put(index, kind, record, doc)
        # What was entered at this desk is no change by others: the newest records are looked at again.
        for kind in ("person", "call"):
            for doc in islice(self._desk.store.records(kind), _NEWEST):
                self._put(index, kind, doc["id"], doc)
        return index

    def _put(self, index: NameIndex, kind: str, record: int, doc: Doc | None) -> None:
        """Take in a record as it stands now, in the place of what was known of it."""
        if kind == "conflict_check":
            self._see_verdict(record, doc)
        # A name that came up after the check of its call stands in no check: it is found as named on the call.
        check = check_of(doc) if kind == "call" and doc else 0
        looked_for = frozenset(one.name.casefold() for one in self._held["conflict_check"].get(check, ()))
        now = names_of(kind, doc, declined=record in self._declined, looked_for=looked_for) if doc else ()
        if kind == "call":
            now = tuple(
                one
                for one in now
                if self._callers.setdefault((one.name.casefold(), one.role), (kind, record)) == (kind, record)
            )
        held = self._held[kind]
        before = held.get(record, ())
        for one in before:
            if one not in now:
                index.take_out(one)
        for one in now:
            if one not in before:
                index.add(one)
        if now:
            held[record] = now
        else:
            held.pop(record, None)

    def _see_verdict(self, record: int, doc: Doc | None) -> None:
        """Whom the office did not take stands among the names as declined."""
        before = self._denied.pop(record, 0)
        person = doc.get("person") if doc and doc.get("verdict") == "denied" else 0
        after = person if isinstance(person, int) else 0
        if after:
            self._denied[record] = after
        if before != after:
            self._declined = frozenset(self._denied.values())
            for one in (before, after):
                if one in self._held["person"]:
                    self._pending["person", one] = None
