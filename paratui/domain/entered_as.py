"""What a person or matter is found by, made from its document: the same for every index."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import BadInput
from paratui.domain.matter import Matter
from paratui.domain.person import Person
from paratui.domain.search_words import MOST_WORDS, folded, name_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paratui.domain.record import Doc

# Others who belong to a matter, such as the adverse party, are nobody the office owes a word.
OURS = frozenset({"client", "prospect"})
# As keyboards, telephones and word processors write the one in O'Donoghue.
_APOSTROPHES = dict.fromkeys(map(ord, "'`\u2018\u2019\u02bb\u02bc"))


class Entry(NamedTuple):
    """A document as it is entered: a person, a matter, a record merged into another, or why it cannot be read.

    Nothing of these is what another tool has marked as merged in a way nobody can follow.
    """

    person: Person | None = None
    matter: Matter | None = None
    merged_into: int = 0
    why: str = ""


def entered_as(kind: str, doc: Doc) -> Entry:
    """What the document of a person or matter is."""
    into = doc.get("merged_into") if kind == "person" else 0
    if into:
        return Entry(merged_into=into if isinstance(into, int) and abs(into) < 1 << 63 else 0)
    try:
        return Entry(person=Person.read(doc)) if kind == "person" else Entry(matter=Matter.read(doc))
    except BadInput as error:
        return Entry(why=f"The {kind} {doc['id']} is not shown: {error}")


def plain_number(phone: str) -> str:
    """A number without its extension."""
    return phone.partition(";")[0]


def said_number(number: str) -> str:
    """A matter's number, or a whole name, as it is compared."""
    return number.casefold().strip()


def name_words(names: Iterable[str]) -> set[str]:
    """The words names are found by: al-Rashid as one and by its parts, (Bob) without what stands around it."""
    return {word for name in names for word in (*_in_one(name), *name_in_words(name))}


def asked_names(typed: Iterable[str]) -> list[str]:
    """What words of a name must begin with where this is typed, the longest first; of a pasted page the longest."""
    # The longest is the rarest: what is left after it is little to look through.
    return sorted(set(_in_one(" ".join(typed))), key=lambda word: (-len(word), word))[:MOST_WORDS]


def beside_digits(words: Iterable[str]) -> list[str]:
    """What of these words is no part of a telephone number."""
    return [word for word in words if any(letter.isalpha() for letter in word)]


def _in_one(names: str) -> list[str]:
    return folded(names).replace("-", " ").translate(_APOSTROPHES).split()


def in_plain_words(text: str) -> str:
    """The words of a text with a blank before and behind each, without what stands around words in a sentence."""
    words = (word.strip(",.;:!?()\"'").removesuffix("'s") for word in text.casefold().replace("\u2019", "'").split())
    return f" {' '.join(filter(None, words))} "


def matter_words(matter: Matter) -> str:
    """What a matter is found by: its number, also from any part of it on, and the words of its title."""
    return folded(f" {matter.number} {matter.number.replace('-', ' ')} {matter.title}")


def matter_texts(matter: Matter) -> dict[str, str]:
    """What lists of matters are put in order by."""
    stands = matter.stage if matter.status == "open" else matter.status
    return {"title": matter.title.casefold(), "stands": stands.casefold()}
