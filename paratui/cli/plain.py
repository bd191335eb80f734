"""Plain text: what a screen reader reads from top to bottom, a label before each value, no columns and no signs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paratui.cli.printed import remark
from paratui.domain.due_told import again_told, due_told
from paratui.domain.follow_up import CLOSED
from paratui.domain.note_line import MEANINGS, Kind
from paratui.services.own_choices import OwnChoices

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.note_line import NoteLine
    from paratui.domain.office import Office

_KINDS = {kind: words.partition(" (")[0].partition(" - ")[0] for kind, words in MEANINGS.items()}


def is_plain(given: Namespace, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether linear text is wanted: --plain, PARATUI_PLAIN=1, or one's own settings."""
    if given.json:
        return False
    if given.plain:
        return True
    choices = OwnChoices(environ)
    for trouble in choices.troubles:
        remark(trouble)
    return choices.now.plain


def labelled(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Each value after its label, on a line of its own; what is empty is not told."""
    return (f"{label}: {value}" for label, value in pairs if value)


def squeezed(line: str) -> str:
    """A line without the blanks that put columns under each other; a title is no row of capitals to be spelt."""
    words = " ".join(line.split())
    return words.capitalize() if words.isupper() else words


def item_told(item: FollowUp, now: datetime, office: Office) -> Iterator[str]:
    """A follow-up, and an empty line."""
    yield f"Follow-up {item.number}{', urgent' if item.urgent else ''}"
    yield from labelled(
        (
            ("What", item.text),
            ("Due", due_told(item, now, office, "") if item.status not in CLOSED else ""),
            ("Comes", again_told(item, now, office) if item.status not in CLOSED else ""),
            ("Who has it", item.assignee or "nobody yet"),
            ("Person", item.person),
            ("Matter", item.matter),
            ("State", item.status.replace("_", " on ") if item.status.startswith("waiting") else item.status),
        )
    )
    yield ""


def items_told(items: Sequence[FollowUp], now: datetime, office: Office) -> Iterator[str]:
    """Follow-ups, one after the other."""
    for item in items:
        yield from item_told(item, now, office)


def kind_told(line: NoteLine) -> str:
    """The kind of a note line as a word; "" for a plain note."""
    if line.kind == Kind.NOTE:
        return ""
    return next((words for kind, words in _KINDS.items() if kind == line.kind), line.kind)
