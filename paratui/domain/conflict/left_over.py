"""What the words that found no partner say of two names; what both sides leave over tells them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.conflict.company_words import COMMON_WORDS
from paratui.domain.conflict.likeness import Likened, Likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.conflict.name import Name

_ONE_LEFT_OUT = 0.96
_OTHER_MIDDLE = 0.8
_ONE_WORD = 0.76
_OTHER_SUFFIX = 0.9
_NO_SUFFIX = 0.98
_INSIDE_COMPANY = 0.88
_PART_OF_COMPANY = 0.9
_OTHER_KIND = 0.86
_KIND_LEFT_OUT = 0.97
_OTHER_FORM = 0.99
# How sure a word must be when it stands for the whole name.
_SURE = 0.9
_SURE_OF_EACH = 0.93
_SHORTEST_ALONE = 3


class Beside(NamedTuple):
    """Word `asked` of the one name stands beside word `listed` of the other."""

    asked: int
    listed: int
    likeness: Likeness
    initial: bool


class Laid(NamedTuple):
    """Two names, the words of the first as they are read, and which stand beside which."""

    asked: Name
    words: Sequence[str]
    listed: Name
    beside: list[Beside]

    @property
    def left_asked(self) -> int:
        return len(self.words) - len(self.beside)

    @property
    def left_listed(self) -> int:
        return len(self.listed.words) - len(self.beside)


def left_over_of_persons(laid: Laid) -> Likened | None:
    """How much less alike two persons' names are for what is left over; None when it tells them apart."""
    shorter = min(len(laid.words), len(laid.listed.words))
    if len(laid.beside) < min(2, shorter) or _initial_is_another(laid):
        return None
    if laid.left_asked and laid.left_listed:
        if not _same_ends(laid):
            return None
        rest = Likened(_OTHER_MIDDLE, ("same first and last name, other middle name",))
    elif not laid.left_asked and not laid.left_listed:
        rest = Likened(1.0, ())
    elif shorter == 1:
        if not _sure_alone(laid):
            return None
        rest = Likened(_ONE_WORD, ("only a part of the name is known",))
    else:
        left = min(3, laid.left_asked + laid.left_listed)
        rest = Likened(_ONE_LEFT_OUT**left, ("a middle or second name left out",))
    return _with_suffixes(rest, laid.asked.suffix, laid.listed.suffix)


def _initial_is_another(laid: Laid) -> bool:
    """Alan Smith is not John A. Smith: beside one full word, an initial counts only in its own place."""
    if not laid.left_asked and not laid.left_listed:
        return False
    full = sum(not one.initial for one in laid.beside)
    return full == 1 and any(one.initial and one.asked != one.listed for one in laid.beside)


def _same_ends(laid: Laid) -> bool:
    """Whether the first and the last word of both are the same, written out."""
    if laid.asked.in_two or laid.listed.in_two or any(one.initial for one in laid.beside):
        return False
    here = {one.asked for one in laid.beside}
    there = {one.listed for one in laid.beside}
    return {0, len(laid.words) - 1} <= here and {0, len(laid.listed.words) - 1} <= there


def _sure_alone(laid: Laid) -> bool:
    only = laid.beside[0]
    return only.likeness.grade >= _SURE and len(laid.words[only.asked]) >= _SHORTEST_ALONE


def _with_suffixes(rest: Likened, asked: str, listed: str) -> Likened:
    """Father and son are shown, and told apart."""
    if asked == listed:
        return rest
    if asked and listed:
        return Likened(rest.grade * _OTHER_SUFFIX, (*rest.reasons, f"{asked} asked, {listed} here"))
    return Likened(rest.grade * _NO_SUFFIX, (*rest.reasons, f"with and without {asked or listed}"))


def left_over_of_companies(laid: Laid) -> Likened | None:
    """The same when at least one of the two is a company."""
    if (laid.left_asked and laid.left_listed) or any(one.initial for one in laid.beside):
        return None
    if not laid.left_asked and not laid.left_listed:
        return Likened(1.0, ())
    if laid.asked.company != laid.listed.company:
        person, longer = (laid.asked, laid.left_listed) if laid.listed.company else (laid.listed, laid.left_asked)
        if len(person.words) > 1:
            # Ruth Lindgren is in Law Offices of Ruth Lindgren; Maria Garcia is not in Garcia LLC.
            return Likened(_INSIDE_COMPANY, ("the name inside a company's name",)) if longer else None
    part = ("a part of the company's name",)
    if len(laid.beside) == 1:
        common = laid.words[laid.beside[0].asked] in COMMON_WORDS
        return None if common or not _sure_alone(laid) else Likened(_ONE_WORD, part)
    sure = min(one.likeness.grade for one in laid.beside) >= _SURE_OF_EACH
    return Likened(_PART_OF_COMPANY, part) if sure else None


def unlike_forms(asked: Name, listed: Name) -> Likened:
    """The legal form and the kind of business, which are left out or mixed up when people speak."""
    grade, reasons = 1.0, []
    ours, theirs = set(asked.kinds), set(listed.kinds)
    if ours - theirs and theirs - ours:
        grade *= _OTHER_KIND
        reasons.append(f"same name, {_titled(asked.kinds)} instead of {_titled(listed.kinds)}")
    elif ours != theirs:
        grade *= _KIND_LEFT_OUT
        reasons.append(f"same company without {_titled(asked.kinds if ours > theirs else listed.kinds)}")
    if asked.form != listed.form:
        grade *= _OTHER_FORM
        if asked.form and listed.form:
            reasons.append(f"same company, {_written(asked.form)} instead of {_written(listed.form)}")
        else:
            reasons.append(f"same company without {_written(asked.form or listed.form)}")
    return Likened(grade, tuple(reasons))


def _titled(kinds: Sequence[str]) -> str:
    return " ".join(kinds).title()


def _written(form: str) -> str:
    return " ".join(_AS_WRITTEN.get(word, word.upper()) for word in form.split())


_AS_WRITTEN = {
    "inc": "Inc.",
    "incorporated": "Incorporated",
    "corp": "Corp.",
    "corporation": "Corporation",
    "co": "Co.",
    "company": "Company",
    "ltd": "Ltd.",
    "limited": "Limited",
    "gmbh": "GmbH",
    "pty": "Pty",
}
