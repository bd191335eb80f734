"""Any script in letters of ASCII, for where no other can be shown."""

from __future__ import annotations


def plain_letters(text: str) -> str:
    """As who has no such keys writes it: Siobhan; a sign that has no letters is left out."""
    from anyascii import anyascii  # noqa: PLC0415 - hardly any terminal is not UTF-8

    return str(anyascii(text))
