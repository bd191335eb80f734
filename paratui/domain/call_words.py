"""What a call is found by: the words of its lines, who it was with, and facts that are the same or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from paratui.domain.note_line import Kind
from paratui.domain.search_words import joined_words, number_ends, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHO = ("person", "phone", "matter", "matter_title")
_HOW = ("outcome", "channel")
# What a filter asks for as it is.
FACTS = ("staff", "person_id", "matter_id", "channel", "outcome", "status", "direction")


class CallWords(NamedTuple):
    """`said` are the words of the lines, `who` of the names and numbers, `ends` of every number; in order."""

    said: list[str]
    who: list[str]
    ends: list[str]


def call_words(call: dict[str, Any]) -> CallWords:
    """The words of a call document, whoever wrote it: what is no text there is not looked at."""
    said = list(_said(call))
    # An outcome is found by its words, not by the name it is stored under.
    how = [text.replace("_", " ") for text in _texts(call, _HOW)]
    who = list(_texts(call, _WHO))
    spoken = "\n".join([*said, *how])
    names = [word for name in _texts(call, ("person",)) for word in joined_words(name)]
    ends = number_ends("\n".join([*who, *said]))
    return CallWords(words_of(spoken), [*words_of("\n".join(who)), *names], ends)


def kinds_in(call: dict[str, Any]) -> set[str]:
    """The kinds of the lines of a call; a date it keeps counts also where another tool wrote no line of it."""
    kinds = {kind for line in _lines(call) if isinstance(kind := line.get("kind"), str)}
    return kinds | {Kind.REPORTED_DATE.value} if call.get("reported") else kinds


def _texts(call: dict[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        text = call.get(name)
        if isinstance(text, str) and text:
            yield text


def _lines(call: dict[str, Any]) -> list[dict[str, Any]]:
    lines = call.get("lines")
    return [line for line in lines if isinstance(line, dict)] if isinstance(lines, list) else []


def _said(call: dict[str, Any]) -> Iterator[str]:
    for line in _lines(call):
        if isinstance(text := line.get("text"), str):
            yield text
