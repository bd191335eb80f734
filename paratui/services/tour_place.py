"""How far somebody has come in the tour: theirs, in their own state and never in an office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.store.own_state import keep_state, read_state

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "tour"


class TourPlace:
    """`lesson` is the id of the one that is next, "" for the first; `office` the folder the tour was begun in.

    Where the home takes no file the tour goes on, and begins anew the next time.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        told = read_state(environ, _NAME)
        self.lesson = _text(told, "lesson")
        self.office = _text(told, "office")
        self.offered = told.get("offered") is True
        self.finished = told.get("finished") is True

    @property
    def under_way(self) -> bool:
        """Whether it was begun and not come to its end."""
        return bool(self.lesson) and not self.finished

    def keep(self, **changes: Any) -> None:
        """Remember it otherwise."""
        for name, value in changes.items():
            setattr(self, name, value)
        told = {"lesson": self.lesson, "office": self.office, "offered": self.offered, "finished": self.finished}
        keep_state(self._environ, _NAME, told)


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""
