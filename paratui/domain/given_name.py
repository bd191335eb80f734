"""A name as it was given: only what can be seen of it, and no longer than anybody's."""

from __future__ import annotations

import unicodedata

from paratui.domain.clean_text import clean_text
from paratui.domain.errors import BadInput

MOST_LETTERS = 120
# The joiners shape letters of Persian, Hindi and others; anywhere else nobody sees them.
_JOINERS = frozenset("\u200c\u200d")
# These count as letters or signs and are drawn as nothing.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def given_name(typed: str) -> str:
    """The name without what nobody sees, empty when nothing is left; raises BadInput for one too long."""
    name = seen_name(typed)
    if len(name) > MOST_LETTERS:
        raise BadInput(f"A name has at most {MOST_LETTERS} letters; write the name alone")
    return name


def seen_name(typed: str) -> str:
    """What can be seen of a name, whatever its length: two names that look the same are the same."""
    text = " ".join(clean_text(typed).split())
    if text.isascii():
        return text
    text = "".join(letter for letter in text if letter in _JOINERS or not _is_unseen(letter))
    kept = "".join(
        letter
        for before, letter, after in zip(f" {text}", text, f"{text[1:]} ", strict=False)
        if letter not in _JOINERS or (_is_of_a_word(before) and _is_of_a_word(after))
    )
    name = " ".join(kept.split())
    return name if any(unicodedata.category(letter)[0] in "LNPS" for letter in name) else ""


def _is_unseen(letter: str) -> bool:
    return letter in _BLANK or unicodedata.category(letter) in {"Cf", "Cc", "Co", "Cn"}


def _is_of_a_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LM"
