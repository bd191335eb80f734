"""The words in a row of letters: what a hyphen or an apostrophe joins is one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.search_words import folded
from paratui.ui.widgets.edited_line import graphemes

if TYPE_CHECKING:
    from collections.abc import Sequence

CUT = "\N{HORIZONTAL ELLIPSIS}"
_APOSTROPHES = "'\u2018\u2019\u02bc\u00b4`"
_HYPHENS = "-\u2010\u2011"
# Nobody sees these: a soft hyphen, marks without width, of direction.
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_INSIDE = frozenset(_APOSTROPHES + _HYPHENS + _UNSEEN)
_AS_ONE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(_UNSEEN))
# What says of whom something is, or what they do.
_FOLLOWING = re.compile(r"'(?:s|ll|d|re|ve)$")
_HYPHEN = re.compile(f"[{_HYPHENS}]")


class Word(NamedTuple):
    """A word from one letter to another. `plain` is how it is known, without what says that something is its;
    `parts` are those between hyphens, as plain.
    """

    first: int
    last: int
    text: str
    plain: str
    parts: tuple[str, ...]

    @property
    def texts(self) -> list[str]:
        """The parts as they are written."""
        return _HYPHEN.split(self.text)

    @property
    def is_small(self) -> bool:
        """Whether it begins with a small letter."""
        return self.text[:1].islower()


def letters_of(text: str) -> list[str]:
    """A text sign by sign, each with what stands on it."""
    return [*text] if text.isascii() else [text[start:end] for start, end, _ in graphemes(text)]


def words_in(letters: Sequence[str]) -> list[Word]:
    """The words in a row of letters; nothing stands in the second half of a wide one, which belongs to it."""
    found: list[Word] = []
    first = -1
    for place in range(len(letters) + 1):
        text = letters[place] if place < len(letters) else " "
        follows = place + 1 < len(letters) and letters[place + 1][:1].isalpha()
        inside = first >= 0 and text in _INSIDE and follows
        goes_on = place < len(letters) and (text == "" or text[0].isalpha() or inside)
        if goes_on and first < 0 and text:
            first = place
        elif not goes_on and first >= 0:
            found.append(_word(first, place, "".join(letters[first:place])))
            first = -1
    return found


def _word(first: int, last: int, text: str) -> Word:
    plain = folded(text.translate(_AS_ONE))
    if "'" in plain:
        plain = _FOLLOWING.sub("", plain)
    return Word(first, last, text, plain, tuple(plain.split("-")))
