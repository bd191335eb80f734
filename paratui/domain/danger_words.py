"""Words in a note line that ask for something at once: a date, or a card.

A *date word* (served, arrested, fired) asks when it happened. A *guard phrase* (a promise of a result, a fee)
in what we say brings its card. Both are the office's data. Whole words only; denials, fears, questions and
what the line reports of somebody else raise nothing where they change the meaning.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.note_line import Kind
from paratui.domain.who_speaks import denied, somebody_else
from paratui.domain.word_pattern import (
    AMOUNT,
    GAP,
    NUMBER,
    is_amount,
    is_number,
    match,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paratui.domain.word_pattern import Element, Pattern, Word

# While a line is typed only its end is looked at: a key press must not get slower with a pasted page.
TYPING_REACH = 120
# Lines of calls looked at before; more than a day of talking.
_LINES_KNOWN = 4000
_UNLESS_REACH = 6
_ANY: Element = ()
_VARIES = frozenset({GAP, NUMBER, AMOUNT})
_MONTHS = "jan feb mar apr jun jul aug sep oct nov dec january february april june july august september"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri"
_DATED = frozenset(f"{_MONTHS} {_DAYS} sept october november december yesterday today tonight tomorrow ago".split())
_DATED_BY_NEXT = {
    "last": frozenset(f"{_DAYS} night week month year spring summer fall winter".split()),
    "this": frozenset({"morning", "afternoon", "week", "month"}),
    "next": frozenset(f"{_DAYS} week month".split()),
}


class DateWord(NamedTuple):
    """An event whose date matters: `words` patterns that tell of it, `unless` patterns that make it another thing.

    `ask` is the question as said aloud, `what` names the event in a few words, `tense` is past, future or any
    and says which way a date without a year is read. `urgent` goes to the attorney before anything else.
    """

    id: str
    what: str
    ask: str
    words: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    tense: str = "past"
    urgent: bool = False


class GuardPhrase(NamedTuple):
    """What we must not say: `words` patterns, the `card` they bring, `why` in one sentence for the paralegal.

    `kinds` are the kinds of note line that hold our own words. With `theirs` it is what the caller says, whoever
    the line says it of, and however it is put: a threat with "if" is one.
    """

    id: str
    card: str
    why: str
    words: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    kinds: tuple[str, ...] = (Kind.NOTE.value, Kind.PROMISE.value)
    theirs: bool = False


class Raised(NamedTuple):
    """A word or phrase found, with its span in the line.

    A date word has `ask`, `what`, `tense` and `urgent`, and `dated` when the line itself names a day: then
    nobody needs to be asked. A guard phrase has `card` and `why`, and `theirs` when the caller said it.
    """

    id: str
    start: int
    end: int
    ask: str = ""
    what: str = ""
    tense: str = ""
    urgent: bool = False
    dated: bool = False
    card: str = ""
    why: str = ""
    theirs: bool = False


class _Entry(NamedTuple):
    place: int
    found: DateWord | GuardPhrase


class _Start(NamedTuple):
    """A pattern under a word it may begin with; `second` and `last` must be there too, unless they are empty."""

    pattern: Pattern
    entry: _Entry
    second: Element
    last: Element


class DangerWords:
    """The date words and guard phrases of an office, made ready once for a call."""

    def __init__(self, dates: Iterable[DateWord], guards: Iterable[GuardPhrase]) -> None:
        """Of date words that meet in the same place the earlier one is raised."""
        by_first: dict[str, list[_Start]] = defaultdict(list)
        found: Sequence[DateWord | GuardPhrase] = (*dates, *guards)
        for place, each in enumerate(found):
            entry = _Entry(place, each)
            for pattern in each.words:
                second = pattern.elements[1] if len(pattern.elements) > 1 else _ANY
                last = pattern.elements[-1] if len(pattern.elements) > 2 else _ANY
                start = _Start(pattern, entry, _needed(second), _needed(last))
                for first in pattern.first:
                    by_first[first].append(start)
        self._by_first = dict(by_first)
        self._known: dict[tuple[str, str], tuple[Raised, ...]] = {}

    def raised_by(self, text: str, kind: str = Kind.NOTE.value) -> tuple[Raised, ...]:
        """What a line that is kept raises, looked at once however often it is asked for."""
        known = self._known.get((text, kind))
        if known is None:
            if len(self._known) >= _LINES_KNOWN:
                self._known.clear()
            known = self._known[text, kind] = tuple(self.raised(text, kind))
        return known

    def must_not_be_said(self, text: str, kind: str) -> str:
        """Why a line that is kept says what we must not say; empty when it does not."""
        return next((one.why for one in self.raised_by(text, kind) if one.card and not one.theirs), "")

    def raised(self, text: str, kind: str = Kind.NOTE.value, *, typing: bool = False) -> list[Raised]:
        """What a line of a kind raises, in the order of the line, each id once.

        `text` is the line without its mark. With `typing` the word still being typed raises nothing (it may
        take something back) and only the last TYPING_REACH characters are read.
        """
        skipped = 0
        if typing:
            skipped = max(len(text) - TYPING_REACH, 0)
            text = text[skipped:]
        words = words_of(text)
        finished = len(words)
        if typing and words and words[-1].end == len(text) and words[-1].text[-1].isalnum():
            while finished and words[finished - 1].start == words[-1].start:
                finished -= 1
        texts = [word.text for word in words]
        there = set(texts)
        found: list[tuple[int, int, _Entry]] = []
        seen: set[int] = set()
        for at, text_at in enumerate(texts[:finished]):
            after = texts[at + 1] if at + 1 < len(texts) else ""
            for start in self._beginning(words, at, text_at):
                if (
                    (start.second and after not in start.second)
                    or (start.last and there.isdisjoint(start.last))
                    or start.entry.place in seen
                ):
                    continue
                end = match(start.pattern, words, at)
                if end is not None and end <= finished and self._counts(start.entry, words, at, end, kind):
                    seen.add(start.entry.place)
                    found.append((at, end, start.entry))
        return [self._told(entry, words, at, end, skipped) for at, end, entry in _apart(found)]

    def _beginning(self, words: list[Word], at: int, text: str) -> list[_Start]:
        beginning = self._by_first.get(text, [])
        if text[0] in "$£€" or is_number(text):
            beginning = [*beginning, *self._by_first.get(NUMBER, ())]
            if AMOUNT in self._by_first and is_amount(words, at):
                beginning += self._by_first[AMOUNT]
        return beginning

    def _counts(self, entry: _Entry, words: list[Word], at: int, end: int, kind: str) -> bool:
        ours = isinstance(entry.found, GuardPhrase)
        if isinstance(entry.found, GuardPhrase) and kind not in entry.found.kinds:
            return False
        theirs = isinstance(entry.found, GuardPhrase) and entry.found.theirs
        if not theirs and (denied(words, at, said_by_us=ours) or (ours and somebody_else(words, at, end))):
            return False
        if kind == Kind.REPORTED_DATE.value and _dated(words):
            return False
        return not any(
            behind is not None and behind > at
            for pattern in entry.found.unless
            for first in (pattern.first,)
            for start in range(max(at - _UNLESS_REACH, 0), end)
            if words[start].text in first or NUMBER in first
            for behind in (match(pattern, words, start),)
        )

    def _told(self, entry: _Entry, words: list[Word], at: int, end: int, skipped: int) -> Raised:
        each = entry.found
        start, stop = words[at].start + skipped, words[end - 1].end + skipped
        if isinstance(each, GuardPhrase):
            return Raised(each.id, start, stop, card=each.card, why=each.why, theirs=each.theirs)
        return Raised(
            each.id, start, stop, each.ask, each.what, tense=each.tense, urgent=each.urgent, dated=_dated(words)
        )


def _needed(element: Element) -> Element:
    """The words one of which must be there, none when the place may hold anything."""
    return element if _VARIES.isdisjoint(element) else _ANY


def _apart(found: list[tuple[int, int, _Entry]]) -> list[tuple[int, int, _Entry]]:
    """Each entry once, and of date words that overlap only the first in the office's order."""
    kept: list[tuple[int, int, _Entry]] = []
    for at, end, entry in sorted(found, key=lambda each: each[2].place):
        is_date = isinstance(entry.found, DateWord)
        if any(
            other.found.id == entry.found.id
            or (is_date and isinstance(other.found, DateWord) and at < behind and start < end)
            for start, behind, other in kept
        ):
            continue
        kept.append((at, end, entry))
    return sorted(kept, key=lambda each: each[0])


def _dated(words: list[Word]) -> bool:
    """Whether a line names a day or a stretch of time somewhere: then *when* has been said."""
    for place, (text, _, end) in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else None
        if text in _DATED or (len(text) == 4 and text.isdecimal() and text[:2] in {"19", "20"}):
            return True
        if after is None:
            continue
        if after.text in _DATED_BY_NEXT.get(text, ()):
            return True
        # "3/14" and "3-14": two numbers with one sign between; "March 3" and "May 3".
        if text.isdecimal() and after.text.isdecimal() and after.start == end + 1 and int(text) < 32:
            return True
        if text in {"march", "may"} and after.text.isdecimal():
            return True
    return False
