"""All the words of the names an office knows, and which of them a given word may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.conflict.likeness import SAME, Likeness
from paratui.domain.conflict.native_script import is_native, romanised
from paratui.domain.conflict.sound import english_sound, plain_sound

if TYPE_CHECKING:
    from paratui.domain.conflict.known_names import KnownNames

# Below this length one changed letter makes another name: Chen, Chan; Lee, Lea.
_ONE_SLIP_FROM = 5
_TWO_SLIPS_FROM = 8
_SOUNDS_NEAR = 0.8
_KEPT = 20_000

_PLAIN_SOUND = 0.93
_ENGLISH_SOUND = 0.88
_SWAPPED = 0.9
_ONE_SLIP = 0.88
_FIRST_LETTER = 0.84
_TWO_SLIPS = 0.82
_ROMANISED = 0.92


class Vocabulary:
    """The words, findable by spelling, sound, short form and script. `known` tells names from slips."""

    def __init__(self, known: KnownNames) -> None:
        self._known = known
        self._words: set[str] = set()
        self._by_length: dict[int, list[str]] = {}
        self._by_plain_sound: dict[str, list[str]] = {}
        self._by_english_sound: dict[str, list[str]] = {}
        self._native: list[str] = []
        self._found: dict[str, dict[str, Likeness]] = {}

    def __len__(self) -> int:
        return len(self._words)

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def add(self, word: str) -> None:
        """Takes a word in; a word already there changes nothing."""
        if word in self._words:
            return
        self._words.add(word)
        self._found.clear()
        if is_native(word):
            self._native.append(word)
        elif word.isalpha() and len(word) > 1:
            self._by_length.setdefault(len(word), []).append(word)
            self._by_plain_sound.setdefault(plain_sound(word), []).append(word)
            if sound := english_sound(word):
                self._by_english_sound.setdefault(sound, []).append(word)

    def alike(self, word: str) -> dict[str, Likeness]:
        """Every word here that may be the same name, with how near it is and why; most words give few."""
        found = self._found.get(word)
        if found is None:
            if len(self._found) >= _KEPT:
                self._found.clear()
            found = self._found[word] = self._alike(word)
        return found

    def _alike(self, word: str) -> dict[str, Likeness]:
        found = {word: SAME} if word in self._words else {}
        if len(word) < 2 or not word.isalpha():
            return found  # a number that differs by one is another number
        if is_native(word):
            self._keep(found, word, self._latin_of(word), Likeness(_ROMANISED, f"{word} in Latin letters"))
            return found
        for other, likeness in self._known.relatives(word).items():
            if other in self._words:
                found.setdefault(other, likeness)
        self._by_sound(found, word)
        self._by_slips(found, word)
        for native in self._native:
            if romanised(native).fullmatch(word):
                found.setdefault(native, Likeness(_ROMANISED, f"{native} in Latin letters"))
        return found

    def _latin_of(self, native: str) -> list[str]:
        fits = romanised(native).fullmatch
        longest = 3 * len(native) + 4
        return [
            word
            for length, bucket in self._by_length.items()
            if len(native) <= length <= longest
            for word in bucket
            if fits(word)
        ]

    def _by_sound(self, found: dict[str, Likeness], word: str) -> None:
        same = [
            other
            for other in self._by_plain_sound.get(plain_sound(word), ())
            if not self._known.both_given(word, other)
        ]
        self._keep(found, word, same, Likeness(_PLAIN_SOUND, "other spelling of the same sound"))
        from rapidfuzz import process  # noqa: PLC0415 - a MB that only a process on an intake needs
        from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415 - the same

        near = process.extract(
            word,
            self._by_english_sound.get(english_sound(word), ()),
            scorer=JaroWinkler.similarity,
            score_cutoff=_SOUNDS_NEAR,
            limit=None,
        )
        heard = [other for other, _, _ in near if len(word) > 3 and not self._known.both_known(word, other)]
        self._keep(found, word, heard, Likeness(_ENGLISH_SOUND, "sounds like"))

    def _by_slips(self, found: dict[str, Likeness], word: str) -> None:
        from rapidfuzz import process  # noqa: PLC0415 - as above
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

        length = len(word)
        most = 2 if length >= _TWO_SLIPS_FROM else 1
        for near in range(length - most, length + most + 1):
            bucket = self._by_length.get(near)
            if not bucket:
                continue
            for other, slips, _ in process.extract(word, bucket, scorer=OSA.distance, score_cutoff=most, limit=None):
                if slips and other not in found and not self._known.both_known(word, other):
                    likeness = _slip(word, other, int(slips))
                    if likeness:
                        found[other] = likeness

    @staticmethod
    def _keep(found: dict[str, Likeness], word: str, others: list[str], likeness: Likeness) -> None:
        reason = likeness.reason
        for other in others:
            if other not in found:
                said = reason if is_native(word) else f"{reason} ({word.title()}, {other.title()})"
                found[other] = Likeness(likeness.grade, said)


def _slip(word: str, other: str, slips: int) -> Likeness | None:
    """A slip of the fingers, or None when words this short differ by as much as two names do."""
    pair = f"({word.title()}, {other.title()})"
    shorter = min(len(word), len(other))
    if slips == 1 and sorted(word) == sorted(other):
        return Likeness(_SWAPPED, f"two letters swapped {pair}") if shorter >= 4 else None
    if slips == 1 and shorter >= _ONE_SLIP_FROM:
        return Likeness(_ONE_SLIP if word[0] == other[0] else _FIRST_LETTER, f"one letter differs {pair}")
    if slips == 1 and shorter == 4 and len(word) != len(other) and _doubled(word, other):
        return Likeness(_ONE_SLIP, f"one letter differs {pair}")
    if slips == 2 and shorter >= _TWO_SLIPS_FROM and word[0] == other[0]:
        return Likeness(_TWO_SLIPS, f"two letters differ {pair}")
    return None


def _doubled(word: str, other: str) -> bool:
    """Whether one is the other with a letter written twice."""
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    return any(
        longer[at] == longer[at - 1] and longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer))
    )
