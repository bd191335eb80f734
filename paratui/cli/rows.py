"""What `--json` prints: records and results as the fields of `json_fields`."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from paratui.cli.json_fields import JSON_FIELDS, LOG_ROW
from paratui.domain.diagnosis import Level
from paratui.domain.importance import NOTHING_KNOWN, Standing
from paratui.domain.record import Part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from paratui.domain.call import Call
    from paratui.domain.diagnosis import Diagnosis
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.queue_order import Scales
    from paratui.domain.reported_date import ReportedDate
    from paratui.services.repair import Repaired
    from paratui.store.interface import Revision, SetAside, Verified


def queue_row(item: FollowUp, scales: Scales, standing: Standing = NOTHING_KNOWN) -> dict[str, Any]:
    """A follow-up as a row. Times are UTC; `call` is the id of the call it came from, null when none."""
    return {
        "number": item.number,
        "text": item.text,
        "kind": item.kind,
        "status": item.status,
        "due": item.due,
        "assignee": item.assignee,
        "person": item.person,
        "matter": item.matter,
        "call": item.call or None,
        "why": scales.why(item, standing),
    }


def log_row(call: Call) -> dict[str, Any]:
    """A call as a row."""
    return {name: getattr(call, name) for name in LOG_ROW}


def call_object(
    call: Call, items: Sequence[FollowUp], revisions: Sequence[Revision], dates: Sequence[ReportedDate] = ()
) -> dict[str, Any]:
    """A call with everything it holds; `follow_ups` are the numbers people say, `reported` every reported date."""
    number_of = {item.id: item.number for item in items}
    held = whole(call.but(reported=tuple(dates) or call.reported))
    fields = JSON_FIELDS["show call lines"]
    lines = [
        {name: line[name] for name in fields} | {"follow_up": number_of.get(line["follow_up"])}
        for line in held["lines"]
    ]
    told = {name: held[name] for name in JSON_FIELDS["show call"] if name in held}
    return told | {
        "lines": lines,
        "revisions": revision_rows(revisions),
        "follow_ups": [item.number for item in items],
    }


def whole(part: Part) -> dict[str, Any]:
    """A part with every field it can have, those too that are stored only when there is something in them."""
    known = {name: _plain(getattr(part, name)) for name in part.__struct_fields__ if name != "unknown"}
    return known | part.unknown


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return whole(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def follow_up_object(item: FollowUp, scales: Scales, revisions: Sequence[Revision]) -> dict[str, Any]:
    """A follow-up with its history."""
    doc = item.doc()
    more = (
        "clock",
        "urgent",
        "created",
        "created_by",
        "phone",
        "line",
        "source",
        "attempts",
        "snoozed_until",
    )
    last = ("waiting_on", "outcome", "history")
    return (
        queue_row(item, scales)
        | {name: doc[name] for name in (*more, *last)}
        | {"duty": item.duty, "came_from": item.came_from or None, "answer": item.answer, "document": item.document}
        | {"line": item.line or None, "revisions": revision_rows(revisions)}
    )


def revision_rows(revisions: Sequence[Revision]) -> list[dict[str, Any]]:
    """Who stored which version when, and why where a reason was given."""
    return [
        {"rev": one.rev, "time": one.time, "by": one.by, "why": (one.doc or {}).get("amended_why", "")}
        for one in revisions
    ]


def verify_object(found: Verified, aside: Sequence[SetAside]) -> dict[str, Any]:
    """The result of a check."""
    return {
        "good": not found.findings,
        "commits": found.commits,
        "documents": found.documents,
        "findings": [one._asdict() for one in found.findings],
        "set_aside": [piece._asdict() for piece in aside],
    }


def repair_object(done: Repaired) -> dict[str, Any]:
    """What a repair did; `damage` is where it began, empty when the journal was whole."""
    return {
        "damage": done.salvage.first,
        "segments": list(done.salvage.segments),
        "documents_lost": done.salvage.documents,
        "from_files": done.salvage.from_files,
        "good": not done.verified.findings,
        "findings": [one._asdict() for one in done.verified.findings],
        "set_aside": [piece._asdict() for piece in done.set_aside],
    }


def diagnosis_object(found: Diagnosis, folder: Path) -> dict[str, Any]:
    """What was looked over; `level` is ok, look or mend, and each command is quoted for a shell."""
    lines = [
        {
            "level": line.level.value,
            "group": group.title,
            "name": line.name,
            "said": line.said,
            "do": line.do,
            "commands": [shlex.join(command) for command in line.commands],
        }
        for group in found.groups
        for line in group.lines
    ]
    return {"good": not found.of(Level.MEND), "office": str(folder), "lines": lines}
