"""The README's table of keys, made from the commands; `python tests/readme.py` puts it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.domain.note_line import MARK_OF, MEANINGS, Kind
from paratui.ui.commands.command import key_name
from paratui.ui.keys_in_force import keyed
from paratui.ui.screens.agenda import AgendaScreen
from paratui.ui.screens.call import CallScreen
from paratui.ui.screens.call_page import CallPage
from paratui.ui.screens.client_page import ClientPage
from paratui.ui.screens.clients import ClientsScreen
from paratui.ui.screens.conflict import ConflictPage
from paratui.ui.screens.fast_pass import FastPassScreen
from paratui.ui.screens.hand_over import HandOverScreen
from paratui.ui.screens.import_outcome import ImportOutcome
from paratui.ui.screens.import_people import ImportPeople
from paratui.ui.screens.log import LogScreen
from paratui.ui.screens.matter_page import MatterPage
from paratui.ui.screens.morning_review import MorningReviewScreen
from paratui.ui.screens.pulse import PulseScreen
from paratui.ui.screens.queue import QueueScreen
from paratui.ui.screens.radar import RadarScreen
from paratui.ui.screens.set_aside import SetAsideScreen
from paratui.ui.screens.timeline import TimelinePage
from paratui.ui.screens.wrap_up import WrapUp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paratui.ui.area import Area
    from paratui.ui.commands.command import Command

BEGIN, END = "<!-- keys: generated -->", "<!-- keys: end -->"
AREAS: tuple[type[Area], ...] = (
    QueueScreen,
    CallScreen,
    ConflictPage,
    WrapUp,
    LogScreen,
    CallPage,
    ClientsScreen,
    ClientPage,
    MatterPage,
    TimelinePage,
    ImportPeople,
    ImportOutcome,
    SetAsideScreen,
    FastPassScreen,
    MorningReviewScreen,
    HandOverScreen,
    AgendaScreen,
    RadarScreen,
    PulseScreen,
)


def key_table() -> str:
    """Every command of every screen with its keys, as Markdown."""
    everywhere = set(QueueScreen.all_commands()) - set(QueueScreen.CAN_DO)
    parts = ["**Everywhere**\n", _rows(QueueScreen, everywhere, slash=False)]
    for area in AREAS:
        parts += [f"\n**{area.NAME}**\n", _rows(area, set(area.CAN_DO), slash=area.TYPED_IN)]
        if area is CallScreen:
            marks = [f"| `{MARK_OF[kind]}` | {words} |" for kind, words in MEANINGS.items() if kind is not Kind.NOTE]
            head = "\n**The first character of a note line**\n"
            parts += [head, "\n".join(["| mark | meaning |", "|---|---|", *marks])]
    return "\n".join(parts)


def _rows(area: type[Area], wanted: Iterable[Command[Any]], *, slash: bool) -> str:
    commands = [one for one in area.all_commands() if one in set(wanted)]
    lines = ["| key | in the composer | does |", "|---|---|---|"] if slash else ["| key | does |", "|---|---|"]
    for command in commands:
        keys = " ".join(f"`{key_name(key)}`" for key in area.keys_on(command))
        typed = f" `/{command.slash}` |" if slash and command.slash else " |" if slash else ""
        words = f"**{command.title}** - {keyed(command.help, area)}".replace("|", "\\|")
        lines.append(f"| {keys} |{typed} {words} |")
    return "\n".join(lines)


def put_in(readme: str) -> str:
    """A README with the table of keys in its place."""
    head, rest = readme.split(BEGIN)
    return f"{head}{BEGIN}\n\n{key_table()}\n\n{END}{rest.split(END)[1]}"
