"""The words a text is found by: without accents and letter case, a number however it is written.

A word that is asked for finds every word that begins with it; words in quotes stand next to each other, as they are.
Digits find a phone number by any of its ends: `2671`, `555-2671`, `(415) 555-2671`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Fewer digits are in every number.
LEAST_DIGITS = 3
# A word this long tells as much as a longer one, and a pasted page is no reason to look at nothing else.
LONGEST, MOST_WORDS = 64, 16
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\+?\d[\d ().\-/]{5,}\d")
_QUOTED = re.compile(r'"([^"]*)(?:"|$)')
_DIGITS_ALONE = re.compile(r"[+()\d][\d().\-/]*")
# The ends of a number by which people name it: with the country, without, the line, the last four.
_ENDS = (10, 7, 4)


class Asked(NamedTuple):
    """What is looked for; all of it must be found. Everything is folded.

    `words` begin a word; each of `phrases` is words in a row, the last of which may be the beginning of one;
    `numbers` are (words, digits): either the words, or the beginning of an end of a phone number.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[tuple[tuple[str, ...], str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases or self.numbers)


def folded(text: str) -> str:
    """A text without accents and letter case."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words of a text as they are found, in order."""
    return [word[:LONGEST] for word in _WORD.findall(folded(text))]


def number_ends(text: str) -> list[str]:
    """The digits of every number in a text, whole and by their ends."""
    found: list[str] = []
    for number in _NUMBER.findall(text):
        digits = "".join(letter for letter in number if letter.isdecimal())
        found += [digits, *(digits[-size:] for size in _ENDS if size < len(digits))]
    return found


def asked(typed: str) -> Asked:
    """What somebody typed, as it is looked for. Nothing that can be typed is an error."""
    phrases = [tuple(words_of(quoted))[:MOST_WORDS] for quoted in _QUOTED.findall(typed)]
    words: list[str] = []
    numbers: list[tuple[tuple[str, ...], str]] = []
    digits: list[str] = []

    def close() -> None:
        if digits:
            together = "".join(letter for part in digits for letter in part if letter.isdecimal())
            said = tuple(word for part in digits for word in words_of(part))
            if len(together) >= LEAST_DIGITS:
                numbers.append((said, together[:LONGEST]))
            else:
                words.extend(said)
            digits.clear()

    for part in _QUOTED.sub(" ", typed).split()[: 4 * MOST_WORDS]:
        if _DIGITS_ALONE.fullmatch(part):
            digits.append(part)
        else:
            close()
            words += words_of(part)
    close()
    return Asked(
        tuple(dict.fromkeys(words))[:MOST_WORDS],
        tuple(phrase for phrase in phrases if phrase),
        tuple(numbers[:MOST_WORDS]),
    )


def answers(found: Asked, words: list[str], ends: list[str]) -> bool:
    """Whether a text of these words, in which these numbers stand, has all that is asked for."""
    return (
        all(_begins(word, words) for word in found.words)
        and all(_in_a_row(phrase, words) for phrase in found.phrases)
        and all(all(_begins(word, words) for word in said) or _begins(digits, ends) for said, digits in found.numbers)
    )


def _begins(beginning: str, words: list[str]) -> bool:
    return any(word.startswith(beginning) for word in words)


def _in_a_row(phrase: tuple[str, ...], words: list[str]) -> bool:
    size = len(phrase)
    return any(
        words[at + size - 1].startswith(phrase[-1]) and tuple(words[at : at + size - 1]) == phrase[:-1]
        for at in range(len(words) - size + 1)
    )
