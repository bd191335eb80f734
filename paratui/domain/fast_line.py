"""One line that takes down a voicemail, a missed call, an email: when, which number, who, what was said.

    9:12 415 555 2671 maria garcia: wants the hearing date, call back after 3pm

The number or the name comes first, what was said behind ":" or ",". All but one of the number and the name may
be missing. A time stands at the beginning or behind "at" before what was said. "@dana" anywhere is who calls
back, a "!" standing alone is urgent; what was said keeps the marks of note lines.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.clean_text import clean_text
from paratui.domain.errors import BadInput
from paratui.domain.given_number import GivenNumber, Sort, take_number
from paratui.domain.heard_time import heard_time
from paratui.domain.note_file import LINE_LIMIT
from paratui.domain.note_grammar import named
from paratui.domain.note_line import MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from paratui.domain.office import Office
    from paratui.domain.staff import Staff

# Who and when are looked for within so many characters; the rest of a line is what was said.
_HEAD = 200
_MOST_NAME_WORDS = 5
_MENTIONS_READ = 20
_LEAST_DIGITS = 7
_MENTION = re.compile(r"(?<!\S)@(\w[\w.'-]*)")
_ALONE = re.compile(r"(?<!\S)!++(?!\S)")
_SEPARATOR = re.compile(r"(?<!\d)\s*:(?!//)|:(?!\d\d(?!\d))|,(?=\s|$)|;|\s[-\u2013\u2014]+\s|\s*\|")
_COLON = re.compile(r"\s*:")
_NUMBER = re.compile(
    r"(?:\*67\s*)?[+(\d][\d\s().\-/\u2010-\u2015]*\d(?:[\s,]*(?:x|ext\.?|#)\s*\d{1,6})?", re.IGNORECASE
)
_LAST_GROUP = re.compile(r"[\s/]+\S+$")
_AT = re.compile(r"(?:^|\s)at\s+(?=[\dtymfsjanod])", re.IGNORECASE)
_NOT_NAMED = frozenset({"", "?", "??", "???", "-", "--"})
# fmt: off
_NO_NAME = _NOT_NAMED | {
    "unknown", "no name", "no name given", "no name left", "left no name", "name unknown", "unknown name",
    "unknown caller", "caller unknown", "did not say", "would not say", "anonymous", "someone", "somebody",
}
_NOT_A_FIRST_NAME = frozenset({
    "question", "message", "re", "about", "says", "said", "please", "urgent", "note", "wants", "asks", "called",
    "calling", "is", "and", "the", "again",
})
# These begin a family name of several words.
_PARTICLES = frozenset({"van", "von", "de", "del", "della", "di", "da", "la", "le", "al", "el", "st", "st.", "o"})
# fmt: on


class FastLine(NamedTuple):
    """A line as it was understood. `said` keeps its mark.

    `heard` is UTC, None when no time is told; `assignee` is a login, empty when nobody is named.
    """

    given: GivenNumber
    name: str
    said: str
    heard: datetime | None = None
    assignee: str = ""
    urgent: bool = False
    notice: str = ""

    @property
    def phone(self) -> str:
        """The number to look people up by, empty when there is none that can be called."""
        return self.given.kept if self.given.sort is Sort.NUMBER else ""


def read_fast_line(typed: str, now: datetime, office: Office, staff: Sequence[Staff], speaker: str) -> FastLine:
    """What a line says. Raises BadInput for a line that names neither a number nor somebody, or is too long."""
    if len(typed) > LINE_LIMIT:
        raise BadInput(f"This line has {len(typed):,} characters and {LINE_LIMIT:,} fit; break it into shorter ones")
    text, assignee, urgent, notice = _who_and_how_urgent(clean_text(_columns(typed)).strip(), staff, speaker)
    mark = text[0] if text[:1] in MARKS and text[1:2].isspace() else ""
    text = text.removeprefix(mark).strip()
    head, said = _parted(text, now, office)
    heard, given, name = _head(head, now, office)
    name, said = _without_verb(name, said)
    if len(name.split()) > _MOST_NAME_WORDS or (said is None and len(name.split()) > 3):
        # Nobody has so many names: what was said begins here.
        name, said = "", f"{name}{text[len(head) :]}"
    said = (said or "").strip()
    if given.sort is Sort.NONE:
        # "maria: call me at 415 555 2671" tells the number too, and the words stay as they are.
        told, _ = _number_inside(said[:_HEAD], office.region)
        given = told if told.sort is Sort.NUMBER else given
    if name.casefold() in _NO_NAME:
        if given.sort is Sort.NONE and name.casefold() not in _NOT_NAMED:
            given = take_number("unknown", office.region)
        name = ""
    if given.sort is Sort.NONE and not name:
        raise BadInput('Begin with the number or the name: "415 555 2671 maria: hearing date?"')
    if given.sort is Sort.NONE and not said and name.isascii() and sum(map(str.isalpha, name)) < 2:
        raise BadInput(f'"{name}" is no message yet: type the number or the name, then what was said')
    notice = "; ".join(filter(None, (notice, given.says if given.sort is not Sort.WITHHELD else "")))
    return FastLine(given, name, f"{mark} {said}".strip() if mark and said else said, heard, assignee, urgent, notice)


def _columns(typed: str) -> str:
    """A line of a table, its columns parted by tabs: the last of them is what was said, when it is a sentence."""
    columns = [one.strip() for one in typed.split("\t") if one.strip()]
    if len(columns) > 1 and len(columns[-1].split()) > 2:
        return f"{' '.join(columns[:-1])}: {columns[-1]}"
    return " ".join(columns)


def _who_and_how_urgent(text: str, staff: Sequence[Staff], speaker: str) -> tuple[str, str, bool, str]:
    """The line without the words that say who calls back and how soon."""
    assignee = notice = ""
    for mention in islice(_MENTION.finditer(text), _MENTIONS_READ):
        logins = named(mention[1], staff, speaker)
        if len(logins) == 1:
            text, assignee, notice = f"{text[: mention.start()]} {text[mention.end() :]}", logins[0], ""
            break
        notice = notice or (
            f"@{mention[1]} may be {' or '.join(logins)}" if logins else f"nobody here is called @{mention[1]}"
        )
    # "maria: ! do not call my work" is the client's instruction, as in a call.
    parted = _SEPARATOR.search(text[:_HEAD])
    first = parted.end() + len(text[parted.end() :]) - len(text[parted.end() :].lstrip()) if parted else -1
    alone = [match for match in _ALONE.finditer(text) if match.start() != first or not text[match.end() :].strip()]
    for match in reversed(alone):
        text = f"{text[: match.start()]} {text[match.end() :]}"
    return text.strip(), assignee, bool(alone), notice


def _without_verb(name: str, said: str | None) -> tuple[str, str | None]:
    """A name and what was said, where "maria garcia called, wants it" put the verb behind the name."""
    words = name.split()
    kept = len(words)
    while kept > 1 and words[kept - 1].casefold() in _NOT_A_FIRST_NAME:
        kept -= 1
    if said is None or kept == len(words):
        return name, said
    return " ".join(words[:kept]), f"{' '.join(words[kept:])}, {said.strip()}"


def _parted(text: str, now: datetime, office: Office) -> tuple[str, str | None]:
    """Who and when, and what was said; None when nothing parts them."""
    head = text[:_HEAD]
    parted = _SEPARATOR.search(head)
    if not parted:
        return head if len(text) <= _HEAD else "", None if len(text) <= _HEAD else text
    if parted[0] == ",":
        # "garcia, maria: ..." is a name in two pieces.
        colon = next((one for one in _SEPARATOR.finditer(head, parted.end()) if one[0].strip() == ":"), None)
        first = head[parted.end() : colon.start()].split() if colon else []
        if colon and 1 <= len(first) <= 2 and first[0].casefold() not in _NOT_A_FIRST_NAME:
            last = _head(head[: parted.start()], now, office)[2].split()
            if len(last) < 2 or last[0].casefold() in _PARTICLES:
                parted = colon
    return head[: parted.start()], text[parted.end() :]


def _head(head: str, now: datetime, office: Office) -> tuple[datetime | None, GivenNumber, str]:
    heard: datetime | None = None
    given = GivenNumber()
    rest = head.strip()
    before = None
    while before != rest:
        before = rest
        told = heard_time(rest, now, office) if heard is None else None
        if told:
            heard, rest = told.moment, rest[told.end :].lstrip(" ,;-")
        elif given.sort is Sort.NONE:
            given, rest = _number_at_start(rest, office.region)
    for at in reversed(list(_AT.finditer(rest))):
        told = heard_time(rest[at.end() :], now, office) if heard is None else None
        if told:
            heard = told.moment
            rest = f"{rest[: at.start()]} {rest[at.end() + told.end :]}"
            break
    if given.sort is Sort.NONE:
        given, rest = _number_inside(rest, office.region)
    return heard, given, _name(rest)


def _number_at_start(text: str, region: str) -> tuple[GivenNumber, str]:
    found = _NUMBER.match(text)
    if found:
        return _longest_number(found[0], text[found.end() :], region)
    if not text:
        return GivenNumber(), text
    first, _, behind = text.partition(",")
    given = take_number(first, region)
    return (given, behind.strip()) if given.sort is Sort.WITHHELD else (GivenNumber(), text)


def _number_inside(text: str, region: str) -> tuple[GivenNumber, str]:
    """A number behind the name: "maria garcia 415 555 2671"."""
    for found in _NUMBER.finditer(text):
        given, behind = _longest_number(found[0], text[found.end() :], region)
        if given.sort is not Sort.NONE:
            return given, f"{text[: found.start()]} {behind}"
    return GivenNumber(), text


def _longest_number(typed: str, behind: str, region: str) -> tuple[GivenNumber, str]:
    """The number in a run of digits and gaps: what makes it no number belongs to what comes behind."""
    if sum(letter.isdecimal() for letter in typed) < _LEAST_DIGITS:
        return GivenNumber(), f"{typed}{behind}"
    tried = typed
    while sum(letter.isdecimal() for letter in tried) >= _LEAST_DIGITS:
        given = take_number(tried, region)
        if given.sort is Sort.NUMBER:
            return given, f"{typed[len(tried) :]}{behind}".strip()
        shorter = _LAST_GROUP.sub("", tried)
        if shorter == tried:
            break
        tried = shorter
    return take_number(typed, region), behind.strip()


def _name(text: str) -> str:
    """A name with its pieces in the order they are said: "garcia, maria" is maria garcia."""
    last, comma, first = text.partition(",")
    name = f"{first} {last}" if comma and first.strip() else text
    return " ".join(name.strip(" \t,;:-()").split())
