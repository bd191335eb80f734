"""The commands below a command, as its parser keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Action, ArgumentParser
    from collections.abc import Iterator


def sub_commands(one: ArgumentParser) -> dict[str, ArgumentParser]:
    """The commands a parser leads to, by name; none where options follow at once."""
    return next((action.choices for action in actions(one) if isinstance(action.choices, dict)), {})


def last_commands(one: ArgumentParser) -> Iterator[ArgumentParser]:
    """The parsers that lead no further, each with the whole command as its `prog`."""
    below = sub_commands(one)
    for further in below.values():
        yield from last_commands(further)
    if not below:
        yield one


def actions(one: ArgumentParser) -> list[Action]:
    """What a parser takes, in the order it was said."""
    return one._actions  # noqa: SLF001 - argparse has no public list of what was added
