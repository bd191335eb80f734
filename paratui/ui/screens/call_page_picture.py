"""What stands on the page of one call: its facts in a row, its lines, what it holds beside them, its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from paratui.domain.call_changes import differences
from paratui.domain.due_told import due_told
from paratui.domain.note_line import MARK_OF, Kind
from paratui.domain.reported_date import REPORTED
from paratui.domain.spoken_time import clock_time, elapsed, line_time
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.look import styled
from paratui.ui.widgets.pane import wrapped
from paratui.ui.widgets.record_table import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import tzinfo

    from paratui.domain.call import Call
    from paratui.domain.call_account import Section
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.record import Doc
    from paratui.domain.reported_date import ReportedDate
    from paratui.services.desk import Desk
    from paratui.store.interface import Revision
    from paratui.ui.look import Look

DATES = "Reported dates"
_ANSWERS = {"done": "done", "declined": "declined", "not_applicable": "not applicable", "skipped": "skipped"}
_SETTLED = {"met": "  (answered)", "follow_up": "  (a follow-up)", "read_back": "  (read back)"}


class Shown(NamedTuple):
    """Everything the page is drawn from, read from the office together."""

    call: Call
    number: str = ""
    titles: Mapping[str, str] = {}
    follow_ups: Sequence[FollowUp] = ()
    sections: Sequence[Section] = ()
    dates: Sequence[ReportedDate] = ()


def facts(shown: Shown, tz: tzinfo, name_of: Callable[[str], str]) -> str:
    """When the call was, how long, with what outcome, in one row."""
    call = shown.call
    started = from_utc_text(call.started).astimezone(tz)
    told = [
        f"{started:%a %b} {started.day}, {started.year} {clock_time(started, tz)}",
        f"{elapsed(call.seconds)}" + (f", of which {line_time(call.on_hold)} on hold" if call.on_hold else ""),
        f"{'incoming' if call.direction == 'in' else 'outgoing'} {call.channel.replace('_', ' ')}",
        shown.number,
        f"outcome: {call.outcome.replace('_', ' ')}" if call.outcome else "",
        f"taken by {name_of(call.staff)}",
        f"{call.tenths / 10:.1f} h" if call.tenths else "",
        f"recording: {call.consent.answer.replace('_', ' ')}",
        f"identity: {call.identity.result.replace('_', ' ')}" if call.identity.result != "not_checked" else "",
        f"amended: {call.amended_why}" if call.amended_why else "",
    ]
    return " · ".join(fact for fact in told if fact)


def page_rows(shown: Shown, desk: Desk, name_of: Callable[[str], str], width: int) -> list[Row]:
    """The lines, then each section under its title; `width` is that of the words."""
    return [
        *_lines(shown, width),
        *_sections([one for one in shown.sections if one.title == DATES], width),
        *_follow_ups(shown.follow_ups, desk, name_of, width),
        *_sections([one for one in shown.sections if one.title != DATES], width),
        *_checklist(shown, width),
    ]


def _lines(shown: Shown, width: int) -> Iterator[Row]:
    marks = {date.line: date.mark for date in shown.dates}
    for line in shown.call.lines:
        again = f"  (version {len(line.versions) + 1})" if line.versions else ""
        if line.kind == Kind.REPORTED_DATE.value:
            again = f"  {marks.get(line.line, REPORTED)}{again}"
        words = line.text + _SETTLED.get(line.settled, "") + again
        yield from _entry(f"line {line.line}", line_time(line.at), MARK_OF.get(line.kind, " "), words, width)


def _sections(sections: Sequence[Section], width: int) -> Iterator[Row]:
    for section in sections:
        yield Row(f"head {section.title}", (f" {section.title}",), heading=True)
        name = "date" if section.title == DATES else section.title
        for place, entry in enumerate(section.entries):
            at = line_time(entry.at) if entry.at >= 0 else ""
            yield from _entry(f"{name} {place}", at, "", entry.text, width)


def _follow_ups(items: Sequence[FollowUp], desk: Desk, name_of: Callable[[str], str], width: int) -> Iterator[Row]:
    if items:
        yield Row("head follow-ups", (" Follow-ups",), heading=True)
    for item in items:
        due = due_told(item, desk.now(), desk.office)
        state = f"done: {item.outcome}" if item.status == "done" else f"{item.status.replace('_', ' ')}, {due}"
        words = f"{item.text} - {state} - {name_of(item.assignee)}"
        yield from _entry(f"item {item.id}", f"#{item.number}", "", words, width)


def _checklist(shown: Shown, width: int) -> Iterator[Row]:
    taken = shown.call.checklist
    if taken.answers:
        yield Row("head checklist", (f" Checklist {taken.checklist} {taken.version}",), heading=True)
    for answer in taken.answers:
        reason = f": {answer.reason}" if answer.reason else ""
        title = shown.titles.get(answer.step) or answer.step.replace("-", " ").replace("_", " ")
        words = f"{title} - {_ANSWERS.get(answer.answer, answer.answer)}{reason}"
        yield from _entry(f"step {answer.step}", line_time(answer.at), "", words, width, style="muted")


def _entry(name: str, at: str, mark: str, words: str, width: int, *, style: str = "") -> Iterator[Row]:
    """One thing as rows of the table; those behind the first carry its name and their place."""
    # The mark is one thing: it is not parted where the row ends.
    words = words.replace(REPORTED, REPORTED.replace(" ", "\N{NO-BREAK SPACE}"))
    for place, text in enumerate(wrapped(Text(words), width)):
        head, own = ((at, mark), name) if place == 0 else (("", ""), f"{name}.{place}")
        yield Row(own, (*head, text.plain), style=style, goes_on=place > 0)


def versions(
    revisions: Sequence[Revision], width: int, look: Look, tz: tzinfo, name_of: Callable[[str], str]
) -> list[Text]:
    """Every stored version: who, when, why, and what it says otherwise than the one before."""
    lines: list[Text] = []
    before: Doc | None = None
    for one in revisions:
        when = from_utc_text(one.time).astimezone(tz)
        lines.append(styled(f"version {one.rev}", look.key))
        lines[-1].append(f"  {name_of(one.by)}, {when:%b} {when.day} {clock_time(when, tz)}", look.plain)
        if one.doc is None:
            lines.append(styled("  removed by retention", look.quiet))
            continue
        why = one.doc.get("amended_why") or ("call begun" if one.doc.get("status") == "in_progress" else "")
        lines[-1].append(f"  {why}", look.quiet)
        # The first version is the call as it was taken: all of it is new.
        found = differences(before, one.doc) if before and before.get("status") != "in_progress" else []
        for what, was, is_now in found:
            lines += wrapped(styled(f"  {what}", look.accent), width)
            lines += wrapped(styled(f"  - {was}", look.quiet), width) if was else []
            lines += wrapped(styled(f"  + {is_now}" if is_now else "  (gone)", look.plain), width)
        before = one.doc
        lines.append(Text())
    return lines
