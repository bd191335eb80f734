"""The office's bands of silence: after how many days without a word somebody is shown, and how grave it is.

Practice: insurers of law firms ask for a contact at least every 90 days on each file, every 30 to 45 in litigation.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import OfficeError

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL_DAYS = (30, 45, 90)
MOST_BANDS = 5
LONGEST = 3650


def check_silence_days(days: Sequence[int]) -> None:
    """Raise OfficeError, saying what to write, for bands that cannot be used."""
    rising = all(one < other for one, other in pairwise(days))
    if not 1 <= len(days) <= MOST_BANDS or not rising or days[0] < 1 or days[-1] > LONGEST:
        raise OfficeError(
            f"office.toml gives {list(days)} as silence_days; write one to {MOST_BANDS} rising numbers of days"
            f" from 1 to {LONGEST}, such as {list(USUAL_DAYS)}"
        )


def band_of(days: int, bands: Sequence[int]) -> int:
    """The greatest band that so many days reach, 0 for none."""
    return max((band for band in bands if days >= band), default=0)


class Limit(NamedTuple):
    """After how many days of silence somebody is shown; `own` when a matter is stricter than the first band."""

    days: int
    own: bool


def limit_of(touch_base_days: Sequence[int], bands: Sequence[int]) -> Limit:
    """The strictest of the office's first band and what the person's matters ask; 0 days ask nothing."""
    own = min((days for days in touch_base_days if days > 0), default=bands[0])
    return Limit(min(own, bands[0]), own < bands[0])
