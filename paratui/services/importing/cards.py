"""The cards of a vCard file, 3.0 (RFC 2426) or 4.0 (RFC 6350), as rows with fields.

Lines are taken apart here and not by the library that writes our own cards: its reader never comes back from a
crafted line of fifty parameters, and cuts a text at a comma that some programs do not escape.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import BadInput
from paratui.domain.imported_row import Entry, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LINE = 10_000
_LINE_END = re.compile(r"\r\n|\r|\n")
_BEGINS = re.compile(r"\s*BEGIN:VCARD\b", re.IGNORECASE)
# Everything before the first colon that stands in no quotation marks; no two ways to match, so no time is lost.
_HEAD = re.compile(r'(?:[^":]|"[^"]*")*+')
_NAME = re.compile(r"[A-Za-z0-9_-]{1,60}")
_SEMICOLON = re.compile(r"(?<!\\);")
_COMMA = re.compile(r"(?<!\\),")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_OLD = "is vCard 2.1, an old form that does not say its letters well; export the contacts as vCard 3.0 or 4.0, or CSV"
# Our own lines beside those of the standard, by the field they hold; those of a number stand in its group.
OF_PERSON = {
    f"X-PARATUI-{field.upper().replace('_', '-')}": field
    for field in (
        *("role", "say", "place", "voicemail", "best_times", "how_to_talk", "say_only", "accommodations"),
        *("barriers", "minor", "identity_fact", "address", "company"),
    )
}
OF_NUMBER = {
    f"X-PARATUI-PHONE-{field.upper().replace('_', '-')}": f"phone_{field}"
    for field in ("safe", "say_only", "voicemail", "best_times")
}
LABEL = "X-ABLABEL"
_PLAIN = {"FN": "name", "EMAIL": "email", "NOTE": "remarks", "TZ": "zone", "BDAY": "birthday", **OF_PERSON}
_PARTS = ("TEL", "NICKNAME", "ORG", "ADR", "N", "LANG")
_LINES = {"CELL": "mobile", "FAX": "fax", "PAGER": "pager", "HOME": "home", "WORK": "work"}


class _Line(NamedTuple):
    number: int
    name: str
    types: frozenset[str]
    value: str
    group: str = ""

    def marks(self, what: str) -> bool:
        """Whether a card begins or ends here."""
        return self.name == what and self.value.strip().upper() == "VCARD"


def is_cards(text: str) -> bool:
    """Whether a text is a vCard file."""
    return bool(_BEGINS.match(text.removeprefix("\ufeff")))


def cards_in(text: str, most: int) -> Iterator[Entry]:
    """Each card; one that cannot be read says why, and so does what stands in none.

    Raises BadInput for vCard 2.1, or for more cards than `most`.
    """
    begun, lines, troubles, count, astray = 0, list[_Line](), list[Trouble](), 0, False
    for number, line in _lines(text):
        begins = isinstance(line, _Line) and line.marks("BEGIN")
        if not (begun or begins):
            # Many such lines are told of once: what belongs together is mended together.
            if not astray:
                yield Entry(number, (), troubles=(Trouble("card", "This stands in no card; BEGIN:VCARD is missing"),))
            astray = True
        elif isinstance(line, Trouble):
            troubles.append(line)
        elif begins:
            if begun:
                yield _unclosed(begun)
            begun, lines, troubles, count, astray = number, [], [], count + 1, False
            if count > most:
                raise BadInput(f"The file has more than {most:,} cards; divide it into smaller files")
        elif line.marks("END"):
            yield Entry(begun, tuple(_values(lines)), troubles=tuple(troubles))
            begun = 0
        else:
            lines.append(line)
    if begun:
        yield _unclosed(begun)


def _lines(text: str) -> Iterator[tuple[int, _Line | Trouble]]:
    """The number of each line with it taken apart, or with what is wrong with it."""
    for number, whole in _unfolded(text):
        line = _taken_apart(number, whole[:MOST_LINE])
        if len(whole) > MOST_LINE:
            # A picture or a key is not kept; a text is not cut off without a word.
            if line is None or line.name in {*_PLAIN, *_PARTS}:
                yield number, Trouble(f"line {number}", f"It has {len(whole):,} letters and {MOST_LINE:,} fit")
            continue
        if line is None:
            yield number, Trouble(f"line {number}", "It is no line of a vCard: a name, a colon and a value")
            continue
        if "QUOTED-PRINTABLE" in line.types or (line.name == "VERSION" and line.value.strip() == "2.1"):
            raise BadInput(f"Line {number}: this card {_OLD}")
        yield number, line


def _taken_apart(number: int, line: str) -> _Line | None:
    """The group, name, parameters and value of a line (RFC 6350 3.3), None when it is none."""
    head = _HEAD.match(line)
    if head is None or line[head.end() : head.end() + 1] != ":":
        return None
    name, *parameters = head[0].replace('"', "").split(";")
    group, _, name = name.rpartition(".")
    if not _NAME.fullmatch(name):
        return None
    types = frozenset(one.strip().upper() for given in parameters for one in given.rpartition("=")[2].split(","))
    return _Line(number, name.upper(), types, line[head.end() + 1 :], group)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Each line with those that continue it, which begin with a blank, and its number in the file."""
    begun, parts = 0, list[str]()
    for number, line in enumerate(_LINE_END.split(text), 1):
        if line[:1] in {" ", "\t"} and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield begun, "".join(parts)
        begun, parts = number, [line] if line.strip() else []
    if parts:
        yield begun, "".join(parts)


def _unclosed(line: int) -> Entry:
    why = "It is never closed by END:VCARD; part of the file is missing"
    return Entry(line, (), troubles=(Trouble("card", why),))


def _values(lines: list[_Line]) -> Iterator[tuple[str, str]]:
    named = any(line.name == "FN" and line.value.strip() for line in lines)
    beside = _beside_numbers(lines)
    for line in lines:
        if line.name in _PLAIN:
            yield _PLAIN[line.name], _text(line.value)
        elif line.name == "TEL":
            label, known = beside.get(line.group, ("", {}))
            yield "phone_label", label
            yield _phone_field(line), _text(line.value).removeprefix("tel:")
            yield from known.items()
        elif line.name == "NICKNAME":
            yield from (("other_name", _text(one)) for one in _COMMA.split(line.value))
        elif line.name == "ORG":
            yield "company", _text(_SEMICOLON.split(line.value)[0])
        elif line.name in {"LANG", "LANGUAGE"}:
            yield "language", _text(line.value)
        elif line.name == "ADR":
            yield "address", _address(line.value)
        elif line.name == "N" and not named:
            yield from _name_parts(line.value)


def _beside_numbers(lines: list[_Line]) -> dict[str, tuple[str, dict[str, str]]]:
    """The label of the number of each group and what is known of it by field; of two alike the later one."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for line in lines:
        if line.group and line.name in {LABEL, *OF_NUMBER}:
            label, known = found.get(line.group, ("", {}))
            if line.name == LABEL:
                found[line.group] = (_text(line.value), known)
            else:
                found[line.group] = (label, known | {OF_NUMBER[line.name]: _text(line.value)})
    return found


def _phone_field(line: _Line) -> str:
    return next((field for kind, field in (("FAX", "fax"), *_LINES.items()) if kind in line.types), "phone")


def _address(value: str) -> str:
    # Post office box, flat and street, town, state, postal code, country: RFC 6350 6.3.1.
    parts = [" ".join(map(_text, _COMMA.split(part))) for part in _SEMICOLON.split(value)]
    parts += [""] * (7 - len(parts))
    box, flat, street, town, state, code, country = parts[:7]
    return ", ".join(filter(None, (box, flat, street, town, f"{state} {code}".strip(), country)))


def _name_parts(value: str) -> Iterator[tuple[str, str]]:
    parts = [" ".join(map(_text, _COMMA.split(part))) for part in _SEMICOLON.split(value)]
    fields = ("last_name", "first_name", "middle_name", "", "suffix")
    yield from ((field, part) for field, part in zip(fields, parts, strict=False) if field and part)


def _text(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()
