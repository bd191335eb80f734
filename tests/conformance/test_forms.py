"""The forms of what lies on the disk: what was written is read back, and no change of a byte goes unnoticed."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from paratui.store.document import doc_bytes
from paratui.store.tinydb_folder.drafts.draft_file import draft_line, events_of
from paratui.store.tinydb_folder.files.shard import CALLS, DEFAULT, read_tables, tables_bytes
from paratui.store.tinydb_folder.journal.segment import (
    GENESIS,
    BadLineError,
    decoded,
    line_bytes,
    seal,
    sealed_doc,
    tombstone,
    unseal,
)
from tests.conformance import model_documents as made
from tests.conformance.model import exact, plain

often = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=60,
    # tmp_path is one folder for all examples, each of which writes its file anew.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
docs = st.builds(lambda doc, record, rev: doc | {"id": record, "rev": rev}, made.unknown_fields, made.ids, st.just(1))
commits = st.lists(st.tuples(made.kinds, docs), min_size=1, max_size=3)
names = st.sampled_from(("ana", "d.nguyen", "ünal", '"', ""))
flips = st.integers(1, 255)


def sealed(commit, by="ana", previous=GENESIS, seq=1):
    return seal(previous, seq, "2026-10-08T14:00:00Z", by, [sealed_doc(kind, doc) for kind, doc in commit])


@given(first=commits, second=commits, by=names)
@often
def test_a_sealed_commit_is_read_back_and_holds_only_in_its_place(first, second, by):
    one = sealed(first, by)
    two = sealed(second, by, one.chain, 2)
    for line, commit, previous, seq in ((one.line, first, GENESIS, 1), (two.line, second, one.chain, 2)):
        read = unseal(previous, seq, line[:-1])
        assert (read.body.by, read.body.seq) == (by, seq)
        assert exact([(op.kind, decoded(op.doc)) for op in read.body.ops]) == exact(plain(commit))
    with pytest.raises(BadLineError):
        unseal(GENESIS, 2, two.line[:-1])
    with pytest.raises(BadLineError):
        unseal(one.chain, 3, two.line[:-1])


@given(commit=commits, data=st.data())
@often
def test_any_changed_byte_and_any_cut_of_a_sealed_line_is_noticed(commit, data):
    line = sealed(commit).line[:-1]
    for _ in range(20):
        at, flip = data.draw(st.integers(0, len(line) - 1)), data.draw(flips)
        changed = line[:at] + bytes([line[at] ^ flip]) + line[at + 1 :]
        with pytest.raises(BadLineError):
            unseal(GENESIS, 1, changed)
        with pytest.raises(BadLineError):
            unseal(GENESIS, 1, line[:at])
        with pytest.raises(BadLineError):
            unseal(GENESIS, 1, line[:at] + line[at : at + 1] + line[at:])


@given(commit=commits, data=st.data())
@often
def test_a_commit_holds_without_the_documents_that_were_purged_and_with_no_others(commit, data):
    whole = sealed(commit)
    at = data.draw(st.integers(0, len(commit) - 1))
    ops = [
        msgspec.structs.replace(op, doc=tombstone(op.kind, op.id, op.rev).doc) if place == at else op
        for place, op in enumerate(whole.body.ops)
    ]
    line = line_bytes(whole.chain, msgspec.structs.replace(whole.body, ops=ops))
    read = unseal(GENESIS, 1, line[:-1])
    assert decoded(read.body.ops[at].doc) is None
    another = msgspec.structs.replace(ops[at], doc=msgspec.Raw(b'{"id":1,"rev":1,"text":"never said"}'))
    line = line_bytes(whole.chain, msgspec.structs.replace(whole.body, ops=[*ops[:at], another, *ops[at + 1 :]]))
    with pytest.raises(BadLineError):
        unseal(GENESIS, 1, line[:-1])


@given(events=st.lists(made.events, max_size=6), data=st.data())
@often
def test_a_draft_that_was_cut_anywhere_has_every_event_before_the_cut(events, data):
    lines = [draft_line(event) for event in events]
    whole = b"".join(lines)
    cut = data.draw(st.integers(0, len(whole)))
    read, end = events_of(whole[:cut])
    ends = [len(b"".join(lines[:count])) for count in range(len(lines) + 1)]
    count = max(count for count, end_of in enumerate(ends) if end_of <= cut)
    assert exact(read) == exact(plain(events[:count]))
    assert end == ends[count]


@given(events=st.lists(made.events, min_size=1, max_size=6), data=st.data(), flip=flips)
@often
def test_a_changed_byte_of_a_draft_costs_the_event_it_is_in_and_no_other(events, data, flip):
    lines = [draft_line(event) for event in events]
    hurt = data.draw(st.integers(0, len(lines) - 1))
    at = data.draw(st.integers(0, len(lines[hurt]) - 1))
    line = lines[hurt]
    lines[hurt] = line[:at] + bytes([line[at] ^ flip]) + line[at + 1 :]
    # Without its newline a line takes the next one with it.
    lost = {hurt, hurt + 1} if at == len(line) - 1 else {hurt}
    read, _ = events_of(b"".join(lines))
    assert exact(read) == exact(plain([event for place, event in enumerate(events) if place not in lost]))


tables = st.fixed_dictionaries(
    {DEFAULT: st.dictionaries(made.ids, made.unknown_fields, max_size=4)},
    optional={CALLS: st.dictionaries(made.ids, made.unknown_fields, max_size=4)},
)


@given(held=tables)
@often
def test_stock_tinydb_reads_the_files_and_what_it_writes_is_read(held, tmp_path):
    path = tmp_path / "hot.json"
    raws = {
        name: {record: msgspec.Raw(doc_bytes(doc)) for record, doc in table.items()} for name, table in held.items()
    }
    path.write_bytes(tables_bytes(raws))
    with TinyDB(path) as db:
        for name, table in held.items():
            assert exact({doc.doc_id: dict(doc) for doc in db.table(name)}) == exact(plain(table))
        db.insert({"text": "by hand"})
    read = read_tables(path.read_bytes())
    added = max(held[DEFAULT], default=0) + 1
    expected = {**held, DEFAULT: {**held[DEFAULT], added: {"text": "by hand"}}}
    as_read = {name: {record: decoded(raw) for record, raw in table.items()} for name, table in read.items()}
    assert exact(as_read) == exact({name: plain(table) for name, table in expected.items()})
