"""Asking for calls where nothing but their coming ends the question."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from paratui.store.interface import GivenUpError

if TYPE_CHECKING:
    from paratui.domain.call_filter import CallFilter
    from paratui.domain.call_row import CallRow
    from paratui.services.desk import Desk


def wanted_calls(
    desk: Desk, wanted: CallFilter, limit: int, *, before: int | None = None, lines: bool = True
) -> list[CallRow]:
    """Up to `limit` wanted calls, newest first, those below the id `before`. Raises StoreError."""
    while True:
        # Somebody else's question was given up, and with it whichever was being answered: it is asked again.
        with suppress(GivenUpError):
            return desk.store.call_rows(wanted, limit, before=before, lines=lines)
