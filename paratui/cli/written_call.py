"""A call written out for people: who, when, each line with its time and mark and its earlier wordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.cli.plain import kind_told, labelled
from paratui.domain.note_line import MARK_OF, Kind
from paratui.domain.phone import shown
from paratui.domain.reported_date import REPORTED
from paratui.domain.spoken_time import clock_time, elapsed, line_time
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paratui.domain.call import Call
    from paratui.domain.call_account import Section
    from paratui.domain.office import Office
    from paratui.domain.reported_date import ReportedDate

_TIME_ROOM = 7
_REPORTED = "  (reported - attorney verifies)"


def call_lines(
    call: Call,
    office: Office,
    sections: Sequence[Section] = (),
    dates: Sequence[ReportedDate] = (),
    *,
    plain: bool = False,
) -> Iterator[str]:
    """The call, line by line, then what it holds beside its lines; with `plain` words, no signs."""
    began = from_utc_text(call.started)
    yield f"Call {call.id}"
    whom = (("Person", call.person), ("Matter", _matter(call)), ("Phone", _phone(call, office)))
    if plain:
        yield from labelled(whom)
    elif any(part for _, part in whom):
        yield "  ".join(part for _, part in whom if part)
    way = "out" if call.direction == "out" else "in"
    when = f"{began.astimezone(office.tz):%a %Y-%m-%d} {clock_time(began, office.tz)}"
    how = ", ".join(part for part in (f"{call.channel} {way}", call.outcome, call.status) if part)
    held = f", of which {line_time(call.on_hold)} on hold" if call.on_hold else ""
    yield f"{when}, {elapsed(call.seconds)}{held} ({call.tenths / 10:.1f} h), {call.staff}: {_plain(how)}"
    yield f"recording: {_plain(call.consent.answer)}; identity: {_plain(call.identity.result)}"
    yield ""
    marks = {date.line: f"  ({_lowered(date.mark)})" for date in dates}
    for line in call.lines:
        reported = marks.get(line.line, _REPORTED) if line.kind == Kind.REPORTED_DATE else ""
        if plain:
            said = ", ".join(filter(None, (line_time(line.at), kind_told(line))))
            yield f"{said}: {line.text}{reported}"
            yield from labelled(("Earlier wording", version.text) for version in line.versions)
            continue
        yield f"{line_time(line.at):>{_TIME_ROOM}} {MARK_OF.get(line.kind, line.kind)} {line.text}{reported}"
        for version in line.versions:
            yield f"{'':>{_TIME_ROOM}}   was: {version.text}"
    for section in sections:
        yield ""
        yield section.title.upper()
        for entry in section.entries:
            yield f"{line_time(entry.at) if entry.at >= 0 else '':>{_TIME_ROOM}}   {entry.text}"
    if call.checklist.answers:
        yield ""
        yield f"CHECKLIST {call.checklist.checklist} {call.checklist.version}".rstrip()
        for answer in call.checklist.answers:
            reason = f" ({answer.reason})" if answer.reason else ""
            yield f"{line_time(answer.at):>{_TIME_ROOM}}   {answer.step}: {_plain(answer.answer)}{reason}"


def _lowered(mark: str) -> str:
    return _REPORTED.strip(" ()") if mark == REPORTED else mark


def _plain(value: str) -> str:
    return value.replace("_", " ")


def _matter(call: Call) -> str:
    return " ".join(part for part in (call.matter_title, call.matter) if part)


def _phone(call: Call, office: Office) -> str:
    return shown(call.phone, office.region) if call.phone else ""
