"""The day a plain line tells for something that happened: its words, to be proposed and never taken by itself."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput
from paratui.domain.said_date import LONGEST, read_said_date
from paratui.domain.said_day import ANY, When, dates_with_ends

if TYPE_CHECKING:
    from datetime import date

# What makes a day less than certain belongs to its words: "before Nov 3" is not Nov 3.
_DOUBT_BEFORE = re.compile(
    r"(?:\b(?:about|around|approximately|roughly|maybe|probably|perhaps|possibly|sometime|i (?:think|believe|guess)"
    r"|before|after|since|between|by|until)\b|~)\s*(?:on\s+|in\s+)?$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s+(?:or|to|and)\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\b", re.IGNORECASE)
# Behind one of these the line tells of something else: "hearing moved, she got a letter yesterday".
_ELSEWHERE = re.compile(
    r"[.,;:!?]|\b(?:and|but|then|so|because|while|i|he|she|they|we|you|it|who|which|that)\b",
    re.IGNORECASE,
)
_LEADS_UP = re.compile(
    r"[\s,]*(?:(?:i|he|she|they|we)\s+)?(?:(?:was|were|got|is|had|has)\s+)?(?:been\s+)?", re.IGNORECASE
)
_BETWEEN_PARTS = re.compile(r"[\s,]{1,3}(?:the\s+)?")


@lru_cache(maxsize=4000)
def told_day(text: str, start: int, end: int, tense: str, today: date) -> str:
    """The words of the day nearest to what `text` tells from `start` to `end`; empty when none can be read there."""
    for month_first in (True, False):
        try:
            spans = _spans(text, When(today, ANY, month_first))
            words = _nearest(text, spans, start, end)
            if words and len(words) <= LONGEST:
                read_said_date(words, today, tense, month_first=month_first)
                return words
        except BadInput:
            continue
    return ""


def _spans(text: str, when: When) -> list[tuple[int, int]]:
    """Where days are named; "Tuesday, Nov 17" is one of them."""
    spans: list[tuple[int, int]] = []
    for found, end in sorted(dates_with_ends(text, when), key=lambda each: each[0].start):
        if spans and _BETWEEN_PARTS.fullmatch(text[spans[-1][1] : found.start]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((found.start, end))
    return spans


def _of_one_thing(text: str, happened: tuple[int, int], day: tuple[int, int]) -> bool:
    """Whether a day is told of what happened, and not of something else in the same line."""
    (start, end), (at, behind) = happened, day
    if at >= end:
        return not _ELSEWHERE.search(text, end, at)
    return behind > start or bool(_LEADS_UP.fullmatch(text, behind, start))


def _nearest(text: str, spans: list[tuple[int, int]], start: int, end: int) -> str:
    """The words of the nearest one; of two as near the one behind."""
    apart = [
        (at - end if at >= end else max(start - behind, 0) + 0.5, at, behind)
        for at, behind in spans
        if _of_one_thing(text, (start, end), (at, behind))
    ]
    if not apart:
        return ""
    _, at, behind = min(apart)
    if goes_on := _GOES_ON.match(text, behind):
        behind = goes_on.end()
    if doubt := _DOUBT_BEFORE.search(text[:at]):
        at = doubt.start()
    return " ".join(text[at:behind].split()).strip(" .,;:!")
