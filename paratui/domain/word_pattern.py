"""Patterns of whole words, as an office writes them into its data, and the words of a line they are held to.

A pattern is words with gaps between: `was|were served` is one word or the other; `*` stands for up to three
words of the same clause, `#` for a number, `$` for an amount of money or a percentage, `^` at the front for
the start of a clause. Case, hyphens and apostrophes do not matter: "you'll" is read as "you will".
"""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOKEN = re.compile(
    r"[$£€]?\d(?:[\d,.]*\d)?(?:[%kK](?!\w))?|[^\W\d_]+(?:['\u2019][^\W\d_]+)*"
    r"|[,;.!?:()\"\u201c\u201d\u2026]|(?<=\s)[-\u2013\u2014](?=\s)|\u2014"
)

GAP, NUMBER, AMOUNT, START = "*", "#", "$", "^"
GAP_REACH = 3
SENTENCE_ENDS = frozenset(".;!?\u2026")
BREAKS = SENTENCE_ENDS | frozenset(',:()-\u2013\u2014"\u201c\u201d') | {"but", "because"}
# A gap does not reach over these: what stands behind them is another thought.
_NO_GAP = BREAKS | {"if", "whether", "unless", "when", "and", "or"}
_SHORT = {
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "wasnt": ("was", "not"),
    "werent": ("were", "not"),
    "isnt": ("is", "not"),
    "arent": ("are", "not"),
    "hasnt": ("has", "not"),
    "havent": ("have", "not"),
    "hadnt": ("had", "not"),
    "cant": ("can", "not"),
    "cannot": ("can", "not"),
    "can't": ("can", "not"),
    "couldnt": ("could", "not"),
    "wouldnt": ("would", "not"),
    "shouldnt": ("should", "not"),
    "wont": ("will", "not"),
    "won't": ("will", "not"),
    "youll": ("you", "will"),
    "youre": ("you", "are"),
    "youve": ("you", "have"),
    "theyll": ("they", "will"),
    "theyre": ("they", "are"),
    "weve": ("we", "have"),
    "itll": ("it", "will"),
    "thats": ("that", "is"),
    "that's": ("that", "is"),
    "it's": ("it", "is"),
    "there's": ("there", "is"),
    "i'm": ("i", "am"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "i'd": ("i", "would"),
    "gonna": ("going", "to"),
}
_ENDINGS = {"ll": "will", "ve": "have", "re": "are", "d": "would"}
_SPELLED = """two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty
seventy eighty ninety hundred hundreds few several couple"""
NUMBER_WORDS = frozenset(_SPELLED.split()) | {"one", "a"}
_COUNTED = NUMBER_WORDS - {"a"}
_MONEY_WORDS = frozenset({"hundred", "thousand", "million", "grand", "dollars", "bucks", "percent", "euros"})
_THINGS = frozenset({"documents", "pages", "copies", "miles", "forms", "people"})
_LEAST_MONEY = 500  # a bare number below this counts things; from here on it is read as an amount

# Of so few words a tuple holds a quarter of what a set does.
Element: TypeAlias = tuple[str, ...]


class Word(NamedTuple):
    """One word or mark of a line, in lower case, with its span in the line."""

    text: str
    start: int
    end: int


class Pattern(NamedTuple):
    """A pattern ready to be held to words; `first` are the words it may begin with."""

    elements: tuple[Element, ...]
    at_clause_start: bool

    @property
    def first(self) -> Element:
        """The words, or the sign of a number, that a match begins with."""
        return self.elements[0]


def words_of(text: str) -> list[Word]:
    """The words and marks of a line in order; a contraction gives the two words it stands for."""
    words = []
    for found in _TOKEN.finditer(text):
        token = found[0].lower()
        start, end = found.span()
        if token in _SHORT:
            words += [Word(each, start, end) for each in _SHORT[token]]
            continue
        if "'" in token or "\u2019" in token:
            words += _parted(token.replace("\u2019", "'"), start, end)
            continue
        words.append(Word(token, start, end))
    return words


def _parted(token: str, start: int, end: int) -> list[Word]:
    stem, _, ending = token.partition("'")
    if token in _SHORT:
        return [Word(each, start, end) for each in _SHORT[token]]
    if token.endswith("n't") and len(token) > 3:
        return [Word(token[:-3], start, end), Word("not", start, end)]
    if ending in _ENDINGS:
        return [Word(stem, start, end), Word(_ENDINGS[ending], start, end)]
    return [Word(stem if ending == "s" else token, start, end)]


def read_patterns(written: Iterable[str]) -> tuple[Pattern, ...]:
    """The patterns an office wrote; raises ValueError saying what cannot be read."""
    return tuple(map(read_pattern, written))


def read_pattern(written: str) -> Pattern:
    """The pattern an office wrote; raises ValueError saying what cannot be read."""
    elements: list[Element] = []
    at_start = False
    for place, part in enumerate(written.split()):
        if part == START:
            if place:
                raise ValueError(f'"{written}": ^ stands only at the front')
            at_start = True
        elif part in {GAP, NUMBER, AMOUNT}:
            elements.append((part,))
        else:
            elements += _word_elements(part, written)
    if not elements:
        raise ValueError(f'"{written}" has no word in it')
    if GAP in {elements[0][0], elements[-1][0]}:
        raise ValueError(f'"{written}" begins or ends with *; leave it out there')
    return Pattern(tuple(elements), at_start)


def _word_elements(part: str, written: str) -> list[Element]:
    choices = [_words_in(choice) for choice in part.split("|")]
    if any(not choice or not all(_may_stand(text) for text in choice) for choice in choices):
        raise ValueError(f'"{part}" in "{written}" is no word; use letters, and | * # $ or ^ for what may vary')
    if len(choices) == 1:
        return [(text,) for text in choices[0]]
    if any(len(choice) > 1 for choice in choices):
        raise ValueError(f'"{part}" in "{written}": each side of | is one word; write two lines instead')
    return [tuple(choice[0] for choice in choices)]


def _words_in(choice: str) -> list[str]:
    # The same words stand in hundreds of patterns: one of each is enough.
    if choice in {NUMBER, AMOUNT} or (choice.isalpha() and choice.islower() and choice not in _SHORT):
        return [intern(choice)]
    return [intern(word.text) for word in words_of(choice)]


def _may_stand(text: str) -> bool:
    return text.isalpha() or text in {NUMBER, AMOUNT}


def match(pattern: Pattern, words: list[Word], at: int) -> int | None:
    """Where a pattern held to the words from place `at` ends (the place behind it), None when it does not fit."""
    if pattern.at_clause_start and at and words[at - 1].text not in BREAKS:
        return None
    return _match(pattern.elements, 0, words, at)


def _match(elements: tuple[Element, ...], step: int, words: list[Word], at: int) -> int | None:
    while step < len(elements):
        element = elements[step]
        if element[0] == GAP:
            for skipped in range(GAP_REACH + 1):
                end = _match(elements, step + 1, words, at + skipped)
                if end is not None:
                    return end
                if at + skipped >= len(words) or words[at + skipped].text in _NO_GAP:
                    return None
            return None
        if at >= len(words):
            return None
        text = words[at].text
        if text not in element and not (
            (NUMBER in element and is_number(text)) or (AMOUNT in element and is_amount(words, at))
        ):
            return None
        at, step = at + 1, step + 1
    return at


def is_number(text: str) -> bool:
    """Whether a word is a number, in digits or spelled out."""
    return text[-1:].isdecimal() or text in _COUNTED


def is_amount(words: list[Word], at: int) -> bool:
    """Whether an amount of money or a percentage begins at a place."""
    text = words[at].text
    if text[:1] in "$£€" or text[-1:] == "%" or (text[:1].isdecimal() and text[-1:] == "k"):
        return True
    after = words[at + 1].text if at + 1 < len(words) else ""
    if after in _MONEY_WORDS:
        return text[:1].isdecimal() or text in NUMBER_WORDS
    plain = text.replace(",", "")
    return plain.isdecimal() and plain.isascii() and len(plain) < 13 and _worth(text) and after not in _THINGS


def _worth(text: str) -> bool:
    amount = int(text.replace(",", ""))
    if "," not in text and 1900 <= amount < 2100:
        return False  # a year
    return amount >= _LEAST_MONEY
