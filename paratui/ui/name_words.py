"""Which words of an entered name are the name: no title, no "Jr.", nothing that was only noted beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paratui.domain.conflict.company_words import (
    COMMON_WORDS,
    KINDS,
    LEGAL_FORMS,
    ONLY_AT_THE_END,
    SMALL_WORDS,
    TRADES,
    words_of,
)
from paratui.ui.ordinary_words import ORDINARY
from paratui.ui.own_words import OWN_WORDS
from paratui.ui.words_in_row import Word, letters_of, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

NEVER_ALONE = OWN_WORDS | words_of(
    "a an and by for in no not of on or so the to we you she he they it is may will mark grant bill art january "
    "february march april june july august september october november december jan feb mar apr jun jul aug sep "
    "oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun today "
    "tomorrow overdue next waiting later queue call log clients help officer estate wife husband mother father mom "
    "dad son daughter county insurance adjuster"
)
"""Names only beside another one: alone they are words of a sentence or of this program."""
TITLES = words_of("mr mrs ms miss mx dr prof professor sir sr sra srta rev herr frau mme mlle")
_SUFFIXES = words_of("jr sr ii iii iv esq phd md dds")
# What is noted beside a name, with a capital too.
_NOTED = words_of(
    "english spanish french german italian portuguese chinese mandarin cantonese korean vietnamese tagalog russian "
    "arabic hindi interpreter translator wife husband mother father mom dad"
)
# Who has no name is entered so.
_NOBODYS = words_of(
    "new unknown anonymous withheld private caller client person somebody name number no not known do call"
)
_OFFICES = words_of(
    "academy agency authority bureau clerk clinics county department dept elementary library ministry orthopedics "
    "servers"
)
# What a business does, and what people are called as well.
_FAMILY_NAMES = words_of("bank church college law lines market")
_ASIDE = re.compile(r"[(\[]|\s[-\u2013\u2014]\s")
_ASIDE_ENDS = re.compile(r"[)\]]")


def name_words(name: str) -> list[Word]:
    """The words of a name that are names, in order; none where nobody is named."""
    letters = letters_of(name)
    words = [word for word in words_in(letters) if word.plain not in _SUFFIXES | TITLES] or words_in(letters)
    aside = _asides(letters, words)
    said = [word for word, is_aside in zip(words, aside, strict=True) if not (is_aside and _is_noted(word))]
    named = said or words
    while len(named) > 1 and any(aside) and named[0].plain in _NOBODYS:
        # "DO NOT CALL - Maria"
        del named[0]
    return [] if all(word.plain in _NOBODYS for word in named) else named


def is_common(plain: str) -> bool:
    """Whether a word means something else more often than anybody."""
    return plain in ORDINARY or plain in COMMON_WORDS or plain in SMALL_WORDS or plain in NEVER_ALONE


def is_organisation(plain: Sequence[str]) -> bool:
    """Whether a name is surely no person's: who is called Church or Law is one, as far as anybody can tell."""
    kinds = ((KINDS | TRADES) - _FAMILY_NAMES) | _OFFICES | (LEGAL_FORMS - ONLY_AT_THE_END)
    return len(plain) > 1 and (plain[-1] in LEGAL_FORMS or any(word in kinds for word in plain[1:]))


def _asides(letters: Sequence[str], words: Sequence[Word]) -> list[bool]:
    """Of each word whether it stands in brackets or behind a dash."""
    found: list[bool] = []
    is_aside, last = False, 0
    for word in words:
        gap = "".join(letters[last : word.first])
        if _ASIDE.search(gap) or _ASIDE_ENDS.search(gap):
            is_aside = bool(_ASIDE.search(gap))
        found.append(is_aside)
        last = word.last
    return found


def _is_noted(word: Word) -> bool:
    return word.is_small or is_common(word.plain) or word.plain in _NOTED
