"""Numbers as people say and type them: 1,200, 1.2k, fifteen hundred, two and a half million."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

# fmt: off
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
# fmt: on
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: Decimal(number) for number, word in enumerate(_ONES)}
_SMALL |= {word: Decimal(20 + 10 * place) for place, word in enumerate(_TENS)}
_HALF = Decimal("0.5")
_SMALL |= {"couple": Decimal(2), "half": _HALF, "none": Decimal(0), "nothing": Decimal(0)}
_ARTICLES = frozenset({"a", "an"})
_SCALES = {
    "dozen": Decimal(12),
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "grand": Decimal(1000),
    "k": Decimal(1000),
    "million": Decimal(1_000_000),
    "mil": Decimal(1_000_000),
    "m": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
}
_AFTER_ARTICLE = frozenset({"couple", "half"})
_PIECE = re.compile(r"\d[\d.,]*|[^\W\d_]+")
_JOINTS = frozenset({"and", "of"})
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_GROUPED_BY_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_LONGEST = 20


class NumberSaid(NamedTuple):
    """A number at the front of a text, and the text behind it."""

    number: Decimal
    rest: str


def digits_number(written: str) -> Decimal | None:
    """A number in digits: 1200, 1,200.50, 1.200,50; None when the digits are none."""
    written = written.rstrip(".,")
    if len(written) > _LONGEST or not written.isascii():
        return None
    if _GROUPED_BY_DOTS.fullmatch(written):
        return Decimal(written.replace(".", "").replace(",", "."))
    if _GROUPED.fullmatch(written):
        return Decimal(written.replace(",", ""))
    return Decimal(written) if _PLAIN.fullmatch(written) else None


def leading_number(text: str) -> NumberSaid | None:
    """The number a text begins with, None when it begins with none."""
    total, current, end, begun = Decimal(0), Decimal(0), 0, False
    pieces = list(_PIECE.finditer(text))
    for piece, behind in zip_longest(pieces, pieces[1:]):
        word, after = piece.group().lower(), behind.group().lower() if behind else ""
        if text[end : piece.start()].strip(" -\u2011"):
            break
        if word in _ARTICLES and (current == _HALF or after in _AFTER_ARTICLE):
            pass  # "half a million", "a couple"
        elif word in _JOINTS and begun and (after in _SMALL or after in _SCALES or after in _ARTICLES):
            pass  # "two and a half"
        elif word in _SCALES and begun:
            if _SCALES[word] < 1000:
                current *= _SCALES[word]
            else:
                total, current = total + current * _SCALES[word], Decimal(0)
            end = piece.end()
            continue
        else:
            one = not begun and word in _ARTICLES and after in _SCALES  # "a hundred"
            number = Decimal(1) if one else _SMALL.get(word, digits_number(word))
            if number is None or not _goes_on(current, number):
                break
            begun, current = True, current + number
        if word not in _JOINTS or begun:
            end = piece.end()
    return NumberSaid(total + current, text[end:]) if begun else None


def _goes_on(current: Decimal, number: Decimal) -> bool:
    """Whether a number is one with what stands before it: "twenty" and "five" are, "two" and "three" are not."""
    if number == _HALF or not current % 100:
        return True
    return current % 100 >= 20 and not current % 10 and 0 < number < 10
