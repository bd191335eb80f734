"""The page of one item: its whole life, from the words it was promised with to what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.due_told import NO_DATE, unread_words
from paratui.domain.duty import duty_title
from paratui.domain.note_line import MARK_OF
from paratui.domain.spoken_time import at_words, clock_time, due_words, line_time
from paratui.domain.wall_clock import from_utc_text
from paratui.services.item_changes import TRIED
from paratui.services.item_life import life_of
from paratui.ui.look import styled
from paratui.ui.screens.page import Page
from paratui.ui.widgets.pane import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from paratui.domain.follow_up import FollowUp
    from paratui.services.item_life import ItemLife
    from paratui.services.people import People
    from paratui.ui.area import Area

LINES_AROUND = 3
_LABEL = 9
_WHEN = 17


class ItemPage(Page):
    """Scrolls; the keys that lead to its call, person and matter do, any other key closes."""

    _area: Area

    def __init__(self, area: Area, life: ItemLife, whom: str, top: int = 0) -> None:
        item = life.item
        leads = [("o", "call", item.call), ("P", "person", item.person_id), ("M", "matter", item.matter_id)]
        keys = "  ".join(f"{key} {what}" for key, what, there in leads if there)
        title = f"#{item.number}, its whole life   {keys}".rstrip()
        super().__init__(area, title, partial(life_text, area, life, whom))
        self._life = life
        self._whom = whom
        self._top = top

    @property
    def again(self) -> Callable[[], Page]:
        """What makes this page again as it stands now."""
        area, life, whom, top = self._area, self._life, self._whom, self._top
        return lambda: ItemPage(area, life, whom, top)

    async def on_key(self, event: events.Key) -> None:
        item, places = self._life.item, self._area.paratui
        ways = {
            "o": (places.open_call, item.call),
            "P": (places.open_client, item.person_id),
            "M": (places.open_matter, item.matter_id),
        }
        opens, record = ways.get(event.key, (None, 0))
        if opens and record:
            # Textual hands a key to the class above as well, which would close what is opened here.
            event.prevent_default()
            event.stop()
            await opens(record)


async def show_life(area: Area, record: int) -> None:
    """Show the whole life of an item."""

    def read() -> tuple[ItemLife, str]:
        life = life_of(area.desk, record)
        area.paratui.hide_names((life.item.person,))
        return life, _whom(life.item, area.paratui.people)

    found = await area.attempt(read)
    if found:
        await area.app.push_screen(ItemPage(area, *found))


def _whom(item: FollowUp, people: People) -> str:
    """Whose it is, as they are called now, and as they were called when that was another name."""
    known = people.person(item.person_id) if item.person_id else None
    if known is None or known.person.name == item.person:
        return item.person
    merged = "merged from " if item.person_id in known.person.merged else "then "
    return f"{known.person.name} ({merged}{item.person})" if item.person else known.person.name


def life_text(area: Area, life: ItemLife, whom: str, width: int) -> list[Text]:
    """Everything that is known of an item, in the order it is asked for; `whom` is whose it is."""
    drawn = _Drawn(area, width)
    item = life.item
    drawn.add(styled(item.text, area.look.strong))
    for label, words in _facts(area, item, whom):
        drawn.fact(label, words)
    if life.told:
        drawn.fact("clients", f"{life.told.told:,} of {life.told.of:,} told")
    _kin(drawn, life)
    if item.attempts:
        drawn.title(f"Tries ({len(item.attempts)})")
        for place, one in enumerate(item.attempts, 1):
            drawn.told(one.at, f"{place}. {TRIED.get(one.how, one.how.replace('_', ' '))}", one.by)
    drawn.title("What happened")
    for happened, number in life.happenings():
        what = area.paratui.presence.words(happened.what)
        drawn.told(happened.at, f"(#{number}) {what}" if number else what, happened.by)
    if life.call:
        call = life.call
        drawn.title(f"From the call of {drawn.when(call.started)}, taken by {drawn.name(call.staff)}")
        place = next((at for at, line in enumerate(call.lines) if line.line == item.line), 0)
        for line in call.lines[max(0, place - LINES_AROUND) : place + LINES_AROUND + 1]:
            mark = f"{line_time(line.at):>7} {MARK_OF.get(line.kind, ' ')} "
            drawn.add(styled(line.text, area.look.accent if line.line == item.line else area.look.plain), mark)
    return drawn.lines


def _facts(area: Area, item: FollowUp, whom: str) -> list[tuple[str, str]]:
    now, office, names = area.desk.now(), area.desk.office, area.paratui
    who = [whom, item.matter]
    state = item.status.replace("_", " ")
    if item.status.startswith("waiting"):
        state = f"waits on {names.name_of(item.waiting_on) or item.status.removeprefix('waiting_')}"
    due = unread_words(item) or NO_DATE
    if item.due:
        moment = from_utc_text(item.due)
        late = f", {due_words(moment, now, office)}" if moment <= now else ""
        there = names.due_there(item) if moment > now else ""
        due = f"{at_words(moment, now, office.tz)}{late}{f' = {there}' if there else ''}"
    rests = at_words(from_utc_text(item.snoozed_until), now, office.tz) if item.snoozed_until else ""
    has_it = "you" if item.assignee == area.desk.me.login else names.name_of(item.assignee)
    return [
        ("for", " · ".join(filter(None, who))),
        ("due", due),
        ("clock", item.clock),
        ("who", has_it or "nobody has it yet"),
        ("stands", f"{state}, urgent" if item.urgent else state),
        ("rests", f"until {rests}" if rests else ""),
        ("duty", duty_title(item.duty)),
        ("answer", item.answer),
        ("outcome", item.outcome),
        ("document", item.document),
        ("typed", item.source if item.source != item.text else ""),
    ]


def _kin(drawn: _Drawn, life: ItemLife) -> None:
    said = [("from", life.origin), ("into", life.into), *(("joined", one) for one in life.joined)]
    for label, one in [*said, *(("made", one) for one in life.parts)]:
        if one:
            drawn.fact(label, f"#{one.number} {one.text} ({one.outcome or one.status.replace('_', ' ')})")


class _Drawn:
    """The lines of the page as they are added."""

    def __init__(self, area: Area, width: int) -> None:
        self.lines: list[Text] = []
        self._area = area
        self._width = width

    def name(self, login: str) -> str:
        return "you" if login == self._area.desk.me.login else self._area.paratui.name_of(login)

    def when(self, at: str) -> str:
        desk = self._area.desk
        return at_words(from_utc_text(at), desk.now(), desk.office.tz)

    def add(self, text: Text, before: str = "") -> None:
        """A text of any length; `before` stands before its first row, and the others begin under the text."""
        rows = wrapped(text, max(10, self._width - len(before)))
        for place, row in enumerate(rows):
            lead = styled(before if place == 0 else " " * len(before), self._area.look.quiet)
            self.lines.append(lead.append_text(row))

    def fact(self, label: str, words: str) -> None:
        if words:
            self.add(styled(words, self._area.look.plain), f"{label:<{_LABEL}}")

    def title(self, words: str) -> None:
        self.lines += [Text(), styled(words, self._area.look.key)]

    def told(self, at: str, what: str, by: str) -> None:
        """One thing that happened: the day and time in the office's zone, what, and who."""
        tz = self._area.desk.office.tz
        moment = from_utc_text(at)
        local = moment.astimezone(tz)
        year = f" {local.year}" if local.year != self._area.desk.now().astimezone(tz).year else ""
        when = f"{local:%b} {local.day}{year} {clock_time(moment, tz)}"
        self.add(styled(f"{what}  ({self.name(by)})", self._area.look.plain), f"{when:<{_WHEN}}")
