"""The open ends of a call on the wrap-up page: which is asked, what each key answers, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import ParatuiError
from paratui.domain.instructed import instructed
from paratui.domain.open_end import EndKind, OpenEnd
from paratui.domain.practice_area import AnswerType
from paratui.domain.spoken_time import due_words
from paratui.domain.when_question import Undated
from paratui.services.interview import Interview, unasked_dates
from paratui.ui.screens.read_back_questions import EDIT, NOT_CLEAR, ReadBackQuestions
from paratui.ui.screens.wrap_up_picture import TITLES, titled

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.domain.call import Call
    from paratui.domain.checklist import Step

ENTER = {
    EndKind.CONFLICT: "a follow-up to run it",
    EndKind.REWORD: "rewords it",
    EndKind.REQUIRED: "asks why",
    EndKind.OWNER: "I have it",
    EndKind.SAME: "keep both",
    EndKind.UNASKED: "a follow-up to ask it",
    EndKind.DAY: "a follow-up to ask it",
    EndKind.INSTRUCTION: "a follow-up",
    EndKind.CONCERN: "a follow-up",
    EndKind.THIRD_PERSON: "the attorney decides what that means",
    EndKind.CALL_BACK: "a follow-up",
    EndKind.CLOSING: "I have read this aloud and it was clear",
    EndKind.NEXT_CONTACT: "that day",
}
# Enter makes a follow-up: its due time is said with it.
_MAKES_ITS_OWN = frozenset(
    {
        EndKind.CONFLICT,
        EndKind.UNASKED,
        EndKind.DAY,
        EndKind.INSTRUCTION,
        EndKind.CONCERN,
        EndKind.CALL_BACK,
    }
)
# What else answers each kind; `x` leaves any of them open with a reason.
OTHERS = {
    EndKind.OWNER: [("wrap.who", "who has it")],
    EndKind.SAME: [("wrap.join", "this call counts for that one")],
    EndKind.INSTRUCTION: [("wrap.only_read_back", "nothing to do, only read back")],
    EndKind.DAY: [("wrap.day", "they said the day")],
    EndKind.CONCERN: [("wrap.met", "it was met")],
    EndKind.CLOSING: [("wrap.unclear", NOT_CLEAR), ("wrap.edit", EDIT)],
    EndKind.NEXT_CONTACT: [("wrap.contact", "another day")],
}


class Before(NamedTuple):
    """The page before something was done on it: what that was, the call as it stood, and what else stood there."""

    what: str
    call: Call
    put_back: Callable[[], None]


class OpenEnds(ReadBackQuestions):
    """Walking the open ends, the weightiest first."""

    _put_off: list[str]
    _before: list[Before]

    def draw(self) -> None:
        raise NotImplementedError

    def look_anew(self) -> None:
        """Draw what Enter writes now: it was another thing before."""
        self.draw()

    def missing(self) -> tuple[Step, ...]:
        raise NotImplementedError

    # What is open

    @property
    def ends(self) -> list[OpenEnd]:
        """The open ends."""
        call = self.session.call
        unchecked = self.paratui.conflicts.unchecked_names(call) if call.conflict.check else ()
        return self.wrapping.open_ends(self.missing(), self.unasked(), unchecked)

    def unasked(self) -> list[Undated]:
        """The urgent questions nobody has asked: the days of what was told, and those of the practice area."""
        tables = self.paratui.tables
        days = [*unasked_dates(self.session.call, tables)]
        known = {one.question.id for one in days}
        area = Interview(self.session, self.desk, tables).open_questions()
        return days + [Undated(0, one) for one in area if one.urgent and one.id not in known]

    @property
    def end(self) -> OpenEnd | None:
        """The open end that is asked now: the first that was not put off."""
        ends = self.ends
        return next((one for one in ends if one.id not in self._put_off), ends[0] if ends else None)

    @property
    def settled_here(self) -> bool:
        """Whether something was done on this page that can be taken back."""
        return bool(self._before)

    def asks(self, *kinds: str) -> bool:
        """Whether an open end of one of these kinds is asked now."""
        end = self.end
        return end is not None and end.kind.value in kinds

    def answers(self, end: OpenEnd | None) -> list[tuple[str, str]]:
        """The keys that answer an open end, with what they say."""
        if end is None:
            return []
        others = list(OTHERS.get(end.kind, []))
        if end.kind is EndKind.REQUIRED:
            call = self.session.call
            unsure = call.matter_id and call.identity.result != "confirmed"
            others = [("wrap.verify", "identity was checked")] if unsure else []
        else:
            if end.kind is EndKind.UNASKED:
                others.append(("wrap.day", "they said the day" if self._asks_a_day(end) else "they said it"))
            others.append(("wrap.leave", "leave it, say why"))
        return [("Enter", self._enter(end)), *((self.key_of(command), words) for command, words in others)]

    def _enter(self, end: OpenEnd) -> str:
        """What Enter answers, in words."""
        proposed = self._proposed(end)
        if proposed:
            return f"it was {proposed}"
        if end.kind in _MAKES_ITS_OWN:
            return f"{self._follow_up_words(end)}, due {self._due_words(end)}"
        return ENTER[end.kind]

    def _due_words(self, end: OpenEnd) -> str:
        return due_words(self.wrapping.due_of_follow_up(end), self.desk.now(), self.desk.office)

    def _follow_up_words(self, end: OpenEnd) -> str:
        """The follow-up that Enter makes, and for whom where that is not me."""
        if end.kind is EndKind.INSTRUCTION:
            staff = self.desk.staff()
            login = instructed(end.about, self.desk.here(), self.desk.me.login)
            names = {one.login: one.name or one.login for one in staff} | {self.desk.me.login: "me"}
            return f"{ENTER[end.kind]} for {names[login]}"
        return ENTER[end.kind]

    def _undated(self, end: OpenEnd) -> Undated | None:
        """What an open end asks, when it is a question nobody has asked."""
        if end.kind is not EndKind.UNASKED:
            return None
        return next((one for one in self.unasked() if one.question.id == end.key), None)

    def _asks_a_day(self, end: OpenEnd) -> bool:
        asked = self._undated(end)
        return asked is None or asked.question.type is AnswerType.DATE

    def _proposed(self, end: OpenEnd) -> str:
        """The day that a line of the call tells already, in its own words."""
        asked = self._undated(end)
        return asked.proposed if asked else ""

    def settle(self, change: Callable[[], object], what: str = "") -> None:
        """Settle an open end; it can be taken back. `what` it is where it is not the end that is asked."""
        self.before(what or self._asked_words())
        try:
            change()
        except ParatuiError as error:
            self._before.pop()
            self.say(str(error), trouble=True)
        self.draw()

    def _asked_words(self) -> str:
        end = self.end
        if end is None:
            return "the last answer"
        # The steps stand on the page, one a row.
        return TITLES[end.kind] if end.kind is EndKind.REQUIRED else titled(end)

    def before(self, what: str) -> None:
        """Remember the page as it stands before this is done, so that it can be taken back by itself."""
        self._before.append(Before(what, self.session.call, self.page_as_it_stands()))

    def page_as_it_stands(self) -> Callable[[], None]:
        """What puts back what stands on the page and not in the call."""
        return lambda: None

    def take_back(self) -> None:
        """Take back what was done last on the page, that alone, and say what it was."""
        if not self._before:
            self.say("Nothing was done on this page yet")
            return
        what, before, put_back = self._before.pop()
        self.session.change(  # what an answer of this page may have changed, as it was
            lines=before.lines,
            ends=before.ends,
            read_back=before.read_back,
            next_contact=before.next_contact,
            checklist=before.checklist,
            identity=before.identity,
            reported=before.reported,
            facts=before.facts,
            outcome=before.outcome,
            tenths=before.tenths,
            billing=before.billing,
        )
        put_back()
        self.look_anew()
        self.say(f"Taken back: {what}")

    def put_off(self) -> None:
        """Look at the next open end first; this one comes again."""
        end = self.end
        if end is None:
            self.say("Nothing is open; Enter writes the call")
            return
        self._put_off.append(end.id)
        if all(one.id in self._put_off for one in self.ends):
            self._put_off.clear()
        self.draw()
