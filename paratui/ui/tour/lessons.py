"""The lessons of the tour: what to do next, and how the program stands once it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from paratui.domain.consent_history import Answer
from paratui.domain.note_line import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.ui.tour.scene import Scene

OTHER_KINDS = (
    Kind.CLIENT_TASK,
    Kind.INSTRUCTION,
    Kind.REPORTED_DATE,
    Kind.ISSUE,
    Kind.CONCERN,
    Kind.ATTORNEY_ONLY,
)
HELP, RADAR, PERSON, WHY = "Help", "Radar", "A person", "Why here?"


class Lesson(NamedTuple):
    """`words` fit two rows of 78 cells, `[[...]]` in them is the key of a command.

    `at` is the area it is done in, "" for any; `done` looks at how the program stands alone. `needs` is what there
    must be to learn it with: a call on the line, or one that was left; "" for nothing.
    """

    id: str
    words: str
    done: Callable[[Scene], bool]
    at: str = ""
    needs: Literal["", "call", "left call"] = ""


def _over(scene: Scene, title: str) -> bool:
    return any(page.startswith(title) for page in scene.pages)


def _when_said(scene: Scene) -> bool:
    # What is read out of the line as its time, its person or its urgency is not part of the task.
    promises = [line for line in scene.lines if line.kind == Kind.PROMISE]
    return any(line.task and line.task != line.text for line in promises)


LESSONS = (
    Lesson(
        "queue",
        "This is the queue: what was promised, most pressing first. Press Down: below stands where it comes from.",
        lambda scene: scene.moved_down,
        "queue",
    ),
    Lesson(
        "why",
        "Why does it stand where it stands? Press [[queue.why]] and read. Any key closes the page.",
        lambda scene: _over(scene, WHY),
        "queue",
    ),
    Lesson(
        "ring",
        "The phone rings. Press [[go.call]]: the call begins, its time runs, and you can type at once.",
        lambda scene: scene.call is not None and scene.area == "call",
    ),
    Lesson(
        "number",
        "Type the caller's number and Enter: 415 555 2671. The office knows her, and what she is to be asked.",
        lambda scene: bool(scene.call and scene.call.person_id),
        "call",
        needs="call",
    ),
    Lesson(
        "note",
        "Type what she says, and Enter: hearing moved, she got a letter. It carries its time, and is saved.",
        lambda scene: scene.has(Kind.NOTE),
        "call",
        needs="call",
    ),
    Lesson(
        "promise",
        "The first character is the kind. > is our promise, and goes to the queue: > send her the new notice",
        lambda scene: scene.has(Kind.PROMISE),
        "call",
        needs="call",
    ),
    Lesson(
        "due",
        "Say by when and by whom: > call back thu 3pm @dana ! Watch the row above the line: that is understood.",
        _when_said,
        "call",
        needs="call",
    ),
    Lesson(
        "question",
        "? keeps a legal question for the attorney, word for word: ? should I sign it? On the left: what to answer.",
        lambda scene: scene.has(Kind.QUESTION),
        "call",
        needs="call",
    ),
    Lesson(
        "kinds",
        "Now a line of each other kind: < she does, ! wants, @ date, # issue, ~ feeling, * attorney only.",
        lambda scene: not scene.marks_left(OTHER_KINDS),
        "call",
        needs="call",
    ),
    Lesson(
        "step",
        "The checklist on the left says what to say. Read the sentence aloud, then [[call.done]]: done, "
        "on to the next step.",
        lambda scene: bool(scene.call and scene.call.checklist.answers),
        "call",
        needs="call",
    ),
    Lesson(
        "recording",
        "May we record? Press [[call.recording]] and read what it shows. She says no: n, then Enter. "
        "From then on: notes only.",
        lambda scene: bool(scene.call and scene.call.consent.answer != Answer.NOT_ASKED),
        "call",
        needs="call",
    ),
    Lesson(
        "end",
        "[[call.end]] ends the call. Enter settles what is open, one thing at a time; with nothing open "
        "it writes it all.",
        lambda scene: scene.call is None and scene.area == "queue",
        needs="call",
    ),
    Lesson(
        "close",
        "What is promised on a call is in the queue. Press [[queue.done]] on any item, type what came of it, "
        "such as sent; Enter.",
        lambda scene: scene.closed_one,
        "queue",
    ),
    Lesson(
        "undo",
        "Not meant? Press [[queue.undo]]: your last action is taken back. The last twenty can be, tomorrow too.",
        lambda scene: scene.back_again,
        "queue",
    ),
    Lesson(
        "log",
        "[[go.log]] is the log: every call. Press [[log.find]] and type letter: it finds while you "
        "type. Enter keeps what was found.",
        lambda scene: len(scene.words_looked_for) > 2,
        "",
    ),
    Lesson(
        "clients",
        "[[go.clients]] is everybody the office knows. Press Enter on a name: numbers, matters, "
        "promises, all in one place.",
        lambda scene: _over(scene, PERSON),
    ),
    Lesson(
        "help",
        "Lost? [[help]] explains the screen you are on, and the field. Press it; any key comes back.",
        lambda scene: _over(scene, HELP),
    ),
    Lesson(
        "palette",
        "[[palette]] lists everything that can be done. Press it, type radar, Enter: whom nobody spoke "
        "to for too long.",
        lambda scene: _over(scene, RADAR),
    ),
    Lesson(
        "cut",
        "Last: the line drops. [[go.call]], type half a sentence, no Enter; then [[leave]], and paratui "
        "tour once more.",
        lambda scene: scene.cut,
    ),
    Lesson(
        "back",
        "Nothing is lost: your call is offered with the half sentence. Enter takes it up (or "
        "[[go.call]], if you put it off).",
        lambda scene: scene.taken_up,
        needs="left call",
    ),
)
THE_END = "That was the tour. Look around; [[help]] and [[palette]] know the rest. [[leave]] leaves the program."
IN_THE_END = "/discard throws this call away."
