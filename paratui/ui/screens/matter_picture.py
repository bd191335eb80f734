"""How a matter is drawn: the rows of its page, in the order they are asked for on a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.spoken_time import at_words, day_words
from paratui.domain.wall_clock import from_utc_text
from paratui.services.client_changes import shown
from paratui.services.matter_changes import MATTER_FIELDS
from paratui.ui.keys_in_force import key_of
from paratui.ui.screens.record_picture import heading, item_rows, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from paratui.services.contradictions import Contradiction
    from paratui.services.desk import Desk
    from paratui.ui.screens.matter_questions import ShownMatter
    from paratui.ui.widgets.record_rows import Row

HERE = "\N{BLACK RIGHT-POINTING SMALL TRIANGLE}"


def matter_rows(
    now: ShownMatter, desk: Desk, width: int, name_of: Callable[[str], str], differing: Sequence[Contradiction]
) -> Iterator[Row]:
    """Every row of the page."""
    matter = now.matter
    for place, words in enumerate(matter.instructions):
        yield from told(f"instruction {place}", "attorney says", words, width, cell="late")
    if differing:
        words = ", ".join(one.about for one in differing)
        words += f": {key_of('record.contradictions')} shows it"
        yield from told("differing", "told differently", words, width, cell="late")
    if matter.status != "open":
        at = f" {day_words(from_utc_text(matter.closed_at), desk.now(), desk.office.tz)}" if matter.closed_at else ""
        yield from told("closed", "closed", f"{matter.closed_why}{at}".strip(), width)
    yield from _contact(now, desk, width)
    said = {
        "touch_base_days": f"every {matter.touch_base_days} days" if matter.touch_base_days else "never",
        "attorney": name_of(matter.attorney) if matter.attorney else "",
    }
    for field in MATTER_FIELDS:
        words = said.get(field.name, shown(getattr(matter, field.name)))
        yield from told(f"field {field.name}", field.label, words, width)
    yield from _map(now, width)
    yield heading("Who takes part")
    for person in now.clients:
        yield from told(f"person {person.id}", "client", person.name, width)
    for place, party in enumerate(matter.parties):
        yield from told(f"party {place}", party.role.replace("_", " "), party.name, width)
    yield from item_rows(now.items, desk, name_of, width)
    yield from _from_calls(now, desk, width)
    if matter.documents:
        yield heading("Documents")
    for place, paper in reversed(list(enumerate(matter.documents))):
        yield from told(f"document {place}", name_of(paper.by), paper.name, width)


def _contact(now: ShownMatter, desk: Desk, width: int) -> Iterator[Row]:
    tz, moment = desk.office.tz, desk.now()
    informed = now.told.informed
    last = at_words(from_utc_text(informed), moment, tz) if informed else "nobody has spoken with the client yet"
    yield from told("informed", "last informed", last, width)
    coming = now.told.next_contact
    yield from told(
        "next", "next contact", at_words(from_utc_text(coming), moment, tz) if coming else "not agreed on", width
    )


def _map(now: ShownMatter, width: int) -> Iterator[Row]:
    if now.steps is None:
        yield heading("Where it stands")
        yield from told("area", "practice area", "Enter chooses one; then its usual steps stand here", width, "muted")
        return
    by = f"verified by {now.verified}" if now.verified else "unverified by your attorney"
    yield heading(f"Where it stands: {now.steps.title} ({by})")
    ids = [one.id for one in now.steps.steps]
    here = ids.index(now.matter.step) if now.matter.step in ids else -1
    for place, step in enumerate(now.steps.steps):
        at_it = place == here
        mark = f"{HERE} you are here" if at_it else "  \N{CHECK MARK}" if place < here else "  ."
        words = f"{step.title}: {step.says}" if at_it else step.title
        yield from told(f"step {step.id}", mark, words, width, "" if at_it else "muted")


def _from_calls(now: ShownMatter, desk: Desk, width: int) -> Iterator[Row]:
    if now.told.dates:
        yield heading("Reported dates")
    for place, (date, call) in enumerate(now.told.dates):
        day = date.verified or date.day or date.said
        mark = date.mark.replace(" ", "\N{NO-BREAK SPACE}")
        yield from told(f"call {call} {place}", day, f"{date.text}  {mark}", width)
    if now.told.issues:
        yield heading("Case issues")
    for place, (text, started, call) in enumerate(now.told.issues):
        day = day_words(from_utc_text(started), desk.now(), desk.office.tz)
        yield from told(f"call {call} issue{place}", day, text, width)
