"""The text of a file whose encoding nobody told: UTF-8, UTF-16 that says so, else what Windows writes."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from paratui.domain.errors import BadInput

_KNOWN = (
    (b"PK\x03\x04", "an Excel workbook or an archive; open it there and save it as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook; open it there and save it as CSV"),
    (b"%PDF", "a PDF; export the contacts as CSV or vCard"),
    (b"{\\rtf", "a text with its layout (RTF); export the contacts as CSV or vCard"),
    (b"<", "a web page or XML; export the contacts as CSV or vCard"),
    (b"[{", "JSON; export the contacts as CSV or vCard"),
)
# No text has these; tabs, the ends of lines and pages, and escape sequences are cleaned away further on.
# An accented letter, a curved quotation mark or a dash as UTF-8 writes it; in no Windows text these signs meet.
_LETTER_OF_UTF_8 = re.compile(rb"\xc3[\xa0-\xaa\xac-\xba\xbc-\xbf]|\xe2\x80[\x93-\x9d]")
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Decoded(NamedTuple):
    """A text, and the name of its encoding for people."""

    text: str
    encoding: str


def decoded(raw: bytes) -> Decoded:
    """The text of a file. Raises BadInput for what is no text, saying what it is or at which line it shows."""
    for begins, what in _KNOWN:
        if raw.startswith(begins):
            raise BadInput(f"The file is {what}")
    for mark, encoding, name in (
        (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
        (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
    ):
        if raw.startswith(mark):
            return _read(raw, encoding, name)
    try:
        return _read(raw, "utf-8", "UTF-8")
    except UnicodeDecodeError as error:
        _refuse_binary(raw.decode("latin-1"))
        if _LETTER_OF_UTF_8.search(raw, 0, error.start):
            # Letters of two programs in one file: read as either, names would be other than they are.
            line = raw.count(b"\n", 0, error.start) + 1
            raise BadInput(
                f"Line {line} is no UTF-8 text, as the lines before it are; save the file as UTF-8 and try again"
            ) from None
        return _read(raw, "cp1252", "Windows-1252")


def _read(raw: bytes, encoding: str, name: str) -> Decoded:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            raise
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput(f"Line {line} is no {name} text; save the file as UTF-8 and try again") from None
    _refuse_binary(text)
    return Decoded(text, name)


def _refuse_binary(text: str) -> None:
    if found := _BINARY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise BadInput(f"Line {line} holds signs that are in no text; save the contacts as CSV in UTF-8, or as vCard")
