"""The settings of the firm."""

from __future__ import annotations

from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from paratui.domain.clock_rules import refuse_clock_rules
from paratui.domain.errors import BadInput, OfficeError
from paratui.domain.importance import check_weights
from paratui.domain.kept_holidays import KeptHolidays
from paratui.domain.opening_range import WEEKDAYS, read_ranges
from paratui.domain.own_settings import LONGEST_LOCK
from paratui.domain.pulse_rules import PulseRules
from paratui.domain.silence_bands import USUAL_DAYS, check_silence_days
from paratui.domain.special_day import SpecialDay, refuse_special_days
from paratui.domain.us_places import CITY_ZONES, STATE_NAMES, STATES, ZONE_NAMES, state_zone


def _usual_hours() -> dict[str, list[str]]:
    return {day: ["09:00-17:00"] if day not in {"saturday", "sunday"} else [] for day in WEEKDAYS}


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """`zone` is an IANA name, `state` a two-letter code (or country) whose rules apply to the office's end.

    `hours` gives ranges of local time per weekday, `special_days` those of single days, `holidays` the days that
    are closed; `cut_off_minutes` before the last close of a day what comes in counts as received at the next
    opening. The attorney has `attorney_days` business days to answer, 0 is the same one. `allow_test_identity`
    lets PARATUI_LOGIN and PARATUI_NOW stand in for the account and the clock, in demo and test offices only.
    `courtesy_hours` is when people are called, by the clock where they are: a courtesy of the office and no rule of
    law. After `lock_minutes`
    without a key every screen goes blank, 0 never.
    `silence_days` are the bands in which the silence radar counts days without a word. `weights` are those of
    the queue's order that the office sets itself, by the names `importance` gives them. `pulse` says what its page
    Pulse shows to whom.
    """

    firm: str = "Our law office"
    zone: str = "America/New_York"
    state: str = ""
    region: str = "US"
    checklist: str = "client-call"
    cut_off_minutes: int = 60
    urgent_minutes: int = 120
    attorney_days: int = 1
    courtesy_hours: str = "08:00-21:00"
    lock_minutes: int = 0
    silence_days: list[int] = msgspec.field(default_factory=lambda: list(USUAL_DAYS))
    demo: bool = False
    allow_test_identity: bool = False
    hours: dict[str, list[str]] = msgspec.field(default_factory=_usual_hours)
    weights: dict[str, object] = msgspec.field(default_factory=dict)
    special_days: list[SpecialDay] = msgspec.field(default_factory=list)
    holidays: KeptHolidays = KeptHolidays()
    pulse: PulseRules = PulseRules()

    def checked(self) -> Self:
        """The same settings, or OfficeError saying which of them cannot be used and what to write instead."""
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise OfficeError(
                f'The office\'s time zone "{self.zone}" is not known;'
                ' write one such as "America/Chicago" in office.toml'
            ) from None
        refuse_clock_rules(
            self.hours,
            cut_off_minutes=self.cut_off_minutes,
            urgent_minutes=self.urgent_minutes,
            attorney_days=self.attorney_days,
        )
        refuse_special_days(self.special_days)
        self.holidays.refuse_own()
        check_silence_days(self.silence_days)
        if not 0 <= self.lock_minutes <= LONGEST_LOCK:
            raise OfficeError(f"lock_minutes in office.toml is 0 (never) to {LONGEST_LOCK}; write such a number")
        check_weights(self.weights)
        try:
            read_ranges([self.courtesy_hours])
        except ValueError as error:
            raise OfficeError(
                f"The courtesy_hours in office.toml cannot be used, {error}; write them as"
                ' "08:00-21:00", at most to 24:00'
            ) from None
        return self

    def with_answer(self, name: str, answer: str) -> Self:
        """The settings with one of the first questions answered; raises BadInput when it cannot be that.

        With a state comes its zone, unless the one that stands there is one of the state's.
        """
        said = " ".join(answer.split())
        zone = self.zone
        if name == "state":
            said = STATE_NAMES.get(said.casefold(), said.upper())
            if said and said not in STATES:
                raise BadInput(f'"{said}" is no US state; write its two letters, such as CA, or leave it empty')
            zone = state_zone(said, zone)
        if name == "firm" and not said:
            raise BadInput("The firm needs a name; write it as you say it on the phone")
        if name == "zone":
            called = said.casefold().removesuffix(" time")
            said = ZONE_NAMES.get(called) or CITY_ZONES.get(called.replace(".", ""), said)
            try:
                ZoneInfo(said)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                raise BadInput(f'"{said}" is no time zone; write a larger city, or Pacific or Eastern') from None
        return msgspec.structs.replace(self, **{"zone": zone, name: said})

    @property
    def holiday_state(self) -> str:
        """The US state whose holidays are meant where the settings name none, "" for the federal ones."""
        return self.state if self.state in STATES else ""

    @property
    def tz(self) -> ZoneInfo:
        """The office's time zone."""
        return ZoneInfo(self.zone)
