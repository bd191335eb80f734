"""What a typed name says: its words in order, and whether it is a person's or a company's.

`names_in` takes one line as it was typed, which may hold several names: "Maria Garcia dba Garcia Plumbing",
"Robert (Bob) Smith", "John & Mary Smith".
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from paratui.domain.conflict.company_words import KINDS, LEGAL_FORMS, ONLY_AT_THE_END, SMALL_WORDS, TRADES, words_of
from paratui.domain.conflict.spelling import MOST_LETTERS, words

MOST_WORDS = 10

_TITLES = words_of(
    "mr mrs ms mx miss dr prof professor hon judge justice rev reverend fr father sister sr sra srta don doña "
    "dona señor senor señora senora sir lady madam mme herr frau capt captain sgt sergeant lt lieutenant "
    "officer detective det col colonel maj major gen general rabbi imam sheik"
)
_SUFFIXES = {
    "jr": "Jr.",
    "junior": "Jr.",
    "sr": "Sr.",
    "senior": "Sr.",
    "ii": "II",
    "2nd": "II",
    "iii": "III",
    "3rd": "III",
    "iv": "IV",
    "4th": "IV",
}
_DEGREES = words_of("esq esquire md phd jd dds dvm cpa rn mba deceased decd")
_PARTICLES = words_of(
    "and und de del della dela la las los le da das do dos di du van von der den ter ten zu zur y e i al el bin ibn "
    "bint abu ben bat ould abd af av"
)
# Part of the word that follows, however it is written.
_LEADS = {"mc": "mc", "mac": "mac", "o": "o", "d": "d", "st": "saint", "saint": "saint", "ste": "saint"}
_OTHER_NAME = re.compile(
    r"(?i)(?:^|[\s,;(])(?:a\.?/?k\.?/?a\.?|d\.?/?b\.?/?a\.?|f\.?/?k\.?/?a\.?|n\.?/?k\.?/?a\.?"
    r"|t/a|trading as|doing business as|(?:also |formerly |now |better )?known as|formerly|n[ée]e|born|alias)"
    r"(?=[\s:,])[\s:,]*"
)
_IN_BRACKETS = re.compile(r"""[("“”«\[]([^)"“”»\]]{1,80})[)"“”»\]]""")
_COUPLE = re.compile(r"(?i)^\s*([^\s,&]+)\s+(?:and|&|y|und)\s+(\S+(?:\s+\S+){1,3})\s*$")
# A hyphen between two short parts, or a script that writes given names as two signs.
_IN_TWO = re.compile(r"\b\w{1,5}-\w{1,5}\b|[\u3400-\u9fff\uac00-\ud7a3]{3}")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.\s?){2,6}")
_AMPERSAND_BETWEEN_LETTERS = re.compile(r"\b([A-Za-z]{1,2})&([A-Za-z]{1,2})\b")


class Name(NamedTuple):
    """One name. `words` tell it apart; `kinds` are words like "Group".

    `suffix` is Jr., Sr., II ... of a person, `form` the legal form of a company. `whole` has all words that are
    said, in order: a name can be written together where another has spaces. `in_two` is a name with a given name
    in two parts, Min-ho, which are no first and middle name; `joined` is one written here as one word.
    """

    words: tuple[str, ...]
    whole: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    suffix: str = ""
    form: str = ""
    company: bool = False
    in_two: bool = False
    joined: bool = False

    @property
    def has_initials(self) -> bool:
        return any(len(word) == 1 for word in self.words)


def names_in(text: str) -> tuple[Name, ...]:
    """The names one line holds, the main one first; none when there is no letter in it."""
    text = unicodedata.normalize("NFC", text[:MOST_LETTERS])
    found: dict[Name, None] = {}
    for part in _parts(text):
        name = _name(part)
        if not name.words:
            continue
        found.setdefault(name)
        for joined in _joined(name):
            found.setdefault(joined)
    return tuple(found)


def _joined(name: Name) -> list[Name]:
    """The name with its two short words as one: Mary Ann, Min-ho, Xiao Ming."""
    words = name.words
    if name.company or len(words) != 3 or not all(1 < len(word) <= 6 for word in words):
        return []
    first = (words[0] + words[1], words[2])
    last = (words[0], words[1] + words[2])
    return [name._replace(words=cut, whole=cut, joined=True) for cut in (first, last)]


def _parts(text: str) -> list[str]:
    main, *others = _OTHER_NAME.split(text)
    lead = main.split()
    # "Maria Lopez née Garcia" is Maria Garcia; "X dba Garcia Plumbing" stands by itself.
    parts = [main] + [f"{lead[0]} {other}" if lead and len(other.split()) == 1 else other for other in others]
    found: list[str] = []
    for part in parts:
        inner = [match.strip() for match in _IN_BRACKETS.findall(part)]
        outer = _IN_BRACKETS.sub(" ", part)
        found.append(outer)
        found.extend(_with_bracketed(outer, one, at_the_end=part.rstrip()[-1:] in ')"”»]') for one in inner if one)
    couples = [_COUPLE.match(part) for part in found]
    for couple, part in zip(couples, list(found), strict=True):
        if couple and not _name(part).company:
            found.append(f"{couple[1]} {couple[2].split()[-1]}")
            found.append(couple[2])
    return found


def _with_bracketed(outer: str, inner: str, *, at_the_end: bool) -> str:
    """The name with what stood in brackets: a first name in the middle, a family name at the end."""
    around = outer.split()
    if len(inner.split()) > 1 or len(around) < 2 or _name(outer).company:
        return inner
    return " ".join([*around[:-1], inner] if at_the_end else [inner, *around[1:]])


def _name(text: str) -> Name:
    text = _AMPERSAND_BETWEEN_LETTERS.sub(r"\1\2", text)
    text = _DOTTED.sub(_joined_form, text)
    company = _is_company(words(text), text)
    said = words(text if company else _in_order(text))[:MOST_WORDS]
    return _company(said) if company else _person(said, text)


def _joined_form(dotted: re.Match[str]) -> str:
    """L.L.C. is one word, J.R. are two initials."""
    letters = re.sub(r"[.\s]", "", dotted[0]).lower()
    known = letters in LEGAL_FORMS or letters in _DEGREES or len(letters) > 2
    return f"{letters} " if known else dotted[0]


def _is_company(said: list[str], text: str) -> bool:
    if len(said) < 2:
        return False
    last = said[-1]
    if (last in LEGAL_FORMS and not (last in _DEGREES and "," in text)) or any(
        word in LEGAL_FORMS and word not in ONLY_AT_THE_END for word in said[1:]
    ):
        return True
    return said[0] == "the" or any(word in KINDS or word in TRADES for word in said)


def _in_order(text: str) -> str:
    """A name such as `Garcia, Maria, Jr.` as it is said."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) < 2:
        return text
    after = [part for part in parts[1:] if not _only_after_a_name(part)]
    ends = [part for part in parts[1:] if _only_after_a_name(part)]
    return " ".join([*after[:1], parts[0], *after[1:], *ends])


def _only_after_a_name(part: str) -> bool:
    return all(word in _SUFFIXES or word in _DEGREES for word in words(part))


def _person(said: list[str], text: str) -> Name:
    while len(said) > 1 and said[0] in _TITLES:
        said = said[1:]
    suffix = ""
    while len(said) > 1 and (said[-1] in _SUFFIXES or said[-1] in _DEGREES):
        suffix = _SUFFIXES.get(said[-1], suffix)
        said = said[:-1]
    said = _led(said)
    hyphened = bool(said) and f"{said[0]}-" in text.lower()
    core = tuple(
        word
        for place, word in enumerate(said)
        if not _is_particle(word, text) or (place == 0 and not hyphened) or place == len(said) - 1
    )
    # "I" and "O" are also initials: only a name without any other word keeps its particles.
    in_two = bool(_IN_TWO.search(text))
    return Name(core or tuple(said), tuple(said), suffix=suffix, in_two=in_two)


def _is_particle(word: str, text: str) -> bool:
    """Whether a word only joins names; a single letter does when it stands small and without a dot."""
    return word in _PARTICLES and (len(word) > 1 or f" {word} " in text)


def _led(said: list[str]) -> list[str]:
    """Mc, O' and St. joined with the word they belong to."""
    found: list[str] = []
    lead = ""
    for place, word in enumerate(said):
        follows = place + 1 < len(said) and len(said[place + 1]) > 2
        if word in _LEADS and follows and not lead and not (len(word) == 1 and place == 0 and len(said) > 2):
            lead = _LEADS[word]
            continue
        found.append(lead + word)
        lead = ""
    return found


def _company(said: list[str]) -> Name:
    forms = [word for word in said if word in LEGAL_FORMS]
    rest = [word for word in said if word not in LEGAL_FORMS and word not in SMALL_WORDS] or said
    rest = _joined_letters(rest)
    kinds = tuple(word for word in rest if word in KINDS)
    core = tuple(word for word in rest if word not in KINDS)
    # "National Services Group" has only such words: then they are its name.
    return Name(core or kinds, tuple(rest), kinds if core else (), form=" ".join(forms), company=True)


def _joined_letters(said: list[str]) -> list[str]:
    """The words with letters that stand alone joined: `I B M` is one word."""
    found: list[str] = []
    for word in said:
        if (
            len(word) == 1
            and found
            and found[-1].isalpha()
            and len(found[-1]) <= 3
            and word.isalpha()
            and found[-1] not in KINDS
        ):
            found[-1] += word
        else:
            found.append(word)
    return found
