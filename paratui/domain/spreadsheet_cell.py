"""A text as a cell of a CSV file: a spreadsheet that opens it computes nothing and calls nobody.

A cell that begins with = + - @ or a control is a formula to a spreadsheet (OWASP, CSV injection); an apostrophe
before it makes it text. A telephone number such as +14155552671 calls nothing and stays as other programs read it.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_NUMBER = re.compile(r"\+\d{3,15}(?: x\d{1,12})?", re.ASCII)


def guarded(text: str) -> str:
    """The text as it is written to a cell."""
    harmless = _NUMBER.fullmatch(text) or not (_FORMULA.match(text) or _GUARDED.match(text))
    return text if harmless else f"'{text}"


def unguarded(cell: str) -> str:
    """The text of a cell that was guarded."""
    return cell[1:] if _GUARDED.match(cell) else cell
