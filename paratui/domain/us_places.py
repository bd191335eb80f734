"""States and larger cities of the United States, and the time zones they go by."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import datetime

STATE_NAMES = {
    "alabama": "AL",
    "alaska": "AK",
    "arizona": "AZ",
    "arkansas": "AR",
    "california": "CA",
    "colorado": "CO",
    "connecticut": "CT",
    "delaware": "DE",
    "district of columbia": "DC",
    "florida": "FL",
    "georgia": "GA",
    "hawaii": "HI",
    "idaho": "ID",
    "illinois": "IL",
    "indiana": "IN",
    "iowa": "IA",
    "kansas": "KS",
    "kentucky": "KY",
    "louisiana": "LA",
    "maine": "ME",
    "maryland": "MD",
    "massachusetts": "MA",
    "michigan": "MI",
    "minnesota": "MN",
    "mississippi": "MS",
    "missouri": "MO",
    "montana": "MT",
    "nebraska": "NE",
    "nevada": "NV",
    "new hampshire": "NH",
    "new jersey": "NJ",
    "new mexico": "NM",
    "new york": "NY",
    "north carolina": "NC",
    "north dakota": "ND",
    "ohio": "OH",
    "oklahoma": "OK",
    "oregon": "OR",
    "pennsylvania": "PA",
    "rhode island": "RI",
    "south carolina": "SC",
    "south dakota": "SD",
    "tennessee": "TN",
    "texas": "TX",
    "utah": "UT",
    "vermont": "VT",
    "virginia": "VA",
    "washington": "WA",
    "west virginia": "WV",
    "wisconsin": "WI",
    "wyoming": "WY",
    "american samoa": "AS",
    "guam": "GU",
    "northern mariana islands": "MP",
    "puerto rico": "PR",
    "virgin islands": "VI",
}
STATES = frozenset(STATE_NAMES.values())
ZONE_NAMES = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "arizona": "America/Phoenix",
    "pacific": "America/Los_Angeles",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
}
for _short, _long in (("e", "eastern"), ("c", "central"), ("m", "mountain"), ("p", "pacific")):
    ZONE_NAMES |= dict.fromkeys((f"{_short}t", f"{_short}st", f"{_short}dt"), ZONE_NAMES[_long])
STATE_ZONES = {
    "AL": ("America/Chicago",),
    "AK": ("America/Anchorage", "America/Adak"),
    "AZ": ("America/Phoenix", "America/Denver"),
    "AR": ("America/Chicago",),
    "CA": ("America/Los_Angeles",),
    "CO": ("America/Denver",),
    "CT": ("America/New_York",),
    "DE": ("America/New_York",),
    "DC": ("America/New_York",),
    "FL": ("America/New_York", "America/Chicago"),
    "GA": ("America/New_York",),
    "HI": ("Pacific/Honolulu",),
    "ID": ("America/Boise", "America/Los_Angeles"),
    "IL": ("America/Chicago",),
    "IN": ("America/Indiana/Indianapolis", "America/Chicago"),
    "IA": ("America/Chicago",),
    "KS": ("America/Chicago", "America/Denver"),
    "KY": ("America/New_York", "America/Chicago"),
    "LA": ("America/Chicago",),
    "ME": ("America/New_York",),
    "MD": ("America/New_York",),
    "MA": ("America/New_York",),
    "MI": ("America/Detroit", "America/Menominee"),
    "MN": ("America/Chicago",),
    "MS": ("America/Chicago",),
    "MO": ("America/Chicago",),
    "MT": ("America/Denver",),
    "NE": ("America/Chicago", "America/Denver"),
    "NV": ("America/Los_Angeles", "America/Denver"),
    "NH": ("America/New_York",),
    "NJ": ("America/New_York",),
    "NM": ("America/Denver",),
    "NY": ("America/New_York",),
    "NC": ("America/New_York",),
    "ND": ("America/Chicago", "America/Denver"),
    "OH": ("America/New_York",),
    "OK": ("America/Chicago",),
    "OR": ("America/Los_Angeles", "America/Boise"),
    "PA": ("America/New_York",),
    "RI": ("America/New_York",),
    "SC": ("America/New_York",),
    "SD": ("America/Chicago", "America/Denver"),
    "TN": ("America/Chicago", "America/New_York"),
    "TX": ("America/Chicago", "America/Denver"),
    "UT": ("America/Denver",),
    "VT": ("America/New_York",),
    "VA": ("America/New_York",),
    "WA": ("America/Los_Angeles",),
    "WV": ("America/New_York",),
    "WI": ("America/Chicago",),
    "WY": ("America/Denver",),
    "AS": ("Pacific/Pago_Pago",),
    "GU": ("Pacific/Guam",),
    "MP": ("Pacific/Saipan",),
    "PR": ("America/Puerto_Rico",),
    "VI": ("America/St_Thomas",),
}
"""Every zone of a state, the one most of its people live in first."""
_CITIES = {
    "America/New_York": """
        atlanta, baltimore, boston, brooklyn, buffalo, charlotte, cincinnati, cleveland, columbus, fort
        lauderdale, hartford, jacksonville, louisville, manhattan, miami, new york, new york city, newark,
        norfolk, orlando, philadelphia, pittsburgh, providence, raleigh, richmond, rochester, tampa,
        virginia beach, washington dc
    """,
    "America/Detroit": """
        detroit, grand rapids
    """,
    "America/Indiana/Indianapolis": """
        indianapolis, fort wayne
    """,
    "America/Chicago": """
        austin, baton rouge, birmingham, chicago, dallas, des moines, fort worth, houston, kansas city,
        little rock, madison, memphis, milwaukee, minneapolis, mobile, nashville, new orleans, oklahoma
        city, omaha, saint louis, saint paul, san antonio, st louis, st paul, tulsa, wichita
    """,
    "America/Denver": """
        albuquerque, aurora, billings, colorado springs, denver, el paso, salt lake city, santa fe
    """,
    "America/Boise": """
        boise
    """,
    "America/Phoenix": """
        mesa, phoenix, scottsdale, tucson
    """,
    "America/Los_Angeles": """
        bakersfield, fresno, las vegas, long beach, los angeles, oakland, portland, reno, sacramento, san
        diego, san francisco, san jose, seattle, spokane, tacoma
    """,
    "America/Anchorage": """
        anchorage
    """,
    "Pacific/Honolulu": """
        honolulu
    """,
    "America/Puerto_Rico": """
        san juan
    """,
}
CITY_ZONES = {" ".join(city.split()): zone for zone, cities in _CITIES.items() for city in cities.split(",")}
"""The zone of a larger city, by its name in small letters."""


def state_zone(state: str, zone: str) -> str:
    """The zone to propose for an office in a state: `zone` where it is one of the state's or the state has none."""
    zones = STATE_ZONES.get(state, (zone,))
    return zone if zone in zones else zones[0]


def keeps_time_of(state: str, zone: str, now: datetime) -> bool:
    """Whether a zone shows the time of some place in a state all year; so it does where the state is not known."""
    return any(_offsets(zone, now) == _offsets(one, now) for one in STATE_ZONES.get(state, (zone,)))


def _offsets(zone: str, now: datetime) -> tuple[object, ...]:
    return tuple(now.replace(month=month, day=1).astimezone(ZoneInfo(zone)).utcoffset() for month in (1, 7))
