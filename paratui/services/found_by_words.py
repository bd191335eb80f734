"""The one person or matter somebody names from outside the program: by name, by number in any form, or by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput
from paratui.domain.search_words import without_extension
from paratui.domain.spoken_size import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.matter import Matter
    from paratui.services.desk import Desk
    from paratui.services.people import Known, People

# So many are named when several are meant.
MOST_NAMED = 12
_SHORTEST_NUMBER = 4
_SHORTEST_ID = 17


def person_named(desk: Desk, people: People, said: str) -> Known:
    """The person of a name, the beginning of one, a telephone number or its last digits, or an id.

    Raises BadInput when there is nobody, and names everybody it may be when there are several; StoreError.
    """
    words = " ".join(said.split())
    if not words:
        raise BadInput("Say who is meant: a name, the beginning of one, or a telephone number")
    found = _with_number(desk, people, words) if _is_number(words) else _with_name(people, words)
    if not found:
        raise BadInput(f'Nobody is found by "{words}"; say the beginning of a name, or the digits of a number')
    if len(found) > 1:
        raise BadInput(f'"{words}" may be {_several(desk, found)}. Say the number, or the id, of the one you mean')
    return found[0]


def matter_named(people: People, said: str) -> Matter:
    """The matter of a number, of a part of one that no other has, or of words of its title. Raises BadInput."""
    words = " ".join(said.split())
    if not words:
        raise BadInput("Say which matter is meant: its number, such as 2026-0142")
    exact = people.matter(words)
    if exact:
        return exact
    asked = words.casefold()
    found = [one for one in people.matters() if asked in f"{one.number} {one.title}".casefold()]
    if not found:
        raise BadInput(f'No matter is found by "{words}"; say its number, or words of its title')
    if len(found) > 1:
        found.sort(key=lambda one: (one.status != "open", one.number))
        named = "; ".join(f"{one.number} {one.title}".strip() for one in found[:MOST_NAMED])
        many = _counted(len(found), "matter", "matters")
        raise BadInput(f'"{words}" may be {many}: {named}{_rest(found)}. Say the number')
    return found[0]


def _is_number(words: str) -> bool:
    number = without_extension(words)
    digits = sum(letter.isdigit() for letter in number)
    return digits >= _SHORTEST_NUMBER and not any(letter.isalpha() for letter in number)


def _with_number(desk: Desk, people: People, words: str) -> list[Known]:
    from paratui.domain.phone import read_phone  # noqa: PLC0415 - the library of numbers loads when one is given

    if words.isascii() and words.isdigit() and len(words) >= _SHORTEST_ID:
        known = people.person(int(words)) if len(words) < _SHORTEST_ID + 3 else None
        return [known] if known else []
    try:
        found = people.with_number(read_phone(words, desk.office.region))
    except BadInput:
        found = []
    if found:
        return found
    digits = "".join(letter for letter in without_extension(words) if letter.isdigit())
    return people.with_digits(digits)


def _with_name(people: People, words: str) -> list[Known]:
    found = people.named(words, MOST_NAMED + 1)
    exact = [one for one in found if one.person.name.casefold() == words.casefold()]
    return exact or found


def _several(desk: Desk, found: Sequence[Known]) -> str:
    from paratui.domain.phone import shown  # noqa: PLC0415 - as above

    named = []
    for one in found[:MOST_NAMED]:
        person = one.person
        numbers = ", ".join(shown(phone, desk.office.region) for phone in person.phones) or "no number"
        named.append(f"{person.name}, {person.role.replace('_', ' ')}, {numbers}, id {person.id}")
    return f"{_counted(len(found), 'person', 'people')}: {'; '.join(named)}{_rest(found)}"


def _counted(number: int, one: str, many: str) -> str:
    return count_words(number, one, many) if number <= MOST_NAMED else f"more than {MOST_NAMED} {many}"


def _rest(found: Sequence[object]) -> str:
    return "; and others" if len(found) > MOST_NAMED else ""
