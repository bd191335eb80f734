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
from paratui.domain.spoken_time import aloud_words
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from datetime import datetime

    from paratui.domain.call import Call
    from paratui.domain.note_line import NoteLine
    from paratui.domain.office import Office

# The kinds of lines that are read back, in the order they are said.
_SAID = (Kind.PROMISE, Kind.CLIENT_TASK, Kind.INSTRUCTION, Kind.QUESTION, Kind.REPORTED_DATE)
UNCLEAR = "Was anything I said unclear, or is there something you would like me to go over again?"
# "call her back" is said to her as "call you back"; only where a task begins so, whom else it means nobody knows.
_THEM = (
    r"(?:call|ring|phone|email|text|write|write to|send|mail|tell|give|show|remind) )(?:her|him|them)"
    r"(?= (?:a|an|the|and|back|when|what|that|if|once|about|as|by|on|this|again|word)\b|[,;]|$)"
)
_TO_THEM = re.compile(
    rf"^((?:have (?:(?:the|our) )?(?:attorney|lawyer|office|someone|somebody|(?:Mr|Ms|Mrs|Dr)\.? \w+) )?{_THEM}",
    re.IGNORECASE,
)
_AND_TO_THEM = re.compile(rf"((?:[,;]|[,;]? and) {_THEM}", re.IGNORECASE)
# Told apart from an address: the "@" begins the word.
_MENTION = re.compile(r"(?<!\S)@\w[\w.'-]*")


class Spoken(NamedTuple):
    """The sentence of a line, and its row in the client's own list where it has one."""

    said: str
    listed: str = ""


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
    return [line for line in lines if line.kind in _SAID and line.text.strip() and not _ours_alone(line)]


def _ours_alone(line: NoteLine) -> bool:
    """Whether a line is a follow-up the program worded, to settle something else."""
    return line.kind in FOLLOW_UP_KINDS and line.settled == Settled.FOLLOW_UP.value


def spoken_lines(call: Call, told: Told, *, leaving_out: Container[int] = ()) -> dict[int, Spoken]:
    """The sentence of each line that is read back, in the order they are said; `leaving_out` are numbers of lines."""
    lines = [line for line in worth_reading(call.lines) if line.line not in leaving_out]
    return {line.line: _spoken(line, call, told) for kind in _SAID for line in lines if line.kind == kind.value}


def read_back(call: Call, told: Told, *, leaving_out: Container[int] = ()) -> ToSay:
    """What to read back of the lines; `leaving_out` are numbers of lines."""
    spoken = spoken_lines(call, told, leaving_out=leaving_out).values()
    return ToSay(tuple(one.said for one in spoken), tuple(one.listed for one in spoken if one.listed))


def _spoken(line: NoteLine, call: Call, told: Told) -> Spoken:
    if line.kind == Kind.PROMISE.value:
        return Spoken(_promise(line, told))
    if line.kind == Kind.CLIENT_TASK.value:
        return Spoken(_task(line, told), _to_do(line, told))
    if line.kind == Kind.INSTRUCTION.value:
        return Spoken(f"You asked us: {_sentence(line.text)}")
    if line.kind == Kind.QUESTION.value:
        return Spoken(_question(line, told))
    return Spoken(f"You told me: {_sentence(_told_words(line, call))} The attorney checks that date.")


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
        said = _lower(_to_you(task))
        return _upper(f"{by} {owner or 'we'} will {said}.".strip())
    return _upper(f"{_lead(by, owner) or 'we noted'}: {task}.")


def _to_you(task: str) -> str:
    """A task as it is said to whom it is for; once that is clear, what follows is for them too."""
    said, found = _TO_THEM.subn(r"\1you", task)
    return _AND_TO_THEM.sub(r"\1you", said) if found else said


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
    return f"By {aloud_words(from_utc_text(line.due), told.now, told.office.tz)}"


def _sentence(words: str) -> str:
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
