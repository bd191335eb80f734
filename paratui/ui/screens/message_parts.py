"""What every part of the fast pass's screen works on: the entries, the pasted lines, the line being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.area import Area
from paratui.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from paratui.services.desk import Desk
    from paratui.services.fast_pass import FastPass, Understood


class MessageParts(Area):
    """The state. Rows are the entries, then the pasted lines; `_chosen` and `_mending` are places in them."""

    def __init__(self, desk: Desk, passing: FastPass) -> None:
        super().__init__(desk)
        self.passing = passing
        self._waiting: list[str] = []
        self._read_waiting: list[Understood | str] = []
        self._chosen: int | None = None
        self._mending: int | None = None
        self._stash = ""
        # A line that was refused and stands marked in the composer, with the reason.
        self._refused = ("", "")
        self._understood: Understood | None = None
        # Since when the proposal for a number and name has stood on the screen.
        self._seen: tuple[tuple[str, str], float] | None = None
        # Which caller and whether an item of its own was chosen, for one number and name.
        self._picked: tuple[tuple[str, str], int, bool] = (("", ""), 0, True)
        self._asked_to_leave = False

    @property
    def composer(self) -> LineInput:
        return self.query_one("#composer", LineInput)

    def type_on(self, text: str) -> None:
        self.composer.take_paste(text)

    def draw(self) -> None:
        """Draw everything from the state as it is."""
        raise NotImplementedError

    def draw_understood(self, trouble: str = "") -> None:
        """Draw what is understood of the line being typed, or why it is not."""
        raise NotImplementedError
