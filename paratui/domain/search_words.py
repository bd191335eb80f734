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
# As long as al, de la and van der are, which stand apart in some names and not in others.
_PARTICLE = 3
_WORD = re.compile(r"[^\W_]+")
NUMBER = re.compile(r"\+?\d[\d ().\-/]{5,}\d")
_QUOTED = re.compile(r'"([^"]*)(?:"|$)')
_DIGITS_ALONE = re.compile(r"[+()\d][\d().\-/]*")
# The ends of a number by which people name it: with the country, without, the line, the last four.
_ENDS = (10, 7, 4)
_WITH_AREA, _LINE = _ENDS[:2]
# What is said behind a number stands in no number; a shorter one is a count or a year.
_EXTENSION = r"(?i)(?<!\d)(\+?\d[\d ().\-/]{5,30})\s*(?:;\s*ext=|ext(?:ension|n)?\.?|x|#)[ :]*\d*(?!\w)"
_DIALLED_BEFORE = ("011", "00")
# Letters of names that are no letter and an accent, as who has no such key writes them.
_PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i", "æ": "ae"})
# As word processors and telephones write them.
QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'))


class Asked(NamedTuple):
    """What is looked for; all of it must be found. Everything is folded.

    `words` begin a word; each of `phrases` is words in a row, the last of which may be the beginning of one;
    `numbers` are (words, dialled): either the words, or one of `dialled` begins an end of a phone number.
    With `whole` the words stand there as they are. `cut` says that more was typed than is looked for.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    whole: bool = False
    cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases or self.numbers)


def folded(text: str) -> str:
    """A text without accents and letter case."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN_LETTERS)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words of a text as they are found, in order."""
    return [word[:LONGEST] for word in _WORD.findall(folded(text))]


def joined_words(name: str) -> list[str]:
    """Names of several parts as they are typed in one, from each part on: odonoghue, alrashid, delacruz, lacruz.

    First and last names are not put together: of a name that many have, too many words would begin the same.
    """
    chains: list[list[str]] = [[]]
    for word in name.split()[:MOST_WORDS]:
        parts = words_of(word)
        chains[-1] += parts
        if sum(map(len, parts)) > _PARTICLE:
            chains.append([])
    return ["".join(chain[at:])[:LONGEST] for chain in chains for at in range(min(len(chain), MOST_WORDS) - 1)]


def name_in_words(name: str) -> list[str]:
    """The words a name is found by: those of `words_of`, then the `joined_words`."""
    return [*words_of(name), *joined_words(name)]


def number_ends(text: str) -> list[str]:
    """The digits of every number in a text, whole and by their ends."""
    found: list[str] = []
    for number in NUMBER.findall(text):
        digits = "".join(letter for letter in number if letter.isdecimal())
        found += [digits, *(digits[-size:] for size in _ENDS if size < len(digits))]
    return found


def without_extension(typed: str) -> str:
    """What was typed, without what is said behind a phone number to reach somebody there."""
    return re.sub(_EXTENSION, r"\1 ", typed)


def asked(typed: str) -> Asked:
    """What somebody typed, as it is looked for. Nothing that can be typed is an error."""
    typed = without_extension(typed.translate(QUOTES))
    phrases = [tuple(words_of(quoted)) for quoted in _QUOTED.findall(typed)]
    words: list[str] = []
    numbers: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    digits: list[str] = []

    def close() -> None:
        if digits:
            said = tuple(word for part in digits for word in words_of(part))
            dialled = _dialled(" ".join(digits))
            if dialled:
                numbers.append((said, dialled))
            else:
                words.extend(said)
            digits.clear()

    parts = _QUOTED.sub(" ", typed).split()
    for part in parts[: 4 * MOST_WORDS]:
        if _DIGITS_ALONE.fullmatch(part):
            digits.append(part)
        else:
            close()
            words += words_of(part)
    close()
    words = list(dict.fromkeys(words))
    phrases = [phrase for phrase in phrases if phrase]
    sizes = [len(words), len(numbers), len(phrases), *map(len, phrases), *(len(said) for said, _ in numbers)]
    return Asked(
        tuple(words[:MOST_WORDS]),
        tuple(phrase[:MOST_WORDS] for phrase in phrases[:MOST_WORDS]),
        tuple((said[:MOST_WORDS], dialled) for said, dialled in numbers[:MOST_WORDS]),
        cut=max(sizes) > MOST_WORDS or len(parts) > 4 * MOST_WORDS or any(len(part) > LONGEST for part in parts),
    )


def unread(typed: str) -> str:
    """What of a text cannot be looked for, in words; empty when all of it is."""
    found = asked(typed)
    if not found and typed.strip():
        return "words and numbers are looked for, and here is none"
    return f"only the first {MOST_WORDS} words are looked for, {LONGEST} letters of each" if found.cut else ""


def _dialled(typed: str) -> tuple[str, ...]:
    """The digits by which a number that is typed so may stand in the office; none where they are too few to tell."""
    abroad = typed.startswith("+")
    digits = _decimals(typed.replace("(0)", "") if abroad else typed)
    found = [digits]
    before = next((one for one in _DIALLED_BEFORE if digits.startswith(one)), "")
    if before:
        found.append(digits[len(before) :])
    elif digits.startswith("0") and len(digits) > _LINE + 1:
        # What is dialled inside a country, where its numbers are kept with the country.
        found.append(digits[-_LINE:])
    elif digits.startswith("1") and (abroad or len(digits) > _LINE):
        # A number that was noted without the country of North America.
        found.append(digits[1:])
    found += [one[-_WITH_AREA:] for one in found if len(one) > _WITH_AREA]
    return tuple(dict.fromkeys(one[:LONGEST] for one in found if len(one) >= LEAST_DIGITS))


def _decimals(text: str) -> str:
    return "".join(str(unicodedata.decimal(letter)) for letter in text if letter.isdecimal())


def answers(found: Asked, words: list[str], ends: list[str]) -> bool:
    """Whether a text of these words, in which these numbers stand, has all that is asked for."""
    return (
        all(word in words if found.whole else _begins((word,), words) for word in found.words)
        and all(_in_a_row(phrase, words) for phrase in found.phrases)
        and all(
            all(_begins((word,), words) for word in said) or _begins(dialled, ends) for said, dialled in found.numbers
        )
    )


def _begins(beginnings: tuple[str, ...], words: list[str]) -> bool:
    return any(word.startswith(beginnings) for word in words)


def _in_a_row(phrase: tuple[str, ...], words: list[str]) -> bool:
    size = len(phrase)
    return any(
        words[at + size - 1].startswith(phrase[-1]) and tuple(words[at : at + size - 1]) == phrase[:-1]
        for at in range(len(words) - size + 1)
    )
