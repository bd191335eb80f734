"""Which words in a row of letters are names of the people and the organisations the office knows.

Of a person's name each word is one wherever it stands. Of an organisation's the words that mean nothing else are,
with a capital, and those right beside one; all of it is where it stands as a whole. Its other words are words of
everyday and stay, and so does the office's own name.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.conflict.company_words import (
    COMMON_WORDS,
    KINDS,
    LEGAL_FORMS,
    ONLY_AT_THE_END,
    SMALL_WORDS,
    TRADES,
    words_of,
)
from paratui.ui.ordinary_words import ORDINARY
from paratui.ui.words_in_row import CUT, Word, letters_of, words_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

BOUND = "\N{NO-BREAK SPACE}"
_LONGEST_ABBREVIATION = 3
_SHORTEST_SMALL = 4
NEVER_ALONE = words_of(
    "a an and by for in no not of on or so the to we you she he they it is may will mark grant bill art january "
    "february march april june july august september october november december jan feb mar apr jun jul aug sep "
    "oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun today "
    "tomorrow overdue next waiting later queue call log clients help officer"
)
"""Names only beside another one: alone they are words of a sentence or of this program."""
_OFFICES = words_of(
    "academy agency authority bureau clerk clinics county department dept elementary library ministry orthopedics "
    "servers"
)
# What a business does, and what people are called as well.
_FAMILY_NAMES = words_of("bank church college law lines market")


class Hidden(NamedTuple):
    """From which letter to which something stands that is not to be read; `said` is how a name is said."""

    first: int
    last: int
    said: bool = False


class KnownNames:
    """Knows names; tells where in a row of letters, one a cell or one a sign, they stand."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._people: set[str] = set()
        # The words of organisations that are names alone, and those that stand one after the other in one.
        self._distinct: set[str] = set()
        self._beside: set[tuple[str, str]] = set()
        # Whole ones, by their first word.
        self._organisations: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._after: dict[str, set[str]] = defaultdict(set)
        self._sayings: dict[str, set[str]] = defaultdict(set)
        self._left: tuple[str, ...] = ()
        self._colleagues: set[tuple[str, ...]] = set()

    def __len__(self) -> int:
        return len(self._known)

    def learn(self, names: Iterable[str], *, organisations: bool = False) -> None:
        """These are names of people and of organisations, or of those alone."""
        for name in names:
            if name in self._known:
                continue
            self._known.add(name)
            words = words_in(letters_of(name))
            self._refuse_colleagues({word.plain for word in words})
            for one, other in pairwise(words):
                self._after[one.plain].add(other.plain)
            if organisations or _is_organisation([word.plain for word in words]):
                self._learn_organisation(name, words)
            else:
                self._people.update(part for word in words for part in (word.plain, *word.parts) if len(part) > 1)

    def _learn_organisation(self, name: str, words: Sequence[Word]) -> None:
        comma = name.find(",") if name != name.lower() else -1
        # What stands in small letters behind a comma says who is spoken to there: "records", "claims desk".
        said = [one for one in words if not (one.is_small and 0 <= comma < one.first)]
        whole = tuple(one.plain for one in said if one.plain not in LEGAL_FORMS) or (words[0].plain,)
        self._distinct.update(part for part in whole if len(part) > 1 and (len(whole) == 1 or not _is_common(part)))
        self._beside.update(pairwise(whole))
        if len(whole) > 1:
            self._organisations[whole[0]].add(whole)

    def learn_sayings(self, sayings: Iterable[str]) -> None:
        """So names are said: "mah-REE-ah gar-SEE-ah"."""
        for saying in sayings:
            words = words_in(letters_of(saying))
            if words and saying not in self._known:
                self._known.add(saying)
                self._sayings[words[0].plain].add(saying[saying.index(words[0].text) :].rstrip())
                self._people.update(one.plain for one in words if len(one.parts) > 1 or one.text.isupper())

    def leave(self, name: str) -> None:
        """The office's own name is no client's, whoever has the same."""
        self._left = tuple(word.plain for word in words_in(letters_of(name)))

    def leave_colleagues(self, names: Iterable[str]) -> None:
        """Who works here is no client: their names stand as a whole, unless a client's name has all words of it.

        To be told before the names of clients are learnt.
        """
        whole = (tuple(word.plain for word in words_in(letters_of(name))) for name in names)
        self._colleagues = {words for words in whole if len(words) > 1}

    def within_colleagues(self, letters: Sequence[str]) -> list[int]:
        """Where a colleague's name has its spaces: on two rows it would be no whole one."""
        if not self._colleagues:
            return []
        words = words_in(letters)
        found = self._colleagues_in([word.plain for word in words], _close(letters, words))
        return [words[at].last for there in found for at in there[:-1]]

    def _refuse_colleagues(self, client: set[str]) -> None:
        alike = {whole for whole in self._colleagues if client.issuperset(whole)}
        self._colleagues -= alike

    def found(self, letters: Sequence[str]) -> list[Hidden]:
        """What is not to be read, from the left."""
        words = words_in(letters)
        said = list(self._said(letters, words))
        names = self._names(letters, words)
        hidden = [Hidden(words[place].first, words[place].last) for place in names]
        alone = [one for one in hidden if not any(two.first <= one.first < two.last for two in said)]
        return sorted([*said, *alone])

    # How names are said

    def _said(self, letters: Sequence[str], words: Sequence[Word]) -> Iterator[Hidden]:
        end = 0
        for word in words:
            for saying in self._sayings.get(word.plain, ()) if word.first >= end else ():
                last = _standing(saying, letters, word.first)
                around = _text(letters, word.first - 1) + _text(letters, last)
                if last and (around == "()" or _is_plainly_said(saying)):
                    end = last
                    yield Hidden(word.first, last, said=True)
                    break

    # Names as they are written

    def _names(self, letters: Sequence[str], words: Sequence[Word]) -> set[int]:
        sure = {place for place, word in enumerate(words) if self._is_name(word)}
        maybe = {place for place, word in enumerate(words) if self._is_name(word, alone=False)}
        gaps = ["".join(letters[one.last : two.first]) for one, two in pairwise(words)]
        close = _close(letters, words)
        sure |= {place for place in maybe if place in close and place + 1 in maybe}
        sure |= {place for place in maybe if place - 1 in close and place - 1 in maybe}
        near = {place for place, gap in enumerate(gaps) if len(gap) <= len(" & ") and not gap.strip(" &,.")}
        plain = [word.plain for word in words]
        for place in range(len(words)):
            sure.update(self._organisation_at(place, plain, near))
        self._spread(sure, words, near)
        sure -= self._of_colleagues(sure, plain, close)
        sure |= {
            place + 1
            for place in sure & close
            if _text(letters, words[place + 1].last) == CUT
            and any(other.startswith(plain[place + 1]) for other in self._after.get(plain[place], ()))
        }
        return sure - self._of_the_office(letters, words)

    def _is_name(self, word: Word, *, alone: bool = True) -> bool:
        """Whether a word is a name; not `alone`, beside another one."""
        if len(word.parts) > 1 and word.plain in self._people:
            return True
        texts = word.texts
        return any(
            (plain in self._people or (plain in self._distinct and not text[:1].islower()))
            and not _is_ordinary(text, plain)
            and not (alone and plain in NEVER_ALONE)
            for text, plain in zip(texts, word.parts, strict=True)
        )

    def _organisation_at(self, place: int, plain: Sequence[str], near: Collection[int]) -> range:
        """The words of the longest organisation that stands here as a whole."""
        longest = 0
        for whole in self._organisations.get(plain[place], ()):
            size = len(whole)
            if tuple(plain[place : place + size]) == whole and all(place + at in near for at in range(size - 1)):
                longest = max(longest, size)
        return range(place, place + longest)

    def _spread(self, sure: set[int], words: Sequence[Word], near: Collection[int]) -> None:
        """Words with a capital that stand beside a name as in an organisation's are of its name."""
        for step in (1, -1):
            for place in range(len(words))[::step]:
                before, after = min(place, place + step), max(place, place + step)
                if place not in sure or before not in near or words[place + step].is_small:
                    continue
                if (words[before].plain, words[after].plain) in self._beside:
                    sure.add(place + step)

    def _of_colleagues(self, sure: set[int], plain: Sequence[str], close: Collection[int]) -> set[int]:
        """The words of colleagues' whole names; beside another name they are a longer one, of a client."""
        found: set[int] = set()
        for there in self._colleagues_in(plain, close):
            before, end = there[0] - 1, there[-1]
            if not ((before in close and before in sure) or (end in close and end + 1 in sure)):
                found.update(there)
        return found

    def _colleagues_in(self, plain: Sequence[str], close: Collection[int]) -> Iterator[range]:
        for whole in self._colleagues:
            for place in range(len(plain) - len(whole) + 1):
                there = range(place, place + len(whole))
                if tuple(plain[at] for at in there) == whole and all(at in close for at in there[:-1]):
                    yield there

    def _of_the_office(self, letters: Sequence[str], words: Sequence[Word]) -> set[int]:
        """The words of the office's own name, whole or cut off."""
        found: set[int] = set()
        size = len(self._left)
        for place, word in enumerate(words) if size > 1 else ():
            if word.plain != self._left[0]:
                continue
            there = words[place : place + size]
            alike = 0
            while alike < len(there) and there[alike].plain == self._left[alike]:
                alike += 1
            begun = alike < len(there) and self._left[alike].startswith(there[alike].plain)
            is_cut = _text(letters, there[alike - 1 + begun].last) == CUT
            if alike == size or is_cut:
                found.update(range(place, place + alike + begun))
        return found


def _close(letters: Sequence[str], words: Sequence[Word]) -> set[int]:
    """Behind which words the next one stands a space away."""
    gaps = ("".join(letters[one.last : two.first]) for one, two in pairwise(words))
    return {place for place, gap in enumerate(gaps) if gap in {" ", BOUND}}


def _is_organisation(plain: Sequence[str]) -> bool:
    """Whether a name is surely no person's: who is called Church or Law is one, as far as anybody can tell."""
    kinds = ((KINDS | TRADES) - _FAMILY_NAMES) | _OFFICES | (LEGAL_FORMS - ONLY_AT_THE_END)
    return len(plain) > 1 and (plain[-1] in LEGAL_FORMS or any(word in kinds for word in plain[1:]))


def _is_common(plain: str) -> bool:
    return plain in ORDINARY or plain in COMMON_WORDS or plain in SMALL_WORDS or plain in NEVER_ALONE


def _is_ordinary(text: str, plain: str) -> bool:
    """A word in small letters that is none of a name, or more often not; initials of colleagues, states, titles."""
    if text[:1].islower():
        return len(plain) < _SHORTEST_SMALL or plain in ORDINARY or plain in NEVER_ALONE
    return text.isupper() and len(text) <= _LONGEST_ABBREVIATION


def _is_plainly_said(saying: str) -> bool:
    """Whether a saying can be nothing else, so that it is known wherever it stands."""
    words = words_in(letters_of(saying))
    return any(len(one.parts) > 1 or not (len(one.plain) < _SHORTEST_SMALL or _is_common(one.plain)) for one in words)


def _standing(saying: str, letters: Sequence[str], first: int) -> int:
    """Behind which letter a saying ends that begins at `first`; 0 when it does not stand there."""
    there, last = "", first
    while last < len(letters) and len(there) < len(saying):
        there += letters[last]
        last += 1
    return last if there == saying and not _text(letters, last)[:1].isalnum() else 0


def _text(letters: Sequence[str], place: int) -> str:
    return letters[place] if 0 <= place < len(letters) else " "
