"""A call as a list shows it, without everything else a call holds."""

from __future__ import annotations

from typing import Any, NamedTuple

TEXTS = (
    "started",
    "status",
    "staff",
    "person",
    "phone",
    "matter",
    "matter_title",
    "channel",
    "direction",
    "outcome",
)
NUMBERS = ("seconds", "person_id", "matter_id")


class CallRow(NamedTuple):
    """One call of a list; the fields mean what they mean in `Call`. `lines` are (seconds, kind, text)."""

    id: int
    started: str
    status: str
    staff: str
    person: str
    phone: str
    matter: str
    matter_title: str
    channel: str
    direction: str
    outcome: str
    seconds: int
    person_id: int
    matter_id: int
    lines: tuple[tuple[int, str, str], ...]

    @classmethod
    def of(cls, call: dict[str, Any]) -> CallRow:
        """The row of a call document; what another tool put there in its own way is left out."""
        texts = (value if isinstance(value := call.get(name), str) else "" for name in TEXTS)
        numbers = (value if isinstance(value := call.get(name), int) else 0 for name in NUMBERS)
        values: tuple[Any, ...] = (call["id"], *texts, *numbers, _lines(call.get("lines")))
        return cls(*values)


def _lines(lines: object) -> tuple[tuple[int, str, str], ...]:
    told = [line for line in lines if isinstance(line, dict)] if isinstance(lines, list) else []
    return tuple(
        (at if isinstance(at := line.get("at"), int) else 0, str(line.get("kind") or "note"), text)
        for line in told
        if isinstance(text := line.get("text"), str)
    )
