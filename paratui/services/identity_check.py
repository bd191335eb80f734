"""The identity check of a call: how it was done, whether it held, and what follows when it does not.

What is said about a matter goes to the client alone, so who cannot be identified hears none of it. Two failed
tries are the attorney's to judge: the question goes into the queue at once, urgent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.call import Identity
from paratui.domain.clocks import same_business_day
from paratui.domain.fact import Fact
from paratui.domain.note_line import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paratui.domain.call import Call
    from paratui.services.call_session import CallSession
    from paratui.services.desk import Desk

MOST_FAILED = 2
NO_DETAILS = "No matter details until identity is checked (/verify)"
WAYS = (
    ("c", "called back", "called back on a number we have"),
    ("t", "two facts", "two facts on file"),
    ("w", "code word", "code word"),
    ("v", "voice known", "voice known to me"),
)


class IdentityCheck:
    """The check of one call."""

    def __init__(self, desk: Desk, session: CallSession) -> None:
        self._desk = desk
        self._session = session

    @property
    def given_up(self) -> bool:
        """Whether it failed so often that only the attorney decides."""
        identity = self._session.call.identity
        return identity.result == "failed" and identity.failed >= MOST_FAILED

    def held(self, how: str) -> str:
        """It held; `how` in words. The sentence to show."""
        self._keep("confirmed", how, self._session.call.identity.failed)
        return f"Identity checked: {how}"

    def failed(self) -> str:
        """It did not hold: the sentence to show; the second time the attorney is asked at once."""
        failed = self._session.call.identity.failed + 1
        self._keep("failed", "", failed)
        if failed == MOST_FAILED:
            who = self._session.call.person or "the caller"
            clock = same_business_day(self._desk.now(), self._desk.office)
            self._session.follow_up(
                f"Identity of {who} failed twice on the phone", clock, kind=Kind.QUESTION, pressing=True
            )
        if failed >= MOST_FAILED:
            return 'The attorney decides. Say: "We will call the number we have for you"'
        return 'Not verified. Say: "May I ask you something else?" /verify tries again'

    def _keep(self, result: str, how: str, failed: int) -> None:
        call = self._session.call
        self._session.change(
            identity=Identity(
                how=how,
                result=result,
                at=self._session.elapsed(),
                by=self._desk.me.login,
                who=call.person or "the caller",
                failed=failed,
            )
        )


def with_warning(facts: Sequence[Fact], call: Call) -> list[Fact]:
    """A brief, headed by what must not be said while nobody has checked who is on the line."""
    if not facts or not call.matter_id or call.identity.result == "confirmed":
        return list(facts)
    return [Fact("identity", NO_DETAILS, grave=True), *facts]
