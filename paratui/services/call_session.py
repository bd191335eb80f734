"""A call being taken: its caller, its checklist and its course, from its beginning to its end in the office."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

from paratui.domain.call import Call, CallStatus, Channel, ConflictStands, Identity, StepAnswer
from paratui.domain.call_draft import CallDraft
from paratui.domain.consent_history import ConsentMoment
from paratui.domain.consent_of_call import consent_after
from paratui.domain.errors import BadInput, Conflict
from paratui.domain.facts_lock import refuse_caller, refuse_matter
from paratui.domain.given_name import given_name
from paratui.domain.wall_clock import utc_text
from paratui.services.call_lines import CallLines
from paratui.services.conflict_items import ConflictItems
from paratui.services.ended_call import Ended, end_call
from paratui.services.given_verdict import verdict_given
from paratui.store.interface import Put

if TYPE_CHECKING:
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.services.desk import Desk
    from paratui.store.interface import Draft

_TRIES = 3


class CallSession(CallLines):
    """One call in progress. What is typed and answered returns at once; saving goes on in a thread of the store.

    `announce`, `end` and `discard` commit to the office and may take as long as the disk does: call them from
    a thread of their own.
    """

    def __init__(self, desk: Desk, state: CallDraft, draft: Draft) -> None:
        super().__init__(desk, state, draft)
        self._committing = Lock()
        self._over = False

    @classmethod
    def begin(
        cls, desk: Desk, *, channel: str = Channel.PHONE.value, direction: str = "in", checklist: str, version: str
    ) -> CallSession:
        """A call that starts now."""
        now = desk.now()
        fresh = Call(
            id=desk.new_id(now),
            staff=desk.me.login,
            started=utc_text(now),
            channel=channel,
            direction=direction,
        )
        fresh = fresh.but(checklist=fresh.checklist.but(checklist=checklist, version=version))
        session = cls(desk, CallDraft(call=fresh, last=utc_text(now)), desk.store.draft(fresh.id))
        session._record({"e": "begun", "call": fresh.doc()})
        return session

    # The checklist

    def answer_of(self, step: str) -> StepAnswer | None:
        """The answer a step was given."""
        return next((one for one in self.call.checklist.answers if one.step == step), None)

    def answer(self, step: str, answer: str, reason: str = "") -> None:
        """Answer a step: done, declined, not_applicable or skipped."""
        given = StepAnswer(step=step, answer=answer, at=self.elapsed(), by=self._desk.me.login, reason=reason)
        self._record({"e": "answer", "step": step, "answer": given.doc()})

    def unanswer(self, step: str) -> None:
        """Take an answer back."""
        self._record({"e": "answer", "step": step, "answer": None})

    def walk(self, checklist: str, version: str, *, intake: bool = False) -> None:
        """Go on under another checklist; answers to steps that both have carry over.

        With an intake the facts wait for its conflict check from now on; another checklist does not open them.
        """
        taken = self.call.checklist.but(checklist=checklist, version=version)
        self.change(checklist=taken, intake=intake or self.call.intake)

    # The caller

    def speak_with(self, person: Person, matter: Matter | None) -> None:
        """Who is on the line, and about which matter. The facts of a prospect wait for the conflict check.

        Raises FactsLockedError for another client where an intake was taken: it stays with whoever told it.
        """
        refuse_caller(self.call, person.id, has_matter=bool(matter or person.matters))
        if person.role == "prospect" and not matter:
            self._set(intake=True)
        self._set(person_id=person.id, person=person.name, **self._identity_of(person.id, person.name))
        self._about(matter)

    def about(self, matter: Matter | None) -> None:
        """The matter of the call. Raises FactsLockedError for one that would open an intake's facts unchecked."""
        if matter:
            refuse_matter(self.call, matter)
        self._about(matter)

    def _about(self, matter: Matter | None) -> None:
        if matter:
            self._set(matter_id=matter.id, matter=matter.number, matter_title=matter.title)
        else:
            self._set(matter_id=0, matter="", matter_title="")

    def caller_named(self, name: str) -> None:
        """A caller nobody has entered yet, by name. Raises BadInput for a name that is none."""
        name = given_name(name)
        self._set(person_id=0, person=name, matter_id=0, matter="", matter_title="", **self._identity_of(0, name))

    def _identity_of(self, person_id: int, name: str) -> dict[str, Any]:
        """Another caller is another identity, and may be elsewhere: what was checked says nothing of theirs."""
        same = (person_id, name) == (self.call.person_id, self.call.person)
        other: dict[str, Any] = {} if same or self.call.identity == Identity() else {"identity": Identity().doc()}
        if self.call.places and self.call.person and name.casefold() != self.call.person.casefold():
            other["places"] = []
        another = person_id != self.call.person_id or name.casefold() != self.call.person.casefold()
        if self.call.conflict.check and another:
            # The check was run for somebody else, perhaps of the same name: it is known of, and opens nothing more.
            other["conflict"] = ConflictStands(check=self.call.conflict.check).doc()
        if self.call.consent.history:
            other["consent"] = consent_after(self.call, self.call.but(person=name), self.consent_moment()).doc()
        return other

    def consent_moment(self) -> ConsentMoment:
        """Now, by me, for what happens to the consent of this call."""
        return ConsentMoment(answer="", at=self.elapsed(), said_at=utc_text(self._desk.now()), by=self._desk.me.login)

    # Its conflict check

    def take_verdict(self) -> bool:
        """Take over what was decided over the check of this call; whether it is another verdict than it had."""
        given = verdict_given(self._desk.store, self.call)
        if given:
            self.change(conflict=given)
        return given is not None

    # Its course

    def park(self, *, parked: bool) -> None:
        """Put the call aside or take it back; the timer goes on, the line is on hold."""
        self.settle()
        self._record({"e": "parked", "parked": parked})

    def announce(self) -> None:
        """Let the office see that this call is being taken, and with whom. Raises StoreError."""
        with self._committing:
            if self._over:
                return
            call = self.call
            seen = Call(
                id=call.id,
                rev=call.rev,
                staff=call.staff,
                started=call.started,
                channel=call.channel,
                direction=call.direction,
                person_id=call.person_id,
                person=call.person,
                matter_id=call.matter_id,
                matter=call.matter,
            )
            stored = self._desk.store.commit([Put("call", seen.doc(), call.rev)]).docs[0]
            self._set(rev=stored["rev"])

    def end(self, answered: FollowUp | None = None, tenths: int | None = None) -> Ended:
        """Write the call, its follow-ups and its time in one commit, then fold the draft away.

        `answered` is the item this call was made for, as it stands now that the call is over; `tenths` are those
        that somebody has looked over, also none.

        Raises StoreError when the office cannot take it now: the draft stays and it can be tried again.
        """
        with self._committing:
            self.settle()
            self.take_verdict()
            self._draft.flush()
            ended = end_call(self._desk, self.call, self.elapsed(), answered=answered, tenths=tenths)
            self._over = True
            self._draft.discard()
            return ended

    def discard(self) -> None:
        """Throw the call away on purpose. What the office saw of it is marked discarded, its open check let go."""
        with self._committing:
            if self.call.rev:
                self._commit_discarded(self.call.but(status=CallStatus.DISCARDED.value))
            self._over = True
            self._draft.discard()

    def _commit_discarded(self, gone: Call) -> None:
        items = ConflictItems(self._desk)
        for _ in range(_TRIES):
            try:
                self._desk.store.commit([Put("call", gone.doc(), gone.rev), *items.after_discarding(gone.id)])
            except Conflict as conflict:
                if conflict.kind == "call":
                    raise
                # Somebody works on the item of its check: it is read anew.
                continue
            return
        raise BadInput("The office is being changed at another desk; try again")
