"""Two names against each other: how alike, and why; None when they are two names.

The words are laid beside each other first (`alike` says which words may be one); then what is left over on
either side decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.conflict.left_over import Beside, Laid, left_over_of_companies, left_over_of_persons, unlike_forms
from paratui.domain.conflict.likeness import SAME, Likened, Likeness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paratui.domain.conflict.name import Name

# Less than this is not shown: one slip in a word and a short form in another still is.
LEAST = 0.72

_INITIAL = Likeness(0.85, "only an initial")
_OTHER_ORDER = 0.98
_WRITTEN_APART = 0.97
# Two words made one are so long that a slip in them says little.
_CUT_ANEW_LEAST = 0.85


def compare(
    asked: Name, words: Sequence[str], alike: Sequence[Mapping[str, Likeness]], listed: Name
) -> Likened | None:
    """How alike a name asked for is to a listed one.

    `words` is the reading of the asked name that is tried, `alike` for each of them the words it may be.
    """
    beside = _laid_beside(asked, words, alike, listed)
    if all(one.initial for one in beside):
        return None
    cut_anew = words != asked.words or asked.joined or listed.joined
    if cut_anew and min(one.likeness.grade for one in beside) < _CUT_ANEW_LEAST:
        return None
    laid = Laid(asked, words, listed, beside)
    companies = asked.company or listed.company
    rest = left_over_of_companies(laid) if companies else left_over_of_persons(laid)
    if rest is None:
        return None
    grade = rest.grade
    reasons: list[str] = []
    if companies:
        forms = unlike_forms(asked, listed)
        grade *= forms.grade
        reasons += forms.reasons
    for one in beside:
        grade *= one.likeness.grade
        reasons.append(one.likeness.reason)
    if cut_anew:
        grade *= _WRITTEN_APART
        reasons.append("written together or apart")
    if [one.listed for one in beside] != sorted(one.listed for one in beside):
        grade *= _OTHER_ORDER
        reasons.append("same name, other order" if not any(reasons) else "other order")
    reasons += rest.reasons
    if grade < LEAST:
        return None
    return Likened(grade, tuple(dict.fromkeys(filter(None, reasons))) or ("the same name",))


def _laid_beside(
    asked: Name, words: Sequence[str], alike: Sequence[Mapping[str, Likeness]], listed: Name
) -> list[Beside]:
    """The best pairs, every word once, in the order asked."""
    initials = not (asked.joined or listed.joined)
    pairs: list[Beside] = []
    for at, word in enumerate(words):
        for there, other in enumerate(listed.words):
            if likeness := (SAME if word == other else alike[at].get(other)):
                pairs.append(Beside(at, there, likeness, initial=len(word) == 1))
            elif initials and 1 in {len(word), len(other)} and word[0] == other[0] and word in asked.words:
                pairs.append(Beside(at, there, _INITIAL, initial=True))
    pairs.sort(key=lambda one: (-one.likeness.grade, abs(one.asked - one.listed), one.asked, one.listed))
    taken: set[int] = set()
    taken_there: set[int] = set()
    found: list[Beside] = []
    for one in pairs:
        if one.asked not in taken and one.listed not in taken_there:
            taken.add(one.asked)
            taken_there.add(one.listed)
            found.append(one)
    return sorted(found, key=lambda one: one.asked)
