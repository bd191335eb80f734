"""The brief: what a person about to speak with somebody wants to know, in about eight lines."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.call_filter import CallFilter
from paratui.domain.follow_up import FollowUp
from paratui.domain.spoken_time import day_words
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from paratui.services.desk import Desk
    from paratui.services.people import Known

CONTACTS = 3


class Fact(NamedTuple):
    """One line of the brief: what it is about, and what it says. `grave` marks what must not be overlooked."""

    about: str
    says: str
    grave: bool = False


def brief(desk: Desk, known: Known) -> list[Fact]:
    """What there is to know of a person, nothing where nothing is known."""
    person, now, tz = known.person, desk.now(), desk.office.tz
    facts = [Fact("who", f"{person.name}, {person.role.replace('_', ' ')}")]
    if person.say:
        facts.append(Fact("say", person.say))
    if person.language:
        facts.append(Fact("language", person.language))
    voicemail = {"yes": "may be left", "no": "leave none"}.get(person.voicemail, "not asked yet")
    facts.append(Fact("voicemail", voicemail, grave=person.voicemail != "yes"))
    if person.best_times:
        facts.append(Fact("best time", person.best_times))
    if person.how_to_talk:
        facts.append(Fact("how to talk", person.how_to_talk))
    facts += [
        Fact("attorney says", words, grave=True) for matter in known.matters[:2] for words in matter.instructions
    ]
    open_items = [FollowUp.read(doc) for doc in desk.store.open_follow_ups() if doc.get("person_id") == person.id]
    facts += [Fact("we promised", item.text) for item in open_items if item.kind == "promise"]
    facts += [Fact("unanswered", item.text, grave=True) for item in open_items if item.kind == "question"]
    for doc in islice(desk.store.calls(CallFilter(person_id=person.id)), CONTACTS):
        first = next((line["text"] for line in doc.get("lines", ()) if line.get("kind") != "attorney_only"), "")
        when = day_words(from_utc_text(doc["started"]), now, tz)
        facts.append(Fact(when, f"{doc.get('outcome', '').replace('_', ' ')}: {first}"))
    return facts
