"""Which checklist a call is walked by: the one that fits who it is and how it takes place, or one taken by hand."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from paratui.domain.facts_lock import locked
from paratui.ui.screens.call_parts import CallParts
from paratui.ui.walks import walk_for

if TYPE_CHECKING:
    from paratui.domain.checklist import Checklist
    from paratui.ui.area import Answered


class WalkQuestions(CallParts):
    """The checklist changes by itself until a step of it has been answered; after that it is only offered."""

    async def pick_checklist(self, words: str) -> None:
        """Another checklist; the answers given carry over by step."""
        walks = await self.attempt(self.paratui.tables.checklists_now)
        if walks is None:
            return
        offered = self.paratui.open_calls.walks.of(self.session).offered
        # What was offered stands first, so that Enter takes it.
        listed = sorted(walks.values(), key=lambda one: one.id != offered)

        def find(typed: str) -> list[tuple[str, str]]:
            wanted = typed.casefold().split()
            return [
                (one.id, f"{one.title}  {one.when}")
                for one in listed
                if all(word in f"{one.id} {one.title} {one.when}".casefold() for word in wanted)
            ]

        async def taken(wanted: str, _typed: str) -> Answered:
            self.take_walk(walks[wanted], by_hand=True)
            return ""

        await self.pick("Which checklist is this call walked by?", find, taken, value=words)

    def take_walk(self, walk: Checklist, *, by_hand: bool = False) -> None:
        """Go on under another checklist; from an intake on the facts wait for the conflict check."""
        self.paratui.open_calls.walks.keep(self.session, walk, by_hand=by_hand)
        self.session.walk(walk.id, walk.version, intake=walk.intake)
        self.paratui.open_calls.near_a_check(self.session)
        self.walk = walk
        self.chosen_step = ""
        self.draw()
        carried = sum(1 for answer in self.session.call.checklist.answers if walk.step(answer.step))
        kept = f"; {carried} answer{'' if carried == 1 else 's'} kept" if carried else ""
        self._say_also(f"Checklist: {walk.title}{kept}")

    async def fit_walk(self) -> None:
        """Take the checklist that fits the call as it stands, or offer it once steps have been answered."""
        session, call = self.session, self.session.call
        role = self.person.role if self.person else ""
        if locked(call) or (call.intake and not self.person):
            role = "prospect"
        checklists = await asyncio.to_thread(lambda: self.paratui.tables.checklists)
        if session is not self.session:
            return
        walked = self.paratui.open_calls.walks.of(session)
        usual = self.desk.office.checklist
        fits = walk_for(checklists, call.channel, call.direction, role, usual)
        if walked.by_hand or fits.id in {self.walk.id, walked.offered}:
            return
        if not call.checklist.answers:
            self.take_walk(fits)
        else:
            walked.offered = fits.id
            self._say_also(f"/walk and Enter changes to the checklist {fits.title}")

    def _say_also(self, sentence: str) -> None:
        """Say it beside what was just said of the caller; a trouble stands alone."""
        said, trouble = self._said or ("", False)
        if not trouble:
            self.say(f"{said} · {sentence}" if said else sentence)
