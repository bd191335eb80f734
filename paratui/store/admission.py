"""Whether the documents of a commit may be stored: the one rule every store applies inside its lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import BadInput, Conflict
from paratui.store.document import doc_bytes, exact_bytes, read_doc
from paratui.store.interface import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paratui.domain.record import Doc
    from paratui.store.interface import Put

_BIGGEST_ID = (1 << 63) - 1
# Far above what anybody says on the phone; every tool that reads JSON keeps it whole.
_BIGGEST_NUMBER = (1 << 53) - 1


class Standing(NamedTuple):
    """How a record stands now: its newest revision and document (None when that was purged)."""

    rev: int
    doc: Doc | None


class Admitted(NamedTuple):
    """A document as it is to be stored; `fresh` is False when it already is (the commit is a retry)."""

    kind: str
    doc: Doc
    fresh: bool


def admit(
    puts: Sequence[Put],
    standing: Callable[[str, int], Standing | None],
    last_change: Callable[[str, int], tuple[str, str]],
    last_number: int,
) -> list[Admitted]:
    """The documents of a commit with their new revisions and numbers, or Conflict for all of them.

    `last_change` tells who changed a record last and when; it is asked only for a conflict. A new follow-up
    gets the number after `last_number`, so numbers are dense and unique when this is called under a lock.
    """
    admitted: list[Admitted] = []
    pending: dict[tuple[str, int], Standing] = {}
    number = last_number
    for put in puts:
        _refuse_nonsense(put)
        key: tuple[str, int] = (put.kind, put.doc["id"])
        now = pending.get(key) or standing(*key)
        offered = read_doc(doc_bytes(put.doc))
        stored = now.doc if now and put.base_revision == now.rev - 1 else None
        if stored is not None and _same_content(put.kind, stored, offered):
            admitted.append(Admitted(put.kind, stored, fresh=False))
            continue
        if put.base_revision != (now.rev if now else 0) or (now and now.doc is None):
            by, time = last_change(*key) if now and key not in pending else ("this commit", "")
            raise Conflict(put.kind, put.doc["id"], now.doc if now else None, put.doc, by, time)
        doc = offered | {"rev": put.base_revision + 1}
        if put.kind == "follow_up":
            if not doc.get("number"):
                doc["number"] = ((now and now.doc) or {}).get("number") or number + 1
            number = max(number, doc["number"])
        pending[key] = Standing(doc["rev"], doc)
        admitted.append(Admitted(put.kind, doc, fresh=True))
    return admitted


def _refuse_nonsense(put: Put) -> None:
    if put.kind not in KINDS:
        raise BadInput(f'"{put.kind}" is no kind of record; the kinds are {", ".join(KINDS)}')
    record = put.doc.get("id")
    if type(record) is not int or not 0 < record <= _BIGGEST_ID:
        raise BadInput(f"A {put.kind.replace('_', '-')} needs an id that is a whole number, not {record!r}")
    number = put.doc.get("number") or 0
    if put.kind == "follow_up" and (type(number) is not int or not 0 <= number <= _BIGGEST_NUMBER):
        raise BadInput(f"A follow-up's number is a whole number, not {put.doc['number']!r}")


def _same_content(kind: str, stored: Doc, offered: Doc) -> bool:
    """Whether an offered document says what is already stored, leaving out what the store itself fills in."""
    filled_in = {"rev", "number"} if kind == "follow_up" and not offered.get("number") else {"rev"}
    # As bytes: to Python 1 and true are the same, to who reads the record they are not.
    return exact_bytes({name: value for name, value in stored.items() if name not in filled_in}) == exact_bytes(
        {name: value for name, value in offered.items() if name not in filled_in}
    )
