"""An answer of a caller to one question of a practice area's question set, as it is kept."""

from __future__ import annotations

from enum import StrEnum

from paratui.domain.record import Part


class Unanswered(StrEnum):
    """What stands for an answer that was not given; a follow-up question may depend on it."""

    NOT_KNOWN = "not_known"
    DECLINED = "declined"
    NOT_APPLICABLE = "not_applicable"


class EarlierAnswer(Part, frozen=True, kw_only=True):
    """What was answered to the same question before, `at` whole seconds into the call, typed by the login `by`."""

    said: str
    shown: str
    at: int = 0
    by: str = ""


class TypedAnswer(Part, frozen=True, kw_only=True):
    """An answer: `question` its id, `said` what was typed, `value` what it is read as, `shown` that for the eye.

    `value` by type: "yes" or "no"; one of the choices; ISO 8601, only as fine as said (empty when the words name
    no day); whole cents; E.164; a name, a text; a number without grouping. For an answer not given it is one of
    Unanswered. `approximate` when the caller was not sure, `per` the stretch an amount is for. `at` is whole
    seconds into the call, `by` the login that typed it; `earlier` are the answers it took the place of.
    """

    question: str
    type: str
    said: str
    value: str
    shown: str
    approximate: bool = False
    per: str = ""
    at: int = 0
    by: str = ""
    earlier: tuple[EarlierAnswer, ...] = ()

    PARTS = {"earlier": EarlierAnswer}  # noqa: RUF012 - a ClassVar of the base, where `type` is still the class
    SELDOM = frozenset({"earlier"})

    @property
    def given(self) -> bool:
        """Whether there is a value, and not only that none was given."""
        return self.value not in set(Unanswered)
