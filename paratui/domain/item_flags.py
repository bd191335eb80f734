"""What makes an item important, read out of its words and out of the call it came from.

An item carries the flags of its own words. From its call it takes those that are dangerous to leave lying: a court
date or served papers, safety, somebody held, a reported deadline. Words that are denied raise nothing, but for
safety a fear counts as much as the event. Nothing is computed from any of it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from paratui.domain.conflict.verdict import OPENS
from paratui.domain.danger_words import DangerWords, DateWord, GuardPhrase
from paratui.domain.importance import FLAGS
from paratui.domain.note_line import Kind
from paratui.domain.word_pattern import read_patterns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paratui.domain.call import Call

_WORDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "court": (
        (
            "court date|dates|hearing|appearance|papers|order",
            "hearing|hearings|arraignment|sentencing|deposition|mediation|subpoena|summons",
            "trial date|on|is|starts|begins|prep|preparation|exhibits",
            "go|appear|be in|to|at|before court|trial",
            "before|in court|trial",
            "served",
            "papers|complaint|petition|lawsuit was|were|been served",
            "process server",
            "eviction notice|papers|hearing",
        ),
        ("hearing aid|aids|loss|test|problem|problems", "served * years|months|dinner|lunch|well|army|navy"),
    ),
    "safety": (
        (
            "protective|protection|restraining|away order|orders",
            "violence|violent|abuse|abused|abusive|stalked|stalking|weapon|gun|knife",
            "hit|hits|beat|beats|hurt|hurts|choked|threatened|threatens me|her|him|them|us|the",
            "not|un safe",
            "unsafe|danger",
            "afraid|scared|frightened he|she|they|for",
            "afraid|scared|frightened of him|her|them|his",
            "child|kids|children|temporary|sole|joint|emergency|full custody",
            "custody order|exchange|hearing|petition|agreement|schedule",
            "take|takes|took|taken|move|moves|moved|leave|left with|away * kids|children|child|son|daughter",
            "take|takes|took|taken|keep|keeps|kept the|her|his|my|our kids|children|child|son|daughter",
            "kids|children|child|son|daughter taken|kept|missing|gone",
        ),
        ("danger pay|money",),
    ),
    "in_custody": (
        (
            "jail|jailed|prison|detained|detention|arrest|arrested|incarcerated|inmate|bail|bond",
            "in|into custody",
            "locked up",
        ),
        ("bond issue|fund|market", "savings bond"),
    ),
    "limitation": (
        (
            "statute * limitations",
            "limitation|limitations period|date",
            "deadline",
            "time barred",
            "has|have|must to|# respond|answer|appeal * by|before|within",
        ),
        ("deadline is|was ours|internal",),
    ),
    "instruction": (("instruction|instructions|instructed", "as * asked|wants|wanted"), ()),
    "attorney": (
        (
            "attorney|lawyer|partner|counsel wants|wanted|asked|asks|needs|needed",
            "for the attorney|lawyer by|before|today|tomorrow",
        ),
        ("asked * lawyer|attorney", "opposing|other|her|his counsel|attorney|lawyer wants|wanted|asked|asks|needs"),
    ),
    "money": (
        (
            "retainer",
            "refund",
            "escrow",
            "trust account|funds|money|check",
            "settlement check|money|funds|payment",
            "return|hold|holding|held|release|disburse * money|funds",
        ),
        ("retainer agreement|letter|form",),
    ),
}
# A fear of violence weighs as much as the violence: there, nothing is taken back by a word before it.
_SAID_ANYHOW = frozenset({"safety"})
_FROM_THE_CALL = frozenset({"court", "safety", "in_custody", "limitation"})
# Answers of the shipped question sets that tell it without a word of it: (question, value).
_TOLD = {("jail", "yes"): "in_custody", ("safe", "no"): "safety"}
_NOT_READ = frozenset({Kind.ATTORNEY_ONLY.value, Kind.NAME.value})


@cache
def _watched() -> DangerWords:
    read = {flag: (read_patterns(words), read_patterns(unless)) for flag, (words, unless) in _WORDS.items()}
    dates = (DateWord(flag, flag, "", *read[flag]) for flag in read if flag not in _SAID_ANYHOW)
    anyhow = (GuardPhrase(flag, flag, "", *read[flag], theirs=True) for flag in _SAID_ANYHOW)
    return DangerWords(dates, anyhow)


def _in_order(found: Iterable[str]) -> tuple[str, ...]:
    there = set(found)
    return tuple(flag for flag in FLAGS if flag in there)


def flags_of_words(text: str) -> tuple[str, ...]:
    """The flags of an item's own words, in the order of the formula."""
    return _in_order(one.id for one in _watched().raised_by(text))


def flags_of_call(call: Call) -> tuple[str, ...]:
    """The flags every item takes from its call: dangers told in its lines, reported dates and intake answers.

    What only the attorney may read raises nothing here. Of an intake it is also that its conflict check is clear.
    """
    told = [line.text for line in call.lines if line.kind not in _NOT_READ]
    told += [date.what for date in call.reported]
    found = {one.id for text in told for one in _watched().raised_by(text)} & _FROM_THE_CALL
    found |= {_TOLD[said] for fact in call.facts if (said := (fact.question, fact.value)) in _TOLD}
    if call.intake and call.conflict.verdict in OPENS:
        found.add("cleared")
    return _in_order(found)


def flags_of_item(text: str, call: Call | None = None) -> tuple[str, ...]:
    """The flags of a fresh item: its own, and those of the call it came from."""
    return _in_order((*flags_of_words(text), *(flags_of_call(call) if call else ())))
