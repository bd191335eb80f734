"""The people of the office: what is still with somebody who works here no more."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from paratui.domain.diagnosis import look
from paratui.domain.errors import BadInput
from paratui.domain.staff import Staff
from paratui.services.colleagues import left_behind_words
from paratui.store.tinydb_folder.examination.holders import holders_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from paratui.domain.diagnosis import Line
    from paratui.domain.record import Doc
    from paratui.store.tinydb_folder.ground.folder import Folder


def left_lines(folder: Folder, today: date) -> Iterator[Line]:
    """A line for each login that left and still has open follow-ups."""
    try:
        found = holders_in(folder)
    except OSError:
        return
    counted = Counter(holder for holder in found.of_items if isinstance(holder, str))
    for login in sorted(_gone(found.staff, today) & counted.keys()):
        yield look("staff", *left_behind_words(login, counted[login]))


def _gone(staff: tuple[Doc, ...], today: date) -> set[str]:
    gone = set()
    for doc in staff:
        try:
            one = Staff.read(doc)
        except BadInput:
            continue
        if one.has_left(today):
            gone.add(one.login)
    return gone
