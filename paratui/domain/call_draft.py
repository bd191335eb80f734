"""A call in progress as a list of events: what the draft on the disk holds, and how it is read back.

Every change of a call in progress is one small event; the living call is all its events applied in order.
So the screen and the recovery after a cut line go through the same few lines.

Events (`e`): begun (the call as it started) · line (a note line, new or reworded; `fields` of the call that change
with it, `beside` when it is not what was being typed) · answer (a step of the
checklist) · set (plain fields of the call) · typing (the line being typed) · answering (the half-typed answer
to a question of the screen) · parked · away (seconds that do not count) · left (on purpose, the call being open).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from paratui.domain.call import Call, StepAnswer
from paratui.domain.errors import BadInput
from paratui.domain.note_line import NoteLine
from paratui.domain.wall_clock import from_utc_text, utc_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paratui.domain.record import Doc


class CallDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A call in progress: the record so far, the line being typed, and the seconds that do not count.

    `typing_line` is the number of the earlier line being edited, 0 for a new one; `aside` is the new line
    that waits meanwhile. `question` is what the screen was asking, `answering` what was typed of the answer.

    `parked_at` is the moment (UTC) the line was put on hold, empty while it is not. `last` is the moment (UTC) of
    the newest event: where the call stood when the line was cut, or, with `left`, when its owner left the program.
    """

    call: Call
    typing: str = ""
    typing_line: int = 0
    aside: str = ""
    question: str = ""
    answering: str = ""
    parked: bool = False
    parked_at: str = ""
    away: int = 0
    last: str = ""
    left: bool = False


def applied(draft: CallDraft, event: Doc) -> CallDraft:
    """The draft after one more event. An event of a kind not known here changes nothing."""
    kind = str(event.get("e", ""))
    change = _CHANGES.get(kind)
    changed = change(draft, event) if change else draft
    return msgspec.structs.replace(changed, last=str(event.get("at") or draft.last), left=kind == "left")


def replayed(events: Iterable[Doc]) -> CallDraft:
    """The draft a list of events describes; raises BadInput when it does not begin with a call."""
    draft: CallDraft | None = None
    for event in events:
        if event.get("e") == "begun":
            draft = CallDraft(call=Call.read(event["call"]), last=str(event.get("at", "")))
        elif draft is not None:
            draft = applied(draft, event)
    if draft is None:
        raise BadInput(
            "The draft of this call has lost its beginning; ask whoever looks after paratui for its lines, "
            "which are kept in the drafts folder"
        )
    return draft


def held_since(parked_at: str, now: str) -> int:
    """Whole seconds on hold since then; none when it is not known since when, or the clock was set back."""
    if not (parked_at and now):
        return 0
    return max(0, int((from_utc_text(now) - from_utc_text(parked_at)).total_seconds()))


def _line(draft: CallDraft, event: Doc) -> CallDraft:
    line = NoteLine.read(event["line"])
    others = [old for old in draft.call.lines if old.line != line.line]
    lines = tuple(sorted([*others, line], key=lambda one: one.line))
    changed = msgspec.structs.replace(draft, call=draft.call.but(lines=lines))
    if event.get("fields"):
        changed = _set(changed, event)
    typed_at = 0 if len(others) == len(draft.call.lines) else line.line
    if draft.typing_line != typed_at or event.get("beside"):
        # Not what was being typed, as with a new due time or a paste: that is still being typed.
        return changed
    return msgspec.structs.replace(changed, typing=draft.aside, typing_line=0, aside="")


def _answer(draft: CallDraft, event: Doc) -> CallDraft:
    taken = draft.call.checklist
    step = str(event["step"])
    others = tuple(old for old in taken.answers if old.step != step)
    given = (StepAnswer.read(event["answer"]),) if event.get("answer") else ()
    return msgspec.structs.replace(draft, call=draft.call.but(checklist=taken.but(answers=others + given)))


def _set(draft: CallDraft, event: Doc) -> CallDraft:
    fields: dict[str, Any] = event["fields"]
    return msgspec.structs.replace(draft, call=Call.read(draft.call.doc() | fields))


def _typing(draft: CallDraft, event: Doc) -> CallDraft:
    line = int(event.get("line") or 0)
    aside = "" if not line else draft.aside if draft.typing_line else draft.typing
    return msgspec.structs.replace(draft, typing=str(event["text"]), typing_line=line, aside=aside)


def _answering(draft: CallDraft, event: Doc) -> CallDraft:
    return msgspec.structs.replace(draft, question=str(event["question"]), answering=str(event["text"]))


def _parked(draft: CallDraft, event: Doc) -> CallDraft:
    parked, now = bool(event["parked"]), str(event.get("at", ""))
    if parked:
        return msgspec.structs.replace(draft, parked=True, parked_at=draft.parked_at or now)
    held = draft.call.but(on_hold=draft.call.on_hold + held_since(draft.parked_at, now))
    return msgspec.structs.replace(draft, parked=False, parked_at="", call=held)


def _away(draft: CallDraft, event: Doc) -> CallDraft:
    seconds = int(event["seconds"])
    # What does not count for the call does not count as time on hold either.
    since = utc_text(from_utc_text(draft.parked_at) + timedelta(seconds=seconds)) if draft.parked_at else ""
    return msgspec.structs.replace(draft, away=draft.away + seconds, parked_at=since)


_CHANGES = {
    "line": _line,
    "answer": _answer,
    "set": _set,
    "typing": _typing,
    "answering": _answering,
    "parked": _parked,
    "away": _away,
}
