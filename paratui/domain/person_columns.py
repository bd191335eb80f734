"""Where a column of another program's contacts goes: the fields there are, and the headers that are known.

Known are Clio's contacts, Outlook's and Google's CSV exports, and our own.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from paratui.domain.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

# Every field a column can go to, and what it is called. "" is a column that is left out.
FIELDS: Final[dict[str, str]] = {
    "": "(left out)",
    "name": "Name",
    "first_name": "First name",
    "middle_name": "Middle name",
    "last_name": "Last name",
    "suffix": "Suffix",
    "company": "Company",
    "phone": "Phone",
    "mobile": "Phone, mobile",
    "home": "Phone, home",
    "work": "Phone, work",
    "fax": "Fax",
    "pager": "Pager",
    "phone_label": "What answers at the phone to the right",
    "phone_safe": "Safe to call: the phone to the left",
    "phone_say_only": "Name to say: at the phone to the left",
    "phone_voicemail": "Voicemail: at the phone to the left",
    "phone_best_times": "Best times: at the phone to the left",
    "email": "E-mail",
    "address": "Address",
    "street": "Street",
    "city": "City",
    "state": "State",
    "postal_code": "Postal code",
    "country": "Country",
    "role": "Role",
    "say": "How the name is said",
    "other_name": "Other name",
    "birthday": "Birthday",
    "identity_fact": "Identity fact",
    "language": "Language",
    "place": "Place stated",
    "zone": "Time zone",
    "voicemail": "Voicemail",
    "best_times": "Best times",
    "how_to_talk": "How to talk with them",
    "say_only": "Name to say",
    "accommodations": "Accommodations",
    "barriers": "Barriers",
    "minor": "Under age",
    "remarks": "Remarks",
}
# What is a name in itself or a part of one.
NAMES: Final = frozenset(
    {"name", "first_name", "middle_name", "last_name", "company", "say", "other_name", "phone_say_only", "say_only"}
)
# What answers in each column of numbers.
LINES: Final = {"phone": "", "mobile": "mobile", "home": "home", "work": "work", "fax": "fax", "pager": "pager"}

# Headers without their numbers and signs: "Phone 1 - Value" is "phone value".
_HEADERS: Final = {
    "name": "name|full name|display name|file as|contact|contact name|client|client name|fn",
    "first_name": "first name|given name|first|forename|vorname|nombre",
    "middle_name": "middle name|additional name|middle|second name",
    "last_name": "last name|family name|surname|last|nachname|apellido|apellidos",
    "suffix": "suffix|name suffix",
    "company": "company|firma|company name|organization|organization name|organisation|firm|employer",
    "phone": "phone|telephone|phone number|telephone number|primary phone|phone value|other phone|main phone|tel"
    "|contact number|number|car phone|callback|primary phone number|telefon|telefonnummer|rufnummer",
    "mobile": "mobile|mobile phone|cell|cell phone|cell number|mobile number|cellular|handy|celular"
    "|handynummer|mobiltelefon",
    "home": "home phone|home telephone|phone home|home number",
    "work": "business phone|work phone|business telephone|office phone|company main phone|work number",
    "fax": "fax|business fax|home fax|other fax|fax number",
    "pager": "pager",
    "phone_label": "phone label|phone type",
    "phone_safe": "phone safe",
    "phone_say_only": "phone say only",
    "phone_voicemail": "phone voicemail",
    "phone_best_times": "phone best times",
    "email": "email|e mail|email address|e mail address|e mail value|email value|mail"
    "|primary email|primary email address|e mail adresse|email adresse",
    "address": "address|address formatted|home address|business address|mailing address",
    "street": "street|business street|address street|street address|strasse",
    "city": "city|business city|address city|town|ort|wohnort|stadt",
    "state": "state|business state|address region|province",
    "postal_code": "postal code|business postal code|zip|zip code|address postal code|plz|postleitzahl",
    "country": "country|business country region|business country|address country|land",
    "role": "role|contact role",
    "say": "say|pronunciation|phonetic name",
    "other_name": "other name|nickname|alias|aka|maiden name|former name",
    "birthday": "birthday|date of birth|dob|birth date|geburtstag|geburtsdatum",
    "identity_fact": "identity fact",
    "language": "language|preferred language|sprache",
    "place": "place",
    "zone": "time zone|timezone",
    "voicemail": "voicemail",
    "best_times": "best times|best time to call",
    "how_to_talk": "how to talk",
    "say_only": "say only",
    "accommodations": "accommodations",
    "barriers": "barriers",
    "minor": "minor|under age",
    "remarks": "remarks|notes|note|comments",
}
_FIELD_OF: Final = {header: field for field, headers in _HEADERS.items() for header in headers.split("|")}
# Our own report of refused rows, mended and given again: its first columns say nothing about anybody.
REPORT: Final = ("Refused line", "Refused field", "Refused why")


def field_of(header: str) -> str:
    """The field of a header, empty for one that is not known."""
    return _FIELD_OF.get(_plain(header), "")


def _plain(header: str) -> str:
    words = re.sub(r"[\W_]+", " ", header.casefold()).split()
    return " ".join(word for word in words if not word.isdecimal())


def is_header(cells: Sequence[str]) -> bool:
    """Whether the first row of a file names its columns: one is known, and none holds a number or an address."""
    if any(looks_like_phone(cell) or "@" in cell for cell in cells):
        return False
    return any(field_of(cell) for cell in cells)


def looks_like_phone(cell: str) -> bool:
    """Whether a cell may be a telephone number."""
    return bool(re.fullmatch(r"[\d\s()+./x-]{7,25}", cell.strip())) and sum(map(str.isdecimal, cell)) >= 7


def distinct(headers: Sequence[str]) -> tuple[str, ...]:
    """The names of columns, each once: a second "Phone" is "Phone (2)", a column without a name "Column 3"."""
    seen: dict[str, int] = {}
    names: list[str] = []
    for place, header in enumerate(headers, 1):
        name = " ".join(header.split()) or f"Column {place}"
        seen[name.casefold()] = count = seen.get(name.casefold(), 0) + 1
        names.append(name if count == 1 else f"{name} ({count})")
    return tuple(names)


def guessed(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """A field for each column of a file without headers, from what stands in its first rows."""
    fields: list[str] = []
    for column in list(zip_longest(*rows, fillvalue=""))[: len(headers)]:
        filled = [cell for cell in column if cell.strip()]
        if filled and all(looks_like_phone(cell) for cell in filled):
            fields.append("phone")
        elif filled and all("@" in cell for cell in filled):
            fields.append("email")
        elif filled and "name" not in fields and all(_like_a_name(cell) for cell in filled):
            fields.append("name")
        else:
            fields.append("")
    return (*fields, *[""] * (len(headers) - len(fields)))


def _like_a_name(cell: str) -> bool:
    return len(cell.split()) > 1 and not any(letter.isdecimal() for letter in cell)


def mapped(columns: Sequence[str], fields: Sequence[str], wishes: Sequence[str]) -> tuple[str, ...]:
    """The fields of the columns after what was wished, such as "Client nr=remarks". Raises BadInput.

    A column is named by its header in any letter case, or as "Column 3".
    """
    found = list(fields)
    for wish in wishes:
        column, sign, field = wish.rpartition("=")
        if not sign or not column.strip():
            raise BadInput(f'--map "{wish}" names no column and field; write it such as --map "Cell nr=mobile"')
        field = field.strip().casefold().replace(" ", "_").replace("-", "_")
        if field not in FIELDS and field != "none":
            fields_shown = ", ".join(filter(None, FIELDS))
            raise BadInput(f'--map "{wish}": there is no field {field}; the fields are {fields_shown}')
        found[_place(columns, column)] = "" if field == "none" else field
    return tuple(found)


def _place(columns: Sequence[str], wanted: str) -> int:
    name = " ".join(wanted.casefold().split())
    for place, column in enumerate(columns):
        if name in {column.casefold(), f"column {place + 1}"}:
            return place
    shown = ", ".join(columns[:20])
    raise BadInput(f'There is no column "{wanted.strip()}"; the file has {shown}')
