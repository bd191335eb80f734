"""What is read back before a call ends, put together from its lines in plain words; the screen lets it be edited.

Each line of the text is one sentence to say. The client's own list stands apart, to be read on its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.clocks import AS_PROMISED
from paratui.domain.follow_up import APPOINTMENT
from paratui.domain.note_line import FOLLOW_UP_KINDS, Kind, Settled
from paratui.domain.plain_verbs import begins_with_a_verb
from paratui.domain.spoken import first_name
from paratui.domain.spoken_time import at_words, due_words
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from datetime import datetime

    from paratui.domain.call import Call
    from paratui.domain.note_line import NoteLine
    from paratui.domain.office import Office

READ_KINDS = frozenset({Kind.PROMISE, Kind.CLIENT_TASK, Kind.INSTRUCTION, Kind.QUESTION, Kind.REPORTED_DATE})
UNCLEAR = "Was anything I said unclear, or is there something you would like me to go over again?"
# "call her back" is said to her as "call you back"; only where a task begins so, whom else it means nobody knows.
_TO_THEM = re.compile(
    r"^((?:call|ring|phone|email|text|write|write to|send|mail|tell|give|show|remind) )(?:her|him|them)"
    r"(?= (?:a|an|the|back|when|what|that|if|once|about|as|by|on|this|again|word)\b|$)",
    re.IGNORECASE,
)
# Told apart from an address: the "@" begins the word.
_MENTION = re.compile(r"(?<!\S)@\w[\w.'-]*")


class ToSay(NamedTuple):
    """The sentences to read back, and the client's own list."""

    sentences: tuple[str, ...]
    to_do: tuple[str, ...]


class Told(NamedTuple):
    """When and where it is read back: `names` are those of the staff by login, `me` my login."""

    now: datetime
    office: Office
    names: Mapping[str, str]
    me: str
    attorney: str


def worth_reading(lines: Sequence[NoteLine]) -> list[NoteLine]:
    """The lines that are read back to the client, in the order they were typed."""
    return [line for line in lines if line.kind in READ_KINDS and line.text.strip() and not _ours_alone(line)]


def _ours_alone(line: NoteLine) -> bool:
    """Whether a line is a follow-up the program worded, to settle something else."""
    return line.kind in FOLLOW_UP_KINDS and line.settled == Settled.FOLLOW_UP.value


def read_back(call: Call, told: Told, *, after: int = -1, leaving_out: Container[int] = ()) -> ToSay:
    """What to read back of the lines later than `after` seconds into the call; `leaving_out` are numbers of lines."""
    lines = [line for line in worth_reading(call.lines) if line.at > after and line.line not in leaving_out]
    ours = [_promise(line, told) for line in lines if line.kind == Kind.PROMISE.value]
    tasks = [line for line in lines if line.kind == Kind.CLIENT_TASK.value]
    theirs = [_task(line, told) for line in tasks]
    to_do = tuple(_to_do(line, told) for line in tasks)
    wishes = [f"You asked us: {_sentence(line.text)}" for line in lines if line.kind == Kind.INSTRUCTION.value]
    asked = [_question(line, told) for line in lines if line.kind == Kind.QUESTION.value]
    days = [
        f"You told me: {_sentence(_told_words(line, call))} The attorney checks that date."
        for line in lines
        if line.kind == Kind.REPORTED_DATE.value
    ]
    return ToSay((*ours, *theirs, *wishes, *asked, *days), to_do)


def thanks(call: Call) -> str:
    """A closing sentence that thanks the client by name for what they did on this call."""
    name = first_name(call.person)
    return f"Thank you{f', {name}' if name else ''}, for {_deed(call)}."


def _deed(call: Call) -> str:
    if any(line.kind == Kind.REPORTED_DATE.value for line in call.lines):
        return "telling us about that date right away"
    if call.facts:
        return "answering all those questions"
    if any(line.kind == Kind.CLIENT_TASK.value for line in call.lines):
        return "taking care of your part"
    if any(line.kind == Kind.CONCERN.value for line in call.lines):
        return "telling me openly what worries you"
    return "calling us about it" if call.direction == "in" else "taking the time to talk"


def _promise(line: NoteLine, told: Told) -> str:
    task = _task_words(line)
    mine = line.assignee in {"", told.me}
    owner = "" if mine else told.names.get(line.assignee, line.assignee)
    by = _by(line, told)
    if begins_with_a_verb(task):
        said = _lower(_TO_THEM.sub(r"\1you", task))
        return _upper(f"{by} {owner or 'we'} will {said}.".strip())
    return _upper(f"{_lead(by, owner) or 'we noted'}: {task}.")


def _task(line: NoteLine, told: Told) -> str:
    task, by = _task_words(line), _their_day(line, told)
    if begins_with_a_verb(task):
        return _upper(f"{by} you will {_lower(task)}.".strip())
    return f"{_lead(by, 'your part')}: {task}."


def _to_do(line: NoteLine, told: Told) -> str:
    task, by = _task_words(line), _their_day(line, told)
    return f"{by}: {task}" if by else _upper(task)


def _lead(*parts: str) -> str:
    return _upper(", ".join(filter(None, parts)))


def _their_day(line: NoteLine, told: Told) -> str:
    # When we look whether it is done is our clock, not theirs: only a day they named is read back.
    return _by(line, told) if line.clock in {AS_PROMISED, APPOINTMENT} else ""


def _task_words(line: NoteLine) -> str:
    """What is to be done, without a name nobody here has: that is a note to ourselves."""
    words = " ".join(_MENTION.sub("", line.task or line.text).split())
    return words.strip(" .,;:-") or line.text.strip()


def _told_words(line: NoteLine, call: Call) -> str:
    """A reported date in the words it was told in; how it is read and who said it is for the record alone."""
    reported = next((one for one in call.reported if one.line == line.line), None)
    if reported is None or reported.text != line.text:
        return line.text
    return f"{reported.what}: {reported.said}"


def _question(line: NoteLine, told: Told) -> str:
    return f'{told.attorney} gets your question word for word: "{line.text.strip().strip(chr(34))}"'


def _by(line: NoteLine, told: Told) -> str:
    if not line.due:
        return ""
    due = from_utc_text(line.due)
    words = due_words(due, told.now, told.office) if due > told.now else at_words(due, told.now, told.office.tz)
    return f"By {words}"


def _sentence(words: str) -> str:
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
