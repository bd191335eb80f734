"""Where in the texts of a call what was looked for stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paratui.domain.search_words import LEAST_DIGITS, NUMBER, folded, number_ends

if TYPE_CHECKING:
    from paratui.domain.call_row import CallRow
    from paratui.domain.search_words import Asked

_WORD = re.compile(r"[^\W_]+")


def places(found: Asked, text: str) -> list[tuple[int, int]]:
    """Where a word stands that begins with one of those looked for, and a number that is one of them."""
    words = beginnings(found)
    dialled = tuple(digits for _, several in found.numbers for digits in several)
    numbers = NUMBER.finditer(text) if dialled else ()
    where = [one.span() for one in numbers if any(end.startswith(dialled) for end in number_ends(one[0]))]
    told = _WORD.finditer(text) if words else ()
    where += [word.span() for word in told if folded(word[0]).startswith(words) and not _within(word.span(), where)]
    return sorted(where)


def _within(span: tuple[int, int], places: list[tuple[int, int]]) -> bool:
    return any(begins <= span[0] and span[1] <= ends for begins, ends in places)


def beginnings(found: Asked) -> tuple[str, ...]:
    """The words looked for, also those in quotes, and in numbers where they tell something."""
    several = (*found.phrases, *([word for word in said if len(word) >= LEAST_DIGITS] for said, _ in found.numbers))
    return tuple(dict.fromkeys([*found.words, *(word for phrase in several for word in phrase)]))


def found_line(found: Asked, call: CallRow) -> tuple[str, str] | None:
    """Kind and text of the line of a call that has most of what is looked for, the first of several."""
    words = (*beginnings(found), *(digits[-4:] for _, several in found.numbers for digits in several))
    told = [(kind, text, folded(text)) for _, kind, text in call.lines]
    # Most lines have nothing of it, and that is seen quickly.
    scored = [(sum(word in plain for word in words), -at) for at, (_, _, plain) in enumerate(told)]
    for score, at in sorted(scored, reverse=True):
        kind, text, _ = told[-at]
        if not score:
            break
        if places(found, text):
            return kind, text
    return None
