"""What the questions of a call may use of the call screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError
from paratui.ui.area import Area

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.text import Text

    from paratui.domain.checklist import Checklist, Step
    from paratui.domain.person import Person
    from paratui.domain.progress import Progress
    from paratui.services.call_session import CallSession
    from paratui.ui.area import Answered
    from paratui.ui.widgets.line_input import LineInput


class CallParts(Area):
    """The session, the checklist it is walked by, the composer, and drawing them anew."""

    session: CallSession
    person: Person | None
    walk: Checklist
    chosen_step: str
    card: str
    _chosen_line: int

    @property
    def composer(self) -> LineInput:
        raise NotImplementedError

    @property
    def step(self) -> Step | None:
        raise NotImplementedError

    @property
    def progress(self) -> Progress:
        raise NotImplementedError

    @property
    def spoken_facts(self) -> dict[str, str]:
        raise NotImplementedError

    def to_say_at(self, step: Step | None) -> str:
        raise NotImplementedError

    @property
    def asked_of(self) -> int:
        return self.session.call.id

    def type_on(self, text: str) -> None:
        """What was typed over a page or past a question belongs into the composer."""
        self.composer.take_paste(text)

    def keep_aside(self, text: str) -> str:
        try:
            for line in filter(str.strip, text.splitlines()):
                self.session.add_line(line)
        except ParatuiError as error:
            return str(error)
        self.draw()
        return ""

    def half_typed(self, question: str, text: str) -> None:
        self.session.answering(question, text)

    def step_asked(self, asks: str, answer: str) -> None:
        raise NotImplementedError

    def entered(self, value: str) -> None:
        raise NotImplementedError

    def show_card(self, name: str, draw: Callable[[int], list[Text]]) -> None:
        raise NotImplementedError

    def put_card_away(self) -> None:
        raise NotImplementedError

    def scroll_card(self, by: int) -> None:
        raise NotImplementedError

    def new_callers(self, typed: str) -> list[tuple[str, str]]:
        raise NotImplementedError

    def take_walk(self, walk: Checklist, *, by_hand: bool = False) -> None:
        raise NotImplementedError

    async def take_new_caller(self, as_what: str, typed: str) -> Answered:
        raise NotImplementedError

    def untouched(self) -> bool:
        raise NotImplementedError

    def draw_lines(self) -> None:
        raise NotImplementedError

    def draw_understood(self, typed: str) -> None:
        raise NotImplementedError

    def tick(self) -> None:
        raise NotImplementedError

    async def take_typed_number(self, value: str) -> None:
        raise NotImplementedError

    def draw(self) -> None:
        raise NotImplementedError

    async def look_before_dialling(self, *, again: bool = False) -> None:
        raise NotImplementedError

    def caller_known(self) -> None:
        raise NotImplementedError
