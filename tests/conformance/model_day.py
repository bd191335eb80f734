"""A day of an office beside a dictionary: people at three terminals commit, collide, retry, type and purge."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import BadInput, Conflict
from paratui.domain.wall_clock import utc_text
from paratui.store.interface import KINDS, Put
from tests.conformance import model_documents as given
from tests.conformance.model import DraftsModel, Nonsense, OfficeModel, Stored, exact
from tests.conftest import FixedClock

START = datetime(2026, 10, 8, 14, 0, tzinfo=UTC)
LOGINS = ("ana", "dana", "ana")
CALLS = (71, 72)

seats = st.integers(0, len(LOGINS) - 1)


class Seat:
    """One terminal: its store, what its store has not told of others' changes yet, the drafts written there."""

    def __init__(self, login: str, store) -> None:
        self.login = login
        self.store = store
        self.untold = []
        # The store may say instead: read everything anew.
        self.may_reset = False
        self.drafts = {}


class Day(RuleBasedStateMachine):
    """A day of an office, in any form."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = FixedClock(START)
        self.model = OfficeModel()
        self.drafts = DraftsModel()
        self.seats: list[Seat | None] = [None] * len(LOGINS)
        self.acknowledged: list[list[Put]] = []

    # --- who is there

    def at(self, number: int) -> Seat:
        """The seat of that number; whoever belongs there comes in when it is empty."""
        seat = self.seats[number]
        if seat is None:
            seat = self.seats[number] = Seat(LOGINS[number], self.form.open(LOGINS[number]))
        return seat

    def sitting(self) -> list[Seat]:
        return [seat for seat in self.seats if seat]

    def left(self, seat: Seat) -> None:
        self.seats[self.seats.index(seat)] = None
        self.drafts.let_go(seat)

    @rule(number=seats)
    def close(self, number):
        seat = self.at(number)
        seat.store.close()
        self.left(seat)

    @rule(number=seats)
    def crash(self, number):
        seat = self.at(number)
        self.form.crash(seat.store)
        self.left(seat)

    @rule(seconds=st.sampled_from((1, 61, 3600, 86400 * 7, -3 * 86400)))
    def time_passes(self, seconds):
        if seconds > 0:
            self.clock.go_on(seconds)
        else:
            self.clock.set(self.clock.now().replace(year=2021))

    # --- commits

    def key(self, pick: int):
        keys = sorted(self.model.history)
        return keys[pick % len(keys)] if keys else None

    def commit(self, seat: Seat, puts: list[Put]) -> None:
        """Commit, and hold the store to what the dictionary says of it."""
        expected = self.model.judged(puts)
        if isinstance(expected, Stored):
            stored = seat.store.commit(puts)
            assert exact(stored.docs) == exact(expected.docs), (stored.docs, expected.docs)
            self.stored(seat, puts, expected)
        elif isinstance(expected, Nonsense):
            # A commit that is nonsense and stale may be refused as either.
            with pytest.raises((BadInput, Conflict)):
                seat.store.commit(puts)
        else:
            with pytest.raises(Conflict) as refused:
                seat.store.commit(puts)
            stale = refused.value
            assert (stale.kind, stale.record) == expected.key
            assert exact(stale.current) == exact(expected.current), (stale.current, expected.current)
            assert stale.mine is expected.mine
            assert (expected.by, expected.at) == (stale.changed_by, stale.changed_at)
        for put in puts:
            key = (put.kind, put.doc.get("id"))
            if not isinstance(expected, Nonsense):
                assert exact(seat.store.get(*key)) == exact(self.model.current(key))
                assert [one.rev for one in seat.store.revisions(*key)] == [*range(1, self.model.rev(key) + 1)]

    def stored(self, author: Seat, puts: list[Put], expected: Stored) -> None:
        changes = self.model.store(puts, expected, author.login, utc_text(self.clock.now()))
        self.tell(self.sitting(), author, changes)
        self.acknowledged.append(puts)

    def tell(self, seats: list[Seat], author: Seat, changes) -> None:
        for seat in seats:
            if seat is not author:
                seat.untold += changes

    def changed(self, pick: int, fields: dict, behind: int = 0, *, anew: bool = False) -> Put | None:
        """A put over a known record: from its newest revision, or from one that many behind."""
        key = self.key(pick)
        if key is None:
            return None
        doc = {"id": key[1]} if anew else dict(self.model.current(key) or {"id": key[1]})
        return Put(key[0], doc | fields, max(self.model.rev(key) - behind, 0))

    @rule(number=seats, puts=st.lists(given.new_puts(), max_size=4))
    def new_records(self, number, puts):
        self.commit(self.at(number), puts)

    @rule(number=seats, pick=given.picks, data=st.data(), behind=st.sampled_from((0, 0, 0, 1, 2)), anew=st.booleans())
    def change(self, number, pick, data, behind, anew):
        key = self.key(pick)
        if key:
            fields = data.draw(given.fields(key[0]))
            self.commit(self.at(number), [self.changed(pick, fields, behind, anew=anew)])

    @rule(number=seats, picks=given.some_picks(), statuses=st.lists(st.integers(0, 2), min_size=3, max_size=3))
    def several_step_on(self, number, picks, statuses):
        puts = []
        for pick, status in zip(dict.fromkeys(picks), statuses, strict=False):
            key = self.key(pick)
            if key and all((put.kind, put.doc["id"]) != key for put in puts):
                states = given.statuses.get(key[0], ("",) * 3)
                puts.append(self.changed(pick, {"status": states[status]}))
        self.commit(self.at(number), puts)

    @rule(number=seats, new=given.new_puts(), pick=given.picks, first=st.booleans(), words=given.texts)
    def half_stale(self, number, new, pick, first, words):
        stale = self.changed(pick, {"text": f"{words}, said twice"}, 1)
        if stale:
            self.commit(self.at(number), [new, stale][:: 1 if first else -1])

    @rule(number=seats, put=given.new_puts(), words=given.texts, base=st.integers(0, 2))
    def twice_in_one_commit(self, number, put, words, base):
        self.commit(self.at(number), [put, put._replace(doc=put.doc | {"text": words}, base_revision=base)])

    @rule(number=seats, back=st.integers(0, 3))
    def retry(self, number, back):
        if self.acknowledged:
            self.commit(self.at(number), self.acknowledged[-1 - back % len(self.acknowledged)])

    @rule(number=seats, bad=given.nonsense, others=st.lists(given.new_puts(), max_size=2), at=st.integers(0, 2))
    def nonsense(self, number, bad, others, at):
        self.commit(self.at(number), [*others[:at], bad, *others[at:]])

    # --- purges

    def purged_keys(self, picks: list[int]):
        keys = [key for pick in picks if (key := self.key(pick))]
        return [*keys, *keys[:1], ("call", 1), ("person", 3)]

    @rule(number=seats, picks=given.some_picks())
    def purge(self, number, picks):
        seat, keys = self.at(number), self.purged_keys(picks)
        changes = self.model.purge(keys, seat.login, utc_text(self.clock.now()))
        assert seat.store.purge(keys) == len(changes)
        self.purged(self.sitting(), seat, changes)

    def purged(self, seats: list[Seat], author: Seat, changes) -> None:
        self.tell(seats, author, changes)

    @rule(number=seats, pick=given.picks, base=st.integers(0, 3), words=given.texts)
    def put_where_something_was_purged(self, number, pick, base, words):
        gone = sorted(key for key in self.model.history if self.model.current(key) is None)
        if gone:
            kind, record = gone[pick % len(gone)]
            self.commit(self.at(number), [Put(kind, {"id": record, "text": words}, base)])

    # --- reading

    @rule(number=seats)
    def tell_changes(self, number):
        seat = self.at(number)
        told = seat.store.changes()
        assert told == seat.untold or (told is None and seat.may_reset), (told, seat.untold)
        seat.untold, seat.may_reset = [], False

    @rule(number=seats, wanted=given.filters, pick=given.picks)
    def look(self, number, wanted, pick):
        self.says_what_the_dictionary_says(self.at(number).store, wanted, pick)

    def says_what_the_dictionary_says(self, store, wanted=CallFilter(), pick=0) -> None:  # noqa: B008 - frozen
        model = self.model
        for key, revisions in model.history.items():
            assert exact(store.get(*key)) == exact(model.current(key))
            assert exact(store.revisions(*key)) == exact(revisions)
        for kind in KINDS:
            assert exact(list(store.records(kind))) == exact(model.docs(kind))
            assert store.get(kind, 12) is None
            assert store.revisions(kind, 12) == []
        assert exact(store.open_follow_ups()) == exact(model.open_follow_ups())
        assert exact(store.calls_in_progress()) == exact(model.calls_in_progress())
        follow_ups = model.docs("follow_up")
        for number in {1, 2, 41, *(doc["number"] for doc in follow_ups)}:
            found = store.follow_up_number(number)
            called_so = [exact(doc) for doc in follow_ups if doc["number"] == number]
            assert exact(found) in called_so if called_so else found is None
        calls = [doc for doc in model.docs("call") if wanted.keeps(doc)]
        assert exact(list(store.calls(wanted))) == exact(calls)
        if calls:
            before = calls[pick % len(calls)]["id"]
            assert exact(list(store.calls(wanted, before))) == exact([doc for doc in calls if doc["id"] < before])

    # --- drafts

    @rule(
        number=seats,
        call=st.sampled_from(CALLS),
        again=st.booleans(),
        put=st.lists(given.events, min_size=1, max_size=3),
    )
    def type_in_a_draft(self, number, call, again, put):
        seat = self.at(number)
        left = self.drafts.orphans(seat.login)
        if again and left:
            call = left[-1].call
        if self.drafts.holder(seat.login, call) not in {None, seat}:
            # At another terminal of the same login: that one stays as it is.
            second = seat.store.draft(call)
            assert second.durable() == 0
            second.discard()
            return
        draft, known = seat.store.draft(call), self.drafts.taken(seat, seat.login, call)
        assert seat.drafts.get(call) in {None, draft}
        seat.drafts[call] = draft
        assert draft.durable() == len(known.events)
        for event in put:
            number = draft.put(event)
            self.drafts.put(known, event)
            assert number == len(known.events)
        assert draft.flush()
        assert (draft.durable(), draft.failed()) == (len(known.events), "")
        self.form.date(draft, known.written)

    @rule(number=seats, call=st.sampled_from(CALLS), discard=st.booleans())
    def let_go_of_a_draft(self, number, call, discard):
        seat = self.at(number)
        draft = seat.drafts.pop(call, None)
        if draft is None:
            return
        known = self.drafts.taken(seat, seat.login, call)
        known.holder = None
        if discard:
            draft.discard()
            self.drafts.all.remove(known)
        else:
            draft.close()

    @rule(number=seats)
    def look_at_drafts(self, number):
        seat = self.at(number)
        offered = [(orphan.call, exact(orphan.events)) for orphan in seat.store.orphaned_drafts()]
        assert offered == [(draft.call, exact(draft.events)) for draft in self.drafts.orphans(seat.login)]
        assert seat.store.living_drafts() == self.drafts.living()

    # --- folding

    @rule(number=seats, force=st.booleans())
    def checkpoint(self, number, force):
        self.at(number).store.checkpoint(force=force)

    @rule(number=seats)
    def verify(self, number):
        store = self.at(number).store
        self.tidy(store)
        verified = store.verify()
        assert verified.findings == (), verified.findings
        assert verified.documents == sum(len(revisions) for revisions in self.model.history.values())

    def tidy(self, store) -> None:
        """See to it that a check has nothing to find."""

    def teardown(self) -> None:
        try:
            for number in range(len(LOGINS)):
                self.tell_changes(number)
                self.look(number, CallFilter(), 0)
                self.look_at_drafts(number)
                self.verify(number)
        finally:
            for seat in self.sitting():
                seat.store.close()
