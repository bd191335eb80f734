"""The answer to a question as it is typed: kept like a call in progress, in the drafts folder of its own login.

Events (`e`): lines (those that were ended with Enter) · typing (the one being typed). Its draft has the item's id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.wall_clock import utc_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.services.desk import Desk
    from paratui.store.interface import Draft


class KeptAnswer:
    """One answer that is not sent yet; `lines` and `typing` are what was left of it when it was taken up."""

    def __init__(self, desk: Desk, draft: Draft, lines: Sequence[str] = (), typing: str = "") -> None:
        self.lines = list(lines)
        self.typing = typing
        self._desk = desk
        self._draft = draft

    @classmethod
    def take_up(cls, desk: Desk, item: int) -> KeptAnswer:
        """The answer to an item as far as it was typed, whatever cut it off. Raises StoreError."""
        left = next((one.events for one in desk.store.orphaned_drafts() if one.call == item), ())
        lines: list[str] = []
        typing = ""
        for event in left:
            if event.get("e") == "lines":
                lines, typing = [str(line) for line in event["lines"]], ""
            elif event.get("e") == "typing":
                typing = str(event["text"])
        return cls(desk, desk.store.draft(item), lines, typing)

    @property
    def failed(self) -> str:
        """Why it cannot be kept at present, as a sentence; empty when all is well."""
        return self._draft.failed()

    def keep(self, lines: Sequence[str], typing: str) -> None:
        """Keep what stands there now; a thread of the store makes it durable."""
        now = utc_text(self._desk.now())
        if list(lines) != self.lines:
            self.lines, self.typing = list(lines), ""
            self._draft.put({"e": "lines", "lines": self.lines, "at": now})
        if typing != self.typing:
            self.typing = typing
            self._draft.put({"e": "typing", "text": typing, "at": now})

    def leave(self) -> None:
        """Let go of it: what was typed is there the next time, where nothing was, nothing stays behind."""
        if self.lines or self.typing.strip():
            self._draft.close()
        else:
            self._draft.discard()

    def sent(self) -> None:
        """It is in the office's records now."""
        self._draft.discard()
