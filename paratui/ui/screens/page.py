"""A page of text to read: a card, versions, help. Any key that is not for scrolling closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.text import Text

from paratui.domain.spoken import fill
from paratui.ui.keys_in_force import IN_FORCE
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

NARROW = 60
SCROLL = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10, "space": 10, "home": -10_000, "end": 10_000}


class Under(Protocol):
    """What a page lies over."""

    TYPED_IN: ClassVar[bool]

    @property
    def look(self) -> Look: ...

    def type_on(self, text: str) -> None:
        """Take what was typed over the page."""

    def keyed(self, text: str) -> str:
        """A text with the keys it names."""


class Page(Over):
    """Text over the whole screen. With `TYPES_ON` the letter that closes it is typed where one types."""

    TYPES_ON: ClassVar[bool] = True

    def __init__(self, area: Under, title: str, text: Callable[[int], list[Text]]) -> None:
        super().__init__()
        self._area = area
        self._title = title
        self._text = text
        self._top = 0

    def compose(self) -> ComposeResult:
        yield Pane(id="page-title")
        yield Pane(id="page")
        yield Pane(id="page-foot")

    @property
    def title_shown(self) -> str:
        """What stands above the text."""
        return self._title

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
        if width < NARROW and len(lines) > room:
            more = "Down, Up; others close"
        below = len(lines) - room - self._top
        left = f" {below} more {'line' if below == 1 else 'lines'} ·" if below > 0 else ""
        self.query_one("#page-foot", Pane).show([styled(f"{left} {more}", look.quiet)], {0: look.bar})

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        # Over a call a letter is the next word of it.
        key = event.key if self._area.TYPED_IN else IN_FORCE.moves.get(event.key, event.key)
        if key in SCROLL:
            self._top += SCROLL[key]
            self._draw()
        else:
            await self.app.pop_screen()
            if self.TYPES_ON and event.is_printable and event.character:
                self._area.type_on(event.character)

    async def on_paste(self, event: events.Paste) -> None:
        event.stop()
        await self.app.pop_screen()
        if self.TYPES_ON:
            self._area.type_on(event.text)


def card_text(area: Area, card: Card, facts: dict[str, str]) -> Callable[[int], list[Text]]:
    """A card: what to say, what to avoid, what to do, and where it comes from."""
    look = area.look

    def text(width: int) -> list[Text]:
        lines = [styled(card.title, look.key), *wrapped(styled(card.when, look.quiet), width)]
        for title, words in (("say", card.say), ("do", card.do), ("avoid", card.avoid)):
            if words:
                lines.append(styled(title, look.late if title == "avoid" else look.accent))
            for one in words:
                # The office's words name keys; what is filled into them is somebody's name or number.
                said = fill(area.keyed(one), facts)
                quote = f'"{said}"' if title == "say" else said
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
