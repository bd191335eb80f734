"""The identity check: how it was done, in one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.identity_facts import BETWEEN, to_ask_about
from paratui.services.identity_check import WAYS, IdentityCheck
from paratui.ui.screens.call_parts import CallParts

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.services.call_session import CallSession
    from paratui.ui.area import Answered, Area

FAILED = frozenset({"no", "failed", "x"})
BY_KEY = {key: how for key, how, _ in WAYS}


async def choose_how(
    area: Area,
    session: CallSession,
    then: Callable[[str], None],
) -> None:
    """Ask how identity was checked and keep the answer; `then` gets the sentence that says what was kept."""
    check = IdentityCheck(area.desk, session)

    async def chosen(answer: str) -> None:
        if answer == "failed":
            then(check.failed())
        elif answer == "other":
            await area.ask(question, given, hint="such as: driver's license on video, the attorney knows her voice")
        else:
            then(check.held(answer))

    async def given(words: str) -> Answered:
        if not words.strip():
            return "Say how, such as: driver's license on video"
        then(check.held(words.strip()))
        return ""

    if check.given_up:
        question = "How did the attorney decide?"
        choices = [("a", "other", "the attorney decided who it is"), ("x", "failed", "still not who they say")]
        await area.choose(
            "It failed twice: only the attorney decides now", choices, chosen, sure=True, noting=area.TYPED_IN
        )
        return
    question = "How was identity checked?"
    who = "Who answered? " if session.call.direction == "out" else ""
    ways = [*WAYS, ("o", "other", "other"), ("x", "failed", "it did not hold")]
    person_id = session.call.person_id
    known = await area.attempt(lambda: area.paratui.people.person(person_id)) if person_id else None
    on_file = to_ask_about(known.person if known else None, session.call)
    ask = f" Ask, never read out: {BETWEEN.join(on_file)}" if on_file else ""
    await area.choose(f"{who}{question}{ask}", ways, chosen, sure=True, noting=area.TYPED_IN)


class IdentityQuestions(CallParts):
    """Whether the caller is who they say."""

    async def verify(self, words: str = "") -> None:
        """Keep how identity was checked. `no` says that it did not hold."""
        check = IdentityCheck(self.desk, self.session)
        said = words.strip()
        if said.casefold() in FAILED:
            self.identity_kept(check.failed())
        elif said and not check.given_up:
            self.identity_kept(check.held(BY_KEY.get(said.casefold(), said)))
        elif said:
            self.identity_kept(check.held(f"{said} (decided by the attorney)"))
        else:
            await choose_how(self, self.session, self.identity_kept)

    def identity_kept(self, sentence: str) -> None:
        """The check was answered: so is its step, when it held."""
        if self.session.call.identity.result == "confirmed":
            self.step_asked("identity", "done")
        elif IdentityCheck(self.desk, self.session).given_up:
            self.step_asked("identity", "declined")
        self.draw()
        self.say(sentence)

    def forget_identity(self) -> None:
        """Another caller: the step that asks who it is stands open again."""
        if self.session.call.identity.result != "not_checked":
            return
        asking = {step.id for step in self.walk.steps if step.asks == "identity"}
        for answer in self.session.call.checklist.answers:
            if answer.step in asking and answer.answer in {"done", "declined"} and not answer.reason:
                self.session.unanswer(answer.step)
