"""What an action on many items left as it was, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from paratui.domain.spoken_size import count_words
from paratui.ui.look import styled
from paratui.ui.screens.page import Page
from paratui.ui.widgets.pane import wrapped

if TYPE_CHECKING:
    from paratui.services.item_bulk import Together
    from paratui.ui.area import Area


def left_page(area: Area, became: Together, happened: str) -> Page:
    """The items that were left, a reason each; they are still marked. `happened` is what became of the others."""
    look = area.look

    def text(width: int) -> list[Text]:
        done = f"{count_words(len(became.done), 'item')}: {happened}. " if became.done else ""
        lines = wrapped(Text(f"{done}Below is what stays as it is, still marked."), width)
        for one in became.left:
            head = styled(f"#{one.item.number} ", look.key).append(one.item.text, look.plain)
            lines += [*wrapped(head, width), *wrapped(styled(f"   {one.why}", look.quiet), width)]
        return lines

    return Page(area, f"{count_words(len(became.left), 'item')} left", text)
