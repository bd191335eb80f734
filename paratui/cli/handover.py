"""`paratui handover`: my shift for whoever comes next; with --to they get my open items."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paratui.cli.columns import UNLIMITED, cut, width
from paratui.cli.day_rows import hand_over_object
from paratui.cli.given import told, words
from paratui.cli.opened import opened
from paratui.cli.printed import remark, say, say_json
from paratui.domain.queue_order import Scales
from paratui.domain.spoken_size import count_words
from paratui.services.colleagues import not_here
from paratui.services.giving import give, refuse_to_give
from paratui.services.hand_over import hand_over, keep_note
from paratui.services.hand_over_words import text

if TYPE_CHECKING:
    from argparse import Namespace


def run(given: Namespace) -> int:
    """Print the hand-over; the note is kept and the items are given before it is printed."""
    note = None if given.note is None else told(given.note, "what the next one should know")
    with opened(given) as desk:
        to = words(given.to).strip() if given.to is not None else ""
        shift, left = hand_over(desk), not_here(desk)
        if given.to is not None:
            # Before the note is kept: what is refused leaves nothing behind.
            refuse_to_give(desk, shift.items, to)
        if note is not None:
            shift = shift._replace(note=keep_note(desk, note))
        if given.to is not None:
            give(desk, shift.items, to, shift.note)
    if given.json:
        say_json(hand_over_object(shift, Scales(shift.now, desk.office, desk.me, left), to))
        return 0
    room = width(os.environ)
    for line in text(shift, desk.office):
        say(line if room == UNLIMITED else cut(line, room))
    if to:
        remark(f"{count_words(len(shift.items), 'item')} given to {to}; u in the queue takes it back.")
    return 0
