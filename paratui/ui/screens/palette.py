"""The palette: everything that can be done on this screen, found by typing."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paratui.ui.area import Answered, Area


async def open_palette(area: Area) -> None:
    """Offer every command; one that is not possible now says why."""
    commands = {one.id: one for one in area.all_commands() if one.id != "palette"}

    def find(typed: str) -> list[tuple[str, str]]:
        found = []
        wanted = typed.casefold().split()
        for command in commands.values():
            reason = command.why_not(area)
            keys = area.key_of(command.id)
            words = f"{keys:<11} {command.title}" + (f"  (not now: {reason})" if reason else "")
            if all(word in f"{words} {area.keyed(command.help)}".casefold() for word in wanted):
                found.append((_distance(command.title, wanted), command.id, words))
        # Each keeps its place among those that fit as well.
        return [(name, words) for _, name, words in sorted(found, key=itemgetter(0))]

    async def taken(wanted: str, _typed: str) -> Answered:
        async def run() -> None:
            await area.run_command(commands[wanted])

        return run

    await area.pick("What shall be done?", find, taken)


def _distance(title: str, wanted: list[str]) -> int:
    """How far a command is from what is typed: 0 where that is its title, most where only its explanation has it."""
    said, typed = title.casefold(), " ".join(wanted)
    fits = (
        said == typed,
        said.startswith(typed),
        all(any(word.startswith(one) for word in said.split()) for one in wanted),
        all(one in said for one in wanted),
        True,
    )
    return fits.index(True)
