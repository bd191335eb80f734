"""What is wrong with a data file of the office, as one sentence that names file, entry and field."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic import ValidationError

_SAID = {
    "missing": "it is missing; write it",
    "string_type": "it must be text in quotes",
    "string_too_short": "it is empty; write it",
    "too_short": "it is empty; write at least one",
    "model_type": "it must be an entry with fields of its own, not a single value",
    "bool_type": "it must be true or false",
    "bool_parsing": "it must be true or false",
    "int_type": "it must be a whole number",
    "tuple_type": "it must be a list",
    "date_type": "it must be a date such as 2026-03-31",
    "date_from_datetime_parsing": "it must be a date such as 2026-03-31",
}


def what_is_wrong(
    error: ValidationError, file: str, doc: Mapping[str, Any], lists: Mapping[str, str], model: type[BaseModel]
) -> str:
    """The first thing a data file must have mended, in one sentence.

    `lists` gives, for each list in the file, what one entry of it is called: `{"steps": "step"}`. `model` is what
    the file was read as: a field it does not know may be one of its own, spelled wrong.
    """
    first = error.errors()[0]
    where: list[str] = []
    path = list(first["loc"])
    not_known = _not_known(path, model) if first["type"] == "extra_forbidden" else ""
    if len(path) > 1 and path[0] in lists and isinstance(path[1], int):
        where.append(f"{lists[str(path[0])]} {_entry(doc, str(path[0]), path[1])}")
        path = path[2:]
    if path:
        within = f" of {path[0]}" if not_known and len(path) > 1 else ""
        where.append(f"field {path[-1] if within else path[0]}{within}")
    place = ", ".join([file, *where])
    return f"{place}: {not_known or _SAID.get(first['type']) or _plain(first['msg'])}"


def _not_known(path: Sequence[int | str], model: type[BaseModel]) -> str:
    """What to say of a field nobody reads, with the one that was meant, if it looks like one."""
    for part in path[:-1]:
        field = model.model_fields.get(str(part))
        model = (_entry_model(field.annotation) if field else None) or model
    meant = get_close_matches(str(path[-1]).casefold(), list(model.model_fields), n=1)
    return f"it is not known; did you mean {meant[0]}?" if meant else "it is not known; take it out"


def _entry_model(annotation: Any) -> type[BaseModel] | None:
    """The model an annotation such as `tuple[Step, ...]` or `OnlyIf | None` is about."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _entry_model(each))), None)


def _entry(doc: Mapping[str, Any], name: str, index: int) -> str:
    entry = doc[name][index]
    known = entry.get("id") if isinstance(entry, dict) else None
    return f'"{known}"' if isinstance(known, str) and known else f"number {index + 1}"


def _plain(message: str) -> str:
    message = message.removeprefix("Value error, ")
    return message[:1].lower() + message[1:]
