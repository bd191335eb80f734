"""The composer's `/` commands: finding one by its word, and completing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from paratui.domain.given_number import is_number_alone
from paratui.ui.look import styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.ui.commands.command import Command
    from paratui.ui.look import Look



def slash_command(typed: str, commands: Sequence[Command[Any]], *, completing: bool = False) -> Command[Any] | None:
    """The command a line names: exactly, or as the only one that begins so."""
    if not typed.startswith("/"):
        return None
    word, space, _ = typed[1:].partition(" ")
    exact = next((one for one in commands if one.slash and one.slash == word.casefold()), None)
    if completing:
        beginning = _beginning(word, commands)
        return beginning[0] if beginning and not space and not exact else None
    if exact:
        return exact
    beginning = _beginning(word, commands)
    return beginning[0] if len(beginning) == 1 else None


def _beginning(word: str, commands: Sequence[Command[Any]]) -> list[Command[Any]]:
    return [one for one in commands if one.slash and word and one.slash.startswith(word.casefold())]


def completions(typed: str, commands: Sequence[Command[Any]], width: int, look: Look) -> Text:
    """The commands that fit what is typed; the help of the one that is meant."""
    meant = slash_command(typed, commands)
    line = Text(" ")
    if meant:
        line.append(f"/{meant.slash}", look.key)
        line.append(f"  {meant.slash_help}", look.quiet)
        return line
    word = typed[1:].partition(" ")[0].casefold()
    fitting = [one for one in commands if one.slash and one.slash.startswith(word)]
    more = "..." if word else "... Enter lists all"
    if not fitting:
        return styled(" no such command; / and Enter list them all", look.late)
    for one in fitting:
        if line.cell_len + len(one.slash) + 3 + len(more) > width:
            line.append(more, look.quiet)
            break
        line.append(f"/{one.slash}  ", look.key)
    return line


def looks_like_a_number(typed: str, known: str, region: str) -> bool:
    """Whether a line is a phone number and nothing else, while the call has no whole one (E.164) yet."""
    return not known.startswith("+") and is_number_alone(typed, region)
