"""One call of the demo office as records: its lines, its checklist, and what followed from it."""

from __future__ import annotations

from copy import copy
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call import (
    Call,
    CallStatus,
    Channel,
    ChecklistTaken,
    Identity,
    Outcome,
    StepAnswer,
    tenths_of_an_hour,
)
from paratui.domain.checklist import fitting
from paratui.domain.ids import make_id
from paratui.domain.item_flags import flags_of_item
from paratui.domain.note_line import FOLLOW_UP_KINDS, Kind, NoteLine
from paratui.domain.wall_clock import utc_text
from paratui.services.demo.content import Template, told
from paratui.services.demo.follow_ups import Promise

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

    from paratui.domain.checklist import Checklist, Step
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.matter import Matter
    from paratui.domain.office import Office
    from paratui.domain.person import Person
    from paratui.services.demo.content import Around, OpenItem, Scene
    from paratui.services.demo.follow_ups import DemoFollowUps

_SPOKEN = frozenset({Channel.PHONE.value, Channel.VIDEO.value, Channel.IN_PERSON.value})
_LONGEST = 25 * 60
_WHOM = {
    "": "client",
    "counsel": "opposing counsel",
    "other": "third party",
    "adverse_party": "opposing party",
}
_CHECKS = ("two facts", "called back", "code word")


class Planned(NamedTuple):
    """A call to be told: the scene, who is on the line, what about, when it began, who took it."""

    scene: Scene
    started: datetime
    staff: str
    person: Person | None
    matter: Matter | None
    words: dict[str, str]
    phone: str = ""
    outcome: str = Outcome.REACHED.value
    open: tuple[OpenItem, ...] = ()
    whole: bool = False


class ToldCall(NamedTuple):
    """A call as it was told, with its follow-ups."""

    plan: Planned
    call: Call
    items: tuple[FollowUp, ...]


class DemoCalls:
    """Makes records of planned calls."""

    def __init__(
        self,
        office: Office,
        *,
        checklists: dict[str, Checklist],
        around: Around,
        follow_ups: DemoFollowUps,
        random: Random,
    ) -> None:
        self._office = office
        self._checklists = checklists
        self._around = around
        self._follow_ups = follow_ups
        self._random = random
        # A chance of its own for the checklists: a step more in one of them tells no other story of the office.
        self._walking = copy(random)

    def told(self, plan: Planned) -> ToldCall:
        """The call and its follow-ups."""
        seconds = self._seconds(plan)
        call = Call(
            id=make_id(plan.started, self._random.getrandbits(22)),
            status=CallStatus.ENDED.value,
            staff=plan.staff,
            started=utc_text(plan.started),
            ended=utc_text(plan.started.replace(microsecond=0) + timedelta(seconds=seconds)),
            seconds=seconds,
            channel=plan.scene.channel,
            direction=plan.scene.direction,
            phone=plan.phone or (plan.person.phones[0] if plan.person else ""),
            person_id=plan.person.id if plan.person else 0,
            person=plan.person.name if plan.person else "",
            matter_id=plan.matter.id if plan.matter else 0,
            matter=plan.matter.number if plan.matter else "",
            matter_title=plan.matter.title if plan.matter else "",
            outcome=plan.outcome,
            tenths=tenths_of_an_hour(seconds) if plan.matter else 0,
            billing=self._billing(plan),
        )
        if plan.outcome == Outcome.REACHED.value and plan.scene.channel in _SPOKEN and plan.person:
            call = self._guided(call, plan)
        call, items = self._noted(call, plan)
        return ToldCall(plan, call, tuple(items))

    def _seconds(self, plan: Planned) -> int:
        usual = plan.scene.minutes * 60
        return min(int(usual * self._random.uniform(0.7, 1.25)), _LONGEST - self._random.randrange(90))

    def _billing(self, plan: Planned) -> str:
        if not plan.matter or plan.outcome != Outcome.REACHED.value:
            return ""
        how = {"phone": "Telephone conference", "video": "Video conference", "in_person": "Conference"}
        said = how.get(plan.scene.channel, "Correspondence")
        whom = _WHOM.get(plan.scene.role, plan.scene.role)
        return f"{said} with {whom} re {plan.matter.title.lower()}"

    def _noted(self, call: Call, plan: Planned) -> tuple[Call, list[FollowUp]]:
        """The call with its note lines, each promise of them made an item."""
        day = plan.started.astimezone(self._office.tz).date()
        chosen = self._chosen(plan)
        room = max(call.seconds - 12, len(chosen) + 1)
        times = sorted(self._random.sample(range(5, 5 + room), len(chosen)))
        lines: list[NoteLine] = []
        items: list[FollowUp] = []
        for number, (at, (template, still)) in enumerate(zip(times, chosen, strict=True), 1):
            text = told(template.text, plan.words, day, self._random)
            line = NoteLine(line=number, at=min(at, call.seconds), kind=template.kind.value, text=text, by=plan.staff)
            if template.kind in FOLLOW_UP_KINDS:
                outcome = told(template.outcome, plan.words, day, self._random)
                made = Promise(call, line, plan.started + timedelta(seconds=line.at), text, outcome)
                line, item = (
                    self._follow_ups.open(made, still)
                    if still
                    else self._follow_ups.closed(made, plan.words, plain=plan.whole)
                )
                items.append(item)
            lines.append(line)
        noted = call.but(lines=tuple(lines), follow_ups=tuple(item.id for item in items))
        return noted, [item.but(flags=flags_of_item(item.text, noted)) for item in items]

    def _chosen(self, plan: Planned) -> list[tuple[Template, OpenItem | None]]:
        """The lines of the scene that were written down this time, then those still open."""
        scene = plan.scene
        told_lines = [
            line
            for turn, line in enumerate(scene.lines)
            if plan.whole or turn == 0 or len(scene.lines) < 4 or self._random.random() < 0.86
        ]
        chosen: list[tuple[Template, OpenItem | None]] = [(line, None) for line in told_lines]
        client = plan.matter is not None and not scene.role and plan.outcome == Outcome.REACHED.value
        if client and scene.channel == Channel.PHONE.value and not plan.whole and self._random.random() < 0.45:
            remark = Template(Kind.NOTE, self._random.choice(self._around.small))
            chosen.insert(self._random.randrange(1, len(chosen) + 1), (remark, None))
        return chosen + [(item.template, item) for item in plan.open]

    def _guided(self, call: Call, plan: Planned) -> Call:
        """The call with the checklist it was taken under and the identity check."""
        if plan.scene.role not in {"", "prospect"}:
            return call
        role, usual = plan.scene.role or "client", "client-call" if plan.scene.minutes >= 9 else "status-update"
        scene = plan.scene
        checklist = self._checklists[fitting(self._checklists.values(), scene.channel, scene.direction, role, usual)]
        # What happened on these calls is told in their lines alone: of the steps, those that always apply.
        steps = checklist.steps_now(frozenset())
        chance = self._walking
        times = sorted(chance.randrange(0, call.seconds) for _ in steps)
        answers = tuple(self._answer(step, at, plan, chance) for at, step in zip(times, steps, strict=True))
        identity = call.identity
        if not plan.scene.role:
            how, at = chance.choice(_CHECKS), chance.randrange(8, 30)
            identity = Identity(how=how, result="confirmed", at=at, by=plan.staff, who=call.person)
        taken = ChecklistTaken(checklist=checklist.id, version=checklist.version, answers=answers)
        return call.but(checklist=taken, identity=identity)

    def _answer(self, step: Step, at: int, plan: Planned, chance: Random) -> StepAnswer:
        luck = chance.random()
        answer, reason = "done", ""
        if step.asks == "recording":
            answer = "done" if luck < 0.58 else "declined" if luck < 0.93 else "skipped"
        elif luck > (0.96 if step.required else 0.87):
            answer = "skipped" if step.required or luck > 0.94 else "not_applicable"
        if answer == "skipped" and step.required:
            reason = told(chance.choice(self._around.skip_reasons), plan.words, plan.started.date(), chance)
        return StepAnswer(step=step.id, answer=answer, at=at, by=plan.staff, reason=reason)
