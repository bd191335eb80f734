"""Names in writing that leaves no gap between words: they stand anywhere in a row of its signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paratui.ui.words_in_row import letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from paratui.ui.words_in_row import Word

# Chinese, Japanese and Korean; Thai, Lao and Khmer.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]")
# A family name alone is a word of everyday; of these the given name is what stands behind the first sign.
_SHORTEST, _WITH_GIVEN = 2, 3


class UnspacedNames:
    """Knows such names; tells where they stand in words that hold more."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._sizes: set[int] = set()

    def learn(self, words: Sequence[Word]) -> None:
        """These are the words of somebody's name."""
        if not all(_UNSPACED.match(word.text) for word in words):
            return
        signs = [sign for word in words for sign in letters_of(word.text)]
        found = [signs, *([signs[1:]] if len(signs) == _WITH_GIVEN else [])]
        for name in found:
            if len(name) >= _SHORTEST:
                self._names.add("".join(name))
                self._sizes.add(len(name))

    def take_over(self, other: UnspacedNames) -> None:
        """Know what another one knows as well."""
        self._names |= other._names
        self._sizes |= other._sizes

    def found(self, letters: Sequence[str], words: Iterable[Word]) -> Iterator[tuple[int, int]]:
        """From which letter to which a name stands in these words, the longest at each place."""
        for word in words if self._names else ():
            if not _UNSPACED.search(word.text):
                continue
            places = [place for place in range(word.first, word.last) if letters[place]]
            at = 0
            while at < len(places):
                size = self._longest([letters[place] for place in places[at : at + max(self._sizes)]])
                if size:
                    yield places[at], places[at + size] if at + size < len(places) else word.last
                at += size or 1

    def _longest(self, signs: Sequence[str]) -> int:
        fitting = (size for size in sorted(self._sizes, reverse=True) if size <= len(signs))
        return next((size for size in fitting if "".join(signs[:size]) in self._names), 0)
