"""How a word sounds, written so that spellings of one sound are one string.

Two keys: `plain_sound` keeps the vowels and folds what different languages and romanisations write for the
same sound; `english_sound` is what an English ear keeps of it, the consonants.
"""

from __future__ import annotations

import re

import jellyfish

# In this order; each sees what the earlier ones left.
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^mac(?=[a-z]{3})", "mc"),
        (r"^(?:hs|x)(?=[aeiou])", "S"),
        (r"^(?:ye|ie|je)(?=[a-z])", "e"),
        (r"^(?:iu|ju|you|yu)", "yu"),
        (r"^(?:ia|ja|ya)", "ya"),
        (r"shch|sch(?!$)|sh", "S"),
        (r"tch|tsch|ch", "C"),
        (r"kh|gh(?=[aeiou])", "h"),
        (r"ph", "f"),
        (r"(?<=[tdbkgr])h", ""),
        (r"(?<=[aeiou])h(?=[^aeiou])", ""),
        (r"zh|dj|dzh", "j"),
        (r"tz|ts|cz", "z"),
        (r"x", "ks"),
        (r"ck|qu?|cq|kw", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"z", "s"),
        (r"w", "v"),
        (r"dt", "t"),
        (r"off$|ov$|ev$|eff$|yov$", "ov"),
        (r"(?:iy|yy|ij|yi|ii|ey|ie|y|i)$", "i"),
        (r"ou|oo|ue", "u"),
        (r"ae|aa", "a"),
        (r"oe", "o"),
        (r"ee|ea|ie|ei|y", "i"),
        (r"(?<=[^aeiou])e$", ""),
        (r"(?<=[a-zSC])h$", ""),
        (r"(.)\1+", r"\1"),
    )
)


def plain_sound(word: str) -> str:
    """The word with one way of writing for each sound: "alexey" and "aleksei" are one string."""
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    return word


def english_sound(word: str) -> str:
    """The consonants as an English ear hears them (Metaphone); empty for a word without any."""
    return jellyfish.metaphone(word)
