"""Why an item stands where it stands: one sentence, then the terms that sum to its score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.importance import in_tenths
from paratui.domain.queue_order import moments_of, total
from paratui.domain.spoken_time import at_words
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.look import styled
from paratui.ui.screens.page import Page
from paratui.ui.widgets.pane import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.importance import Standing
    from paratui.domain.queue_order import Scales
    from paratui.ui.area import Area
    from paratui.ui.look import Look

_NUMBER = 8
_NARROW = 60
ORDER = (
    "Within a section the greater sum stands first, then what is due first, then the lower number. "
    "Sections stand in this order: overdue, today, next, waiting, later."
)
WEIGHTS = "most: what a term gives at the most. An office sets its own in office.toml, under [weights]."

CLOCKS = (
    ("same business day", "today's close; past the cut-off or closed: the close of the next open day"),
    ("acknowledge", "24 hours to say that it came; in closed time before that, or at the next opening"),
    ("urgent", "two business hours, or what the office has for it"),
    ("as promised", "what was said on the phone, when it is stricter than the rule"),
    ("appointment", "the hour agreed for a meeting, a visit, a call-back; the agenda and the calendar tell it apart"),
    ("check back", "the close of the second business day, for what the client will do"),
    ("touch base", "every so many days, also while it waits on the attorney"),
)
_CLOCK = 19


def why_page(area: Area, item: FollowUp, scales: Scales, standing: Standing) -> Page:
    """The page for one item, as it was weighed at the moment of `scales`."""
    look = area.look

    def text(width: int) -> list[Text]:
        words = f"#{item.number}: {scales.why_words(item, standing)}"
        lines = wrapped(styled(words, look.strong), width)
        lines += wrapped(styled(_section(item, scales, area.paratui.name_of), look.quiet), width)
        return [*lines, Text(), *_table(item, scales, standing, width, look), Text(), *_about(width, look)]

    return Page(area, f"Why here? #{item.number} {item.text}", text)


def _section(item: FollowUp, scales: Scales, name_of: Callable[[str], str]) -> str:
    """The section an item stands in, what brings it there, and the clock of its due time."""
    section, clock = scales.section(item), f" · due by: {item.clock}" if item.clock else ""
    if moments_of(item).rests_until > scales.now.timestamp():
        until = at_words(from_utc_text(item.snoozed_until), scales.now, scales.office.tz)
        return f"section {section}, as it rests until {until}{clock}"
    if section == "waiting":
        return f"section {section}, on {name_of(item.waiting_on) or item.status.removeprefix('waiting_')}{clock}"
    return f"section {section}{clock}"


def _table(item: FollowUp, scales: Scales, standing: Standing, width: int, look: Look) -> list[Text]:
    """The terms; a narrow screen goes without their weights and what they are about."""
    terms = scales.terms(item, standing)
    if not terms:
        return wrapped(Text("Nothing weighs: it has no due time and nothing that makes it important."), width)
    points = [f"{one:.1f}" for one in in_tenths([term.points for term in terms])]
    cells = [(term.words, f"{term.weight:.1f}", gives, term.what) for term, gives in zip(terms, points, strict=True)]
    rows = [("term", "most", "points", "what it is"), *cells, ("sum", "", f"{total(terms):.1f}", "")]
    styles = [look.quiet, *[look.plain] * len(cells), look.key]
    if width < _NARROW:
        return [styled(f"{gives:>6}  {term}", style) for (term, _, gives, _), style in zip(rows, styles, strict=True)]
    longest = max(len(term) for term, *_ in rows) + 1
    return [
        styled(f"{term:<{longest}}{most:>{_NUMBER}}{gives:>{_NUMBER}}   {what}".rstrip(), style)
        for (term, most, gives, what), style in zip(rows, styles, strict=True)
    ]


def _about(width: int, look: Look) -> list[Text]:
    lines = [row for sentence in (WEIGHTS, ORDER) for row in wrapped(styled(sentence, look.quiet), width)]
    lines += [Text(), *wrapped(styled("The clocks, from now: paratui hours", look.accent), width)]
    for clock, due in CLOCKS:
        beside = width >= _NARROW
        rows = wrapped(styled(due, look.quiet), width - (_CLOCK if beside else 2))
        head = styled(f"{clock:<{_CLOCK}}" if beside else f"{clock}:", look.plain)
        lines += [head.append_text(rows.pop(0))] if beside else [head]
        lines += [Text(" " * (_CLOCK if beside else 2)).append_text(row) for row in rows]
    return lines
