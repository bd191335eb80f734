"""The name of a document's file, `ClientName_CaseType_DocumentType_Date`: Garcia-Maria_Custody_Order_2026-10-08."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_WORD = re.compile(r"[A-Za-z0-9]+")
LONGEST_PART = 40
UNKNOWN = "Unnamed"


def document_name(client: str, case_type: str, document_type: str, day: date) -> str:
    """The name, in plain letters, digits and hyphens; a part nobody knows is Unnamed.

    The surname stands first; of a document's type each word begins with a capital: CourtOrder.
    """
    *given, last = _words(client) or [""]
    parts = ("-".join(filter(None, (last, *given))), _joined(case_type), _joined(document_type))
    return "_".join([*(part[:LONGEST_PART].strip("-") or UNKNOWN for part in parts), day.isoformat()])


def _joined(text: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in _words(text))


def _words(text: str) -> list[str]:
    from anyascii import anyascii  # noqa: PLC0415 - names from other scripts: only when a copy is to be sent

    # An apostrophe parts no name: O'Brien is one word.
    return _WORD.findall(str(anyascii(text)).replace("'", ""))
