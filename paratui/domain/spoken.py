"""Sentences to say aloud, with places for names: `{client}`, `{me}`, `{firm}` and the like.

A fact that is not known is replaced by plain wording, so no sentence ever shows a brace. Somebody whose name is
not known is not called by any: "Thank you, {client}." becomes "Thank you."
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# Each place a sentence may have, with the words that stand there when the fact is not known.
PLACES: dict[str, str] = {
    "client": "there",
    "the_client": "the client",
    "me": "the paralegal",
    "my_title": "paralegal",
    "firm": "the law office",
    "attorney": "the attorney",
    "matter": "legal",
    "good_time": "Hello",
    "place": "your usual place",
    "same_day": "the close of the business day",
    "next_contact": "I'll tell you before we hang up when you hear from us",
    "interpreter": "our interpreter",
    "third_person": "the person with you",
}
_CALLED = re.compile(r",\s*\{\s*client\s*\}(?=[,.;:?!])")
_CALLED_FIRST = re.compile(r"(^|(?<=[.?!]\s))\{\s*client\s*\},\s*(\w?)")
_ARTICLE = re.compile(r"\b([Aa])(?= \{\s*(\w+)\s*\})")
_PLACE = re.compile(r"\{\s*(\w*)\s*\}|[{}]")
_HONORIFICS = frozenset({"mr", "mrs", "ms", "mx", "dr", "prof", "rev", "hon", "sr", "sra", "the", "officer"})
_ORGANISATION = frozenset(
    {"inc", "llc", "llp", "ltd", "corp", "co", "company", "bank", "gmbh", "trust", "county", "school"}
)


def fill(say: str, facts: Mapping[str, str]) -> str:
    """A sentence with its places filled; a missing or empty fact falls back to plain wording.

    Facts are put in as they are, once: a name with a brace in it is no place of its own.
    """

    def fact(found: re.Match[str]) -> str:
        name = found.group(1)
        if not name:
            return ""
        return facts.get(name, "").strip() or PLACES.get(name, name.replace("_", " "))

    def article(found: re.Match[str]) -> str:
        said = facts.get(found.group(2), "").strip() or PLACES.get(found.group(2), "")
        return f"{found.group(1)}n" if said[:1].casefold() in {*"aeio"} else found.group(1)

    say = _ARTICLE.sub(article, say)
    if not facts.get("client", "").strip():
        say = _CALLED_FIRST.sub(lambda found: found.group(2).upper(), _CALLED.sub("", say))
    return _PLACE.sub(fact, say)


def unknown_places(say: str) -> list[str]:
    """The places in a sentence that nothing can fill, and stray braces, as they are written."""
    return [found.group() for found in _PLACE.finditer(say) if found.group(1) not in PLACES]


def first_name(name: str) -> str:
    """What to call somebody by in a sentence; empty for an organisation or a name that is not known.

    `Garcia, Maria` and `Dr. Maria Garcia` give Maria; a name written without a space stands as a whole.
    """
    family, comma, given = name.partition(",")
    words = (given if comma else family).split()
    if any(word.strip(".,").casefold() in _ORGANISATION for word in name.split()):
        return ""
    while len(words) > 1 and words[0].strip(".").casefold() in _HONORIFICS:
        words.pop(0)
    return words[0] if words else ""


def in_a_sentence(title: str) -> str:
    """A title such as "Custody" as it stands within a sentence; "LLC formation" and "Chapter 7" stay as they are."""
    word, *rest = title.split(maxsplit=1)[:2] or [""]
    proper = not word[1:].islower() or any(letter.isdigit() for letter in title)
    return title if proper else " ".join([word.lower(), *rest])


def good_time(local: datetime) -> str:
    """The greeting of the hour, by the clock of the person who hears it."""
    if local.hour < 12:
        return "Good morning"
    return "Good afternoon" if local.hour < 18 else "Good evening"
