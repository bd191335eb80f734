"""How people and matters are drawn as rows of a list, and the chosen one below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.before_dialling import safety, usual_number
from paratui.domain.fact import Fact
from paratui.domain.phone import shown
from paratui.domain.spoken_time import day_words, due_words
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.look import styled
from paratui.ui.widgets.pane import wrapped
from paratui.ui.widgets.record_rows import Column, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.person import Person
    from paratui.services.client_list import ClientList
    from paratui.services.desk import Desk
    from paratui.ui.look import Look

PEOPLE = (
    Column("Name", share=3, narrowest=16),
    Column("Role", width=8, drop=2),
    Column("Number", width=14, drop=3),
    Column("Matters", width=12, drop=4),
    Column("Last spoken", width=12),
    Column("Open", width=6, align="right", drop=1),
)
MATTERS = (
    Column("Number", width=10),
    Column("Matter", share=3, narrowest=18),
    Column("Client", share=3, narrowest=14, drop=2),
    Column("Stands", share=2, narrowest=14, drop=4),
    Column("Last spoken", width=12, drop=3),
    Column("Open", width=6, align="right", drop=1),
)
_LABEL = 14


def not_read_yet(record: int) -> Row:
    """A row somebody jumped to, until it is read."""
    return Row(record, ("...",), style="muted")


def person_row(record: int, listed: ClientList, desk: Desk) -> Row:
    """One person of the list."""
    known = listed.of(record)
    if known is None:
        return Row(record, ("not there any more",), style="muted")
    person = known.person
    number = usual_number(person)
    role = {"adverse_party": "adverse"}.get(person.role, person.role.replace("_", " "))
    more = f" +{len(known.matters) - 1}" if len(known.matters) > 1 else ""
    matters = f"{known.matters[0].number}{more}" if known.matters else ""
    waiting = len(listed.of_person.get(record, ()))
    cells = (
        person.name,
        role,
        shown(number, desk.office.region) if number else "",
        matters,
        last_words(person.id, listed, desk),
        str(waiting) if waiting else "",
    )
    return Row(record, cells, style="muted" if not any(one.status == "open" for one in known.matters) else "")


def matter_row(record: int, listed: ClientList, desk: Desk) -> Row:
    """One matter of the list."""
    matter = listed.matter(record)
    if matter is None:
        return Row(record, ("not there any more",), style="muted")
    clients: Sequence[Person] = listed.clients(matter)
    waiting = len(listed.of_matter.get(record, ()))
    stands = matter.stage if matter.status == "open" else matter.status
    cells = (
        matter.number,
        matter.title,
        ", ".join(one.name for one in clients),
        stands,
        last_words(clients[0].id, listed, desk) if clients else "",
        str(waiting) if waiting else "",
    )
    return Row(record, cells, style="" if matter.status == "open" else "muted")


def last_words(person: int, listed: ClientList, desk: Desk) -> str:
    """When somebody last spoke with a person."""
    last, days = listed.last_spoken(person), listed.silent_days(person)
    if last:
        return day_words(last, desk.now(), desk.office.tz)
    if days is None:
        return ""
    return f"over {listed.horizon} days" if days > listed.horizon else "not yet"


def of_person(listed: ClientList, record: int, desk: Desk) -> list[Fact]:
    """What a person about to call somebody wants to know, as far as it is in memory; the call shows all of it."""
    known = listed.of(record)
    if known is None:
        return []
    person = known.person
    careful = safety(person, usual_number(person))
    told = [
        ("who", f"{person.name}{f' ({person.say})' if person.say else ''}, {person.role.replace('_', ' ')}"),
        ("best time", person.best_times),
        ("matter", "; ".join(f"{one.title} {one.number}{_closed(one.status)}" for one in known.matters)),
        ("how to talk", person.how_to_talk),
        ("language", person.language),
    ]
    says = "; ".join(words for one in known.matters for words in one.instructions)
    facts = [Fact(about, words) for about, words in told if words]
    grave = [Fact("attorney says", says, grave=True)] if says else []
    return [facts[0], *careful, *grave, *_items(listed.of_person.get(record, ()), desk), *facts[1:]]


def _items(items: Sequence[FollowUp], desk: Desk) -> list[Fact]:
    """The open items, the soonest first."""
    now = desk.now()
    soonest = sorted(items, key=lambda one: (not one.due, one.due))[:3]
    dues = [due_words(from_utc_text(one.due), now, desk.office) if one.due else "no date" for one in soonest]
    said = [f"{one.text} ({due})" for one, due in zip(soonest, dues, strict=True)]
    late = any(one.due and from_utc_text(one.due) < now for one in soonest)
    return [Fact("open", "; ".join(said), grave=late)] if said else []


def of_matter(listed: ClientList, record: int, desk: Desk) -> list[Fact]:
    """What a person about to speak about a matter wants to know."""
    matter = listed.matter(record)
    if matter is None:
        return []
    told = [
        ("matter", f"{matter.number} {matter.title}{_closed(matter.status)}", False),
        ("clients", ", ".join(one.name for one in listed.clients(matter)), False),
        ("stands", matter.stage, False),
        ("attorney", matter.attorney, False),
        *(("attorney says", words, True) for words in matter.instructions),
    ]
    facts = [Fact(about, says, grave) for about, says, grave in told if says]
    return [*facts, *_items(listed.of_matter.get(record, ()), desk)]


def preview(facts: Sequence[Fact], look: Look, width: int) -> list[Text]:
    """The brief, a label before each line."""
    lines: list[Text] = []
    for fact in facts:
        rows = wrapped(styled(fact.says, look.late if fact.grave else look.plain), max(10, width - _LABEL - 2))
        for place, row in enumerate(rows[:2]):
            lines.append(styled(f" {fact.about if place == 0 else '':<{_LABEL}}", look.quiet).append_text(row))
    return lines


def _closed(status: str) -> str:
    return "" if status == "open" else f" ({status})"
