"""A call that is kept: its record, what is being typed and its timer, each change saved as it is made."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from paratui.domain.call_draft import applied, held_since
from paratui.domain.facts_lock import refuse_secrets
from paratui.domain.record import Part
from paratui.domain.wall_clock import from_utc_text, utc_text

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.call import Call
    from paratui.domain.call_draft import CallDraft
    from paratui.services.desk import Desk
    from paratui.store.interface import Draft

TYPING_PAUSE = 0.3


class Saved(NamedTuple):
    """What is on the platter: whether everything is, since when (UTC), or why it is not."""

    all: bool
    at: datetime
    trouble: str


class KeptCall:
    """One call and its draft. What is typed and changed returns at once; saving goes on in a thread of the store."""

    def __init__(self, desk: Desk, state: CallDraft, draft: Draft) -> None:
        self._desk = desk
        self._draft = draft
        self._state = state
        self._changing = Lock()
        self._put = draft.durable()
        self._put_at = desk.now()
        self._unsaved_typing: tuple[str, int] | None = None
        self._hung_up: int | None = None
        self._typed_at = 0.0
        self._start_counting(self._on_the_wall())

    # What it is now

    @property
    def call(self) -> Call:
        """The record so far."""
        return self._state.call

    @property
    def typing(self) -> str:
        """The line that was being typed."""
        return self._state.typing if self._unsaved_typing is None else self._unsaved_typing[0]

    @property
    def typing_line(self) -> int:
        """The earlier line that was being edited, 0 for a new one."""
        return self._state.typing_line if self._unsaved_typing is None else self._unsaved_typing[1]

    @property
    def aside(self) -> str:
        """The new line that waits while an earlier one is edited."""
        if self._unsaved_typing is None:
            return self._state.aside
        if not self._unsaved_typing[1]:
            return ""
        return self._state.aside if self._state.typing_line else self._state.typing

    @property
    def unanswered(self) -> tuple[str, str]:
        """A question of the screen and what was typed of its answer; both empty when there is none."""
        return self._state.question, self._state.answering

    @property
    def parked(self) -> bool:
        """Whether the call is put aside; its timer goes on, the line is on hold."""
        return self._state.parked

    @property
    def on_hold(self) -> int:
        """Whole seconds the line has been on hold so far."""
        since = held_since(self._state.parked_at, utc_text(self._desk.now()))
        return min(self.elapsed(), self.call.on_hold + since)

    def saved(self) -> Saved:
        """Whether everything put so far is on the platter."""
        # Read together: the office's answer to `announce` is put by another thread.
        with self._changing:
            put, at = self._put, self._put_at
        return Saved(self._draft.durable() >= put and self._unsaved_typing is None, at, self._draft.failed())

    # What is typed

    def type(self, text: str, line: int = 0) -> bool:
        """Keep the line being typed, or the earlier `line` being edited; True when `settle` is still to save it."""
        if self._unsaved_typing is not None and self._unsaved_typing[1] != line:
            self.settle()
        self._unsaved_typing = (text, line)
        if self._desk.clock.ticks() - self._typed_at >= TYPING_PAUSE:
            self.settle()
        return self._unsaved_typing is not None

    def settle(self) -> None:
        """Save the line being typed now."""
        if self._unsaved_typing is not None:
            (text, line), self._unsaved_typing = self._unsaved_typing, None
            self._typed_at = self._desk.clock.ticks()
            if (text, line) != (self._state.typing, self._state.typing_line):
                self._record({"e": "typing", "text": text, "line": line})

    def answering(self, question: str, text: str) -> None:
        """Keep the half-typed answer to a question of the screen; without text there is none any more."""
        asked = (question, text) if text else ("", "")
        if asked != self.unanswered:
            self._record({"e": "answering", "question": asked[0], "text": asked[1]})

    # What changes

    def change(self, **fields: Part | tuple[Part | str, ...] | str | int) -> None:
        """Change fields of the call, such as its channel, its outcome, its participants."""
        self._set(**{name: stored(value) for name, value in fields.items()})

    def _set(self, **fields: Any) -> None:
        self._record({"e": "set", "fields": fields})

    def _record(self, event: dict[str, Any]) -> None:
        """Keep an event. Raises FactsLockedError for a text with a number that waits for the conflict check."""
        told = {name: event[name] for name in ("line", "answer") if isinstance(event.get(name), dict)}
        refuse_secrets(self.call, {**told, **event.get("fields", {})})
        with self._changing:
            self._put_at = self._desk.now()
            event["at"] = utc_text(self._put_at)
            self._state = applied(self._state, event)
            self._put = self._draft.put(event)

    def let_go(self, *, on_purpose: bool = False) -> None:
        """Leave the program with the call open: it is offered at the next start."""
        self.settle()
        if on_purpose:
            self._record({"e": "left"})
        self._draft.close()

    # Its timer

    def elapsed(self) -> int:
        """Whole seconds of the call so far; a wall clock set back does not take any away."""
        if self._hung_up is not None:
            return self._hung_up
        return int(self._counted + self._desk.clock.ticks() - self._ticks)

    def count_from_the_drop(self) -> None:
        """The call stood still since its line was cut: the time until now does not count."""
        dropped = int((self._desk.now() - from_utc_text(self._state.last)).total_seconds())
        self._record({"e": "away", "seconds": max(0, dropped)})
        self._start_counting(self._on_the_wall())

    def hang_up(self) -> None:
        """The line is closed: what comes now, such as looking over the wrap-up page, takes no time of the call."""
        self._hung_up = self.elapsed()

    def go_on(self) -> None:
        """The call goes on after all, and has gone on meanwhile."""
        self._hung_up = None

    def _on_the_wall(self) -> float:
        wall = (self._desk.now() - from_utc_text(self.call.started)).total_seconds() - self._state.away
        last = max((line.at for line in self.call.lines), default=0)
        return max(0.0, wall, float(last))

    def _start_counting(self, counted: float) -> None:
        self._counted = counted
        self._ticks = self._desk.clock.ticks()


def stored(value: Part | tuple[Part | str, ...] | str | int) -> Any:
    """A value as it stands in a document."""
    if isinstance(value, Part):
        return value.doc()
    if isinstance(value, tuple):
        return [one.doc() if isinstance(one, Part) else one for one in value]
    return value
