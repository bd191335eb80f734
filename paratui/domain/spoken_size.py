"""Sizes and counts as people say them."""

from __future__ import annotations

_UNITS = ("bytes", "kB", "MB", "GB", "TB")
_STEP = 1000


def size_words(size: int) -> str:
    """A number of bytes: "512 bytes", "4.1 kB", "62 GB"."""
    amount, unit = float(size), 0
    while amount >= _STEP - 0.5 and unit < len(_UNITS) - 1:
        amount, unit = amount / _STEP, unit + 1
    shown = f"{amount:.1f}" if unit and amount < 10 else f"{amount:.0f}"
    return f"{shown.removesuffix('.0')} {_UNITS[unit]}"


def count_words(number: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 file", "2,014 files"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
