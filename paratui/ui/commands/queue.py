"""What can be done in the queue: one key each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.domain.errors import StoreError
from paratui.domain.note_line import Kind
from paratui.ui.commands.bell import BellInQueue
from paratui.ui.commands.bring_in import PeopleFromQueue
from paratui.ui.commands.command import Command
from paratui.ui.commands.duties import DUTY_COMMANDS
from paratui.ui.commands.item_sets import Join, Life, Mark, MarkAll, Reopen, Split
from paratui.ui.commands.messages import MessagesFromQueue
from paratui.ui.commands.on_item import OnItem

if TYPE_CHECKING:
    from paratui.ui.screens.queue import QueueScreen


class CallNow(OnItem):
    id = "queue.call"
    title = "Call now"
    keys = ("c",)
    footer = "call"
    footer_rank = 5
    help = "Opens a call to this person, with what you promised in front of you."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.call_now()


class Done(OnItem):
    id = "queue.done"
    title = "Done"
    keys = ("d",)
    footer = "done"
    footer_rank = 1
    help = "Closes the item with what came of it."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_done()


class Tried(OnItem):
    id = "queue.tried"
    title = "Tried, reached nobody"
    keys = ("t",)
    footer = "tried"
    footer_rank = 2
    help = "Counts a try (voicemail, no answer, busy, wrong number) and proposes the next one."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_tried()


class Snooze(OnItem):
    id = "queue.snooze"
    title = "Snooze"
    keys = ("s",)
    footer = "snooze"
    footer_rank = 3
    help = "Hides the item until a time you say. Its due time stays as it was."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_snooze()


class Assign(OnItem):
    id = "queue.assign"
    title = "Assign"
    keys = ("a",)
    footer = "assign"
    footer_rank = 4
    help = "Gives the item to somebody of the office."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_assign()


class Claim(OnItem):
    id = "queue.claim"
    title = "Claim"
    keys = ("g",)
    footer = "claim"
    footer_rank = 12
    help = "Claims the item: it is yours from now on."

    def why_not(self, area: QueueScreen) -> str:
        if area.item and area.item.assignee == area.desk.me.login and not area.marks_shown:
            return "You have this one already"
        return super().why_not(area)

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.claim()


class WaitOn(OnItem):
    id = "queue.wait"
    title = "Waiting on"
    keys = ("w",)
    footer = "wait on"
    footer_rank = 8
    help = "Says whom the item waits on: attorney, client, somebody else, or nobody any more."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_wait()


class Edit(OnItem):
    id = "queue.edit"
    title = "Edit"
    keys = ("e",)
    footer = "edit"
    footer_rank = 7
    help = "Rewords the item; a due time, @person or ! in the line is read as in a call."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_edit()


class Answer(OnItem):
    id = "queue.answer"
    title = "Answer the question"
    keys = ("r",)
    footer = "answer"
    footer_rank = -1
    only_when_possible = True
    help = "The attorney answers the question; anybody else writes what an attorney told them, word for word."

    def why_not(self, area: QueueScreen) -> str:
        if area.item and area.item.conflict_check:
            return "A conflict check is decided on its own page: Enter opens it"
        if area.item and area.item.kind != Kind.QUESTION.value and not area.item.asked_of_attorney:
            number = f"#{area.item.number}"
            closes = area.keyed("[[queue.done]] closes it with what came of it")
            return f"{number} is no question for the attorney; {closes}"
        return super().why_not(area)

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_answer()


class New(Command["QueueScreen"]):
    id = "queue.new"
    title = "New follow-up"
    keys = ("n",)
    footer = "new"
    footer_rank = 6
    help = "Makes a follow-up from one line, such as: call back Maria thu 3pm @dana !"

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_new()


class Undo(Command["QueueScreen"]):
    id = "queue.undo"
    title = "Undo"
    keys = ("u",)
    footer = "undo"
    footer_rank = 9
    help = "Takes back your last action, up to twenty of them; one of another screen is named first."

    def why_not(self, area: QueueScreen) -> str:
        if not area.is_pictured:
            return "The queue is being opened"
        try:
            if area.queue.can_undo():
                return ""
        except StoreError as error:
            # The folder may be away just now.
            return str(error)
        if area.queue.took_back:
            return "Nothing more to take back"
        return "You have done nothing here yet that could be taken back"

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.undo()


class Why(OnItem):
    id = "queue.why"
    title = "Why here?"
    keys = ("question_mark",)
    footer = "why"
    footer_rank = 10
    help = "Says in one line why the item stands where it stands, and shows the terms that sum to its score."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.say_why()


class OpenSource(OnItem):
    id = "queue.open"
    title = "Open the call it came from"
    keys = ("o", "enter")
    footer = "open"
    footer_rank = 11
    help = "Shows the call in which this was promised."

    def why_not(self, area: QueueScreen) -> str:
        if area.item and not area.item.call:
            return area.keyed("This item did not come from a call; [[queue.edit]] edits it, [[queue.done]] closes it")
        return super().why_not(area)

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.open_source()


class Mine(Command["QueueScreen"]):
    id = "queue.mine"
    title = "Mine or everyone's"
    keys = ("m",)
    footer = "mine"
    footer_rank = 13
    help = "Shows my items and those nobody has, or everyone's."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        area.toggle_mine()


class Kinds(Command["QueueScreen"]):
    id = "queue.kind"
    title = "Only one kind"
    keys = ("f",)
    help = "Shows only promises, client tasks or questions for the attorney, then all again."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        area.next_kind()


class ThisClient(OnItem):
    id = "queue.client"
    title = "Only this client"
    keys = ("p",)
    help = "Shows everything open for this person; again for all."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        area.only_this_client()


class Find(Command["QueueScreen"]):
    id = "queue.find"
    title = "Find"
    keys = ("slash",)
    footer = "find"
    footer_rank = 14
    help = "Shows the items in which all the words occur, while you type them."

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_words()


class ShowAll(Command["QueueScreen"]):
    id = "queue.all"
    title = "Take the filters away"
    keys = ("x", "escape")
    footer = "all"
    footer_rank = 15
    help = "Takes the marks away, then the filters: everyone's items of every kind."

    def why_not(self, area: QueueScreen) -> str:
        return "" if area.filtered() or area.marks_shown else "No filter is on: these are all the open items"

    async def run(self, area: QueueScreen, words: str = "") -> None:  # noqa: ARG002
        if area.marks_shown:
            area.unmark_all()
        else:
            area.show_all()


QUEUE_COMMANDS: tuple[Command[Any], ...] = (
    Done(),
    Tried(),
    Snooze(),
    Assign(),
    CallNow(),
    New(),
    Edit(),
    WaitOn(),
    Answer(),
    Undo(),
    Why(),
    OpenSource(),
    Claim(),
    Life(),
    Mark(),
    MarkAll(),
    Split(),
    Join(),
    Reopen(),
    Mine(),
    Find(),
    Kinds(),
    ThisClient(),
    ShowAll(),
    BellInQueue(),
    *DUTY_COMMANDS,
    MessagesFromQueue(),
    PeopleFromQueue(),
)
_IN_REVIEW = ("done", "tried", "snooze", "assign", "call", "edit", "wait", "claim", "undo", "why")
IN_REVIEW = tuple(one for one in QUEUE_COMMANDS if one.id.removeprefix("queue.") in _IN_REVIEW)
