"""How the questions of a practice area are drawn beside the notes, and what may be typed as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from paratui.domain.spoken import fill
from paratui.ui.keys_in_force import key_of, keyed
from paratui.ui.look import styled
from paratui.ui.widgets.pane import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from paratui.domain.practice_area import Question
    from paratui.services.interview import Interview
    from paratui.ui.look import Look

HINTS = {
    "yes_no": "y or n",
    "date": "a day: Mar 3, last Tuesday; ~ in front: no day",
    "money": "an amount, such as 1,200 or 1.2k a month",
    "name": "the name as it is spelled",
    "phone": "the number",
    "text": "a few words",
    "number": "a number",
}
SHORT = {"date": "the day", "money": "an amount", "phone": "the number", "text": "a few words", "number": "a number"}
NO_ANSWER = "? not known  - declined  n/a"
ANSWERED_SHOWN = 2
LEAST_TITLE = 8


def listed(
    asking: Interview, now: Question, still: tuple[Question, ...], width: int, rows: int, look: Look
) -> list[Text]:
    """Which area, what was answered last, the question asked now, those that follow, and how many wait."""
    area, answered = asking.area, asking.answered()
    title = area.title if area else "Days to ask for"
    count = f"  {len(answered)}/{len(answered) + len(still)}" if area else ""
    lines = [styled(f" {title}{count}", look.accent)]
    for question, answer in answered[-ANSWERED_SHOWN:]:
        mark = "✓" if answer.given else "-"
        told = answer.value if question.type == "date" and answer.given and answer.value else answer.shown
        lines.append(styled(f" {mark} ", look.good).append(_beside(question.title, told, width - 3), look.quiet))
    for question in still:
        current = question.id == now.id
        style = look.key if current else look.plain
        mark = "▸" if current else "●" if question.urgent else "○"
        line = styled(f" {mark} ", style).append(question.title, style)
        lines.append(line.append(" *", look.late) if question.urgent else line)
    waiting = len(asking.locked_questions())
    foot = [styled(f" {waiting} wait for the check", look.late)] if waiting else []
    if area and not area.verified_by:
        foot.append(styled(" unverified by your attorney", look.quiet))
    room = max(2, rows - len(foot))
    if len(lines) > room:
        more = len(lines) - room + 1
        lines = [*lines[: room - 1], styled(f"   and {more} more", look.quiet)]
    return (lines + foot)[:rows]


def asked(question: Question, facts: Mapping[str, str], width: int, rows: int, look: Look) -> list[Text]:
    """The question as it is said aloud, how it is answered, and the word to the paralegal apart from it."""
    ask = styled("ask: ", look.accent).append(f'"{fill(question.ask, facts)}"', look.plain)
    how = styled(key_of("call.done"), look.key).append(f" {_short(question)}", look.quiet)
    lines = [*wrapped(ask, width - 1), *wrapped(how, width - 1)]
    if question.note and len(lines) < rows:
        lines += wrapped(styled("note: ", look.late).append(keyed(question.note), look.quiet), width - 1)
    lines = [Text(" ").append_text(line) for line in lines]
    if len(lines) > rows:
        lines = lines[:rows]
        lines[-1] = styled(_going_on(lines[-1].plain, width - 1), look.quiet)
    return lines


def _going_on(row: str, width: int) -> str:
    """A row that says it goes on, in at most so many cells, without half a word."""
    words = row.split()
    while len(words) > 1 and cell_len(f" {' '.join(words)} …") > width:
        words.pop()
    return f" {' '.join(words)} …"


def _beside(title: str, told: str, width: int) -> str:
    """A title and its answer on one row; where both are too long the title gives way first."""
    room = max(LEAST_TITLE, width - cell_len(told) - 2)
    return f"{title if cell_len(title) <= room else set_cell_size(title, room - 1).rstrip() + '…'}: {told}"


def _short(question: Question) -> str:
    if question.choices:
        return "answers: one of " + str(len(question.choices))
    return f"answers: {SHORT.get(question.type.value, HINTS.get(question.type.value, ''))}"


def hint(question: Question) -> str:
    """What may be typed as an answer."""
    numbered = "  ".join(f"{number} {choice}" for number, choice in enumerate(question.choices, 1))
    return f"{numbered or HINTS[question.type.value]}   {NO_ANSWER}"


def held_back(hold: str, keep_out: tuple[str, ...], look: Look) -> Callable[[int], list[Text]]:
    """What to say, and what stays out, while the facts wait for the conflict check."""

    def text(width: int) -> list[Text]:
        lines = [styled("Not before the conflict check", look.key), styled("say", look.accent)]
        lines += wrapped(Text(f'"{hold}"'), width)
        lines.append(styled("stays out until then", look.late))
        for one in keep_out:
            rows = wrapped(Text(one), width - 4)
            lines += [Text("  - " if not place else "    ").append_text(row) for place, row in enumerate(rows)]
        lines += wrapped(styled("Kept now: + names, @ days, > promises; /conflict runs the check", look.quiet), width)
        return lines

    return text


def refusal(sentence: str, number: str, width: int, rows: int, look: Look) -> list[Text]:
    """What to say while a legal question is written down, and which one it is."""
    say = styled("say: ", look.accent).append(f'"{sentence}"', look.plain)
    lines = [*wrapped(say, width - 1), *wrapped(styled(number, look.late), width - 1)]
    return [Text(" ").append_text(line) for line in lines[:rows]]
