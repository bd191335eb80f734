"""What a call holds beside its lines, as it is read afterwards: only what is there, in sections, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.consent_history import Answer, called
from paratui.domain.named_line import WORDS as NAMED_WORDS
from paratui.domain.named_line import NamedAs, read_named
from paratui.domain.note_line import Kind
from paratui.domain.spoken_size import count_words
from paratui.domain.spoken_time import clock_time, line_time
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import tzinfo

    from paratui.domain.call import Call
    from paratui.domain.conflict.verdict import ConflictCheck
    from paratui.domain.consent_history import ConsentMoment
    from paratui.domain.given_answer import TypedAnswer
    from paratui.domain.reported_date import ReportedDate

_UNDECIDED = {"not_run": "not run", "flagged": "flagged, nobody has decided"}
_ASKED = {
    Answer.ASKED.value: "asked {who}",
    Answer.CONSENTED.value: "{who} agreed",
    Answer.DECLINED.value: "{who} said no",
    Answer.SILENT.value: "no answer from {who}",
    Answer.STOPPED.value: "stopped for {who}",
    Answer.RESUMED.value: "the recording goes on",
    Answer.BROKEN.value: "consent broken: {who} on the line, not asked",
}


class Entry(NamedTuple):
    """One thing, `at` whole seconds into the call, -1 when it belongs to no moment of it."""

    text: str
    at: int = -1


class Section(NamedTuple):
    """What is told under one title."""

    title: str
    entries: tuple[Entry, ...]


def account(
    call: Call, tz: tzinfo, titles: Mapping[str, str] | None = None, check: ConflictCheck | None = None
) -> list[Section]:
    """The sections of a call; one with nothing to tell is left out.

    `titles` are those of the questions of its practice area by id, `check` is the conflict check it names.
    """
    area = " ".join(part for part in (call.practice_area.replace("-", " "), call.area_version) if part)
    told = (
        ("Reported dates", _dates(call, tz)),
        ("On the line", _on_the_line(call)),
        ("Recording", _recording(call, tz)),
        ("Identity", _identity(call)),
        ("Conflict check", _conflict(call, tz, check)),
        (f"Questions: {area}" if area else "Questions", _answers(call.facts, titles or {})),
        ("Read back", _read_back(call)),
        ("Next contact", _next_contact(call, tz)),
        ("Settled at the end", _ends(call)),
    )
    return [Section(title, entries) for title, found in told if (entries := tuple(found))]


def date_words(date: ReportedDate, tz: tzinfo) -> str:
    """A reported date with who said it, and whether an attorney has verified it."""
    return f"{date.text}  {verified_words(date, tz)}"


def verified_words(date: ReportedDate, tz: tzinfo) -> str:
    """Whether an attorney has verified a reported date, against which day, and when."""
    if not date.verified_by:
        return date.mark
    day = f": {date.verified}" if date.verified else ""
    return f"{date.mark}{day}" + (f", {_moment(date.verified_at, tz)}" if date.verified_at else "")


def _dates(call: Call, tz: tzinfo) -> Iterator[Entry]:
    return (Entry(date_words(date, tz), date.at) for date in call.reported)


def _on_the_line(call: Call) -> Iterator[Entry]:
    if call.places:
        yield Entry(f"{call.person or 'the caller'}, in {'; '.join(call.places)} (stated)")
    for one in call.participants:
        place = f", in {'; '.join(one.places)} (stated)" if one.places else ""
        left = f", until {line_time(one.left)}" if one.left >= 0 else ""
        privilege = " - what they heard may not be privileged" if one.costs_privilege else ""
        who = f"{one.name} ({one.words})" if one.name else one.relation or one.words
        yield Entry(f"{who}{place}{left}{privilege}", one.joined)


def _recording(call: Call, tz: tzinfo) -> Iterator[Entry]:
    consent = call.consent
    if not consent.history:
        if consent.answer != Answer.NOT_ASKED:
            yield Entry(f"{consent.answer.replace('_', ' ')}{_by(consent.by)}", consent.at)
            yield from _read_aloud(consent.words, consent.rule, consent.version)
        return
    before = ("", "", "")
    broken: set[str] = set()
    for moment in consent.history:
        keys = {one.key for one in moment.of}
        if moment.answer == Answer.BROKEN:
            broken |= keys
        closed = moment.answer == Answer.CONSENTED and bool(broken) and broken <= keys
        if moment.answer == Answer.CONSENTED:
            broken -= keys
        again = ", so everyone has agreed again" if closed else ""
        yield Entry(f"{_happened(moment)}{again}{_by(moment.by)}{_clock(moment.said_at, tz)}", moment.at)
        # The same words and rule are told once, however often people answer them.
        now = (moment.words, moment.rule, moment.version)
        yield from _read_aloud(*("" if one == other else one for one, other in zip(now, before, strict=True)))
        before = now[0] or before[0], now[1] or before[1], now[2] or before[2]


def _happened(moment: ConsentMoment) -> str:
    who = " and ".join(called(one.key, one.name) for one in moment.of)
    if moment.answer == Answer.STOPPED and not who:
        return "stopped by the office"
    words = _ASKED.get(moment.answer)
    return words.format(who=who) if words else f"{moment.answer} {who}".rstrip()


def _read_aloud(words: str, rule: str, version: str) -> Iterator[Entry]:
    if words:
        yield Entry(f'read aloud: "{words}"')
    if rule or version:
        table = f"table of rules {version}" if version else ""
        yield Entry("; ".join(part for part in (f"rule: {rule}" if rule else "", table) if part))


def _identity(call: Call) -> Iterator[Entry]:
    identity = call.identity
    if identity.result == "not_checked" and not identity.failed:
        return
    how = f": {identity.how}" if identity.how else ""
    who = f" ({identity.who})" if identity.who else ""
    failed = f", failed {_times(identity.failed)}" if identity.failed else ""
    yield Entry(f"{identity.result.replace('_', ' ')}{how}{who}{_by(identity.by)}{failed}", identity.at)


def _conflict(call: Call, tz: tzinfo, check: ConflictCheck | None) -> Iterator[Entry]:
    stands = call.conflict
    names = [read_named(line.text) for line in call.lines if line.kind == Kind.NAME]
    if call.intake or stands.check or stands.verdict != "not_run":
        said = _UNDECIDED.get(stands.verdict, stands.verdict)
        if stands.check and stands.verdict == "not_run":
            said = "run, nobody has decided"
        by = f" by {stands.by}" if stands.by else ""
        at = f", {_moment(stands.at, tz)}" if stands.at else ""
        yield Entry(f"{said}{by}{at}" + (f": {stands.reason}" if stands.reason else ""))
    if check:
        found = len(check.hits) + check.left_off
        hits = f"{found} found" if found else "nothing found"
        looked = f"{count_words(len(check.terms), 'name')} looked for among {check.searched:,} of the office"
        yield Entry(f"{hits}: {looked}, run by {check.run_by}, {_moment(check.run_at, tz)}")
    for name in names:
        what = f" ({NAMED_WORDS[name.role]})" if name.role is not NamedAs.NAMED else ""
        yield Entry(f"name given: {name.name}{what}")


def _answers(facts: Sequence[TypedAnswer], titles: Mapping[str, str]) -> Iterator[Entry]:
    for answer in facts:
        title = titles.get(answer.question) or answer.question.replace("-", " ").replace("_", " ")
        about = " (approximate)" if answer.approximate and not answer.shown.startswith("about") else ""
        dated = answer.type == "date" and answer.given and answer.value and answer.value not in answer.shown
        day = f" ({answer.value})" if dated else ""
        earlier = "".join(f"; before: {one.shown}" for one in answer.earlier)
        yield Entry(f"{title}: {answer.shown}{day}{about}{earlier}", answer.at)


def _read_back(call: Call) -> Iterator[Entry]:
    said = call.read_back
    told = {"": said.text, "the client's list: ": said.to_do, "asked what is not clear: ": said.unclear}
    return (Entry(f"{words}{text}", said.at) for words, text in told.items() if text)


def _next_contact(call: Call, tz: tzinfo) -> Iterator[Entry]:
    if call.next_contact:
        yield Entry(_moment(call.next_contact, tz))


def _ends(call: Call) -> Iterator[Entry]:
    for one in call.ends:
        what = one.end.partition(":")[0].replace("_", " ")
        yield Entry(f"{what}: {one.words or one.how.replace('_', ' ')}{_by(one.by)}", one.at)


def _by(login: str) -> str:
    return f", by {login}" if login else ""


def _clock(utc: str, tz: tzinfo) -> str:
    return f" at {clock_time(from_utc_text(utc), tz)}" if utc else ""


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _moment(utc: str, tz: tzinfo) -> str:
    at = from_utc_text(utc).astimezone(tz)
    return f"{at:%a %b} {at.day}, {at.year} {clock_time(at, tz)}"
