"""Every screen as keys see it, and the moves of a list. Loads no screen: who asks for their keys waits for none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from paratui.domain.keymap import Context, Reach
from paratui.ui.commands.call import CALL_COMMANDS
from paratui.ui.commands.clients import CLIENTS_COMMANDS
from paratui.ui.commands.conflict import CONFLICT_COMMANDS
from paratui.ui.commands.day import AGENDA_COMMANDS, HAND_OVER_COMMANDS, REVIEW_COMMANDS
from paratui.ui.commands.everywhere import EVERYWHERE
from paratui.ui.commands.fast_pass import FAST_PASS_COMMANDS
from paratui.ui.commands.import_people import IMPORT_COMMANDS, OUTCOME_COMMANDS
from paratui.ui.commands.log import CALL_PAGE_COMMANDS, LOG_COMMANDS
from paratui.ui.commands.pulse import PULSE_COMMANDS
from paratui.ui.commands.queue import IN_REVIEW, QUEUE_COMMANDS
from paratui.ui.commands.radar import RADAR_COMMANDS
from paratui.ui.commands.record_pages import CLIENT_PAGE_COMMANDS, MATTER_PAGE_COMMANDS, TIMELINE_COMMANDS
from paratui.ui.commands.set_aside import SET_ASIDE_COMMANDS
from paratui.ui.commands.wrap_up import WRAP_UP_COMMANDS

if TYPE_CHECKING:
    from paratui.ui.commands.command import Command


class Move(NamedTuple):
    """A way to move the cursor of a list: `key` always does it, `keys` as well."""

    id: str
    title: str
    key: str
    keys: tuple[str, ...] = ()


MOVES = (
    Move("list.down", "Down in a list", "down", ("j",)),
    Move("list.up", "Up in a list", "up", ("k",)),
    Move("list.page_down", "A page down in a list", "pagedown"),
    Move("list.page_up", "A page up in a list", "pageup"),
    Move("list.first", "First of a list", "home"),
    Move("list.last", "Last of a list", "end"),
)


def _reach(commands: tuple[Command[Any], ...]) -> tuple[Reach, ...]:
    return tuple(Reach(one.id, one.title, one.keys, one.slash) for one in commands)


def _context(name: str, commands: tuple[Command[Any], ...], *, typed: bool = False, listed: bool = True) -> Context:
    moves = tuple(Reach(one.id, one.title, one.keys) for one in MOVES) if listed else ()
    return Context(name, _reach(commands), _reach(EVERYWHERE), typed, moves)


CONTEXTS = (
    _context("Queue", QUEUE_COMMANDS),
    _context("Call", CALL_COMMANDS, typed=True, listed=False),
    _context("Conflict check", CONFLICT_COMMANDS),
    _context("Wrap-up", WRAP_UP_COMMANDS, listed=False),
    _context("Log", LOG_COMMANDS),
    _context("A call", CALL_PAGE_COMMANDS),
    _context("Clients", CLIENTS_COMMANDS),
    _context("A person", CLIENT_PAGE_COMMANDS),
    _context("A matter", MATTER_PAGE_COMMANDS),
    _context("Timeline", TIMELINE_COMMANDS),
    _context("Import people", IMPORT_COMMANDS),
    _context("Import: what would happen", OUTCOME_COMMANDS),
    _context("Set aside", SET_ASIDE_COMMANDS),
    _context("Messages", FAST_PASS_COMMANDS, typed=True, listed=False),
    _context("Morning review", (*REVIEW_COMMANDS, *IN_REVIEW), listed=False),
    _context("Hand-over", HAND_OVER_COMMANDS),
    _context("Agenda", AGENDA_COMMANDS),
    _context("Radar", RADAR_COMMANDS),
    _context("Pulse", PULSE_COMMANDS, listed=False),
)
