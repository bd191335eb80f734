"""Whether a plain line tells that something was asked of us: to send a copy, to call back. It is only hinted at."""

from __future__ import annotations

import re

_DO = r"(?:send|mail|e-?mail|fax|text|call|ring|phone|copy|get (?:me|her|him|us|them))"
_ASKS = re.compile(
    rf"""\b(?:
      (?:can|could|would|will|please|pls)\ (?:(?:you|u|someone|somebody|please|pls|just)\ )*{_DO}\b
    | (?:send|mail|e-?mail|fax|text)\ (?:me|us)\b
    | (?:call|ring|phone)\ (?:me|us)\b
    | (?:wants?|needs?|would\ like|asks?|asked|asking)\ (?:\w+\ ){{0,3}}
        (?:cop(?:y|ies)|sent|mailed|e-?mailed|call-?\ ?back|called\ back|(?:us|you|to)\ (?:send|mail|call))\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def asks_for_something(text: str) -> bool:
    """Whether a line asks for a copy, or for something to be sent or a call back."""
    return bool(_ASKS.search(text))
