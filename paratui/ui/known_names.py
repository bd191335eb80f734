"""Which words in a row of letters are names of the people and the organisations the office knows.

Of a person's name each word is one wherever it stands. Of an organisation's the words that mean nothing else are,
with a capital, and those right beside one; all of it is where it stands as a whole. Its other words are words of
everyday and stay, and so does the office's own name.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.conflict.company_words import LEGAL_FORMS, SMALL_WORDS, words_of
from paratui.ui.name_words import NEVER_ALONE, TITLES, is_common, is_organisation, name_words
from paratui.ui.ordinary_words import ORDINARY
from paratui.ui.own_words import OWN_WORDS
from paratui.ui.unspaced_names import UnspacedNames
from paratui.ui.words_in_row import CUT, Word, letters_of, words_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

BOUND = "\N{NO-BREAK SPACE}"
_LONGEST_ABBREVIATION = 3
_INITIALS = 2
_SHORTEST_SMALL = 4
_SHORTEST_PLURAL = 4
# Behind these somebody is named, also in small letters.
_BEFORE_A_NAME = words_of("with for from by of about and called call told asked met saw")
# They tell nothing, and a name is read more easily with them.
_PARTICLES = words_of("da das de del della den der di dos du el la las le los ten ter van von zu")


class Hidden(NamedTuple):
    """From which letter to which something stands that is not to be read; `said` is how a name is said."""

    first: int
    last: int
    said: bool = False


class KnownNames:
    """Knows names; tells where in a row of letters, one a cell or one a sign, they stand."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._unspaced = UnspacedNames()
        self._people: set[str] = set()
        # The words of organisations that are names alone, and those that stand one after the other in one.
        self._distinct: set[str] = set()
        self._beside: set[tuple[str, str]] = set()
        # People of one name only.
        self._single: set[str] = set()
        # Whole ones, by their first two words.
        self._organisations: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
        self._after: dict[str, set[str]] = defaultdict(set)
        self._sayings: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._left: tuple[str, ...] = ()
        self._colleagues: set[tuple[str, ...]] = set()
        self.is_waiting = False

    def __len__(self) -> int:
        return len(self._known)

    def news(self, names: Iterable[str]) -> list[str]:
        """Those of them that are not known yet."""
        return [name for name in names if name not in self._known]

    def apart(self) -> KnownNames:
        """One that knows nobody yet, and the same colleagues: it learns to be taken over."""
        made = KnownNames()
        made._colleagues = set(self._colleagues)
        return made

    def take_over(self, other: KnownNames) -> None:
        """Know what another one knows as well."""
        self._colleagues &= other._colleagues
        self._known |= other._known
        self._people |= other._people
        self._single |= other._single
        self._distinct |= other._distinct
        self._beside |= other._beside
        self._unspaced.take_over(other._unspaced)
        for first, after in other._after.items():
            self._after[first] |= after
        for begun, wholes in other._organisations.items():
            self._organisations[begun] |= wholes
        for begun, sayings in other._sayings.items():
            self._sayings[begun] |= sayings

    def learn(self, names: Iterable[str], *, organisations: bool = False) -> None:
        """These are names of people and of organisations, or of those alone."""
        for name in names:
            if name in self._known:
                continue
            self._known.add(name)
            words = name_words(name)
            self._refuse_colleagues({word.plain for word in words})
            for one, other in pairwise(words):
                self._after[one.plain].add(other.plain)
            if not words:
                continue
            if organisations or is_organisation([word.plain for word in words]):
                self._learn_organisation(name, words)
            else:
                self._learn_person(name, words)

    def _learn_person(self, name: str, words: Sequence[Word]) -> None:
        # "Anna from the shelter": where names have capitals the words between them are none.
        named = [word for word in words if name.islower() or not (word.is_small and is_common(word.plain))]
        parts = {part for word in named for part in (word.plain, *word.parts) if len(part) > 1} - SMALL_WORDS
        # "OBrien"
        self._people |= parts | {part.replace("'", "") for part in parts}
        if len(words) == 1:
            self._single.add(words[0].plain)
        self._unspaced.learn(words)

    def _learn_organisation(self, name: str, words: Sequence[Word]) -> None:
        comma = name.find(",") if name != name.lower() else -1
        # What stands in small letters behind a comma says who is spoken to there: "records", "claims desk".
        said = [one for one in words if not (one.is_small and 0 <= comma < one.first)]
        whole = tuple(one.plain for one in said if one.plain not in LEGAL_FORMS) or (words[0].plain,)
        self._distinct.update(part for part in whole if len(part) > 1 and (len(whole) == 1 or not is_common(part)))
        self._beside.update(pairwise(whole))
        if len(whole) > 1:
            self._organisations[whole[0], whole[1]].add(whole)

    def learn_sayings(self, sayings: Iterable[str]) -> None:
        """So names are said: "mah-REE-ah gar-SEE-ah"."""
        for saying in sayings:
            words = words_in(letters_of(saying))
            if words and saying not in self._known:
                self._known.add(saying)
                self._sayings[_begun(words, 0)].add(saying[saying.index(words[0].text) :].rstrip())
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
        self._colleagues -= {whole for whole in self._colleagues if client.issuperset(whole)}

    def found(self, letters: Sequence[str]) -> list[Hidden]:
        """What is not to be read, from the left."""
        words = words_in(letters)
        said = list(self._said(letters, words))
        names = self._names(letters, words)
        hidden = [Hidden(words[place].first, words[place].last) for place in names]
        alone = [one for one in hidden if not any(two.first <= one.first < two.last for two in said)]
        inside = self._unspaced.found(letters, [word for place, word in enumerate(words) if place not in names])
        return sorted([*said, *alone, *(Hidden(first, last) for first, last in inside)])

    # How names are said

    def _said(self, letters: Sequence[str], words: Sequence[Word]) -> Iterator[Hidden]:
        end = 0
        for place, word in enumerate(words if self._sayings else ()):
            begun = {_begun(words, place), (word.plain, "")} if word.first >= end else ()
            for saying in (saying for one in begun for saying in self._sayings.get(one, ())):
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
        sure |= {place for place, word in enumerate(words) if self._is_said_to_be_a_name(place, words, maybe, gaps)}
        for place in close:
            if self._are_whole(place, words, close):
                sure |= {place, place + 1}
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
        if self.is_waiting and not word.is_small and word.plain not in OWN_WORDS:
            return len(word.text) > _INITIALS or not alone
        return any(
            (self._is_known(plain) or (plain in self._distinct and not text[:1].islower()))
            and not _is_ordinary(text, plain)
            and not (alone and (plain in NEVER_ALONE or (_is_abbreviation(text) and plain not in self._single)))
            for text, plain in zip(word.texts, word.parts, strict=True)
        )

    def _is_known(self, plain: str) -> bool:
        """Whether a word is of a person's name, written with its apostrophe or without it, of one or of a family."""
        if plain in self._people or ("'" in plain and plain.replace("'", "") in self._people):
            return True
        return plain.endswith("s") and not is_common(plain) and any(
            len(stem) >= _SHORTEST_PLURAL and stem in self._people and not is_common(stem) for stem in _one_of(plain)
        )  # fmt: skip

    def _is_said_to_be_a_name(
        self, place: int, words: Sequence[Word], maybe: Collection[int], gaps: Sequence[str]
    ) -> bool:
        """What stands with a capital behind "Mr." is a name, and behind "the" with one too many."""
        if not place or words[place].is_small or gaps[place - 1] not in {" ", ". "}:
            return False
        before, plain = words[place - 1].plain, words[place].plain
        many = before == "the" and plain.endswith("s") and any(one in self._people for one in _one_of(plain))
        return (before in TITLES and place in maybe) or (many and plain not in OWN_WORDS)

    def _are_whole(self, place: int, words: Sequence[Word], close: Collection[int]) -> bool:
        """Whether two words that follow each other in somebody's name do so here, were they words of everyday."""
        one, other = words[place].plain, words[place + 1].plain
        if other not in self._after.get(one, ()) or not (one in self._people and other in self._people):
            return False
        if any(word.is_small and word.plain in _PARTICLES for word in words[place : place + 2]):
            return False
        if not (words[place].is_small and {one, other} & NEVER_ALONE):
            return True
        # "may mark grant it" is a sentence, "call mark grant" is none.
        before = words[place - 1].plain if place - 1 in close else ""
        return not before or before in _BEFORE_A_NAME or one in self._after.get(before, ())

    def _organisation_at(self, place: int, plain: Sequence[str], near: Collection[int]) -> range:
        """The words of the longest organisation that stands here as a whole."""
        longest = 0
        following = plain[place + 1] if place + 1 < len(plain) else ""
        for whole in self._organisations.get((plain[place], following), ()):
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
        # Until everybody is known a client may have the same name.
        for there in () if self.is_waiting else self._colleagues_in(plain, close):
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


def _is_ordinary(text: str, plain: str) -> bool:
    """A word in small letters that is none of a name, or more often not."""
    return text[:1].islower() and (len(plain) < _SHORTEST_SMALL or plain in ORDINARY or plain in NEVER_ALONE)


def _is_abbreviation(text: str) -> bool:
    """Initials of colleagues, states, titles."""
    return text.isupper() and len(text) <= _LONGEST_ABBREVIATION


def _one_of(plain: str) -> tuple[str, ...]:
    """Whose family the Garcias are, or the Joneses."""
    return (plain[:-1], plain[:-2]) if plain.endswith("es") else (plain[:-1],)


def _begun(words: Sequence[Word], place: int) -> tuple[str, str]:
    return words[place].plain, words[place + 1].plain if place + 1 < len(words) else ""


def _is_plainly_said(saying: str) -> bool:
    """Whether a saying can be nothing else, so that it is known wherever it stands."""
    words = words_in(letters_of(saying))
    return any(len(one.parts) > 1 or not (len(one.plain) < _SHORTEST_SMALL or is_common(one.plain)) for one in words)


def _standing(saying: str, letters: Sequence[str], first: int) -> int:
    """Behind which letter a saying ends that begins at `first`; 0 when it does not stand there."""
    there, last = 0, first
    while last < len(letters) and saying.startswith(letters[last], there) and there < len(saying):
        there += len(letters[last])
        last += 1
    return last if there == len(saying) and not _text(letters, last)[:1].isalnum() else 0


def _text(letters: Sequence[str], place: int) -> str:
    return letters[place] if 0 <= place < len(letters) else " "
