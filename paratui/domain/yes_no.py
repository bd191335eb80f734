"""Yes, no, one of several, or no answer at all: short answers in the words people use for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence


def _lines(text: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text.splitlines() if line.strip())


_NOT_KNOWN = _lines("""
    ?
    dk
    idk
    unknown
    unsure
    not sure
    no idea
    no clue
    not known
""")
_DECLINED = _lines("""
    -
    declined
    refused
    no comment
    will not say
    won't say
    wont say
    not saying
""")
_NOT_APPLICABLE = frozenset({"n/a", "na", "not applicable", "does not apply", "doesn't apply"})
_DOES_NOT_KNOW = re.compile(
    r"(?:(?:i|he|she|they|caller|client) )?(?:really )?"
    r"(?:do(?:es)?(?:n't|nt| not)|can(?:'t|t|not| not)|did(?:n't|nt| not))"
    r" (?:really |quite )?(?:know|remember|recall|say for sure)"
    r"|(?:i'?m |i am |he'?s |she'?s |is )?not (?:really )?(?:sure|certain)"
    r"|(?:i have )?no (?:idea|clue)|(?:i )?forgot|(?:i )?have to (?:check|look)",
    re.IGNORECASE,
)
_RATHER_NOT = re.compile(
    r"(?:(?:i|he|she|they)(?:'d| would| had)? )?"
    r"(?:(?:rather not|prefers? not(?: to)?)(?: (?:say|answer|tell))?"
    r"|(?:does|do)(?:n't|nt| not) want to (?:say|answer|tell))",
    re.IGNORECASE,
)
_YES_IN_DOUBT = _lines("""
    i think so
    i believe so
    i guess so
    probably
    most likely
""")
_YES = _YES_IN_DOUBT | _lines("""
    y
    ye
    yes
    yea
    yeah
    yep
    yup
    ya
    yah
    sure
    correct
    right
    true
    affirmative
    absolutely
    definitely
    certainly
    exactly
    indeed
    of course
    that's right
    thats right
    that is right
    that's correct
    uh-huh
    uh huh
    mhm
    mm-hmm
    si
    s\u00ed
    oui
    ok
    okay
    unfortunately yes
""")
_NO_IN_DOUBT = _lines("""
    not really
    not that i know
    not that i know of
    not to my knowledge
    i don't think so
    i dont think so
    i do not think so
    i doubt it
    probably not
""")
_NO = _NO_IN_DOUBT | _lines("""
    n
    no
    nope
    nah
    na-ah
    uh-uh
    never
    none
    nothing
    nobody
    negative
    false
    not yet
    not at all
    unfortunately not
    not anymore
    not any more
    absolutely not
    definitely not
    of course not
    certainly not
""")
_UNSURE = _YES_IN_DOUBT | _NO_IN_DOUBT
_AUXILIARY = r"(?:did|do|does|was|were|am|is|are|have|has|had|can|could|will|would)"
_DOES = re.compile(rf"(?:i|he|she|it|they|we|there|you) {_AUXILIARY}", re.IGNORECASE)
_DOES_NOT = re.compile(
    rf"(?:i|he|she|it|they|we|there|you) (?:{_AUXILIARY}(?:n't|nt| not)|cannot|can't|won't|never {_AUXILIARY}|never)"
    r"|(?:it|he|she|they|we|i)(?:'s|'re|'m) not",
    re.IGNORECASE,
)
_PART = re.compile(r"\s*(?:[,;.:!\u2013\u2014]|\s-\s|\b(?:but|and|because|since|on|in|by|with|sir|ma'am)\b)")


class YesNo(NamedTuple):
    """The value yes or no, `unsure` when it was said with a doubt."""

    value: str
    unsure: bool = False


def no_answer(said: str) -> str:
    """Which way nothing was answered: not_known, declined, not_applicable; empty when there is an answer."""
    plain = _plain(said)
    if plain in _NOT_KNOWN or _DOES_NOT_KNOW.fullmatch(plain):
        return "not_known"
    if plain in _DECLINED or _RATHER_NOT.fullmatch(plain):
        return "declined"
    return "not_applicable" if plain in _NOT_APPLICABLE else ""


def read_yes_no(said: str) -> YesNo:
    """Yes or no, whatever follows it; raises BadInput when it is neither."""
    plain = _plain(said)
    for text in (plain, _first_part(plain), " ".join(plain.split()[:1]).strip(",.;:!")):
        unsure = text in _UNSURE or "i think" in plain or "maybe" in plain
        if text in _NO or _DOES_NOT.fullmatch(text):
            return YesNo("no", unsure)
        if text in _YES or _DOES.fullmatch(text):
            return YesNo("yes", unsure)
    raise BadInput(f'"{said}" is neither yes nor no; type y or n, or ? when the caller does not know')


def read_choice(said: str, choices: Sequence[str]) -> str:
    """The choice typed: its number, its name, or enough of it; raises BadInput with those there are."""
    plain = _plain(said)
    if plain.isdecimal() and 1 <= int(plain[:3]) <= len(choices) and plain[0] != "0":
        return choices[int(plain) - 1]
    named = {choice: choice.casefold() for choice in choices}
    exact = [choice for choice, name in named.items() if name == plain]
    begun = [choice for choice, name in named.items() if name.startswith(plain)]
    within = [
        choice
        for choice, name in named.items()
        if len(plain) > 2 and any(word.startswith(plain) for word in re.split(r"[\s/,()-]+", name))
    ]
    held = [choice for choice, name in named.items() if re.search(rf"\b{re.escape(name)}\b", plain)]
    for fitting in (exact, begun, within, held):
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise BadInput(f'"{said}" may be {" or ".join(fitting)}; type a little more of it')
    numbered = ", ".join(f"{number} {choice}" for number, choice in enumerate(choices, 1))
    raise BadInput(f'"{said}" is none of them; type {numbered}, or ? when the caller does not know')


def _plain(said: str) -> str:
    plain = " ".join(said.replace("\u2019", "'").casefold().split())
    return plain if plain in {"?", "-"} else plain.strip(" .!,;")


def _first_part(plain: str) -> str:
    cut = _PART.search(plain, 1)
    return plain[: cut.start()] if cut else plain
