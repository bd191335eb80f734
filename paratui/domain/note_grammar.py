r"""What a note line says: its kind, and for a follow-up line also its task, due time, person and urgency.

The first character is the kind (see note_line.MARKS), with or without a space behind it; "- " or nothing is
a note. A backslash first keeps what follows from being a mark: "\> quoted" is the note "> quoted".

- `>` promise, `<` client task: "@dana" (login, initials or name) is the person, "!" standing alone or last is
  urgent, a due phrase (see due) is the due time; the rest is the task. Without a due phrase a promise has the
  same-business-day clock, or the urgent one, and a client's task is looked after in two business days. A due
  phrase that has gone by is not taken: the usual clock counts, the words stay, and the notice says so. A meeting,
  a visit, a call-back at an hour is an appointment (see appointment).
- `?` question: kept to the letter, for the attorney, same business day; "@name" and "!" are read only when
  they stand alone at the very end, and stay in the text.
- `+` a name for the conflict check, with what it is to the caller (see named_line); a number behind it is no name.
- Every other kind is text and nothing is read out of it: a reported date is never computed.
"""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.appointment import is_agreed
from paratui.domain.clean_text import clean_text
from paratui.domain.clocks import AS_PROMISED, Clock, check_back, closes, same_business_day, urgent
from paratui.domain.due import Due, find_due, impossible_time
from paratui.domain.follow_up import APPOINTMENT
from paratui.domain.note_line import FOLLOW_UP_KINDS, MARKS, Kind, NoteLine
from paratui.domain.office_day import office_day
from paratui.domain.opening_hours import local_day
from paratui.domain.spoken_time import weekday_words
from paratui.domain.wall_clock import utc_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from paratui.domain.office import Office
    from paratui.domain.staff import Staff

_MENTION = re.compile(r"(?<!\S)@(\w[\w.'-]*)")
_ALONE_AT_END = re.compile(r"(?:(?<!\s)\s+(?:@\w[\w.'-]*+|!++))+\s*$")
_URGENT = re.compile(r"(?<!\S)!++(?!\S)|(?<!!)!++\s*$")
# Ends of questions and mentions are looked for this far: a pasted page must not slow a key press.
_END_REACH = 120
_MENTIONS_READ = 20
_MARKS_BETWEEN = (",", ";", ":")
_SEAM = re.compile(r"[ \t]{2,}")


class LineRead(NamedTuple):
    """A line as it was understood. `text` is what was typed without the mark.

    `task`, `due` (UTC text), `clock` (the rule of the due time, in words), `assignee` (a login, "" when
    nobody is named) and `urgent` are for the kinds that make a follow-up and empty otherwise. `notice` is a
    short sentence when something needs the eye. `named` tells whether the line itself names the assignee,
    `phrase` is the due time in its own words, `unnamed` the part of the notice about a name that is nobody's here.
    `refusal` says why a person, a day or a year it names cannot be meant, `refused` is that piece of the line; a note
    line of a call is kept all the same.
    """

    kind: Kind
    text: str
    task: str = ""
    due: str = ""
    clock: str = ""
    assignee: str = ""
    urgent: bool = False
    notice: str = ""
    named: bool = False
    phrase: str = ""
    unnamed: str = ""
    refusal: str = ""
    refused: str = ""

    @property
    def promised(self) -> bool:
        """Whether its due time was said; else a clock gave it."""
        return self.clock in {AS_PROMISED, APPOINTMENT}

    def line(self, number: int, at: int, by: str) -> NoteLine:
        """The note line it becomes: its number in the call, whole seconds from the start, and who typed it."""
        return NoteLine(
            line=number,
            at=at,
            kind=self.kind.value,
            text=self.text,
            by=by,
            task=self.task,
            due=self.due,
            clock=self.clock,
            assignee=self.assignee,
            urgent=self.urgent,
        )


class _Said(NamedTuple):
    """Who and how urgent, and the text without the words that said it."""

    rest: str
    assignee: str = ""
    urgent: bool = False
    notice: str = ""
    refusal: str = ""
    refused: str = ""


class _Heard(NamedTuple):
    """When, where and among whom a line was typed."""

    now: datetime
    office: Office
    staff: Sequence[Staff]
    speaker: str
    there: str


def read_line(
    typed: str,
    now: datetime,
    office: Office,
    staff: Sequence[Staff],
    speaker: str,
    default: Kind = Kind.NOTE,
    there: str = "",
) -> LineRead:
    """What a line means, typed at `now` by the login `speaker`; without a mark it is of kind `default`.

    `there` is the zone the other end has stated, "" when none: "3pm her time" is read in it.
    """
    kind, text = _kind_and_text(clean_text(typed), staff, default)
    if kind not in FOLLOW_UP_KINDS:
        return LineRead(kind, text)
    heard = _Heard(now, office, staff, speaker, there)
    return _question(text, heard) if kind is Kind.QUESTION else _task(kind, text, heard)


def _kind_and_text(typed: str, staff: Sequence[Staff], default: Kind) -> tuple[Kind, str]:
    typed = typed.strip()
    if typed.startswith("\\"):
        return default, typed[1:].strip()
    if typed == "-" or typed.startswith("- "):
        return Kind.NOTE, typed[1:].strip()
    kind = MARKS.get(typed[:1])
    if kind is None or (kind is Kind.NAME and typed[1:].strip()[:1].isdigit()):
        return default, typed
    if kind is Kind.REPORTED_DATE and default in FOLLOW_UP_KINDS:
        # Where a follow-up is expected "@dana call back" names a person.
        mention = _MENTION.match(typed)
        if mention and named(mention[1], staff, ""):
            return default, typed
    return kind, typed[1:].strip()


def named(name: str, staff: Sequence[Staff], speaker: str) -> list[str]:
    """The logins a name may mean: by login, else initials, else first name, else last or whole name.

    "me" is the speaker.
    """
    wanted = name.casefold().rstrip(".'-")
    if wanted == "me" and speaker:
        return [speaker]
    ways = (
        lambda one: [one.login],
        lambda one: [one.initials],
        lambda one: one.name.split()[:1],
        lambda one: [*one.name.split()[-1:], "".join(one.name.split()), ".".join(one.name.split())],
    )
    for way in ways:
        found = [one.login for one in staff if wanted in {each.casefold() for each in way(one)}]
        if found:
            return found
    return []


def _question(text: str, heard: _Heard) -> LineRead:
    ending = _ALONE_AT_END.search(text, max(len(text) - _END_REACH, 0))
    said = _who(ending[0], heard) if ending else _Said("")
    today = local_day(heard.now, heard.office)
    attorney = next((one.login for one in heard.staff if one.role == "attorney" and not one.has_left(today)), "")
    clock = _usual_clock(heard, pressing=said.urgent)
    return LineRead(
        Kind.QUESTION,
        text,
        task=text,
        due=utc_text(clock.due),
        clock=clock.words,
        assignee=said.assignee or attorney,
        urgent=said.urgent,
        notice=said.notice,
        named=bool(said.assignee),
        unnamed=said.notice,
        refusal=said.refusal,
        refused=said.refused,
    )


def _task(kind: Kind, text: str, heard: _Heard) -> LineRead:
    said = _who(text, heard)
    due = find_due(said.rest, heard.now, heard.office, heard.there)
    clock = _usual_clock(heard, pressing=said.urgent, client=kind is Kind.CLIENT_TASK)
    task, notice, phrase = said.rest, "", ""
    refusal, refused = said.refusal, said.refused
    if due and due.implausible:
        refusal, refused = due.refusal, task[due.start : due.end]
    impossible = "" if due else impossible_time(task, heard.now, heard.office)
    if impossible:
        notice = f"there is no {impossible}"
        refusal, refused = f"There is no {impossible}; write a day or time there is, such as thu 3pm", impossible
    elif due and due.past:
        gone_by = f"{weekday_words(due.due, heard.now, heard.office.tz)} is already past; the usual clock counts"
        notice = due.refusal if due.implausible else gone_by
    elif due:
        phrase = task[due.start : due.end]
        task = _without(task, due.start, due.end)
        clock = Clock(due.due, APPOINTMENT if due.at_hour and is_agreed(task) else AS_PROMISED)
        notice = _closed_notice(due, heard)
    return LineRead(
        kind,
        text,
        task=_tidy(task) or _tidy(said.rest) or text,
        due=utc_text(clock.due),
        clock=clock.words,
        assignee=said.assignee or heard.speaker,
        urgent=said.urgent,
        notice="; ".join(filter(None, (said.notice, notice))),
        named=bool(said.assignee),
        phrase=phrase,
        unnamed=said.notice,
        refusal=refusal,
        refused=refused,
    )


def _usual_clock(heard: _Heard, *, pressing: bool, client: bool = False) -> Clock:
    if pressing:
        return urgent(heard.now, heard.office)
    return (check_back if client else same_business_day)(heard.now, heard.office)


def _closed_notice(due: Due, heard: _Heard) -> str:
    # A midnight belongs to the evening before it, whichever day the calendar gives it.
    if closes(due.due - timedelta(microseconds=1), heard.office):
        return ""
    day = weekday_words(due.due, heard.now, heard.office.tz).removesuffix(" midnight")
    name = office_day(local_day(due.due - timedelta(microseconds=1), heard.office), heard.office).name
    on = day.rsplit(" ", 2)[0] if day.endswith("M") else day
    return f"closed on {on}, {name}" if name else f"the office is closed on {on}"


def _who(text: str, heard: _Heard) -> _Said:
    """The first person named that is known goes out of the text; a name nobody has stays in it."""
    notice = refusal = refused = ""
    for mention in islice(_MENTION.finditer(text), _MENTIONS_READ):
        logins = named(mention[1], heard.staff, heard.speaker)
        left = _left(logins, heard)
        if len(logins) == 1 and not left:
            rest, pressing = _urgency(_without(text, *mention.span()))
            return _Said(rest, logins[0], pressing, notice, refusal, refused)
        if not notice:
            notice = f"nobody here is called @{mention[1]}"
            if logins:
                notice = left or f"@{mention[1]} may be {' or '.join(logins)}"
            # "@3pm" is no name, whatever else it is.
            if not mention[1][0].isdigit():
                refused = mention[0]
                refusal = left or f"{notice[0].upper()}{notice[1:]}; name a colleague, or leave the @ out"
    rest, pressing = _urgency(text)
    return _Said(rest, "", pressing, notice, refusal, refused)


def _left(logins: Sequence[str], heard: _Heard) -> str:
    """That the one person named works here no more, as a sentence."""
    today = local_day(heard.now, heard.office)
    found = next((one for one in heard.staff if [one.login] == list(logins) and one.has_left(today)), None)
    return f"{found.left_words}: name somebody who is here" if found else ""


def _urgency(text: str) -> tuple[str, bool]:
    rest = _URGENT.sub("", text)
    return rest, rest != text


def _without(task: str, start: int, end: int) -> str:
    """The task with a piece cut out; of the punctuation on both sides of it one mark is enough."""
    left, right = task[:start].rstrip(), task[end:].lstrip()
    if left.endswith(_MARKS_BETWEEN):
        right = right.lstrip(",;: ")
    return f"{left}{'' if right.startswith(_MARKS_BETWEEN) else ' '}{right}"


def _tidy(task: str) -> str:
    return _SEAM.sub(" ", task).strip(" \t,;:-")
