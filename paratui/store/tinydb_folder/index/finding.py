"""Asking the index: the calls of a filter, as rows of a list, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.domain.best_first import grades
from paratui.domain.call_order import CallOrder
from paratui.domain.call_row import whole_number
from paratui.domain.follow_up_row import FollowUpRow
from paratui.domain.ids import make_id
from paratui.domain.search_words import asked
from paratui.domain.silence import Heard
from paratui.domain.wall_clock import from_utc_text
from paratui.store.tinydb_folder.index.entries import CALL_COLUMNS, fact, row_of
from paratui.store.tinydb_folder.index.schema import SPAN_BITS

if TYPE_CHECKING:
    import sqlite3

    from paratui.domain.call_filter import CallFilter
    from paratui.domain.call_row import CallRow
    from paratui.domain.search_words import Asked

_COLUMNS = ", ".join(CALL_COLUMNS)
_ANYWHERE = "said who"
_WORDS_OF = "SELECT rowid FROM words WHERE words MATCH ?"
_NUMBER_OF = "SELECT count(*) FROM words WHERE words MATCH ?"
_SAME = ("staff", "matter_id", "channel", "outcome")
# SQLite takes so many values in one question everywhere.
_AT_ONCE = 500
# The least and the greatest number a table can hold.
_FIRST_ID, _LAST_ID = -(1 << 63), (1 << 63) - 1
# What calls are sorted by, and whether it falls.
_SORTED = {CallOrder.LONGEST: ("seconds", True), CallOrder.CALLER: ("name", False)}


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


def best_rows(
    connection: sqlite3.Connection, wanted: CallFilter, limit: int, *, skip: int = 0, lines: bool = True
) -> list[CallRow]:
    """Up to `limit` wanted calls, best first, without the first `skip`; newest first without words."""
    steps = _graded(wanted)
    if not steps:
        return rows(connection, wanted, limit, skip=skip, lines=lines)
    ids: dict[int, None] = {}
    for step in steps:
        # As many as are known already may be among those of the next grade.
        newest = (step, skip + limit + len(ids))
        ids.update((one, None) for (one,) in connection.execute(f"{_WORDS_OF} ORDER BY rowid DESC LIMIT ?", newest))
        if len(ids) >= skip + limit:
            break
    page = tuple(ids)[skip : skip + limit]
    entries = connection.execute(
        f"SELECT {_COLUMNS} FROM call WHERE id IN ({', '.join('?' * len(page))})",  # noqa: S608 - as above
        page,
    )
    told = {one[0]: row_of(one, lines=lines) for one in entries}
    return [told[one] for one in page]


def best_place(connection: sqlite3.Connection, wanted: CallFilter, call: int) -> int:
    """How many wanted calls come before a call, best first; 0 where it is none of them."""
    steps = _graded(wanted)
    if not steps:
        return count(connection, wanted, after=call)
    for place, step in enumerate(steps):
        if not _number(connection, f"{_NUMBER_OF} AND rowid = ?", step, call):
            continue
        if not place:
            return _number(connection, f"{_NUMBER_OF} AND rowid > ?", step, call)
        better = " OR ".join(f"({one})" for one in steps[:place])
        newer = _number(connection, f"{_NUMBER_OF} AND rowid > ?", f"({step}) NOT ({better})", call)
        return newer + _number(connection, _NUMBER_OF, better)
    return 0


def sorted_rows(
    connection: sqlite3.Connection,
    wanted: CallFilter,
    limit: int,
    order: CallOrder,
    *,
    below: int = 0,
    above: int = 0,
    skip: int = 0,
    of: int = 0,
    lines: bool = True,
) -> list[CallRow]:
    """Up to `limit` wanted calls, longest first or by caller: those below a call of that list, or next above it.

    `of` is how many there are in all, where that is known: what is nearer to the end is looked for from there.
    """
    key, falling = _SORTED[order]
    where, given = _from_there(connection, wanted, order, below=below, above=above)
    near_the_end = not (below or above) and 0 < of < 2 * skip
    upwards = above or near_the_end
    if near_the_end:
        limit, skip = max(0, min(limit, of - skip)), max(0, of - skip - limit)
    # Upwards everything is turned round.
    way, newest = ("DESC", "DESC") if falling else ("ASC", "DESC")
    turned = {"ASC": "DESC", "DESC": "ASC"} if upwards else {"ASC": "ASC", "DESC": "DESC"}
    ids = f"SELECT id FROM call WHERE {where} ORDER BY {key} {turned[way]}, id {turned[newest]} LIMIT ? OFFSET ?"  # noqa: S608 - as above
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM call WHERE id IN ({ids}) ORDER BY {key} {way}, id {newest}",  # noqa: S608 - as above
        (*given, limit, skip),
    )
    return [row_of(one, lines=lines) for one in found]


def sorted_place(connection: sqlite3.Connection, wanted: CallFilter, order: CallOrder, call: int) -> int:
    """How many wanted calls come before a call, longest first or by caller; 0 where it is gone."""
    where, given = _from_there(connection, wanted, order, above=call)
    return _number(connection, f"SELECT count(*) FROM call WHERE {where}", *given)  # noqa: S608 - as above


def _from_there(
    connection: sqlite3.Connection, wanted: CallFilter, order: CallOrder, *, below: int = 0, above: int = 0
) -> tuple[str, list[Any]]:
    """The wanted calls, of those below or above a call in an order; none where that call is gone."""
    where, given = _where(wanted, None, None)
    if _match(wanted):
        where = f"id IN (SELECT rowid FROM words WHERE {where})"  # noqa: S608 - as above
    if not (below or above):
        return where, given
    key, falling = _SORTED[order]
    there = connection.execute(f"SELECT {key} FROM call WHERE id = ?", (below or above,)).fetchone()  # noqa: S608 - as above
    if there is None:
        return "0", []
    further = "<=" if falling == bool(below) else ">="
    newer = "<" if below else ">"
    return f"{where} AND {key} {further} ? AND ({key} <> ? OR id {newer} ?)", [*given, *there, *there, below or above]


def _number(connection: sqlite3.Connection, question: str, *given: Any) -> int:
    return int(connection.execute(question, given).fetchone()[0])


def count(
    connection: sqlite3.Connection, wanted: CallFilter, *, before: int | None = None, after: int | None = None
) -> int:
    """How many wanted calls there are, of those below `before` or above `after` where that is given."""
    if _match(wanted):
        where, given = _where(wanted, before, after)
        return _number(connection, f"SELECT count(*) FROM words WHERE {where}", *given)  # noqa: S608 - as above
    # Whole spans are counted already; what is left are the calls of a span at either end. Asked at once: a call that
    # is entered meanwhile would stand in none of them or in two.
    first, last = _between(wanted, before, after)
    opening, closing = first >> SPAN_BITS, last >> SPAN_BITS
    status = f"status IN ({_marks(wanted.statuses)})"
    whole = f"(SELECT coalesce(sum(calls), 0) FROM call_span WHERE {status} AND span > ? AND span < ?)"  # noqa: S608 - as above
    some = f"(SELECT count(*) FROM call WHERE {status} AND id BETWEEN ? AND ?)"  # noqa: S608 - as above
    asked_for = [(some, first, min(last, (opening + 1 << SPAN_BITS) - 1))]
    if opening < closing:
        asked_for += [(whole, opening, closing), (some, closing << SPAN_BITS, last)]
    numbers = [one for _, least, most in asked_for for one in (*wanted.statuses, least, most)]
    return _number(connection, f"SELECT {' + '.join(one[0] for one in asked_for)}", *numbers)


def follow_ups(connection: sqlite3.Connection, people: tuple[int, ...], matter: int) -> list[FollowUpRow]:
    """The items of any of these people; without people, of a matter."""
    # The second condition is that of the table's partial indexes.
    ids = _held(people or (matter,))
    whose = "person_id" if people else "matter_id"
    found = connection.execute(
        f"SELECT id, created, closed FROM follow_up WHERE {whose} IN ({_marks(ids)}) AND {whose}",  # noqa: S608 - as above
        ids,
    )
    return [FollowUpRow(*one) for one in found]


def last_of(
    connection: sqlite3.Connection, people: tuple[int, ...], limit: int, before: int | None
) -> list[CallRow]:
    """Up to `limit` ended calls of any of these people, newest first, those below the id `before`."""
    # Without full text, which a search may keep busy; the second condition is that of the partial index.
    ids = _held(people)
    if not ids:
        return []
    theirs = f"person_id IN ({_marks(ids)}) AND person_id AND status = 'ended'"
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM call INDEXED BY call_of_person WHERE {theirs} AND id < ? ORDER BY id DESC LIMIT ?",  # noqa: S608 - made of names, no one's words
        (*ids, before if before is not None else 1 << 62, limit),
    )
    return [row_of(one, lines=False) for one in found]


def since(connection: sqlite3.Connection, people: tuple[int, ...], first: int) -> list[Heard]:
    """The ended calls of any of these people from the id `first` on, in no order."""
    ids, found = _held(people), list[Heard]()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        # The second condition is that of the partial index.
        theirs = f"person_id IN ({_marks(some)}) AND person_id AND status = 'ended' AND id >= ?"
        told = connection.execute(
            f"SELECT {', '.join(Heard._fields)} FROM call INDEXED BY call_of_person WHERE {theirs}",  # noqa: S608 - made of names, no one's words
            (*some, first),
        )
        found += map(Heard._make, told)
    return found


def _held(ids: tuple[int, ...]) -> tuple[int, ...]:
    """Those of ids that a table can hold: another tool may have put any number among those of a person."""
    return tuple(filter(whole_number, ids))


def _marks(ids: tuple[object, ...]) -> str:
    return ", ".join("?" * len(ids))


def last_over(connection: sqlite3.Connection, plain: str) -> dict[int, int]:
    """The newest call with each person over a number, whatever the extension: its id by the person's."""
    # The conditions are those of the partial index.
    whole = "person_id AND phone <> '' AND status = 'ended' AND outcome <> 'wrong_number'"
    told = f"SELECT person_id, id FROM call INDEXED BY call_over_number WHERE {whole}"  # noqa: S608 - made of names, no one's words
    # Behind the semicolon stands an extension; the next character after it is "<".
    over = f"{told} AND phone = ? UNION ALL {told} AND phone >= ? AND phone < ?"
    newest = f"SELECT person_id, max(id) FROM ({over}) GROUP BY person_id"  # noqa: S608 - as above
    return dict(connection.execute(newest, (plain, f"{plain};", f"{plain}<")))


def _where(wanted: CallFilter, before: int | None, after: int | None) -> tuple[str, list[Any]]:
    match = _match(wanted)
    key = "rowid" if match else "id"
    clauses = ["words MATCH ?"] if match else []
    given: list[Any] = [match] if match else []
    first, last = _between(wanted, before, after)
    if first > _FIRST_ID:
        clauses.append(f"{key} >= ?")
        given.append(first)
    if last < _LAST_ID:
        clauses.append(f"{key} <= ?")
        given.append(last)
    if not match:
        clauses.append(f"status IN ({_marks(wanted.statuses)})")
        given += wanted.statuses
    return " AND ".join(clauses), given


def _between(wanted: CallFilter, before: int | None, after: int | None) -> tuple[int, int]:
    """The lowest and the highest id a wanted call may have; an id carries the moment a call began."""
    if before == _FIRST_ID or after == _LAST_ID:
        # No table holds a number beyond these.
        return 1, 0
    first = max(_first_id(wanted.since) if wanted.since else _FIRST_ID, _FIRST_ID if after is None else after + 1)
    last = min(_first_id(wanted.until) - 1 if wanted.until else _LAST_ID, _LAST_ID if before is None else before - 1)
    return first, last


def _first_id(moment: str) -> int:
    return make_id(from_utc_text(moment), 0)


def _match(wanted: CallFilter) -> str:
    """The filter as a query of full text; empty when every call of a time is wanted."""
    facts, words = _facts(wanted), _looked_for(asked(wanted.words), _ANYWHERE)
    return " AND ".join([*words, *facts, _status(wanted)]) if facts or words else ""


def _facts(wanted: CallFilter) -> list[str]:
    """What a call must be, and in whose names it must be found, whatever else is looked for."""
    facts = [f'facts : "{fact(name, value)}"' for name in _SAME if (value := getattr(wanted, name))]
    whose = (wanted.person_id, *wanted.merged) if wanted.person_id else ()
    facts += [f"({' OR '.join(_fact('person_id', one) for one in whose)})"] if whose else []
    facts += [f'facts : "{fact("kind", wanted.kind)}"'] if wanted.kind else []
    facts += [f'facts : "{fact("incomplete", value=True)}"'] if wanted.incomplete else []
    return [*_looked_for(asked(wanted.who), "who"), *facts]


def _status(wanted: CallFilter) -> str:
    return f"({' OR '.join(_fact('status', status) for status in wanted.statuses)})"


def _graded(wanted: CallFilter) -> list[str]:
    """A query for each grade of what is looked for, best first."""
    always = [*_facts(wanted), _status(wanted)]
    return [
        " AND ".join([*_looked_for(step.asked, "who" if step.who else _ANYWHERE), *always])
        for step in grades(wanted.words)
    ]


def _fact(name: str, value: object) -> str:
    return f'facts : "{fact(name, value)}"'


def _looked_for(found: Asked, where: str) -> list[str]:
    """Each thing that is asked for. Its words are letters and digits alone, so nothing typed can be a query."""
    return [
        *(f'({{{where}}} : "{word}"{"" if found.whole else " *"})' for word in found.words),
        *(f'({{{where}}} : "{" ".join(phrase)}" *)' for phrase in found.phrases),
        *(f"(({_all(said, where)}) OR {_ends(dialled)})" for said, dialled in found.numbers),
    ]


def _all(words: tuple[str, ...], where: str) -> str:
    return " AND ".join(f'{{{where}}} : "{word}" *' for word in words)


def _ends(dialled: tuple[str, ...]) -> str:
    return " OR ".join(f'ends : "{digits}" *' for digits in dialled)
