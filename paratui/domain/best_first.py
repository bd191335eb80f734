"""The order "best first" of the calls a search finds.

First those with everything looked for in their names, numbers or matter; then those in which it stands in one row as
it was typed, the last word perhaps only begun; then those with the words as they are; then the beginnings of words.
Newest first in each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call_words import call_words
from paratui.domain.search_words import Asked, answers, asked

if TYPE_CHECKING:
    from typing import Any


class Grade(NamedTuple):
    """What the calls of one grade have that are of no better one; with `who` in their names, numbers and matter."""

    asked: Asked
    who: bool = False


def grades(words: str) -> tuple[Grade, ...]:
    """The grades of a search, best first; the last has every call that is found. None without words."""
    found = asked(words)
    if not found:
        return ()
    steps = [Grade(found, who=True)]
    if len(found.words) > 1:
        steps.append(Grade(found._replace(words=(), phrases=(*found.phrases, found.words))))
    if found.words:
        steps.append(Grade(found._replace(whole=True)))
    return (*steps, Grade(found))


def grade_of(call: dict[str, Any], steps: tuple[Grade, ...]) -> int:
    """The place of a found call's grade, 0 for the best."""
    told = call_words(call)
    everything = [*told.said, "", *told.who]
    fits = (answers(step.asked, told.who if step.who else everything, told.ends) for step in steps)
    return next((place for place, fit in enumerate(fits) if fit), len(steps))
