"""How the other end of a call is drawn: who it is, the number, the time there, what holds before dialling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.ui.keys_in_force import key_of
from paratui.ui.look import styled
from paratui.ui.widgets.as_seen import as_seen, cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.call import Call
    from paratui.domain.fact import Fact
    from paratui.domain.time_there import TimeThere
    from paratui.ui.look import Look

HIDDEN = "hidden: /dial"
LEAST_NAME = 12
MORE = " ... /dial"


def head(call: Call, number: str, there: TimeThere | None, width: int, look: Look) -> Text:
    """Who is on the line, about what, over which number, and what time it is there.

    Where it is too narrow for everything, the title of the matter goes first, its number finds it; then the phone
    number of who calls us, or the time there of whom we call, and the end of the name. Whether the caller is verified
    is never cut off.
    """
    person, title = as_seen(call.person), as_seen(call.matter_title)
    line = _head(call, person, number, there, f"{title} {call.matter}".strip(), look)
    if line.cell_len > width:
        line = _head(call, person, number, there, call.matter, look)
    if line.cell_len > width and call.direction == "out":
        # What is to be dialled stays; the row before dialling has told the time there.
        there = None
        line = _head(call, person, number, there, call.matter, look)
    elif line.cell_len > width and number != HIDDEN:
        number = ""
        line = _head(call, person, number, there, call.matter, look)
    if line.cell_len > width and person:
        name = Text(person)
        name.truncate(max(LEAST_NAME, name.cell_len - (line.cell_len - width)), overflow="ellipsis")
        line = _head(call, name.plain, number, there, call.matter, look)
        if line.cell_len > width:
            line = _head(call, name.plain, number, None, call.matter, look)
    return line


def _head(call: Call, name: str, number: str, there: TimeThere | None, matter: str, look: Look) -> Text:
    line = Text(" ")
    line.append(name or f"who is it? {key_of('call.who')}", look.strong if name else look.accent)
    if call.matter:
        line.append(f" · {matter}")
    if number:
        line.append(f" · {number}", look.late if number == HIDDEN else look.quiet)
    if there:
        guessed = there.says.endswith(" (guess)")
        line.append(f" · {there.says.removesuffix(' (guess)')}{'?' if guessed else ''}", look.quiet)
        if there.wrong_hour and call.direction == "out":
            line.append(f" {there.wrong_hour.partition(',')[0]}", look.late)
    if call.identity.result == "confirmed":
        line.append(" · verified", look.good)
    elif call.identity.result == "failed":
        line.append(" · NOT VERIFIED", look.late)
    return line


def before_dialling(facts: Sequence[Fact], width: int, look: Look) -> Text:
    """What holds before dialling in one row, the gravest first; /dial shows all where they do not fit."""
    line = styled(" before you dial ", look.strong)
    for place, fact in enumerate(facts):
        words = in_a_row(fact) if place == 0 else f" · {in_a_row(fact)}"
        left_over = len(MORE) if place < len(facts) - 1 else 0
        if place and line.cell_len + len(words) + left_over > width:
            return line.append(MORE, look.quiet)
        line.append(words, look.late if fact.grave else look.plain)
        line = cut(line, max(LEAST_NAME, width - left_over))
    return line


def in_a_row(fact: Fact) -> str:
    """One of these facts where there is one row: what is said twice is said once."""
    if fact.about != "time there":
        return f"{fact.about}: {fact.says}"
    return fact.says.replace(" (guess): ", ": ")


def typed_number(number: str, says: str, names: Sequence[str], enter: str, width: int, look: Look) -> Text:
    """A number as it is typed, with whose it is or what is to be said of it, and what `enter` does."""
    line = styled(" the number ", look.quiet)
    line.append(number, look.accent)
    if names:
        line.append(f" · {', '.join(names)}", look.strong)
    elif says:
        line.append(f" · {says}", look.late)
    for hint in (f" · {enter}; a space before it makes it a note", f" · {enter}"):
        if line.cell_len + len(hint) <= width:
            return line.append(hint, look.quiet)
    return line
