"""How the pulse is drawn: plots with their numbers beside them, two in a row where they fit."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from paratui.domain.plotted import DOWN, UP, Beside, can_plot, lying, standing
from paratui.domain.pulse import LENGTHS, InOut, length_of, wait_words
from paratui.domain.pulse_grain import grained
from paratui.domain.spoken_size import count_words
from paratui.ui.keys_in_force import keyed
from paratui.ui.look import styled
from paratui.ui.widgets.as_seen import cut
from paratui.ui.widgets.fitted_text import fitted
from paratui.ui.widgets.pane import wrapped
from paratui.ui.widgets.plot import plot_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from rich.style import Style

    from paratui.domain.kept_promises import Tally
    from paratui.domain.pulse import CallPulse, Returns
    from paratui.services.pulse import ItemPulse, Questions, SilencePulse
    from paratui.ui.look import Look

TWO_COLUMNS = 72
_GAP = 2
_LABEL = 16
# So many steps, and one more where the page is tall.
_MOST_STEPS = 4
# From so many rows on the days have the whole width, above the rest.
_DAYS_ALONE = 32
# The rows there are beside the standing bars, when the days stand beside the hours and when they stand above.
_AROUND, _AROUND_BOTH = 17, 26
_LEAST, _TALLEST, _HOURS_TALL = 4, 12, 5
NO_PLOTS = "No bars on this box: plotext does not load here, and `pip install --force-reinstall plotext` mends that."
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
    """With what it is drawn: `plain` where the terminal has no blocks, `height` the rows that are seen at once."""

    look: Look
    plain: bool
    height: int


def pulse_lines(found: Found, width: int, drawing: Drawing) -> list[Text]:
    """Every picture, as lines of at most `width` cells."""
    two = width >= TWO_COLUMNS
    alone = two and drawing.height >= _DAYS_ALONE
    room = (width - _GAP) // 2 if two else width
    calls, around = found.calls, _AROUND_BOTH if alone else _AROUND
    tall = max(_LEAST, min(_TALLEST, drawing.height - around))
    days = _by_day(calls, width if alone else room, tall, drawing)
    hours = _by_hour(calls, room, _HOURS_TALL if alone else tall, drawing)
    returns, promises = _returns(calls.returns, room, drawing), _promises(found.items, room, drawing)
    skipped, silence = _skipped(found, room, drawing, _MOST_STEPS + alone), _silence(found.silence, room, drawing)
    people = _by_person(found, room, drawing)
    pairs: list[tuple[list[Text], ...]] = [(days, hours), (returns, promises), (skipped, silence), (people,)]
    if alone:
        pairs = [(days,), (hours, returns), (promises, silence), (skipped, people)]
    lines: list[Text] = [] if can_plot() else [*wrapped(styled(NO_PLOTS, drawing.look.quiet), width), Text()]
    for pair in pairs:
        for block in [_side_by_side(*pair, room)] if two and len(pair) == 2 else pair:
            lines += [*block, Text()] if block else []
    return lines[:-1]


def nothing_lines(width: int, look: Look) -> list[Text]:
    """What stands there when no call was found in the time."""
    words = keyed(
        "No call was logged in this time. "
        "[[pulse.earlier]] looks further back, [[pulse.time]] chooses another time."
    )
    return [*wrapped(Text(words), width), Text(), *wrapped(styled(EMPTY, look.quiet), width)]


def _side_by_side(left: Sequence[Text], right: Sequence[Text], room: int) -> list[Text]:
    lines = []
    for one, other in zip_longest(left, right, fillvalue=Text()):
        line = cut(one, room)
        line.pad_right(max(0, room - line.cell_len) + _GAP)
        lines.append(line.append_text(other))
    return lines


def _title(words: str, number: str, look: Look) -> Text:
    return styled(words, look.key).append(f"  {number}" if number else "", look.plain)


# Standing bars


def _by_day(calls: CallPulse, room: int, tall: int, drawing: Drawing) -> list[Text]:
    told = grained(calls.days, room - _beside(calls.total, InOut()).width)
    top = max(range(len(told.counts)), key=lambda place: told.counts[place].both)
    when = f"{told.first[top]:%b}" if told.by == "month" else _day(told.first[top])
    said = f"{calls.total.both:,}, most {told.counts[top].both:,} {'in' if told.by == 'month' else 'on'} {when}"
    if told.by == "week":
        said = said.replace(" on ", " from ")
    labels = [
        (place, f"{first:%b}" if told.by == "month" else _day(first))
        for place, first in enumerate(told.first)
        # Of more days than a week the Mondays have their name.
        if told.by != "day" or len(told.first) <= 7 or not first.weekday()
    ]
    return _standing(_title(f"Calls by {told.by}", said, drawing.look), told.counts, labels, room, tall, drawing)


def _by_hour(calls: CallPulse, room: int, tall: int, drawing: Drawing) -> list[Text]:
    busy = [hour for hour, counted in enumerate(calls.hours) if counted.both]
    hours = range(min([8, *busy]), max([17, *busy]) + 1)
    counts = [calls.hours[hour] for hour in hours]
    top = max(hours, key=lambda hour: calls.hours[hour].both)
    said = f"most {calls.hours[top].both:,} at {_hour(top)}" if busy else ""
    labels = [(place, _hour(hour)) for place, hour in enumerate(hours)]
    return _standing(_title("Calls by hour", said, drawing.look), counts, labels, room, tall, drawing)


def _standing(
    title: Text,
    counts: Sequence[InOut],
    labels: Sequence[tuple[int, str]],
    room: int,
    tall: int,
    drawing: Drawing,
) -> list[Text]:
    """What came above, what went below, by one measure; how many in all and at most stand before them."""
    look = drawing.look
    came, went = [one.came for one in counts], [one.went for one in counts]
    beside = _beside(InOut(sum(came), sum(went)), InOut(max(came), max(went)))
    rows = standing(counts, labels, beside, room, tall, plain=drawing.plain)
    if not rows:
        return [title, *(styled(", ".join(one.strip() for one in words), look.plain) for words in beside)]
    styles = {UP: look.accent, DOWN: look.good}
    totals = (beside.up[0], beside.down[0])
    return [
        title,
        *(plot_line(row, {0: look.plain if row[0][0].startswith(totals) else look.quiet} | styles) for row in rows),
    ]


def _beside(total: InOut, most: InOut) -> Beside:
    """In all and at most: a word, the number, a space."""
    digits = max(2, len(f"{max(total):,}"))
    words = [
        [f"{word:<4}{number:>{digits},} " for word, number in ((name, of_all), ("max", of_one))]
        for name, of_all, of_one in (("in", total.came, most.came), ("out", total.went, most.went))
    ]
    return Beside((words[0][0], words[0][1]), (words[1][0], words[1][1]))


# Lying bars


def _rows(
    counted: Sequence[tuple[str, int, Style]],
    room: int,
    drawing: Drawing,
    label: int = _LABEL,
    after: Mapping[int, str] | None = None,
) -> list[Text]:
    """A word, its number and its bar to a line; some bars have words `after` them."""
    look, after = drawing.look, after or {}
    most = max((number for _, number, _ in counted), default=0)
    digits = max(4, len(f"{most:,}"))
    room = max(0, room - label - digits - 2)
    # The bars are shortened for the words, but not to less than half.
    fits = ((room - len(words)) * most // max(1, counted[place][1]) for place, words in after.items())
    longest = min([room, *fits])
    if longest < room // 2:
        longest, after = room, {}
    bars = lying([(number, place) for place, (_, number, _) in enumerate(counted, 1)], longest, plain=drawing.plain)
    styles = {0: look.plain} | {place: style for place, (_, _, style) in enumerate(counted, 1)}
    return [
        styled(f"{fitted(words, label):<{label}}", look.plain)
        .append(f" {number:>{digits},} ", look.strong)
        .append_text(plot_line(bar, styles))
        .append(after.get(place, ""), look.quiet)
        for place, ((words, number, _), bar) in enumerate(zip(counted, bars, strict=True))
    ]


def _returns(returns: Returns, room: int, drawing: Drawing) -> list[Text]:
    look = drawing.look
    said = ""
    if returns.median is not None and returns.ninetieth is not None:
        said = f"half in {wait_words(returns.median)}, 9 of 10 in {wait_words(returns.ninetieth)}"
    counted = [(name, number, look.accent) for name, number in zip(LENGTHS, returns.by_length, strict=True)]
    counted.append(("not returned yet", returns.waiting, look.late))
    number = f"{len(returns.seconds):,}, in open hours" if said else "none"
    after: dict[int, str] = {}
    for seconds, words in ((returns.median, "half"), (returns.ninetieth, "9 of 10")):
        if seconds is not None:
            before = after.get(length_of(seconds))
            after[length_of(seconds)] = f"{before}, {words}" if before else f" {words}"
    return [
        _title("Calls returned", number, look),
        styled(fitted(said, room), look.plain),
        *_rows(counted, room, drawing, after=after),
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
    if tally.not_carried_out:
        counted.insert(3, ("not carried out", tally.not_carried_out, look.late))
    return [
        _title("Promises kept", share, look),
        *_rows(counted, room, drawing),
        _questions(items.questions, look),
    ]


def _skipped(found: Found, room: int, drawing: Drawing, most: int) -> list[Text]:
    look = drawing.look
    skipped = found.calls.skipped
    if not skipped:
        return [_title("Steps skipped most", "none", look)]
    counted = [(found.titles.get(step, step), number, look.accent) for step, number in skipped[:most]]
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
