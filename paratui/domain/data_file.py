"""What is wrong with a data file of the office, as one sentence that names file, entry and field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import ValidationError

_SAID = {
    "missing": "it is missing; write it",
    "extra_forbidden": "it is not known; take it out",
    "string_type": "it must be text in quotes",
    "bool_type": "it must be true or false",
    "bool_parsing": "it must be true or false",
    "int_type": "it must be a whole number",
    "tuple_type": "it must be a list",
    "date_type": "it must be a date such as 2026-03-31",
    "date_from_datetime_parsing": "it must be a date such as 2026-03-31",
}


def what_is_wrong(error: ValidationError, file: str, doc: Mapping[str, Any], lists: Mapping[str, str]) -> str:
    """The first thing a data file must have mended, in one sentence.

    `lists` gives, for each list in the file, what one entry of it is called: `{"steps": "step"}`.
    """
    first = error.errors()[0]
    where: list[str] = []
    path = list(first["loc"])
    if len(path) > 1 and path[0] in lists and isinstance(path[1], int):
        where.append(f"{lists[str(path[0])]} {_entry(doc, str(path[0]), path[1])}")
        path = path[2:]
    if path:
        where.append(f"field {path[0]}")
    place = ", ".join([file, *where])
    return f"{place}: {_SAID.get(first['type']) or _plain(first['msg'])}"


def _entry(doc: Mapping[str, Any], name: str, index: int) -> str:
    entry = doc[name][index]
    known = entry.get("id") if isinstance(entry, dict) else None
    return f'"{known}"' if isinstance(known, str) and known else f"number {index + 1}"


def _plain(message: str) -> str:
    message = message.removeprefix("Value error, ")
    return message[:1].lower() + message[1:]
