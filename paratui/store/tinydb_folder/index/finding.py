"""Asking the index: the calls of a filter, as rows of a list, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.domain.follow_up_row import FollowUpRow
from paratui.domain.ids import make_id
from paratui.domain.search_words import asked
from paratui.domain.wall_clock import from_utc_text
from paratui.store.tinydb_folder.index.entries import CALL_COLUMNS, fact, row_of

if TYPE_CHECKING:
    import sqlite3

    from paratui.domain.call_filter import CallFilter
    from paratui.domain.call_row import CallRow
    from paratui.domain.search_words import Asked

_COLUMNS = ", ".join(CALL_COLUMNS)
_SAME = ("staff", "matter_id", "channel", "outcome")


def rows(
    connection: sqlite3.Connection,
    wanted: CallFilter,
    limit: int,
    *,
    before: int | None = None,
    after: int | None = None,
    skip: int = 0,
    lines: bool = True,
) -> list[CallRow]:
    """Up to `limit` wanted calls, newest first: those below the id `before`, or those next above `after`.

    The first `skip` of them are left out.
    """
    where, given = _where(wanted, before, after)
    order = "ASC" if after is not None else "DESC"
    source, key = ("words", "rowid") if _match(wanted) else ("call", "id")
    ids = f"SELECT {key} FROM {source} WHERE {where} ORDER BY {key} {order} LIMIT ? OFFSET ?"  # noqa: S608 - made of names, no one's words
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM call WHERE id IN ({ids}) ORDER BY id DESC",  # noqa: S608 - as above
        (*given, limit, skip),
    )
    return [row_of(one, lines=lines) for one in found]


def count(
    connection: sqlite3.Connection, wanted: CallFilter, *, before: int | None = None, after: int | None = None
) -> int:
    """How many wanted calls there are, of those below `before` or above `after` where that is given."""
    where, given = _where(wanted, before, after)
    source = "words" if _match(wanted) else "call"
    found = connection.execute(f"SELECT count(*) FROM {source} WHERE {where}", given).fetchone()  # noqa: S608 - as above
    return int(found[0])


def follow_ups(connection: sqlite3.Connection, people: tuple[int, ...], matter: int) -> list[FollowUpRow]:
    """The items of any of these people; without people, of a matter."""
    # The second condition is that of the table's partial indexes.
    whose = f"person_id IN ({', '.join('?' * len(people))}) AND person_id"
    where = whose if people else "matter_id = ? AND matter_id"
    found = connection.execute(
        f"SELECT id, created, closed FROM follow_up WHERE {where}",  # noqa: S608 - as above
        people or (matter,),
    )
    return [FollowUpRow(*one) for one in found]


def _where(wanted: CallFilter, before: int | None, after: int | None) -> tuple[str, list[Any]]:
    match = _match(wanted)
    key = "rowid" if match else "id"
    clauses = ["words MATCH ?"] if match else []
    given: list[Any] = [match] if match else []
    # An id carries the moment a call began.
    bounds = (
        (">=", _first_id(wanted.since) if wanted.since else None),
        ("<", _first_id(wanted.until) if wanted.until else None),
        ("<", before),
        (">", after),
    )
    for sign, bound in bounds:
        if bound is not None:
            clauses.append(f"{key} {sign} ?")
            given.append(bound)
    if not match:
        clauses.append(f"status IN ({', '.join('?' * len(wanted.statuses))})")
        given += wanted.statuses
    return " AND ".join(clauses), given


def _first_id(moment: str) -> int:
    return make_id(from_utc_text(moment), 0)


def _match(wanted: CallFilter) -> str:
    """The filter as a query of full text; empty when every call of a time is wanted."""
    facts = [f'facts : "{fact(name, value)}"' for name in _SAME if (value := getattr(wanted, name))]
    whose = (wanted.person_id, *wanted.merged) if wanted.person_id else ()
    facts += [f"({' OR '.join(_fact('person_id', one) for one in whose)})"] if whose else []
    facts += [f'facts : "{fact("kind", wanted.kind)}"'] if wanted.kind else []
    facts += [f'facts : "{fact("incomplete", value=True)}"'] if wanted.incomplete else []
    words = [*_looked_for(asked(wanted.words), "said who"), *_looked_for(asked(wanted.who), "who")]
    if not facts and not words:
        return ""
    statuses = " OR ".join(f'facts : "{fact("status", status)}"' for status in wanted.statuses)
    return " AND ".join([*words, *facts, f"({statuses})"])


def _fact(name: str, value: object) -> str:
    return f'facts : "{fact(name, value)}"'


def _looked_for(found: Asked, where: str) -> list[str]:
    """Each thing that is asked for. Its words are letters and digits alone, so nothing typed can be a query."""
    return [
        *(f'({{{where}}} : "{word}" *)' for word in found.words),
        *(f'({{{where}}} : "{" ".join(phrase)}" *)' for phrase in found.phrases),
        *(f'(({_all(said, where)}) OR ends : "{digits}" *)' for said, digits in found.numbers),
    ]


def _all(words: tuple[str, ...], where: str) -> str:
    return " AND ".join(f'{{{where}}} : "{word}" *' for word in words)
