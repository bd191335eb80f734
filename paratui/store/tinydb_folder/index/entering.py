"""Entering what was committed since: a commit of many records in pieces, between which others come to their turn.

A piece is there for good once it is entered, while `reached` still names the commit before. That a commit is begun
stands in a second row of `reached`: one that was taken back afterwards is not taken for entered in part.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from paratui.store.tinydb_folder.files import replay
from paratui.store.tinydb_folder.ground.folder import segment_name
from paratui.store.tinydb_folder.index import entries
from paratui.store.tinydb_folder.index.schema import FORM
from paratui.store.tinydb_folder.journal.journal import Position
from paratui.store.tinydb_folder.journal.segment import PURGED, decoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from paratui.store.tinydb_folder.ground.folder import Folder
    from paratui.store.tinydb_folder.journal.segment import Op

KINDS = ("call", "follow_up", "person", "matter")
# So much of the journal is entered in about ten milliseconds.
FEW_BYTES = 48_000
# Others may enter something between two pieces, and come to their turn between two strides.
_PIECE, _STRIDE = 400, 20


def enter_new(
    connection: sqlite3.Connection, folder: Folder, goal: int, rest: Callable[[], None] | None = None
) -> None:
    """Enter every commit up to number `goal`; `rest` is called now and then.

    Raises sqlite3.Error, replay.DamagedError, and what `rest` raises: what is entered until then stays.
    """
    while (reached := reached_by(connection)).seq < goal:
        for sealed, segment, offset in replay.commits(folder, goal, reached):
            after = Position(segment, offset, sealed.chain, sealed.body.seq)
            if not _entered(connection, sealed.body.ops, reached, after, rest):
                break
            reached = after


def _entered(
    connection: sqlite3.Connection,
    ops: Sequence[Op],
    reached: Position,
    after: Position,
    rest: Callable[[], None] | None,
) -> bool:
    """Enter one commit; False when somebody else has gone on meanwhile."""
    for start in range(0, max(len(ops), 1), _PIECE):
        with _transaction(connection):
            if reached_by(connection) != reached:
                return False
            if begun(connection) not in {"", after.chain}:
                raise sqlite3.DatabaseError("the index holds a part of a commit that was taken back")
            for place, op in enumerate(ops[start : start + _PIECE]):
                _enter(connection, op)
                if rest and place % _STRIDE == 0:
                    rest()
            if start + _PIECE >= len(ops):
                keep(connection, after)
            elif not start:
                keep(connection, reached, after)
    return True


def _enter(connection: sqlite3.Connection, op: Op) -> None:
    if op.kind in KINDS:
        doc = decoded(op.doc)
        if op.doc == PURGED or doc is None:
            entries.remove(connection, op.kind, op.id)
        else:
            entries.put(connection, op.kind, doc)


def reached_by(connection: sqlite3.Connection) -> Position:
    """How far in the journal the index goes."""
    found = connection.execute("SELECT segment, offset, chain, seq FROM reached ORDER BY rowid").fetchone()
    if found is None:
        raise sqlite3.DatabaseError("the index does not say how far it goes")
    return Position(*found)


def begun(connection: sqlite3.Connection) -> str:
    """The chain of the commit that is entered in part, empty for none."""
    found = connection.execute("SELECT chain FROM reached ORDER BY rowid LIMIT 1 OFFSET 1").fetchone()
    return str(found[0]) if found else ""


def keep(connection: sqlite3.Connection, *rows: Position) -> None:
    """Note how far the index goes, and what is begun."""
    connection.execute("DELETE FROM reached")
    connection.executemany("INSERT INTO reached VALUES (?, ?, ?, ?, ?)", ((*row, FORM) for row in rows))


def is_much(folder: Folder, reached: Position, goal: Position) -> bool:
    """Whether more than a moment's work lies between two places in the journal."""
    if goal.segment - reached.segment > 1:
        return True
    first = 0
    if goal.segment > reached.segment:
        first = _size(folder, reached.segment)
    return first + goal.offset - reached.offset > FEW_BYTES


def is_much_unread(folder: Folder, read: Position) -> bool:
    """Whether much was committed after a place in the journal; two looks at most, and nothing is read."""
    return _size(folder, read.segment) - read.offset > FEW_BYTES


def _size(folder: Folder, segment: int) -> int:
    for place in (folder.journal, folder.audit):
        try:
            return (place / segment_name(segment)).stat().st_size
        except FileNotFoundError:
            continue
    return 0


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
