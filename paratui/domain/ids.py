"""Record ids: 63-bit, time-ordered, made by the client.

41 bits of milliseconds since 2020-01-01 UTC, then 22 random bits. One number serves as TinyDB document
id, as finder of the week's shard and as a database bigint; a retried commit is recognised by it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
RANDOM_BITS = 22
_MILLISECOND = timedelta(milliseconds=1)
# In milliseconds; an id begins to count at a midnight.
_DAY = 86_400_000


def make_id(at: datetime, random: int) -> int:
    """The id of a record that began at `at` (aware); `random` is any non-negative integer.

    A moment before 2020 counts as 2020, one past 2089 as 2089: ids stay within 63 bits.
    """
    milliseconds = (at - EPOCH) // _MILLISECOND
    milliseconds = max(0, min(milliseconds, (1 << 41) - 1))
    return (milliseconds << RANDOM_BITS) | (random & ((1 << RANDOM_BITS) - 1)) or 1


def id_time(record: int) -> datetime:
    """The moment an id carries, UTC, to the millisecond."""
    return EPOCH + timedelta(milliseconds=record >> RANDOM_BITS)


def id_week(record: int) -> str:
    """The ISO week of an id, such as `2026-W41`: the name of its shard."""
    return _week_of((record >> RANDOM_BITS) // _DAY)


# Thousands of records are put in their weeks at a start, of a few hundred days.
@lru_cache(maxsize=4_096)
def _week_of(day: int) -> str:
    year, week, _ = (EPOCH + timedelta(days=day)).isocalendar()
    return f"{year}-W{week:02d}"
