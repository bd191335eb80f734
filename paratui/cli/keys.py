"""`paratui keys`: the keys that hold for whoever asks, and what of their own file cannot be used."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from paratui.cli.printed import remark, say, say_json
from paratui.domain.errors import BadInput, OfficeError
from paratui.domain.keymap import SETS, keys_of, keys_on
from paratui.services.own_keys import OwnKeys, own_keys, take_up_set
from paratui.ui.commands.command import key_name
from paratui.ui.commands.contexts import CONTEXTS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from paratui.domain.keymap import Reach

TO_MEND = 2
EVERYWHERE = "Everywhere"


def run(given: Namespace) -> int:
    """Print the keys, check them, list what can have one, or take up a set."""
    if given.what == "use":
        _use(given.name)
    elif given.name:
        raise BadInput(f"A set is taken up with: paratui keys use {given.name}")
    mine = own_keys(os.environ, CONTEXTS)
    if given.what in {"check", "use"}:
        return _check(mine, json=given.json)
    rows = list(_ids() if given.what == "ids" else _rows(mine))
    if given.json:
        say_json(rows)
        return 0
    if given.what != "ids":
        say(_whose(mine))
    _print(rows)
    for trouble in mine.troubles:
        remark(f"paratui: {mine.path}, {trouble.words}")
    return 0


def _use(name: str) -> None:
    if name not in {*SETS, "none"}:
        raise BadInput(f'There is no set "{name}"; there are {", ".join(SETS)}, and none for the keys as shipped')
    take_up_set("" if name == "none" else name, os.environ)


def _check(mine: OwnKeys, *, json: bool) -> int:
    if json:
        say_json([{"line": one.line, "trouble": one.sentence} for one in mine.troubles])
    else:
        for one in mine.troubles:
            say(f"{mine.path}, {one.words}")
        say(f"{_whose(mine)}; {len(mine.troubles)} to mend" if mine.troubles else _whose(mine))
    return TO_MEND if mine.troubles else 0


def _whose(mine: OwnKeys) -> str:
    if not mine.by_command:
        return f"The keys as they are shipped; your own go into {mine.path}"
    which = f"The set {mine.chosen}" if mine.chosen else "Keys of your own"
    return f"{which}: {len(mine.by_command)} commands differ from what is shipped ({mine.path})"


def _rows(mine: OwnKeys) -> Iterator[dict[str, Any]]:
    """Every command with the keys that hold, by the screen it is on; those of every screen and of lists first."""
    first = CONTEXTS[0]
    for one in (*first.everywhere, *first.moves):
        yield _row(EVERYWHERE, one, keys_of(one, mine.by_command), mine)
    for here in CONTEXTS:
        table = keys_on(here, mine.by_command)
        yield from (_row(here.name, one, table[one.id], mine) for one in here.own)


def _row(screen: str, one: Reach, keys: tuple[str, ...], mine: OwnKeys) -> dict[str, Any]:
    return {
        "screen": screen,
        "command": one.id,
        "title": one.title,
        "keys": list(keys),
        "word": f"/{one.slash}" if one.slash else "",
        "own": one.id in mine.by_command,
    }


def _ids() -> Iterator[dict[str, Any]]:
    """Whatever can have a key, once each, with the keys it is shipped with."""
    nothing = OwnKeys(None, {})
    yield from {row["command"]: row for row in _rows(nothing)}.values()


def _print(rows: list[dict[str, Any]]) -> None:
    above = ""
    for row in rows:
        if row["screen"] != above:
            above = row["screen"]
            say(above.upper())
        keys = " ".join(map(key_name, row["keys"])) or row["word"] or "-"
        say(f"  {keys:<14} {row['command']:<18} {row['title']}{' *' if row['own'] else ''}")


def take_up() -> None:
    """Let the keys of whoever starts the program hold in it; what of them cannot be used is said there."""
    from paratui.ui.keys_in_force import IN_FORCE  # noqa: PLC0415 - only the program has keys in force

    try:
        mine = own_keys(os.environ, CONTEXTS)
    except OfficeError as error:
        IN_FORCE.take_up({}, [str(error)])
    else:
        IN_FORCE.take_up(mine.by_command, [f"{mine.path}, {one.words}" for one in mine.troubles])
