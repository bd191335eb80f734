"""A text as whoever walks past may read it: before it is cut to its place, so that nothing is guessed from a rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from textual._context import active_app

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

_WORD = re.compile(r"[^\W\d_]{2,}")


class Hiding(Protocol):
    """Hides names in a text."""

    @property
    def knows(self) -> int: ...

    def changes(self, text: str) -> Sequence[tuple[int, int, str]]: ...

    def of_text(self, text: str) -> str: ...

    def of_styled(self, text: Text) -> Text: ...


def veil_now() -> Hiding | None:
    """What hides names in the app that is drawn; None where they are written out."""
    veil: Hiding | None = getattr(active_app.get(None), "veil", None)
    return veil


def as_seen(text: str) -> str:
    """A text as it may be read."""
    veil = veil_now()
    return veil.of_text(text) if veil else text


def styled_as_seen(text: Text) -> Text:
    """A styled text as it may be read."""
    veil = veil_now()
    return veil.of_styled(text) if veil else text


def as_nobody_knows(text: str) -> str:
    """A text of which nobody can say what in it is a name, as it may be read."""
    return _WORD.sub(lambda word: f"{word[0][0]}.", text) if veil_now() else text


def cut(text: Text, width: int) -> Text:
    """A styled text as it may be read, in at most so many cells; the last says when it goes on."""
    seen = styled_as_seen(text).copy()
    seen.truncate(width, overflow="ellipsis")
    return seen
