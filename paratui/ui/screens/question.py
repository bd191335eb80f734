"""What every question shares: its help, on F1 and on a key that every terminal and every set of keys has."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding

from paratui.domain.safe_keys import left_over
from paratui.ui.commands.command import key_name
from paratui.ui.commands.everywhere import Help
from paratui.ui.keys_in_force import IN_FORCE
from paratui.ui.screens.over import Over

if TYPE_CHECKING:
    from paratui.ui.area import Area

HELP_KEY = "ctrl+g"
"""Where one types it is no text, and no question uses it otherwise."""
HELP_ROOM = len(f"{key_name(HELP_KEY)} help") + 2


def help_keys() -> tuple[str, ...]:
    """The keys of the help in a question: F1, one's own where it is not text, and the one that is always there."""
    return tuple(dict.fromkeys((HELP_KEY, "f1", *left_over(IN_FORCE.keys(Help()), (), typed=True))))


class Question(Over):
    """Something is asked over the screen it belongs to."""

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]  # a list of Binding is what Textual reads
        Binding("escape,ctrl+c", "leave", "Leave", show=False),
    ]

    def __init__(self, area: Area) -> None:
        super().__init__()
        self._area = area
        self._bindings.bind(",".join(help_keys()), "help", "Help", show=False)

    async def action_help(self) -> None:
        await self.show_help()

    def with_help(self, row: Text, width: int) -> Text:
        """A row with the key of the help at its right end; it leaves HELP_ROOM for it."""
        look = self._area.look
        row = Text().append_text(row).append(" " * max(2, width - row.cell_len - HELP_ROOM + 2))
        return row.append(key_name(HELP_KEY), look.key).append(" help", look.quiet)
