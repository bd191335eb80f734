"""A legal matter."""

from __future__ import annotations

from paratui.domain.record import Record


class Matter(Record, frozen=True, kw_only=True):
    """`number` is the office's own, such as 2026-0142; `title` says what it is about in two words.

    `stage` is where it stands, in plain words.
    """

    number: str
    title: str = ""
    status: str = "open"
    attorney: str = ""
    clients: tuple[int, ...] = ()
    instructions: tuple[str, ...] = ()
    touch_base_days: int = 30
    stage: str = ""
