"""The form of a journal line, and the chain that seals it.

A line is `<chain> <json>` and a newline. The chain is the SHA-256 of the chain before it and of the header:
the JSON with each document left out and its hash kept. So a document can later be replaced by null (a
retention purge) and the chain still verifies, while any other change of any byte shows.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from paratui.store.document import doc_bytes, read_doc

if TYPE_CHECKING:
    from paratui.domain.record import Doc

GENESIS = "0" * 64
PURGED = msgspec.Raw(b"null")
_CHAIN = 64


class Op(msgspec.Struct, frozen=True):
    """One stored document: `hash` is the SHA-256 of the bytes of `doc` as they stand in the line."""

    kind: str
    id: int
    rev: int
    hash: str
    doc: msgspec.Raw


class Body(msgspec.Struct, frozen=True):
    """One commit. `seq` counts all commits of the office; order is `seq`, never `time`."""

    seq: int
    time: str
    by: str
    ops: list[Op]


class _HeaderOp(msgspec.Struct, frozen=True):
    kind: str
    id: int
    rev: int
    hash: str


class _Header(msgspec.Struct, frozen=True):
    seq: int
    time: str
    by: str
    ops: list[_HeaderOp]


class Sealed(NamedTuple):
    """A line that was read or is to be written: its commit, its chain value and its bytes in the file."""

    body: Body
    chain: str
    line: bytes


class BadLineError(Exception):
    """A line that is not what was written; `str()` says in which way."""


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Body).decode


def decoded(raw: msgspec.Raw) -> Doc | None:
    """The document of its bytes; None when it was purged."""
    return None if raw == PURGED else read_doc(raw)


def _chain(previous: str, body: Body) -> str:
    ops = [_HeaderOp(op.kind, op.id, op.rev, op.hash) for op in body.ops]
    header = _Header(body.seq, body.time, body.by, ops)
    return sha256(previous.encode() + b" " + _encode(header)).hexdigest()


def sealed_doc(kind: str, doc: Doc) -> Op:
    """A document (with `id` and its new `rev`) as it goes into a line."""
    raw = doc_bytes(doc)
    return Op(kind, doc["id"], doc["rev"], sha256(raw).hexdigest(), msgspec.Raw(raw))


def tombstone(kind: str, record: int, rev: int) -> Op:
    """The last revision of a record that is purged: a place in the history without a content."""
    return Op(kind, record, rev, sha256(PURGED).hexdigest(), PURGED)


def seal(previous: str, seq: int, time: str, by: str, ops: list[Op]) -> Sealed:
    """The line that stores `ops` after the chain `previous`."""
    body = Body(seq, time, by, ops)
    chain = _chain(previous, body)
    return Sealed(body, chain, line_bytes(chain, body))


def line_bytes(chain: str, body: Body) -> bytes:
    """A commit as it stands in a segment, with its newline."""
    return chain.encode() + b" " + _encode(body) + b"\n"


def unseal(previous: str, seq: int, line: bytes) -> Sealed:
    """The commit of a line (without its newline) that must follow `previous` with number `seq`.

    Raises BadLineError when a single byte of it is not as it was sealed.
    """
    sealed = follow(previous, seq, line)
    for op in sealed.body.ops:
        if not is_whole(op):
            raise BadLineError(f"the {op.kind.replace('_', '-')} {op.id} in it was changed")
    return sealed


def follow(previous: str, seq: int, line: bytes) -> Sealed:
    """As `unseal`, but the documents are not looked into: their hashes are what the chain seals."""
    body = parse(line)
    if body.seq != seq:
        raise BadLineError(f"commit {seq} is expected here and this is commit {body.seq}")
    chain = _chain(previous, body)
    if line[:_CHAIN] != chain.encode():
        raise BadLineError("it does not follow from the line before")
    return Sealed(body, chain, line)


def is_whole(op: Op) -> bool:
    """Whether a document is the one that was sealed, or was purged."""
    return op.doc == PURGED or sha256(op.doc).hexdigest() == op.hash


def parse(line: bytes) -> Body:
    """The commit of a line, its form checked to the byte but not its seal; raises BadLineError."""
    if line[_CHAIN : _CHAIN + 1] != b" ":
        raise BadLineError("it is no journal line")
    text = line[_CHAIN + 1 :]
    try:
        body = _decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadLineError(f"it is no journal line ({error})") from None
    # What is not in the fields (spacing, unknown names) is sealed by there being only one way to write them.
    if _encode(body) != text:
        raise BadLineError("its form was changed")
    return body
