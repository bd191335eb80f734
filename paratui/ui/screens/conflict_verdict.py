"""Deciding over a conflict check: the verdict, the attorney who gave it, and the reason."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.errors import Conflict, ParatuiError
from paratui.domain.spoken_time import clock_time, due_words
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.area import Area
from paratui.ui.screens import conflict_picture as picture

if TYPE_CHECKING:
    from paratui.domain.conflict.verdict import ConflictCheck
    from paratui.services.call_session import CallSession
    from paratui.services.conflict_checks import ConflictChecks
    from paratui.ui.area import Answered


class VerdictQuestions(Area):
    """What is asked before a verdict is kept, and what is said when somebody else was quicker."""

    check: ConflictCheck | None
    session: CallSession | None
    _checks: ConflictChecks
    _names: dict[str, str]

    async def read(self) -> None:
        raise NotImplementedError

    async def go_back(self) -> None:
        raise NotImplementedError

    async def ask_verdict(self) -> None:
        """The verdict, on a letter; what is an attorney's to decide asks who decided and why."""
        check = self.check
        if check is None:
            return
        attorney = "" if self._checks.decides else "the attorney says "
        if not check.found_something and check.verdict == "not_run":
            question = "Nothing was found for these names."
            choices = [("c", "clear", "clear"), ("a", "flagged", "leave it to the attorney")]
        else:
            question = "Never tell the caller who was found. The verdict?"
            choices = [
                ("c", "clear", f"{attorney}clear"),
                ("w", "waived", f"{attorney}waived, go on"),
                ("d", "denied", f"{attorney}denied"),
            ]
            if not self._checks.decides and check.undecided:
                choices.insert(0, ("a", "flagged", "leave it to the attorney"))

        async def chosen(verdict: str) -> None:
            if verdict == "flagged" and check.verdict == "flagged":
                await self.go_back()
            elif self._checks.wants_attorney(check, verdict) and not self._checks.decides:
                await self._ask_attorney(check, verdict)
            elif self._checks.wants_attorney(check, verdict):
                await self._ask_reason(check, verdict, "")
            else:
                trouble = await self._decide(check, verdict, "", "")
                if trouble:
                    self.say(trouble, trouble=True)

        await self.choose(question, choices, chosen, sure=True)

    async def _ask_attorney(self, check: ConflictCheck, verdict: str) -> None:
        known = self._checks.attorneys()

        async def given(attorney: str) -> Answered:
            if not attorney.strip():
                return "Name the attorney who decided; without one the check stays with the attorney"
            try:
                await asyncio.to_thread(self._checks.attorney_named, attorney)
            except ParatuiError as error:
                return str(error)

            async def reason() -> None:
                await self._ask_reason(check, verdict, attorney)

            return reason

        proposed = (known[0].name or known[0].login) if len(known) == 1 else ""
        await self.ask(
            "Which attorney decided?", given, proposed=proposed, hint=f"Enter takes {proposed}" if proposed else ""
        )

    async def _ask_reason(self, check: ConflictCheck, verdict: str, attorney: str) -> None:
        async def given(reason: str) -> Answered:
            return await self._decide(check, verdict, reason, attorney)

        words = picture.VERDICT_WORDS[verdict]
        await self.ask(f"Why is it {words}?", given, hint="kept with the verdict, such as: another Roberto Diaz")

    async def _decide(self, check: ConflictCheck, verdict: str, reason: str, attorney: str) -> str:
        """Give the verdict; a trouble is returned as a sentence."""
        try:
            after = await asyncio.to_thread(self._checks.decide, check, verdict, reason, attorney, self.session)
            told = await asyncio.to_thread(self._told, after)
        except Conflict as conflict:
            await self.read()
            return self._who_decided(conflict)
        except ParatuiError as error:
            return str(error)
        await self.read()
        if self.session is None or (self.check and self.check.opens_facts) or verdict == "flagged":
            # The question that led here is still on the screen and goes first.
            self.call_after_refresh(lambda: self.paratui.doing(self._go_back_and_say(told)))
        return ""

    async def _go_back_and_say(self, sentence: str) -> None:
        await self.go_back()
        if sentence:
            self.paratui.say(sentence)

    def _told(self, check: ConflictCheck) -> str:
        """What becomes of a verdict that was not given on the call itself; empty when the call says it."""
        if self.session or check.verdict == "flagged":
            return ""
        words = f"Kept: {picture.VERDICT_WORDS[check.verdict]}"
        item = self._checks.call_back_of(check)
        if item is None:
            return f"{words}; the call that waits for it shows it at once"
        due = due_words(from_utc_text(item.due), self.desk.now(), self.desk.office)
        return f"{words}; {self._names.get(item.assignee, item.assignee)} tells the caller, due {due}"

    def _who_decided(self, conflict: Conflict) -> str:
        """Somebody was quicker: who, when, and what they decided."""
        current = conflict.current or {}
        who = self._names.get(conflict.changed_by, conflict.changed_by) or "Somebody else"
        when = clock_time(from_utc_text(conflict.changed_at), self.desk.office.tz) if conflict.changed_at else ""
        words = picture.VERDICT_WORDS.get(str(current.get("verdict")), "changed")
        return f"{who} decided this {f'at {when}' if when else 'meanwhile'}: {words}. Esc shows it as it stands now"
