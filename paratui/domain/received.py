"""How something came that nobody was there to take: a voicemail, a missed call, an email, a letter ..."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call import Call, Channel, Outcome
from paratui.domain.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paratui.domain.call_row import CallRow


class Received(StrEnum):
    """The ways in; the value is the word people type for it."""

    VOICEMAIL = "voicemail"
    MISSED = "missed"
    EMAIL = "email"
    LETTER = "letter"
    TEXT = "text"
    WALK_IN = "walkin"


class Way(NamedTuple):
    """What a way in is in the log, what it is called, and what is owed for it.

    `outcome` is empty where nobody has spoken with anybody: a letter that came is no contact.
    """

    channel: Channel
    outcome: str
    words: str
    many: str
    owed: str


WAYS: Mapping[Received, Way] = {
    Received.VOICEMAIL: Way(Channel.VOICEMAIL, Outcome.LEFT_VOICEMAIL, "voicemail", "voicemails", "call back"),
    Received.MISSED: Way(Channel.PHONE, Outcome.NO_ANSWER, "missed call", "missed calls", "call back"),
    Received.EMAIL: Way(Channel.EMAIL, "", "email", "emails", "answer the email of"),
    Received.LETTER: Way(Channel.LETTER, "", "letter", "letters", "answer the letter of"),
    Received.TEXT: Way(Channel.TEXT, "", "text message", "text messages", "answer the text of"),
    Received.WALK_IN: Way(Channel.IN_PERSON, Outcome.REACHED, "walk-in", "walk-ins", "get back to"),
}
_ALSO = {
    "voicemails": Received.VOICEMAIL,
    "vm": Received.VOICEMAIL,
    "missedcall": Received.MISSED,
    "mail": Received.EMAIL,
    "sms": Received.TEXT,
    "walk": Received.WALK_IN,
}


def received_named(word: str) -> Received | None:
    """The way in a word names, in any spelling of it; None when it names none."""
    plain = "".join(letter for letter in word.casefold() if letter.isalpha())
    return _ALSO.get(plain) or next((one for one in Received if one.value == plain), None)


def one_received(word: str) -> Received:
    """The way in a word names; raises BadInput listing them."""
    found = received_named(word)
    if found is None:
        raise BadInput(f'"{word}" is no way something comes in; say one of: {", ".join(Received)}')
    return found


def way_words(call: Call | CallRow) -> str:
    """How a call came or went and ended, in two words at most: "voicemail", "missed call", "email sent"."""
    outcome = call.outcome.replace("_", " ")
    incoming = call.direction == "in"
    if call.channel == Channel.VOICEMAIL and incoming:
        return "voicemail"
    if call.channel == Channel.PHONE:
        return "missed call" if incoming and call.outcome == Outcome.NO_ANSWER else outcome
    words = {Channel.IN_PERSON.value: "in person"}.get(call.channel, call.channel.replace("_", " "))
    if call.channel in {Channel.EMAIL.value, Channel.LETTER.value, Channel.TEXT.value}:
        return f"{words} {'in' if incoming else 'sent'}"
    return words if call.outcome in {"", Outcome.REACHED.value} else outcome
