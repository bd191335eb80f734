"""Every name the office knows, ready to be looked through while a caller waits."""

from __future__ import annotations

from array import array
from collections import defaultdict
from sys import intern
from typing import TYPE_CHECKING

from paratui.domain.conflict.comparison import compare
from paratui.domain.conflict.hit import Checked, Hit, Listed
from paratui.domain.conflict.likeness import Likened
from paratui.domain.conflict.name import MOST_WORDS, Name, names_in
from paratui.domain.conflict.readings import readings
from paratui.domain.conflict.spelling import MOST_LETTERS
from paratui.domain.conflict.vocabulary import Vocabulary
from paratui.domain.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from paratui.domain.conflict.known_names import KnownNames
    from paratui.domain.conflict.likeness import Likeness

MOST_TERMS = 60
MOST_HITS = 40
# A last name says something by itself when it is long enough and so few of the office have it.
LAST_NAME_LETTERS = 5
RARE = 5


class NameIndex:
    """The names, by their words. Built once, then kept up with `add` and `take_out`.

    A name taken out is not found any more; its words stay until the index is built anew.
    """

    def __init__(self, listed: Iterable[Listed], known: KnownNames) -> None:
        self._vocabulary = Vocabulary(known)
        self._listed: list[Listed] = []
        self._gone: set[Listed] = set()
        # One entry a name; a line such as "X dba Y" holds two. Most are only words, and held as these.
        self._names: list[Name | tuple[str, ...]] = []
        self._line = array("i")
        # The entries that have a word, each once, in order.
        self._with_word: dict[str, array[int]] = {}
        self._one_word: set[int] = set()
        self._with_initials: set[int] = set()
        self._acronyms: defaultdict[str, set[int]] = defaultdict(set)
        for one in listed:
            self.add(one)

    def __len__(self) -> int:
        """How many names are looked through."""
        return len(self._listed) - len(self._gone)

    @property
    def worn(self) -> bool:
        """Whether so many names were taken out that a new index would be quicker."""
        return len(self._gone) > 1_000 + len(self._listed) // 4

    def take_out(self, one: Listed) -> None:
        """A name that is not there any more, exactly as it was given to `add`, once."""
        self._gone.add(one)

    def add(self, one: Listed) -> None:
        """Takes in a name; one without a letter is counted and can never be found."""
        if one in self._gone:
            self._gone.discard(one)
            return
        line = len(self._listed)
        self._listed.append(one)
        for name in names_in(one.name):
            entry = len(self._names)
            self._names.append(_held(name))
            self._line.append(line)
            for word in dict.fromkeys(map(intern, name.words)):
                self._vocabulary.add(word)
                self._with_word.setdefault(word, array("i")).append(entry)
            if len(name.words) == 1:
                self._one_word.add(entry)
            if name.has_initials:
                self._with_initials.add(entry)
            if name.company and len(name.whole) > 2:
                self._acronyms["".join(word[0] for word in name.whole)].add(entry)

    def _name(self, entry: int) -> Name:
        held = self._names[entry]
        return held if isinstance(held, Name) else Name(held, held)

    def check(self, terms: Sequence[str], leaving_out: Container[int] = ()) -> Checked:
        """Looks for every name of `terms`; `leaving_out` are records not to be found, such as the caller's own.

        Raises BadInput for more names, or longer ones, than anybody's.
        """
        if len(terms) > MOST_TERMS:
            raise BadInput(f"Check up to {MOST_TERMS} names at a time; these are {len(terms)}")
        for term in terms:
            if len(term) > MOST_LETTERS:
                long = f'The name that begins "{_shown(term)}" has {len(term):,} letters'
                raise BadInput(f"{long}; give one name of up to {MOST_LETTERS}")
        hits: list[Hit] = []
        left_off = 0
        no_name: list[str] = []
        for term in dict.fromkeys(terms):
            names = names_in(term)
            if not names:
                no_name.append(term)
                continue
            found = self._hits(term, names, leaving_out)
            hits += found[:MOST_HITS]
            left_off += max(0, len(found) - MOST_HITS)
        hits.sort(key=lambda hit: -hit.score)
        found_already = {hit.listed for hit in hits}
        same_last = (hit for term in dict.fromkeys(terms) for hit in self._same_last(term))
        few = {hit.listed: hit for hit in same_last if hit.listed not in found_already}
        return Checked(tuple(hits), tuple(terms), len(self), left_off, tuple(no_name), tuple(few.values()))

    def _same_last(self, term: str) -> list[Hit]:
        """Who has the last name of a person asked for, where that is rare here; no hit, as nothing else is alike."""
        found: list[Hit] = []
        for name in names_in(term):
            last = name.words[-1]
            if name.company or len(name.words) < 2 or len(last) < LAST_NAME_LETTERS:
                continue
            entries = self._with_word.get(last, ())
            if len(entries) > RARE * MOST_HITS:
                # Common already, however many of these stand for one name; counting them takes too long.
                continue
            theirs = ((entry, self._name(entry)) for entry in entries)
            lines = {
                self._line[entry]
                for entry, other in theirs
                if other.words[-1] == last and len(other.words) > 1 and not other.company
            }
            listed = [self._listed[line] for line in sorted(lines) if self._listed[line] not in self._gone]
            if len({one.name.casefold() for one in listed}) <= RARE:
                found += [Hit(term, one, 0, "the same last name, nothing else") for one in listed]
        return found

    def _hits(self, term: str, names: tuple[Name, ...], leaving_out: Container[int]) -> list[Hit]:
        best: dict[int, Likened] = {}
        for name in names:
            for entry, likened in self._alike(name):
                line = self._line[entry]
                if line not in best or best[line].grade < likened.grade:
                    best[line] = likened
        hits = [
            Hit(term, self._listed[line], round(100 * likened.grade), "; ".join(likened.reasons))
            for line, likened in best.items()
            if self._listed[line].record not in leaving_out and self._listed[line] not in self._gone
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.listed.name, hit.listed.record))

    def _alike(self, name: Name) -> list[tuple[int, Likened]]:
        found: list[tuple[int, Likened]] = []
        for words in readings(name, self._vocabulary):
            alike = [self._vocabulary.alike(word) for word in words]
            for entry in self._worth_comparing(words, alike):
                likened = compare(name, words, alike, self._name(entry))
                if likened:
                    found.append((entry, likened))
        found += self._by_acronym(name)
        return found

    def _worth_comparing(self, words: Sequence[str], alike: Sequence[dict[str, Likeness]]) -> set[int]:
        """The names that share two words with these, or one where either has no second."""
        shared = [
            set().union(*(self._with_word.get(other, ()) for other in known))
            for word, known in zip(words, alike, strict=True)
            if len(word) > 1
        ]
        if len(words) == 1 or len(shared) < 2:
            return set().union(*shared)
        once: set[int] = set()
        twice: set[int] = set()
        for entries in shared:
            twice |= once & entries
            once |= entries
        return twice | (once & self._one_word) | (once & self._with_initials)

    def _by_acronym(self, name: Name) -> list[tuple[int, Likened]]:
        """IBM for International Business Machines, and the other way round."""
        found: list[tuple[int, Likened]] = []
        if len(name.words) == 1 and 3 <= len(name.words[0]) <= MOST_WORDS:
            found += [(entry, _ACRONYM) for entry in self._acronyms.get(name.words[0], ())]
        elif name.company and len(name.whole) > 2:
            letters = "".join(word[0] for word in name.whole)
            found += [(entry, _ACRONYM) for entry in self._one_word.intersection(self._with_word.get(letters, ()))]
        return found


def _held(name: Name) -> Name | tuple[str, ...]:
    """A name in as little memory as it needs: thousands share their words, and few have more than these."""
    words = tuple(map(intern, name.words))
    whole = words if name.whole == name.words else tuple(map(intern, name.whole))
    return words if name == Name(words, words) else name._replace(words=words, whole=whole)


_ACRONYM = Likened(0.85, ("initials of the company's name",))


def _shown(term: str) -> str:
    return "".join(letter for letter in term[:20] if letter.isprintable())
