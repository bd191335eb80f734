"""How days and times of day are written: the words and shapes a due phrase can be made of."""

from __future__ import annotations

import re
from functools import cache

from paratui.domain.misspelled import MISSPELLED_MONTHS, misspellings
from paratui.domain.opening_range import WEEKDAYS

_WEEKDAY = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?"
    rf"|fri(?:day)?|sat(?:urday)?|sun(?:day)?|{misspellings(*WEEKDAYS)}"
)
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    rf"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|{misspellings(*MISSPELLED_MONTHS)}"
)
_TOMORROW, _TODAY, _TONIGHT = misspellings("tomorrow"), misspellings("today"), misspellings("tonight")
_MORNING, _PART_OF_DAY = misspellings("morning"), misspellings("morning", "afternoon", "evening")
_COUNT = (
    r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:a\ )?couple(?:\ of)?|half\ an"
)
_UNIT = r"min(?:ute)?s?|h(?:ou)?rs?|(?:business|working)\ days?|days?|weeks?|months?"
# Only plain letters spell these words, but letters of every script make a word of what they touch.
_LETTERS = r"\u00aa-\u02ff\u0300-\u1fff"
# A piece begins a word; the T of a date with its time and an "@" before a number are no part of one.
_START = rf"(?:(?<=\dT)|(?<=@)(?=\d)|(?<![\w{_LETTERS}$#§@/'\u2019.:+-]))"
_END = rf"(?![\w{_LETTERS}'\u2019$%/-]|[.:,]\d)"
_PIECE = rf"""{_START}(?:
      (?P<iso>[12]\d\d\d-\d\d?-\d\d?)(?:T(?=\d\d:)|{_END})
    | (?P<slash>\d\d?/\d\d?(?:/(?:[12]\d\d\d|\d\d))?){_END}
    | (?P<dash>\d\d?-\d\d?(?:-[12]\d\d\d)?){_END}(?!\s?[ap]\.?m)
    | (?P<month>{_MONTH})\b\.?\s+(?P<mday>\d\d?)(?:st|nd|rd|th)?
        (?:(?:,\s*|\s+)(?P<myear>(?:19|2\d)\d\d){_END})?{_END}(?!\s?[ap]\.?m\b)
    | (?P<dday>\d\d?)(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<dmonth>{_MONTH})\b\.?
        (?:,?\s+(?P<dyear>(?:19|2\d)\d\d))?{_END}
    | (?P<weeks>{_COUNT})\s+weeks?\s+from\s+(?=(?:{_WEEKDAY}|today|tomorrow|tmrw){_END})
    | (?:(?P<which>this\s+coming|this|next|coming)\s+)?
        (?P<weekday>{_WEEKDAY})\b\.?(?P<later>\s+next\s+week)?{_END}
    | (?P<named>(?:the\s+)?day\s+after\s+tomorrow|tomm?orr?ow|2morrow|tmrw|tmw|tmr
        |(?:(?:the\s+)?day\s+after\s+)?(?:{_TOMORROW})|(?:later\s+)?(?:today|{_TODAY})|yesterday){_END}
    | (?P<period>(?:early\s+next|sometime\s+(?:this|next)|later\s+this)\s+week
        |(?:(?:the\s+)?end\s+of\s+(?:the\s+|this\s+|next\s+)?|this\s+|next\s+)(?:week|month)|eow|eom){_END}
    | (?:in|within)\s+(?:the\s+next\s+|\d\d?\s?(?:-|to|or)\s?)?
        (?P<count>{_COUNT})\s+(?P<unit>{_UNIT})(?P<or_two>\s+or\s+two)?{_END}
    | (?:in|within)\s+the\s+(?:next\s+)?(?P<one>hour){_END}
    | \+\ ?(?P<plus>\d{{1,3}})\ ?(?P<plus_unit>mins?|m|hrs?|h|bd|d|w){_END}
    | (?P<nth>\d\d?)(?:st|nd|rd|th){_END}
    | (?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))?(?:\s?(?P<half>[ap])\.?m\b\.?|(?P<short>[ap])){_END}
    | (?P<clock>\d\d?:\d\d){_END}
    | (?P<close>(?:the\s+)?end\s+of\s+(?:the\s+)?(?:business\s+)?day|(?:the\s+)?(?:close|end)\s+of\s+business
        |[ec]ob|eod|end\s+of(?=\s+(?:today|tomorrow|tmrw|{_WEEKDAY}){_END})){_END}
    | (?P<first>first\s+thing)(?:\s+in\s+the\s+(?:morning|{_MORNING}))?{_END}
    | (?:(?P<part>this|in\s+the)\s+)?(?P<of_day>morning|afternoon|evening|night|{_PART_OF_DAY}){_END}
    | (?P<half_day>[ap]\.?m\b\.?){_END}
    | (?P<zone>(?:[ecmp][sd]?t|eastern|central|mountain|pacific)(?:\s+time)?){_END}
    | (?P<moment>tonight|{_TONIGHT}|noon|midday|midnight|lunch(?:time)?){_END}
    | (?P<bare>\d\d?)(?:\s?o['\u2019]?clock)?{_END}
    )"""


@cache
def piece_pattern() -> re.Pattern[str]:
    """One piece, each alternative with groups of its own; built at the first line, as that takes 15 ms."""
    return re.compile(_PIECE, re.VERBOSE | re.IGNORECASE | re.ASCII)


COUNTS = {
    name: number
    for number, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"a": 1, "an": 1, "a couple": 2, "a couple of": 2, "couple": 2, "couple of": 2}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Also everyday words or names: a date only where the line leaves no doubt.
WORDS_TOO = frozenset({"mon", "wed", "sat", "sun", "mar", "march", "may", "lunch"})
# The zones callers in the US name behind a time.
ZONES = {
    "e": "America/New_York",
    "c": "America/Chicago",
    "m": "America/Denver",
    "p": "America/Los_Angeles",
}
