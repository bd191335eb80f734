"""Whose words stand in a note line, and whether they are denied: she says, I told her, not, if, "quoted"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.word_pattern import BREAKS, SENTENCE_ENDS, is_number

if TYPE_CHECKING:
    from paratui.domain.word_pattern import Word


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_REACH = 8
_NEGATIONS = _set("not no never none nobody nothing without neither nor hardly")
# After "not" or "no" these make no denial of what follows: "not sure when", "no doubt you".
_STILL_SO = _set("only just doubt question problem worry worries")
_STILL_HAPPENED = _STILL_SO | _set("sure certain clear know remember recall tell told say mention long idea until")
_OPEN = _set("if whether unless hypothetically")
_NOT_YET = _OPEN | _set("""
    afraid fear fears feared fearing scared worried worries worry might could would may threatens threatened
    threatening threat threats almost nearly avoid avoided prevent case denies risk
""")
_HOPED = _OPEN | _set("hope hopes hoping hoped wish wishes pray prays depends")
_JOINED = _set("was were is has had got he she they i we it then his her their my our")

_TELLS = _set("""
    told tell tells telling assured assure assures promised promise promises advised advise advises informed inform
    explained explain reassured quoted quote recommended recommend guaranteed guarantee suggested
""")
_SAYS = _set("""
    says said say saying asks asked ask asking thinks thought think believes believed believe wants wanted want hopes
    hoped claims claimed feels felt feel expects expected expect demands demanded insists insisted heard hears hear
    wonders wondering read reads wrote writes texted emailed swears swore mentioned argues needs
    decided plans planned intends likes refuses refused
""")
_ASKED_OF = _set("if whether should")
_BETWEEN = _set("""
    have has had did do does also just then already again always still really will would can could must should
    simply only once even that am be been going
""")
_US = _set("i we me us")
_HEARERS = _set("me us")


def denied(words: list[Word], at: int, *, said_by_us: bool) -> bool:
    """Whether what stands at a place is denied or left open by the words before it in its clause.

    An event is left open by fears and threats ("afraid of being evicted"), what we say by hopes too.
    """
    unchanged = _STILL_SO if said_by_us else _STILL_HAPPENED
    leaves_open = _HOPED if said_by_us else _NOT_YET
    for place in range(at - 1, max(at - 1 - _REACH, -1), -1):
        text = words[place].text
        if _ends_clause(words, place):
            return False
        after = words[place + 1].text
        if text in _NEGATIONS and after not in unchanged:
            return True
        if text in leaves_open and not (text == "may" and is_number(after)):
            return True
    return False


def _ends_clause(words: list[Word], place: int) -> bool:
    text = words[place].text
    return text in BREAKS or (text == "and" and words[place + 1].text in _JOINED)


def somebody_else(words: list[Word], at: int, end: int) -> bool:
    """Whether the words at a place are reported of another: "she says", "the adjuster told her", a quotation."""
    return _in_quotes(words, at) or _asked(words, end) or _reported(words, at)


def _in_quotes(words: list[Word], at: int) -> bool:
    opened = False
    for word in words[:at]:
        if word.text in '"\u201c\u201d':
            opened = not opened if word.text == '"' else word.text == "\u201c"
    return opened


def _asked(words: list[Word], end: int) -> bool:
    """A sentence that ends in a question mark is asked, by us or by the caller, and promises nothing."""
    for word in words[end:]:
        if word.text in SENTENCE_ENDS:
            return word.text == "?"
    return False


def _reported(words: list[Word], at: int) -> bool:
    """Found by the nearest verb of saying before it, and who stands before that."""
    for place in range(at, -1, -1):
        text = words[place].text
        if place < at and (text in SENTENCE_ENDS or text == "but"):
            return False
        tells = text in _TELLS
        if not tells and text not in _SAYS:
            continue
        subject = _subject(words, place)
        if subject == "to":
            continue  # "wants me to tell her": who wants it counts
        if subject in _US:
            return False
        told_us = place + 1 < len(words) and words[place + 1].text in _HEARERS
        if tells and not subject:
            return told_us  # in notes "told her" is what I told her, "says" is what the caller says
        return True
    return False


def _subject(words: list[Word], verb: int) -> str:
    """The word before a verb, past its adverbs; empty at the start of a clause."""
    place = verb - 1
    while place >= 0 and words[place].text in _BETWEEN:
        place -= 1
    if place < 0 or words[place].text in BREAKS or words[place].text == "and":
        return ""
    return words[place].text
