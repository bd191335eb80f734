# ruff: noqa: RUF001 - letters of other scripts are what this file is about
"""Arabic and Hebrew names, written without most of their vowels, against names in Latin letters.

Each letter stands for the ways it is romanised; a Latin spelling fits when it has all the letters in order
with nothing but vowels between them. So one Arabic spelling finds Mohammed, Muhammad and Mohamed.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ROMANISED = {
    # Arabic, Persian, Urdu
    "ا": "[aeiou]{0,2}", "آ": "a{1,2}", "ب": "b|p", "پ": "p", "ت": "t", "ث": "th|s|t", "ج": "j|g|dj|y",
    "چ": "ch|tch",
    "ح": "h|kh", "خ": "kh|h|j|x|ch", "د": "d|t", "ذ": "dh|z|d|th", "ر": "r", "ز": "z|s", "ژ": "zh|j",
    "س": "s|c|ss",
    "ش": "sh|ch|sch", "ص": "s|ss", "ض": "d|dh|z", "ط": "t|th", "ظ": "z|dh|d", "ع": "[aeiou]{0,2}",
    "غ": "gh|g|r",
    "ف": "f|ph|v", "ق": "q|k|g|gh", "ک": "k|c|ck", "ك": "k|c|ck|q", "گ": "g", "ل": "l", "م": "m", "ن": "n",
    "ه": "h?",
    "و": "[ouw]{1,2}|v|aw|ow|au", "ي": "[iye]{1,2}|ay|ai|ei|ey|iyy?", "ی": "[iye]{1,2}|ay|ai|ei|a|iyy?",
    "ء": "", "ئ": "[iey]?",
    "ؤ": "[ouw]?", "ى": "[aie]{1,2}", "ة": "[ae]?[ht]?",
    # Hebrew
    "א": "[aeiou]{0,2}", "ב": "b|v|w", "ג": "g", "ד": "d", "ה": "h?", "ו": "[ouvw]{1,2}|f", "ז": "z|s",
    "ח": "ch|h|kh|c",
    "ט": "t|th", "י": "[iyje]{0,2}|ai|ay|ei", "כ": "k|ch|c|kh|h", "ל": "l", "מ": "m", "נ": "n",
    "ס": "s|c|z", "ע": "[aeiou]{0,2}|y",
    "פ": "p|f|ph", "צ": "tz|ts|z|c|s", "ק": "k|c|q|ck", "ר": "r", "ש": "sh|s|sch|ch", "ת": "t|th|s",
}  # fmt: skip
_SAME = str.maketrans({
    "أ": "ا", "إ": "ا", "ٱ": "ا", "ـ": "",
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
})  # fmt: skip
_ARTICLE = "ال"
# "Servant of", said together with the article of the name that follows: Abdul, Abdel, Abdur.
_SERVANT = "عبد"
_SERVANT_OF = "abd(?:[aeou](?:l|r|ll|s|n)?)?"


def has_native(word: str) -> bool:
    """Whether some of a word is written in Arabic or Hebrew letters."""
    return any("\u0590" <= letter <= "\u06ff" for letter in word)


def is_native(word: str) -> bool:
    """Whether all of a word is, as `native_word` leaves it."""
    return all(letter in _ROMANISED for letter in word)


def native_word(word: str) -> str:
    """The word in one form of its letters, without vowel marks and without the article before it."""
    letters = "".join(letter for letter in word.translate(_SAME) if letter in _ROMANISED)
    return letters.removeprefix(_ARTICLE) if len(letters) > 4 else letters


@lru_cache(maxsize=20_000)
def romanised(word: str) -> re.Pattern[str]:
    """What a Latin spelling of the word must look like, lower case, with or without the article."""
    servant, rest = ("", word) if not word.startswith(_SERVANT) else (_SERVANT_OF, word.removeprefix(_SERVANT))
    letters = [_any_of(_ROMANISED[letter]) for letter in rest]
    body = "[aeiou]{0,2}".join(letters)
    return re.compile(f"{servant or '(?:al|el)?'}{body}[aeiou]{{0,2}}h?")


def _any_of(ways: str) -> str:
    """One of the ways to write a letter. A doubled consonant is not written twice in these scripts."""
    twice = "" if set(ways) & set("[?{") or not ways else "{1,2}"
    return f"(?:{ways}){twice}"
