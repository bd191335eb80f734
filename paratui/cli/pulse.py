"""`paratui pulse`: the calls of a time in numbers and bars, one's own or as sums of the office."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from paratui.cli.columns import UNLIMITED, cut, width
from paratui.cli.given import whole_number
from paratui.cli.opened import opened
from paratui.cli.printed import say, say_json
from paratui.domain.errors import BadInput
from paratui.domain.kept_promises import Kept
from paratui.domain.plotted import lying
from paratui.domain.pulse import LENGTHS, wait_words
from paratui.domain.pulse_grain import grained
from paratui.domain.pulse_time import MOST_DAYS, USUAL, PulseTime
from paratui.domain.spoken_size import count_words
from paratui.domain.wall_clock import utc_text
from paratui.services.people import People
from paratui.services.pulse import Pulse
from paratui.services.silence import Silence

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from paratui.domain.pulse import CallPulse, Returns
    from paratui.services.pulse import ItemPulse, SilencePulse

_BAR = 30
_LABEL = 24
_MOST_STEPS = 10
# So many rows of days fit; a longer time is told by week or by month.
_MOST_ROWS = 31


def run(given: Namespace) -> int:
    """Print the pulse."""
    with opened(given) as desk:
        days = USUAL if given.days is None else whole_number(given.days, "--days", MOST_DAYS)
        if not days:
            raise BadInput("--days is 0, and a time has at least one day; write such as --days 30")
        pulse = Pulse(desk)
        time = PulseTime.last(days, pulse.today)
        calls = pulse.calls(time, everyone=given.everyone)
        items = pulse.items(time, everyone=given.everyone)
        silence = pulse.silence(People(desk), Silence(desk))
        shown_to, titles, now = pulse.shown_to(everyone=given.everyone), pulse.step_titles(), desk.now()
    if given.json:
        told = {"now": utc_text(now), "first": time.first.isoformat(), "last": time.days[-1].isoformat()}
        whose_figures = {"everyone": given.everyone, "shown_to": shown_to}
        say_json(told | whose_figures | _object(calls, items, silence))
        return 0
    whose = "EVERYONE" if given.everyone else "MINE"
    room = width(os.environ)
    for line in (
        f"{whose}, {time.words(pulse.today)}",
        shown_to,
        *_calls_told(calls),
        *_returns_told(calls),
        *_items_told(items),
        *_skipped_told(calls, titles),
        *_silence_told(silence),
    ):
        say(line if room == UNLIMITED else cut(line, room))
    return 0


def _counted(rows: Sequence[tuple[str, int]]) -> Iterator[str]:
    bars = lying([(number, 0) for _, number in rows], _BAR, plain=True)
    for (words, number), bar in zip(rows, bars, strict=True):
        drawn = "".join(letters for letters, _ in bar)
        yield f"  {words:<{_LABEL}} {number:>6,}  {drawn}".rstrip()


def _calls_told(calls: CallPulse) -> Iterator[str]:
    total = calls.total
    if not total.both:
        yield "No call was logged in this time; --days looks further back, --everyone at the whole office."
        return
    told = grained(calls.days, _MOST_ROWS)
    yield f"CALLS BY {told.by.upper()} {total.both:,}: {total.came:,} in, {total.went:,} out"
    labels = [f"{first:%b %Y}" if told.by == "month" else f"{first:%a %b} {first.day}" for first in told.first]
    yield from _counted(
        [
            (f"{label:<11} {one.came:>5,} in {one.went:>5,}", one.both)
            for label, one in zip(labels, told.counts, strict=True)
            if one.both
        ]
    )
    yield "CALLS BY HOUR"
    yield from _counted([(f"{hour:02d}:00", one.both) for hour, one in enumerate(calls.hours) if one.both])


def _returns_told(calls: CallPulse) -> Iterator[str]:
    returns = calls.returns
    yield f"CALLS RETURNED {len(returns.seconds):,}{_waits(returns)}"
    yield from _counted([*zip(LENGTHS, returns.by_length, strict=True), ("not returned yet", returns.waiting)])
    for login, one in calls.by_person.items():
        yield f"  {login:<{_LABEL}} {len(one.seconds):>6,}{_waits(one)}"


def _waits(returns: Returns) -> str:
    if returns.median is None or returns.ninetieth is None:
        return ""
    return f", in open hours: half in {wait_words(returns.median)}, 9 of 10 in {wait_words(returns.ninetieth)}"


def _items_told(items: ItemPulse) -> Iterator[str]:
    tally, asked = items.promises, items.questions
    share = "" if tally.share is None else f" {tally.share:.0%} of what was due"
    yield f"PROMISES KEPT{share}"
    yield from _counted([(kept.value, number) for kept, number in zip(Kept, tally, strict=True)])
    yield f"LEGAL QUESTIONS {asked.taken:,}: {asked.answered:,} answered by the attorney, {asked.waiting:,} wait"


def _skipped_told(calls: CallPulse, titles: dict[str, str]) -> Iterator[str]:
    yield f"STEPS SKIPPED {sum(number for _, number in calls.skipped):,}"
    yield from _counted([(titles.get(step, step), number) for step, number in calls.skipped[:_MOST_STEPS]])


def _silence_told(silence: SilencePulse) -> Iterator[str]:
    yield f"SILENCE, {count_words(silence.clients, 'client')} of the office today"
    yield from _counted([(name, number) for name, (_, number) in zip(silence.names, silence.bands, strict=True)])


def _object(calls: CallPulse, items: ItemPulse, silence: SilencePulse) -> dict[str, Any]:
    """The pulse for programs; `by_person` is null where nobody may see it."""
    return {
        "days": [{"day": day.isoformat()} | one._asdict() for day, one in calls.days.items()],
        "hours": [{"hour": hour} | one._asdict() for hour, one in enumerate(calls.hours)],
        "returns": _returns_object(calls.returns),
        "by_person": {login: _returns_object(one) for login, one in calls.by_person.items()} or None,
        "promises": items.promises._asdict() | {"share": items.promises.share},
        "questions": items.questions._asdict(),
        "skipped": dict(calls.skipped),
        "silence": {str(days): number for days, number in silence.bands},
    }


def _returns_object(returns: Returns) -> dict[str, Any]:
    return {
        "returned": len(returns.seconds),
        "median_seconds": returns.median,
        "ninetieth_seconds": returns.ninetieth,
        "waiting": returns.waiting,
    }
