"""What one stored version of a call says otherwise than the one before it, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from paratui.domain.note_line import MARK_OF
from paratui.domain.spoken_time import line_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paratui.domain.record import Doc

# Fields that are said as they are, by the word a person calls them.
_FIELDS = {
    "person": "who",
    "phone": "number",
    "matter": "matter",
    "channel": "channel",
    "direction": "direction",
    "outcome": "outcome",
    "seconds": "length in seconds",
    "tenths": "billed tenths",
    "billing": "billing line",
    "next_contact": "next contact",
}


class Difference(NamedTuple):
    """`what` it is about; how it `was`, empty when it is new; how it `is`, empty when it is gone."""

    what: str
    was: str
    is_now: str


def differences(before: Doc, after: Doc) -> list[Difference]:
    """What changed between two versions: first the note lines in order, then the rest."""
    return [*_between(_lines(before), _lines(after)), *_between(_facts(before), _facts(after))]


def _between(before: dict[str, str], after: dict[str, str]) -> Iterator[Difference]:
    for what in dict.fromkeys([*before, *after]):
        was, is_now = before.get(what, ""), after.get(what, "")
        if was != is_now:
            yield Difference(what, was, is_now)


def _lines(call: Doc) -> dict[str, str]:
    told = {}
    for line in _parts(call.get("lines")):
        kind = MARK_OF.get(str(line.get("kind")), "")
        at = line.get("at")
        place = line_time(at) if isinstance(at, int) else "?"
        # Two lines of one second are told apart by their number.
        told[f"line {line.get('line')} at {place}"] = f"{kind} {line.get('text', '')}".strip()
    return told


def _facts(call: Doc) -> dict[str, str]:
    told = {name: str(value) for field, name in _FIELDS.items() if (value := call.get(field))}
    taken = call.get("checklist")
    for answer in _parts(taken.get("answers") if isinstance(taken, dict) else None):
        reason = f" ({answer['reason']})" if answer.get("reason") else ""
        told[f"step {answer.get('step')}"] = str(answer.get("answer", "")).replace("_", " ") + reason
    for date in _parts(call.get("reported")):
        mark = f", verified by {date['verified_by']}: {date.get('verified')}" if date.get("verified_by") else ""
        told[f"reported {date.get('what')}"] = f"{date.get('said', '')}{mark}"
    consent = call.get("consent")
    if isinstance(consent, dict) and consent.get("answer"):
        told["recording"] = str(consent["answer"]).replace("_", " ")
    return told


def _parts(value: Any) -> list[dict[str, Any]]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []
