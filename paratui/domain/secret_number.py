"""Numbers of people that are nobody's business on a first call: social security and payment card numbers."""

from __future__ import annotations

import re

_SOCIAL_SECURITY = re.compile(
    r"(?<![\d-])(?!000|666|9\d\d)\d{3}[- .](?!00)\d{2}[- .](?!0000)\d{4}(?![\d-])"
    r"|\b(?:ssn|social(?:\s+security)?(?:\s+(?:number|no\.?))?)\W{0,3}(?:is\W{1,2})?(?:\d\W?){8}\d(?!\d)",
    re.IGNORECASE,
)
# The beginnings of the cards people have, with their lengths: phone and claim numbers seldom look like one.
_CARD = re.compile(r"(?<!\d)(?:[2456]\d{3}(?:[ -]?\d{4}){3}|3[47]\d{2}[ -]?\d{6}[ -]?\d{5})(?!\d)")


def secret_number(text: str) -> str:
    """What kind of number a text holds that must not be written down, in words; empty when none."""
    if _SOCIAL_SECURITY.search(text):
        return "a social security number"
    if any(_adds_up(found[0]) for found in _CARD.finditer(text)):
        return "a card number"
    return ""


def _adds_up(number: str) -> bool:
    """Whether the check digit of a card is right (Luhn, ISO/IEC 7812-1)."""
    digits = [int(letter) for letter in reversed(number) if letter.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
