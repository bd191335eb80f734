"""The order of the queue, as a published formula that explains itself.

score = due + urgent + question + tried + age, where

* due       12.0 when overdue, falling with the time left: 12 x 8 h / (8 h + time left), never below 0;
* urgent     6.0 when marked urgent;
* question   2.0 for a legal question the attorney has not answered;
* tried      1.0 for each try that reached nobody, at most 3.0;
* age        0.1 for each day since it was made, at most 2.0.

Sections come first, then the score, then the due time, then the number: an order that is total, so it is
stable from one refresh to the next.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.spoken_size import count_words
from paratui.domain.spoken_time import due_words
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.office import Office
    from paratui.domain.staff import Staff

SECTIONS = ("overdue", "today", "next", "waiting", "later")
NEXT_DAYS = 7
TWICE = 2
_DUE_WEIGHT = 12.0
_HALF = timedelta(hours=8)


class Placed(NamedTuple):
    """A follow-up with its place in the queue."""

    item: FollowUp
    section: str
    score: float


def waits_on(item: FollowUp, me: Staff) -> bool:
    """Whether an open follow-up waits on me: then it is mine to do by its due time."""
    whom = {me.login, "attorney"} if me.role == "attorney" else {me.login}
    return item.status == "waiting_attorney" and item.waiting_on in whom


def section_of(item: FollowUp, now: datetime, office: Office, me: Staff | None = None) -> str:
    """The section an open follow-up stands in: what is late is overdue, whoever is waited on.

    What waits on `me` stands by its due time.
    """
    due = from_utc_text(item.due) if item.due else None
    if item.snoozed_until and from_utc_text(item.snoozed_until) > now:
        return "later"
    if due is not None and due < now:
        return "overdue"
    if item.status.startswith("waiting") and not (me and waits_on(item, me)):
        return "waiting"
    if due is None:
        return "later"
    # Midnight is the end of the day before it, as its words say ("today midnight").
    last = (due - timedelta(microseconds=1)).astimezone(office.tz).date()
    days = (last - now.astimezone(office.tz).date()).days
    if days <= 0:
        return "today"
    return "next" if days <= NEXT_DAYS else "later"


def terms(item: FollowUp, now: datetime) -> list[tuple[str, float]]:
    """The terms of the score that are not zero, in the order of the formula."""
    found: list[tuple[str, float]] = []
    if item.due:
        left = from_utc_text(item.due) - now
        late = left <= timedelta(0)
        found.append(("overdue" if late else "due", _DUE_WEIGHT if late else _DUE_WEIGHT * (_HALF / (_HALF + left))))
    if item.urgent:
        found.append(("urgent", 6.0))
    if item.kind == "question":
        found.append(("legal question", 2.0))
    if item.attempts:
        found.append((f"tried {len(item.attempts)}x", min(3.0, float(len(item.attempts)))))
    if item.created:
        days = (now - from_utc_text(item.created)).days
        if days > 0:
            found.append((f"{days} days old" if days > 1 else "1 day old", min(2.0, days * 0.1)))
    return found


def why(item: FollowUp, now: datetime) -> str:
    """One line that says why an item stands where it stands, such as `overdue 12.0 + urgent 6.0 = 18.0`."""
    parts = terms(item, now)
    total = sum(weight for _, weight in parts)
    words = " + ".join(f"{name} {weight:.1f}" for name, weight in parts) or "no due time"
    return f"{words} = {total:.1f}" if len(parts) > 1 else words


def why_words(item: FollowUp, now: datetime, office: Office) -> str:
    """The same for people, such as "2 days late; urgent; tried once; waiting 4 days"."""
    said = [due_words(from_utc_text(item.due), now, office) if item.due else "no due time"]
    if item.due and from_utc_text(item.due) > now:
        said = [f"due {said[0]}"]
    if item.urgent:
        said.append("urgent")
    if item.kind == "question":
        said.append("a question for the attorney")
    tries = len(item.attempts)
    if tries:
        said.append("tried once" if tries == 1 else "tried twice" if tries == TWICE else f"tried {tries} times")
    days = (now - from_utc_text(item.created)).days if item.created else 0
    if days > 0:
        said.append(f"waiting {count_words(days, 'day')}")
    return "; ".join(said)


def placed(items: list[FollowUp], now: datetime, office: Office, me: Staff | None = None) -> list[Placed]:
    """Open follow-ups in the order of the queue, as `me` sees it."""
    found = [Placed(item, section_of(item, now, office, me), sum(w for _, w in terms(item, now))) for item in items]
    return sorted(
        found,
        key=lambda place: (
            SECTIONS.index(place.section),
            -place.score,
            place.item.due or "9999",
            place.item.number,
        ),
    )
