# ruff: noqa: RUF001 - letters of other scripts are what this file is about
"""The words of a name as it was typed: one alphabet, one case, nothing invisible.

A name comes from a keyboard, a file or a voicemail. Controls, direction marks and pictures carry no name and
are dropped; whatever is longer than a name can be is cut.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

from paratui.domain.conflict.native_script import has_native, native_word

MOST_LETTERS = 200

_PLAIN = re.compile(r"[A-Za-z0-9]+")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘ʼʻ`´ʹ](?=\w)")
_ONE_BY_ONE = re.compile(r"[A-Z]?[^A-Z]+|[A-Z]")
# Greek writes one sound with two letters where a letter-by-letter rendering would give two.
_GREEK = (
    ("ου", "ou"), ("ού", "ou"), ("αυ", "av"), ("αύ", "av"), ("ευ", "ev"), ("εύ", "ev"), ("γγ", "ng"),
    ("γκ", "g"),
    ("γχ", "nh"), ("ντ", "d"), ("μπ", "b"), ("τζ", "tz"), ("αι", "e"), ("αί", "e"), ("ει", "i"),
    ("εί", "i"), ("οι", "i"), ("οί", "i"),
)  # fmt: skip
_GREEK_INSIDE = {"ντ": "nt", "μπ": "mp"}
_YOTA = re.compile("^γι(?=[αάοόωώ])")
# At the end of a Korean syllable these are said, and written in Latin letters, as k, p and t.
_HANGUL_END = re.compile("(?<!n)g$|[bd]$")
# Korean family names of one vowel, as they are written in Latin letters.
_HANGUL_FAMILY = {"이": "Lee", "오": "Oh", "우": "Woo"}
_UNSEEN = {"Cf", "Cs", "Co", "Cn", "Mn", "Me", "Lm", "Sk"}


def words(text: str) -> list[str]:
    """The words, lower case a-z and digits, or Arabic or Hebrew letters; none when no letter is there."""
    text = text[:MOST_LETTERS]
    if not text.isascii():
        return _foreign_words(text)
    return _PLAIN.findall(_APOSTROPHES.sub("", text).lower())


def _foreign_words(text: str) -> list[str]:
    text = _APOSTROPHES.sub("", "".join(_seen(letter) for letter in unicodedata.normalize("NFKC", text)))
    found: list[str] = []
    for word in re.findall(r"[^\W_]+", text):
        if has_native(word):
            found.extend(filter(None, [native_word(word)]))
        else:
            found.extend(_latin(word))
    return found


def _seen(letter: str) -> str:
    """The letter, a space for what separates, nothing for what has no shape of its own."""
    if letter.isascii():
        return letter
    kind = unicodedata.category(letter)
    if kind in _UNSEEN and letter not in "ʼʻʹ":
        return ""
    return letter if kind[0] in "LN" or letter in "’‘´ʼʻʹ" else " "


def _latin(word: str) -> list[str]:
    if word.isascii():
        return [word.lower()]
    first = ord(word[0])
    if 0x370 <= first <= 0x3FF:
        word = _greek(word.lower())
    if len(word) > 1 and word[0] in _HANGUL_FAMILY:
        return [_HANGUL_FAMILY[word[0]].lower(), *_latin(word[1:])]
    plain = anyascii(word)
    # Chinese and Korean syllables come each with a capital letter.
    parts = _ONE_BY_ONE.findall(plain) if first >= 0x1100 else [plain]
    if first >= 0xAC00:
        parts = [_HANGUL_END.sub(lambda end: "kpt"["gbd".index(end[0])], part) for part in parts]
    return [clean for part in parts if (clean := re.sub(r"[^a-z0-9]", "", part.lower()))]


def _greek(word: str) -> str:
    word = _YOTA.sub("y", word)
    for pair, latin in _GREEK:
        if pair in _GREEK_INSIDE:
            word = (
                word[0] + word[1:].replace(pair, _GREEK_INSIDE[pair])
                if not word.startswith(pair)
                else latin + word[2:]
            )
        word = word.replace(pair, latin)
    return word
