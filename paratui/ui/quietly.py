"""Work whose refusal needs no word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError

if TYPE_CHECKING:
    from collections.abc import Callable


def quietly(work: Callable[[], object]) -> Callable[[], None]:
    """The same work, for a refusal by the store that is not worth a word: it is tried again later."""

    def tried() -> None:
        try:
            work()
        except ParatuiError:
            return

    return tried
