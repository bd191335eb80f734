"""Whose keys do what: a person's own keys by command, read from their file, and what of them cannot be used.

A file names a set that is shipped, and single commands below it:

    set = "vi"
    [keys]
    "queue.done" = ["d", "f8"]
    "call.card" = ["ctrl+l", "f7"]
"""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from paratui.domain.errors import BadInput
from paratui.domain.safe_keys import FIXED, is_typed, key_named, left_over, why_unsafe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SETS = ("left-hand", "vi", "no-f-keys")


class Reach(NamedTuple):
    """How a command is reached: `keys` are those it is shipped with, `slash` its word where text is typed."""

    id: str
    title: str
    keys: tuple[str, ...] = ()
    slash: str = ""


class Context(NamedTuple):
    """A screen as keys see it: its own commands stand before those of every screen.

    `typed` says that letters are text on it, `moves` are the commands of a list, which stand before all others.
    """

    name: str
    own: tuple[Reach, ...]
    everywhere: tuple[Reach, ...]
    typed: bool
    moves: tuple[Reach, ...]


class Trouble(NamedTuple):
    """What cannot be used: on which line of the file (0 for none in particular), and why."""

    line: int
    sentence: str

    @property
    def words(self) -> str:
        return f"line {self.line}: {self.sentence}" if self.line else self.sentence


class Wanted(NamedTuple):
    """The keys somebody wants for a command, as they are named inside the program."""

    keys: tuple[str, ...]
    line: int


def keys_of(reach: Reach, own: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of a command: one's own for it, else those it is shipped with. A fixed one stays with it."""
    mine = own.get(reach.id)
    if mine is None:
        return reach.keys
    return (*mine, *(key for key in reach.keys if key in FIXED and key not in mine))


def keys_on(context: Context, own: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The keys of each command on a screen."""
    moves = {one.id: keys_of(one, own) for one in context.moves}
    here = {one.id: keys_of(one, own) for one in context.own}
    taken = {key for keys in (*moves.values(), *here.values()) for key in keys}
    rest = {one.id: left_over(keys_of(one, own), taken, typed=context.typed) for one in context.everywhere}
    return {**moves, **here, **rest}


# Reading


def read_keys(text: str, contexts: Sequence[Context]) -> tuple[str, dict[str, Wanted], list[Trouble]]:
    """The set a file names, its single commands, and what of it cannot be used as it is written."""
    try:
        said: dict[str, Any] = tomllib.loads(text)
    except ValueError as error:
        found = re.search(r"line (\d+)", str(error))
        why = str(error).partition(" (at")[0]
        return "", {}, [Trouble(int(found[1]) if found else 0, f'it is not valid TOML ({why}); "day" = "f6" is')]
    troubles = [
        Trouble(_line_of(text, name), f'"{name}" is not known; there are set = "..." and [keys]')
        for name in said
        if name not in {"set", "keys", "version", "source"}
    ]
    chosen = said.get("set", "")
    if chosen and chosen not in SETS:
        troubles.append(Trouble(_line_of(text, "set"), f'there is no set "{chosen}"; there are {", ".join(SETS)}'))
        chosen = ""
    if not isinstance(said.get("keys", {}), dict):
        troubles.append(Trouble(_line_of(text, "keys"), "keys is a table: write [keys], and a line a command below"))
    wanted, known = {}, {one.id: one for one in _all(contexts)}
    for name, value in _flat(said.get("keys", {})):
        line = _line_of(text, name)
        reach = known.get(name)
        if reach is None:
            # Two letters the wrong way round are the commonest slip.
            near = sorted(get_close_matches(name, list(known), 5, 0.4), key=lambda one: sorted(one) != sorted(name))
            meant = f'; did you mean "{near[0]}"?' if near else ""
            troubles.append(Trouble(line, f'there is no command "{name}"{meant or "; paratui keys ids lists them"}'))
            continue
        try:
            keys = _keys(value)
            _usable(reach, keys)
        except BadInput as error:
            troubles.append(Trouble(line, str(error)))
        else:
            wanted[name] = Wanted(keys, line)
    return chosen, wanted, troubles


def _flat(table: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """An id without quotes is a table within a table to TOML."""
    for name, value in table.items() if isinstance(table, dict) else ():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _line_of(text: str, name: str) -> int:
    written = re.compile(rf"\s*\[?\s*[\"']?{re.escape(name)}[\"']?\s*[\]=]")
    lines = (number for number, line in enumerate(text.splitlines(), 1) if written.match(line))
    return next(lines, 0)


def _keys(value: Any) -> tuple[str, ...]:
    said = [value] if isinstance(value, str) else value
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise BadInput('a key is written in quotes, several in brackets: "d" or ["d", "f7"]')
    return tuple(dict.fromkeys(map(key_named, said)))


def _usable(reach: Reach, keys: Sequence[str]) -> None:
    for key in keys:
        why = why_unsafe(key)
        if why and key not in reach.keys:
            raise BadInput(f"{key} cannot be had: {why}; take another key for {reach.title}")


def _all(contexts: Sequence[Context]) -> dict[Reach, None]:
    return dict.fromkeys(one for here in contexts for one in (*here.own, *here.everywhere, *here.moves))


# Whether they go together


def without_clashes(
    wanted: Mapping[str, Wanted], below: Mapping[str, tuple[str, ...]], contexts: Sequence[Context]
) -> tuple[dict[str, tuple[str, ...]], list[Trouble]]:
    """One's own keys over those of a set, without the lines that clash on some screen, and what is said of those."""
    left, troubles = dict(wanted), list[Trouble]()
    while True:
        own = {**below, **{name: one.keys for name, one in left.items()}}
        found = next((clash for here in contexts for clash in _clashes(here, own) if set(clash[0]) & set(left)), None)
        if found is None:
            return own, troubles
        ids, sentence = found
        last = max((left[name].line, name) for name in ids if name in left)
        troubles.append(Trouble(last[0], sentence))
        del left[last[1]]


def clashes(own: Mapping[str, tuple[str, ...]], contexts: Sequence[Context]) -> list[str]:
    """What does not go together on some screen, a sentence each."""
    return [sentence for here in contexts for _, sentence in _clashes(here, own)]


def _clashes(here: Context, own: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The commands that are in each other's way on a screen, and how."""
    known = {one.id: one for one in (*here.moves, *here.own, *here.everywhere)}
    table = keys_on(here, own)
    whose: dict[str, str] = {}
    for name, keys in table.items():
        for key in keys:
            other = whose.setdefault(key, name)
            if other != name:
                yield (other, name), f"{key} is {known[other].title} and {known[name].title} on {here.name}; keep one"
    for one in here.own:
        if here.typed and (letters := [key for key in table[one.id] if is_typed(key) and key not in FIXED]):
            yield (one.id,), f"{letters[0]} is text on {here.name}; give {one.title} a ctrl or F key, or none"
    for one in (*here.own, *here.everywhere):
        if table[one.id] or (here.typed and one.slash) or (not one.keys and not own.get(one.id)):
            continue
        takers = {whose[key] for key in keys_of(one, own) if key in whose}
        yield (
            (one.id, *takers),
            f"no key is left for {one.title} on {here.name}; give it one"
            + (" that is not text" if here.typed and not takers else ""),
        )
