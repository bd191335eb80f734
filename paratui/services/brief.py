"""The brief: what a person about to speak with somebody wants to know, at most eight lines, in that order."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from paratui.domain.before_dialling import flags_of, hour_there, safety
from paratui.domain.call import Call
from paratui.domain.call_filter import CallFilter
from paratui.domain.fact import Fact
from paratui.domain.follow_up import DECIDED, FollowUp
from paratui.domain.note_line import Kind
from paratui.domain.number_place import AreaCodes
from paratui.domain.spoken_time import day_words, due_words
from paratui.domain.wall_clock import from_utc_text
from paratui.services.contacts import MOST_TRIES, is_try

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from paratui.services.contacts import Contacts
    from paratui.services.desk import Desk
    from paratui.services.people import Known

__all__ = ["CONTACTS", "LINES", "Fact", "brief"]

LINES = 8
CONTACTS = 3
# How many matters and open items are told in words; of the others, how many there are.
_IN_WORDS = 3
# Which lines are told as one while there are more than fit, the first pair first: that is enough for every brief.
_TOGETHER = (
    ("language", "how to talk"),
    ("needs", "how to talk"),
    ("decided", "we promised"),
    ("decided", "unanswered"),
    ("we promised", "unanswered"),
    ("careful", "voicemail"),
    ("careful", "best time"),
)


def brief(
    desk: Desk, known: Known, number: str = "", contacts: Contacts | None = None, table: AreaCodes | None = None
) -> list[Fact]:
    """What there is to know of a person, nothing where nothing is known.

    `number` is the one they are spoken to over, as it is kept; their usual one when not given. Without
    `contacts` the log is read for the last calls, which takes long in a big office. Raises StoreError.
    """
    number = number or next(iter(known.person.phones), "")
    there = hour_there(known.person, number, desk.now(), table or AreaCodes(), desk.office)
    facts = [
        *_who(known),
        *_on_the_phone(known, number),
        *_matters(known),
        *_open_items(desk, known),
        *_last_contact(desk, known, contacts),
        *_talking(known),
        *([there] if there else []),
    ]
    for about, other in _TOGETHER:
        if len(facts) > LINES:
            facts = _told_as_one(facts, about, other)
    return facts


def _who(known: Known) -> Iterator[Fact]:
    person = known.person
    said = f" ({person.say})" if person.say.strip() else ""
    yield Fact("who", f"{person.name}{said}, {person.role.replace('_', ' ')}")


def _on_the_phone(known: Known, number: str) -> Iterator[Fact]:
    """What could do harm, in one line; then voicemail, with the times that suit them."""
    facts = safety(known.person, number)
    careful = [fact for fact in facts if fact.about != "voicemail"]
    if careful:
        words = "; ".join(fact.says if fact.about == "line" else f"{fact.about}: {fact.says}" for fact in careful)
        yield Fact("careful", words, grave=any(fact.grave for fact in careful))
    best = flags_of(known.person, number).best_times.strip()
    voicemail = next((fact for fact in facts if fact.about == "voicemail"), None)
    if voicemail:
        yield voicemail._replace(says=f"{voicemail.says}; best time {best}") if best else voicemail
    elif best:
        yield Fact("best time", best)


def _matters(known: Known) -> Iterator[Fact]:
    current = [matter for matter in known.matters if matter.status == "open"] or known.matters[:1]
    said = [
        ", ".join(filter(None, [f"{one.title} {one.number}".strip(), _status(one.status), one.stage.strip()]))
        for one in current
    ]
    if said:
        yield Fact("matter", _first_of(said))
    instructions = [words.strip() for matter in known.matters for words in matter.instructions if words.strip()]
    if instructions:
        yield Fact("attorney says", "; ".join(dict.fromkeys(instructions)), grave=True)


def _status(status: str) -> str:
    return "" if status == "open" else status.replace("_", " ")


def _open_items(desk: Desk, known: Known) -> Iterator[Fact]:
    """What the attorney decided after the usual tries, and what we owe them: promises, the latest first, and
    questions nobody has answered yet.
    """
    docs = desk.store.open_follow_ups()
    items = [FollowUp.read(doc) for doc in docs if doc.get("person_id") == known.person.id]
    # What has no due time was promised all the same: it stands behind what has one.
    items.sort(key=lambda item: (not item.due, item.due, item.number))
    decided = [(item, item.decision.what.removeprefix(DECIDED)) for item in items if item.decision]
    if decided:
        yield Fact("decided", _first_of([f"the attorney on #{item.number}: {words}" for item, words in decided]))
    now = desk.now()
    promises = [item for item in items if item.kind == "promise"]
    if promises:
        late = any(item.due and from_utc_text(item.due) < now for item in promises)
        yield Fact("we promised", _first_of([_promise(desk, item, now) for item in promises]), grave=late)
    questions = [item.text for item in items if item.kind == "question"]
    if questions:
        yield Fact("unanswered", _first_of(questions), grave=True)


def _promise(desk: Desk, item: FollowUp, now: datetime) -> str:
    return f"{item.text} ({due_words(from_utc_text(item.due), now, desk.office)})" if item.due else item.text


def _last_contact(desk: Desk, known: Known, contacts: Contacts | None) -> Iterator[Fact]:
    calls, tries = contacts.reached(known.person.id) if contacts else _reached(desk, known.person.id)
    if not calls:
        if tries:
            yield Fact("last contact", f"never reached; {_tries(desk, tries)}")
        return
    last = calls[0]
    said = next((line.text for line in last.lines if line.kind != Kind.ATTORNEY_ONLY.value), "")
    how = ", ".join(filter(None, [_day(desk, last), _by_whom(desk, last.staff), last.outcome.replace("_", " ")]))
    days = list(filter(None, dict.fromkeys(_day(desk, call) for call in calls[1:CONTACTS])))
    told = [f"{how}: {said}" if said else how]
    if tries:
        told.append(f"since then {_tries(desk, tries)}")
    if days:
        told.append(f"before that: {' and '.join(days)}")
    yield Fact("last contact", "; ".join(told))


def _reached(desk: Desk, person: int) -> tuple[list[Call], list[Call]]:
    """The last calls in which a person was reached, and the tries since, read from the log itself."""
    reached: list[Call] = []
    tries: list[Call] = []
    for doc in islice(desk.store.calls(CallFilter(person_id=person)), CONTACTS + MOST_TRIES):
        if not is_try(doc):
            reached.append(Call.read(doc))
        elif not reached:
            tries.append(Call.read(doc))
        if len(reached) == CONTACTS:
            break
    return reached, tries[:MOST_TRIES]


def _tries(desk: Desk, tries: Sequence[Call]) -> str:
    many = "1 try" if len(tries) == 1 else f"{len(tries)}{'' if len(tries) < MOST_TRIES else ' or more'} tries"
    day = _day(desk, tries[0])
    return f"{many}, last {day}" if day and len(tries) > 1 else f"{many} {day}".rstrip()


def _day(desk: Desk, call: Call) -> str:
    """The day of a call, empty when another tool has written a time nobody can read."""
    try:
        return day_words(from_utc_text(call.started), desk.now(), desk.office.tz)
    except ValueError:
        return ""


def _by_whom(desk: Desk, login: str) -> str:
    if login == desk.me.login:
        return "you"
    return next((one.name for one in desk.staff() if one.login == login and one.name), login)


def _talking(known: Known) -> Iterator[Fact]:
    person = known.person
    needs = [words.strip() for words in (person.language, person.accommodations) if words.strip()]
    if needs:
        yield Fact("language" if person.language.strip() else "needs", "; ".join(needs))
    if person.how_to_talk.strip():
        yield Fact("how to talk", person.how_to_talk)


def _first_of(said: Sequence[str]) -> str:
    more = len(said) - _IN_WORDS
    return "; ".join([*said[:_IN_WORDS], *([f"{more} more"] if more > 0 else [])])


def _told_as_one(facts: list[Fact], about: str, other: str) -> list[Fact]:
    """The same lines with two of them made one; unchanged when one of them is not there."""
    first = next((fact for fact in facts if fact.about == about), None)
    second = next((fact for fact in facts if fact.about == other), None)
    if first is None or second is None:
        return facts
    both = Fact(about, f"{first.says}; {other}: {second.says}", grave=first.grave or second.grave)
    return [both if fact is first else fact for fact in facts if fact is not second]
