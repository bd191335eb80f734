"""How the pulse is drawn: bars of characters with their numbers beside them, two pictures in a row where they fit."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from paratui.domain.bars import lying, rising
from paratui.domain.pulse import LENGTHS, InOut, wait_words
from paratui.domain.pulse_grain import grained
from paratui.domain.spoken_size import count_words
from paratui.ui.look import styled
from paratui.ui.widgets.fitted_text import fitted
from paratui.ui.widgets.pane import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rich.style import Style

    from paratui.domain.kept_promises import Tally
    from paratui.domain.pulse import CallPulse, Returns
    from paratui.services.pulse import ItemPulse, Questions, SilencePulse
    from paratui.ui.look import Look

TWO_COLUMNS = 72
_GAP = 2
_LABEL = 16
_MOST_STEPS = 5
_WIDEST_BAR = 4
EMPTY = (
    "Here stand pictures, once there is something to draw: the calls by day and by hour, how soon a missed call is "
    "returned, promises kept, the steps skipped most often, how long clients were not spoken with, and what became "
    "of the legal questions."
)


class Found(NamedTuple):
    """What is known by now: the calls first, the rest when it has been read."""

    calls: CallPulse
    titles: dict[str, str]
    names: dict[str, str]
    items: ItemPulse | None = None
    silence: SilencePulse | None = None


class Drawing(NamedTuple):
    """With what it is drawn: `plain` where the terminal has no blocks, `tall` the rows of a standing bar."""

    look: Look
    plain: bool
    tall: int


def pulse_lines(found: Found, width: int, drawing: Drawing) -> list[Text]:
    """Every picture, as lines of at most `width` cells."""
    two = width >= TWO_COLUMNS
    room = (width - _GAP) // 2 if two else width
    calls = found.calls
    pairs = [
        (_by_day(calls, room, drawing), _by_hour(calls, room, drawing)),
        (_returns(calls.returns, room, drawing), _promises(found.items, room, drawing)),
        (_skipped(found, room, drawing), _silence(found.silence, room, drawing)),
        (_by_person(found, room, drawing), []),
    ]
    lines: list[Text] = []
    for left, right in pairs:
        for block in [_side_by_side(left, right, room)] if two else (left, right):
            lines += [*block, Text()] if block else []
    return lines[:-1]


def nothing_lines(width: int, look: Look) -> list[Text]:
    """What stands there when no call was found in the time."""
    words = (
        "No call was logged in this time. "
        "[[pulse.earlier]] looks further back, [[pulse.time]] chooses another time."
    )
    return [*wrapped(Text(words), width), Text(), *wrapped(styled(EMPTY, look.quiet), width)]


def _side_by_side(left: Sequence[Text], right: Sequence[Text], room: int) -> list[Text]:
    lines = []
    for one, other in zip_longest(left, right, fillvalue=Text()):
        line = one.copy()
        line.truncate(room, overflow="ellipsis")
        line.pad_right(max(0, room - line.cell_len) + _GAP)
        lines.append(line.append_text(other))
    return lines


def _title(words: str, number: str, look: Look) -> Text:
    return styled(words, look.key).append(f"  {number}" if number else "", look.plain)


# Standing bars


def _by_day(calls: CallPulse, room: int, drawing: Drawing) -> list[Text]:
    told = grained(calls.days, room - _gutter(calls.total))
    top = max(range(len(told.counts)), key=lambda place: told.counts[place].both)
    when = f"{told.first[top]:%B}" if told.by == "month" else _day(told.first[top])
    said = f"{calls.total.both:,}, most {told.counts[top].both:,} {'in' if told.by == 'month' else 'on'} {when}"
    if told.by == "week":
        said = said.replace(" on ", " from ")
    labels = [f"{first:%b}" if told.by == "month" else _day(first) for first in told.first]
    return _standing(f"Calls by {told.by}", said, told.counts, labels, room, drawing)


def _by_hour(calls: CallPulse, room: int, drawing: Drawing) -> list[Text]:
    busy = [hour for hour, counted in enumerate(calls.hours) if counted.both]
    hours = range(min([8, *busy]), max([17, *busy]) + 1)
    counts = [calls.hours[hour] for hour in hours]
    top = max(hours, key=lambda hour: calls.hours[hour].both)
    said = f"most {calls.hours[top].both:,} at {_hour(top)}" if busy else ""
    return _standing("Calls by hour", said, counts, [_hour(hour) for hour in hours], room, drawing)


def _standing(
    title: str, said: str, counts: Sequence[InOut], labels: Sequence[str], room: int, drawing: Drawing
) -> list[Text]:
    """What came above, what went below, by one measure; how many in all and at most stand before them."""
    look, total = drawing.look, InOut(sum(one.came for one in counts), sum(one.went for one in counts))
    gutter = _gutter(total)
    cells = room - gutter
    step = max(1, min(_WIDEST_BAR, cells // max(1, len(counts))))
    wide, gap = (step - 1, 1) if step > 1 else (1, 0)
    most = max((max(one) for one in counts), default=0)
    lines = [_title(title, said, look)]
    for name, values, style in (
        ("in", [one.came for one in counts], look.accent),
        ("out", [one.went for one in counts], look.good),
    ):
        told = ((name, sum(values)), ("max", max(values)))
        beside = [f"{word:<3}{number:>{gutter - 4},} " for word, number in told]
        rows = rising(values, most, drawing.tall, wide=wide, gap=gap, plain=drawing.plain)
        for place, row in enumerate(rows):
            words = beside[place] if place < len(beside) else ""
            lines.append(styled(f"{words:<{gutter}}", look.plain if place == 0 else look.quiet).append(row, style))
    lines.append(styled(" " * gutter + _axis(labels, step, cells), look.quiet))
    return lines


def _gutter(total: InOut) -> int:
    """The cells before the bars: three letters, the number, a space."""
    return 5 + max(2, len(f"{max(total):,}"))


def _axis(labels: Sequence[str], step: int, cells: int) -> str:
    """Every label, or every other, third ... as they fit, each where its bar begins."""
    stride = -(-(max(map(len, labels)) + 1) // step)
    line = ""
    for place in range(0, len(labels), stride):
        if place * step + len(labels[place]) <= cells:
            line = line.ljust(place * step) + labels[place]
    return line


# Lying bars


def _rows(
    counted: Sequence[tuple[str, int, Style]], room: int, drawing: Drawing, label: int = _LABEL
) -> list[Text]:
    """A word, its number and its bar to a line."""
    most = max((number for _, number, _ in counted), default=0)
    digits = max(4, len(f"{most:,}"))
    bar = max(0, room - label - digits - 2)
    return [
        styled(f"{fitted(words, label):<{label}}", drawing.look.plain)
        .append(f" {number:>{digits},} ", drawing.look.strong)
        .append(lying(number, most, bar, plain=drawing.plain), style)
        for words, number, style in counted
    ]


def _returns(returns: Returns, room: int, drawing: Drawing) -> list[Text]:
    look = drawing.look
    said = ""
    if returns.median is not None and returns.ninetieth is not None:
        said = f"half in {wait_words(returns.median)}, 9 of 10 in {wait_words(returns.ninetieth)}"
    counted = [(name, number, look.accent) for name, number in zip(LENGTHS, returns.by_length, strict=True)]
    counted.append(("not returned yet", returns.waiting, look.late))
    number = f"{len(returns.seconds):,}, in open hours" if said else "none"
    return [
        _title("Calls returned", number, look),
        styled(fitted(said, room), look.plain),
        *_rows(counted, room, drawing),
    ]


def _by_person(found: Found, room: int, drawing: Drawing) -> list[Text]:
    look, people = drawing.look, found.calls.by_person
    if not people:
        return []
    lines = [_title("Returned by", "half in, 9 of 10 in", look)]
    for login, returns in people.items():
        name = fitted(found.names.get(login, login), _LABEL)
        words = f"{wait_words(returns.median or 0)}, {wait_words(returns.ninetieth or 0)}"
        lines.append(
            styled(f"{name:<{_LABEL}}", look.plain)
            .append(f" {len(returns.seconds):>4,} ", look.strong)
            .append(fitted(words, max(4, room - _LABEL - 6)), look.plain)
        )
    return lines


def _promises(items: ItemPulse | None, room: int, drawing: Drawing) -> list[Text]:
    look = drawing.look
    if items is None:
        return [_title("Promises", "being read ...", look)]
    tally: Tally = items.promises
    share = f"{tally.share:.0%} of what was due" if tally.share is not None else "none was due"
    counted = [
        ("kept", tally.kept, look.good),
        ("done late", tally.late, look.late),
        ("open and late", tally.overdue, look.late),
        ("open", tally.open, look.accent),
        ("cancelled", tally.cancelled, look.quiet),
    ]
    return [
        _title("Promises kept", share, look),
        *_rows(counted, room, drawing),
        _questions(items.questions, look),
    ]


def _skipped(found: Found, room: int, drawing: Drawing) -> list[Text]:
    look = drawing.look
    skipped = found.calls.skipped
    if not skipped:
        return [_title("Steps skipped most", "none", look)]
    counted = [(found.titles.get(step, step), number, look.accent) for step, number in skipped[:_MOST_STEPS]]
    number = count_words(sum(number for _, number in skipped), "time")
    return [_title("Steps skipped most", f"{number} in all", look), *_rows(counted, room, drawing, 24)]


def _silence(silence: SilencePulse | None, room: int, drawing: Drawing) -> list[Text]:
    look = drawing.look
    if silence is None:
        return [_title("Silence, all clients", "being read ...", look)]
    styles = [look.good, *[look.accent] * (len(silence.bands) - 2), look.late]
    counted = [
        (name, number, style) for name, (_, number), style in zip(silence.names, silence.bands, styles, strict=True)
    ]
    said = f"{count_words(silence.clients, 'client')} today"
    return [_title("Silence, office", said, look), *_rows(counted, room, drawing)]


def _questions(asked: Questions, look: Look) -> Text:
    said = f"{asked.taken:,}, {asked.answered:,} answered" if asked.taken else "none"
    return _title("Legal questions", said, look)


def _day(day: date) -> str:
    return f"{day:%b} {day.day}"


def _hour(hour: int) -> str:
    return f"{hour % 12 or 12}{'a' if hour < 12 else 'p'}"
