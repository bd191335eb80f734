"""The keys of a screen: which runs which command there, and how they are named in its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingsMap
from textual.screen import Screen

from paratui.domain.safe_keys import left_over
from paratui.ui.commands.everywhere import EVERYWHERE
from paratui.ui.keys_in_force import IN_FORCE, key_of, keyed

if TYPE_CHECKING:
    from paratui.ui.commands.command import Command


class AreaKeys(Screen[None]):
    """A screen whose keys run commands, by the action `run_command`.

    `TYPED_IN` says that letters and digits are text here and run nothing, `LISTED` that the keys of a list move here.
    """

    CAN_DO: ClassVar[tuple[Command[Any], ...]] = ()
    TYPED_IN: ClassVar[bool] = False
    LISTED: ClassVar[bool] = True

    def __init_subclass__(cls) -> None:
        # What several screens have in common can do nothing by itself, and has no keys.
        if "CAN_DO" in vars(cls):
            cls.BINDINGS = [*cls._own()]
        super().__init_subclass__()

    @classmethod
    def _own(cls) -> list[Binding]:
        return [
            Binding(key, f"run_command('{command.id}')", command.title, show=False)
            for command in cls.all_commands()
            for key in cls.keys_on(command)
        ]

    def __init__(self) -> None:
        super().__init__()
        if IN_FORCE.own:
            # The class has the keys that are shipped.
            self.bind_anew()

    def bind_anew(self) -> None:
        """Go by the keys that hold from now on."""
        # What Textual binds on every screen stays, ours before it.
        self._bindings = (Screen._merged_bindings or BindingsMap()).copy()  # noqa: SLF001 - there is no public way
        self._bindings.key_to_bindings.update(BindingsMap(self._own()).key_to_bindings)

    @classmethod
    def all_commands(cls) -> tuple[Command[Any], ...]:
        """The commands of this screen, then those of every screen."""
        return (*cls.CAN_DO, *EVERYWHERE)

    @classmethod
    def keys_on(cls, command: Command[Any]) -> tuple[str, ...]:
        """The keys of a command here: a key that this screen needs itself is not another's."""
        if command in cls.CAN_DO:
            return IN_FORCE.keys(command)
        own = {key for mine in cls.CAN_DO for key in IN_FORCE.keys(mine)}
        if cls.LISTED:
            own.update(IN_FORCE.moves)
        return left_over(IN_FORCE.keys(command), own, typed=cls.TYPED_IN)

    def key_of(self, command: str) -> str:
        """How a command is reached on this screen, as it is written for people."""
        return key_of(command, type(self))

    def keyed(self, text: str) -> str:
        """A text with the keys it names, as they are on this screen."""
        return keyed(text, type(self))
