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
    """One call of a list; the fields mean what they mean in `Call`.

    `lines` are (seconds, kind, text), `skipped` the steps of the checklist that were skipped.
    """

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
    skipped: tuple[str, ...]
    lines: tuple[tuple[int, str, str], ...]

    @property
    def incomplete(self) -> bool:
        """Whether something of the guideline is missing: a step was skipped, or nobody said how the call ended."""
        return bool(self.skipped) or not self.outcome

    @classmethod
    def of(cls, call: dict[str, Any]) -> CallRow:
        """The row of a call document; what another tool put there in its own way is left out."""
        texts = (value if isinstance(value := call.get(name), str) else "" for name in TEXTS)
        numbers = (whole_number(call.get(name)) for name in NUMBERS)
        values: tuple[Any, ...] = (call["id"], *texts, *numbers, skipped_in(call), _lines(call.get("lines")))
        return cls(*values)


def whole_number(value: object) -> int:
    """A number as paratui writes them; 0 for what another tool put there, were it a number that no table holds."""
    return value if isinstance(value, int) and abs(value) < 1 << 63 else 0


def skipped_in(call: dict[str, Any]) -> tuple[str, ...]:
    """The steps of the checklist that were skipped on a call, whoever wrote its document."""
    taken = call.get("checklist")
    answers = taken.get("answers") if isinstance(taken, dict) else None
    told = [one for one in answers if isinstance(one, dict)] if isinstance(answers, list) else []
    # An answer given later stands for the step.
    last = {step: one.get("answer") for one in told if isinstance(step := one.get("step"), str)}
    return tuple(step for step, answer in last.items() if answer == "skipped")


def _lines(lines: object) -> tuple[tuple[int, str, str], ...]:
    told = [line for line in lines if isinstance(line, dict)] if isinstance(lines, list) else []
    return tuple(
        (at if isinstance(at := line.get("at"), int) else 0, str(line.get("kind") or "note"), text)
        for line in told
        if isinstance(text := line.get("text"), str)
    )
