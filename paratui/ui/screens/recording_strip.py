"""The recording of a call as it stands, always in view: worked out when something changed, by the office's rules."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from rich.text import Text

from paratui.domain.consent_history import Answer, short
from paratui.domain.spoken import fill
from paratui.services.recording import Guessed, Recording, guessed
from paratui.ui.screens import recording_picture as picture
from paratui.ui.screens.call_parts import CallParts
from paratui.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from paratui.domain.checklist import Step
    from paratui.domain.consent_rules import ConsentRules

TWO_ROWS = 20


class RecordingStrip(CallParts):
    """Whether this call may be recorded. Until the office's rules are read, everyone must agree."""

    _rules: ConsentRules | None = None
    _guesses: Guessed = Guessed()
    _guessed_for: tuple[Any, ...] | None = None
    _strip_for: tuple[Any, ...] = ()
    _strip_shown: picture.Shown | None = None

    def draw_strip(self) -> None:
        """The rule and where the consent stands, in two rows where there is room; parked calls before them."""
        look, call = self.look, self.session.call
        rows = 2 if self.size.height >= TWO_ROWS else 1
        parked = Text()
        for other in self.paratui.open_calls.sessions:
            if other is not self.session:
                who = short(other.call.person) or "a caller"
                parked.append(f" parked: {who} {self.key_of('call.park')} ", look.accent)
        width = self.size.width - (parked.cell_len if rows == 1 else 0)
        drawn = picture.strip(self.recording_now(), call.channel, width, rows, look)
        drawn[-1 if len(drawn) == rows else 0] = parked.append_text(drawn[-1 if len(drawn) == rows else 0])
        pane = self.query_one("#strip", Pane)
        if pane.styles.height is None or pane.styles.height.value != rows:
            pane.styles.height = rows
        pane.show(drawn)

    def recording_now(self) -> picture.Shown | None:
        """What strip and pane show; worked out only when something it depends on is another one."""
        self._read_guess()
        call = self.session.call
        if self._rules is None:
            return None
        rules = self.paratui.tables.consent
        depends: tuple[Any, ...] = (
            *(rules, self._guesses, self.paratui.here, self.spoken_facts),
            *(call.channel, call.person, call.places, call.participants, call.consent),
        )
        if self._strip_shown is None or not _same(depends, self._strip_for):
            recording = self._recording(rules)
            self._strip_for = depends
            self._strip_shown = picture.Shown(
                call,
                recording.rule(),
                recording.stands(),
                self._guesses,
                self.paratui.here,
                rules.says.note,
                recording.to_say(Answer.STOPPED),
            )
        return self._strip_shown

    def to_say_at(self, step: Step | None) -> str:
        """The sentence of a step; about the recording the office's rules have it, and it is kept with the yes."""
        shown = self.recording_now() if step and step.asks.startswith("recording") else None
        if step is None or shown is None:
            return fill(step.say, self.spoken_facts) if step else ""
        said = {
            "recording": shown.rule.announcement,
            "recording_words": shown.rule.first_words,
            "recording_stop": shown.stop_words,
        }
        return said.get(step.asks) or fill(step.say, self.spoken_facts)

    def _recording(self, rules: ConsentRules) -> Recording:
        return Recording(
            self.session,
            self.desk,
            rules,
            here=self.paratui.here,
            guesses=self._guesses,
            facts=self.spoken_facts,
        )

    def _read_guess(self) -> None:
        """Read the rules and where the caller may be, away from the screen, once for each number and person."""
        call = self.session.call
        wanted = (call.id, call.phone, call.person_id)
        if self._guessed_for != wanted:
            self._guessed_for, self._guesses = wanted, Guessed()
            self.in_background("recording", self._guess)

    async def _guess(self) -> None:
        call, tables, people = self.session.call, self.paratui.tables, self.paratui.people

        def read() -> tuple[ConsentRules, Guessed]:
            known = people.person(call.person_id) if call.person_id else None
            rules = tables.consent
            return rules, guessed(call, known.person if known else None, rules, tables.area_codes)

        found = await self.attempt(read)
        if found is not None and self.session.call.id == call.id:
            self._rules, self._guesses = found
            self.draw()

    async def recording(self) -> Recording:
        """The consent of this call, by the rules as they stand now."""
        self._rules = await asyncio.to_thread(lambda: self.paratui.tables.consent)
        return self._recording(self._rules)


def _same(now: tuple[Any, ...], before: tuple[Any, ...]) -> bool:
    """Whether nothing is another one. Records are told apart by identity: two hundred people are not compared."""
    return len(now) == len(before) and all(
        one is other or (isinstance(one, (str, dict)) and one == other)
        for one, other in zip(now, before, strict=True)
    )
