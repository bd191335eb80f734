"""F1: what this screen is for and what to do next, what the field one stands in takes, then the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.note_line import MARK_OF, MEANINGS, Kind
from paratui.ui.commands.command import key_name
from paratui.ui.keys_in_force import IN_FORCE
from paratui.ui.look import styled
from paratui.ui.screens.page import Page, Under
from paratui.ui.widgets.pane import wrapped
from paratui.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from paratui.ui.area import Area

MOST_USED = 10
EXAMPLES = {
    Kind.PROMISE: "> send her the new notice thu 3pm @dana !",
    Kind.CLIENT_TASK: "< bring the letter by Friday",
    Kind.QUESTION: "? should I sign the stipulation?",
    Kind.INSTRUCTION: "! no calls at work",
    Kind.REPORTED_DATE: "@ hearing December 3",
    Kind.ISSUE: "# school change",
    Kind.CONCERN: "~ afraid he will move with the kids",
    Kind.ATTORNEY_ONLY: "* she cried when I asked",
    Kind.NAME: "+ Carlos Reyes, husband",
    Kind.NOTE: "hearing moved, she got a letter",
}
WHEN_WORDS = (
    ("thu 3pm", "a day and a time; Thursday, 11/24, Dec 3 10am, tomorrow, noon are read too"),
    ("in 2 hours", "from now; in 3 days, in 20 min"),
    ("@dana", "whose it is, by login; without one it is yours"),
    ("!", "at the end: urgent"),
    ("nothing", "the same business day, by the office's hours"),
)
MOMENT_WORDS = WHEN_WORDS[:2]
_A_TIME = "thu 3pm"
_COLUMN = 13
_MOVES = (
    (("down", "up"), "the next row, the one before"),
    (("pagedown", "pageup"), "a page on, a page back"),
    (("home", "end"), "to the first row, to the last"),
)
_LIST_COLUMN = 20


def help_page(area: Area) -> Page:
    """The help of a screen and of the field one stands in."""
    look = area.look

    def text(width: int) -> list[Text]:
        lines = wrapped(Text(area.keyed(area.HELP_TEXT)), width)
        if area.DO_NEXT:
            lines += wrapped(styled(f"Next: {area.keyed(area.DO_NEXT)}", look.strong), width)
        lines.append(Text())
        if area.TYPED_IN:
            lines += _composer(area, width)
        elif isinstance(area.focused, RecordTable):
            lines += _in_a_list(area, width)
        return [*lines, *_keys(area, width)]

    return Page(area, f"Help: {area.NAME}", text)


def list_keys() -> tuple[tuple[str, str], ...]:
    """The keys that move in a list, those that always do and one's own, and where they lead."""
    mine: dict[str, list[str]] = {}
    for key, move in IN_FORCE.moves.items():
        mine.setdefault(move, []).append(key_name(key))
    named = {way: " ".join((key_name(way), *mine.get(way, ()))) for ways, _ in _MOVES for way in ways}
    return tuple((", ".join(named[way] for way in ways), meaning) for ways, meaning in _MOVES)


def _in_a_list(area: Area, width: int) -> list[Text]:
    look = area.look
    lines = [styled("The list", look.accent)]
    for keys, meaning in (*list_keys(), ("Enter", "opens the row; the other keys are for the row you are on")):
        lines += _hanging(styled(f"{keys:<{_LIST_COLUMN}} ", look.key), meaning, width, _LIST_COLUMN + 1)
    return [*lines, Text()]


def _composer(area: Area, width: int) -> list[Text]:
    """The line one types in: a kind with an example each, what is read of a due time, the keys used most."""
    look = area.look
    lines = [styled("The line you type in: its first character is the kind", look.accent)]
    for kind, meaning in MEANINGS.items():
        head = styled(f"{MARK_OF[kind]} ", look.key).append(f"{meaning.partition(' (')[0]}: ", look.plain)
        lines += _hanging(head, EXAMPLES[kind], width, 2)
    lines.append(styled("A promise reads its own time, person and urgency", look.accent))
    lines += _words(area, WHEN_WORDS, width)
    lines.append(Text())
    used = sorted((one for one in area.CAN_DO if one.footer), key=lambda one: one.footer_rank)
    names = [(area.key_of(one.id), one.title) for one in used[:MOST_USED]]
    lines += [styled(f"{keys:<{_COLUMN}}", look.key).append(title, look.plain) for keys, title in names]
    return [*lines, Text()]


def _words(area: Under, words: tuple[tuple[str, str], ...], width: int) -> list[Text]:
    rows = []
    for typed, meaning in words:
        rows += _hanging(styled(f"{typed:<{_COLUMN}}", area.look.key), meaning, width, _COLUMN)
    return rows


def _hanging(head: Text, words: str, width: int, indent: int) -> list[Text]:
    """Words behind a head, further rows under their beginning."""
    rows = wrapped(head.append(words), width)
    room = max(10, width - indent)
    rest = wrapped(Text(" ").join(rows[1:]), room) if rows[1:] else []
    return [rows[0], *(Text(" " * indent).append_text(row) for row in rest)]


def _keys(area: Area, width: int) -> list[Text]:
    look, commands = area.look, area.all_commands()
    names = {command: ", ".join(key_name(key) for key in area.keys_on(command)) for command in commands}
    column = max(9, *(len(keys) + 2 for keys in names.values()))
    lines = []
    for command in commands:
        slash = f"/{command.slash}" if command.slash and area.TYPED_IN else ""
        if not names[command] and not slash:
            continue
        head = styled(f"{names[command]:<{column}}", look.key)
        head.append(f"{slash:<13}" if area.TYPED_IN else "", look.accent)
        indent = head.cell_len
        rows = wrapped(Text(area.keyed(command.help or command.title)), max(10, width - indent))
        lines.append(head.append_text(rows[0]))
        lines += [Text(" " * indent).append_text(row) for row in rows[1:]]
    return lines


class QuestionHelp(Page):
    """The help of a question; the question stands below as it was, and a letter is no part of its answer."""

    TYPES_ON = False


def question_help(area: Under, question: str, takes: str, keys: tuple[tuple[str, str], ...]) -> Page:
    """What a question asks, what it takes, and its keys."""

    def text(width: int) -> list[Text]:
        look = area.look
        lines = [*wrapped(styled(question, look.strong), width), Text()]
        if takes:
            said = f"A line, {takes}" if takes.startswith("such as") else takes
            lines += [*wrapped(Text(said), width), Text()]
        if _A_TIME in takes:
            words = WHEN_WORDS if "@" in takes else MOMENT_WORDS
            lines += [styled("A time can be said so", look.accent), *_words(area, words, width), Text()]
        return lines + _words(area, keys, width)

    return QuestionHelp(area, "Help: a question", text)

