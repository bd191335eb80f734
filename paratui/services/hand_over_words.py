"""The hand-over in words: plain lines under titles, for a screen, a file or a colleague's hands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.due_told import due_told
from paratui.domain.spoken_size import count_words
from paratui.domain.spoken_time import clock_time, due_words
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from paratui.domain.call import Call
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.office import Office
    from paratui.services.hand_over import HandOver



class Section(NamedTuple):
    """A title with the lines under it; `calls` are the ids of the calls they came from, none for a cut call."""

    title: str
    lines: tuple[str, ...]
    calls: tuple[int, ...] = ()


def title(shift: HandOver, office: Office) -> str:
    """Whose shift it is and when this was made."""
    local = shift.now.astimezone(office.tz)
    return f"Hand-over of {shift.name}, {local:%a %b} {local.day}, {clock_time(shift.now, office.tz)}"


def sections(shift: HandOver, office: Office) -> list[Section]:
    """The hand-over, most pressing first; a section with nothing in it is left out."""

    def items(title: str, found: tuple[FollowUp, ...]) -> Section:
        cells = max((len(_when(item, shift, office)) for item in found), default=0)
        lines = tuple(_item(item, f"{_when(item, shift, office):<{cells}}") for item in found)
        return Section(f"{title}: {len(found)}", lines, tuple(item.call for item in found))

    minutes = -(-sum(call.seconds for call in shift.calls) // 60)
    day = f"{shift.until:%A}"
    told = [
        items(f"Mine, late or due by the end of {day}", shift.due),
        items("Mine, waiting", shift.waiting),
        Section(
            f"Cut off and kept: {len(shift.cut)}",
            tuple(f"the call with {who}: paratui offers it to me at my next start" for who in shift.cut),
        ),
        items("Promised today", shift.promised),
        Section(
            f"Calls I took today: {count_words(len(shift.calls), 'call')}, {minutes} min",
            tuple(_call(call, office) for call in shift.calls),
            tuple(call.id for call in shift.calls),
        ),
        Section(
            f"Closed today: {len(shift.closed)}",
            tuple(f"{_named(item)}: {item.outcome}" for item in shift.closed),
            tuple(item.call for item in shift.closed),
        ),
    ]
    return [section for section in told if section.lines]


def text(shift: HandOver, office: Office) -> list[str]:
    """The whole hand-over as plain lines."""
    lines = [title(shift, office), *([f"Note: {shift.note}"] if shift.note else [])]
    for section in sections(shift, office):
        lines += ["", section.title, *(f"  {line}" for line in section.lines)]
    return lines if len(lines) > 1 else [*lines, "Nothing happened today, and nothing of mine is due or waits."]


def _when(item: FollowUp, shift: HandOver, office: Office) -> str:
    """When it is due; of what rests, when it comes back: nobody need look at it before."""
    if item.snoozed_until and (back := from_utc_text(item.snoozed_until)) > shift.now:
        tried = bool(item.history) and item.history[-1].what.startswith("tried")
        return f"{'again' if tried else 'snoozed to'} {due_words(back, shift.now, office)}"
    return due_told(item, shift.now, office)


def _item(item: FollowUp, when: str) -> str:
    waits = item.status.startswith("waiting")
    urgent = "! " if item.urgent else ""
    on = f", waits on {item.waiting_on or item.status.removeprefix('waiting_')}" if waits else ""
    tried = f", tried {len(item.attempts)}x" if item.attempts else ""
    return f"#{item.number} {when} {urgent}{item.text}{_who(item.person, item.matter)}{on}{tried}"


def _named(item: FollowUp) -> str:
    return f"#{item.number} {item.text}{_who(item.person, item.matter)}"


def _call(call: Call, office: Office) -> str:
    began = clock_time(from_utc_text(call.started), office.tz)
    how = call.outcome.replace("_", " ") or "ended"
    promised = f", {count_words(len(call.follow_ups), 'follow-up')}" if call.follow_ups else ""
    return f"{began:>8} {call.person or 'a caller'}{f', {call.matter}' if call.matter else ''}: {how}{promised}"


def _who(person: str, matter: str) -> str:
    who = ", ".join(filter(None, (person, matter)))
    return f" ({who})" if who else ""
