"""A page of text to read: help, a card. Any key that is not for scrolling closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.note_line import MARK_OF, MEANINGS
from paratui.domain.spoken import fill
from paratui.ui.commands.command import key_name
from paratui.ui.look import styled
from paratui.ui.screens.over import Over
from paratui.ui.widgets.pane import Pane, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from paratui.domain.card import Card
    from paratui.ui.area import Area
    from paratui.ui.look import Look

SCROLL = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10, "space": 10, "home": -10_000, "end": 10_000}


MOST_USED = 10


class Page(Over):
    """Text over the whole screen."""

    def __init__(self, area: Area, title: str, text: Callable[[int], list[Text]]) -> None:
        super().__init__()
        self._area = area
        self._title = title
        self._text = text
        self._top = 0

    def compose(self) -> ComposeResult:
        yield Pane(id="page-title")
        yield Pane(id="page")
        yield Pane(id="page-foot")

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        look = self._area.look
        width, height = self.app.size
        lines = self._text(width - 2)
        room = max(1, height - 2)
        self._top = max(0, min(self._top, len(lines) - room))
        self.query_one("#page-title", Pane).show([styled(f" {self._title}", look.key)], {0: look.bar})
        self.query_one("#page", Pane).show(
            [Text(" ").append_text(line) for line in lines[self._top : self._top + room]]
        )
        more = "Down and Up scroll, any other key closes" if len(lines) > room else "any key closes"
        below = len(lines) - room - self._top
        left = f" {below} more {'line' if below == 1 else 'lines'} ·" if below > 0 else ""
        self.query_one("#page-foot", Pane).show([styled(f"{left} {more}", look.quiet)], {0: look.bar})

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key in SCROLL:
            self._top += SCROLL[event.key]
            self._draw()
        else:
            await self.app.pop_screen()
            if event.is_printable and event.character:
                self._area.type_on(event.character)

    async def on_paste(self, event: events.Paste) -> None:
        event.stop()
        await self.app.pop_screen()
        self._area.type_on(event.text)


def help_page(area: Area) -> Page:
    """What this screen is for, and everything that can be done on it."""
    look = area.look

    def text(width: int) -> list[Text]:
        commands = area.all_commands()
        names = {command: ", ".join(key_name(key) for key in area.keys_on(command)) for command in commands}
        column = max(9, *(len(keys) + 2 for keys in names.values()))
        first: list[Text] = []
        if area.TYPED_IN and area.NAME == "Call":
            # What is looked up while somebody talks stands first.
            first = [styled(f"{MARK_OF[kind]}  ", look.key).append(words) for kind, words in MEANINGS.items()]
            used = sorted((one for one in area.CAN_DO if one.footer), key=lambda one: one.footer_rank)
            short = [
                styled(f"{names[one]:<{column}}", look.key).append(one.title, look.plain) for one in used[:MOST_USED]
            ]
            first += [Text(), *short, Text()]
        lines = [*first, *wrapped(Text(area.HELP_TEXT), width), Text()]
        for command in commands:
            slash = f"/{command.slash}" if command.slash and area.TYPED_IN else ""
            if not names[command] and not slash:
                continue
            head = styled(f"{names[command]:<{column}}", look.key)
            head.append(f"{slash:<13}" if area.TYPED_IN else "", look.accent)
            indent = head.cell_len
            rows = wrapped(Text(command.help or command.title), max(10, width - indent))
            lines.append(head.append_text(rows[0]))
            lines += [Text(" " * indent).append_text(row) for row in rows[1:]]
        return lines

    return Page(area, f"Help: {area.NAME}", text)


def card_text(area: Area, card: Card, facts: dict[str, str]) -> Callable[[int], list[Text]]:
    """A card: what to say, what to avoid, what to do, and where it comes from."""
    look = area.look

    def text(width: int) -> list[Text]:
        lines = [styled(card.title, look.key), *wrapped(styled(card.when, look.quiet), width)]
        for title, words in (("say", card.say), ("do", card.do), ("avoid", card.avoid)):
            if words:
                lines.append(styled(title, look.late if title == "avoid" else look.accent))
            for one in words:
                quote = f'"{fill(one, facts)}"' if title == "say" else fill(one, facts)
                rows = wrapped(Text(quote), width - 4)
                lines += [Text("  - " if place == 0 else "    ").append_text(row) for place, row in enumerate(rows)]
            if title == "say":
                lines += _one_by_one([(one.asked, one.say) for one in card.refusals], facts, width, look)
                lines += _one_by_one([(one.moment, one.say) for one in card.rungs], facts, width, look)
        verified = card.verified_by or "unverified by your attorney"
        return [*lines, *wrapped(styled(f"{card.source} · {verified}", look.quiet), width)]

    return text


def _one_by_one(pairs: list[tuple[str, str]], facts: dict[str, str], width: int, look: Look) -> list[Text]:
    """What happens, and under it the one line to say to it."""
    lines = []
    for moment, say in pairs:
        lines += [Text("  ").append_text(row) for row in wrapped(styled(moment, look.accent), width - 2)]
        lines += [Text("    ").append_text(row) for row in wrapped(Text(f'"{fill(say, facts)}"'), width - 4)]
    return lines
