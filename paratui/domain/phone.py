"""Phone numbers: typed, kept as E.164 with their extension ("+14155552671;ext=12"), and shown.

The library is loaded when the first number is looked at: it costs a start-up 40 ms it can do without.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from paratui.domain.errors import BadInput

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_LONGEST: Final = 40
_EXTENSION = re.compile(r"(?i)(.*?\d\D*?)(\s*(?:;\s*ext=|ext(?:ension)?\.?|x|#)\s*(\d*))\s*")
_TYPED = re.compile(r"[\d\s()+./*#,;=:x-]*", re.ASCII | re.IGNORECASE)
_EXTENSION_WORD = re.compile(r";ext=|ext(?:ension|n)?\.?", re.IGNORECASE)


def digits(text: str) -> str:
    """The digits of a text, to search numbers by: "(415) 555-2671" is "4155552671"."""
    return "".join(str(int(character)) for character in text if character.isdecimal())


def as_typed(text: str, region: str) -> str:
    """A number half typed, with the gaps and brackets of its country: "4155552" is "415-5552".

    What is not a number ("withheld") stays as it is; an extension stays behind the number.
    """
    extended = _EXTENSION.fullmatch(text)
    number, rest = (extended[1], f" x{extended[3]}") if extended else (text, "")
    if len(text) > _LONGEST or not re.fullmatch(r"\s*\+?[\d\s().-]*", number) or not digits(number):
        return text
    from phonenumbers import AsYouTypeFormatter  # noqa: PLC0415  loaded late, see above

    formatter = AsYouTypeFormatter(region)
    shape = ""
    for character in ("+" if number.lstrip().startswith("+") else "") + digits(number):
        shape = formatter.input_digit(character)
    return shape + rest


def read_phone(text: str, region: str) -> str:
    """The number as it is kept; raises BadInput saying what is wrong with one that cannot be a number."""
    import phonenumbers  # noqa: PLC0415  loaded late, see above
    from phonenumbers import ValidationResult  # noqa: PLC0415

    named = text.strip() if len(text) <= _LONGEST else f"{text.strip()[:_LONGEST]}..."
    plain = _EXTENSION_WORD.sub("x", text)
    written = _TYPED.fullmatch(plain) or phonenumbers.is_alpha_number(text)  # 1-800-FLOWERS is written too
    if len(text) > _LONGEST or not written or not digits(plain):
        raise BadInput(f'"{named}" is no phone number; write digits, such as "(415) 555-2671", or leave it empty')
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise BadInput(
            f'"{named}" is no phone number; write it with its area code, or with + and its country code'
        ) from None
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == ValidationResult.IS_POSSIBLE:
        return _kept(number)
    raise BadInput(f'The phone number "{named}" {_WRONG[reason]}')


# Keys are phonenumbers.ValidationResult, which is not loaded yet here.
_WRONG: dict[int, str] = {
    1: "has a country code nobody uses; check the digits after the +",
    2: "is too short; write it with its area code",
    3: "is too long; check its digits, and write an extension as x12",
    4: "has no area code; write it with one",
    5: "has the wrong number of digits; check it, or leave it empty",
}


@lru_cache(maxsize=4096)
def shown(e164: str, region: str) -> str:
    """A kept number for the eye: national within the office's country, international otherwise.

    What is not a kept number (withheld, garbled) is shown as it is.
    """
    number = _parsed(e164)
    if number is None:
        return e164
    from phonenumbers import PhoneNumberFormat, country_code_for_region, format_number  # noqa: PLC0415

    at_home = number.country_code == country_code_for_region(region)
    return format_number(number, PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL)


def zones(e164: str) -> tuple[str, ...]:
    """The IANA zones the number's prefix belongs to, none when nothing is known; a guess, never more."""
    number = _parsed(e164)
    if number is None:
        return ()
    from phonenumbers.timezone import time_zones_for_number  # noqa: PLC0415

    return tuple(zone for zone in time_zones_for_number(number) if zone != "Etc/Unknown")


def _kept(number: PhoneNumber) -> str:
    from phonenumbers import PhoneNumberFormat, format_number  # noqa: PLC0415

    plain = format_number(number, PhoneNumberFormat.E164)
    return f"{plain};ext={number.extension}" if number.extension else plain


def _parsed(e164: str) -> PhoneNumber | None:
    if not e164.startswith("+"):
        return None
    import phonenumbers  # noqa: PLC0415

    try:
        return phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return None
