"""How a call is drawn: each part as lines of text, made from the session and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.named_line import WORDS, read_named
from paratui.domain.note_line import FOLLOW_UP_KINDS, MARK_OF, MEANINGS, Kind
from paratui.domain.progress import KNOWN
from paratui.domain.reported_date import REPORTED
from paratui.domain.spoken_time import due_words, line_time
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.keys_in_force import key_of, keyed
from paratui.ui.look import styled
from paratui.ui.widgets.as_seen import cut
from paratui.ui.widgets.pane import wrapped

if TYPE_CHECKING:
    from paratui.domain.checklist import Checklist, Step
    from paratui.domain.note_line import NoteLine
    from paratui.domain.progress import Progress
    from paratui.services.brief import Fact
    from paratui.services.call_session import CallSession
    from paratui.services.desk import Desk
    from paratui.ui.look import Look

ANSWER_MARKS = {"done": "✓", "declined": "x", "not_applicable": "-", "skipped": "/"}
NOTES_INDENT = 10
LABEL = 14
LABEL_BESIDE = 44


def checklist(
    progress: Progress, walk: Checklist, current: Step | None, rows: int, width: int, look: Look
) -> list[Text]:
    """The stage that is current with its steps, then as much of the next ones as there is room for."""
    shown = progress.steps
    stage = current.stage if current else walk.steps[-1].stage
    stages = list(dict.fromkeys(step.stage for step in walk.steps))
    lines: list[Text] = []
    at = 0
    for one in stages[stages.index(stage) :]:
        steps = [step for step in shown if step.stage == one]
        if not steps:
            continue
        answered = sum(1 for step in steps if progress.answer(step))
        head = styled(f" {one.value.capitalize()}  {answered}/{len(steps)}", look.accent)
        if not lines:
            head.append(f"  {walk.title}", look.quiet)
            head = cut(head, width)
        lines.append(head)
        for step in steps:
            if current and step.id == current.id:
                at = len(lines)
            lines.append(_step_line(progress, step, current, look))
    # The current step stays in sight however long its stage is.
    first = max(0, min(at - rows // 2, len(lines) - rows)) if at >= rows - 1 else 0
    return lines[first : first + rows]


def _step_line(progress: Progress, step: Step, current: Step | None, look: Look) -> Text:
    answer, required = progress.answer(step), progress.required(step)
    if answer:
        mark, style = ANSWER_MARKS.get(answer, "✓"), look.quiet
    elif current and step.id == current.id:
        mark, style = "▸", look.key
    else:
        mark, style = ("●" if required else "○"), look.plain
    line = styled(f" {mark} ", look.good if answer in {"done", KNOWN} else style)
    line.append(step.title, style)
    if required and not answer:
        line.append(" *", look.late)
    return line


def missing(progress: Progress, current: Step | None, width: int, look: Look) -> list[Text]:
    """What is not known of the caller yet, one at a time: it asks for itself once the story has been begun."""
    if current is None or current.stage in {"before", "opening"}:
        return []
    wanted = next(iter(progress.missing()), None)
    if wanted is None:
        return []
    line = styled("ask: ", look.late).append(f"{wanted.what} ", look.plain).append(keyed(wanted.how), look.key)
    return [Text(" ").append_text(row) for row in wrapped(line, width - 1)]


def sentence(step: Step | None, spoken: str, width: int, rows: int, look: Look) -> list[Text]:
    """What to say at this step, filled already, then the word to the paralegal, apart from it."""
    if step is None:
        return [
            styled(" Every step is answered.", look.good),
            styled(keyed(" [[call.end]] ends the call."), look.quiet),
        ]
    lines: list[Text] = []
    if spoken:
        say = styled("say: ", look.accent).append(f'"{spoken}"', look.plain)
        lines = [Text(" ").append_text(line) for line in wrapped(say, width - 1)]
    if step.note and len(lines) < rows:
        note = styled("note: ", look.late).append(keyed(step.note), look.quiet)
        lines += [Text(" ").append_text(line) for line in wrapped(note, width - 1)]
    if len(lines) > rows:
        lines = lines[:rows]
        lines[-1] = styled(lines[-1].plain[: width - 5].rstrip() + f" ... {key_of('call.checklist')}", look.quiet)
    return lines


def follow_up_words(line: NoteLine, desk: Desk) -> str:
    """Due and person of a follow-up line, such as `today 5:00 PM, you`."""
    if line.kind not in FOLLOW_UP_KINDS:
        return ""
    due = due_words(from_utc_text(line.due), desk.now(), desk.office) if line.due else "no date"
    words = f"{due}, {_whose(line.kind, line.assignee, desk)}" + (", urgent" if line.urgent else "")
    # Kept together when the row is broken: a time without its person is read wrongly.
    return words.replace(" ", "\u00a0")


def _whose(kind: str, assignee: str, desk: Desk) -> str:
    """Who has it: the client, the attorney, you, or a colleague by name."""
    if kind == Kind.CLIENT_TASK.value:
        return "the client"
    if kind == Kind.QUESTION.value:
        return "the attorney" if desk.attorneys() else "you (no attorney)"
    return "you" if assignee in {"", desk.me.login} else desk.name_of(assignee)


def note_rows(
    line: NoteLine,
    width: int,
    desk: Desk,
    look: Look,
    *,
    chosen: bool = False,
    with_due: bool = True,
    reword: bool = False,
    verified: str = "",
) -> list[Text]:
    """A note line as one or more rows: elapsed time, mark, words, and what becomes of it.

    `with_due` tells when it is due and who has it: right during the call; later the queue knows better.
    `reword` marks one that says what we must not say, `verified` stands beside a date an attorney has looked up.
    """
    words = styled(line.text, look.plain)
    after = follow_up_words(line, desk) if with_due else ""
    if after:
        words.append(f"  ->\u00a0{after}", look.late if line.urgent else look.accent)
    if reword:
        words.append("  reword?", look.late)
    if line.kind == Kind.REPORTED_DATE.value:
        words.append(f"  {verified or REPORTED}", look.good if verified else look.late)
    if line.kind == Kind.ATTORNEY_ONLY.value:
        words.append("  (attorney only)", look.quiet)
    if line.versions:
        words.append(f"  v{len(line.versions) + 1}", look.quiet)
    rows = []
    for place, row in enumerate(wrapped(words, max(10, width - NOTES_INDENT))):
        lead = f"{line_time(line.at):>7} {MARK_OF.get(line.kind, ' ')} " if place == 0 else " " * NOTES_INDENT
        if chosen and place == 0:
            lead = "▸" + lead[1:]
        rows.append(styled(lead, look.quiet).append_text(row))
    return rows


def legend(width: int, look: Look, *, locked: bool = False) -> Text:
    """The marks a line can start with, as many as fit; `locked` names those an intake takes first."""
    line = Text(" ")
    short = {
        ">": "we promise",
        "<": "client does",
        "?": "question",
        "!": "instruction",
        "@": "date",
        "#": "issue",
        "~": "concern",
        "*": "attorney",
        "+": "name",
        "/": "commands",
    }
    if locked:
        # What may be kept before the check stands first, and what may not does not stand there.
        short = {"+": "name", "@": "date", "/conflict": "checks", ">": "we promise", "?": "question", "/": "commands"}
    for mark, words in short.items():
        if line.cell_len + len(words) + 4 > width:
            break
        line.append(mark, look.key)
        line.append(f" {words}  ", look.quiet)
    return line


def understood(typed: str, session: CallSession, desk: Desk, look: Look, width: int) -> Text:
    """What will become of the line as it stands, before Enter; the reason for a due time only where it fits."""
    read = session.read(typed)
    line = Text(" ")
    if read.notice:
        line.append(f"{read.notice}  ", look.late)
    if read.kind in FOLLOW_UP_KINDS:
        due = due_words(from_utc_text(read.due), desk.now(), desk.office) if read.due else "no date"
        line.append(_whose(read.kind.value, read.assignee, desk), look.accent)
        line.append(" · ")
        line.append(due, look.accent)
        urgent = " · urgent" if read.urgent else ""
        reason = f" ({read.clock})" if read.clock else ""
        if line.cell_len + len(reason) + len(urgent) <= width:
            line.append(reason, look.quiet)
        if read.urgent:
            line.append(" · urgent", look.late)
    elif read.kind is Kind.NAME:
        named = read_named(read.text)
        line.append(f"{named.name} · {WORDS[named.role]}" if named.name else "the name comes first", look.accent)
    elif read.kind is not Kind.NOTE:
        line.append(MEANINGS[read.kind], look.quiet)
        if read.kind is Kind.REPORTED_DATE:
            told = session.reported(read)
            about = "about " if told and told.approximate else ""
            if told and told.day:
                line.append(f" · {about}{told.day}", look.accent)
            else:
                line.append(" · which day did they say?", look.late)
    return line


def card(facts: list[Fact], width: int, look: Look) -> list[Text]:
    """The brief as lines: what each is about beside it where there is room, else above it."""
    lines: list[Text] = []
    beside = width >= LABEL_BESIDE
    about = ""
    for fact in facts:
        label = fact.about if fact.about != about else ""
        about = fact.about
        style = look.late if fact.grave else look.accent
        rows = wrapped(styled(fact.says, look.plain), width - (LABEL + 1 if beside else 3))
        if beside:
            lead = styled(f" {label:<{LABEL}}", style)
            lines += [
                lead.append_text(row) if not place else Text(" " * (LABEL + 1)).append_text(row)
                for place, row in enumerate(rows)
            ]
        else:
            lines += [styled(f" {label}", style)] if label else []
            lines += [Text("  ").append_text(row) for row in rows]
    return lines
