"""The ways one name can be cut into words: "de la Cruz" is also Delacruz, "Maryann" also Mary Ann."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.conflict.native_script import is_native

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from paratui.domain.conflict.name import Name

_LONGEST_JOINED = 24
# What is often written together with the name it stands before.
_BEFORE = (
    "abdul", "abdel", "abdal", "abdur", "abd", "abu", "dela", "delos", "de", "del", "la", "le", "van",
    "von", "vander", "vande",
    "al", "el", "ben", "bin", "di", "da", "du", "saint", "san", "santa",
)  # fmt: skip
_KEPT_BEFORE = frozenset(("abdul", "abdel", "abdal", "abdur", "abd", "abu", "san", "santa", "ben", "saint"))


def readings(name: Name, known: Container[str]) -> Iterator[tuple[str, ...]]:
    """The name's words as typed, then every other cut whose new words are `known` or a usual one."""
    seen = {name.words}
    yield name.words
    for reading in (*_together(name.whole), *_together(name.words), *_apart(name.words, known)):
        if reading not in seen:
            seen.add(reading)
            yield reading


def _together(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if len(words) > 3:  # two words before the family name: de la Cruz, van der Berg
        for at in range(len(words) - 2):
            joined = "".join(words[at : at + 3])
            if len(joined) <= _LONGEST_JOINED and len(words[at]) <= 3 and len(words[at + 1]) <= 3:
                yield (*words[:at], joined, *words[at + 3 :])
    for at in range(len(words) - 1):
        joined = words[at] + words[at + 1]
        if len(joined) <= _LONGEST_JOINED:
            yield (*words[:at], joined, *words[at + 2 :])


def _apart(words: tuple[str, ...], known: Container[str]) -> Iterator[tuple[str, ...]]:
    for at, word in enumerate(words):
        if len(word) < 4 or is_native(word):
            continue
        for cut in range(2, len(word) - 1):
            left, right = word[:cut], word[cut:]
            if left in _KEPT_BEFORE and len(right) > 3:
                yield (*words[:at], left, right, *words[at + 1 :])
            elif left in _BEFORE and len(right) > 3 and right in known:
                yield (*words[:at], right, *words[at + 1 :])
            elif left in known and right in known and len(right) > 1:
                yield (*words[:at], left, right, *words[at + 1 :])
