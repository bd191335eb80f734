"""The one interface of the store. There is no delete.

Documents are plain JSON objects with `id` and `rev`; the store gives each stored document its new `rev`
(1 for the first) and each new follow-up its `number`. Nothing here knows a screen, a rule or the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from paratui.domain.call_filter import CallFilter
    from paratui.domain.call_order import CallOrder
    from paratui.domain.call_row import CallRow
    from paratui.domain.follow_up_row import FollowUpRow
    from paratui.domain.record import Doc
    from paratui.domain.silence import Heard
    from paratui.store.register import Register

KINDS = ("call", "follow_up", "person", "matter", "staff", "conflict_check", "action")


class GivenUpError(Exception):
    """A question was given up because a newer one has come."""


Form = TypeVar("Form")
Answer = TypeVar("Answer")


class Put(NamedTuple):
    """One document to store. `base_revision` is the revision it was made from, 0 for a new one."""

    kind: str
    doc: Doc
    base_revision: int = 0


class Commit(NamedTuple):
    """What was stored: the sequence number in the chain, and the documents as they now stand, in order."""

    seq: int
    docs: tuple[Doc, ...]


class Change(NamedTuple):
    """A record that changed, by this process or another."""

    kind: str
    id: int
    rev: int
    by: str


class Revision(NamedTuple):
    """One stored version of a record: who stored it and when (UTC). `doc` is None when it was purged."""

    rev: int
    time: str
    by: str
    doc: Doc | None


class Finding(NamedTuple):
    """One thing `verify` found wrong: which file, at which byte, and what it means for the user."""

    file: str
    byte: int
    sentence: str


class Verified(NamedTuple):
    """The result of checking the chain and every file: counts, and the findings (none is good)."""

    commits: int
    documents: int
    findings: tuple[Finding, ...]


class SetAside(NamedTuple):
    """A piece the store could not use and put aside: `why` is a sentence, `file` where it lies now."""

    file: str
    why: str


class Edit(NamedTuple):
    """A record as a piece set aside has it, and not the office.

    `theirs` is the document in the piece, None when the piece lacks the record. `base` is the stored version it
    was made from, as far as that can be told; None for a record the office never had.
    """

    kind: str
    id: int
    base: Doc | None
    theirs: Doc | None


class Draft(Protocol):
    """The living record of a call in progress: a list of events, each durable soon after it was put."""

    def put(self, event: Doc) -> int:
        """Hand over one event and return its number at once; a thread of the store makes it durable."""
        ...

    def durable(self) -> int:
        """The number of the last event that is on the platter."""
        ...

    def flush(self, seconds: float = 5.0) -> bool:
        """Wait until everything put is durable; False when that took longer than `seconds`."""
        ...

    def failed(self) -> str:
        """Why saving fails at present, as a sentence; empty when all is well."""
        ...

    def discard(self) -> None:
        """Remove the draft; only after its call was committed or discarded on purpose."""
        ...

    def close(self) -> None:
        """Flush and let go, keeping the file: the draft is then an orphan that can be taken up again."""
        ...


class OrphanedDraft(NamedTuple):
    """A draft of one's own whose process is gone: its call, its events in order, when it was last written."""

    call: int
    events: tuple[Doc, ...]
    written: str


class Store(Protocol):
    """An office's records."""

    login: str

    def get(self, kind: str, record: int) -> Doc | None:
        """The newest document of a record, None when there is none."""
        ...

    def commit(self, puts: Sequence[Put]) -> Commit:
        """Store all or nothing, durably, and return what was stored.

        A new record whose id is already taken by the same content is the retry of a commit: it is recognised
        and never doubled. Raises Conflict, StoreBusy, StoreFull, StoreReadOnly.
        """
        ...

    def purge(self, records: Sequence[tuple[str, int]]) -> int:
        """Take the contents of records out of everything that is kept, and return how many there were.

        Each is named by its kind and id; one that does not exist or was purged before is not counted. Who stored
        each revision and when stays, with one more revision for the purge; no content can be put there again, and
        the number of a purged follow-up is never given again. An action of the queue on one of them goes with it and
        is not counted. Drafts are left alone. Whether a record may be
        purged is not asked here. Raises StoreBusy, StoreFull, StoreReadOnly.
        """
        ...

    def open_follow_ups(self) -> list[Doc]:
        """Every follow-up that is neither done nor cancelled, oldest id first."""
        ...

    def open_follow_ups_as(self, form: type[Form]) -> list[Form] | None:
        """The same to look at, as msgspec reads a struct: what `form` does not name is left out.

        It takes a quarter of the time. None when one of them holds what does not fit the form.
        """
        ...

    def follow_up_number(self, number: int) -> Doc | None:
        """The follow-up people call by this number, open or closed."""
        ...

    def calls_in_progress(self) -> list[Doc]:
        """The calls now being taken by anybody."""
        ...

    def calls(
        self,
        wanted: CallFilter,
        before: int | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Iterator[Doc]:
        """The calls that are wanted, newest first, from below the id `before`; stops when `cancelled` says so."""
        ...

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
        """Up to `limit` wanted calls as rows of a list, newest first; without `lines` half as quick again.

        Those below the id `before`, or those next above the id `after`; the first `skip` of them are left out.
        Raises GivenUpError when another thread called `give_up`.
        """
        ...

    def best_call_rows(
        self, wanted: CallFilter, limit: int, *, skip: int = 0, lines: bool = True
    ) -> list[CallRow] | None:
        """As `call_rows`, best first (see `best_first`); None while nothing can tell without reading all of them."""
        ...

    def best_call_place(self, wanted: CallFilter, call: int) -> int | None:
        """How many wanted calls come before this one, best first; 0 where it is none of them, None as above."""
        ...

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
        """As `call_rows`, longest first or by caller; None while nothing can tell without reading all of them.

        Those below a call of that list, or those next above one; none where that call is gone.
        """
        ...

    def sorted_call_place(self, wanted: CallFilter, order: CallOrder, call: int) -> int | None:
        """How many wanted calls come before a call in such an order; 0 where it is gone, None as above."""
        ...

    def count_calls(self, wanted: CallFilter, *, before: int | None = None, after: int | None = None) -> int:
        """How many calls are wanted, of those below `before` or above `after` where that is given."""
        ...

    def follow_ups_of(self, people: tuple[int, ...], matter: int = 0) -> list[FollowUpRow]:
        """Every follow-up, open or closed, of any of these people; without people, of a matter. In no order."""
        ...

    def last_calls_of(self, people: tuple[int, ...], limit: int, before: int | None = None) -> list[CallRow] | None:
        """Up to `limit` ended calls of any of these people, below the id `before`: rows without lines, newest first.

        None while nothing can tell without reading every call.
        """
        ...

    def calls_since(self, people: tuple[int, ...], since: int) -> list[Heard] | None:
        """Every ended call of any of these people from the id `since` on, in no order.

        None while nothing can tell without reading every call.
        """
        ...

    def last_calls_over(self, phone: str) -> dict[int, int] | None:
        """The newest ended call with each person over a number, by the person's id; wrong numbers do not count.

        None while nothing can tell without reading every call.
        """
        ...

    def ask_register(self, question: Callable[[Register], Answer], *, long: bool = False) -> Answer | None:
        """What a question finds among the people and matters as they stand now.

        None while nothing can tell without reading every one of them; a question itself answers something else.
        Whoever asks a short one does not wait for a `long` one; that may be given up, as `call_rows`.
        """
        ...

    def leave_much_to(self, much_new: Callable[[], None]) -> None:
        """From now on nobody who asks waits until much that others committed can be found.

        `much_new` hears of it, in any thread, and sees to it that `enter_much` is called; until that is done answers
        tell of what was there before. Without it whoever asks next waits.
        """
        ...

    def enter_much(self, rest: Callable[[], None]) -> bool:
        """Make findable what others committed, where that is much; whether it was. `rest` is called now and then.

        Raises what `rest` raises.
        """
        ...

    def lags(self) -> bool:
        """Whether the last answer was without much that others committed."""
        ...

    def has_index(self) -> bool:
        """Whether lists and searches are told by an index; without one they are, and slower."""
        ...

    def make_index(self, progress: Callable[[int, int], Any] | None = None) -> bool:
        """Make the index anew from the records; False when another process is at it, and then that one's counts.

        `progress` hears how much is done, of how much. Raises StoreError when the disk refuses.
        """
        ...

    def give_up(self) -> None:
        """Let another thread's `call_rows` or `count_calls` end: nobody waits for its answer any more."""
        ...

    def records(self, kind: str) -> Iterator[Doc]:
        """Every record of a kind, newest id first."""
        ...

    def revisions(self, kind: str, record: int) -> list[Revision]:
        """Every stored version of a record, first to last."""
        ...

    def changes(self) -> list[Change] | None:
        """What others changed since the last call. None: too much, read everything anew."""
        ...

    def own_changes(self) -> list[Change] | None:
        """What was committed through this store since the last call. None: too much, read everything anew."""
        ...

    def draft(self, call: int) -> Draft:
        """A draft to write; continues the draft of that call when its owner is gone."""
        ...

    def living_drafts(self) -> set[int]:
        """The calls, anybody's, whose draft belongs to a process that is still there."""
        ...

    def orphaned_drafts(self) -> list[OrphanedDraft]:
        """One's own drafts whose process is gone, newest first."""
        ...

    def set_aside(self) -> list[SetAside]:
        """Torn, foreign and unreadable pieces, for the user to see until dealt with."""
        ...

    def piece(self, file: str) -> bytes:
        """What a piece that was set aside holds; raises OfficeError when it is not there any more."""
        ...

    def edits(self, file: str) -> list[Edit]:
        """The records in a piece that say what the office never stored; raises OfficeError as `piece` does."""
        ...

    def note_taken(self, edit: Edit, file: str) -> None:
        """Note that an edit in a piece was taken over, so that `edits` does not offer it again."""
        ...

    def file_away(self, file: str, remark: str) -> str:
        """Mark a piece as dealt with and note the remark with it; it is told of no more. Returns where it lies."""
        ...

    def checkpoint(self, *, force: bool = False) -> bool:
        """Fold the journal into the TinyDB files if it is due (or forced). False when there was no need."""
        ...

    def verify(self, progress: Callable[[int, int], Any] | None = None) -> Verified:
        """Check the chain, each document's hash and each file; `progress(bytes done, bytes in all)`."""
        ...

    def close(self) -> None:
        """Fold if due, and let go of everything."""
        ...
