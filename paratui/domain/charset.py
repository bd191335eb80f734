"""Which letters a terminal shows, as the locale of the login names them."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

UTF_8 = "utf-8"
ASCII = "ascii"
PYTHONS_OWN = frozenset({"C.UTF-8", "C.utf8", "UTF-8"})
"""What Python sets LC_CTYPE to, in its own environment, where the locale of the login cannot be used (PEP 538)."""
_EURO = "iso8859-15"
# Every character of ASCII, and what other charsets take for a change of alphabet.
_PLAIN = bytes(range(128)) + b"\x1b$B\x1b(B~{~}+-\\u0041"


def charset_of(environ: Mapping[str, str]) -> str:
    """The charset of the terminal as a codec's name; UTF-8 unless the locale names another one.

    LC_ALL, LC_CTYPE and LANG are asked in this order, as POSIX has it. A locale that names no charset says nothing
    of the terminal, and a bare LANG=C is what a box has when nobody chose: both are UTF-8. LC_ALL=C was chosen.
    """
    chosen = [environ[one] for one in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(one)]
    if len(chosen) > 1 and chosen[0] in PYTHONS_OWN and not environ.get("LC_ALL"):
        # Python puts it in the place of a locale the box does not have, such as one that ssh brought along.
        del chosen[0]
    name = chosen[0] if chosen else ""
    if name in {"C", "POSIX"}:
        return ASCII if environ.get("LC_ALL") else UTF_8
    language, dot, rest = name.partition(".")
    charset, _, variant = (rest if dot else language).partition("@")
    if not dot:
        # "de_DE@euro" has always been Latin-9; macOS sends its charset alone, as LC_CTYPE=UTF-8.
        return _EURO if variant == "euro" else UTF_8
    return _codec(charset)


def _codec(charset: str) -> str:
    """The codec of that name, ASCII where there is none or it is none for a terminal."""
    try:
        codec = codecs.lookup(charset)
        plain = codec.encode(_PLAIN.decode())[0] == _PLAIN and codec.decode(_PLAIN)[0] == _PLAIN.decode()
    except (LookupError, ValueError, TypeError):
        return ASCII
    return codec.name if plain else ASCII
