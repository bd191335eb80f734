"""How people name a day that has gone by, a stretch of time, a month or a year: what date_words does not read."""

from __future__ import annotations

import re
from functools import cache

from paratui.domain.date_words import COUNTS
from paratui.domain.misspelled import MISSPELLED_MONTHS, misspellings
from paratui.domain.opening_range import WEEKDAYS

_DAY_NAME = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?"
    rf"|fri(?:day)?|sat(?:urday)?|sun(?:day)?|{misspellings(*WEEKDAYS)}"
)
_MONTH_NAME = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    rf"|nov(?:ember)?|dec(?:ember)?|{misspellings(*MISSPELLED_MONTHS)}"
)
_NUMBER = rf"\d{{1,3}}|{'|'.join(sorted((name for name in COUNTS), key=len, reverse=True))}"
_VAGUE = r"(?:a\s+)?few|several|some|(?:a\s+)?while|(?:a\s+)?couple|(?:\d+|\w+)\s*(?:-|to|or)\s*(?:\d+|\w+)|many|long"
_AGO = r"days?|weeks?|wks?|months?|mos?|years?|yrs?|hours?|hrs?|min(?:ute)?s?"
_SEASONS = r"spring|summer|fall|autumn|winter|weekend|week|month|year|semester|season"
_FEASTS = (
    r"christmas|x-?mas|easter|thanksgiving|new\s+year'?s?(?:\s+(?:day|eve))?|halloween|hallowe'en|ramadan|passover"
    r"|labor\s+day|memorial\s+day|mother'?s\s+day|father'?s\s+day|valentine'?s(?:\s+day)?|independence\s+day"
    r"|(?:my|his|her|their|the)\s+(?:\w+\s+)?birthday|(?:his|her|the)\s+birth|school\s+started|spring\s+break|covid"
)


@cache
def said_pattern() -> re.Pattern[str]:
    """What piece_pattern does not read: the past, stretches of time, months and years alone."""
    return re.compile(
        rf"""(?<![\w/-])(?:
          (?P<before>(?:the\ )?day\ before\ yesterday)
        | (?P<night>last\ night)
        | (?P<vague_ago>(?:{_VAGUE})(?:\ (?:of\ )?(?:{_AGO}))?\ (?:ago|back)(?:\ \w+day)?)
        | (?P<from_day>(?:{_NUMBER})\ weeks?\ ago\ (?:{_DAY_NAME}|today|yesterday))
        | (?P<count>{_NUMBER})\ (?P<unit>{_AGO})\ (?:ago|back)
        | (?:last|this\ past|this\ last|past)\ (?P<last_day>{_DAY_NAME})
        | (?P<week_day>{_DAY_NAME})\ (?:of\ )?last\ week
        | (?P<now>this\ (?:morning|afternoon|evening)|earlier\ today|just\ now|right\ now|tonight)
        | (?P<holiday>(?:(?:last|this|next|the)\ )?(?:{_FEASTS})(?:\ (?:19|20)\d\d)?
            (?:\ (?:of\ )?(?:last|this)\ year)?)
        | (?P<stretch>(?:(?:early|late|mid|end\ of|beginning\ of|middle\ of|sometime)\ )?
            (?:(?:the|in\ the)\ )?(?:last|this|next|past|end\ of\ the|end\ of|that)\ (?:{_SEASONS})
            |(?:in\ )?(?:the\ )?(?:early\ |late\ )?(?:spring|summer|fall|autumn|winter)(?:\ (?:of\ )?(?:19|20)\d\d)?
            |eow|eom)
        | (?:(?P<part>early|late|mid|middle\ of|beginning\ of|start\ of|end\ of)[\ -])?
            (?P<month>{_MONTH_NAME})\.?
            (?:,?\ (?:of\ )?(?P<year>(?:19|20)\d\d)|\ (?:of\ )?(?P<which>last|this|next)\ year)?
            (?!\.?\s*\d)
        | (?P<only_month>0?[1-9]|1[0-2])/(?P<month_year>(?:19|20)\d\d)
        | (?:in\ |of\ )?(?P<only_year>(?:19|20)\d\d)(?!\s*(?:dollars|bucks|miles))
        )(?![\w/-])""",
        re.VERBOSE | re.IGNORECASE,
    )
