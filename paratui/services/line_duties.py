"""The duties in the lines of a call: what the program owes the client because of them once the call has ended."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from paratui.domain.due import find_due
from paratui.domain.duty import Duty, duty_named
from paratui.domain.duty_words import duty_words, said_in
from paratui.domain.follow_up import Happening
from paratui.domain.instructed import instructed
from paratui.domain.note_line import Kind
from paratui.domain.open_end import EndKind
from paratui.domain.opening_hours import local_day
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.duties import TO_EVERY_CLIENT, advising, clients_of, matter_of
from paratui.services.owed_item import OwedTo

if TYPE_CHECKING:
    from datetime import datetime

    from paratui.domain.call import Call
    from paratui.domain.clocks import Clock
    from paratui.domain.follow_up import FollowUp
    from paratui.domain.note_line import NoteLine
    from paratui.services.desk import Desk

_FORBIDS = re.compile(r"\b(?:not|never|no|none|nobody|nothing|without|only|\w+n['\u2019]t)\b", re.IGNORECASE)
_ON_THE_CALL = "told of on the call"


def made_of(desk: Desk, call: Call, line: NoteLine, item: FollowUp) -> list[FollowUp]:
    """What a follow-up line makes: `item`; of a duty that concerns the matter, one for each of its clients."""
    duty = duty_named(line.duty)
    if duty is None:
        return [item]
    matter = matter_of(desk, call.matter_id)
    caller = OwedTo(call.person_id, call.person, call.phone, call.matter_id, call.matter)
    whom = clients_of(desk, matter) if matter and duty in TO_EVERY_CLIENT else []
    said, attorney = said_in(duty, line.text, item.text), advising(desk, call.matter_id)
    text = item.text if duty is Duty.INSTRUCTION else duty_words(duty, said, attorney)
    happened = (Happening(at=item.created, by=item.created_by, what=_ON_THE_CALL),)
    return [
        item.but(
            id=item.id if place == 0 else desk.new_id(from_utc_text(item.created)),
            duty=duty.value,
            text=text,
            document=_document(desk, call, one, said) if duty is Duty.COPY else "",
            urgent=item.urgent or duty.pressing,
            history=happened,
            **one._asdict(),
        )
        for place, one in enumerate(whom or [caller])
    ]


def _document(desk: Desk, call: Call, whom: OwedTo, document_type: str) -> str:
    from paratui.domain.document_name import document_name  # noqa: PLC0415 - most calls send no copy

    day = local_day(from_utc_text(call.started), desk.office)
    return document_name(whom.person, call.matter_title, document_type, day)


def left_to_carry_out(desk: Desk, call: Call, line: NoteLine) -> NoteLine | None:
    """An instruction nobody has taken at the wrap-up, as the follow-up line it makes; None for every other line."""
    if line.kind != Kind.INSTRUCTION.value or line.follow_up or not line.text.strip():
        return None
    end = f"{EndKind.INSTRUCTION.value}:{line.line}"
    if any(one.end == end for one in call.ends):
        return None
    said = from_utc_text(call.started) + timedelta(seconds=line.at)
    clock = instruction_clock(desk, line.text, said)
    return line.but(
        kind=Kind.PROMISE.value,
        task=duty_words(Duty.INSTRUCTION, line.text),
        due=utc_text(clock.due),
        clock=clock.words,
        assignee=instructed(line.text, desk.here(), call.staff),
        duty=Duty.INSTRUCTION.value,
    )


def instruction_clock(desk: Desk, words: str, said: datetime) -> Clock:
    """When to see that an instruction is carried out: the time in its words, else the same business day.

    What must not be done has no time: "do not call before noon" is for every day.
    """
    found = None if _FORBIDS.search(words) else find_due(words, said, desk.office)
    rule = Duty.INSTRUCTION.clock(said, desk.office)
    return rule._replace(due=found.due, words="the time in the instruction") if found and not found.past else rule
