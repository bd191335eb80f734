"""The tour: a strip above the screen says what to do next, and goes on once it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from paratui.services.tour_place import TourPlace
from paratui.ui.area import Area
from paratui.ui.tour.lessons import IN_THE_END, LESSONS, OTHER_KINDS, THE_END
from paratui.ui.tour.scene import Scene
from paratui.ui.widgets.pane import Pane, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.timer import Timer

    from paratui.ui.app import ParatuiApp
    from paratui.ui.tour.lessons import Lesson

LOOK_SECONDS = 0.25
ROWS = 2
NARROW_ROWS = 3
NARROW = 64
FLAT = 18
QUEUE = "Queue"
GO_THERE = {"queue": "[[go.queue]] leads back to the queue.", "call": "[[go.call]] leads back to the call."}
NO_CALL = "[[go.call]] begins a call for this."
NONE_LEFT = "No call was left in the middle, so none is offered here."


class Tour:
    """One person's tour in this session; `on` while its strip stands above the areas."""

    def __init__(self, app: ParatuiApp, environ: Mapping[str, str]) -> None:
        self._app = app
        self.place = TourPlace(environ)
        self._scene = Scene(app)
        self._timer: Timer | None = None

    @property
    def on(self) -> bool:
        return self._timer is not None

    @property
    def number(self) -> int:
        """The lesson that is next, from 0; as many as there are when all are done."""
        ids = [one.id for one in LESSONS]
        return (
            ids.index(self.place.lesson) if self.place.lesson in ids else 0 if not self.place.finished else len(ids)
        )

    def begin(self) -> None:
        """Begin, or go on where it was left."""
        if self.on:
            return
        self._stand_at(self.number if not self.place.finished else 0)
        self._app.screen_change_signal.subscribe(self._app, self._changed, immediate=True)
        self._timer = self._app.set_interval(LOOK_SECONDS, self.look)
        self.draw()

    def leave(self) -> None:
        """Put the strip away; the place is kept."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self._app.screen_change_signal.unsubscribe(self._app)
        for area in self._areas():
            area.query("#tour").remove()

    @property
    def over(self) -> bool:
        """Whether every lesson was done or skipped."""
        return self._lesson is None

    def go(self, by: int) -> None:
        """Skip a lesson (1), or take the one before again (-1); those that cannot be done now are passed by."""
        number = self.number + by
        while 0 < number < len(LESSONS) and not self._scene.has_what_it_needs(LESSONS[number]):
            number += by
        self._stand_at(max(0, min(len(LESSONS), number)))
        self.draw()

    def begin_again(self) -> None:
        """From the first lesson on."""
        self._stand_at(0)
        self.draw()

    def look(self) -> None:
        """Go on when what was asked for is done."""
        self._scene.look()
        lesson = self._lesson
        if lesson and lesson.done(self._scene):
            self._stand_at(self.number + 1)
        self.draw()

    @property
    def _lesson(self) -> Lesson | None:
        return LESSONS[self.number] if self.number < len(LESSONS) else None

    def _stand_at(self, number: int) -> None:
        over = number >= len(LESSONS)
        self.place.keep(
            lesson="" if over else LESSONS[number].id,
            finished=over,
            offered=True,
            office=str(self._app.desk.folder),
        )
        self._scene.begin()

    # The strip

    def _changed(self, _screen: object) -> None:
        # A page may be read and closed between two looks.
        self.look()

    def _areas(self) -> list[Area]:
        return [one for one in self._app.screen_stack if isinstance(one, Area)]

    def draw(self) -> None:
        """The strip stands on every area that is shown, so that what it talks about lies free below it."""
        if not self.on:
            return
        for area in self._areas():
            if not area.is_mounted:
                continue
            panes = area.query("#tour")
            pane = panes.first(Pane) if panes else Pane(id="tour")
            lines = self._lines(area, self._app.size.width)
            pane.styles.height = len(lines)
            if not panes:
                area.mount(pane, before=0)
            pane.show(lines, dict.fromkeys(range(len(lines)), area.look.chosen))

    def _lines(self, area: Area, width: int) -> list[Text]:
        look, lesson = area.look, self._lesson
        head = f"{self.number + 1}/{len(LESSONS)} " if lesson else ""
        words = self._words(lesson, area) if lesson else self._last_words()
        text = Text(head, look.key).append(area.keyed(words), look.strong)
        leave = area.keyed("[[tour]]: skip, leave" if lesson else "[[tour]] puts this away")
        rows = wrapped(text, max(20, width - 2))
        if self._app.size.height < FLAT or width < NARROW:
            rows = rows[:NARROW_ROWS]
        else:
            rows += [Text()] * (ROWS - len(rows))
            if _room(rows, width) <= len(leave) + 1:
                rows.append(Text())
        room = _room(rows, width)
        if room > len(leave) + 1:
            rows[-1].append(" " * (room - len(leave))).append(leave, look.quiet)
        return [Text(" ").append_text(row) for row in rows]

    def _words(self, lesson: Lesson, area: Area) -> str:
        # The wrap-up lies over the call and is part of it; what lies over the queue is not.
        away = area.NAME != QUEUE if lesson.at == "queue" else self._scene.area != lesson.at
        there = GO_THERE.get(lesson.at, "") if away else ""
        if not self._scene.has_what_it_needs(lesson):
            if lesson.needs == "left call":
                return NONE_LEFT
            there = NO_CALL if lesson.at == "call" else there
        if lesson.id == "kinds" and not there:
            left = self._scene.marks_left(OTHER_KINDS)
            return f"{lesson.words} Left: {left}"
        return f"{there} {lesson.words}".strip()

    def _last_words(self) -> str:
        return f"{THE_END} {IN_THE_END}" if self._scene.call else THE_END


def _room(rows: list[Text], width: int) -> int:
    """How many cells are free at the end of the last row."""
    return width - 2 - cell_len(rows[-1].plain)
