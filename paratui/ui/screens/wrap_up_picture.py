"""How the wrap-up page is drawn: what is still open first, then what goes into the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from paratui.domain.asked_for import asks_for_something
from paratui.domain.heard_since import read_back_holds
from paratui.domain.note_line import FOLLOW_UP_KINDS, Kind
from paratui.domain.open_end import EndKind
from paratui.domain.read_back import UNCLEAR
from paratui.domain.spoken import first_name
from paratui.domain.spoken_time import due_words, line_time
from paratui.domain.wall_clock import from_utc_text
from paratui.services.ended_call import touches_base
from paratui.services.wrapping_up import NOTHING_UNCLEAR
from paratui.ui.look import styled
from paratui.ui.screens.call_picture import follow_up_words
from paratui.ui.screens.item_asides import no_attorney
from paratui.ui.widgets.as_seen import cut
from paratui.ui.widgets.pane import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from paratui.domain.call import Call
    from paratui.domain.note_line import NoteLine
    from paratui.domain.open_end import OpenEnd
    from paratui.domain.read_back import ToSay
    from paratui.services.desk import Desk
    from paratui.ui.look import Look

TITLES = {
    EndKind.CONFLICT: "Conflict check",
    EndKind.REWORD: "We must not promise this",
    EndKind.REQUIRED: "Required steps not taken",
    EndKind.OWNER: "Nobody of the office has this",
    EndKind.SAME: "Is this the same",
    EndKind.UNASKED: "Not asked yet",
    EndKind.DAY: "Reported date without a day",
    EndKind.INSTRUCTION: "Who carries this out",
    EndKind.CONCERN: "Was this concern met",
    EndKind.THIRD_PERSON: "On the line too",
    EndKind.CALL_BACK: "",
    EndKind.CLOSING: "",
    EndKind.NEXT_CONTACT: "",
}
_LEFT_OUT = {
    EndKind.UNASKED: "a question not asked yet",
    EndKind.CLOSING: "the read-back",
    EndKind.NEXT_CONTACT: "the next contact",
}
# The kinds of lines that are shown once more before they go into the log.
LOOKED_AT = (
    (Kind.INSTRUCTION, "Client instructions"),
    (Kind.REPORTED_DATE, "Reported dates - attorney verifies"),
    (Kind.CONCERN, "Concerns"),
)


class Shown(NamedTuple):
    """What the page shows: the call, its open ends with the one that is asked now, and what is said to close it."""

    call: Call
    ends: list[OpenEnd]
    now: OpenEnd | None
    to_say: ToSay
    contact: datetime
    answers: list[tuple[str, str]]


def open_ends(shown: Shown, desk: Desk, width: int, look: Look) -> list[Text]:
    """The open ends; the one that is asked now with its answers, each on its key."""
    if not shown.ends:
        return wrapped(
            styled("Nothing is open: Enter writes the call, its follow-ups and its time", look.good), width
        )
    lines = [styled(f"Still open: {len(shown.ends)}", look.late)]
    for end in shown.ends:
        if end == shown.now:
            lines += _asked(end, shown, desk, width, look)
        else:
            waiting = styled("● ", look.late).append(titled(end), look.plain)
            lines.append(cut(waiting, width))
    return lines


def rows_to_the_asked(shown: Shown, desk: Desk, width: int, look: Look) -> tuple[int, int]:
    """Where the open end that is asked now begins and ends among the rows of the open ends; 0, 0 without one."""
    if shown.now is None:
        return 0, 0
    place = shown.ends.index(shown.now)
    before = open_ends(shown._replace(ends=shown.ends[:place]), desk, width, look) if place else [Text()]
    return len(before), len(before) + len(_asked(shown.now, shown, desk, width, look))


def _asked(end: OpenEnd, shown: Shown, desk: Desk, width: int, look: Look) -> list[Text]:
    mark = styled("▸ ", look.key)
    if end.kind is EndKind.REQUIRED:
        lines = [mark.append(TITLES[end.kind], look.strong)]
        lines += [Text(f"    ● {title}") for title in end.about.split(", ")]
    elif end.kind is EndKind.NEXT_CONTACT:
        due = due_words(shown.contact, desk.now(), desk.office)
        lines = _hanging(mark, styled(f"{end.about} ", look.strong).append(f"Proposed: {due}", look.accent), width)
    else:
        lines = _hanging(mark, styled(titled(end), look.strong), width)
    if end.kind is EndKind.CLOSING:
        lines += _to_say(shown, width, look)
    answers = Text()
    for key, words in shown.answers:
        answers.append(key, look.key).append(f" {words}".replace(" ", "\u00a0"), look.plain).append("   ")
    return lines + _hanging(Text("    "), answers, width)


def _to_say(shown: Shown, width: int, look: Look) -> list[Text]:
    lines = [row for said in shown.to_say.sentences for row in _hanging(Text("    "), Text(said), width)]
    if shown.to_say.to_do:
        name = first_name(shown.call.person) or "the caller"
        lines.append(styled(f"    To do for {name}", look.quiet))
        lines += [row for task in shown.to_say.to_do for row in _hanging(Text("     · "), Text(task), width)]
    return lines + _hanging(Text("    "), styled(f"Then ask: {UNCLEAR}", look.accent), width)


def titled(end: OpenEnd) -> str:
    """An open end in words."""
    title = TITLES[end.kind]
    return f"{title}: {end.about}" if title else end.about


def left_out(ends: Sequence[OpenEnd], width: int, look: Look) -> list[Text]:
    """What a line that was cut off leaves out."""
    if not ends:
        return []
    named = ", ".join(end.about if end.kind is EndKind.REQUIRED else _LEFT_OUT[end.kind] for end in ends)
    return wrapped(styled(f"Left out because the line was cut off: {named}", look.quiet), width)


def goes_into_the_log(call: Call, desk: Desk, width: int, look: Look) -> list[Text]:
    """What was promised and said, in blocks, and what was settled how."""
    lines = _follow_ups(call, desk, width, look)
    for kind, title in LOOKED_AT:
        said = [_said(line, look) for line in call.lines if line.kind == kind.value]
        if said:
            lines += _block(styled(title, look.accent), said, width)
    if call.read_back.by:
        doubt = call.read_back.unclear
        unclear = "nothing was unclear" if doubt == NOTHING_UNCLEAR else f"unclear: {doubt}"
        changed = "" if read_back_holds(call) else "; it has changed since"
        read = f"Read back at {line_time(call.read_back.at)}, {unclear}{changed}"
        lines += wrapped(styled(read, look.quiet), width)
    if call.next_contact and not touches_base(call):
        due = due_words(from_utc_text(call.next_contact), desk.now(), desk.office)
        lines.append(styled(f"Next contact: {due}", look.quiet))
    for one in call.ends:
        if one.how == "reason":
            lines += wrapped(styled(f"{_named(one.end)} left open: {one.words}", look.quiet), width)
    return lines


def _follow_ups(call: Call, desk: Desk, width: int, look: Look) -> list[Text]:
    """What stands in the queue after this call, the touch base of the next contact with it."""
    kept = [line for line in call.lines if line.kind in FOLLOW_UP_KINDS]
    ours = [_promise(line, desk, look) for line in kept if line.kind != Kind.QUESTION.value]
    asked = [_promise(line, desk, look) for line in kept if line.kind == Kind.QUESTION.value]
    if touches_base(call):
        due = due_words(from_utc_text(call.next_contact), desk.now(), desk.office)
        whose = "you" if call.staff == desk.me.login else desk.name_of(call.staff)
        ours.append(Text(touches_base(call)).append(f"  -> {due}  {whose}", look.accent))
    if not (ours or asked):
        return wrapped(_no_follow_up(call, look), width)
    if asked and not desk.attorneys():
        asked.append(styled(no_attorney("you"), look.late))
    blocks = (("Follow-ups", ours), ("Questions for the attorney, word for word", asked))
    return [line for title, rows in blocks if rows for line in _block(styled(title, look.accent), rows, width)]


def _no_follow_up(call: Call, look: Look) -> Text:
    words = styled("No follow-up was made on this call", look.quiet)
    asked = next((one for one in call.lines if one.kind == Kind.NOTE.value and asks_for_something(one.text)), None)
    if asked:
        words.append(f"; something was asked for at {line_time(asked.at)}: Esc, > makes it a promise", look.accent)
    return words


def _named(end: str) -> str:
    return end.partition(":")[0].replace("_", " ").capitalize()


def _said(line: NoteLine, look: Look) -> Text:
    words = Text(line.text)
    if line.settled:
        words.append(f"  {line.settled.replace('_', '-')}", look.good)
    return words


def _promise(line: NoteLine, desk: Desk, look: Look) -> Text:
    words = Text(line.task or line.text)
    if line.follow_up:
        return words.append("  counts for what is open already", look.accent)
    words.append(f"  -> {follow_up_words(line, desk)}", look.accent)
    return words.append(f"  {line_time(line.at)}", look.quiet)


def _block(title: Text, rows: list[Text], width: int) -> list[Text]:
    """A title, and rows under it broken to the width."""
    broken = [Text("  ").append_text(one) for row in rows for one in wrapped(row, width - 2)]
    return [title, *broken]


def _hanging(lead: Text, words: Text, width: int) -> list[Text]:
    """Words behind a lead, the rows after the first set in as far."""
    rows = wrapped(words, max(10, width - lead.cell_len))
    blank = " " * lead.cell_len
    return [(lead.copy() if place == 0 else Text(blank)).append_text(row) for place, row in enumerate(rows)]
