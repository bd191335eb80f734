"""How an item of a duty is worded: plain words, never a view on anything."""

from __future__ import annotations

import re

from paratui.domain.duty import Duty

# Whom it is for and how urgent it is, at the end of a line: no part of what is passed on.
_ENDING = re.compile(r"(?:\s+(?:@\S+|!))+$")
_INSTRUCTED = "instructed: "


def duty_words(duty: Duty, said: str, attorney: str = "") -> str:
    """What is to be done under a duty, with the words somebody said; `attorney` is the name of who advises.

    Whom it is owed to stands beside the words wherever an item is shown, and not in them.
    """
    match duty:
        case Duty.INFORMATION:
            return f"answer the request: {said}"
        case Duty.NEWS:
            return f"news to tell: {said}"
        case Duty.OFFER:
            return f"convey the offer as made: {said} ({attorney} advises on it)"
        case Duty.COPY:
            return f"send a copy: {said}"
        case Duty.INSTRUCTION:
            return f"{_INSTRUCTED}{said}"
        case _:
            return said


def undone_words(instruction: str, why: str) -> str:
    """What must be disclosed of an instruction that was not carried out; `instruction` is the words of its item."""
    return f"must be disclosed: not carried out - {instruction.removeprefix(_INSTRUCTED)} (why: {why})"


def line_words(duty: Duty, said: str) -> str:
    """How a line of a call that a duty makes reads in the notes."""
    return f"{duty.terms.title}: {said}"


def said_in(duty: Duty, text: str, task: str) -> str:
    """What was said: `text` is a line as it was typed, `task` what was understood of it as a promise.

    A line worded by `line_words` is read so too, also after somebody mended it.
    """
    said = _ENDING.sub("", text) if duty.verbatim else task
    return said.removeprefix(f"{duty.terms.title}:").strip()
