"""Phone numbers: typed, kept as E.164 with their extension ("+14155552671;ext=12"), and shown.

The library is loaded when the first number is looked at: it costs a start-up 40 ms it can do without.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from paratui.domain.errors import BadInput

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_LONGEST: Final = 40
_WORD = r"ext(?:ension|n)?|x|durchwahl|dw|apparat|app|poste|anexo|interno|int|toestel|tst"
# Patterns in words: made with the first number, not with the first picture.
_EXTENSION = rf"(?i)(.*?\d\D*?)(\s*(?:;\s*ext=|(?:{_WORD})\.?|#)[\s:]*(\d*))\s*"
_EXTENSION_WORD = rf"(?i)(?<=[\d\s).,;:-])(?:;?\s*ext=|(?:{_WORD})\.?)[\s:]*(?=\d|$)"
_NO_EXTENSION = r"[\s,;]*(?<=[\d\s).,;:-])[x#]\s*$"
_TYPED = r"(?ai)[\d\s()+./*#,;=:x-]*"
_TO_FORMAT = r"\s*\+?[\d\s().-]*"
# Marks that come along when a number is pasted from a message or a page: direction marks, soft hyphens.
_INVISIBLE = ("Cf", "Cs", "Co", "Cn")
_NORTH_AMERICAN = r"(?a)\+1[2-9]\d\d[2-9]\d{6}(?!\d)"
# What is dialled before a country code from Europe and most of the world, and from North America.
_DIALLED_BEFORE = ("00", "011")


def digits(text: str) -> str:
    """The digits of a text, to search numbers by: "(415) 555-2671" is "4155552671"."""
    return "".join(str(int(character)) for character in text if character.isdecimal())


def as_typed(text: str, region: str) -> str:
    """A number half typed, with the gaps and brackets of its country: "4155552" is "415-5552".

    What is not a number ("withheld") stays as it is; an extension stays behind the number. No digit is ever
    changed, taken or added, whatever the region.
    """
    if len(text) > _LONGEST:
        return text
    extended = re.fullmatch(_EXTENSION, text)
    number, rest = (extended[1], f" x{extended[3]}") if extended else (text, "")
    typed = digits(number)
    if not re.fullmatch(_TO_FORMAT, number) or not typed:
        return text
    if number.lstrip().startswith("+"):
        return _shaped(f"+{typed}", region) + rest
    shape = _shaped(typed, region)
    if shape == typed and typed.startswith("00") and typed[2:]:
        # Typed as from Europe in a country where that is no way to dial abroad: what is meant is plain.
        shape = f"00 {_shaped(f'+{typed[2:]}', region)[1:]}"
    return shape + rest


def _shaped(typed: str, region: str) -> str:
    from phonenumbers import AsYouTypeFormatter  # noqa: PLC0415  loaded late, see above

    formatter = AsYouTypeFormatter(region.upper())
    shape = ""
    for character in typed:
        shape = formatter.input_digit(character)
    return shape


def read_phone(text: str, region: str) -> str:
    """The number as it is kept; raises BadInput saying what is wrong with one that cannot be a number."""
    typed = plain(text)
    named = typed if len(typed) <= _LONGEST else f"{typed[:_LONGEST]}..."
    read = _read(typed, region)
    if read is None:
        raise BadInput(f'"{named}" is no phone number; write digits, such as "(415) 555-2671", or leave it empty')
    if read == _UNREADABLE:
        raise BadInput(f'"{named}" is no phone number; write it with its area code, or with + and its country code')
    if isinstance(read, int):
        raise BadInput(f'The phone number "{named}" {_WRONG[read]}')
    kept = _kept_soundly(read, region)
    if not kept:
        raise BadInput(f'"{named}" is no phone number; write it with its area code, or with + and its country code')
    return kept


def plain(text: str) -> str:
    """A number as it may have been pasted, in plain signs: no invisible marks, one kind of blank and of dash."""
    return " ".join("".join(map(_plain_sign, text)).split())


@lru_cache(maxsize=1024)
def _plain_sign(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind in _INVISIBLE:
        return ""
    if kind in {"Cc", "Zs", "Zl", "Zp"}:
        return " "
    if sign.isdecimal():
        return str(int(sign))
    # Letters stay as they are: a caller's name is nothing to be tidied.
    return "-" if kind == "Pd" else sign if sign.isalpha() else unicodedata.normalize("NFKC", sign)


def possible(typed: str, region: str) -> str:
    """The number as it is kept, empty when it cannot be one; for what is typed as a number and may be none."""
    read = _read(plain(typed), region)
    return "" if read is None or isinstance(read, int) else _kept_soundly(read, region)


def is_likely(e164: str) -> bool:
    """Whether such numbers are given to people; False when a digit of a kept number was probably misheard."""
    number = _parsed(e164)
    if number is None:
        return False
    import phonenumbers  # noqa: PLC0415  loaded late, see above

    # The library learns of new area codes years late, so of North America only the shape is asked.
    abroad = not e164.startswith("+1")
    return bool(re.match(_NORTH_AMERICAN, e164)) or (abroad and phonenumbers.is_valid_number(number))


def is_short(typed: str, region: str) -> bool:
    """Whether this is a short number of a service in this country, such as 611 or 72975."""
    import phonenumbers  # noqa: PLC0415  loaded late, see above

    try:
        number = phonenumbers.parse(typed, region.upper())
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_short_number_for_region(number, region.upper())


def is_emergency(typed: str, region: str) -> bool:
    """Whether this number calls the police, the fire brigade or an ambulance in this country."""
    import phonenumbers  # noqa: PLC0415  loaded late, see above

    return phonenumbers.is_emergency_number(typed, region.upper())


def _read(typed: str, region: str) -> PhoneNumber | int | None:
    """The number, what is wrong with it (a key of _WRONG, or _UNREADABLE), or None for what is no number at all."""
    import phonenumbers  # noqa: PLC0415  loaded late, see above
    from phonenumbers import ValidationResult  # noqa: PLC0415

    bare = re.sub(_NO_EXTENSION, "", re.sub(_EXTENSION_WORD, "x", typed))
    lettered = phonenumbers.is_alpha_number(bare)  # 1-800-FLOWERS is written too
    if len(typed) > _LONGEST or not (re.fullmatch(_TYPED, bare) or lettered) or not digits(bare):
        return None
    try:
        number = phonenumbers.parse(bare, region.upper())
    except phonenumbers.NumberParseException:
        return _abroad(bare) or _UNREADABLE
    reason: int = phonenumbers.is_possible_number_with_reason(number)
    if reason != ValidationResult.IS_POSSIBLE or not phonenumbers.is_valid_number(number):
        # What is no number of this country may be one of another, typed with the sign of somewhere else.
        abroad = _abroad(bare)
        if abroad:
            return abroad
    return number if reason == ValidationResult.IS_POSSIBLE else reason


def _abroad(typed: str) -> PhoneNumber | None:
    """The number of a country whose code stands behind 00 or 011, None when there is no such number."""
    import phonenumbers  # noqa: PLC0415  loaded late, see above

    number, mark, extension = typed.partition("x")
    dialled = digits(number)
    for before in _DIALLED_BEFORE:
        if dialled.startswith(before) and not number.lstrip().startswith("+"):
            try:
                found = phonenumbers.parse(f"+{dialled.removeprefix(before)}{mark}{extension}", None)
            except phonenumbers.NumberParseException:
                continue
            if phonenumbers.is_valid_number(found):
                return found
    return None


# Keys are phonenumbers.ValidationResult, which is not loaded yet here.
_UNREADABLE: Final = -1
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


def region_of(e164: str) -> str:
    """The country of a kept number as ISO 3166 writes it ("GB"), empty when it tells none."""
    number = _parsed(e164)
    if number is None or number.country_code is None:
        return ""
    from phonenumbers import region_code_for_country_code, region_code_for_number  # noqa: PLC0415

    region = region_code_for_number(number) or region_code_for_country_code(number.country_code)
    return region if region.isalpha() and region != "ZZ" else ""


def _kept(number: PhoneNumber) -> str:
    from phonenumbers import PhoneNumberFormat, format_number  # noqa: PLC0415

    plain = format_number(number, PhoneNumberFormat.E164)
    return f"{plain};ext={number.extension}" if number.extension else plain


def _kept_soundly(number: PhoneNumber, region: str) -> str:
    """The same; empty for what would be another number when it is read again, such as nothing but zeros."""
    kept = _kept(number)
    again = _read(kept, region)
    return "" if again is None or isinstance(again, int) or _kept(again) != kept else kept


def _parsed(e164: str) -> PhoneNumber | None:
    if not e164.startswith("+"):
        return None
    import phonenumbers  # noqa: PLC0415

    try:
        return phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return None
