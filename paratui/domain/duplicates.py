"""Items that say the same thing about the same person, and the one item they become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.alike_words import alike
from paratui.domain.duty import Duty
from paratui.domain.follow_up import CLOSED, Status
from paratui.domain.note_line import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paratui.domain.follow_up import Attempt, FollowUp

_KIND_WORDS = {
    Kind.PROMISE.value: "a promise",
    Kind.CLIENT_TASK.value: "a client task",
    Kind.QUESTION.value: "a question for the attorney",
}
# What the kept item takes over from a joined one where it has nothing itself.
_FILLED = ("assignee", "person_id", "person", "phone", "matter_id", "matter", "source")


def same_person(item: FollowUp, other: FollowUp) -> bool:
    """Whether two items are for the same person; without a person known, for one written the same way."""
    if item.person_id or other.person_id:
        return item.person_id == other.person_id
    return item.person.casefold() == other.person.casefold()


def why_no_duplicate(item: FollowUp, kept: FollowUp) -> str:
    """Why an item is no duplicate of another, whatever both say; empty when it may be one."""
    left_out = f"leave #{item.number} out"
    if not same_person(kept, item):
        whom, other = (one.person or "nobody named" for one in (item, kept))
        return (
            f"#{item.number} is for another person ({whom}) than #{kept.number} ({other}); "
            f"only what is for the same person is joined: {left_out}"
        )
    if item.kind != kept.kind:
        what, other = (_KIND_WORDS.get(one.kind, one.kind.replace("_", " ")) for one in (item, kept))
        return f"#{item.number} is {what}, #{kept.number} is {other}; only the same kind is joined: {left_out}"
    return ""


def may_be_joined(item: FollowUp, items: Iterable[FollowUp]) -> list[FollowUp]:
    """The other open items of the same person, those that say nearly the same first."""
    found = [
        one
        for one in items
        if one.id != item.id and one.status not in CLOSED and one.kind == item.kind and same_person(item, one)
    ]
    return sorted(found, key=lambda one: (not alike(item.text, one.text), one.number))


def likely_duplicates(item: FollowUp, items: Iterable[FollowUp]) -> list[FollowUp]:
    """Those of them that say nearly the same."""
    return [one for one in may_be_joined(item, items) if alike(item.text, one.text)]


def _duty_of(kept: FollowUp, others: Sequence[FollowUp]) -> str:
    duties = {kept.duty, *(one.duty for one in others)}
    if Duty.INSTRUCTION.value in duties:
        # Whether it was carried out is asked of whatever holds it.
        return Duty.INSTRUCTION.value
    # A status update closes by itself, and may not take another promise with it.
    return "" if kept.duty == Duty.STATUS_UPDATE.value and len(duties) > 1 else kept.duty


def _once(tries: Iterable[Attempt]) -> list[Attempt]:
    return list({(one.at, one.by, one.how): one for one in tries}.values())


def joined(kept: FollowUp, others: Sequence[FollowUp]) -> FollowUp:
    """The item that stays: due as early as the earliest, urgent when one is, with the tries of all of them.

    It rests only when all of them do, and waits only when all of them do. What another one says besides is said by
    it too: no promise is lost with its item.
    """
    every = (kept, *others)
    earliest = min((one for one in every if one.due), key=lambda one: one.due, default=kept)
    awake = next((one for one in every if one.status == Status.OPEN.value), kept)
    promised = next((one for one in every if one.call), kept)
    filled = {name: next((held for one in every if (held := getattr(one, name))), "") for name in _FILLED}
    texts = [kept.text]
    for one in others:
        if not any(alike(one.text, text) for text in texts):
            texts.append(one.text)
    return kept.but(
        text="; ".join(texts),
        **{name: held for name, held in filled.items() if held},
        call=promised.call,
        line=promised.line,
        due=earliest.due,
        clock=earliest.clock,
        urgent=any(one.urgent for one in every),
        status=awake.status,
        waiting_on=awake.waiting_on,
        snoozed_until=min(one.snoozed_until for one in every),
        duty=_duty_of(kept, others),
        # One that was joined before and reopened brings tries that are counted already.
        attempts=tuple(sorted(_once(try_ for one in every for try_ in one.attempts), key=lambda try_: try_.at)),
        flags=tuple(dict.fromkeys(flag for one in every for flag in one.flags)),
        kin=tuple(dict.fromkeys((*kept.kin, *(one.id for one in others)))),
    )
