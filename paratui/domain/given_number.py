"""A number as a caller, a voicemail or a display gave it: kept whatever it is, with a sentence when it is no number.

Nothing here refuses anything: on a live call, half a number or "withheld" is worth more than an empty field.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

from paratui.domain.phone import digits, is_emergency, is_likely, is_short, plain, possible

LONGEST: Final = 200


class Sort(StrEnum):
    """What was given."""

    NONE = "none"
    NUMBER = "number"
    SHORT = "short"
    EMERGENCY = "emergency"
    WITHHELD = "withheld"
    PART = "part"
    GARBLED = "garbled"


class GivenNumber(NamedTuple):
    """`kept` is E.164 for a whole number and the words as they were given for anything else.

    `line` is what answers there, as it was said with the number: fax, pager, tty, mobile, home or work. `says`
    is one sentence for the screen, empty when there is nothing to be said.
    """

    kept: str = ""
    sort: Sort = Sort.NONE
    line: str = ""
    says: str = ""

    @property
    def can_be_called(self) -> bool:
        """Whether it is a number somebody can be called back under."""
        return self.sort is Sort.NUMBER and self.line not in {"fax", "pager"}


_LINES: Final = {
    "fax": "fax facsimile telefax",
    "pager": "pager beeper",
    "tty": "tty tdd relay",
    "mobile": "mobile cell cellphone handy cel celular",
    "home": "home house casa",
    "work": "work office job trabajo",
    "": "tel telephone phone number no nr",
}
_LINE_OF: Final = {word: line for line, words in _LINES.items() for word in words.split()}
_LINE_BEFORE: Final = re.compile(rf"(?i)\(?({'|'.join(_LINE_OF)})\b\)?[\s.:#-]*(?=[+(\d])(.*)")
_LINE_BEHIND: Final = re.compile(rf"(?i)(.*\d)[\s,;:-]*\(?\b({'|'.join(_LINE_OF)})\)?\.?")

# What displays and people say for a number that is not shown; P and O are what older displays show.
_SHOWN_AS: Final = {
    "en": "p|o|withheld|anonymous|unknown|private|blocked|restricted|unavailable|hidden|no caller id|no id"
    "|id withheld|caller id blocked|out of area|none|n/a|na|not available|not shown|suppressed|undisclosed",
    "es": "desconocido|privado|oculto|anónimo|anonimo|bloqueado|restringido|sin identificar",
    "fr": "inconnu|masqué|masque|privé|prive|anonyme",
    "de": "unbekannt|unterdrückt|anonym|privat",
}
_WITHHELD: Final = frozenset(word for words in _SHOWN_AS.values() for word in words.split("|"))
_EMPTY_WORDS: Final = re.compile(r"\b(caller|number|name|id|call|número|numero|llamada|numéro|nummer|anruf)\b")
# Dialled before a number to hide or show one's own, in North America and in Europe.
_HIDING: Final = re.compile(r"^(?:\*67|\*82|[*#]31#)[\s,-]*")
_DIALLED: Final = re.compile(r"[\d\s()+./*#,;=:x-]+", re.ASCII)
# The word "anonymous" on a keypad: exchanges send it in place of a number that is withheld.
_ANONYMOUS_DIGITS: Final = "266696687"

# What is a number that is not shown even as a line of its own; "none" or "private" alone may be a note.
_SAID_ALONE: Final = frozenset(
    {"withheld", "anonymous", "anonymous caller", "unknown caller", "unknown number", "private caller"}
    | {"private number", "blocked number", "hidden number", "number withheld", "withheld number", "no caller id"}
    | {"caller id blocked", "id withheld", "número oculto", "número privado", "numéro masqué", "unterdrückt"}
)
_LEAST_DIGITS: Final = 6
_BEGINS_A_NUMBER: Final = re.compile(rf"(?i)[+(*#]?[+(\d]|\(?(?:{'|'.join(_LINE_OF)})\b[\s.:)#-]*[+(\d]")
# A local number, and one that is still being typed: with or without its gaps.
_PART: Final = re.compile(r"\d{7,15}|\d{3}[ .-]\d{4}|\d{3}[ .-]\d{3}[ .-]?\d{1,4}", re.ASCII)
_A_DAY: Final = re.compile(r"\d{4}[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./]\d{2,4}", re.ASCII)


def take_number(text: str, region: str) -> GivenNumber:
    """What was given, in the form it is kept. Never raises."""
    typed = plain(text[: LONGEST + 1])
    if not typed:
        return GivenNumber()
    if len(text) > LONGEST:
        return _garbled(f"{typed[:LONGEST]}...")
    if _is_withheld(typed):
        return GivenNumber(typed, Sort.WITHHELD, "", "The number is not shown: ask where they can be called back")
    bare, line = _without_line(_HIDING.sub("", typed))
    kept = possible(bare, region)
    if kept:
        says = _of_line(line) or ("" if is_likely(kept) else "This number looks wrong: read it back digit by digit")
        return GivenNumber(kept, Sort.NUMBER, line, says)
    return _kept_as_typed(typed, bare, line, region)


def is_number_alone(typed: str, region: str) -> bool:
    """Whether a line is a number, or the words for one that is not shown, and nothing else: never a note.

    A whole number counts, one that begins with + or a bracket, seven digits or more in one or as numbers are
    grouped. A space before it makes anything a note; days, amounts and matter numbers are notes. Never raises.
    """
    if typed[:1].isspace() or len(typed) > LONGEST:
        return False
    line = " ".join(typed.split())
    if line.casefold() in _SAID_ALONE:
        return True
    if not _BEGINS_A_NUMBER.match(line) or _A_DAY.fullmatch(line):
        return False
    if _PART.fullmatch(line):
        return True
    bare, _ = _without_line(_HIDING.sub("", line))
    if bare.startswith(("+", "(")) and _DIALLED.fullmatch(bare):
        return len(digits(bare)) >= _LEAST_DIGITS
    return len(digits(bare)) > _LEAST_DIGITS and take_number(line, region).sort is Sort.NUMBER


def _kept_as_typed(typed: str, bare: str, line: str, region: str) -> GivenNumber:
    if is_emergency(bare, region):
        return GivenNumber(typed, Sort.EMERGENCY, line, "An emergency number: nobody can be called back under it")
    if bare.isdecimal() and is_short(bare, region):
        return GivenNumber(
            typed, Sort.SHORT, line, "A service's short number, or a part of one: ask for the whole one"
        )
    if _DIALLED.fullmatch(bare) and digits(bare):
        return GivenNumber(typed, Sort.PART, line, f"Kept as typed, it cannot be called: {_missing(bare)}")
    return _garbled(typed, line)


def _without_line(typed: str) -> tuple[str, str]:
    """The number without the words that say what answers there, and what that is."""
    if before := _LINE_BEFORE.fullmatch(typed):
        return before[2], _LINE_OF[before[1].casefold()]
    if behind := _LINE_BEHIND.fullmatch(typed):
        return behind[1], _LINE_OF[behind[2].casefold()]
    return typed, ""


def _is_withheld(typed: str) -> bool:
    said = " ".join(typed.casefold().strip(" <>()[]\"'.-").split())
    without = " ".join(_EMPTY_WORDS.sub("", said).split())
    return said in _WITHHELD or without in _WITHHELD or re.sub(r"[+\s-]", "", typed) == _ANONYMOUS_DIGITS


def _of_line(line: str) -> str:
    return {
        "fax": "A fax: nobody answers there",
        "pager": "A pager: leave a number, nobody answers there",
        "tty": "A text telephone: type, or call it through the relay service",
    }.get(line, "")


def _missing(bare: str) -> str:
    count = len(digits(bare))
    if count == 7:
        return "ask for the area code"
    return "ask for the rest of it" if count < 7 else "ask for it once more, digit by digit"


def _garbled(typed: str, line: str = "") -> GivenNumber:
    return GivenNumber(
        typed, Sort.GARBLED, line, "Kept as typed, it cannot be called: ask for the number once more, digit by digit"
    )
