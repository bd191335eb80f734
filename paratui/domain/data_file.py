"""What is wrong with a data file of the office, as one sentence that names file, entry and field."""

from __future__ import annotations

import re
from difflib import get_close_matches
from enum import EnumType
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from paratui.domain.errors import BadInput
from paratui.domain.learnt import learnt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Filled: TypeAlias = Annotated[str, msgspec.Meta(min_length=1)]
"""Text that is never left empty."""

# What msgspec says of a value, and what is said of it here.
_SAID = (
    (r"Object missing required field", "it is missing; write it"),
    (r"Expected `str` of length >= 1", "it is empty; write it"),
    (r"Expected `array` of length >= 1", "it is empty; write at least one"),
    (r"Expected `array` of length >= (\d+)", "there are too few; write at least {}"),
    (r"Expected `str` of length <= (\d+)", "it is too long; shorten it to {} characters"),
    (r"Expected `str", "it must be text in quotes"),
    (r"Expected `object", "it must be an entry with fields of its own, not a single value"),
    (r"Expected `array", "it must be a list"),
    (r"Expected `bool", "it must be true or false"),
    (r"Expected `int", "it must be a whole number"),
    (r"Expected `date|Invalid RFC3339 encoded date", "it must be a date such as 2026-03-31"),
    (r"Expected `decimal|Invalid decimal", "it must be a number"),
)
_PLACE = re.compile(r" - at (?:`key` in )?`\$([^`]*)`$")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_FIELD = re.compile(r"field `(.*?)`")

_Read = TypeVar("_Read", bound="Table")


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A data file, or an entry of one. A field spelled wrong is refused: passed over, it would loosen something."""


class UnfitError(ValueError):
    """What a field holds cannot be used, said in a sentence; the field is empty where it is about the whole entry."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def fit(entry: Table, field: str, check: Callable[[Any], object]) -> None:
    """Check what one field of an entry holds; raises UnfitError with what `check` raises as a ValueError."""
    try:
        check(getattr(entry, field))
    except ValueError as error:
        raise UnfitError(field, str(error)) from None


def read_table(
    model: type[_Read],
    doc: Mapping[str, Any],
    file: str,
    lists: Mapping[str, str],
    called: Mapping[str, Any] | None = None,
) -> _Read:
    """The table a document describes; raises BadInput with the first thing to mend, in one sentence.

    `lists` gives, for each list in the file, what one entry of it is called: `{"steps": "step"}`. `called` is the
    document as the sentence looks at it, where its entries go by something else than their `id`.
    """
    try:
        return msgspec.convert(doc, learnt(model), strict=False)
    except msgspec.ValidationError as error:
        raise BadInput(_what_is_wrong(error, file, doc, lists, called or doc, model)) from None


def _what_is_wrong(
    error: msgspec.ValidationError,
    file: str,
    doc: Mapping[str, Any],
    lists: Mapping[str, str],
    called: Mapping[str, Any],
    model: type[Table],
) -> str:
    told = str(error)
    found = _PLACE.search(told)
    path: list[str | int] = [int(at) if at else name for name, at in _STEP.findall(found[1])] if found else []
    told = told[: found.start()] if found else told
    reason, field = error.__cause__, _FIELD.search(told)
    if isinstance(reason, UnfitError):
        path += [reason.field] if reason.field else []
    elif field:
        path.append(field[1])
    not_known = _not_known(path, model) if "unknown field" in told else ""
    said = not_known or (str(reason) if reason else _said(told, path, doc, model))
    where: list[str] = []
    if len(path) > 1 and path[0] in lists and isinstance(path[1], int):
        if len(path) == 2 and told.startswith("Expected `object"):
            said = f"it is no entry; begin it with [[{path[0]}]] and write a field on each line"
        where.append(f"{lists[str(path[0])]} {_entry(called, str(path[0]), path[1])}")
        path = path[2:]
    if path:
        within = f" of {path[0]}" if not_known and len(path) > 1 else ""
        where.append(f"field {path[-1] if within else path[0]}{within}")
    return f"{', '.join([file, *where])}: {said[:1].lower()}{said[1:]}"


def _said(told: str, path: Sequence[str | int], doc: Mapping[str, Any], model: type[Table]) -> str:
    """What msgspec tells of a value, in the words of who has to mend it."""
    few = _few(_hint(path, model))
    if few and not told.startswith(("Object", "Expected `array")):
        value: Any = doc
        for part in path:
            value = value[part]
        written = f'"{value}"' if isinstance(value, str) else f"{value}"
        field = next((part for part in reversed(path) if isinstance(part, str)), "").replace("_", " ")
        choices = [str(one) or '""' for one in (few if isinstance(few, EnumType) else get_args(few))]
        # A rule, a channel, a stage: the word for one of them, where the type has one.
        what = few.__name__.lower() if isinstance(few, EnumType) and few.__name__.istitle() else field
        return f"{written} is no {what}; write {', '.join(choices[:-1])} or {choices[-1]}"
    for pattern, sentence in _SAID:
        if known := re.match(pattern, told):
            return sentence.format(*known.groups())
    return told


def _not_known(path: Sequence[str | int], model: type[Table]) -> str:
    """What to say of a field nobody reads, with the one that was meant, if it looks like one."""
    fields = (_entry_model(_hint(path[:-1], model)) or model).__struct_fields__
    meant = get_close_matches(str(path[-1]).casefold(), fields, n=1)
    return f"it is not known; did you mean {meant[0]}?" if meant else "it is not known; take it out"


def _hint(path: Sequence[str | int], model: type[Table]) -> Any:
    """What is written down for the place a path leads to."""
    hint: Any = model
    for part in path:
        if isinstance(part, str) and (within := _entry_model(hint)):
            hint = get_type_hints(within).get(part)
    return hint


def _entry_model(annotation: Any) -> type[Table] | None:
    """The table an annotation such as `tuple[Step, ...]` or `OnlyIf | None` is about."""
    if isinstance(annotation, type) and issubclass(annotation, Table):
        return annotation
    return next((found for each in get_args(annotation) if (found := _entry_model(each))), None)


def _few(annotation: Any) -> Any:
    """The enumeration or Literal within an annotation, where only a few words may stand; None where any may."""
    if isinstance(annotation, EnumType) or get_origin(annotation) is Literal:
        return annotation
    return next((found for each in get_args(annotation) if (found := _few(each))), None)


def _entry(doc: Mapping[str, Any], name: str, index: int) -> str:
    entry = doc[name][index]
    known = entry.get("id") if isinstance(entry, dict) else None
    return f'"{known}"' if isinstance(known, str) and known else f"number {index + 1}"
