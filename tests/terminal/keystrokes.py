"""How many keys a common job takes beyond its words. The README's table is made from this one.

Words are what would be said or written anyway: numbers, names, sentences, days. Every other key counts one: Enter,
a mark such as `>`, each letter of a command, a key held with ctrl.
"""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """One key; `then` is what the screen says after it, and the next is not pressed before."""

    name: str
    then: str = ""


class Words(NamedTuple):
    """What is typed and would be written anyway; `what` names it in the README."""

    said: str
    what: str
    then: str = ""


class Job(NamedTuple):
    """A job as it is typed, from the screen it begins on; `most` is how many keys it may take."""

    name: str
    screen: str
    keys: tuple[Key | Words, ...]
    most: int

    @property
    def needed(self) -> int:
        """The keys beyond the words."""
        return sum(isinstance(one, Key) for one in self.keys)


MARIA = Words("4155552671", "number", "Maria Garcia")
LEFT_OUT = Words("she had to go", "reason", "she had to go")

JOBS = (
    Job(
        "a known client's call with a note and a promise, one reason for the steps left out",
        "Queue",
        (
            Key("f3", "Saved"),
            MARIA,
            Key("enter", "2026-0142"),
            Words("she found the list", "note"),
            Key("enter", "00:00   she found"),
            Key(">", "▸ >"),
            Words(" send her the notice today 5pm", "promise", "today 5:00 PM"),
            Key("enter", "00:00 > send her"),
            Key("f10", "Required steps not taken"),
            Key("enter", "Why?"),
            LEFT_OUT,
            Key("enter", "▸ Read back to Maria"),
            Key("enter", "▸ When does the client hear"),
            Key("enter", "Nothing is open"),
            Key("enter", "is in the log"),
        ),
        most=12,
    ),
    Job(
        "the same call with every required step taken, recorded with consent",
        "Queue",
        (
            Key("f3", "Saved"),
            MARIA,
            Key("enter", "Good morning, Maria"),
            Key("ctrl+n", "▸ check who is calling"),
            Key("ctrl+n", "How was identity checked?"),
            Key("t", "keeps this answer"),
            Key("enter", "▸ how much time"),
            Key("ctrl+n", "▸ my role"),
            Key("ctrl+n", "▸ the client's role"),
            Key("ctrl+n", "▸ where are you"),
            Key("ctrl+r", "still to ask"),
            Key("y", "keeps this answer"),
            Key("enter", "REC agreed"),
            Words("she found the list", "note"),
            Key("enter", "00:00   she found"),
            Key(">", "▸ >"),
            Words(" send her the notice today 5pm", "promise", "today 5:00 PM"),
            Key("enter", "00:00 > send her"),
            Key("f10", "▸ Read back to Maria"),
            Key("enter", "▸ When does the client hear"),
            Key("enter", "Nothing is open"),
            Key("enter", "is in the log"),
        ),
        most=19,
    ),
    Job(
        "a call back from the queue: the call ended, the item done",
        "Queue",
        (
            Key("c", "OUT   00:00:00  Maria Garcia"),
            Words("told her it is on its way", "note"),
            Key("enter", "00:00   told her"),
            Key("f10", "Required steps not taken"),
            Key("enter", "Why?"),
            LEFT_OUT,
            Key("enter", "▸ Read back to Maria"),
            Key("enter", "▸ When does the client hear"),
            Key("enter", "Nothing is open"),
            Key("enter", "is in the log"),
        ),
        most=8,
    ),
    Job(
        "a call from the queue that reaches nobody: logged, one more try counted",
        "Queue",
        (Key("c", "OUT   00:00:00"), Key("f10", "Outcome  no answer"), Key("enter", "is in the log")),
        most=3,
    ),
    Job(
        "a voicemail taken down, its call back in the queue",
        "Queue",
        (
            Key("v", "0 entered"),
            Words("4155552671 maria: wants the hearing date", "number, name, message", "call back today 5:00 PM"),
            Key("enter", "1 entered"),
        ),
        most=2,
    ),
    Job(
        "a legal question refused and left to the attorney",
        "Call",
        (
            Key("?", "That is a legal"),
            Words(" should I sign the stipulation", "question", "the attorney · today 5:00 PM"),
            Key("enter", "00:00 ? should I sign"),
        ),
        most=2,
    ),
    Job(
        "a reported date, with who said it",
        "Call",
        (
            Key("@", "▸ @"),
            Words(" hearing: Dec 3, said by her sister", "what, day, who", "attorney verifies"),
            Key("enter", "00:00 @ hearing"),
        ),
        most=2,
    ),
    Job(
        "the card for an upset caller",
        "Call",
        (Key("ctrl+l", "2 The caller is upset"), Key("2", "Esc puts the card away")),
        most=2,
    ),
    Job(
        "recording: the caller says no",
        "Call",
        (Key("ctrl+r", "still to ask"), Key("n", "keeps this answer"), Key("enter", "Maria Garcia said no")),
        most=3,
    ),
    Job(
        "recording: caller and interpreter say yes",
        "Call",
        (Key("ctrl+r", "still to ask"), Key("y", "keeps this answer"), Key("enter", "everyone agreed")),
        most=3,
    ),
    Job(
        "greeted, and identity checked by two facts",
        "Call",
        (
            Key("ctrl+n", "▸ check who is calling"),
            Key("ctrl+n", "How was identity checked?"),
            Key("t", "keeps this answer"),
            Key("enter", "· verified"),
        ),
        most=4,
    ),
    Job(
        "an interpreter joins",
        "Call",
        (
            Key("/"),
            Key("w"),
            Key("i", "/with  NAME"),
            Key("space"),
            Words("Rosa Diaz, interpreter Spanish, Reno, NV", "name, as what, place"),
            Key("enter", "Rosa Diaz is on the line"),
        ),
        most=5,
    ),
    Job(
        "a prospect and two names: the conflict check is clear, the facts are open",
        "Call",
        (
            Key("ctrl+f", "Who is on the line?"),
            Words("Rosa Delgado", "name", "new prospect: Rosa Delgado"),
            Key("enter", "FACTS LOCKED"),
            Key("+", "▸ +"),
            Words(" Oskar Lindqvist, husband", "name"),
            Key("enter", "00:00 + Oskar"),
            Key("+", "▸ +"),
            Words(" Lindqvist Paving LLC, company", "name"),
            Key("enter", "00:00 + Lindqvist"),
            Key("/"),
            Key("c"),
            Key("o", "/conflict  look"),
            Key("enter", "Enter checks these names"),
            Key("enter", "Nothing found"),
            Key("enter", "Nothing was found for these names."),
            Key("c", "keeps this answer"),
            Key("enter", "Conflict check clear"),
        ),
        most=14,
    ),
)
