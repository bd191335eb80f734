"""The verdict of a conflict check: who may give it, what has to be said with it, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.call import Call, CallStatus
from paratui.domain.conflict.verdict import ConflictCheck, decided
from paratui.domain.errors import BadInput
from paratui.domain.wall_clock import utc_text
from paratui.services import given_verdict
from paratui.services.kept_checks import KeptChecks
from paratui.store.interface import Put

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.staff import Staff
    from paratui.services.call_session import CallSession


class ConflictVerdicts(KeptChecks):
    """Deciding over checks. An attorney decides over what was found; others enter what the attorney said."""

    @property
    def decides(self) -> bool:
        """Whether I am an attorney, and so decide over what a check found."""
        return self._desk.me.role == "attorney"

    def attorneys(self) -> list[Staff]:
        """The attorneys of the office."""
        return [one for one in self._desk.here() if one.role == "attorney"]

    def wants_attorney(self, check: ConflictCheck, verdict: str) -> bool:
        """Whether this verdict is an attorney's to give."""
        if verdict == "flagged":
            return not check.undecided
        return verdict != "clear" or check.found_something or check.verdict != "not_run"

    def decide(
        self,
        check: ConflictCheck,
        verdict: str,
        reason: str = "",
        attorney: str = "",
        session: CallSession | None = None,
    ) -> ConflictCheck:
        """Give a verdict: clear, flagged, denied or waived; the item of the check and its call follow.

        Somebody who is no attorney enters the verdict of the one named; what an attorney denied, only an attorney
        decides anew. Raises BadInput when an attorney or a reason is wanting, or when the check was run again
        since; Conflict when somebody else decided meanwhile, StoreError.
        """
        me = self._desk.me.login
        looks = given_verdict.checks_of(self._desk.store, check.call)
        if looks and looks[0].id != check.id:
            raise BadInput("The names were checked again since: open the newer check in the queue")
        if not self.decides and self._was_denied(check, looks):
            raise BadInput("An attorney denied this; ask an attorney, who decides it again at their own login")
        by, entered_by = me, ""
        if self.wants_attorney(check, verdict):
            if not self.decides:
                by, entered_by = self.attorney_named(attorney), me
            if not check.undecided and not reason.strip():
                raise BadInput("Give the reason why the verdict is another one now; it is kept with the verdict")
        now = utc_text(self._desk.now())
        check = self._as_it_stands(check)
        after = decided(check, verdict, by=by, at=now, reason=reason, entered_by=entered_by)
        stored = self._commit(
            lambda: [
                Put("conflict_check", after.doc(), check.rev),
                *self._items.after_deciding(after, session.call if session else None),
                *self._decided_call_puts(after),
                *(() if session else self._items.calling_back(after)),
            ]
        )
        if session:
            self.take_over(session)
        return stored

    def _as_it_stands(self, check: ConflictCheck) -> ConflictCheck:
        """The check with the caller's record, where its call ended meanwhile; decided by somebody else, as it was."""
        fresh = self.check(check.id)
        same = fresh is not None and fresh.but(rev=check.rev, person=check.person) == check
        return fresh if fresh and same else check

    def call_back_of(self, check: ConflictCheck) -> FollowUp | None:
        """The open item by which the caller hears what was decided; None while their call goes on."""
        return self._items.call_back(check)

    @staticmethod
    def _was_denied(check: ConflictCheck, looks: list[ConflictCheck]) -> bool:
        """Whether a check is denied, or an earlier look of its call was and nobody has decided since."""
        before = next((one.verdict for one in looks if one.id != check.id and not one.undecided), "")
        return check.verdict == "denied" or (check.undecided and before == "denied")

    def attorney_named(self, named: str) -> str:
        """The login of the attorney of a name; the name itself where no attorney has an account here.

        Raises BadInput for a name that is not one attorney's.
        """
        said = " ".join(named.split()).casefold()
        if not said:
            raise BadInput("What this check found is for an attorney to decide: name the attorney who did")
        found = self.attorneys()
        fitting = [
            one
            for one in found
            if said in {one.login.casefold(), one.initials.casefold(), one.name.casefold()}
            or said in one.name.casefold().split()
        ]
        if len(fitting) == 1:
            return fitting[0].login
        if found:
            names = ", ".join(one.name or one.login for one in found)
            raise BadInput(f'"{named.strip()}" is not one attorney of this office; name one of {names}')
        if any(said in {one.login.casefold(), one.name.casefold()} for one in self._desk.staff()):
            raise BadInput(f"{named.strip()} is no attorney here; name the attorney who decided")
        return " ".join(named.split())

    # What follows

    def take_over(self, session: CallSession) -> bool:
        """Put the verdict of a call's check into the call; whether there was another one than it had."""
        return session.take_verdict()

    def _decided_call_puts(self, check: ConflictCheck) -> list[Put]:
        """The record of a call that is over carries the verdict; one still being taken has it from its own desk."""
        doc = self._desk.store.get("call", check.call) if check.call else None
        if doc is None or doc.get("status") != CallStatus.ENDED.value:
            return []
        call = Call.read(doc)
        if call.conflict.check != check.id:
            return []
        why = f"conflict check: {check.verdict}"
        return [Put("call", call.but(conflict=self.stands(check), amended_why=why).doc(), call.rev)]
