"""Every name an office knows, and where it stands: what a conflict check looks through."""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING, Any

from paratui.domain.conflict.hit import Listed
from paratui.domain.named_line import NamedAs, read_named
from paratui.domain.note_line import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paratui.domain.record import Doc

# The kinds of records names are taken from.
NAMED_KINDS = ("staff", "person", "matter", "conflict_check", "call")
_AGAINST = re.compile(r"(?i)\s+(?:v\.?|vs\.?|versus|against)\s+")
_OF = re.compile(r"(?i)^.*?\b(?:in re|matter of|estate of|marriage of|guardianship of|adoption of|trust of)\s+")
_ROLES = {
    NamedAs.NAMED: "named on a call",
    NamedAs.CALLER: "caller",
    NamedAs.OTHER_NAME: "caller's other name",
    NamedAs.ADVERSE: "other side of a caller",
    NamedAs.COMPANY: "company of a caller",
    NamedAs.COUNSEL: "lawyer named on a call",
    NamedAs.WITNESS: "witness named on a call",
}


def names_of(
    kind: str, doc: Doc, *, declined: bool = False, looked_for: frozenset[str] | None = None
) -> tuple[Listed, ...]:
    """The names a record holds; a record of another tool's making gives those that can be read.

    `declined` says of a person that the office did not take them, `looked_for` of a call which names its check
    holds already (casefolded), None when all of them.
    """
    if kind == "call" and check_of(doc) and looked_for is None:
        return ()
    held = looked_for if kind == "call" and looked_for else frozenset()
    found = (one for one in _READ[kind](doc, declined) if one.name.strip() and one.name.casefold() not in held)
    return tuple(dict.fromkeys(found))


def _person(doc: Doc, declined: bool) -> Iterator[Listed]:  # noqa: FBT001 - as every reader takes it
    record, name = doc["id"], _text(doc, "name")
    role = intern(_text(doc, "role")) or "client"
    if declined and role == "prospect":
        role = "declined prospect"
    matter = next((one for one in _listed(doc, "matters") if isinstance(one, int)), 0)
    yield Listed(name, "person", record, role, matter)
    for other in _texts(doc, "other_names"):
        yield Listed(other, "person", record, f"other name of {name}, {_spoken(role)}", matter)
    for company in _texts(doc, "related"):
        yield Listed(company, "person", record, f"company of {name}, {_spoken(role)}", matter)


def _matter(doc: Doc, _declined: bool) -> Iterator[Listed]:  # noqa: FBT001 - the same
    title = _text(doc, "title")
    parts = [_OF.sub("", part) for part in _AGAINST.split(title)]
    # "Custody" is no name, "Diaz v. Diaz" is two, and so may be any title of two words that are written large.
    if len(parts) > 1 or parts[0] != title or sum(word[:1].isupper() for word in title.split()) > 1:
        for part in parts:
            yield Listed(part, "matter", doc["id"], "in a matter's title", doc["id"])
    for party in _listed(doc, "parties"):
        if isinstance(party, dict) and not party.get("person_id") and party.get("role") != "court":
            yield Listed(_text(party, "name"), "matter", doc["id"], _spoken(_text(party, "role")), doc["id"])


def _staff(doc: Doc, _declined: bool) -> Iterator[Listed]:  # noqa: FBT001 - the same
    name = _text(doc, "name")
    yield Listed(name, "staff", doc["id"], "staff")
    for known in _texts(doc, "knows"):
        yield Listed(known, "staff", doc["id"], f"known to {name or _text(doc, 'login')}")


def _conflict_check(doc: Doc, _declined: bool) -> Iterator[Listed]:  # noqa: FBT001 - the same
    verdict = _text(doc, "verdict").replace("_", " ")
    for term in _texts(doc, "terms"):
        yield Listed(term, "conflict_check", doc["id"], f"in an earlier check: {verdict}")


def check_of(doc: Doc) -> int:
    """The check of a call, 0 when it has none. What it was run for stands with the check."""
    conflict = doc.get("conflict")
    check = conflict.get("check") if isinstance(conflict, dict) else 0
    return check if isinstance(check, int) else 0


def _call(doc: Doc, _declined: bool) -> Iterator[Listed]:  # noqa: FBT001 - the same
    if doc.get("status") != "ended":
        return
    record, matter = doc["id"], doc.get("matter_id") or 0
    if not doc.get("person_id"):
        yield Listed(_text(doc, "person"), "call", record, "caller who was not entered", matter)
    for line in _listed(doc, "lines"):
        if isinstance(line, dict) and line.get("kind") == Kind.NAME.value:
            named = read_named(_text(line, "text"))
            if named.role is not NamedAs.COURT:
                yield Listed(named.name, "call", record, _ROLES[named.role], matter)
    for other in _listed(doc, "participants"):
        if isinstance(other, dict):
            capacity = _text(other, "capacity").replace("_", " ")
            yield Listed(_text(other, "name"), "call", record, f"{capacity} on a call", matter)


_READ: dict[str, Callable[[Doc, bool], Iterable[Listed]]] = {
    "person": _person,
    "matter": _matter,
    "staff": _staff,
    "conflict_check": _conflict_check,
    "call": _call,
}


def _text(doc: Doc, name: str) -> str:
    value = doc.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _listed(doc: Doc, name: str) -> list[Any]:
    value = doc.get(name)
    return value if isinstance(value, list) else []


def _texts(doc: Doc, name: str) -> list[str]:
    return [" ".join(one.split()) for one in _listed(doc, name) if isinstance(one, str)]


def _spoken(role: str) -> str:
    return role.replace("_", " ")
